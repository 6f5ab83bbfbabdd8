"""What a name, its reading, its Latin spelling and the e-mail address say about each other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from cardscan.lexicon.names import latin_key, readings_of_given_name, readings_of_surname
from cardscan.orthography.romaji import fold_romaji, kana_to_romaji
from cardscan.records import Candidate, FieldKind

_SHORTEST = 3
"""Letters of a name that are not in an address by chance."""

_SPELLS_NAME = 2.0
_READ_AS_SPELLED, _READ_OTHERWISE = 1.5, -4.0
_REPAIRED = 0.9
_WHOLE = 0.8
"""The share of an address's letters that must be the name for the address to be put right by it."""

_SWAPS = (("I", "l"), ("l", "i"), ("1", "l"), ("0", "o"), ("rn", "m"), ("vv", "w"))
"""What engines read in the local part of an address, and what may stand there."""


def spelling_affinity(one: Candidate, other: Candidate) -> float:
    """How much two claims support each other by what they spell, in log-odds; one way round only.

    An address that does not spell the name tells nothing: it may be the firm's or a nickname.
    """
    kinds = one.kind, other.kind
    if one.kind is FieldKind.EMAIL and other.kind in (FieldKind.NAME, FieldKind.KANA):
        words = _words(other)
        return _SPELLS_NAME if words and _share(_local(one.value), words) >= 0.5 else 0.0
    if kinds == (FieldKind.KANA, FieldKind.ROMAJI):
        read = {fold_romaji(kana_to_romaji(part)) for part in one.value.split()}
        spelled = {fold_romaji(part) for part in other.value.split()}
        if len(read) < 2 or len(spelled) < 2:
            return 0.0
        return _READ_AS_SPELLED if read & spelled else _READ_OTHERWISE
    if kinds == (FieldKind.ROMAJI, FieldKind.NAME) and not other.value.isascii():
        keys = {fold_romaji(word) for word in _words(other)}
        return _READ_AS_SPELLED if any(fold_romaji(part) in keys for part in one.value.split()) else 0.0
    return 0.0


def mail_by_name(mail: Candidate, names: Sequence[Candidate]) -> Candidate:
    """An e-mail address put right where one look-alike or a label's letter keeps it from spelling the card's name."""
    words = tuple(dict.fromkeys(word for name in names for word in _words(name)))
    return _by_name(mail, words) if words else mail


def _by_name(mail: Candidate, words: tuple[str, ...]) -> Candidate:
    local, _, domain = mail.value.partition("@")
    share = _share(_local(mail.value), words)
    best = max(_variants(local), key=lambda variant: _share(variant.lower(), words), default=local)
    if share >= 1 or _share(best.lower(), words) < max(_WHOLE, share + 0.01):
        return mail
    address = f"{best}@{domain}"
    return replace(mail, value=address, text=address, belief=mail.belief * _REPAIRED, validated=False)


def _variants(local: str) -> list[str]:
    """The local part with one look-alike put right, or without a first letter that may be a label or an icon."""
    found = []
    for read, printed in _SWAPS:
        for match in re.finditer(re.escape(read), local):
            found.append(local[: match.start()] + printed + local[match.end() :])
    return [*found, local[1:]] if re.match(r"[EMIl1][a-z]{3}", local) else found


def _local(address: str) -> str:
    return address.partition("@")[0].lower()


@lru_cache(maxsize=4096)
def _share(local: str, words: tuple[str, ...]) -> float:
    """The share of a local part's letters and figures that is one or more of the words, or their initials.

    >>> _share("csmith", ("chris", "smith")), _share("info", ("chris", "smith")), _share("chris.smith", ("smith",))
    (1.0, 0.0, 0.5)
    """
    rest = re.sub(r"[^a-z0-9]+", " ", local)
    total = len(rest.replace(" ", ""))
    for word in sorted(words, key=len, reverse=True):
        if len(word) >= _SHORTEST:
            rest = rest.replace(word, " ", 1)
    left = rest.split()
    if total == 0 or sum(map(len, left)) == total:
        return 0.0
    strange = [piece for piece in left if not any(word.startswith(piece) for word in words)]
    return round(1 - sum(map(len, strange)) / total, 3)


def _words(name: Candidate) -> tuple[str, ...]:
    """The Latin words that a name may be spelled with."""
    return _spellings(name.kind, name.value, name.parts.get("family_name", ""), name.parts.get("given_name", ""))


@lru_cache(maxsize=1024)
def _spellings(kind: FieldKind, value: str, family: str, given: str) -> tuple[str, ...]:
    if kind is FieldKind.KANA:
        return tuple(kana_to_romaji(part).lower() for part in value.split())
    latin = [latin_key(word) for word in value.split()]
    latin = [word for word in latin if len(word) > 1]
    if latin:
        return tuple(latin)
    readings = (*readings_of_surname(family), *readings_of_given_name(given))
    return tuple(dict.fromkeys(kana_to_romaji(reading).lower() for reading in readings))

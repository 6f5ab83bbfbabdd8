"""What an unsure value may be instead, likeliest first: for a person to choose from with a look at the card."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, product
from urllib.parse import urlsplit

from cardscan.fields.name_split import split_name
from cardscan.fields.phone_number import rate
from cardscan.lexicon.names import given_name_readings, surname_readings
from cardscan.orthography.kana import is_kana
from cardscan.orthography.look_alikes import look_alike_digits, look_alikes
from cardscan.orthography.romaji import kana_to_romaji
from cardscan.orthography.variants import fold_variants, other_forms
from cardscan.person.complete import guess_reading
from cardscan.person.readings import readings_of_name
from cardscan.records import Contact, Source

MOST = 9
"""Alternatives at most: each is chosen by one digit."""

_MOST_READINGS = 4
_MOST_LOOK_ALIKES = 3
"""Of one kind; more would bury the others."""

_NAMES = ("full_name", "family_name", "given_name")
_NEAR = 2
"""Characters in which two host names of one card may differ and still be meant to be the same."""


@dataclass(frozen=True, slots=True)
class Alternative:
    """One other value."""

    value: str
    why: str
    """For the person, a few words: ``other form of 高``, ``0 → o``, ``as the web address says``."""


def alternatives(field: str, value: str, contact: Contact, rivals: Sequence[str] = ()) -> tuple[Alternative, ...]:
    """What a value of a contact may be instead.

    Args:
        field: The contact's field, for example ``full_name``.
        value: What was read.
        contact: Everything that was read: its values explain each other.
        rivals: What else the recognisers saw in the same place, likeliest first.
    """
    found: dict[str, Alternative] = {}
    for one in (
        *(Alternative(rival, "also possible") for rival in rivals if not _is_piece(field, rival, value)),
        *_of_field(field, value, contact),
        *islice(_looking_alike(field, value), _MOST_LOOK_ALIKES),
    ):
        if one.value and one.value != value:
            found.setdefault(one.value, one)
    return tuple(islice(found.values(), MOST))


def _is_piece(field: str, rival: str, value: str) -> bool:
    """Whether a rival is only a part of a Japanese name: what is left when a line of it is taken for something else."""
    squeezed = "".join(rival.split())
    return field in (*_NAMES, "phonetic_name") and not rival.isascii() and squeezed in "".join(value.split())


def _of_field(field: str, value: str, contact: Contact) -> Iterator[Alternative]:
    if field in _NAMES:
        yield from _other_forms(value, value)
    if field == "full_name":
        yield from _split_differently(value)
    elif field in ("organization", "department"):
        yield from _other_forms(value, contact.full_name or "")
    elif field == "phonetic_name":
        yield from _other_readings(contact)
    elif field == "romanized_name":
        yield from _romanized(value, contact)
    elif field == "emails":
        hosts = (urlsplit(url).hostname or "" for url in contact.urls)
        for host in _near_hosts(value.rpartition("@")[2], hosts):
            yield Alternative(f"{value.rpartition('@')[0]}@{host}", "as the web address says")
    elif field == "urls":
        host = (urlsplit(value).hostname or "").removeprefix("www.")
        for other in _near_hosts(host, (mail.rpartition("@")[2] for mail in contact.emails)):
            yield Alternative(value.replace(host, other, 1), "as the e-mail address says")
    elif field == "phones":
        yield from islice(_numbers(value, contact), _MOST_LOOK_ALIKES)


def _other_forms(value: str, name: str) -> Iterator[Alternative]:
    """Old and family-name forms of one character, in a firm only of those that stand in the person's name too."""
    folded = fold_variants(name)
    for place, character in enumerate(value):
        if fold_variants(character) in folded:
            for form in other_forms(character):
                yield Alternative(value[:place] + form + value[place + 1 :], f"other form of {character}")


def _split_differently(name: str) -> Iterator[Alternative]:
    found = split_name("".join(name.split()))
    if found is not None and not name.isascii():
        yield Alternative(f"{found.family} {found.given}", "divided by the dictionary")


def _other_readings(contact: Contact) -> Iterator[Alternative]:
    guess = guess_reading(contact)
    if guess is not None:
        yield Alternative(guess.kana, "as the e-mail address says" if guess.source is Source.EMAIL else "dictionary")
    family, given = contact.family_name or "", contact.given_name or ""
    if not (family or given) or (family + given).isascii() or is_kana(family + given):
        return
    known = readings_of_name(family, given)
    pairs = product(known.families or ("",), known.givens or ("",))
    for pair in islice(pairs, _MOST_READINGS):
        yield Alternative(" ".join(filter(None, pair)), "dictionary")


def _misread_sounds(reading: str) -> Iterator[Alternative]:
    """Readings with ゅ for ゆ and the like, where that makes a known name of an unknown one."""
    known = surname_readings() | given_name_readings()
    for other, change in look_alikes(reading):
        if all(
            old == new or (new in known and old not in known)
            for old, new in zip(reading.split(), other.split(), strict=True)
        ):
            yield Alternative(other, change)


def _romanized(value: str, contact: Contact) -> Iterator[Alternative]:
    """The reading in Latin letters, in the order and the capitals of what was read."""
    words = [kana_to_romaji(word).capitalize() for word in (contact.phonetic_name or "").split()]
    if len(words) == 2 and is_kana("".join((contact.phonetic_name or "").split())):
        family_first = value.split()[:1] and value.split()[0].casefold() == words[0].casefold()
        spelled = " ".join(words if family_first else reversed(words))
        capitals = sum(map(str.isupper, value)) > sum(map(str.islower, value))
        yield Alternative(spelled.upper() if capitals else spelled, "from the reading")


def _near_hosts(host: str, others: Iterable[str]) -> Iterator[str]:
    """Hosts that differ from ``host`` so little that one of the two must be misread."""
    from rapidfuzz.distance import Levenshtein  # costs time to import, and only two addresses on one card need it

    for other in others:
        other = other.removeprefix("www.")
        if other and other != host and Levenshtein.distance(host, other, score_cutoff=_NEAR) <= _NEAR:
            yield other


def _numbers(value: str, contact: Contact) -> Iterator[Alternative]:
    """For a number that no numbering plan knows, those with one digit read otherwise that one does."""
    regions = tuple(dict.fromkeys([*(address.country for address in contact.addresses if address.country), "JP"]))
    if not rate(value, regions).valid:
        for other, change in look_alike_digits(value):
            if rate(other, regions).valid:
                yield Alternative(other, change)


def _looking_alike(field: str, value: str) -> Iterator[Alternative]:
    if field == "phones":
        return
    if field == "phonetic_name":
        yield from _misread_sounds(value)
        return
    scheme = re.match(r"https?://(?:www\.)?", value)
    start = scheme.end() if scheme else 0
    for other, change in look_alikes(value[start:]):
        yield Alternative(value[:start] + other, change)

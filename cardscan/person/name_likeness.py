"""How the names on two cards stand to each other when the question is whether one person handed over both."""

from __future__ import annotations

from enum import Enum

from rapidfuzz.distance import Levenshtein

from cardscan.orthography.fold import search_fold
from cardscan.orthography.kana import is_kana
from cardscan.orthography.romaji import fold_romaji, kana_to_romaji
from cardscan.person.name_match import NameMatch, is_japanese, match_names
from cardscan.records import Contact

_NEAR_FROM = 3
"""Characters of a whole name from which on one misread character leaves it recognisable."""


class Likeness(Enum):
    """How two names stand to each other."""

    ABSENT = "one card has no name"
    SAME = "the same name, variants and widths folded"
    SPELLED = "one is the other in kana or Latin letters"
    NEAR = "one character differs, and that makes no other known name of it"
    PART = "one states only a part that agrees"
    MARRIED = "the same given name with another family name"
    OTHER = "two people"


def likeness(one: Contact, other: Contact) -> Likeness:
    """Compare two names; guesses must not stand in the contacts."""
    first, second = (side.full_name or side.romanized_name for side in (one, other))
    if not first or not second:
        return Likeness.ABSENT
    if is_japanese(first) and is_japanese(second):
        return _japanese(one, other)
    match match_names(one, other):
        case NameMatch.SAME:
            return Likeness.PART if _one_word(first) != _one_word(second) else Likeness.SAME
        case NameMatch.SPELLED:
            return Likeness.SPELLED
        case NameMatch.PARTLY:
            return Likeness.PART if _one_word(first) or _one_word(second) else Likeness.OTHER
        case _:
            return Likeness.OTHER


def readings_differ(one: Contact, other: Contact) -> bool:
    """Whether both state how the name sounds and it does not sound alike: 健 as たけし and as けん."""
    sounds = [_sound(side) for side in (one, other)]
    return all(sounds) and sounds[0] != sounds[1]


def _japanese(one: Contact, other: Contact) -> Likeness:
    a, b = (search_fold(side.full_name or "") for side in (one, other))
    if a == b:
        return Likeness.SAME
    kana = [is_kana(a), is_kana(b)]
    if kana[0] != kana[1]:
        return _kana_and_kanji(*((one, other) if kana[0] else (other, one)))
    families, givens = ([search_fold(part or "") for part in parts] for parts in _parts(one, other))
    short, long = sorted((a, b), key=len)
    if short in {part for part in (*families, *givens) if part and part != long}:
        return Likeness.PART
    if min(len(a), len(b)) >= _NEAR_FROM and Levenshtein.distance(a, b, score_cutoff=1) <= 1:
        if not _two_known_names(families, givens):
            return Likeness.NEAR
        return Likeness.OTHER
    if all(givens) and givens[0] == givens[1] and all(families) and len(givens[0]) >= 2:
        return Likeness.MARRIED
    return Likeness.OTHER


def _parts(one: Contact, other: Contact) -> tuple[tuple[str | None, str | None], tuple[str | None, str | None]]:
    return (one.family_name, other.family_name), (one.given_name, other.given_name)


def _two_known_names(families: list[str], givens: list[str]) -> bool:
    """Whether what differs is a known name on both sides: 太郎 and 一郎 are brothers, 大朗 and 太朗 perhaps one man."""
    from cardscan.lexicon.names import is_given_name, is_surname  # its dictionaries take time to load

    differing = (families, is_surname) if families[0] != families[1] else (givens, is_given_name)
    names, known = differing
    return all(name and known(name) for name in names)


def _kana_and_kanji(kana: Contact, kanji: Contact) -> Likeness:
    """A name in kana against one in kanji: by the stated reading, else by the dictionaries'."""
    sound = fold_romaji(kana_to_romaji("".join((kana.full_name or "").split())))
    said = (kanji.phonetic_name or "").split()
    if said:
        keys = [fold_romaji(kana_to_romaji(word)) for word in said]
        return Likeness.SPELLED if "".join(keys) == sound else Likeness.PART if sound in keys else Likeness.OTHER
    from cardscan.person.readings import readings_of_name  # its dictionaries take time to load

    known = readings_of_name(kanji.family_name or "", kanji.given_name or "")
    families, givens = (
        [fold_romaji(kana_to_romaji(part)) for part in parts] for parts in (known.families, known.givens)
    )
    if any(sound == family + given for family in families for given in givens):
        return Likeness.SPELLED
    return Likeness.PART if sound in {*families, *givens} else Likeness.OTHER


def _sound(side: Contact) -> str:
    """The whole name's sound as one key, its words in alphabetical order; empty where it is not stated."""
    words = [kana_to_romaji(word) for word in (side.phonetic_name or "").split()]
    return "".join(sorted(map(fold_romaji, words or (side.romanized_name or "").split())))


def _one_word(name: str) -> bool:
    return len(name.split()) == 1

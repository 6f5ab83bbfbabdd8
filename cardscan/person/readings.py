"""Which readings a Japanese name can have, and which of them a Latin text spells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from cardscan.lexicon.morphology import morphemes
from cardscan.lexicon.names import (
    given_name_readings,
    given_names,
    readings_of_given_name,
    readings_of_surname,
    surname_readings,
    surnames,
)
from cardscan.orthography.kana import is_kana
from cardscan.orthography.romaji import fold_romaji, folded_readings, kana_to_romaji, romaji_to_hiragana
from cardscan.orthography.variants import fold_variants

_BOTH = 0.95
_BOTH_ONE_OF_SEVERAL = 0.8
"""An e-mail address does not tell ゆき from ゆうき; where both are readings of the kanji the likelier one is taken."""
_FAMILY_AND_ATTESTED = 0.85
"""The given name's spelling is a reading of other kanji that begin or end alike."""
_FAMILY_AND_SOUNDS = 0.6
"""The spelling was turned into kana, which loses the length of vowels."""
_FAMILY_AND_INITIAL = 0.65
_FAMILY_ONLY = 0.5
_GIVEN_AND_ATTESTED = 0.8
"""The family name's spelling is a reading of other kanji: 上村 is read うえむら by most, かみむら by some."""
_GIVEN_ONLY = 0.6


@dataclass(frozen=True, slots=True)
class Spelled:
    """A reading that a Latin text spells."""

    family: str
    given: str
    """Hiragana; empty where the name has no such part."""
    chance: float
    """0–1, by the figures of ``tests/benchmarks/name_readings.py``."""


@dataclass(frozen=True, slots=True)
class NameReadings:
    """The readings in hiragana that dictionaries give for a name, likeliest first."""

    families: tuple[str, ...]
    givens: tuple[str, ...]
    is_one_person: bool
    """Sudachi reads the whole as a family name followed by a given name."""


def readings_of_name(family: str, given: str) -> NameReadings:
    """All readings of the two parts, either of which may be empty.

    Sudachi reads the whole name better than its parts: 学 after a family name is まなぶ, alone がく.
    """
    words = morphemes(fold_variants(family + given))
    front, back = _as_cut(family, given)
    one_person = len(words) == 2 and words[0].is_surname and words[1].is_given_name and bool(front and back)
    families = [front, *readings_of_surname(family)] if family else []
    givens = [back, *readings_of_given_name(given)] if given else []
    return NameReadings(_without_repeats(families), _without_repeats(givens), one_person)


def spelled_reading(text: str, family: str, given: str, readings: NameReadings) -> Spelled | None:
    """The reading of a name that a romanised name or the local part of an e-mail address spells, wholly or in part.

    Both orders, with or without a sign between, given names cut short: yukio.saito, saitoyukio, y-saito, saito3.
    """
    words = [fold_romaji(word) for word in re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)?", text)]
    words = [word for word in words if word]
    if not words:
        return None
    if not family:
        return _given_alone(words, given, readings)
    found = [
        option
        for reading in _possible_families(words, family, readings)
        for rest in _rests(words, _key(reading))
        for option in _with_given(reading, rest, given, readings)
    ]
    return max(found or _from_given(words, readings), key=lambda option: option.chance, default=None)


def _from_given(words: Sequence[str], readings: NameReadings) -> list[Spelled]:
    """By the given name's readings that are a word of the text; the family name is what else is a known family name."""
    found = []
    for reading in readings.givens:
        key = _key(reading)
        if len(key) > 2 and key in words:
            rest = "".join(word for word in words if word != key)
            known = _surname_keys().get(rest, ())[:1]
            sounds = romaji_to_hiragana(rest) or ""
            found += [Spelled(family, reading, _GIVEN_AND_ATTESTED) for family in known]
            found += [Spelled(sounds, reading, _FAMILY_AND_SOUNDS)] if not known and len(sounds) > 1 else []
            found += [Spelled(family, reading, _GIVEN_ONLY) for family in readings.families[:1] if not rest]
    return found


def _possible_families(words: Sequence[str], family: str, readings: NameReadings) -> list[str]:
    """The known readings, and those of family names beginning with the same kanji that stand as a word of the text."""
    other = _attested(words, fold_variants(family)[:1], _surname_keys(), _surname_openings())
    return list(_without_repeats([*readings.families, *other]))


def _rests(words: Sequence[str], family_key: str) -> list[str]:
    """What is left of the text, as one key, when the family name is taken away."""
    rests = []
    for index, word in enumerate(words):
        others = "".join((*words[:index], *words[index + 1 :]))
        if word == family_key:
            rests.append(others)
        elif len(words) == 1 and len(family_key) > 2:
            if word.startswith(family_key):
                rests.append(word.removeprefix(family_key))
            if word.endswith(family_key):
                rests.append(word.removesuffix(family_key))
    return rests


def _with_given(reading: str, rest: str, given: str, readings: NameReadings) -> list[Spelled]:
    """The family name's reading with every given name's that ``rest`` may stand for."""
    if not given:
        return [Spelled(reading, "", _BOTH)]
    same = [known for known in readings.givens if _key(known) == rest]
    if same:
        return [Spelled(reading, same[0], _BOTH if len(same) == 1 else _BOTH_ONE_OF_SEVERAL)]
    if len(rest) >= 2:
        folded = fold_variants(given)
        attested = _attested([rest], folded[:1], _given_keys(), _given_openings())
        if attested:
            return [Spelled(reading, attested[0], _FAMILY_AND_ATTESTED)]
    begun = [known for known in readings.givens if _key(known).startswith(rest)]
    if begun:
        return [Spelled(reading, begun[0], _FAMILY_AND_INITIAL if rest else _FAMILY_ONLY)]
    sounds = romaji_to_hiragana(rest)
    return [Spelled(reading, sounds, _FAMILY_AND_SOUNDS)] if sounds and len(sounds) > 1 else []


def _given_alone(words: Sequence[str], given: str, readings: NameReadings) -> Spelled | None:
    same = [known for known in readings.givens if _key(known) in words]
    return Spelled("", same[0], _BOTH) if same and given else None


def _attested(
    keys: Sequence[str],
    first_kanji: str,
    by_key: Mapping[str, tuple[str, ...]],
    openings: Mapping[str, frozenset[str]],
) -> list[str]:
    """Readings of other names with one of these keys that begin as names with this first kanji do."""
    begins = openings.get(first_kanji, frozenset())
    return [reading for key in keys for reading in by_key.get(key, ()) if reading[:1] in begins]


def _as_cut(family: str, given: str) -> tuple[str, str]:
    """Sudachi's readings of both parts from one look at the whole; empty where it cuts elsewhere or guesses."""
    position, front, back = 0, "", ""
    for word in morphemes(fold_variants(family + given)):
        end = position + len(word.surface)
        if position < len(family) < end or (not word.is_known and not is_kana(word.surface)):
            return "", ""
        if end <= len(family):
            front += word.reading
        else:
            back += word.reading
        position = end
    return front, back


@cache
def _key(reading: str) -> str:
    return fold_romaji(kana_to_romaji(reading))


@cache
def _given_keys() -> Mapping[str, tuple[str, ...]]:
    return _by_key(given_name_readings())


@cache
def _surname_keys() -> Mapping[str, tuple[str, ...]]:
    return _by_key(surname_readings())


def _by_key(readings: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    keys = folded_readings(readings)
    for reading in sorted(keys, key=lambda kana: (len(kana), kana)):
        found.setdefault(keys[reading], []).append(reading)
    return {key: tuple(same) for key, same in found.items()}


@cache
def _given_openings() -> Mapping[str, frozenset[str]]:
    """By the first kanji of given names: the kana with which their readings begin."""
    return _openings((kanji, reading) for kanji, readings in given_names().items() for reading in readings)


@cache
def _surname_openings() -> Mapping[str, frozenset[str]]:
    return _openings((kanji, entry.reading) for kanji, entry in surnames().items())


def _openings(names: Iterable[tuple[str, str]]) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for kanji, reading in names:
        found.setdefault(kanji[0], set()).add(reading[0])
    return {kanji: frozenset(kana) for kanji, kana in found.items()}


def _without_repeats(readings: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(reading for reading in readings if reading))

"""Which characters and sounds are names of people: japanese-personal-name-dataset, Sudachi, lists of Latin names.

The dataset (MIT licence): 1,999 surnames with a reading and the number of bearers, 70,296 given names with readings.
Kanji are looked up by their everyday form, so that 髙橋 is found under 高橋.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from cardscan.lexicon.morphology import morphemes
from cardscan.lexicon.word_lists import word_list
from cardscan.orthography.kana import is_kana, to_hiragana
from cardscan.orthography.romaji import fold_romaji, folded_readings
from cardscan.orthography.variants import fold_variants

_NO_ACCENT_BUT_A_STROKE = {ord(c): latin for c, latin in zip("øæłđıœ", ("o", "ae", "l", "d", "i", "oe"), strict=True)}
"""Letters that Unicode does not take apart into a letter and an accent."""


@dataclass(frozen=True, slots=True)
class Surname:
    """A family name of the dataset."""

    reading: str
    """Hiragana."""
    bearers: int
    """People in Japan."""


@cache
def surnames() -> Mapping[str, Surname]:
    """Surnames by their everyday kanji; of two that fold together the more frequent one stands."""
    found: dict[str, Surname] = {}
    for line in _lines("last_name_org"):
        folded, bearers, reading, _ = fold_variants(line).split(",")
        name = Surname(reading, int(bearers))
        if folded not in found or found[folded].bearers < name.bearers:
            found[folded] = name
    return found


@cache
def given_names() -> Mapping[str, tuple[str, ...]]:
    """Given names by their everyday kanji, each with its readings in hiragana."""
    found: dict[str, tuple[str, ...]] = {}
    for line in _given_name_lines():
        reading, _, *writings = line.split(",")
        own = (reading,)
        for kanji in writings:
            before = found.get(kanji)
            if before is None:
                found[kanji] = own
            elif reading not in before:
                found[kanji] = before + own
    return found


@cache
def surname_readings() -> frozenset[str]:
    """All readings of surnames, hiragana."""
    return frozenset(name.reading for name in surnames().values())


@cache
def given_name_readings() -> frozenset[str]:
    """All readings of given names, hiragana."""
    return frozenset(line.partition(",")[0] for line in _given_name_lines())


@cache
def romaji_surnames() -> frozenset[str]:
    """All surname readings as ``fold_romaji`` keys."""
    return frozenset(folded_readings(surname_readings()).values())


@cache
def romaji_given_names() -> frozenset[str]:
    """All readings of given names as ``fold_romaji`` keys."""
    return frozenset(folded_readings(given_name_readings()).values())


def readings_of_surname(text: str) -> tuple[str, ...]:
    """Readings in hiragana of a family name as printed, likeliest first; empty where none is known."""
    folded = fold_variants(text)
    if is_kana(folded):
        return (to_hiragana(folded),)
    readings = [surnames()[folded].reading] if folded in surnames() else []
    words = morphemes(folded)
    if len(words) == 1 and words[0].is_surname and words[0].reading:
        readings.append(words[0].reading)
    return tuple(dict.fromkeys(readings))


def readings_of_given_name(text: str) -> tuple[str, ...]:
    """Readings in hiragana of a given name as printed; Sudachi's own first, then the dataset's."""
    folded = fold_variants(text)
    if is_kana(folded):
        return (to_hiragana(folded),)
    words = morphemes(folded)
    readings = [words[0].reading] if len(words) == 1 and words[0].is_given_name and words[0].reading else []
    return tuple(dict.fromkeys([*readings, *given_names().get(folded, ())]))


def is_surname(text: str) -> bool:
    """Whether the dataset or Sudachi knows ``text`` as a family name."""
    folded = fold_variants(text)
    if folded in surnames():
        return True
    words = morphemes(folded)
    return len(words) == 1 and words[0].is_surname


def is_given_name(text: str) -> bool:
    """Whether the dataset or Sudachi knows ``text`` as a given name, in kanji or kana."""
    folded = fold_variants(text)
    if folded in given_names() or (is_kana(folded) and to_hiragana(folded) in given_name_readings()):
        return True
    words = morphemes(folded)
    return len(words) == 1 and words[0].is_given_name


def is_latin_given_name(word: str) -> bool:
    """Whether ``word`` is a given name anywhere, Japan included; accents, case and hyphens do not matter."""
    key = latin_key(word)
    return key in word_list("latin_given_names") or fold_romaji(key) in romaji_given_names()


def is_latin_surname(word: str) -> bool:
    """Whether ``word`` is a family name anywhere, Japan included; accents, case and hyphens do not matter."""
    key = latin_key(word)
    return key in word_list("latin_surnames") or fold_romaji(key) in romaji_surnames()


def latin_key(word: str) -> str:
    """Only the letters, lower case, without accents, as the lists of Latin names are kept.

    >>> latin_key("O'Søren-Łukasz")
    'osorenlukasz'
    """
    lower = word.casefold().translate(_NO_ACCENT_BUT_A_STROKE)
    return re.sub(r"[^a-z]", "", unicodedata.normalize("NFKD", lower))


@cache
def _given_name_lines() -> tuple[str, ...]:
    """A line each: a reading, its romaji, and the everyday forms of the kanji read so; men's names, then women's."""
    return tuple(fold_variants("\n".join(_lines("first_name_man_org") + _lines("first_name_woman_org"))).split("\n"))


def _lines(name: str) -> list[str]:
    """The lines of one of the dataset's files, which the package itself takes four times as long to read.

    Raises:
        FileNotFoundError: The package is not there: the installation is damaged.
    """
    package = find_spec("japanese_personal_name_dataset")
    if package is None or package.origin is None:
        raise FileNotFoundError(
            "The package japanese-personal-name-dataset is missing; install cardscan again with pip."
        )
    return Path(package.origin).with_name("dataset").joinpath(f"{name}.csv").read_text(encoding="utf-8").splitlines()

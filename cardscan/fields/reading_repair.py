"""A printed reading put right where small type lost its marks: おさき above 尾崎 is おざき, ぼ しんじ is くぼ しんじ.

The known readings of the kanji tell what may be printed there; where both are readings, the card's Latin text decides.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from functools import lru_cache

from cardscan.lexicon.names import (
    given_name_readings,
    readings_of_given_name,
    readings_of_surname,
    surname_readings,
)
from cardscan.orthography.romaji import fold_romaji, kana_to_romaji
from cardscan.records import CardText

_LARGE = str.maketrans("ぁぃぅぇぉっゃゅょ", "あいうえおつやゆよ")
_MARKS = re.compile("[\u3099\u309a]")
_LATIN = re.compile(r"[A-Za-z]{3,}")
_SHORTEST = 4
"""Letters of a reading that are not within another word by chance."""


def latin_words(card: CardText) -> frozenset[str]:
    """The card's Latin words as keys to compare readings with: of e-mail addresses, hosts and romanised names."""
    return frozenset(fold_romaji(word) for line in card.lines for word in _LATIN.findall(line.text))


def repaired_reading(kana: str, family: str, given: str, latin: frozenset[str]) -> tuple[str, str] | None:
    """Family and given part of a reading whose marks or first kana were lost; None where what was read stands.

    Args:
        kana: Hiragana without a space, as read.
        family: Of the name beside it, as printed.
        given: Likewise.
        latin: What ``latin_words`` found on the card.

    >>> repaired_reading("おさきてつや", "尾崎", "哲也", frozenset({"ozaki"})), repaired_reading(
    ...     "ぼしんじ", "久保", "伸二", frozenset()
    ... )
    (('おざき', 'てつや'), ('くぼ', 'しんじ'))
    >>> repaired_reading("なかしまだいすけ", "中島", "大介", frozenset({"nakasima"})) is None
    True
    """
    families, givens = readings_of_surname(family), readings_of_given_name(given)
    for reading in families:
        if any(kana == reading[1:] + other for other in givens) and len(reading) > 1:
            return reading, kana[len(reading) - 1 :]
    for reading in families:
        head, tail = kana[: len(reading)], kana[len(reading) :]
        same = [other for other in givens if _without_marks(other) == _without_marks(tail)]
        if _without_marks(head) == _without_marks(reading) and (same or tail in given_name_readings()):
            whole = (
                _right(head, (reading,), surname_readings(), latin),
                _right(tail, same, given_name_readings(), latin),
            )
            return whole if whole != (head, tail) else None
    return None


def _right(read: str, known: Collection[str], attested: frozenset[str], latin: frozenset[str]) -> str:
    """What was read, or the one known reading that differs from it by marks, if the card or all names speak for it."""
    others = [reading for reading in known if reading != read]
    spelled = [reading for reading in others if _is_spelled(reading, latin)]
    if len(spelled) == 1 and not _is_spelled(read, latin):
        return spelled[0]
    return others[0] if len(others) == 1 and read not in attested and not _is_spelled(read, latin) else read


@lru_cache(maxsize=1024)
def _is_spelled(reading: str, latin: frozenset[str]) -> bool:
    key = fold_romaji(kana_to_romaji(reading))
    return any(key == word or (len(key) >= _SHORTEST and key in word) for word in latin)


def _without_marks(kana: str) -> str:
    """Without voicing marks and with large kana only.

    >>> _without_marks("おざき"), _without_marks("りょうへい")
    ('おさき', 'りようへい')
    """
    return _MARKS.sub("", unicodedata.normalize("NFD", kana)).translate(_LARGE)

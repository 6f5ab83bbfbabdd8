"""Where single kanji and kana stand in a strip of text."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from statistics import median

from cardscan.ocr.rapid_models import Reading


def is_square_glyph(character: str) -> bool:
    """Whether a character is a kanji or kana, which stand upright in a column too (the long vowel mark does not)."""
    return "ぁ" <= character <= "ヺ" or "㐀" <= character <= "鿿" or character == "々"


def is_figure(character: str) -> bool:
    """Whether a character is a figure, narrow or wide."""
    return "0" <= character <= "9" or "０" <= character <= "９"


def glyph_pitch(reading: Reading, width: int) -> float:
    """The median distance in px between neighbouring kanji and kana of a strip ``width`` px long; 0 without any two."""
    return _pitch(reading, width, is_square_glyph)


def figure_pitch(reading: Reading, width: int) -> float:
    """The median distance in px between neighbouring figures of a strip ``width`` px long; 0 without any two."""
    return _pitch(reading, width, is_figure)


def _pitch(reading: Reading, width: int, counts: Callable[[str], bool]) -> float:
    placed = zip(reading.text, reading.centres, strict=True)
    pitches = [
        (next_centre - centre) * width
        for (character, centre), (next_character, next_centre) in pairwise(placed)
        if counts(character) and counts(next_character)
    ]
    return median(pitches) if pitches else 0.0

"""Puts the spaces back that a recogniser leaves out: in a name set with a wide gap, and between the words of a line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

import cv2
import numpy as np
import numpy.typing as npt

from cardscan.ocr.glyphs import is_square_glyph
from cardscan.ocr.ink import ink_of
from cardscan.ocr.rapid_models import Reading
from cardscan.records import Pixels

_NAME = re.compile(r"[々ぁ-ヺー㐀-鿿豈-﫿]{2,8}")
"""Kanji and kana, no longer than a name with four characters each for the family and the person."""

_FARTHER = 1.3
"""The characters at the gap are this many times as far apart as usual, from middle to middle of their print: the
recogniser itself places a character up to a fifth of its size off."""

_BLANK = 0.4
"""In character sizes: the least blank at the gap. Between neighbours it is under 0.3."""

_BLANKER = 1.5
"""The blank at the gap is this many times the next widest: of a name spread evenly no gap is the one."""

_PAIR = 0.7
"""In character sizes: the least blank between two lone characters, which have no other to be compared with."""

_FEWEST = 6
"""Kanji and kana of a line whose usual distance can be trusted."""

_WORD_FARTHER = 1.35
_WORD_BLANK = 0.5
"""The same two measures for the gap between two words, such as a department and a title: they are a full-width space
apart, or a half-width one."""

_IN_A_GAP = frozenset("ー-.,'|il")
"""What the recogniser answers at times for a gap where nothing is printed ..."""
_AROUND = 0.25
"""... in character sizes on both sides of its place."""
_BLANK_PAPER = 0.15
"""Share of a line's contrast that grain and shade make up; the thinnest stroke has more."""


def with_wide_gap(reading: Reading, strip: Pixels, size: float) -> str:
    """The text of ``reading`` with a full-width space at its one wide gap, if it has one.

    Args:
        reading: Kanji and kana without a space, else the text is returned as it is.
        strip: The picture that was read.
        size: Height of its characters in px.
    """
    text = reading.text
    if not _NAME.fullmatch(text):
        return text
    width = strip.shape[1]
    printed = ink_of(strip).max(axis=0)
    centres = [centre * width for centre in reading.centres]
    gaps = [_longest_blank(printed, round(before), round(after)) for before, after in pairwise(centres)]
    blanks = [end - start for start, end in gaps]
    distances = [after - before for before, after in pairwise(_middles(printed, gaps))]
    widest = int(np.argmax(blanks))
    others = [blank for index, blank in enumerate(blanks) if index != widest]
    if others:
        is_wide = blanks[widest] >= max(_BLANK * size, _BLANKER * max(others)) and distances[
            widest
        ] >= _FARTHER * median(distances[:widest] + distances[widest + 1 :])
    else:
        is_wide = blanks[widest] >= _PAIR * size
    return f"{text[: widest + 1]}　{text[widest + 1 :]}" if is_wide else text


def with_word_gaps(reading: Reading, strip: Pixels, size: float) -> str:
    """The text of ``reading`` with a space at each gap between two kanji or kana that parts words: 建材部 主任 通関士.

    Args:
        reading: What was read in ``strip``; where it has few kanji and kana, the text is returned as it is.
        strip: The picture that was read.
        size: Height of its characters in px.
    """
    pairs = [_is_glyph(one) and _is_glyph(other) for one, other in pairwise(reading.text)]
    if sum(map(_is_glyph, reading.text)) < _FEWEST or sum(pairs) < _FEWEST / 2:
        return reading.text
    width = strip.shape[1]
    printed = ink_of(strip).max(axis=0)
    places = [round(centre * width) for centre in reading.centres]
    text = _without_signs_in_gaps(reading.text, places, strip, size)
    gaps = [_longest_blank(printed, before, after) for before, after in pairwise(places)]
    distances = [after - before for before, after in pairwise(_middles(printed, gaps))]
    usual = median(distance for distance, pair in zip(distances, pairs, strict=True) if pair)
    spaced = text[:1]
    for after, pair, (start, end), distance in zip(text[1:], pairs, gaps, distances, strict=True):
        is_apart = pair and end - start >= _WORD_BLANK * size and distance >= _WORD_FARTHER * usual
        spaced += f" {after}" if is_apart else after
    return spaced


def _without_signs_in_gaps(text: str, places: Sequence[int], strip: Pixels, size: float) -> str:
    """A space for each sign between kanji or kana where the paper is blank."""
    reach = max(1, round(_AROUND * size))
    gray = cv2.cvtColor(strip, cv2.COLOR_BGR2GRAY).astype(np.int16)
    contrast = float(np.ptp(gray))
    cleared = list(text)
    for index in range(1, len(text) - 1):
        if text[index] in _IN_A_GAP and _is_glyph(text[index - 1]) and _is_glyph(text[index + 1]):
            around = gray[:, max(0, places[index] - reach) : places[index] + reach]
            if np.ptp(around, axis=0).max(initial=0) < _BLANK_PAPER * contrast:
                cleared[index] = " "
    return "".join(cleared)


def _is_glyph(character: str) -> bool:
    return is_square_glyph(character) or character == "ー"


def _longest_blank(printed: npt.NDArray[np.uint8], start: int, end: int) -> tuple[int, int]:
    """From where to where between two places there are most px in a row without print; the middle if nowhere."""
    edges = np.flatnonzero(np.diff(np.concatenate(([1], printed[start:end].astype(np.int8), [1]))))
    if not len(edges):
        return (start + end) // 2, (start + end) // 2
    longest = int(np.argmax(edges[1::2] - edges[::2]))
    return start + int(edges[2 * longest]), start + int(edges[2 * longest + 1])


def _middles(printed: npt.NDArray[np.uint8], gaps: Sequence[tuple[int, int]]) -> list[float]:
    """The middle of the print of each of the characters with ``gaps`` between them."""
    inked = np.flatnonzero(printed)
    starts = [int(inked[0]) if len(inked) else 0, *(end for _, end in gaps)]
    ends = [*(start for start, _ in gaps), int(inked[-1]) + 1 if len(inked) else len(printed)]
    return [(start + end) / 2 for start, end in zip(starts, ends, strict=True)]

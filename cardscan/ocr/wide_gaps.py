"""Puts the space back that a recogniser leaves out where a name is set with a wide gap."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

import numpy as np
import numpy.typing as npt

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

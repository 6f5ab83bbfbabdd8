"""Puts a space between two numbers that a recogniser ran together over the blank or the icon between them."""

from __future__ import annotations

from itertools import pairwise

from cardscan.ocr.glyphs import figure_pitch, is_figure
from cardscan.ocr.rapid_models import Reading

_FEWEST = 12
"""Figures of two telephone numbers, at least; a shorter line is one number."""

_FARTHER = 2.4
"""In figures: from middle to middle over the gap. Where a dash between figures of a whole em is swallowed it is 2,
measured to a fifth; an icon and its blanks take up 3 and more."""

_LEAST = 1.0
"""In character sizes: likewise, as narrow figures are half as wide."""


def with_figure_gaps(reading: Reading, width: float, size: float) -> str:
    """The text of ``reading`` with a full-width space wherever two figures stand much farther apart than others.

    Args:
        reading: What was read in a line or a column.
        width: Px of the picture that was read, along the text.
        size: Height of its characters in px.

    >>> centres = tuple(x / 20 for x in (*range(6), *range(10, 16)))
    >>> with_figure_gaps(Reading("012345067890", 0.9, (0.9,) * 12, centres), 20 * 12, 12)
    '012345　067890'
    """
    if sum(map(is_figure, reading.text)) < _FEWEST:
        return reading.text
    least = max(_FARTHER * figure_pitch(reading, round(width)), _LEAST * size)
    text = reading.text[:1]
    for (before, start), (after, end) in pairwise(zip(reading.text, reading.centres, strict=True)):
        is_apart = is_figure(before) and is_figure(after) and (end - start) * width >= least
        text += f"　{after}" if is_apart else after
    return text

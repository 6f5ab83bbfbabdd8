"""Cards made of strings, for testing the recognisers without a picture."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import TypeAlias

from cardscan.records import CardText, Direction, TextLine

Box: TypeAlias = "tuple[float, float, float, float]"
"""Left, top, right, bottom in px."""

SIZE = 24.0
"""Character height in px of a line that states nothing else."""


def card_text(
    lines: Sequence[str | tuple[str, Box] | tuple[str, Box, float]],
    *,
    vertical: bool = False,
    width: int = 1100,
    height: int = 660,
    score: float = 0.99,
) -> CardText:
    """A card whose strings stand one below the other (``vertical``: in columns from the right).

    A line given as ``(text, box)`` or ``(text, box, size)`` stands where its box says: ``(left, top, right, bottom)``,
    ``size`` being the height of its characters (default: the short side of the box).

    >>> [line.text for line in card_text(["見本株式会社", ("03-1234-5678", (600, 500, 900, 524))]).lines]
    ['見本株式会社', '03-1234-5678']
    """
    direction: Direction = "vertical" if vertical else "horizontal"
    made = []
    for index, line in enumerate(lines):
        if isinstance(line, str):
            text, box, size = line, _stacked(line, index, vertical, width), SIZE
        else:
            text, box = line[0], line[1]
            size = line[2] if len(line) == 3 else min(box[2] - box[0], box[3] - box[1])
        left, top, right, bottom = box
        quad = ((left, top), (right, top), (right, bottom), (left, bottom))
        made.append(TextLine(index, text, quad, score, direction, size))
    return CardText("test", width, height, tuple(made))


def _stacked(text: str, index: int, vertical: bool, width: int) -> Box:
    length = max(SIZE, text_length(text))
    start = 40.0
    if vertical:
        right = width - start - index * SIZE * 1.5
        return right - SIZE, start, right, start + length
    top = start + index * SIZE * 1.5
    return start, top, start + length, top + SIZE


def text_length(text: str, size: float = SIZE) -> float:
    """How long a text is in px when set in ``size``: full-width characters take ``size``, others half."""
    return sum(size if unicodedata.east_asian_width(c) in "FWA" else size / 2 for c in text)

"""The strip of a card on which a value stands: cut out, straightened, and laid so that a terminal shows it large."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

    from cardscan.records import Quad

_AROUND = 0.2
"""Context above and below a line, in its height: enough to see a dot or an accent that the box has cut."""

_BESIDE = 0.5
"""Context before and after a line, in its height: about half a character."""

_COLUMN = 1.5
"""A box so many times as long down as across holds a column; one character is at most 1.3 times as high as wide."""

_GAP = 0.1
"""Ground between two pieces, in heights of a line."""

_SEARCH = 0.5
"""How far a cut may move from its even place so as to fall between two characters, in heights of a line."""

_LINE = 96
"""Px that a line is high in the picture: what the sharpest terminal (four rows of 24 px) can show."""


@dataclass(frozen=True, slots=True)
class Room:
    """What the terminal has for the strip, in character cells; a cell is twice as high as wide."""

    columns: int
    rows: int
    largest: int
    """Rows that a line of the card may fill at most."""
    smallest: int
    """Rows below which nobody can read it; then the strip is higher than the room."""


@dataclass(frozen=True, slots=True)
class Strip:
    """A picture and the cells it shall fill."""

    image: Image
    columns: int
    rows: int


def cut_strip(path: Path, quads: Sequence[Quad], room: Room) -> Strip:
    """Cut lines out of a card's picture, as large as the room allows.

    A line that is too long is broken between characters and its pieces stand one below the other; the pieces of a
    column stand side by side from right to left.

    Args:
        path: The straightened card.
        quads: The lines, px of the picture, in reading order; the first edge runs along the top of the characters.
        room: Where the strip shall stand.

    Raises:
        OSError: The picture cannot be read.
    """
    from PIL import Image as PillowImage

    with PillowImage.open(path) as opened:
        card = opened.convert("RGB")
    upright = _is_column(quads[0])
    lines = [_line(card, quad) for quad in quads if _is_column(quad) is upright]
    if upright:
        lines = [line.transpose(PillowImage.Transpose.ROTATE_90) for line in lines]
    along, across = (room.rows, room.columns // 2) if upright else (room.columns // 2, room.rows)
    size = _size(lines, along, across, room)
    pieces = [piece for line in lines for piece in _broken(line, along / size)]
    if upright:
        pieces = [piece.transpose(PillowImage.Transpose.ROTATE_270) for piece in reversed(pieces)]
    image = _laid(pieces, upright=upright)
    rows = max(1, round(image.height / _LINE * size))
    return Strip(image, min(room.columns, max(1, round(image.width / _LINE * size * 2))), rows)


def _is_column(quad: Quad) -> bool:
    return math.dist(quad[1], quad[2]) > _COLUMN * math.dist(quad[0], quad[1])


def _line(card: Image, quad: Quad) -> Image:
    """One line with some context, straight, its characters ``_LINE`` px high (a column: wide)."""
    from PIL import Image as PillowImage

    size = min(math.dist(quad[0], quad[1]), math.dist(quad[1], quad[2]))
    beside, around = (_AROUND, _BESIDE) if _is_column(quad) else (_BESIDE, _AROUND)
    along, down = _unit(quad[0], quad[1]), _unit(quad[0], quad[3])
    corners = []
    for (x, y), right, below in zip(quad, (-1, 1, 1, -1), (-1, -1, 1, 1), strict=True):
        x += size * (right * beside * along[0] + below * around * down[0])
        y += size * (right * beside * along[1] + below * around * down[1])
        corners.append((min(max(x, 0.0), card.width), min(max(y, 0.0), card.height)))
    scale = _LINE / (size * (1 + 2 * _AROUND))
    width = max(1, round(scale * math.dist(corners[0], corners[1])))
    height = max(1, round(scale * math.dist(corners[0], corners[3])))
    first, second, third, fourth = corners
    return card.transform(
        (width, height),
        PillowImage.Transform.QUAD,
        [*first, *fourth, *third, *second],  # Pillow goes round the other way
        resample=PillowImage.Resampling.BICUBIC,
    )


def _unit(start: tuple[float, float], end: tuple[float, float]) -> tuple[float, float]:
    length = math.dist(start, end) or 1.0
    return (end[0] - start[0]) / length, (end[1] - start[1]) / length


def _size(lines: Sequence[Image], along: int, across: int, room: Room) -> int:
    """Rows for a line: the most with which all pieces fit."""
    for size in range(room.largest, room.smallest, -1):
        pieces = sum(math.ceil(size * line.width / line.height / along) for line in lines)
        if pieces * size * (1 + _GAP) <= across:
            return size
    return room.smallest


def _broken(line: Image, widest: float) -> list[Image]:
    """A line in as few and as even pieces as are at most ``widest`` times as wide as high."""
    count = math.ceil(line.width / line.height / widest)
    even = line.width / count
    cuts = [0, *(_between_characters(line, round(even * number)) for number in range(1, count)), line.width]
    return [line.crop((start, 0, end, line.height)) for start, end in pairwise(cuts)]


def _between_characters(line: Image, even: int) -> int:
    """The place near ``even`` where a line changes least from top to bottom: the ground between two characters."""
    import numpy as np

    reach = round(_SEARCH * line.height)
    start, end = max(1, even - reach), min(line.width - 1, even + reach)
    if start >= end:
        return even
    unrest = np.asarray(line.convert("L"), np.float32)[:, start:end].std(axis=0)
    distance = np.abs(np.arange(start, end) - even) / reach
    return start + int((unrest + distance).argmin())


def _laid(pieces: Sequence[Image], *, upright: bool) -> Image:
    """Pieces one below the other, columns side by side, on the card's own ground."""
    from PIL import Image as PillowImage
    from PIL import ImageStat

    gap = round(_LINE * _GAP)
    if upright:
        size = (sum(piece.width + gap for piece in pieces) - gap, max(piece.height for piece in pieces))
    else:
        size = (max(piece.width for piece in pieces), sum(piece.height + gap for piece in pieces) - gap)
    red, green, blue = ImageStat.Stat(pieces[0]).median[:3]
    laid = PillowImage.new("RGB", size, (int(red), int(green), int(blue)))
    at = 0
    for piece in pieces:
        laid.paste(piece, (at, 0) if upright else (0, at))
        at += gap + (piece.width if upright else piece.height)
    return laid

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

_INK = 0.2
"""A row of px shows ink when it varies along the line by this share of what the busiest row does: a comma's tail still
does, the grain of the paper does not."""

_EDGE = 0.12
"""Ground that is left above and below the ink, in its height."""

_COLUMN = 1.5
"""A box so many times as long down as across holds a column; one character is at most 1.3 times as high as wide."""

_GAP = 0.1
"""Ground between two pieces, in heights of a line."""

_SEARCH = 1.2
"""How far a cut may move from its even place so as to fall between two words or characters, in heights of a line."""

_EVEN = 0.85
"""How much of the width pieces of even length would fill: the rest is for moving the cuts."""

_NEARNESS = 0.3
"""What the whole of that way costs, in the unrest of the busiest place."""

_LINE = 96
"""Px that a line is high in the picture: what the sharpest terminal (four rows of 24 px) can show."""

_SPACE = _LINE // 6
"""Px: about half the space between two words of print."""


@dataclass(frozen=True, slots=True)
class Room:
    """What the terminal has for the strip, in character cells; a cell is twice as high as wide."""

    columns: int
    rows: int
    largest: int
    """Rows that a line of the card may fill at most."""
    large: int
    """Rows that are large enough: no line is broken to be larger."""
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
    lines = [_trimmed(line) for line in lines]
    along, across = (room.rows, room.columns // 2) if upright else (room.columns // 2, room.rows)
    size = _size(lines, along, across, room)
    ground = _ground(lines[0])
    pieces = [piece for line in lines for piece in _broken(line, along / size)]
    if upright:
        pieces = [piece.transpose(PillowImage.Transpose.ROTATE_270) for piece in reversed(pieces)]
    image = _laid(pieces, ground, upright=upright)
    rows = max(1, round(image.height / _LINE * size))
    return Strip(image, min(room.columns, max(1, round(image.width / _LINE * size * 2))), rows)


def _is_column(quad: Quad) -> bool:
    return math.dist(quad[1], quad[2]) > _COLUMN * math.dist(quad[0], quad[1])


def _line(card: Image, quad: Quad) -> Image:
    """One line with some context, straight."""
    from PIL import Image as PillowImage

    size = max(1.0, min(math.dist(quad[0], quad[1]), math.dist(quad[1], quad[2])))
    beside, around = (_AROUND, _BESIDE) if _is_column(quad) else (_BESIDE, _AROUND)
    along, down = _unit(quad[0], quad[1]), _unit(quad[0], quad[3])
    corners = []
    for (x, y), right, below in zip(quad, (-1, 1, 1, -1), (-1, -1, 1, 1), strict=True):
        x += size * (right * beside * along[0] + below * around * down[0])
        y += size * (right * beside * along[1] + below * around * down[1])
        corners.append((min(max(x, 0.0), card.width), min(max(y, 0.0), card.height)))
    scale = _LINE / size
    width = max(1, round(scale * math.dist(corners[0], corners[1])))
    height = max(1, round(scale * math.dist(corners[0], corners[3])))
    first, second, third, fourth = corners
    return card.transform(
        (width, height),
        PillowImage.Transform.QUAD,
        [*first, *fourth, *third, *second],  # Pillow goes round the other way
        resample=PillowImage.Resampling.BICUBIC,
    )


def _trimmed(line: Image) -> Image:
    """A horizontal line without the quiet ground above and below its characters, ``_LINE`` px high."""
    import numpy as np
    from PIL import Image as PillowImage

    unrest = np.asarray(line.convert("L"), np.float32).std(axis=1)
    inked = np.flatnonzero(unrest > unrest.min() + _INK * (unrest.max() - unrest.min()))
    top, bottom = (int(inked[0]), int(inked[-1]) + 1) if len(inked) else (0, line.height)
    edge = round(_EDGE * (bottom - top))
    top, bottom = max(0, top - edge), min(line.height, bottom + edge)
    return line.crop((0, top, line.width, bottom)).resize(
        (max(1, round(line.width * _LINE / (bottom - top))), _LINE), PillowImage.Resampling.BICUBIC
    )


def _unit(start: tuple[float, float], end: tuple[float, float]) -> tuple[float, float]:
    length = math.dist(start, end) or 1.0
    return (end[0] - start[0]) / length, (end[1] - start[1]) / length


def _size(lines: Sequence[Image], along: int, across: int, room: Room) -> int:
    """Rows for a line: the most with which all pieces fit."""
    for size in range(room.largest, room.smallest, -1):
        pieces = sum(_count(line, along / size) for line in lines)
        whole = pieces == len(lines) or size <= room.large
        if whole and pieces * size * (1 + _GAP) <= across:
            return size
    return room.smallest


def _broken(line: Image, widest: float) -> list[Image]:
    """A line in as few and as even pieces as are at most ``widest`` times as wide as high."""
    count = _count(line, widest)
    even = line.width / count
    reach = round(min(_SEARCH * line.height, (widest * line.height - even) / 2))
    cuts = [0, *(_between_characters(line, round(even * number), reach) for number in range(1, count)), line.width]
    return [line.crop((start, 0, end, line.height)) for start, end in pairwise(cuts)]


def _count(line: Image, widest: float) -> int:
    """Pieces that a line is broken into, with room for cuts that are not quite even."""
    aspect = line.width / line.height
    return 1 if aspect <= widest else math.ceil(aspect / (widest * _EVEN))


def _between_characters(line: Image, even: int, reach: int) -> int:
    """The place at most ``reach`` px from ``even`` where a line changes least from top to bottom: the clear ground."""
    import numpy as np

    start, end = max(1, even - reach), min(line.width - 1, even + reach)
    if start >= end:
        return even
    unrest = np.asarray(line.convert("L"), np.float32).std(axis=0)
    wide = np.convolve(unrest, np.full(_SPACE, 1 / _SPACE), "same")[start:end]  # a space is better than a thin gap
    distance = np.abs(np.arange(start, end) - even) / reach
    ink = (unrest[start:end] + wide) / max(float(wide.max()), 1.0)
    return start + int((ink + _NEARNESS * distance).argmin())


def _ground(line: Image) -> tuple[int, int, int]:
    """The colour along the upper edge of a trimmed line, where no characters are."""
    from PIL import ImageStat

    red, green, blue = ImageStat.Stat(line.crop((0, 0, line.width, max(1, round(line.height * _EDGE / 2))))).median
    return int(red), int(green), int(blue)


def _laid(pieces: Sequence[Image], ground: tuple[int, int, int], *, upright: bool) -> Image:
    """Pieces one below the other, columns side by side, on the card's own ground."""
    from PIL import Image as PillowImage

    gap = round(_LINE * _GAP)
    if upright:
        size = (sum(piece.width + gap for piece in pieces) - gap, max(piece.height for piece in pieces))
    else:
        size = (max(piece.width for piece in pieces), sum(piece.height + gap for piece in pieces) - gap)
    laid = PillowImage.new("RGB", size, ground)
    at = 0
    for piece in pieces:
        laid.paste(piece, (at, 0) if upright else (0, at))
        at += gap + (piece.width if upright else piece.height)
    return laid

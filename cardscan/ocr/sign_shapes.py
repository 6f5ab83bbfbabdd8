"""The shapes at the start of a line of print and before it: a sign in place of a label, a bullet, characters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from cardscan.ocr.crops import cut, quad_size
from cardscan.records import Pixels, Quad

Floats = npt.NDArray[np.float32]

SIDE = 32
"""Px: the side of the square that a shape is brought to."""

_HEIGHT = 32
"""Px that a line's height is brought to before shapes are looked for."""

_LEFT = 5.0
"""In heights of the line: how far left of it shapes are looked for. A sign is 2 heights wide and stands 2 away at most,
and what it is cut off from must be seen."""

_RIGHT = 4.0
"""The same within the line, which may begin with the sign."""

_BEYOND = 0.75
"""The same above and below: signs are up to twice as high as figures."""

_FAINTEST = 18.0
"""Steps of 255 by which print differs from its paper at least, in the channel where it differs most."""

_FAINT = 0.3
"""... and this much of how far the strip's strongest print does; signs are often paler than the text."""

_PARTS = 0.14
"""In heights of the line: the widest gap between the parts of one shape, such as a receiver and its waves. It also
joins most figures of a number, which stand no further apart."""

_HIGH = (0.5, 2.4)
_WIDE = (0.25, 2.4)
"""In heights of the line: what may be a sign at all."""

_TALLEST = 250.0
"""Px: lines higher than this are no contact data of any card, and their surroundings would be a large picture."""

_MARGIN = 3
"""Px of the square that stay free around a shape."""


@dataclass(frozen=True, slots=True)
class Shape:
    """One compact piece of print."""

    picture: Floats
    """``SIDE`` × ``SIDE``, 0 for paper and 1 for the strongest print; the shape in its proportions, in the middle."""
    left: float
    """In heights of the line, from the line's left end, negative before it."""
    right: float
    width: float
    height: float
    """In heights of the line."""


def shapes_around_start(card: Pixels, quad: Quad) -> list[Shape]:
    """The pieces of print on the first few heights of a line and on those before it, from the left.

    What reaches beyond the strip that is looked at, as rules, pictures and neighbouring lines do, is left out.

    Args:
        card: The card's picture.
        quad: A horizontal line on it, px.
    """
    if quad_size(quad)[1] > _TALLEST:
        return []
    contrast = _contrast(cut(card, _around_start(quad)))
    height, width = contrast.shape
    strongest = float(np.percentile(contrast[::2, ::2], 98))
    ink = (contrast > max(_FAINTEST, _FAINT * strongest)).astype(np.uint8)
    count, found, measured, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    labels, stats = np.asarray(found, dtype=np.int32), np.asarray(measured, dtype=np.int32)
    kept = [piece for piece in range(1, count) if _is_whole(stats[piece], width, height)]
    return [_shape(contrast, labels, stats, group) for group in _grouped(stats, kept)]


def _shape(
    contrast: Floats, labels: npt.NDArray[np.int32], boxes: npt.NDArray[np.int32], group: Sequence[int]
) -> Shape:
    sides = [[int(side) for side in boxes[piece, :4]] for piece in group]
    left, top = min(box[0] for box in sides), min(box[1] for box in sides)
    right, bottom = max(box[0] + box[2] for box in sides), max(box[1] + box[3] for box in sides)
    window = np.s_[max(0, top - 1) : bottom + 1, max(0, left - 1) : right + 1]
    own = labels[window] == 0
    for piece in group:
        own |= labels[window] == piece
    return Shape(
        _in_square(np.where(own, contrast[window], np.float32(0))),
        left / _HEIGHT - _LEFT,
        right / _HEIGHT - _LEFT,
        (right - left) / _HEIGHT,
        (bottom - top) / _HEIGHT,
    )


def is_compact(shape: Shape) -> bool:
    """Whether a shape has the size of a sign, measured by its line."""
    return _HIGH[0] <= shape.height <= _HIGH[1] and _WIDE[0] <= shape.width <= _WIDE[1]


def _around_start(quad: Quad) -> Quad:
    corners = np.array(quad, dtype=np.float64)
    _, height = quad_size(quad)
    along = corners[1] - corners[0] + corners[2] - corners[3]
    along *= height / max(float(np.linalg.norm(along)), 1e-6)
    down = np.array([-along[1], along[0]])
    start, middle = (corners[0] + corners[3]) / 2, down * (0.5 + _BEYOND)
    left, right = start - _LEFT * along, start + _RIGHT * along
    a, b, c, d = ((float(x), float(y)) for x, y in (left - middle, right - middle, right + middle, left + middle))
    return (a, b, c, d)


def _contrast(strip: Pixels) -> Floats:
    """How far each px differs from the paper, 0–255, at the size at which shapes are looked for."""
    width, height = round((_LEFT + _RIGHT) * _HEIGHT), round((1 + 2 * _BEYOND) * _HEIGHT)
    smaller = width < strip.shape[1]
    sized = cv2.resize(strip, (width, height), interpolation=cv2.INTER_AREA if smaller else cv2.INTER_CUBIC)
    paper = np.median(sized[::2, ::2].reshape(-1, 3), axis=0)
    apart = np.abs(sized.astype(np.float32) - paper.astype(np.float32))
    return np.asarray(np.maximum(np.maximum(apart[..., 0], apart[..., 1]), apart[..., 2]), dtype=np.float32)


def _is_whole(box: npt.NDArray[np.int32], width: int, height: int) -> bool:
    """Whether a piece of print may be a part of a sign or of the line, not of what is around them."""
    left, top, wide, high, area = (int(value) for value in box)
    if area < 3 or left == 0 or top == 0 or top + high == height:
        return False
    if left + wide == width and wide > _WIDE[1] * _HEIGHT:
        return False
    return abs(top + high / 2 - height / 2) <= _BEYOND * _HEIGHT


def _grouped(boxes: npt.NDArray[np.int32], pieces: Sequence[int]) -> list[list[int]]:
    """Pieces of print that stand above each other or close together, from the left."""
    groups: list[list[int]] = []
    reached = 0
    for piece in sorted(pieces, key=lambda piece: int(boxes[piece, 0])):
        left, right = int(boxes[piece, 0]), int(boxes[piece, 0] + boxes[piece, 2])
        if groups and left - reached <= _PARTS * _HEIGHT:
            groups[-1].append(piece)
            reached = max(reached, right)
        else:
            groups.append([piece])
            reached = right
    return groups


def _in_square(picture: Floats) -> Floats:
    height, width = picture.shape
    ratio = (SIDE - 2 * _MARGIN) / max(height, width)
    wide, high = max(1, round(width * ratio)), max(1, round(height * ratio))
    method = cv2.INTER_AREA if ratio < 1 else cv2.INTER_LINEAR
    sized = cv2.resize(picture, (wide, high), interpolation=method)
    square = np.zeros((SIDE, SIDE), dtype=np.float32)
    top, left = (SIDE - high) // 2, (SIDE - wide) // 2
    square[top : top + high, left : left + wide] = sized
    return square / max(float(square.max()), 1.0)

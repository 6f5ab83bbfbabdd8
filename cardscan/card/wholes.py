"""The card of which an outline may be only a part: around a printed frame, beyond a band, or made of two halves."""

from __future__ import annotations

import numpy as np

from cardscan.card.geometry import (
    Floats,
    apply_homography,
    are_convex,
    as_quad,
    frame_quad,
    homography,
    lengths,
    lines_through,
    order_all_clockwise,
    side_lengths,
)
from cardscan.card.perspective import shapes

UNIT = np.asarray(frame_quad(1, 1))
RIMS = (0.035, 0.06, 0.09, 0.13)
"""How far outside a printed frame the card's edge may lie, in widths or heights of the frame: 1.5 to 7 mm."""
FORMATS = (1.55, 1.65, 1.75)
"""Long side by short side of cards, so close that sides are moved from one to the next while they settle."""
LEAST_GROWTH = 1.04
MOST_GROWTH = 2.6
"""How many times as wide or high a card is as the part of it beside a band or a coloured half."""
ASTRAY = 0.04
"""How far the corners of two halves may miss each other, and the outer sides be bent there, in lengths of the side."""


def around(quads: Floats) -> Floats:
    """Larger rectangles (M × 4 × 2) around printed frames (N × 4 × 2), with rims as wide as cards have."""
    found: list[Floats] = []
    for quad in quads:
        to_picture = homography(as_quad(UNIT), as_quad(quad))
        top, right, _, _ = side_lengths(quad[None])[0]
        aspect = top / max(right, 1e-9)
        for rim in RIMS:
            across, down = (rim / aspect, rim) if aspect >= 1 else (rim, rim * aspect)
            cell = np.array([[-across, -down], [1 + across, -down], [1 + across, 1 + down], [-across, 1 + down]])
            found.append(apply_homography(cell, to_picture))
    return np.stack(found) if found else np.zeros((0, 4, 2))


def beyond_bands(quads: Floats, width: int, height: int) -> Floats:
    """Rectangles (M × 4 × 2) of a card's shape, each like one of N (N × 4 × 2) but for one side, which is farther out.

    Args:
        quads: N × 4 × 2, px.
        width: px of the photo.
        height: likewise.
    """
    found: list[Floats] = []
    aspects = shapes(quads, width, height).aspect if len(quads) else np.zeros(0)
    for quad, aspect in zip(quads, aspects.tolist(), strict=True):
        to_picture = homography(as_quad(UNIT), as_quad(quad))
        for shape in (*FORMATS, *(1 / shape for shape in FORMATS)):
            wider, higher = shape / aspect, aspect / shape
            for axis, growth in ((0, wider), (1, higher)):
                if not LEAST_GROWTH < growth < MOST_GROWTH:
                    continue
                for towards in (0, 1):
                    cell = UNIT.copy()
                    cell[:, axis] += (cell[:, axis] == towards) * (growth - 1) * (2 * towards - 1)
                    if (np.column_stack([cell, np.ones(4)]) @ to_picture[2] > 0.05).all():
                        found.append(apply_homography(cell, to_picture))
    return np.stack(found) if found else np.zeros((0, 4, 2))


def unions(parts: Floats, others: Floats) -> Floats:
    """Quadrilaterals (M × 4 × 2) made of one of ``parts`` and one of ``others`` that have a whole side in common."""
    found: list[Floats] = [np.zeros((0, 4, 2))]
    for part in parts:
        for i in range(4):
            a, b, c, d = (part[(i + k) % 4] for k in range(4))  # a to b is the common side
            length = float(lengths(b - a))
            for j in range(4):
                other_b, other_a, e, f = (others[:, (j + k) % 4] for k in range(4))
                miss = np.maximum(lengths(other_a - a), lengths(other_b - b))
                for fits in np.flatnonzero(miss < ASTRAY * length):
                    whole = np.stack([c, d, e[fits], f[fits]])
                    bend = [abs(float(_off(point, *side))) for point, side in ((a, whole[1:3]), (b, whole[[3, 0]]))]
                    if max(bend) < ASTRAY * length:
                        found.append(whole[None])
    wholes = np.concatenate(found)
    return order_all_clockwise(wholes[are_convex(wholes)])


def _off(point: Floats, start: Floats, end: Floats) -> Floats:
    """How far a point is from the line through two others, px."""
    a, b, c = lines_through(start, end)
    return np.asarray(a * point[0] + b * point[1] + c)

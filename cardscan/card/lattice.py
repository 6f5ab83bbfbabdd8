"""Where else to look from one rectangle: the next card of a grid, and the card's own edge around a printed frame."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from cardscan.card.geometry import Floats, apply_homography, as_quad, frame_quad, homography, side_lengths
from cardscan.card.perspective import shapes

GAPS = (0.0, 0.06)
"""Gap to the next card, in card widths and heights: touching, or a few millimetres apart."""
STEPS = ((1, 0), (0, 1), (-1, 0), (0, -1), (1, 1), (1, -1), (-1, 1), (-1, -1))
UNIT = frame_quad(1, 1)
RIMS = (0.035, 0.06, 0.09, 0.13)
"""How far outside a printed frame the card's edge may lie, in widths or heights of the frame: 1.5 to 7 mm."""


def neighbours(quads: Floats, width: int, height: int) -> Floats:
    """Where cards laid beside each of N cards (N × 4 × 2) would be (M × 4 × 2), as far as they are in the picture."""
    found: list[Floats] = []
    limit = np.array([width, height], dtype=np.float64)
    aspects = shapes(quads, width, height).aspect if len(quads) else np.zeros(0)
    for quad, aspect in zip(quads, aspects, strict=True):
        to_picture = homography(UNIT, as_quad(quad))
        for cell in _cells_beside(float(aspect)):
            depth = np.column_stack([cell, np.ones(4)]) @ to_picture[2]
            if (depth <= 0.05).any():  # beyond the horizon
                continue
            placed = apply_homography(cell, to_picture)
            if (placed.mean(axis=0) > 0).all() and (placed.mean(axis=0) < limit).all():
                found.append(placed)
    return np.stack(found) if found else np.zeros((0, 4, 2))


def _cells_beside(aspect: float) -> Iterator[Floats]:
    """Cells beside the unit square, a card ``aspect`` times as wide as high: alike, or turned by 90°."""
    square = np.asarray(UNIT)
    for gap in GAPS:
        for step in STEPS:
            yield square + np.array(step) * (1 + gap)
    across, down = 1 / aspect, aspect  # a turned card in units of this one's width and height
    turned = square * np.array([across, down])
    for left in (0.0, 1 - across):
        yield turned + np.array([left, 1.0])
        yield turned + np.array([left, -down])
    for top in (0.0, 1 - down):
        yield turned + np.array([1.0, top])
        yield turned + np.array([-across, top])


def around(quads: Floats) -> Floats:
    """Larger rectangles (M × 4 × 2) around printed frames (N × 4 × 2), with rims as wide as cards have."""
    found: list[Floats] = []
    for quad in quads:
        to_picture = homography(UNIT, as_quad(quad))
        top, right, _, _ = side_lengths(quad[None])[0]
        aspect = top / max(right, 1e-9)
        for rim in RIMS:
            across, down = (rim / aspect, rim) if aspect >= 1 else (rim, rim * aspect)
            cell = np.array([[-across, -down], [1 + across, -down], [1 + across, 1 + down], [-across, 1 + down]])
            found.append(apply_homography(cell, to_picture))
    return np.stack(found) if found else np.zeros((0, 4, 2))

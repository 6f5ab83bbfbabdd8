"""Where the next card of a grid lies."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from cardscan.card.geometry import Floats, apply_homography, as_quad, frame_quad, homography
from cardscan.card.perspective import shapes

GAPS = (0.0, 0.06)
"""Gap to the next card, in card widths and heights: touching, or a few millimetres apart."""
STEPS = ((1, 0), (0, 1), (-1, 0), (0, -1), (1, 1), (1, -1), (-1, 1), (-1, -1))
UNIT = frame_quad(1, 1)


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

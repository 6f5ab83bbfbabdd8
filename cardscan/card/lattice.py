"""Cards laid edge to edge: where there is one, the next lies a card's width or height further in the same perspective."""

from __future__ import annotations

import numpy as np

from cardscan.card.geometry import Floats, apply_homography, as_quad, frame_quad, homography

GAPS = (0.0, 0.06)
"""Gap to the next card, in card widths and heights: touching, or a few millimetres apart."""
STEPS = ((1, 0), (0, 1), (-1, 0), (0, -1), (1, 1), (1, -1), (-1, 1), (-1, -1))
UNIT = frame_quad(1, 1)


def neighbours(quads: Floats, width: int, height: int) -> Floats:
    """Where the neighbours of cards (N × 4 × 2) would lie in a grid (M × 4 × 2), as far as they are inside the picture."""
    found: list[Floats] = []
    limit = np.array([width, height], dtype=np.float64)
    for quad in quads:
        to_picture = homography(UNIT, as_quad(quad))
        for gap in GAPS:
            for right, down in STEPS:
                cell = np.asarray(UNIT) + np.array([right, down]) * (1 + gap)
                depth = np.column_stack([cell, np.ones(4)]) @ to_picture[2]
                if (depth <= 0.05).any():  # beyond the horizon
                    continue
                placed = apply_homography(cell, to_picture)
                if (placed.mean(axis=0) > 0).all() and (placed.mean(axis=0) < limit).all():
                    found.append(placed)
    return np.stack(found) if found else np.zeros((0, 4, 2))

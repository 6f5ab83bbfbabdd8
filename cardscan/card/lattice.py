"""Where else to look from one rectangle: the next card of a grid, and the card's own edge around a printed frame."""

from __future__ import annotations

import numpy as np

from cardscan.card.geometry import Floats, apply_homography, as_quad, frame_quad, homography

GAPS = (0.0, 0.06)
"""Gap to the next card, in card widths and heights: touching, or a few millimetres apart."""
STEPS = ((1, 0), (0, 1), (-1, 0), (0, -1), (1, 1), (1, -1), (-1, 1), (-1, -1))
UNIT = frame_quad(1, 1)
RIMS = (0.035, 0.06, 0.09, 0.13)
"""How far outside a printed frame the card's edge may lie, in widths or heights of the frame: 1.5 to 7 mm."""


def neighbours(quads: Floats, width: int, height: int) -> Floats:
    """Where a grid around each of N cards (N × 4 × 2) has its next cells (M × 4 × 2), as far as they are in the picture."""
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


def around(quads: Floats) -> Floats:
    """Larger rectangles (M × 4 × 2) around printed frames (N × 4 × 2), with rims as wide as cards have."""
    found: list[Floats] = []
    for quad in quads:
        to_picture = homography(UNIT, as_quad(quad))
        aspect = np.linalg.norm(quad[1] - quad[0]) / max(np.linalg.norm(quad[2] - quad[1]), 1e-9)
        for rim in RIMS:
            across, down = (rim / aspect, rim) if aspect >= 1 else (rim, rim * aspect)
            cell = np.array([[-across, -down], [1 + across, -down], [1 + across, 1 + down], [-across, 1 + down]])
            found.append(apply_homography(cell, to_picture))
    return np.stack(found) if found else np.zeros((0, 4, 2))

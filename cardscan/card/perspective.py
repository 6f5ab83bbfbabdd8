"""The true shape of a rectangle seen in perspective by a camera whose focal length is roughly known.

With the homography from the unit square and a focal length, the ratio of the sides and the angle between them follow
(Zhang & He, "Whiteboard scanning and image enhancement", Digital Signal Processing 17, 2007). The focal length is
searched around that of phone cameras; the right angle of a true rectangle helps to find it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from cardscan.card.geometry import Floats, as_quad, frame_quad, homography, signed_areas

FOCAL_LENGTHS = np.array([0.6, 0.72, 0.85, 1.0, 1.2, 1.5, 2.0, 3.0, 8.0])
"""Focal lengths tried, in long sides of the photo: phones' wide lens is 24–28 mm of 36 mm (0.67–0.78), their 2× lens
1.5, 3× lens 2.1; a crop or a scanner looks longer."""
USUAL_FOCAL_LENGTH = 0.85
FOCAL_SPREAD = 0.6
"""Standard deviation of the natural logarithm of the focal length: the wide lens and its crops are most common."""
ANGLE_SPREAD = 0.045
"""Standard deviation of the cosine between the sides that corners wrong by 1 px of 100 leave."""

FORMATS = (91 / 55, 89 / 51, 85 / 55, 85 / 54, 90 / 50)
"""Long side by short side: Japanese, US (3.5 × 2 in), EU (also ISO 7810 ID-1), Chinese."""


@dataclass(frozen=True, slots=True)
class Shapes:
    """What N quadrilaterals are when they are rectangles seen by a camera."""

    aspect: Floats
    """N; side along corner 0 → 1 over side along corner 1 → 2."""
    misfit: Floats
    """N; how far from a card's shape, in squared standard deviations, 0 is perfect."""


def aspect_misfit(aspect: Floats) -> Floats:
    """How unlike a card a side ratio is, in squared standard deviations; longer side over shorter, or its inverse."""
    log_ratio = np.abs(np.log(np.maximum(aspect, 1e-6)))
    low, high = np.log(85 / 55), np.log(90 / 50)
    outside = np.maximum(low - log_ratio, log_ratio - high)
    oblong = (np.maximum(outside, 0) / 0.06) ** 2
    square = (log_ratio / 0.05) ** 2 + 2.0
    return np.asarray(np.minimum(oblong, square), dtype=np.float64)


def _sides_in_space(quads: Floats, centre: tuple[float, float]) -> tuple[Floats, Floats]:
    """The first two columns of the homography from the unit square, N × 3 each, about the principal point."""
    q = quads - np.asarray(centre)
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = ((q[:, i, 0], q[:, i, 1]) for i in range(4))
    dx1, dx2, sx = x1 - x2, x3 - x2, x0 - x1 + x2 - x3
    dy1, dy2, sy = y1 - y2, y3 - y2, y0 - y1 + y2 - y3
    det = dx1 * dy2 - dx2 * dy1
    det = np.where(np.abs(det) < 1e-9, 1e-9, det)
    g = (sx * dy2 - dx2 * sy) / det
    h = (dx1 * sy - sx * dy1) / det
    return (
        np.column_stack([x1 - x0 + g * x1, y1 - y0 + g * y1, g]),
        np.column_stack([x3 - x0 + h * x3, y3 - y0 + h * y3, h]),
    )


def shapes(quads: Floats, width: int, height: int) -> Shapes:
    """Judge quadrilaterals (N × 4 × 2, px) of a photo of ``width`` × ``height`` px as cards seen by its camera."""
    along, down = _sides_in_space(quads, (width / 2, height / 2))
    flattened = 1 / (FOCAL_LENGTHS * max(width, height)) ** 2  # what px across the view count beside its depth
    square_a, square_b, product = (
        (p[:, 0] * q[:, 0] + p[:, 1] * q[:, 1])[:, None] * flattened + (p[:, 2] * q[:, 2])[:, None]
        for p, q in ((along, along), (down, down), (along, down))
    )
    length_a, length_b = np.sqrt(square_a), np.sqrt(square_b)
    cosine = product / np.maximum(length_a * length_b, 1e-12)
    aspect = length_a / np.maximum(length_b, 1e-12)
    lens = (np.log(FOCAL_LENGTHS / USUAL_FOCAL_LENGTH) / FOCAL_SPREAD) ** 2
    cost = (cosine / ANGLE_SPREAD) ** 2 + lens + aspect_misfit(aspect)
    best: npt.NDArray[np.intp] = np.argmin(cost, axis=1)
    rows = np.arange(len(quads))
    return Shapes(aspect=aspect[rows, best], misfit=cost[rows, best])


def areas_in_plane(quads: Floats, unit: Floats) -> Floats:
    """The areas that N quadrilaterals have in the plane of the rectangle ``unit`` (4 × 2), as multiples of its own.

    Infinite for one that reaches beyond that plane's horizon.

    Args:
        quads: N × 4 × 2, px.
        unit: 4 × 2, px.
    """
    matrix = homography(as_quad(unit), frame_quad(1, 1))
    x, y, depth = np.moveaxis(quads @ matrix[:, :2].T + matrix[:, 2], -1, 0)
    depth *= np.sign(unit.mean(axis=0) @ matrix[2, :2] + matrix[2, 2])
    before = np.maximum(depth, 1e-9)
    areas = np.abs(signed_areas(np.stack([x / before, y / before], axis=-1)))
    return np.where((depth > 0).all(axis=1), areas, np.inf)

"""Plane geometry of quadrilaterals in px, origin top left, y down: "clockwise" is clockwise as seen on the screen.

Functions on one quadrilateral take ``records.Quad``; functions on many take arrays of shape N × 4 × 2.
"""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from cardscan.records import Point, Quad

Floats = npt.NDArray[np.float64]
Shapes = npt.NDArray[np.object_]


def as_quad(corners: npt.ArrayLike) -> Quad:
    """Turn four corners in any array form (4 × 2) into plain floats.

    Raises:
        ValueError: if there are not four corners of two coordinates each.
    """
    array = np.asarray(corners, dtype=np.float64)
    if array.shape != (4, 2):
        raise ValueError(f"a quadrilateral has 4 corners of 2 coordinates, not the shape {array.shape}")
    a, b, c, d = ((float(x), float(y)) for x, y in array)
    return (a, b, c, d)


def order_clockwise(points: Sequence[Point]) -> Quad:
    """Put four corners in clockwise order, the one nearest to the picture's top left corner first.

    Raises:
        ValueError: if there are not four points.
    """
    array = np.asarray(points, dtype=np.float64)
    if array.shape != (4, 2):
        raise ValueError(f"four points are needed, not the shape {array.shape}")
    return as_quad(order_all_clockwise(array[None])[0])


def order_all_clockwise(quads: Floats) -> Floats:
    """``order_clockwise`` for N × 4 × 2."""
    rays = quads - quads.mean(axis=1, keepdims=True)
    order = np.argsort(np.arctan2(rays[..., 1], rays[..., 0]), axis=1)
    turned = np.take_along_axis(quads, order[..., None], axis=1)
    first = np.argmin(turned.sum(axis=2), axis=1)
    return np.take_along_axis(turned, ((first[:, None] + np.arange(4)) % 4)[..., None], axis=1)


def rotate_corners(quad: Quad, quarter_turns: int) -> Quad:
    """The corner order after turning the upright picture clockwise by ``quarter_turns``: what was bottom left leads."""
    k = quarter_turns % 4
    return as_quad([quad[(i - k) % 4] for i in range(4)])


def next_corners(polygons: Floats) -> Floats:
    """The corner after each of polygons (… × K × 2), the first after the last: where their sides end."""
    # a tenth of numpy.roll's time on few polygons
    return np.concatenate([polygons[..., 1:, :], polygons[..., :1, :]], axis=-2)


def signed_areas(polygons: Floats) -> Floats:
    """Shoelace areas in px² of polygons (… × K × 2): positive when clockwise on the screen."""
    x, y = polygons[..., 0], polygons[..., 1]
    following = next_corners(polygons)
    return np.asarray(0.5 * (x * following[..., 1] - following[..., 0] * y).sum(axis=-1), dtype=np.float64)


def are_convex(quads: Floats) -> npt.NDArray[np.bool_]:
    """Which of N × 4 × 2 are strictly convex and clockwise."""
    along = next_corners(quads) - quads
    after = next_corners(along)
    turns = along[..., 0] * after[..., 1] - along[..., 1] * after[..., 0]
    return np.asarray((turns > 0).all(axis=1), dtype=np.bool_)


def intersection_area(a: npt.ArrayLike, b: npt.ArrayLike) -> float:
    """The area in px² shared by two convex polygons."""
    first, second = (convex_shapes(np.asarray(polygon, dtype=np.float64)[None]) for polygon in (a, b))
    return float(shared_areas(first, second)[0])


def convex_shapes(polygons: Floats) -> Shapes:
    """Convex polygons (N × K × 2) as ``shared_areas`` takes them."""
    return np.asarray(shapely.convex_hull(shapely.multipoints(polygons)), dtype=np.object_)


def shared_areas(a: Shapes, b: Shapes | BaseGeometry) -> Floats:
    """The areas in px² that pairs of ``convex_shapes`` have in common."""
    # OpenCV's own clipping is wrong where corners all but coincide, by 5 % in one case that Hypothesis found.
    return np.asarray(shapely.area(shapely.intersection(a, b)), dtype=np.float64)


def side_lengths(quads: Floats) -> Floats:
    """N × 4 lengths in px: top, right, bottom, left."""
    return lengths(next_corners(quads) - quads)


def lengths(vectors: Floats) -> Floats:
    """Lengths of plane vectors (… × 2)."""
    x, y = vectors[..., 0], vectors[..., 1]
    return np.asarray(np.sqrt(x * x + y * y), dtype=np.float64)  # a third of numpy.linalg.norm's time


def contains(quads: Floats, points: Floats, slack: float = 0.0) -> npt.NDArray[np.bool_]:
    """N × M: whether convex clockwise quadrilateral n holds point m, or misses it by at most ``slack`` px."""
    a, b, c = np.moveaxis(lines_through(quads, next_corners(quads))[..., None], 2, 0)  # their normals point inwards
    depth = a * points[:, 0]  # no matrix product: BLAS would wake its threads, whose waiting costs more than the work
    depth += b * points[:, 1]
    depth += c
    return np.asarray((depth.min(axis=1) >= -slack), dtype=np.bool_)


def lines_through(starts: Floats, ends: Floats) -> Floats:
    """The lines a·x + b·y + c = 0 through pairs of points (… × 2), as … × 3 with a unit normal."""
    along = ends - starts
    length = np.maximum(lengths(along), 1e-12)
    a, b = -along[..., 1] / length, along[..., 0] / length
    return np.stack([a, b, -(a * starts[..., 0] + b * starts[..., 1])], axis=-1)


def crossings(a: Floats, b: Floats) -> Floats:
    """Where pairs of lines (… × 3) cross, … × 2; far away (1e9 px) for parallel ones."""
    (a0, a1, a2), (b0, b1, b2) = ((lines[..., 0], lines[..., 1], lines[..., 2]) for lines in (a, b))
    w = a0 * b1 - a1 * b0
    w = np.where(np.abs(w) < 1e-9, 1e-9, w)
    points = np.stack([(a1 * b2 - a2 * b1) / w, (a2 * b0 - a0 * b2) / w], axis=-1)
    return np.asarray(np.clip(points, -1e9, 1e9), dtype=np.float64)


def quads_from_sides(sides: Floats) -> Floats:
    """Corners (N × 4 × 2) from side lines top, right, bottom, left (N × 4 × 3)."""
    return crossings(np.concatenate([sides[:, -1:], sides[:, :-1]], axis=1), sides)


def homography(source: Quad, target: Quad) -> Floats:
    """The 3 × 3 projective map that takes the corners of ``source`` to those of ``target``."""
    matrix = cv2.getPerspectiveTransform(np.asarray(source, dtype=np.float32), np.asarray(target, dtype=np.float32))
    return np.asarray(matrix, dtype=np.float64)


def apply_homography(points: Sequence[Point] | Floats, matrix: Floats) -> Floats:
    """Map points (M × 2) through a 3 × 3 projective map."""
    array = np.asarray(points, dtype=np.float64)
    mapped = np.column_stack([array, np.ones(len(array))]) @ matrix.T
    return np.asarray(mapped[:, :2] / mapped[:, 2:], dtype=np.float64)


def frame_quad(width: float, height: float) -> Quad:
    """The whole picture as a quadrilateral."""
    return ((0.0, 0.0), (float(width), 0.0), (float(width), float(height)), (0.0, float(height)))

"""How much two quadrilaterals have in common."""

from __future__ import annotations

from collections.abc import Sequence

Corner = Sequence[float]
Polygon = Sequence[Corner]


def area(polygon: Polygon) -> float:
    """Area by the shoelace formula; 0 for fewer than three corners."""
    if len(polygon) < 3:
        return 0.0
    following = [*polygon[1:], polygon[0]]
    return abs(sum(p[0] * q[1] - q[0] * p[1] for p, q in zip(polygon, following, strict=True))) / 2


def intersection(subject: Polygon, clipper: Polygon) -> Polygon:
    """The part of ``subject`` inside the convex ``clipper`` (Sutherland and Hodgman, 1974)."""
    turns = [*clipper[1:], clipper[0]]
    if sum((q[0] - p[0]) * (q[1] + p[1]) for p, q in zip(clipper, turns, strict=True)) >= 0:
        clipper = clipper[::-1]
    inside: list[Corner] = list(subject)
    for a, b in zip(clipper, [*clipper[1:], clipper[0]], strict=True):
        before, inside = inside, []
        for p, q in zip(before, [*before[1:], before[0]] if before else [], strict=True):
            side_p = (b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0])
            side_q = (b[0] - a[0]) * (q[1] - a[1]) - (b[1] - a[1]) * (q[0] - a[0])
            if side_p >= 0:
                inside.append(p)
            if side_p * side_q < 0:
                t = side_p / (side_p - side_q)
                inside.append((p[0] + t * (q[0] - p[0]), p[1] + t * (q[1] - p[1])))
    return inside


def overlap(a: Polygon, b: Polygon) -> float:
    """Intersection over union, 0 to 1."""
    common = area(intersection(a, b))
    return common / (area(a) + area(b) - common + 1e-9)

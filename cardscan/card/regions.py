"""Card-like regions: areas without edges inside, and areas of one brightness or colour, turned into quadrilaterals."""

from __future__ import annotations

from collections.abc import Iterator

import cv2
import numpy as np
import numpy.typing as npt

from cardscan.card.geometry import Floats, are_convex, order_all_clockwise, signed_areas
from cardscan.card.working_picture import WorkingPicture
from cardscan.records import Pixels

REGION_SIDE = 576
"""Px of the long side on which regions are grown."""
SMALLEST = 0.004
LARGEST = 0.98
"""A card's share of the photo: a fifth of the width and tilted, up to nearly all."""
EDGE_LEVELS = (2.5, 5.0, 10.0, 20.0)
"""Gradients, in grey levels per px, that count as edges: from white on white to hard contrast."""
FILLING = 0.72
"""Share of its quadrilateral that a region must fill before its holes are counted: less is no card."""

MOST_SIDES = 12
"""Sides of a region's hull before it is reduced to four: fingers and rounded corners leave about ten."""


def region_quads(picture: WorkingPicture) -> Floats:
    """Quadrilaterals (N × 4 × 2, px of the working picture) around regions that could be cards."""
    shrink = min(1.0, REGION_SIDE / max(picture.width, picture.height))
    small = cv2.resize(picture.pixels, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA)
    smooth = np.asarray(cv2.GaussianBlur(small, (0, 0), 1.0), dtype=np.uint8)
    frame = smooth.shape[0] * smooth.shape[1]
    found: list[Floats] = []
    for mask in _masks(smooth):
        contours, _ = cv2.findContours(mask, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
        for contour in contours:
            if not SMALLEST * frame < cv2.contourArea(contour) < LARGEST * frame:
                continue
            hull = cv2.convexHull(contour)
            corners = quad_around(np.asarray(hull, dtype=np.float64).reshape(-1, 2))
            if corners is not None and cv2.contourArea(contour) > FILLING * abs(float(signed_areas(corners))):
                found.append(corners)
    if not found:
        return np.zeros((0, 4, 2))
    quads = order_all_clockwise(np.stack(found))
    return np.asarray(quads[are_convex(quads)] / shrink, dtype=np.float64)


def _masks(smooth: Pixels) -> Iterator[Pixels]:
    """Binary pictures (0 or 255) whose connected regions are worth a look."""
    gradient = _gradient(smooth)
    cross = cv2.getStructuringElement(cv2.MORPH_CROSS, (3, 3))
    for level in EDGE_LEVELS:
        edges = (gradient > level) * np.uint8(255)
        yield np.asarray(cv2.bitwise_not(cv2.dilate(edges, cross)), dtype=np.uint8)
        yield edges
    lab = cv2.cvtColor(smooth, cv2.COLOR_BGR2Lab)
    for channel in cv2.split(lab):
        for threshold in _levels(np.asarray(channel, dtype=np.uint8)):
            mask = (np.asarray(channel) > threshold) * np.uint8(255)
            yield mask
            yield np.asarray(cv2.bitwise_not(mask), dtype=np.uint8)


def _gradient(smooth: Pixels) -> npt.NDArray[np.float32]:
    """The strongest channel's gradient, grey levels per px."""
    across = cv2.Scharr(smooth, cv2.CV_32F, 1, 0) / 32
    down = cv2.Scharr(smooth, cv2.CV_32F, 0, 1) / 32
    blue, green, red = cv2.split(across * across + down * down)
    return np.asarray(np.sqrt(np.maximum(np.maximum(blue, green), red)), dtype=np.float32)


def _levels(channel: Pixels) -> Iterator[float]:
    """Otsu's threshold, then Otsu's within each side of it: three levels that split a channel's main tones."""
    whole, _ = cv2.threshold(channel, 0, 255, cv2.THRESH_OTSU)
    for part in (channel[channel <= whole], channel[channel > whole]):
        if part.size:
            level, _ = cv2.threshold(part.reshape(1, -1), 0, 255, cv2.THRESH_OTSU)
            yield float(level)
    yield float(whole)


def quad_around(hull: Floats) -> Floats | None:
    """The quadrilateral left when a convex polygon (K × 2) loses the sides that cost least area.

    A side is dropped by extending its neighbours until they meet, so rounded or cut corners become true corners.
    Returns None where that is impossible.
    """
    outline = hull.astype(np.float32).reshape(-1, 1, 2)
    tolerance = 0.004 * cv2.arcLength(outline, True)
    simplified = cv2.approxPolyDP(outline, tolerance, True)
    while len(simplified) > MOST_SIDES:
        tolerance *= 1.5
        simplified = cv2.approxPolyDP(outline, tolerance, True)
    polygon = np.asarray(simplified, dtype=np.float64).reshape(-1, 2)
    while len(polygon) > 4:
        count = len(polygon)
        at = np.arange(count)
        before, after, beyond = polygon[at - 1], polygon[(at + 1) % count], polygon[(at + 2) % count]
        a, b, side = polygon - before, beyond - after, after - polygon  # a and b are the neighbours of each side
        det = b[:, 0] * a[:, 1] - a[:, 0] * b[:, 1]
        det = np.where(np.abs(det) < 1e-9, 1e-9, det)
        beyond_start = (b[:, 0] * side[:, 1] - b[:, 1] * side[:, 0]) / det
        before_end = (a[:, 0] * side[:, 1] - a[:, 1] * side[:, 0]) / det
        tip = polygon + beyond_start[:, None] * a
        added = 0.5 * np.abs(side[:, 0] * (tip - polygon)[:, 1] - side[:, 1] * (tip - polygon)[:, 0])
        added = np.where((beyond_start > 0) & (before_end < 0), added, np.inf)
        drop = int(np.argmin(added))
        if not np.isfinite(added[drop]):
            return None
        polygon[drop] = tip[drop]
        polygon = np.delete(polygon, (drop + 1) % count, axis=0)
    return polygon if len(polygon) == 4 else None

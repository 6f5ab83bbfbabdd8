"""Card-like regions: areas without edges inside, and areas of one brightness or colour, turned into quadrilaterals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import cv2
import numpy as np
import numpy.typing as npt

from cardscan.card.geometry import Floats, are_convex, next_corners, order_all_clockwise, signed_areas
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
    outlines, areas = _outlines(smooth)
    found: list[Floats] = []
    for quad, area in zip(quads_around(outlines), areas, strict=True):
        if quad is not None and area > FILLING * abs(float(signed_areas(quad))):
            found.append(quad)
    if not found:
        return np.zeros((0, 4, 2))
    quads = order_all_clockwise(np.stack(found))
    return np.asarray(quads[are_convex(quads)] / shrink, dtype=np.float64)


def _outlines(smooth: Pixels) -> tuple[list[Floats], list[float]]:
    """Hulls of regions as large as cards, reduced to ``MOST_SIDES``, that they fill, and the regions' own areas."""
    frame = smooth.shape[0] * smooth.shape[1]
    outlines: list[Floats] = []
    areas: list[float] = []
    for mask in _masks(smooth):
        contours, _ = cv2.findContours(mask, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
        sizes = np.fromiter(map(cv2.contourArea, contours), dtype=np.float64, count=len(contours))
        for i in np.flatnonzero((sizes > SMALLEST * frame) & (sizes < LARGEST * frame)).tolist():
            outline = _reduced(cv2.convexHull(contours[i]).astype(np.float32))
            if sizes[i] > FILLING * cv2.contourArea(outline):  # the quadrilateral around it will be no smaller
                outlines.append(np.asarray(outline, dtype=np.float64).reshape(-1, 2))
                areas.append(float(sizes[i]))
    return outlines, areas


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
            _, mask = cv2.threshold(channel, threshold, 255, cv2.THRESH_BINARY)
            yield np.asarray(mask, dtype=np.uint8)
            yield np.asarray(cv2.bitwise_not(mask), dtype=np.uint8)


def _gradient(smooth: Pixels) -> npt.NDArray[np.float32]:
    """The strongest channel's gradient, grey levels per px."""
    across, down = (
        cv2.Scharr(smooth, cv2.CV_32F, 1, 0, scale=1 / 32),
        cv2.Scharr(smooth, cv2.CV_32F, 0, 1, scale=1 / 32),
    )
    squares = cv2.accumulateSquare(down, cv2.multiply(across, across))
    blue, green, red = cv2.split(squares)
    return np.asarray(cv2.sqrt(cv2.max(cv2.max(blue, green), red)), dtype=np.float32)


def _levels(channel: Pixels) -> Iterator[float]:
    """Otsu's threshold, then Otsu's within each side of it: three levels that split a channel's main tones."""
    counts = cv2.calcHist([channel], [0], None, [256], [0, 256]).reshape(-1).astype(np.intp)
    tones = np.repeat(np.arange(256, dtype=np.uint8), counts)  # the channel's px in order: the parts are slices of it
    whole = _otsu(tones)
    darker = int(counts[: int(whole) + 1].sum())
    for part in (tones[:darker], tones[darker:]):
        if part.size:
            yield _otsu(part)
    yield whole


def _otsu(tones: Pixels) -> float:
    level, _ = cv2.threshold(tones.reshape(1, -1), 0, 255, cv2.THRESH_OTSU)
    return float(level)


def _reduced(hull: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """A hull (K × 1 × 2) with at most ``MOST_SIDES`` sides."""
    tolerance = 0.004 * cv2.arcLength(hull, True)
    simplified = cv2.approxPolyDP(hull, tolerance, True)
    while len(simplified) > MOST_SIDES:
        tolerance *= 1.5
        simplified = cv2.approxPolyDP(hull, tolerance, True)
    return np.asarray(simplified, dtype=np.float32)


def quads_around(polygons: Sequence[Floats]) -> list[Floats | None]:
    """The quadrilaterals left when convex polygons (K × 2 each) lose the sides that cost least area.

    A side is dropped by extending its neighbours until they meet, so rounded or cut corners become true corners.
    None stands where that is impossible.
    """
    left = list(polygons)
    for count in range(max((len(polygon) for polygon in left), default=4), 4, -1):
        rows = [i for i, polygon in enumerate(left) if len(polygon) == count]  # all at once: most time is NumPy's calls
        if rows:
            fewer, possible = _one_side_fewer(np.stack([left[i] for i in rows]))
            for row, polygon, can in zip(rows, fewer, possible, strict=True):
                left[row] = polygon if can else np.zeros((0, 2))
    return [polygon if len(polygon) == 4 else None for polygon in left]


def _one_side_fewer(polygons: Floats) -> tuple[Floats, npt.NDArray[np.bool_]]:
    """Convex polygons (N × K × 2) without their cheapest side each (N × K − 1 × 2), and for which there is one."""
    count = polygons.shape[1]
    before, after = polygons[:, np.arange(count) - 1], next_corners(polygons)
    a, b, side = polygons - before, next_corners(after) - after, after - polygons  # a and b are the neighbours' of each
    det = _cross(b, a)
    det = np.where(np.abs(det) < 1e-9, 1e-9, det)
    beyond_start, before_end = _cross(b, side) / det, _cross(a, side) / det
    tip = polygons + beyond_start[..., None] * a
    added = np.where((beyond_start > 0) & (before_end < 0), 0.5 * np.abs(_cross(side, tip - polygons)), np.inf)
    rows, drop = np.arange(len(polygons)), np.argmin(added, axis=1)
    polygons = polygons.copy()
    polygons[rows, drop] = tip[rows, drop]
    kept = np.arange(count) != ((drop + 1) % count)[:, None]
    return polygons[kept].reshape(len(polygons), count - 1, 2), np.isfinite(added[rows, drop])


def _cross(a: Floats, b: Floats) -> Floats:
    """The cross products of plane vectors (… × 2)."""
    return np.asarray(a[..., 0] * b[..., 1] - a[..., 1] * b[..., 0], dtype=np.float64)

"""Finds text on a photo by its dense light–dark changes, for engines that can only find it on flat pages."""

from __future__ import annotations

import cv2
import numpy as np

from cardscan.ocr.crops import shrunk
from cardscan.records import Pixels, Point, Quad

_SIDE = 1280
"""Px: the longest side of the copy that is searched; text on a card a fifth of a photo wide is then 4 to 20 px high."""

_SCALES = (3, 6)
"""Px: what is bridged between neighbouring strokes, for small text and for large."""

_HEIGHTS = (5.0, 90.0)
"""Px: lowest and highest line of text in the copy."""

_ELONGATION = 2.0
"""A line is at least this many times as long as high; this leaves out most ornaments."""

_FILLED = 0.45
"""Share of its box that a line's bridged strokes fill at least."""


def text_runs(pixels: Pixels) -> tuple[Quad, ...]:
    """Where lines of text seem to stand on a photo, at any slant.

    Strokes are found as places that are darker or lighter than what surrounds them, neighbouring strokes are bridged,
    and what is then long, low and well filled is a line.

    Returns:
        Quadrilaterals in px of ``pixels``, clockwise from the corner nearest to the top left.
    """
    small = shrunk(pixels, _SIDE)
    ratio = pixels.shape[1] / small.shape[1]
    gray = cv2.cvtColor(small, cv2.COLOR_BGR2GRAY)
    found: list[Quad] = []
    for bridge in _SCALES:
        strokes = _strokes(gray, 4 * bridge + 1)
        kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * bridge + 1, 2 * bridge + 1))
        bridged = cv2.morphologyEx(strokes, cv2.MORPH_CLOSE, kernel)
        contours, _ = cv2.findContours(bridged, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
        for contour in contours:
            (_, (width, height), _) = box = cv2.minAreaRect(contour)
            low, long = min(width, height), max(width, height)
            if not _HEIGHTS[0] <= low <= _HEIGHTS[1] or long < _ELONGATION * low:
                continue
            if cv2.contourArea(contour) >= _FILLED * low * long:
                found.append(_clockwise(cv2.boxPoints(box) * ratio))
    return tuple(found)


def _strokes(gray: np.ndarray, reach: int) -> np.ndarray:
    """Where a picture changes within ``reach`` px much more than it does in most places: 255, elsewhere 0."""
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (reach, reach))
    dark = cv2.morphologyEx(gray, cv2.MORPH_BLACKHAT, kernel)
    light = cv2.morphologyEx(gray, cv2.MORPH_TOPHAT, kernel)
    change = np.maximum(dark, light)
    _, strokes = cv2.threshold(change, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    return np.asarray(strokes)


def _clockwise(corners: np.ndarray) -> Quad:
    """Four corners in clockwise order from the one nearest to the top left."""
    centre = corners.mean(axis=0)
    angles = np.arctan2(corners[:, 1] - centre[1], corners[:, 0] - centre[0])
    ordered = corners[np.argsort(angles)]
    first = int(ordered.sum(axis=1).argmin())
    points: list[Point] = [(float(x), float(y)) for x, y in np.roll(ordered, -first, axis=0)]
    return (points[0], points[1], points[2], points[3])

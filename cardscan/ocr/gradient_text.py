"""Finds text on a photo by its dense light–dark changes, for engines that can only find it on flat pages."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from cardscan.ocr.crops import shrunk
from cardscan.records import Pixels, Point, Quad

_SIDE = 1280
"""Px: the longest side of the copy that is searched; text on a card a fifth of a photo wide is then 4 to 20 px high."""

_BRIDGES = (1, 2, 4, 7)
"""Px bridged between neighbouring strokes, from the letters of small print to those of a large name."""

_HEIGHTS = (5.0, 90.0)
"""Px: lowest and highest line of text in the copy."""

_ELONGATION = 2.0
"""A line is at least this many times as long as high; this leaves out most ornaments."""

_FILLED = 0.45
"""Share of its box that a line's bridged strokes fill at least."""


_SAME_LINE = 1.8
"""A run found by wider bridging is still one line if it is at most this many times as high as the words in it; two
lines are at least twice as high as one."""

_PARALLEL = 15.0
"""Degrees by which words of one line may differ from it."""


def text_runs(pixels: Pixels) -> tuple[Quad, ...]:
    """Where lines of text seem to stand on a photo, at any slant.

    Strokes are found as places that are darker or lighter than what surrounds them, neighbouring strokes are bridged,
    and what is then long, low and well filled is a line. Wider and wider bridges join words and find larger letters;
    what they join across lines is left out.

    Returns:
        Quadrilaterals in px of ``pixels``, clockwise from the corner nearest to the top left.
    """
    small = shrunk(pixels, _SIDE)
    gray = np.asarray(cv2.cvtColor(small, cv2.COLOR_BGR2GRAY), dtype=np.uint8)
    runs: list[_Run] = []
    for bridge in _BRIDGES:
        for run in _runs_bridged(gray, bridge):
            inside = [other for other in runs if run.contains(other)]
            words = [other for other in inside if run.is_parallel_to(other)]
            if not words or run.height <= _SAME_LINE * float(np.median([word.height for word in words])):
                runs = [*(other for other in runs if other not in inside), run]
    ratio = pixels.shape[1] / small.shape[1]
    return tuple(_clockwise(run.corners * ratio) for run in runs)


@dataclass(frozen=True, eq=False)
class _Run:
    """A line of text in the searched copy: px."""

    corners: npt.NDArray[np.float32]
    height: float
    degrees: float
    """Slant of its longer side, clockwise, 0 to 180."""

    def contains(self, other: _Run) -> bool:
        """Whether the middle of ``other`` lies inside."""
        x, y = (float(value) for value in other.corners.mean(axis=0))
        return cv2.pointPolygonTest(self.corners, (x, y), False) >= 0

    def is_parallel_to(self, other: _Run) -> bool:
        """Whether both have nearly the same slant."""
        difference = abs(self.degrees - other.degrees) % 180
        return min(difference, 180 - difference) <= _PARALLEL


def _runs_bridged(gray: npt.NDArray[np.uint8], bridge: int) -> list[_Run]:
    """What looks like a line once gaps of ``bridge`` px between strokes are closed."""
    strokes = _strokes(gray, 6 * bridge + 3)
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * bridge + 1, 2 * bridge + 1))
    contours, _ = cv2.findContours(
        cv2.morphologyEx(strokes, cv2.MORPH_CLOSE, kernel), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE
    )
    found = []
    for contour in contours:
        box = cv2.minAreaRect(contour)
        low, long = sorted(box[1])
        is_line = _HEIGHTS[0] <= low <= _HEIGHTS[1] and long >= _ELONGATION * low
        if is_line and cv2.contourArea(contour) >= _FILLED * low * long:
            corners = np.asarray(cv2.boxPoints(box), dtype=np.float32)
            sides = corners[1] - corners[0], corners[2] - corners[1]
            along = max(sides, key=lambda side: float(np.linalg.norm(side)))
            found.append(_Run(corners, float(low), float(np.degrees(np.arctan2(along[1], along[0]))) % 180))
    return found


def _strokes(gray: npt.NDArray[np.uint8], reach: int) -> npt.NDArray[np.uint8]:
    """Where a picture changes within ``reach`` px much more than it does in most places: 255, elsewhere 0."""
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (reach, reach))
    dark = cv2.morphologyEx(gray, cv2.MORPH_BLACKHAT, kernel)
    light = cv2.morphologyEx(gray, cv2.MORPH_TOPHAT, kernel)
    change = np.maximum(dark, light)
    _, strokes = cv2.threshold(change, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    return np.asarray(strokes, dtype=np.uint8)


def _clockwise(corners: npt.NDArray[np.float32]) -> Quad:
    """Four corners in clockwise order from the one nearest to the top left."""
    centre = corners.mean(axis=0)
    angles = np.arctan2(corners[:, 1] - centre[1], corners[:, 0] - centre[0])
    ordered = corners[np.argsort(angles)]
    first = int(ordered.sum(axis=1).argmin())
    points: list[Point] = [(float(x), float(y)) for x, y in np.roll(ordered, -first, axis=0)]
    return (points[0], points[1], points[2], points[3])

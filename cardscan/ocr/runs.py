"""Runs of text as upright rectangles on a card whose small tilt has been taken out; pure geometry."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from cardscan.records import ContactSign, Direction, DoubtfulCharacter, OcrLine, Point, PrintedForm, Quad

_TELLING_LENGTH = 3.0
"""Width over height from which a run's slant can be trusted to show the page's."""


@dataclass(frozen=True, slots=True)
class Run:
    """Text in a rectangle: px, origin top left, the page's tilt taken out."""

    text: str
    score: float
    direction: Direction
    left: float
    top: float
    right: float
    bottom: float
    size: float
    """Height of the characters (for a column: their width)."""
    forms: tuple[PrintedForm, ...] = ()
    """See :class:`cardscan.records.OcrLine`."""
    weakest: float = 1.0
    """See :class:`cardscan.records.OcrLine`."""
    doubts: tuple[DoubtfulCharacter, ...] = ()
    """See :class:`cardscan.records.OcrLine`."""
    signs: tuple[ContactSign, ...] = ()
    """See :class:`cardscan.records.OcrLine`."""

    @property
    def middle_x(self) -> float:
        """Centre from the left."""
        return (self.left + self.right) / 2

    @property
    def middle_y(self) -> float:
        """Centre from the top."""
        return (self.top + self.bottom) / 2

    @property
    def along(self) -> tuple[float, float]:
        """Start and end in the direction of reading."""
        return (self.top, self.bottom) if self.direction == "vertical" else (self.left, self.right)

    @property
    def across(self) -> tuple[float, float]:
        """Start and end across the direction of reading."""
        return (self.left, self.right) if self.direction == "vertical" else (self.top, self.bottom)

    def overlap(self, other: Run) -> float:
        """Share of the smaller rectangle's area that both cover, 0–1."""
        width = min(self.right, other.right) - max(self.left, other.left)
        height = min(self.bottom, other.bottom) - max(self.top, other.top)
        smaller = min(self._area, other._area)
        return width * height / smaller if width > 0 and height > 0 and smaller > 0 else 0.0

    @property
    def _area(self) -> float:
        return (self.right - self.left) * (self.bottom - self.top)


def flatten(lines: Sequence[OcrLine]) -> tuple[float, list[Run]]:
    """Take the page's tilt out of its lines.

    Returns:
        The tilt in degrees clockwise (the median of the long runs' slants), and the runs turned back by it around the
        origin.
    """
    slants = [slant for line in lines if (slant := _slant(line)) is not None]
    tilt = median(slants) if slants else 0.0
    return tilt, [_run(line, tilt) for line in lines]


def quad_of(run: Run, tilt: float) -> Quad:
    """A run's rectangle as it lies on the tilted page."""
    corners = ((run.left, run.top), (run.right, run.top), (run.right, run.bottom), (run.left, run.bottom))
    top_left, top_right, bottom_right, bottom_left = (_turned(corner, tilt) for corner in corners)
    return (top_left, top_right, bottom_right, bottom_left)


def _turned(point: Point, degrees: float) -> Point:
    """``point`` turned clockwise around the origin."""
    x, y = point
    cosine, sine = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return x * cosine - y * sine, x * sine + y * cosine


def _slant(line: OcrLine) -> float | None:
    """How far a long run leans clockwise from its direction, in degrees; ``None`` for runs too short to tell."""
    top_left, top_right, _, bottom_left = line.quad
    width = math.dist(top_left, top_right)
    height = math.dist(top_left, bottom_left)
    if max(width, height) < _TELLING_LENGTH * min(width, height):
        return None
    if width >= height:
        return math.degrees(math.atan2(top_right[1] - top_left[1], top_right[0] - top_left[0]))
    return math.degrees(math.atan2(top_left[0] - bottom_left[0], bottom_left[1] - top_left[1]))


def _run(line: OcrLine, tilt: float) -> Run:
    """The rectangle around a run's quadrilateral, turned back by ``tilt``, as wide and high as the run itself."""
    corners = [_turned(point, -tilt) for point in line.quad]
    top_left, top_right, bottom_right, bottom_left = corners
    width = (math.dist(top_left, top_right) + math.dist(bottom_left, bottom_right)) / 2
    height = (math.dist(top_left, bottom_left) + math.dist(top_right, bottom_right)) / 2
    x = sum(corner[0] for corner in corners) / 4
    y = sum(corner[1] for corner in corners) / 4
    return Run(
        text=line.text,
        score=line.score,
        direction=line.direction,
        left=x - width / 2,
        top=y - height / 2,
        right=x + width / 2,
        bottom=y + height / 2,
        size=width if line.direction == "vertical" else height,
        forms=line.forms,
        weakest=line.weakest,
        doubts=line.doubts,
        signs=line.signs,
    )

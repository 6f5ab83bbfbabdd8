"""One cell of a column: what was read in it, and what its print looks like.

The column is turned counter-clockwise, so that it runs along the picture.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import cv2
import numpy as np
import numpy.typing as npt

from cardscan.records import DoubtfulCharacter

STRAIGHT = 2.2
"""A stroke this many times as long as thick is a bar; dashes and 一 in 60 drawn columns are at 3 and above."""

BENT = 0.08
"""A bar whose ends both lie this share of its length to one side of its middle is a bracket: these reach 0.1 to 0.2."""

CELL = 1.1
"""In pitches: print that is longer along the column than this is of more than one upright figure; with the pitch
measured a tenth too small, one is 0.95 long."""

STEM = 0.6
"""In pitches: a stroke longer than this is none of a figure, whose stems are 0.55 long between serif and flag."""

Shape = Literal["empty", "dash", "one", "opening", "closing", "other"]


@dataclass(frozen=True, slots=True)
class Cell:
    """One character of a column: its place in px along the strip."""

    character: str
    score: float
    centre: float
    doubt: DoubtfulCharacter | None = None


def strokes_at(centre: float, ink: npt.NDArray[np.uint8], pitch: float) -> list[npt.NDArray[np.bool_]]:
    """The connected pieces of print in one cell, each in its own box, and specks left out."""
    left = max(0, round(centre - 0.8 * pitch))
    window = ink[:, left : round(centre + 0.8 * pitch)]
    if not window.size:
        return []
    count, labels, boxes, centroids = cv2.connectedComponentsWithStats(window)
    speck = (pitch / 12) ** 2
    strokes = []
    for label in range(1, count):
        x, y, along, across, area = (int(value) for value in boxes[label])
        if abs(centroids[label][0] + left - centre) <= 0.4 * pitch and area >= speck:
            strokes.append(labels[y : y + across, x : x + along] == label)
    return strokes


def shape_at(centre: float, ink: npt.NDArray[np.uint8], pitch: float) -> Shape:
    """What the print in one cell looks like."""
    strokes = strokes_at(centre, ink, pitch)
    if len(strokes) != 1:
        return "other" if strokes else "empty"
    across, along = strokes[0].shape
    if along >= STRAIGHT * across:
        return "dash"
    if across < STRAIGHT * along:
        return "other"
    bend = bend_of(strokes[0])
    if abs(bend) >= BENT * across:
        return "opening" if bend > 0 else "closing"
    return "one"


def slimness_at(centre: float, ink: npt.NDArray[np.uint8], pitch: float) -> float:
    """Length over thickness of the one stroke along the column at a place; 0 where there is none.

    A dash of a whole em runs into the characters beside it in small print; then what is thin of both is measured.
    """
    strokes = strokes_at(centre, ink, pitch)
    if len(strokes) > 1:
        return 0.0
    if strokes and strokes[0].shape[1] <= CELL * pitch:
        across, along = strokes[0].shape
        return float(along / across)
    left = max(0, round(centre - 0.8 * pitch))
    window = ink[:, left : round(centre + 0.8 * pitch)]
    if not window.size:
        return 0.0
    reach = np.where(window.any(axis=0), window.shape[0] - window.argmax(axis=0) - window[::-1].argmax(axis=0), 0)
    middle = min(round(centre) - left, len(reach) - 1)
    thickness = int(reach[middle])
    is_thick = np.flatnonzero((reach == 0) | (reach > thickness + 1))
    start = int(max(is_thick[is_thick < middle], default=-1)) + 1
    end = int(min(is_thick[is_thick > middle], default=len(reach)))
    is_long = thickness > 0 and end - start >= STEM * pitch
    return (end - start) / float(reach[start:end].max()) if is_long else 0.0


def reach_across(centres: Sequence[float], ink: npt.NDArray[np.uint8], pitch: float) -> float:
    """How many px the print at some places reaches across the column; the median of them, 0 without any."""
    reaches = []
    for centre in centres:
        rows = np.flatnonzero(ink[:, max(0, round(centre - pitch / 3)) : round(centre + pitch / 3) + 1].any(axis=1))
        reaches += [int(rows[-1] - rows[0]) + 1] if len(rows) else []
    return float(np.median(reaches)) if reaches else 0.0


def bend_of(stroke: npt.NDArray[np.bool_]) -> float:
    """How far in px the two ends of an across stroke lie behind its middle along the strip; 0 where they disagree."""
    rows = [np.flatnonzero(row).mean() for row in stroke if row.any()]
    part = max(1, len(rows) // 5)
    middle = float(np.mean(rows[2 * part : -2 * part] or rows))
    ends = (float(np.mean(rows[:part])) - middle, float(np.mean(rows[-part:])) - middle)
    return min(ends, key=abs) if ends[0] * ends[1] > 0 else 0.0

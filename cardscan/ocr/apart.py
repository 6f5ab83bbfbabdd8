"""Boxes of one line that reach into each other, set apart, so that none reads half a character of its neighbour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np
import numpy.typing as npt

from cardscan.ocr.crops import quad_size
from cardscan.ocr.ink import ink_of
from cardscan.ocr.rapid_models import Found
from cardscan.records import Pixels, Quad

_ONE_LINE = 0.6
"""Share of the lower box's height that two boxes of one line have in common."""

_MOST = 0.5
"""Boxes that share more than this of the shorter one lie on each other instead of meeting end to end."""


def set_apart(card: Pixels, runs: Sequence[Found]) -> list[Found]:
    """``runs`` with those of one horizontal line cut where they meet, at the widest blank between them."""
    result = list(runs)
    for i in range(len(result)):
        for j in range(len(result)):
            if i != j and _meet(result[i].with_margin, result[j].with_margin):
                left, right = result[i], result[j]
                cut = _blank(card, left.with_margin, right.with_margin)
                result[i] = _ending(left, cut)
                result[j] = _starting(right, cut)
    return result


def _meet(left: Quad, right: Quad) -> bool:
    """Whether the end of one box reaches into the beginning of another on the same line."""
    if any(quad_size(quad)[1] > quad_size(quad)[0] for quad in (left, right)):
        return False
    (a0, a1), (b0, b1) = _extent(left, 0), _extent(right, 0)
    shared = a1 - b0
    if not (a0 < b0 and a1 < b1 and 0 < shared <= _MOST * min(a1 - a0, b1 - b0)):
        return False
    (top, bottom), (top2, bottom2) = _extent(left, 1), _extent(right, 1)
    return min(bottom, bottom2) - max(top, top2) >= _ONE_LINE * min(bottom - top, bottom2 - top2)


def _extent(quad: Quad, axis: int) -> tuple[float, float]:
    values = [corner[axis] for corner in quad]
    return min(values), max(values)


def _blank(card: Pixels, left: Quad, right: Quad) -> float:
    """The x in the middle of the widest blank within what both boxes share; the middle of that without a blank."""
    start, end = _extent(right, 0)[0], _extent(left, 0)[1]
    top = max(0, round(max(_extent(left, 1)[0], _extent(right, 1)[0])))
    bottom = round(min(_extent(left, 1)[1], _extent(right, 1)[1]))
    # Wider than what is shared, or a strip that is all paper would have its noise taken for ink.
    first, last = max(0, round(_extent(left, 0)[0])), min(card.shape[1], round(_extent(right, 0)[1]))
    strip = card[top:bottom, first:last]
    if strip.size == 0:
        return (start + end) / 2
    columns: npt.NDArray[np.uint8] = cv2.morphologyEx(ink_of(strip), cv2.MORPH_OPEN, np.ones((2, 2), np.uint8)).max(
        axis=0
    )
    best, width, run = (start + end) / 2, 0, 0
    for x in range(max(0, round(start) - first), min(len(columns), round(end) - first) + 1):
        blank = x < len(columns) and not columns[x]
        run = run + 1 if blank else 0
        if run > width:
            best, width = first + x - run / 2, run
    return best


def _ending(found: Found, cut: float) -> Found:
    return replace(found, with_margin=_clipped(found.with_margin, high=cut), hugging=_clipped(found.hugging, high=cut))


def _starting(found: Found, cut: float) -> Found:
    return replace(found, with_margin=_clipped(found.with_margin, low=cut), hugging=_clipped(found.hugging, low=cut))


def _clipped(quad: Quad, *, low: float = -np.inf, high: float = np.inf) -> Quad:
    a, b, c, d = ((min(max(x, low), high), y) for x, y in quad)
    return a, b, c, d

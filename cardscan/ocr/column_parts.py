"""Boxes that meet end to end in one column, joined into one: text detection parts a column at dashes and wide gaps.

In a gap as wide as a character it often sees one more box, half on the character above and half on the one below.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from cardscan.ocr.column_search import slenderness
from cardscan.ocr.crops import quad_size
from cardscan.ocr.rapid_models import Found
from cardscan.records import Point, Quad

_TALL = 1.5
"""One of two parts is this many times as high as wide ..."""

_SQUARE = 0.7
"""... and the other at least this: one character; two beside each other are a line."""

_ALIKE = 0.6
"""The narrower part is at least this much as wide as the other: 一 and figures fill less than an em."""

_ONE_COLUMN = 0.25
"""In widths of the wider part: how far the middles of two parts may be beside each other."""

_MOST = 0.5
"""Boxes that share more than this of the shorter one lie on each other instead of meeting end to end."""


def with_parts_joined(runs: Sequence[Found]) -> list[Found]:
    """``runs`` with those that reach into each other along one column as one."""
    result = list(runs)
    while (pair := _meeting(result)) is not None:
        upper, lower = pair
        joined = Found(_around(upper.with_margin, lower.with_margin), _around(upper.hugging, lower.hugging))
        result = [run for run in result if run is not upper and run is not lower] + [joined]
    return result


def _meeting(runs: Sequence[Found]) -> tuple[Found, Found] | None:
    """Two runs that meet end to end in one column, the upper first."""
    upright = [run for run in runs if slenderness(run.hugging) >= _SQUARE]
    for upper in upright:
        for lower in upright:
            if upper is not lower and _meet(upper.with_margin, lower.with_margin):
                return upper, lower
    return None


def _meet(upper: Quad, lower: Quad) -> bool:
    """Whether the end of one box reaches into the beginning of the other in the same column."""
    if max(slenderness(upper), slenderness(lower)) < _TALL:
        return False
    widths = quad_size(upper)[0], quad_size(lower)[0]
    if min(widths) < _ALIKE * max(widths):
        return False
    end, start = _ends(upper)[1], _ends(lower)[0]
    shared = end[1] - start[1]
    shorter = min(quad_size(upper)[1], quad_size(lower)[1])
    is_below = _ends(upper)[0][1] < start[1] and end[1] < _ends(lower)[1][1]
    return is_below and 0 < shared <= _MOST * shorter and abs(end[0] - start[0]) <= _ONE_COLUMN * max(widths)


def _ends(quad: Quad) -> tuple[Point, Point]:
    """The middles of the upper and of the lower edge."""
    top_left, top_right, bottom_right, bottom_left = quad
    return _middle(top_left, top_right), _middle(bottom_left, bottom_right)


def _middle(one: Point, other: Point) -> Point:
    return (one[0] + other[0]) / 2, (one[1] + other[1]) / 2


def _around(upper: Quad, lower: Quad) -> Quad:
    """The box from the upper edge of one to the lower edge of the other, as wide as the wider of them."""
    start, end = np.array(_ends(upper)[0]), np.array(_ends(lower)[1])
    along = (end - start) / max(math.dist(start, end), 1e-6)
    half = max(quad_size(upper)[0], quad_size(lower)[0]) / 2 * np.array((along[1], -along[0]))
    corners = (start - half, start + half, end + half, end - half)
    top_left, top_right, bottom_right, bottom_left = ((float(x), float(y)) for x, y in corners)
    return (top_left, top_right, bottom_right, bottom_left)

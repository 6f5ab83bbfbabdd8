"""Columns searched for a second time, on the card turned on its side.

Text detection was trained on lines more than on columns: of a column of upright figures it loses the end, of one with
wide gaps the last character, and in a wide gap it sees a character. On the turned card the columns are lines to it.
"""

from __future__ import annotations

from collections.abc import Sequence

from cardscan.ocr.crops import quad_size, turned
from cardscan.ocr.rapid_models import Found, TextFinder
from cardscan.records import Pixels, Quad

_TALL = 1.5
"""A box this many times as high as wide is a column (the value PP-OCR itself turns boxes at) ..."""

_SURELY_TALL = 3.0
"""... and surely so from here. One such box, or two tall ones, are worth a second search."""

_COVERED = 0.6
"""A run is the same as another of which this share of its area lies within it ..."""

_WIDER = 1.5
"""... if it is no more than this many times as wide: a line across a column is no part of it."""


def with_columns_searched(card: Pixels, runs: Sequence[Found], finder: TextFinder, longest_side: int) -> list[Found]:
    """``runs`` with those columns that are found longer on the card turned on its side, and those only found there.

    Args:
        card: The flat card, upright.
        runs: What was found on it.
        finder: Text detection.
        longest_side: Of the copy that is searched, px.

    Returns:
        ``runs`` as they are where they hold no column; else with each column in its longer box, without the boxes
        that it covers.
    """
    slender = [slenderness(run.hugging) for run in runs]
    if sum(ratio >= _TALL for ratio in slender) < 2 and max(slender, default=0.0) < _SURELY_TALL:
        return list(runs)
    width = card.shape[1]
    result = list(runs)
    for found in finder.find(turned(card, -1), longest_side):
        column = Found(_turned_back(found.with_margin, width), _turned_back(found.hugging, width))
        if slenderness(column.hugging) < _TALL:
            continue
        across = [run for run in result if overlap(run.hugging, column.hugging) > 0]
        same = [run for run in across if _is_part(run, column)]
        others = [run for run in across if run not in same]
        if any(_share(column.hugging, run.hugging) >= _COVERED or _is_line(run) for run in others):
            continue
        if len(same) == 1 and _length(same[0].hugging) >= _length(column.hugging) - _wide(column.hugging) / 2:
            continue
        result = [run for run in result if run not in same] + [column]
    return result


def _is_part(run: Found, column: Found) -> bool:
    """Whether a run lies within a column as a part of it."""
    return _share(run.hugging, column.hugging) >= _COVERED and _wide(run.hugging) <= _WIDER * _wide(column.hugging)


def _is_line(run: Found) -> bool:
    """Whether a run is surely set across."""
    return slenderness(run.hugging) < 1 / _TALL


def _wide(quad: Quad) -> float:
    return quad_size(quad)[0]


def _length(quad: Quad) -> float:
    return quad_size(quad)[1]


def slenderness(quad: Quad) -> float:
    """Height of a box over its width."""
    width, height = quad_size(quad)
    return height / max(width, 1e-6)


def _turned_back(quad: Quad, width: int) -> Quad:
    """A quadrilateral of the card turned counter-clockwise, in px of the card that is ``width`` px wide."""
    top_left, top_right, bottom_right, bottom_left = ((width - y, x) for x, y in quad)
    return (bottom_left, top_left, top_right, bottom_right)


def _box(quad: Quad) -> tuple[float, float, float, float]:
    xs, ys = zip(*quad, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def overlap(quad: Quad, other: Quad) -> float:
    """The area that the upright boxes around both have in common."""
    (left, top, right, bottom), (left2, top2, right2, bottom2) = _box(quad), _box(other)
    return max(0.0, min(right, right2) - max(left, left2)) * max(0.0, min(bottom, bottom2) - max(top, top2))


def _share(quad: Quad, other: Quad) -> float:
    """The share of the first that lies within the second."""
    left, top, right, bottom = _box(quad)
    return overlap(quad, other) / max((right - left) * (bottom - top), 1e-6)

"""From an engine's loose runs of text to lines in the order in which a person reads a card; pure.

Three steps: drop what was seen twice, join the runs that are one line (``line_joining``), then cut the card into blocks
along its white gaps and read these from top to bottom, lines from the left and columns from the right.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from statistics import median

from cardscan.ocr.katakana_words import mend_katakana
from cardscan.ocr.latin_words import mend_capitals
from cardscan.ocr.line_joining import join_runs
from cardscan.ocr.runs import Run, flatten, quad_of
from cardscan.records import CardText, OcrPage, TextLine

_SEEN_TWICE = 0.6
"""Share of the smaller of two boxes covered by the other, above which both are the same text. Neighbouring lines of a
card overlap by their margins only, under a quarter; a box inside another is a second find of the same text."""

_COLUMN_GAP = 1.5
"""In character sizes: the narrowest white strip between two columns of text. Word gaps are under one."""


def in_reading_order(page: OcrPage) -> CardText:
    """Order and join what an engine read.

    Vertical columns are read from the right, blocks of horizontal lines from top to bottom and side by side from the
    left; a block beside another is never interleaved with it. Runs of one line are joined: words with a space, a name
    set with wide gaps into one line with one full-width space at its widest gap, a label with the value beside it.

    Args:
        page: An upright card; a tilt of a few degrees does no harm.

    Returns:
        The lines, each with its character size and the length-weighted mean of its parts' scores.
    """
    slant, runs = flatten(page.lines)
    lines = _ordered(join_runs(_without_doubles(runs)))
    return CardText(
        engine=page.engine,
        width=page.width,
        height=page.height,
        lines=tuple(
            TextLine(
                index=index,
                text=mend_capitals(mend_katakana(line.text)),
                quad=quad_of(line, slant),
                score=line.score,
                direction=line.direction,
                size=line.size,
                forms=line.forms,
                weakest=line.weakest,
                doubts=line.doubts,
                signs=line.signs,
            )
            for index, line in enumerate(lines)
        ),
    )


def _without_doubles(runs: Sequence[Run]) -> list[Run]:
    """Of runs that lie on each other, the one with the most text that was read with the most certainty."""
    kept: list[Run] = []
    for run in sorted(runs, key=lambda run: run.score * len(run.text), reverse=True):
        if all(run.overlap(other) <= _SEEN_TWICE for other in kept):
            kept.append(run)
    return kept


def _ordered(lines: Sequence[Run]) -> list[Run]:
    """Recursive XY cut (Nagy and Seth, 1984): split at the widest white gap, read the parts one after the other."""
    if len(lines) < 2:
        return list(lines)
    vertical = sum(len(line.text) for line in lines if line.direction == "vertical")
    by_columns = 2 * vertical > sum(len(line.text) for line in lines)
    size = median(line.size for line in lines)

    left, right, side_gap = _split(lines, lambda line: (line.left, line.right))
    upper, lower, row_gap = _split(lines, lambda line: (line.top, line.bottom))
    if by_columns:
        sideways = side_gap >= row_gap or row_gap < _COLUMN_GAP * size
    else:
        is_two_columns = side_gap >= _COLUMN_GAP * size and min(len(left), len(right)) >= 2
        sideways = not upper or (is_two_columns and side_gap >= row_gap)
    if left and sideways:
        first, second = (right, left) if by_columns else (left, right)
        return _ordered(first) + _ordered(second)
    if upper:
        return _ordered(upper) + _ordered(lower)
    if by_columns:
        return sorted(lines, key=lambda line: (-line.middle_x, line.middle_y))
    return sorted(lines, key=lambda line: (line.middle_y, line.middle_x))


def _split(lines: Sequence[Run], extent: Callable[[Run], tuple[float, float]]) -> tuple[list[Run], list[Run], float]:
    """The lines before and after the widest gap between their extents, and its width in px; no lines without a gap."""
    in_order = sorted(lines, key=extent)
    best, widest = 0, 0.0
    reached = extent(in_order[0])[1]
    for index, line in enumerate(in_order[1:], start=1):
        start, end = extent(line)
        if start - reached > widest:
            best, widest = index, start - reached
        reached = max(reached, end)
    return (in_order[:best], in_order[best:], widest) if best else ([], [], 0.0)

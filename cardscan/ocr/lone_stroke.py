"""The given name 一 at the end of a column, which text detection takes for no text: one stroke by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np
import numpy.typing as npt

from cardscan.ocr.column_cells import shape_at, strokes_at
from cardscan.ocr.column_search import overlap, slenderness
from cardscan.ocr.crops import cut, quad_size, turned
from cardscan.ocr.ink import ink_of
from cardscan.ocr.rapid_models import Found
from cardscan.records import Pixels, Quad

_TALL = 1.5
"""A name of two characters in a column is this many times as high as wide ..."""

_TALLEST = 5.5
"""... and one of four, spread, at most this."""

_WIDEST = 0.95
"""A name is set this much as large as the card's largest column, or larger."""

_REACH = 2.6
"""In ems: how far below a family name the stroke may be; most blanks within names are one or two."""

_WIDE = (0.55, 1.1)
"""In ems: the least and most width of 一 ..."""

_CENTRED = 0.15
"""... and how far its middle may be beside the column's."""

_BEHIND = 0.4
"""In ems: paper that is taken in behind the stroke, as detection does."""


def with_lone_stroke(card: Pixels, runs: Sequence[Found]) -> list[Found]:
    """``runs`` with the name carried on to a 一 that stands by itself below it.

    Args:
        card: The flat card, upright.
        runs: Where text was found on it.
    """
    columns = [run for run in runs if slenderness(run.hugging) >= _TALL]
    widest = max((quad_size(run.hugging)[0] for run in columns), default=0.0)
    return [
        _carried_on(card, run, runs)
        if run in columns and quad_size(run.hugging)[0] >= _WIDEST * widest and slenderness(run.hugging) <= _TALLEST
        else run
        for run in runs
    ]


def _carried_on(card: Pixels, run: Found, runs: Sequence[Found]) -> Found:
    em = quad_size(run.hugging)[0]
    whole = _longer(run.hugging, _REACH * em)
    below = _below(run.hugging, whole)
    if any(other is not run and overlap(other.hugging, below) > 0 for other in runs):
        return run
    # Read together with the column, as a strip that is all paper would have its noise taken for ink.
    ink = _without_specks(ink_of(turned(cut(card, whole), -1)))
    start = round(quad_size(run.hugging)[1])
    printed = np.flatnonzero(ink[:, start:].any(axis=0))
    if not len(printed):
        return run
    centre = start + (int(printed[0]) + int(printed[-1])) / 2
    strokes = strokes_at(centre, ink, em)
    if len(strokes) != 1 or shape_at(centre, ink, em) != "one":
        return run
    rows = np.flatnonzero(ink[:, start:].any(axis=1))
    off = abs((rows[0] + rows[-1] + 1) / 2 - ink.shape[0] / 2)
    if not _WIDE[0] * em <= strokes[0].shape[0] <= _WIDE[1] * em or off > _CENTRED * em:
        return run
    more = centre + em / 2 - start
    return replace(run, with_margin=_longer(run.with_margin, more + _BEHIND * em), hugging=_longer(run.hugging, more))


def _without_specks(ink: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
    return np.asarray(cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((2, 2), np.uint8)), dtype=np.uint8)


def _longer(quad: Quad, more: float) -> Quad:
    """A box with its lower edge moved on along its sides."""
    top_left, top_right, bottom_right, bottom_left = (np.array(corner) for corner in quad)
    along = (bottom_left - top_left + bottom_right - top_right) / 2
    step = along * (more / max(float(np.linalg.norm(along)), 1e-6))
    right, left = (tuple(float(value) for value in corner + step) for corner in (bottom_right, bottom_left))
    return (quad[0], quad[1], (right[0], right[1]), (left[0], left[1]))


def _below(quad: Quad, longer: Quad) -> Quad:
    """What a longer box has more."""
    return (quad[3], quad[2], longer[2], longer[3])

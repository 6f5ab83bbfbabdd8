"""一, 二, 三 and dashes of a column told by counting their strokes.

Side by side they are one row of strokes to the recogniser, which takes 一一 for 二, 一二 for 二二 and 二－ for 三.
Between two characters that are sure, or between one and an end of the column, the pitch tells how many cells there
are, and in each cell one, two or three strokes run across the column, or one along it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain, pairwise

import cv2
import numpy as np
import numpy.typing as npt

from cardscan.ocr.column_cells import BENT, STRAIGHT, Cell, bend_of

_DASHES = "ー－—―‐-−|｜丨"
_STROKES = frozenset("一二三ニミ=＝1１lI" + _DASHES)
"""What the recogniser answers where only strokes stand."""

_ALIKE = str.maketrans("ニミ" + _DASHES, "二三" + "－" * len(_DASHES))

_FIGURES = frozenset("〇一二三四五六七八九十")
_KANA = re.compile(r"[ぁ-ヺ]")
"""Beside kana a stroke is a long vowel mark, and ニ and ミ are none of the figures."""

_MOST_CELLS = 6
"""Between two sure characters; a longer row of strokes is a rule or a pattern."""

_OFF_PITCH = 0.3
"""In cells: how far two sure characters may be from a whole number of cells apart."""

_THIN = 3.0
"""A stroke across is this many times as long as thick; two of 三 run together are about 2.5."""

_SHIFTS = tuple(number / 20 for number in range(-7, 8))
"""In pitches: how far the recogniser's places may all be from the middles of the cells."""

_SHIFTED = 0.3
"""What a shift costs, against strokes as far off the middles of their cells: most rows are shifted little."""

_OFF_CENTRE = 0.15
"""In pitches: how far the middle of a cell's strokes may be from its own."""

_END = 0.25
"""In pitches: about how far behind the middle of the last cell its print ends; 一 ends there, a dash half a cell on."""

_BESIDE = 0.65
"""In pitches from the middle of the last cell: what is further away is part of the next character."""

_APART = ((0.0, 0.0), (0.4, 0.75), (0.2, 0.5))
"""In pitches: least and most from one stroke to the next of 一, 二 and 三."""

_SAME = 0.5
"""In pitches: what was read this near is what was counted."""

_UNREAD = 0.5
"""The score of a character that was counted and not read, as of one found in a cell that was skipped."""


@dataclass(frozen=True, slots=True)
class _Stroke:
    """One connected piece of print: px along and across the column."""

    middle: float
    """Along the strip."""
    along: int
    across: int
    is_bent: bool


def with_strokes_counted(cells: Sequence[Cell], ink: npt.NDArray[np.uint8], pitch: float) -> list[Cell]:
    """The cells of a column, each row of strokes among its kanji figures as what was counted there.

    A row is left as it was read where its cells hold anything but strokes that can be told apart.

    Args:
        cells: What was read, from the top of the column.
        ink: Of the column turned counter-clockwise: 1 where it is printed.
        pitch: Px from one cell to the next.
    """
    told: list[Cell] = []
    place = 0
    while place < len(cells):
        end = place
        while end < len(cells) and cells[end].character in _STROKES:
            end += 1
        if end == place:
            told.append(cells[place])
            place += 1
            continue
        before, after = cells[place - 1] if place else None, cells[end] if end < len(cells) else None
        row = cells[place:end]
        told += _counted(row, before, after, ink, pitch) if _is_of_figures(row, before, after) else row
        place = end
    return told


def _is_of_figures(row: Sequence[Cell], before: Cell | None, after: Cell | None) -> bool:
    """Whether a row of strokes stands among kanji figures and not in a word of kana."""
    beside = [cell.character for cell in (before, after) if cell is not None]
    return not any(map(_KANA.match, beside)) and any(
        character in _FIGURES for character in (*beside, *(cell.character for cell in row))
    )


def _counted(
    row: Sequence[Cell], before: Cell | None, after: Cell | None, ink: npt.NDArray[np.uint8], pitch: float
) -> Sequence[Cell]:
    """The row as counted; as read where it cannot be counted or says the same."""
    centres = _centres(before, after, ink, pitch)
    if len(centres) < 2 and len(row) < 2:  # a stroke or two by themselves are seldom misread
        return row
    if (before is None or after is None) and len(centres) != len(row):  # an end of the print is no sure place
        return row
    found = _figures_at(centres, ink, pitch)
    text = "".join(sign for sign, _ in found)
    if not text or text == "".join(cell.character for cell in row).translate(_ALIKE):
        return row
    return [_as_read(sign, centre, row, pitch) for sign, centre in found]


def _centres(before: Cell | None, after: Cell | None, ink: npt.NDArray[np.uint8], pitch: float) -> list[float]:
    """The middles of the cells between two sure characters, or between one and an end of the print."""
    if before is not None and after is not None:
        distance = (after.centre - before.centre) / pitch
        count = round(distance) - 1
        if not 0 < count <= _MOST_CELLS or abs(distance - count - 1) > _OFF_PITCH:
            return []
        step = (after.centre - before.centre) / (count + 1)
        return [before.centre + step * number for number in range(1, count + 1)]
    printed = np.flatnonzero(ink.any(axis=0))
    sure, sign = (before, 1) if before is not None else (after, -1)
    if sure is None or not len(printed):
        return []
    count = round(abs(printed[-1 if sign > 0 else 0] - sure.centre) / pitch - _END)
    centres = [sure.centre + sign * pitch * number for number in range(1, count + 1)]
    return centres[::sign] if count <= _MOST_CELLS else []


def _figures_at(centres: Sequence[float], ink: npt.NDArray[np.uint8], pitch: float) -> list[tuple[str, float]]:
    """The figures and dashes in some cells, with their places; none where a cell is empty or holds anything else."""
    if not centres:
        return []
    strokes = _strokes_between(centres[0] - pitch, centres[-1] + pitch, ink, pitch)
    tries = []
    for shift in _SHIFTS:
        moved = [centre + shift * pitch for centre in centres]
        cells = [[stroke for stroke in strokes if abs(stroke.middle - centre) <= pitch / 2] for centre in moved]
        if any(stroke not in chain(*cells) for stroke in strokes if _must_be_told(stroke, centres, pitch)):
            continue
        signs = [sign for cell in cells if (sign := _sign_of(cell, pitch))]
        if len(signs) == len(cells):
            off = max(abs(_middle_of(cell) - centre) for cell, centre in zip(cells, moved, strict=True))
            tries.append((off + _SHIFTED * abs(shift) * pitch, list(zip(signs, moved, strict=True))))
    off, found = min(tries, default=(0.0, []), key=lambda tried: tried[0])
    return found if off <= _OFF_CENTRE * pitch else []


def _must_be_told(stroke: _Stroke, centres: Sequence[float], pitch: float) -> bool:
    """Whether a piece of print is a stroke across that cannot belong to the characters beside some cells."""
    is_inside = centres[0] - _BESIDE * pitch <= stroke.middle <= centres[-1] + _BESIDE * pitch
    return is_inside and stroke.across >= _THIN * stroke.along


def _strokes_between(start: float, end: float, ink: npt.NDArray[np.uint8], pitch: float) -> list[_Stroke]:
    """The connected pieces of print between two places along a strip."""
    left = max(0, round(start))
    window = ink[:, left : max(left, round(end))]
    if not window.size:
        return []
    count, labels, boxes, _ = cv2.connectedComponentsWithStats(window)
    strokes = []
    for label in range(1, count):
        x, y, along, across, area = (int(value) for value in boxes[label])
        if area >= (pitch / 12) ** 2:
            piece = labels[y : y + across, x : x + along] == label
            is_bent = across >= STRAIGHT * along and abs(bend_of(piece)) >= BENT * across
            strokes.append(_Stroke(left + x + along / 2, along, across, is_bent))
    return sorted(strokes, key=lambda stroke: stroke.middle)


def _sign_of(cell: Sequence[_Stroke], pitch: float) -> str:
    """一, 二, 三 or － by a cell's strokes; "" where it is empty or holds anything else."""
    if not cell:
        return ""
    if len(cell) == 1 and cell[0].along >= STRAIGHT * cell[0].across:
        return "－"
    if len(cell) > len(_APART) or any(stroke.is_bent or stroke.across < _THIN * stroke.along for stroke in cell):
        return ""
    least, most = _APART[len(cell) - 1]
    steps = [(after.middle - before.middle) / pitch for before, after in pairwise(cell)]
    return "一二三"[len(cell) - 1] if all(least <= step <= most for step in steps) else ""


def _middle_of(cell: Sequence[_Stroke]) -> float:
    return (cell[0].middle + cell[-1].middle) / 2


def _as_read(sign: str, centre: float, row: Sequence[Cell], pitch: float) -> Cell:
    """What was counted at a place, with the score of the same having been read there."""
    same = [
        cell for cell in row if cell.character.translate(_ALIKE) == sign and abs(cell.centre - centre) < _SAME * pitch
    ]
    return replace(same[0], centre=centre) if same else Cell(sign, _UNREAD, centre)

"""Mends the reading of a column of Japanese by looking at where its characters stand.

Columns are set at one pitch, so a gap of two is a character that the recogniser swallowed: it tends to drop dashes and
brackets between kanji figures, and to take a dash or a long vowel mark for the figure 一. On the picture these cannot
be confused: a dash runs along its column, the figure across, and a bracket is bent.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import cv2
import numpy as np
import numpy.typing as npt

from cardscan.ocr.crops import turned
from cardscan.ocr.glyphs import glyph_pitch, is_square_glyph
from cardscan.ocr.ink import ink_of
from cardscan.ocr.rapid_models import Reading
from cardscan.orthography.doubts import doubts_in_order, placed_doubts
from cardscan.records import DoubtfulCharacter, Pixels

ReadStrips = Callable[[list[Pixels]], list[Reading]]

_FEWEST = 4
"""Kanji and kana from which a column's pitch can be trusted."""

_BARS = frozenset("一ー－—―‐-−|｜丨")
"""What the recogniser answers for a single straight stroke ..."""

_BARS_AMONG_FIGURES = frozenset("1１Il")
"""... and behind a kanji figure; elsewhere these may be Latin letters set sideways."""

_DASHES = frozenset("－—―‐-−")
"""Some programs leave a dash unturned in a column, where it runs across like 一; the recogniser tells these apart."""

_FIGURES = frozenset("〇一二三四五六七八九十")

_STRAIGHT = 2.2
"""A stroke this many times as long as thick is a bar; dashes and 一 in 60 drawn columns are at 3 and above."""

_BENT = 0.08
"""A bar whose ends both lie this share of its length to one side of its middle is a bracket: these reach 0.1 to 0.2."""

_SAME_CELL = 0.6
"""In pitches: two characters nearer than this stand in one cell, so that one of them is not there."""

_SKIPPED_CELL = 1.6
"""In pitches: the distance from which a cell was skipped. Read neighbours are 0.7 to 1.3 apart."""

_MOST_SKIPPED = 3
"""More cells in a row are a gap of the layout."""

_LEAST_SCORE = 0.5
"""A character found in a skipped cell needs this probability."""

_KATAKANA = re.compile(r"[ァ-ヺー]")

Shape = Literal["empty", "dash", "one", "opening", "closing", "other"]

_CHARACTERS: dict[Shape, str] = {"dash": "－", "one": "一", "opening": "(", "closing": ")"}


@dataclass(frozen=True, slots=True)
class _Cell:
    """One character of a column: its place in px along the strip."""

    character: str
    score: float
    centre: float
    doubt: DoubtfulCharacter | None = None


def mend_column(strip: Pixels, reading: Reading, read: ReadStrips) -> Reading:
    """The reading of a column with bars told apart, skipped cells filled and doubled characters dropped.

    Args:
        strip: The column turned counter-clockwise: its top is at the left.
        reading: What was read in it.
        read: The recogniser, for what stands in a skipped cell.

    Returns:
        A mended reading; ``reading`` itself where the text has no pitch, such as Latin text set sideways.
    """
    width = strip.shape[1]
    if sum(map(is_square_glyph, reading.text)) < max(_FEWEST, len(reading.text) / 2):
        return reading
    pitch = glyph_pitch(reading, width)
    ink = ink_of(strip)
    cells = [
        _Cell(character, score, centre * width, doubt)
        for character, score, centre, doubt in zip(
            reading.text, reading.char_scores, reading.centres, placed_doubts(reading.text, reading.doubts), strict=True
        )
    ]
    cells = _filled(_without_doubles(cells, pitch), strip, ink, pitch, read)
    cells = _with_bars_told(cells, ink, pitch)
    scores = tuple(cell.score for cell in cells)
    text = "".join(cell.character for cell in cells)
    return Reading(
        text=text,
        score=sum(scores) / len(scores),
        char_scores=scores,
        centres=tuple(cell.centre / width for cell in cells),
        forms=reading.forms,
        doubts=doubts_in_order(text, [cell.doubt for cell in cells]),
    )


def _without_doubles(cells: Sequence[_Cell], pitch: float) -> list[_Cell]:
    """Of two kanji or kana in one cell, the more certain one."""
    kept: list[_Cell] = []
    for cell in cells:
        before = kept[-1] if kept else None
        if (
            before is not None
            and is_square_glyph(before.character)
            and is_square_glyph(cell.character)
            and cell.centre - before.centre < _SAME_CELL * pitch
        ):
            kept[-1] = max(before, cell, key=lambda cell: cell.score)
        else:
            kept.append(cell)
    return kept


def _filled(
    cells: Sequence[_Cell], strip: Pixels, ink: npt.NDArray[np.uint8], pitch: float, read: ReadStrips
) -> list[_Cell]:
    """The cells with what stands between two that are too far apart, and after the last."""
    filled: list[_Cell] = []
    ends = [*cells, _Cell("", 0.0, _end_of_print(ink) + pitch / 2)]
    for cell, following in zip(cells, ends[1:], strict=True):
        filled.append(cell)
        distance = (following.centre - cell.centre) / pitch
        skipped = round(distance) - 1
        if distance >= _SKIPPED_CELL and skipped <= _MOST_SKIPPED and cell.character.strip():
            step = (following.centre - cell.centre) / (skipped + 1)
            centres = [cell.centre + step * number for number in range(1, skipped + 1)]
            filled.extend(found for centre in centres if (found := _found_at(centre, strip, ink, pitch, read)))
    return filled


def _end_of_print(ink: npt.NDArray[np.uint8]) -> float:
    """Px from the left at which a strip's print ends."""
    columns = np.flatnonzero(ink.any(axis=0))
    return float(columns[-1]) if len(columns) else 0.0


def _found_at(centre: float, strip: Pixels, ink: npt.NDArray[np.uint8], pitch: float, read: ReadStrips) -> _Cell | None:
    """What stands in a cell that was not read."""
    shape = _shape_at(centre, ink, pitch)
    if shape == "empty":
        return None
    if shape in _CHARACTERS:
        return _Cell(_CHARACTERS[shape], _LEAST_SCORE, centre)
    side = round(pitch)
    left = max(0, round(centre - pitch / 2))
    top = max(0, (strip.shape[0] - side) // 2)
    tile = strip[top : top + side, left : left + side]
    best = max(read([turned(tile, 1), tile]), key=lambda reading: reading.score)
    if len(best.text) != 1 or best.score < _LEAST_SCORE:
        return None
    return _Cell(best.text, best.score, centre)


def _shape_at(centre: float, ink: npt.NDArray[np.uint8], pitch: float) -> Shape:
    """What the print in one cell looks like."""
    left = max(0, round(centre - 0.8 * pitch))
    window = ink[:, left : round(centre + 0.8 * pitch)]
    if not window.size:
        return "empty"
    count, labels, boxes, centroids = cv2.connectedComponentsWithStats(window)
    speck = (pitch / 12) ** 2
    near = [
        label
        for label in range(1, count)
        if abs(centroids[label][0] + left - centre) <= 0.4 * pitch and boxes[label][cv2.CC_STAT_AREA] >= speck
    ]
    if not near:
        return "empty"
    if len(near) > 1:
        return "other"
    along, across = (int(boxes[near[0]][side]) for side in (cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT))
    if along >= _STRAIGHT * across:
        return "dash"
    if across < _STRAIGHT * along:
        return "other"
    bend = _bend(labels == near[0])
    if abs(bend) >= _BENT * across:
        return "opening" if bend > 0 else "closing"
    return "one"


def _bend(stroke: npt.NDArray[np.bool_]) -> float:
    """How far in px the two ends of an across stroke lie behind its middle along the strip; 0 where they disagree."""
    rows = [np.flatnonzero(row).mean() for row in stroke if row.any()]
    part = max(1, len(rows) // 5)
    middle = float(np.mean(rows[2 * part : -2 * part] or rows))
    ends = (float(np.mean(rows[:part])) - middle, float(np.mean(rows[-part:])) - middle)
    return min(ends, key=abs) if ends[0] * ends[1] > 0 else 0.0


def _with_bars_told(cells: Sequence[_Cell], ink: npt.NDArray[np.uint8], pitch: float) -> list[_Cell]:
    """Each cell with a single stroke as what that stroke is."""
    told: list[_Cell] = []
    for cell in cells:
        before = told[-1].character if told else ""
        if cell.character in _BARS or (cell.character in _BARS_AMONG_FIGURES and before in _FIGURES):
            shape = _shape_at(cell.centre, ink, pitch)
            if shape == "dash" and _KATAKANA.match(before):
                cell = replace(cell, character="ー", doubt=None)
            elif shape == "dash" or (shape == "one" and cell.character not in _DASHES):
                cell = replace(cell, character=_CHARACTERS[shape], doubt=None)
        told.append(cell)
    return told

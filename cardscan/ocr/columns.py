"""Mends the reading of a column of Japanese by looking at where its characters stand.

Columns are set at one pitch, so a gap of two is a character that the recogniser swallowed: it tends to drop dashes and
brackets between kanji figures, and to take a dash or a long vowel mark for the figure 一. On the picture these cannot
be confused: a dash runs along its column, the figure across, and a bracket is bent. Between Arabic figures that stand
upright it takes nearly every dash for the figure 1, which runs along the column too but is not as slim.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from cardscan.ocr.column_cells import Cell, Shape, reach_across, shape_at, slimness_at
from cardscan.ocr.crops import turned
from cardscan.ocr.glyphs import figure_pitch, glyph_pitch, is_figure, is_square_glyph
from cardscan.ocr.ink import ink_of
from cardscan.ocr.rapid_models import Reading
from cardscan.ocr.stroke_figures import with_strokes_counted
from cardscan.orthography.doubts import doubts_in_order, placed_doubts
from cardscan.records import Pixels

ReadStrips = Callable[[list[Pixels]], list[Reading]]

_FEWEST = 4
"""Kanji and kana from which a column's pitch can be trusted."""

_BARS = frozenset("一ー－—―‐-−|｜丨")
"""What the recogniser answers for a single straight stroke ..."""

_BARS_AMONG_FIGURES = frozenset("1１IlＩ")
"""... and behind a kanji figure; elsewhere these may be Latin letters set sideways."""

_DASHES = frozenset("－—―‐-−")
"""Some programs leave a dash unturned in a column, where it runs across like 一; the recogniser tells these apart."""

_FIGURES = frozenset("〇一二三四五六七八九十")

_OPENING, _CLOSING = frozenset("(（"), frozenset(")）")

_FEWEST_FIGURES = 5
"""Arabic figures from which a column's pitch can be trusted where it has few kanji and kana."""

_UPRIGHT = 1.0
"""Pitch over how far figures reach across their column: those that stand upright, each with an em to itself, have 1.3
and more; set sideways they are half an em wide and reach three quarters of one across, which is 0.8 at most."""

_SLIM = 5.5
"""A stroke this many times as long as thick is no upright figure 1: of 619 drawn in 66 typefaces, of 18 to 42 px, the
slimmest was 5 times as long as thick ..."""

_SLIM_IF_GUESSED = 4.0
"""... and none that was this slim had a dash among its second guesses. Together this finds 92 of 100 dashes."""

_SAME_CELL = 0.6
"""In pitches: two characters nearer than this stand in one cell, so that one of them is not there."""

_SKIPPED_CELL = 1.6
"""In pitches: the distance from which a cell was skipped. Read neighbours are 0.7 to 1.3 apart."""

_MOST_SKIPPED = 3
"""More cells in a row are a gap of the layout."""

_LEAST_SCORE = 0.5
"""A character found in a skipped cell needs this probability."""

_KATAKANA = re.compile(r"[ァ-ヺー]")

_CHARACTERS: dict[Shape, str] = {"dash": "－", "one": "一", "opening": "(", "closing": ")"}


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
    pitch = _pitch(strip, reading)
    if not pitch:
        return reading
    ink = ink_of(strip)
    cells = [
        Cell(character, score, centre * width, doubt)
        for character, score, centre, doubt in zip(
            reading.text, reading.char_scores, reading.centres, placed_doubts(reading.text, reading.doubts), strict=True
        )
    ]
    cells = with_strokes_counted(_without_doubles(cells, pitch), ink, pitch)
    cells = _filled(cells, strip, ink, pitch, read)
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


def _pitch(strip: Pixels, reading: Reading) -> float:
    """Px from one character to the next along a column; 0 where it is not set in cells of one size."""
    width = strip.shape[1]
    if sum(map(is_square_glyph, reading.text)) >= max(_FEWEST, len(reading.text) / 2):
        return glyph_pitch(reading, width)
    pitch = figure_pitch(reading, width)
    places = [place * width for place, sign in zip(reading.centres, reading.text, strict=True) if is_figure(sign)]
    if len(places) < _FEWEST_FIGURES or not pitch:
        return 0.0
    return pitch if pitch >= _UPRIGHT * reach_across(places, ink_of(strip), pitch) else 0.0


def _without_doubles(cells: Sequence[Cell], pitch: float) -> list[Cell]:
    """Of two kanji or kana in one cell, the more certain one."""
    kept: list[Cell] = []
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
    cells: Sequence[Cell], strip: Pixels, ink: npt.NDArray[np.uint8], pitch: float, read: ReadStrips
) -> list[Cell]:
    """The cells with what stands between two that are too far apart, and after the last."""
    filled: list[Cell] = []
    ends = [*cells, Cell("", 0.0, _end_of_print(ink) + pitch / 2)]
    for cell, following in zip(cells, ends[1:], strict=True):
        filled.append(cell)
        distance = (following.centre - cell.centre) / pitch
        skipped = round(distance) - 1
        if distance >= _SKIPPED_CELL and skipped <= _MOST_SKIPPED and cell.character.strip():
            step = (following.centre - cell.centre) / (skipped + 1)
            centres = [cell.centre + step * number for number in range(1, skipped + 1)]
            among_figures = is_figure(cell.character) and (not following.character or is_figure(following.character))
            for centre in centres:
                found = _found_at(centre, strip, ink, pitch, read, among_figures=among_figures)
                filled.extend([] if found is None else [found])
    return filled


def _end_of_print(ink: npt.NDArray[np.uint8]) -> float:
    """Px from the left at which a strip's print ends."""
    columns = np.flatnonzero(ink.any(axis=0))
    return float(columns[-1]) if len(columns) else 0.0


def _found_at(
    centre: float, strip: Pixels, ink: npt.NDArray[np.uint8], pitch: float, read: ReadStrips, *, among_figures: bool
) -> Cell | None:
    """What stands in a cell that was not read; ``among_figures`` of a column of Arabic figures."""
    shape = shape_at(centre, ink, pitch)
    if shape == "empty":
        return None
    if among_figures and shape in ("dash", "one"):
        dash = Cell("-", _LEAST_SCORE, centre)
        if shape == "one" or _is_dash(dash, ink, pitch):
            return dash
    elif shape in _CHARACTERS:
        return Cell(_CHARACTERS[shape], _LEAST_SCORE, centre)
    side = round(pitch)
    left = max(0, round(centre - pitch / 2))
    top = max(0, (strip.shape[0] - side) // 2)
    tile = strip[top : top + side, left : left + side]
    best = max(read([turned(tile, 1), tile]), key=lambda reading: reading.score)
    if len(best.text) != 1 or best.score < _LEAST_SCORE:
        return None
    return Cell(best.text, best.score, centre)


def _is_dash(cell: Cell, ink: npt.NDArray[np.uint8], pitch: float) -> bool:
    """Whether what stands in a cell among upright figures is a dash along the column and no figure 1."""
    is_guessed = cell.character in _BARS or (
        cell.doubt is not None and any(other in _BARS for other, _ in cell.doubt.alternatives)
    )
    return slimness_at(cell.centre, ink, pitch) >= (_SLIM_IF_GUESSED if is_guessed else _SLIM)


def _with_bars_told(cells: Sequence[Cell], ink: npt.NDArray[np.uint8], pitch: float) -> list[Cell]:
    """Each cell with a single stroke as what that stroke is."""
    told: list[Cell] = []
    for cell, following in zip(cells, [*cells[1:], None], strict=True):
        before, after = told[-1].character if told else "", following.character if following else ""
        if _between_figures(before, after):
            if cell.character in _BARS | _BARS_AMONG_FIGURES and _is_dash(cell, ink, pitch):
                cell = replace(cell, character="-", doubt=None)
        elif cell.character in _BARS or (cell.character in _BARS_AMONG_FIGURES and before in _FIGURES):
            shape = shape_at(cell.centre, ink, pitch)
            if shape == "dash" and _KATAKANA.match(before):
                cell = replace(cell, character="ー", doubt=None)
            elif shape == "dash" or (shape == "one" and cell.character not in _DASHES):
                cell = replace(cell, character=_CHARACTERS[shape], doubt=None)
        told.append(cell)
    return told


def _between_figures(before: str, after: str) -> bool:
    """Whether what stands between two characters stands among Arabic figures, where a dash may be."""
    return (is_figure(before) or before in _CLOSING) and (is_figure(after) or after in _OPENING)

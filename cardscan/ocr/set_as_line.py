"""A column of kanji and kana set anew as a horizontal line: each cell turned upright, one beside the other.

The recogniser reads lines better than columns turned on their side, where print is small above all.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import cv2
import numpy as np
import numpy.typing as npt

from cardscan.ocr.crops import turned
from cardscan.ocr.ink import ink_of
from cardscan.records import Pixels

_REACH = 0.3
"""In pitches: how far from the middle between two characters the border between them is looked for."""

_STRAY = 0.3
"""What a pitch off that middle costs, squared, against ink across the whole column."""

_HALF = 0.4
"""In ems: half a character, which the ends of the print are at least from the outer characters' middles."""

_MARGIN = 1.3
"""Height of the line in ems, as text detection draws its boxes."""

_END = 0.05
"""In ems: margin at both ends of the line."""

_BLUR = 0.03
"""In pitches: how much the ink along the column is smoothed before the borders are looked for."""


def set_as_line(strip: Pixels, centres: Sequence[float]) -> Pixels:
    """The picture of the line.

    Args:
        strip: The column turned counter-clockwise: its top is at the left.
        centres: Of its characters, at least two, 0–1 along the strip.
    """
    height, width = strip.shape[:2]
    middles = np.asarray(centres) * width
    pitch = float(np.median(np.diff(middles)))
    em = max(2.0, min(pitch, height))
    ink = ink_of(strip)
    printed = np.flatnonzero(ink.any(axis=0))
    start = min(printed[0] if len(printed) else width, middles[0] - _HALF * em) - _END * em
    end = max(printed[-1] + 1 if len(printed) else 0, middles[-1] + _HALF * em) + _END * em
    borders = [max(0, int(start)), *_borders(ink, middles, pitch), min(width, int(end))]
    tall = round(_MARGIN * em)
    tiles = [_upright(strip[:, left : max(right, left + 2)], tall) for left, right in pairwise(borders)]
    return np.ascontiguousarray(np.hstack(tiles))


def _borders(ink: npt.NDArray[np.uint8], middles: npt.NDArray[np.float64], pitch: float) -> list[int]:
    """Px along the strip between each two characters, where there is the least ink."""
    along = ink.sum(axis=0, dtype=np.float32)[np.newaxis]
    profile = cv2.GaussianBlur(along, (0, 0), max(0.5, _BLUR * pitch))[0] / pitch
    found = []
    for middle in (middles[:-1] + middles[1:]) / 2:
        places = np.arange(max(0, int(middle - _REACH * pitch)), min(len(profile), int(middle + _REACH * pitch) + 1))
        cost = profile[places] + _STRAY * ((places - middle) / pitch) ** 2
        found.append(int(places[cost.argmin()]))
    return found


def _upright(cell: Pixels, tall: int) -> Pixels:
    """One cell turned upright, cut or filled up at its edge to be so tall."""
    tile = turned(cell, 1)
    cut = max(0, (tile.shape[0] - tall) // 2)
    tile = tile[cut : cut + tall]
    above = (tall - tile.shape[0]) // 2
    below = tall - tile.shape[0] - above
    return np.asarray(cv2.copyMakeBorder(tile, above, below, 0, 0, cv2.BORDER_REPLICATE), dtype=np.uint8)

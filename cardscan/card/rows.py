"""The order in which people look at cards on a table: row by row from the top, each from the left."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from cardscan.records import CardOutline

_SAME_ROW = 0.5
"""Part of a card's height by which the centres of neighbours in a row may differ."""


def in_rows(outlines: Sequence[CardOutline]) -> list[CardOutline]:
    """Cards of one photo in rows; a row may rise or fall along the table, since each is compared with its neighbour."""
    rows: list[list[_Placed]] = []
    for card in sorted(map(_Placed, outlines), key=lambda one: one.y):
        row = next((row for row in rows if card.is_beside(min(row, key=lambda one: abs(one.x - card.x)))), None)
        if row is None:
            rows.append([card])
        else:
            row.append(card)
    return [card.outline for row in rows for card in sorted(row, key=lambda one: one.x)]


class _Placed:
    """An outline, its centre, and its height on the photo in px."""

    def __init__(self, outline: CardOutline) -> None:
        corners = np.asarray(outline.quad, dtype=np.float64)
        self.outline = outline
        self.x, self.y = float(corners[:, 0].mean()), float(corners[:, 1].mean())
        self.height = float(np.ptp(corners[:, 1]))

    def is_beside(self, other: _Placed) -> bool:
        return abs(self.y - other.y) < _SAME_ROW * min(self.height, other.height)

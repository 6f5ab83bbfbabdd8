"""Cards of a photo are taken row by row, as people read."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cardscan.card.rows import in_rows
from cardscan.records import CardOutline


def outline(x: float, y: float, turn: float = 0.0) -> CardOutline:
    """A card of 91 × 55 at a centre, the whole table turned by so many degrees about its origin."""
    c, s = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    corners = [(x - 45, y - 27), (x + 45, y - 27), (x + 45, y + 27), (x - 45, y + 27)]
    (a, b, d, e) = [(c * px - s * py + 900, s * px + c * py + 900) for px, py in corners]
    return CardOutline(quad=(a, b, d, e), score=0.9)


@given(
    order=st.permutations(range(12)),
    turn=st.floats(-8, 8),
    shifts=st.lists(st.floats(-4, 4), min_size=12, max_size=12),
)
def test_a_grid_is_read_row_by_row_however_it_lies(order: list[int], turn: float, shifts: list[float]) -> None:
    cards = [outline(100 * (k % 4), 65 * (k // 4) + shifts[k], turn) for k in range(12)]
    assert in_rows([cards[k] for k in order]) == cards


@pytest.mark.parametrize("count", [0, 1])
def test_none_and_one(count: int) -> None:
    cards = [outline(0, 0)] * count
    assert in_rows(cards) == cards

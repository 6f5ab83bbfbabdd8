from __future__ import annotations

import numpy as np
import pytest

from cardscan.card.geometry import Floats, apply_homography, as_quad
from cardscan.card.wholes import around, beyond_bands, unions
from tests.benchmarks.polygon import overlap
from tests.card.scene import scene

CARD = (0, 0, 91, 55)
"""Left, top, right, bottom, mm."""


def on_photo(*rectangles: tuple[float, float, float, float], turned: float = 0.0) -> Floats:
    """Rectangles on a table (mm) as a tilted camera sees them."""
    view = scene(tilt=25, towards=60, roll=turned)
    corners = [
        np.array([[left, top], [right, top], [right, bottom], [left, bottom]], dtype=np.float64) - np.array([45, 27])
        for left, top, right, bottom in rectangles
    ]
    return np.stack([apply_homography(corner, view.table_to_photo) for corner in corners])


def best(found: Floats, card: Floats) -> float:
    return max((overlap(as_quad(card), as_quad(quad)) for quad in found), default=0.0)


@pytest.mark.parametrize("turned", [0, 50, 100, 200])
@pytest.mark.parametrize(
    ("first", "second"),
    [
        ((0, 0, 40, 55), (40, 0, 91, 55)),
        ((0, 0, 91, 20), (0, 20, 91, 55)),
        ((70, 0, 91, 55), (0, 0, 70, 55)),
        ((0, 35, 91, 55), (0, 0, 91, 35)),
    ],
    ids=["left and right", "top and bottom", "right and left", "bottom and top"],
)
def test_two_halves_make_a_card(
    first: tuple[float, float, float, float], second: tuple[float, float, float, float], turned: float
) -> None:
    card, one, other = on_photo(CARD, first, second, turned=turned)
    (whole,) = unions(one[None], np.stack([card, one, other]))
    assert overlap(as_quad(card), as_quad(whole)) > 0.99


@pytest.mark.parametrize("other", [(42, 3, 91, 58), (40, 0, 91, 40), (60, 0, 91, 55), (0, 0, 40, 55)], ids=str)
def test_what_has_no_whole_side_in_common_makes_none(other: tuple[float, float, float, float]) -> None:
    one, beside = on_photo((0, 0, 40, 55), other)
    assert len(unions(one[None], beside[None])) == 0


@pytest.mark.parametrize(
    "part", [(8, 0, 91, 55), (0, 0, 60, 55), (0, 12, 91, 55), (0, 0, 91, 40), (40, 0, 91, 55)], ids=str
)
def test_a_card_goes_on_beyond_its_band(part: tuple[float, float, float, float]) -> None:
    card, rest = on_photo(CARD, part)
    assert best(beyond_bands(rest[None], 1000, 750), card) > 0.93


@pytest.mark.parametrize("rim", [1.8, 3.0, 5.0])
def test_a_frame_lies_in_a_card(rim: float) -> None:
    card, frame = on_photo(CARD, (rim, rim, 91 - rim, 55 - rim))
    assert best(around(frame[None]), card) > 0.95


def test_no_outline_is_part_of_none() -> None:
    none = np.zeros((0, 4, 2))
    assert len(around(none)) == len(beyond_bands(none, 1000, 750)) == len(unions(none, none)) == 0

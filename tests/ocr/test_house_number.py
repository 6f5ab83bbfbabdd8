from __future__ import annotations

import numpy as np
import pytest

from cardscan.ocr.house_number import STARTS_A_STREET, is_blank, reached_left, with_figures
from cardscan.records import Quad

STREET: Quad = ((215, 502), (425, 502), (425, 538), (215, 538))


@pytest.mark.parametrize(
    ("longer", "text"),
    [
        ("2 Kingdom Street", "2 Kingdom Street"),
        ("221Kingdom Street", "221 Kingdom Street"),
        ("0 Kingdom Street", "Kingdom Street"),
        ("O Kingdom Street", "Kingdom Street"),
        ("2 Kingdon Street", "Kingdom Street"),
        ("", "Kingdom Street"),
    ],
)
def test_only_a_number_before_the_same_words_counts(longer: str, text: str) -> None:
    assert with_figures("Kingdom Street", longer) == text


def test_it_reaches_left_by_the_room_of_two_figures_unless_text_stands_there() -> None:
    below: Quad = ((196, 538), (578, 538), (578, 576), (196, 576))
    longer = reached_left(STREET, [STREET, below])
    assert longer is not None
    assert 215 - longer[0][0] == pytest.approx(1.4 * 36)
    label: Quad = ((150, 505), (205, 505), (205, 535), (150, 535))
    assert reached_left(STREET, [STREET, label]) is None


def test_it_does_not_reach_out_of_the_picture() -> None:
    assert reached_left(((20, 10), (200, 10), (200, 40), (20, 40)), []) is None


def test_what_may_stand_before() -> None:
    assert STARTS_A_STREET.match("Kingdom Street")
    assert not STARTS_A_STREET.match("Contoso")
    assert not STARTS_A_STREET.match("株式会社 見本")


@pytest.mark.parametrize(("paper", "ink"), [(250, 40), (30, 235)], ids=["on white", "on black"])
def test_only_room_with_print_in_it_is_read(paper: int, ink: int) -> None:
    grain = np.random.default_rng(1).integers(-4, 5, (36, 300, 3))
    strip = np.full((36, 300, 3), paper) + grain
    strip[8:28, 60:280:12] = ink
    assert is_blank(strip.astype(np.uint8), 36)
    strip[8:28, 18:24] = ink
    assert not is_blank(strip.astype(np.uint8), 36)

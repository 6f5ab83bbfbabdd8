from __future__ import annotations

import numpy as np
import pytest

from cardscan.ocr.column_parts import with_parts_joined
from cardscan.ocr.column_search import with_columns_searched
from cardscan.ocr.rapid_engine import RapidEngine
from cardscan.ocr.rapid_models import Found, TextFinder, load_models
from cardscan.orthography.width import normalise
from cardscan.records import OcrLine, Pixels, Quad
from tests.ocr.conftest import picture


def box(left: float, top: float, right: float, bottom: float) -> Found:
    quad: Quad = ((left, top), (right, top), (right, bottom), (left, bottom))
    return Found(quad, quad)


@pytest.fixture(scope="module")
def finder() -> TextFinder:
    return load_models(threads=1)[0]


def read(engine: RapidEngine, card: str) -> dict[str, OcrLine]:
    return {normalise(line.text).replace(" ", ""): line for line in engine.read(picture(f"cards/{card}")).lines}


@pytest.mark.parametrize(
    ("card", "printed"),
    [("tate_one", ("小野一", "電話0467-81-7238")), ("tate_figures", ("森川亮", "FAX0467-81-7239", "リーダー"))],
)
def test_reads_columns_to_their_end(rapid: RapidEngine, card: str, printed: tuple[str, ...]) -> None:
    lines = read(rapid, card)
    assert set(printed) <= set(lines)
    assert all(lines[text].direction == "vertical" for text in printed)


@pytest.mark.parametrize(("card", "name"), [("tate_one", "小野一"), ("tate_figures", "森川亮")])
def test_nothing_is_read_in_the_gap_of_a_name(rapid: RapidEngine, card: str, name: str) -> None:
    assert sum(set(text) <= set(name) for text in read(rapid, card)) == 1
    assert len(read(rapid, card)) == 7


def test_a_card_of_lines_is_not_searched_again(finder: TextFinder) -> None:
    card = picture("cards/yoko")
    runs = finder.find(card, 960)
    assert with_columns_searched(card, runs, finder, 960) == runs


WIDE = 400
"""Px of the blank card on which the next tests search."""


class Turned(TextFinder):
    """Finds given boxes on the turned card: ``left`` and ``right`` there are top and bottom of the card."""

    def __init__(self, *columns: Found) -> None:
        self._columns = columns

    def find(self, pixels: Pixels, longest_side: int) -> list[Found]:
        return [
            box(top, WIDE - right, bottom, WIDE - left)
            for ((left, top), _, (right, bottom), _) in (column.hugging for column in self._columns)
        ]


@pytest.mark.parametrize(
    ("found", "added", "left_out"),
    [
        (box(300, 20, 330, 400), True, (box(300, 20, 330, 200),)),
        (box(200, 20, 230, 200), True, ()),
        (box(300, 20, 330, 190), False, ()),
        (box(100, 20, 130, 500), False, ()),
        (box(200, 20, 260, 60), False, ()),
    ],
    ids=["longer", "new", "shorter", "across a line", "no column"],
)
def test_what_the_second_search_finds(found: Found, added: bool, left_out: tuple[Found, ...]) -> None:
    runs = [box(300, 20, 330, 200), box(350, 20, 380, 500), box(20, 450, 180, 480)]
    card = np.full((600, WIDE, 3), 255, dtype=np.uint8)
    kept = [run for run in runs if run not in left_out]
    assert with_columns_searched(card, runs, Turned(found), 960) == kept + [found] * added


def test_boxes_that_meet_in_one_column_are_one() -> None:
    name, gap, given = box(100, 10, 150, 110), box(104, 105, 146, 160), box(98, 150, 152, 205)
    (joined,) = with_parts_joined([gap, given, name])
    corners = np.array(joined.with_margin)
    assert corners.min(axis=0) == pytest.approx((98, 10), abs=3)
    assert corners.max(axis=0) == pytest.approx((152, 205), abs=3)


@pytest.mark.parametrize(
    "other",
    [
        box(100, 112, 150, 210),
        box(160, 90, 210, 200),
        box(60, 100, 190, 140),
        box(115, 100, 135, 200),
        box(102, 20, 148, 108),
    ],
    ids=["below", "beside", "line", "narrow", "within"],
)
def test_other_boxes_stay_apart(other: Found) -> None:
    column = box(100, 10, 150, 110)
    assert with_parts_joined([column, other]) == [column, other]


def test_two_numbers_with_an_icon_between_them_are_parted(rapid: RapidEngine) -> None:
    (line,) = rapid.read(picture("strips/two_numbers")).lines
    assert normalise(line.text) == "0263-67-7150 0263-36-4164"

"""What the misleading layouts promise: their truth says what a careful reader would say, and their traps are there."""

from __future__ import annotations

import random
import re

import numpy as np
import pytest

from samples.drawing.card import DrawnCard
from samples.drawing.draw import draw_card


def some(style: str, count: int = 4) -> list[DrawnCard]:
    return [draw_card(random.Random(f"{style} {number}"), style=style) for number in range(count)]


def lines(card: DrawnCard) -> list[str]:
    return [text.text for text in card.texts]


def test_a_second_post_counts_alone_and_joined() -> None:
    for card in some("second_post"):
        first, second = card.truth["title"]["each"][:2]
        assert second[0] in second[1]
        assert first[1] == second[1] == f"{first[0]}兼{second[0]}"
        assert any(line.startswith("兼") and line.endswith(second[0]) for line in lines(card))


def test_a_shared_line_is_telephone_and_fax() -> None:
    for card in some("shared_line"):
        assert card.truth["tel"] == card.truth["fax"]
        assert sum(card.truth["fax"] in line for line in lines(card)) == 1


def test_branches_have_their_numbers_and_no_address() -> None:
    for card in some("branch_numbers"):
        assert isinstance(card.truth["address"], str)
        assert len(card.truth["tel"]["each"]) >= 3


@pytest.mark.parametrize(("style", "trap"), [("agency", "取扱|委託"), ("subjects_list", "診療科目|標榜")])
def test_a_list_in_small_print_is_no_field(style: str, trap: str) -> None:
    for card in some(style):
        (line,) = [line for line in lines(card) if re.match(rf"【?(代理店)?({trap})", line)]
        assert not any(
            isinstance(value, str) and value in line for value in (card.truth["company"], card.truth["title"])
        )


def test_words_of_a_map_are_drawn_and_are_no_text_of_the_card() -> None:
    for card in some("worded_map"):
        right = np.asarray(card.picture.convert("L"))[: int(28 * card.px_per_mm), int(55 * card.px_per_mm) :]
        assert (right < 90).sum() > 500
        assert not any(word in line for line in lines(card) for word in ("交番", "図書館", "コンビニ"))


def test_a_kept_shop_may_go_by_either_name() -> None:
    for card in some("kept_shop"):
        keeper = next(name for name in card.truth["company"] if re.match("有限会社|株式会社|合同会社", name))
        assert any(keeper in line for line in lines(card))


def test_some_people_have_no_firm() -> None:
    for card in some("no_firm"):
        assert card.truth["company"] is None
        assert card.truth["title"]


def test_kinds_of_numbers_stand_behind_them() -> None:
    for card in some("en_label_behind"):
        number = card.truth["tel"] or card.truth["mobile"]
        first = number["each"][0] if isinstance(number, dict) else number
        (line,) = [line for line in lines(card) if first in line]
        assert line.startswith(first)
        assert re.search("[A-Za-z]+\\)?$", line)


def test_post_and_unit_share_a_line() -> None:
    for card in some("en_post_and_unit"):
        assert any(card.truth["title"] in line and card.truth["department"] in line for line in lines(card))


def test_two_offices_have_two_addresses_and_numbers() -> None:
    for card in some("en_two_offices"):
        assert len(card.truth["address"]["each"]) == len(card.truth["postal"]["each"]) == 2
        assert len(card.truth["tel"]["each"]) == 2


def test_a_neighbour_may_be_read_in_either_writing() -> None:
    for card in some("en_neighbour", 8):
        latin, own, *_ = card.truth["name"]
        assert latin.isascii()
        assert re.fullmatch(r"[\u4e00-\u9fff\uac00-\ud7a3]+", own)
        assert {latin, own} <= {line.strip() for line in lines(card)}

from __future__ import annotations

import pytest

from cardscan.fields.reading import cut_reading, recognise
from cardscan.records import Candidate
from tests.fields.card_text import Box, card_text

NAME: tuple[str, Box, float] = ("齋藤　幸生", (300, 300, 550, 350), 50.0)


def best(lines: list[str | tuple[str, Box] | tuple[str, Box, float]]) -> Candidate:
    return max(recognise(card_text(lines)), key=lambda claim: claim.belief)


@pytest.mark.parametrize(
    "printed",
    [
        "さいとう　ゆきお",
        "サイトウ ユキオ",
        "ｻｲﾄｳ ﾕｷｵ",
        "さいとうゆきお",
        "さ い と う　ゆ き お",
        "（さいとう ゆきお）",
        "フリガナ サイトウ ユキオ",
    ],
)
def test_furigana_above_the_name(printed: str) -> None:
    claim = best([(printed, (300, 270, 540, 290), 16.0), NAME])
    assert claim.value == "さいとう ゆきお"
    assert claim.belief > 0.9
    assert claim.validated


def test_each_part_has_its_box() -> None:
    claim = best([("さいとう", (300, 270, 390, 290), 16.0), ("ゆきお", (450, 270, 540, 290), 16.0), NAME])
    assert (claim.value, claim.lines) == ("さいとう ゆきお", (0, 1))


def test_beside_the_name_in_brackets() -> None:
    claim = best([("齋藤 幸生（さいとう ゆきお）", (300, 300, 700, 340), 40.0)])
    assert claim.value == "さいとう ゆきお"
    assert claim.span is not None


def test_a_rare_reading_that_no_dictionary_knows_is_believed_beside_the_name() -> None:
    assert best([("さいとう　さちなり", (300, 270, 560, 290), 16.0), NAME]).belief > 0.8


@pytest.mark.parametrize("printed", ["サービス", "つくる よろこび", "スタッフ募集中です", "ハーバービュー"])
def test_other_words_in_kana_are_no_reading(printed: str) -> None:
    claims = recognise(card_text([NAME, (printed, (40, 600, 240, 620), 16.0)]))
    assert all(claim.belief < 0.3 for claim in claims)


def test_a_card_without_kanji_name_has_no_sure_reading() -> None:
    assert all(claim.belief < 0.5 for claim in recognise(card_text(["John Smith", "ジョン スミス", "Sample Inc."])))


def test_cutting_a_reading_as_its_name_is_cut() -> None:
    assert cut_reading("さいとうゆきお", "齋藤", "幸生") == ("さいとう", "ゆきお", 4.0)
    assert cut_reading("さいとうーゆきお", "齋藤", "幸生") == ("さいとう", "ゆきお", 4.0)
    assert cut_reading("さいとうさちなり", "齋藤", "幸生") == ("さいとう", "さちなり", 2.0)
    assert cut_reading("やまだたろう", "齋藤", "幸生") is None

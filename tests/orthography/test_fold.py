from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cardscan.orthography.bigrams import BEGIN, END, index_tokens, pairs, values_of_tokens
from cardscan.orthography.fold import fold_with_positions, search_fold
from cardscan.orthography.variants import fold_variants


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("齋藤", "斎藤"),
        ("斉籐", "齊藤"),
        ("髙橋", "高橋"),
        ("﨑", "崎"),
        ("サイトウ", "さいとう"),
        ("ｻｲﾄｳ", "サイトウ"),
        ("ﾊﾞﾝﾀﾞｲ", "バンダイ"),
        ("キヤノン", "キャノン"),
        ("富士フイルム", "富士フィルム"),
        ("センター", "センタ"),
        ("霞ヶ関", "霞が関"),
        ("霞ケ関", "霞ヶ関"),
        ("㈱見本", "株式会社見本"),
        ("（有）見本", "有限会社 見本"),
        ("03-1234-5678", "０３（１２３４）５６７８"),
        ("José Núñez", "JOSE NUNEZ"),
        ("葛\U000e0100飾", "葛飾"),
        ("が", "か\u3099"),
    ],
)
def test_what_a_searcher_takes_for_the_same_folds_together(one: str, other: str) -> None:
    assert search_fold(one) == search_fold(other) != ""


@pytest.mark.parametrize(("one", "other"), [("はら", "ばら"), ("佐藤", "斎藤"), ("ケンタ", "ガンタ"), ("1", "一")])
def test_what_differs_stays_apart(one: str, other: str) -> None:
    assert search_fold(one) != search_fold(other)


@given(st.text())
def test_folding_twice_changes_nothing_and_leaves_only_letters_and_digits(text: str) -> None:
    folded = search_fold(text)
    assert search_fold(folded) == folded
    assert not folded or folded.isalnum()


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("ヶケ㈱(株)ﾊﾞ霞関ー齋"))))
def test_positions_lead_back_to_the_characters_that_were_folded(text: str) -> None:
    folded = fold_with_positions(text)
    assert folded.text == search_fold(text)
    spans = list(zip(folded.starts, folded.ends, strict=True))
    assert spans == sorted(spans)
    assert all(0 <= start < end <= len(text) for start, end in spans)


def test_the_span_of_a_half_width_sound_covers_both_its_characters() -> None:
    folded = fold_with_positions("ｱﾊﾞﾝ")
    assert folded.original_span(1, 2) == (1, 3)


def test_variants_keep_the_length_and_the_unknown() -> None:
    assert fold_variants("渡邉 龍之介 鈴木") == "渡辺 竜之介 鈴木"


@given(st.lists(st.text(st.characters(categories=["L", "N"]), min_size=1)))
def test_the_index_gives_back_what_was_put_in(values: list[str]) -> None:
    folded = [search_fold(value) for value in values]
    assert values_of_tokens(index_tokens(folded)) == [value for value in folded if value]


def test_pairs_mark_where_a_value_begins_and_ends() -> None:
    assert index_tokens(["斎藤", "", "a"]) == f"{BEGIN}斎 斎藤 藤{END} {BEGIN}a a{END}"
    assert pairs("a") == []

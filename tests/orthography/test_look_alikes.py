from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cardscan.orthography.look_alikes import look_alike_digits, look_alikes
from cardscan.orthography.variants import fold_variants, other_forms


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("sat0@example.jp", "sato@example.jp"),
        ("info@exarnple.jp", "info@example.jp"),
        ("Ke1ly Price", "Kelly Price"),
        ("センタ一", "センター"),
        ("二八モニ一", "二ハモニ一"),
        ("二ー一ー一二ー", "二一一ー一二ー"),
        ("シヨツプ", "ショツプ"),
        ("シヨツプ", "シヨップ"),
        ("しゆんすけ", "しゅんすけ"),
        ("アクティプ", "アクティブ"),
        ("龍ヶ崎市", "龍ケ崎市"),
        ("山ロ県", "山口県"),
    ],
)
def test_what_was_printed_is_among_what_it_may_be(read: str, printed: str) -> None:
    assert printed in [text for text, _ in look_alikes(read)]


@pytest.mark.parametrize("text", ["高橋 一郎", "Yukio Saito", "Bristol BS1 5TR", "東京都港区芝1-2-3", "みどりビル"])
def test_plain_texts_have_none(text: str) -> None:
    assert list(look_alikes(text)) == []


@given(st.text(alphabet="aOo0Il1mrnvwcdS5シヨョツッ一ー二ニ八ハビピ大龍ヶケー十@.", max_size=12))
def test_each_differs_in_the_one_place_that_is_told(text: str) -> None:
    for other, change in look_alikes(text):
        before, after = change.split(" → ")
        start = next(i for i in range(len(text) + 1) if text[:i] + after + text[i + len(before) :] == other)
        assert text[start : start + len(before)] == before
        assert other != text


def test_digits_keep_their_number() -> None:
    others = [text for text, _ in look_alike_digits("03-1234")]
    assert "08-1234" in others and "03-7234" in others
    assert {len(text) for text in others} == {7} and len(set(others)) == len(others)


def test_other_forms_fold_to_the_same_character() -> None:
    assert other_forms("髙")[0] == "高" and "髙" in other_forms("高")
    assert {"斎", "斉", "齊"} <= set(other_forms("齋"))
    assert other_forms("山") == () and other_forms("A") == ()
    assert {fold_variants(form) for form in other_forms("邊")} == {"辺"}

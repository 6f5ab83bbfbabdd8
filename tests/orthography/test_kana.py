from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cardscan.orthography.kana import is_kana, to_hiragana, to_katakana

HIRAGANA = st.text(alphabet=[chr(code) for code in range(0x3041, 0x3095)])


@pytest.mark.parametrize(
    ("text", "hiragana"),
    [
        ("サイトウ ユキオ", "さいとう ゆきお"),
        ("ｻｲﾄｳ", "さいとう"),
        ("ｶﾞﾊﾟ", "がぱ"),
        ("ヴィーナス", "ゔぃーなす"),
        ("齋藤 A", "齋藤 A"),
    ],
)
def test_katakana_of_either_width_becomes_hiragana(text: str, hiragana: str) -> None:
    assert to_hiragana(text) == hiragana


@given(HIRAGANA)
def test_there_and_back(text: str) -> None:
    assert to_hiragana(to_katakana(text)) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("さいとう", True),
        ("サイトー", True),
        ("ｻｲﾄｳ", True),
        ("さいとう ゆきお", False),
        ("斎藤", False),
        ("", False),
        ("さいとうA", False),
    ],
)
def test_is_kana(text: str, expected: bool) -> None:
    assert is_kana(text) is expected

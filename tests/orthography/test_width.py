from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cardscan.orthography.numerals import kanji_number, kanji_numbers_to_digits
from cardscan.orthography.width import normalise, normalise_in_place, unify_dashes


@pytest.mark.parametrize(
    ("printed", "narrow"),
    [
        ("ＴＥＬ　０３－１２３４", "TEL 03-1234"),
        ("㈱ﾐﾎﾝ", "(株)ミホン"),
        ("ｶﾞﾗｽ", "ガラス"),
        ("Ｅ－ｍａｉｌ：ｔａｒｏ＠ｅｘａｍｐｌｅ．ｃｏ．ｊｐ", "E-mail:taro@example.co.jp"),
        ("髙橋 齋藤", "髙橋 齋藤"),
        ("№５", "No5"),
    ],
)
def test_normalise(printed: str, narrow: str) -> None:
    assert normalise(printed) == narrow


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("03ー1234—5678", "03-1234-5678"),
        ("03‐1234‑5678", "03-1234-5678"),
        ("03−1234－5678", "03-1234-5678"),
        ("03 ー 1234 – 5678", "03 - 1234 - 5678"),
        ("太子堂1一2一3", "太子堂1-2-3"),
        ("(03)一1234", "(03)-1234"),
        ("タワー12", "タワー12"),
        ("センター", "センター"),
        ("三ー一三ー一〇", "三ー一三ー一〇"),
        ("第一ビル", "第一ビル"),
        ("1階一号室", "1階一号室"),
        ("e—mail", "e-mail"),
        ("見本―株式会社", "見本―株式会社"),
    ],
)
def test_only_what_stands_between_ascii_becomes_a_hyphen(text: str, expected: str) -> None:
    assert unify_dashes(text) == expected


@given(st.text())
def test_places_stay_where_they_are(text: str) -> None:
    narrow = unify_dashes(normalise_in_place(text))
    assert len(narrow) == len(text)
    assert unify_dashes(normalise_in_place(narrow)) == narrow


@given(st.integers(1, 9999))
def test_numbers_in_kanji_come_back(number: int) -> None:
    written, rest = "", number
    for unit, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, rest = divmod(rest, unit)
        if digit:
            written += ("" if digit == 1 and sign else "〇一二三四五六七八九"[digit]) + sign
    assert kanji_number(written) == str(number)
    assert kanji_number("".join("〇一二三四五六七八九"[int(digit)] for digit in str(number))) == str(number)


def test_what_is_no_number_stays() -> None:
    assert kanji_number("丁目") is None
    assert kanji_number("") is None
    assert kanji_numbers_to_digits("南青山三丁目二十三番地") == "南青山3丁目23番地"

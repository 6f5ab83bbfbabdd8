from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cardscan.fields import registration, social
from cardscan.fields.registration import has_right_check_digit
from tests.fields.card_text import Box, card_text


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("T7000012050002", ["T7000012050002"]),
        ("登録番号：T7000012050002", ["T7000012050002"]),
        ("適格請求書発行事業者登録番号 T7-0000-1205-0002", ["T7000012050002"]),
        ("インボイス登録番号 Ｔ７０００012050002", ["T7000012050002"]),
        ("法人番号 7000012050002", ["7000012050002"]),
        ("東京都知事(3)第12345号", ["東京都知事(3)第12345号"]),
        ("宅地建物取引士 (東京)第123456号", ["(東京)第123456号"]),
        ("一級建築士 第123456号", ["第123456号"]),
        ("古物商許可 第301234567890号", ["古物商許可 第301234567890号"]),
        ("建設業許可 東京都知事許可(般-3)第12345号", ["建設業許可 東京都知事許可(般-3)第12345号"]),
        ("License #01234567", ["License #01234567"]),
        ("P.IVA 01234567890", ["P.IVA 01234567890"]),
        ("USt-IdNr. DE123456789", ["USt-IdNr. DE123456789"]),
        ("CNPJ 12.345.678/0001-90", ["CNPJ 12.345.678/0001-90"]),
        ("CIN: U72200KA2007PTC043114 Tel", ["CIN: U72200KA2007PTC043114"]),
        ("Registered No. 01234567", ["Registered No. 01234567"]),
        ("TEL 03-1234-5678", []),
        ("普通 1234567", []),
        ("第3営業部", []),
        ("7000012050002", []),
        ("〒154-0004 東京都世田谷区太子堂1-2-3", []),
    ],
)
def test_registrations(line: str, expected: list[str]) -> None:
    assert [candidate.value for candidate in registration.recognise(card_text([line]))] == expected


def test_a_right_check_digit_validates() -> None:
    (right,), (wrong,) = (registration.recognise(card_text([line])) for line in ("T7000012050002", "T7000012050003"))
    assert right.validated and not wrong.validated
    assert right.belief > wrong.belief


@given(st.integers(0, 10**12 - 1))
def test_exactly_one_first_digit_is_right(rest: int) -> None:
    assert sum(has_right_check_digit(f"{first}{rest:012d}") for first in range(1, 10)) == 1


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("LINE ID: taro123", ["LINE: taro123"]),
        ("LINE：@mihon", ["LINE: @mihon"]),
        ("X: @taro", ["X: @taro"]),
        ("Instagram @mihon_official", ["Instagram: @mihon_official"]),
        ("@taro_mihon", ["@taro_mihon"]),
        ("https://www.linkedin.com/in/taro-mihon", ["https://www.linkedin.com/in/taro-mihon"]),
        ("Line Manager", []),
        ("Note Taker", []),
        ("taro@example.com", []),
        ("www.example.com", []),
    ],
)
def test_accounts(line: str, expected: list[str]) -> None:
    assert [candidate.value for candidate in social.recognise(card_text([line]))] == expected


def test_an_account_whose_label_has_its_own_box() -> None:
    lines: list[str | tuple[str, Box]] = [("Skype", (40, 300, 110, 324)), ("taro.mihon", (130, 300, 300, 324))]
    assert [candidate.value for candidate in social.recognise(card_text(lines))] == ["Skype: taro.mihon"]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(alphabet="T0123456789第号-()登録番号LINE@:知事 ", max_size=30), min_size=1, max_size=3))
def test_no_text_breaks_them(lines: list[str]) -> None:
    card = card_text(lines)
    for candidate in registration.recognise(card) + social.recognise(card):
        assert candidate.value
        assert candidate.span is None or 0 <= candidate.span[0] < candidate.span[1] <= len(lines[candidate.lines[0]])

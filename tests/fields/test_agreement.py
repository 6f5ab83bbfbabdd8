"""Fields of one card that put each other right, or make each other more or less sure."""

from __future__ import annotations

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cardscan.fields.read import choose, read_fields
from cardscan.lexicon.area_codes import prefectures_of_number
from cardscan.records import FieldKind, Source
from tests.fields.card_text import card_text

WHO = ["見本商事株式会社", "山田 太郎"]


@pytest.mark.parametrize(
    ("lines", "emails", "urls"),
    [
        (
            ["taro@mihonshoji.io", "www.mihonshojijlo"],
            ("taro@mihonshoji.io",),
            ("https://www.mihonshoji.io",),
        ),
        (
            ["taroêmihonshoji.co.jp", "https://mihonshoji.co.jp/shop"],
            ("taro@mihonshoji.co.jp",),
            ("https://mihonshoji.co.jp/shop",),
        ),
        (
            ["E-mail:taroQmihonshoji.co.jp", "https://mihonshoji.co.jp/"],
            ("taro@mihonshoji.co.jp",),
            ("https://mihonshoji.co.jp/",),
        ),
        (
            ["Email: taro@mihonshoji.co.in Web: www.mihonshoji.co.i"],
            ("taro@mihonshoji.co.in",),
            ("https://www.mihonshoji.co.in",),
        ),
        (
            ["taro@mihonshoji.co.jp", "www.mihomshoji.co.jp"],
            ("taro@mihonshoji.co.jp",),
            ("https://www.mihonshoji.co.jp",),
        ),
        (
            ["taro@mihonshoji.co.jp", "www.otherfirm.co.jp"],
            ("taro@mihonshoji.co.jp",),
            ("https://www.otherfirm.co.jp",),
        ),
        (["taro@mihonshoji.co.jp", "mihonshoji.com"], ("taro@mihonshoji.co.jp",), ("https://mihonshoji.com",)),
    ],
)
def test_links_of_one_card(lines: list[str], emails: tuple[str, ...], urls: tuple[str, ...]) -> None:
    contact = read_fields(card_text([*WHO, *lines])).contact
    assert (contact.emails, contact.urls) == (emails, urls)


@pytest.mark.parametrize(
    ("lines", "email"),
    [
        (["Lakshmi Gupta", "email Igupta@mihon.example"], "lgupta@mihon.example"),
        (["Idris Stone", "lstone@mihon.example"], "istone@mihon.example"),
        (["Kyle Norman", "norrnan@mihon.example"], "norman@mihon.example"),
        (["Laura Stone", "lstone@mihon.example"], "lstone@mihon.example"),
        (["Étienne Fraser", "O +1 514 380 9855", "etiennef@mihon.example"], "etiennef@mihon.example"),
        (["Laura Stone", "lnfo@mihon.example"], "lnfo@mihon.example"),
        (["見本商事株式会社", "伊藤 健", "lto@mihon.example"], "ito@mihon.example"),
    ],
)
def test_a_mail_address_spells_the_name(lines: list[str], email: str) -> None:
    assert read_fields(card_text(lines)).contact.emails == (email,)


def supports(lines: list[str], kind: FieldKind) -> list[float]:
    return [choice.support for choice in choose(card_text(lines)) if choice.candidate.kind is kind]


def test_an_area_code_of_the_address_supports_and_another_one_does_not() -> None:
    where = "〒154-0004 東京都世田谷区太子堂1-2-3"
    (near,) = supports([*WHO, where, "TEL 03-1234-5678"], FieldKind.PHONE)
    (far,) = supports([*WHO, where, "TEL 0238-73-3233"], FieldKind.PHONE)
    (mobile,) = supports([*WHO, where, "携帯 090-1234-5678"], FieldKind.PHONE)
    assert far < mobile < near


def test_a_mail_address_of_the_web_address_and_of_the_name_supports() -> None:
    (alone,) = supports([*WHO, "info@mihonshoji.co.jp"], FieldKind.EMAIL)
    (with_site,) = supports([*WHO, "info@mihonshoji.co.jp", "www.mihonshoji.co.jp"], FieldKind.EMAIL)
    (with_name,) = supports([*WHO, "yamada@mihonshoji.co.jp"], FieldKind.EMAIL)
    assert alone < with_site and alone < with_name


def test_a_latin_name_that_is_read_otherwise_is_none() -> None:
    lines = ["見本商事株式会社", "やまだ たろう", "山田 太郎", "WEST HILLS", "TEL 03-1234-5678"]
    assert read_fields(card_text(lines)).contact.romanized_name is None
    lines[3] = "Taro YAMADA"
    assert read_fields(card_text(lines)).contact.romanized_name == "Taro YAMADA"


def test_an_address_put_right_by_its_code_says_so_and_the_print_stays() -> None:
    printed = "〒444-0937 愛知梨网崎市島版町765-29"
    fields = read_fields(card_text([*WHO, printed]))
    (address,) = fields.contact.addresses
    assert (address.postal_code, address.text) == ("444-0937", "愛知県岡崎市島坂町765-29")
    assert fields.source["addresses"] is Source.POSTAL_CODE
    assert printed in [line.text for line in fields.lines]


@pytest.mark.parametrize(
    ("lines", "field", "read"),
    [
        (["〒444-0937 愛知梨网崎市島版町765-29"], "addresses", "愛知梨网崎市島版町765-29"),
        (["taro@mihonshoji.co.jp", "www.mihomshoji.co.jp"], "urls", "https://www.mihomshoji.co.jp"),
        (["Lakshmi Gupta", "email Igupta@mihon.example"], "emails", "Igupta@mihon.example"),
    ],
)
def test_what_was_read_is_shown_beside_what_the_other_field_says(lines: list[str], field: str, read: str) -> None:
    (place,) = (place for place in read_fields(card_text(lines)).places if place.field == field)
    assert read in place.rivals


def test_a_code_is_put_right_by_its_town() -> None:
    fields = read_fields(card_text([*WHO, "〒802-0822 福岡県北九州市小倉南区西水町8-1"]))
    assert fields.contact.addresses[0].postal_code == "802-0812"
    assert fields.source["addresses"] is Source.POSTAL_CODE


def test_a_card_that_agrees_with_itself_is_printed() -> None:
    fields = read_fields(card_text([*WHO, "〒154-0004 東京都世田谷区太子堂1-2-3", "TEL 03-1234-5678"]))
    assert fields.source == {}


@given(st.text(string.digits, max_size=11))
@settings(max_examples=200)
def test_area_codes_are_asked_for_any_number(digits: str) -> None:
    assert len(prefectures_of_number(f"+81{digits}")) <= 3


@given(st.lists(st.text(st.sampled_from("taro@êmihon.cojpw/ IlQ"), max_size=30), max_size=4))
@settings(max_examples=60, deadline=None)
def test_links_never_break_a_card(lines: list[str]) -> None:
    card = card_text(["taro@mihon.co.jp", *lines])
    assert "taro@mihon.co.jp" in read_fields(card).contact.emails or any("@" in line for line in lines)

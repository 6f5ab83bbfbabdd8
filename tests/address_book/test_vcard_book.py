from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cardscan.address_book.vcard_book import read_vcards
from cardscan.records import Address, Phone
from tests.address_book import books

WHOLE = "東京都世田谷区太子堂1-2-3 見本ビル3F"


def test_a_japanese_telephones_vcard_2_1_in_shift_jis() -> None:
    (entry,) = read_vcards(books.telephone()).entries
    contact = entry.contact
    assert (contact.full_name, contact.phonetic_name) == ("齋藤 幸生", "さいとう ゆきお")
    assert (contact.organization, contact.department) == ("見本商事", "営業部")
    assert contact.phones == (
        Phone("mobile", "+819012345678", "09012345678"),
        Phone("fax", "+81312345679", "0312345679"),
    )
    assert entry.note == "ゴルフの話を長くした。\n20"
    assert entry.portrait == books.picture()


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_an_iphones_cards_and_its_group(line_end: str) -> None:
    book = read_vcards(books.IPHONE.replace("\n", line_end).encode())
    yamada, shop = book.entries
    contact = yamada.contact
    assert (contact.full_name, contact.family_name, contact.given_name) == ("山田 太郎", "山田", "太郎")
    assert contact.phonetic_name == "やまだ たろう"
    assert [(phone.kind, phone.number) for phone in contact.phones] == [
        ("direct", "+81312345678"), ("work", "+81399990000"), ("mobile", "+819011112222"),
    ]  # fmt: skip
    assert contact.addresses[0].text == "東京都世田谷区太子堂1-2-3 見本ビル3F"
    assert contact.socials == ("https://twitter.com/yamada",)
    assert yamada.note == "メモ\n二行目\n秘書: 03-9999-0000\nBirthday: 1970-01-01"
    assert yamada.tags == ("取引先",)
    assert (shop.contact.full_name, shop.contact.organization) == (None, "見本商店")
    assert (yamada.line, shop.line) == (1, 24)
    assert [column.name for column in book.columns] == ["Birthday"]


def test_google_android_version_4_and_a_sort_string_in_one_file() -> None:
    text = books.GOOGLE_VCARD + books.ANDROID + books.VERSION_4 + books.SORTED
    book = read_vcards(text.encode())
    assert book.refused == ()
    emma, hanako, ichiro, taro = (entry.contact for entry in book.entries)
    assert (emma.full_name, emma.family_name, emma.titles) == ("Dr. Emma White", "White", ("Head of Sales",))
    assert emma.organization == "Orchard & Sons, Ltd."
    assert emma.addresses[0].text == "12 High Street, London, SW1A 1AA, United Kingdom"
    assert book.entries[0].tags == ("suppliers",)
    assert (hanako.full_name, hanako.phonetic_name) == ("佐藤 花子", "さとう はなこ")
    assert "X-ANDROID-CUSTOM" in (book.entries[1].note or "")
    assert (ichiro.full_name, ichiro.romanized_name) == ("鈴木 一郎", "Ichiro Suzuki")
    assert ichiro.phonetic_name == "すずき いちろう"
    assert ichiro.phones[0].number == "+81312345678"
    assert ichiro.addresses == (Address(WHOLE, "154-0004", "東京都", "世田谷区", "太子堂1-2-3", "見本ビル3F", "JP"),)
    assert taro.phonetic_name == "しょうじ たろう"


def test_commas_that_nobody_escaped_are_part_of_the_text() -> None:
    text = (
        "BEGIN:VCARD\nVERSION:3.0\nN:Smith;John;;;M.D.,Ph.D.\nFN:Smith, John\nORG:Sample Co., Ltd.;R&D, Lab\n"
        "TITLE:Head, Sales\nURL:http://x.example/?a=1,2;b\nADR:;;1, Main St;Springfield;;;\nNOTE:a, b\\, c; d\n"
        "AGENT:\nBEGIN:VCARD\nFN:Mallory\nEND:VCARD\nno property at all\nEND:VCARD\n"
    )
    (entry,) = read_vcards(text.encode()).entries
    contact = entry.contact
    assert (contact.organization, contact.department) == ("Sample Co., Ltd.", "R&D, Lab")
    assert (contact.titles, contact.urls) == (("Head, Sales",), ("http://x.example/?a=1,2;b",))
    assert contact.qualifications == ("M.D.", "Ph.D.")
    assert contact.addresses[0].text == "1, Main St, Springfield"
    assert entry.note == "a, b, c; d\n?: no property at all"


def test_cards_of_several_encodings_in_one_file_and_utf_16() -> None:
    plain = books.SORTED.encode("utf-8") + books.SORTED.encode("cp932")
    assert [entry.contact.full_name for entry in read_vcards(plain).entries] == ["東海林 太郎"] * 2
    assert read_vcards(books.SORTED.encode("utf-16")).entries[0].contact.full_name == "東海林 太郎"


def test_a_card_that_cannot_be_used_is_told_with_its_line_and_the_others_come_in() -> None:
    text = (
        "BEGIN:VCARD\nVERSION:3.0\nNOTE:nobody\nEND:VCARD\n"
        + "BEGIN:VCARD\nVERSION:2.1\nN;CHARSET=NONSENSE;ENCODING=QUOTED-PRINTABLE:=FF;=FE\nEND:VCARD\n"
        + books.SORTED
        + "BEGIN:VCARD\nVERSION:3.0\nFN:cut short\n"
    )
    book = read_vcards(text.encode())
    assert [entry.contact.full_name for entry in book.entries] == ["東海林 太郎"]
    assert [one.line for one in book.refused] == [1, 5, 15]
    assert "names nobody" in book.refused[0].reason and "END:VCARD" in book.refused[2].reason


def test_a_picture_that_lies_elsewhere_is_a_note_and_one_that_is_none_is_none() -> None:
    text = "BEGIN:VCARD\nVERSION:3.0\nFN:Emma\nPHOTO;VALUE=uri:https://example.org/e.jpg\nEND:VCARD\n"
    (entry,) = read_vcards(text.encode()).entries
    assert entry.portrait is None and "https://example.org/e.jpg" in (entry.note or "")


def test_the_id_is_the_key_and_the_digest_tells_what_changed() -> None:
    one, other = (read_vcards(books.IPHONE.replace("部長", title).encode()).entries[0] for title in ("部長", "社長"))
    assert one.key == other.key and one.digest != other.digest


_LINES = st.sampled_from(["BEGIN:VCARD", "END:VCARD", "VERSION:2.1", "N:a;b", "TEL;CELL:1", "ADR:;;a", "PHOTO:;", "ORG:", " x", "=", "FN;ENCODING=QUOTED-PRINTABLE:=E3=", "X;Y=\"", "item1.TEL:2", "item1.X-ABLabel:"])  # fmt: skip # noqa: E501


@given(st.lists(_LINES | st.text(max_size=20), max_size=14).map("\n".join))
def test_no_text_makes_it_fall_over(text: str) -> None:
    book = read_vcards(f"BEGIN:VCARD\n{text}\nEND:VCARD\n".encode("utf-8", "replace"))
    assert all(entry.line >= 1 for entry in book.entries)

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cardscan.address_book.csv_book import read_csv
from cardscan.address_book.records import AddressBook
from cardscan.errors import InvalidInput
from cardscan.records import Address, Phone
from tests.address_book import books

HOME = Address(
    "東京都世田谷区太子堂1-2-3 見本ビル3F", "154-0004", "東京都", "世田谷区", "太子堂1-2-3", "見本ビル3F", "JP"
)


@pytest.mark.parametrize("program", books.SAITO, ids=str)
def test_one_man_from_every_program(program: str | None) -> None:
    book = read_csv(books.table(program).encode("utf-8"))
    assert (book.program, book.refused) == (program, ())
    (entry,) = book.entries
    contact = entry.contact
    assert (contact.full_name, contact.family_name, contact.given_name) == ("齋藤 幸生", "齋藤", "幸生")
    assert (contact.organization, contact.titles) == ("見本商事", ("部長",))
    assert contact.emails == ("saito@example.co.jp",)
    assert Phone("mobile", "+819012345678", "090-1234-5678") in contact.phones
    header = books.SAITO[program][0]
    if program != "iCloud":
        assert contact.department == "営業部"
    if any(word in header for word in ("フリガナ", "Phonetic", "Yomi", "拚音")):
        assert contact.phonetic_name == "さいとう ゆきお"
    if any(word in header for word in ("住所", "Street", "地址")):
        assert contact.addresses in ((HOME,), (Address(HOME.text, None, *_parts(HOME)),))
    if any(word in header.lower() for word in ("fax", "傳真")):
        assert Phone("fax", "+81312345679", "03-1234-5679") in contact.phones
    if "客先" in books.table(program):
        assert entry.tags == ("客先",)
    if "交換日" in header:
        assert entry.met == date(2026, 11, 20)
    assert not entry.note


def _parts(address: Address) -> tuple[str | None, ...]:
    return address.region, address.locality, address.street, address.building, address.country


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp932"])
def test_whatever_the_encoding_and_the_sign_between_cells(encoding: str, delimiter: str) -> None:
    rows = ["氏名,会社名,備考", '髙橋 健,㈱見本,"一行目\n二行目, 三"', "Emma White,Orchard; Sons,"]
    text = "\r\n".join(rows)
    if delimiter != ",":
        text = "\r\n".join(
            ['氏名,会社名,備考'.replace(",", delimiter), f'髙橋 健{delimiter}㈱見本{delimiter}"一行目\n二行目, 三"',
             f'Emma White{delimiter}"Orchard; Sons"{delimiter}'])  # fmt: skip
    book = read_csv(text.encode(encoding))
    takahashi, white = book.entries
    assert (takahashi.contact.full_name, takahashi.contact.organization) == ("髙橋 健", "㈱見本")
    assert takahashi.note == "一行目\n二行目, 三"
    assert white.contact.organization == "Orchard; Sons"
    assert (takahashi.line, white.line) == (2, 4)


def test_another_encoding_can_be_said() -> None:
    data = "Name,Company\r\nJürgen Müßig,Café\r\n".encode("cp1252")
    assert read_csv(data, encoding="cp1252").entries[0].contact.full_name == "Jürgen Müßig"
    with pytest.raises(InvalidInput, match="no encoding"):
        read_csv(data, encoding="klingon")


def test_rows_that_cannot_be_used_are_told_with_line_and_reason_and_the_others_come_in() -> None:
    data = (
        "氏名,会社名\r\n山田 太郎,見本\r\n,\r\n山田,a,b,c\r\n".encode()
        + b"\x81\xff\xfe,x\r\n"
        + "佐藤 花子,\r\n氏名,会社名\r\n鈴木,見本\r\n".encode()
    )
    book = read_csv(data)
    assert [entry.contact.full_name for entry in book.entries] == ["山田 太郎", "佐藤 花子", "鈴木"]
    assert [(one.line, one.reason.split()[0:2]) for one in book.refused] == [(4, ["it", "has"]), (5, ["it", "holds"])]
    long = read_csv(b"Name,Note\r\nx,y\r\na," + b"z" * 200_000 + b"\r\nEmma,\r\n")
    assert [entry.contact.full_name for entry in long.entries] == ["x", "Emma"]
    assert "limit" in long.refused[0].reason


def test_what_has_no_field_becomes_a_note_under_its_name() -> None:
    book = read_csv("氏名,血液型,備考,会社名,会社\r\n山田 太郎,AB,ゴルフ,見本商事,別の会社\r\n".encode())
    (entry,) = book.entries
    assert entry.note == "ゴルフ\n血液型: AB\n会社: 別の会社"
    assert [(one.name, one.field) for one in book.columns if not one.known] == [("血液型", "note")]


def test_a_file_without_a_known_column_is_refused_with_advice() -> None:
    for data in (b"", b"\r\n", "山田 太郎,03-1234-5678\r\n".encode(), b"\x00\x01\x02"):
        with pytest.raises(InvalidInput, match="--map"):
            read_csv(data)


def test_the_apostrophe_before_a_formula_goes_and_no_other() -> None:
    book = read_csv("氏名,備考\r\n'=山田,'＝x\r\nO'Neill,'quoted'\r\n".encode())
    assert [(one.contact.full_name, one.note) for one in book.entries] == [("=山田", "＝x"), ("O'Neill", "'quoted'")]


def test_the_same_row_has_the_same_key_and_another_one_another() -> None:
    def of(text: str) -> AddressBook:
        return read_csv(f"氏名,会社名\r\n{text}".encode())

    first, again, other = of("山田 太郎,a\r\n佐藤,b"), of("佐藤,b\r\n山田 太郎,a"), of("山田 太郎,c\r\n佐藤,b")
    assert {entry.key for entry in first.entries} == {entry.key for entry in again.entries}
    assert len({entry.key for entry in (*first.entries, *other.entries)}) == 3
    named = [read_csv(f"{books.SANSAN}\r\nc1,{firm},,,山田\r\n".encode()).entries[0] for firm in ("a", "b")]
    assert named[0].key == named[1].key and named[0].digest != named[1].digest


_TABLES = st.text(max_size=200).map(lambda text: ("氏名,Email,Phone,住所\n" + text).encode("utf-8", "replace"))


@given(st.binary(max_size=300) | _TABLES)
def test_no_bytes_make_it_fall_over(data: bytes) -> None:
    try:
        book = read_csv(data)
    except InvalidInput:
        return
    assert all(entry.line >= 1 and len(entry.key) == 64 for entry in book.entries)

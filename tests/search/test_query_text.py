from __future__ import annotations

import calendar
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cardscan.dates.days import Days
from cardscan.errors import InvalidInput
from cardscan.search.query_text import Query, Word, parse_query
from cardscan.store.full_text import IndexColumn

NAME = (IndexColumn.NAME, IndexColumn.READING)
COMPANY = (IndexColumn.COMPANY,)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("斎藤　税理士", [Word("斎藤"), Word("税理士")]),
        ('"Sample Tax Office" x', [Word("Sample Tax Office"), Word("x")]),
        ("“Sample Tax”", [Word("Sample Tax")]),
        ('"never closed', [Word("never closed")]),
        ("name:さいとう", [Word("さいとう", NAME)]),
        ("Company: サンプル", [Word("サンプル", COMPANY)]),
        ("ｃｏｍｐａｎｙ：ｻﾝﾌﾟﾙ", [Word("サンプル", COMPANY)]),
        ('company:"Sample Tax"', [Word("Sample Tax", COMPANY)]),
        ("-大阪 -company:見本", [Word("大阪", (), unwanted=True), Word("見本", COMPANY, unwanted=True)]),
        ("10:30 http://example.com", [Word("10:30"), Word("http://example.com")]),
        ("+81 3 1234", [Word("+8131234")]),
        ("+44 (0)20 7946", [Word("+44207946")]),
        ("03 (1234) 5678 斎藤", [Word("03(1234)5678"), Word("斎藤")]),
        ("1 2 3", [Word("1"), Word("2"), Word("3")]),
        ("- -- * ! \" '", []),
        ("company:", [Word("company:")]),
        ("", []),
    ],
)
def test_words(text: str, words: list[Word]) -> None:
    assert parse_query(text) == Query(tuple(words))


@pytest.mark.parametrize(
    "key", ["title", "address", "phone", "mail", "event", "note", "look", "talk", "promise", "tag"]
)
def test_every_narrowing_key_names_its_column(key: str) -> None:
    column = {"mail": IndexColumn.ONLINE}.get(key) or IndexColumn(key)
    assert parse_query(f"{key}:見本").words == (Word("見本", (column,)),)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("2026-11", date(2026, 11, 1), date(2026, 11, 30)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2026/11/20", date(2026, 11, 20), date(2026, 11, 20)),
        ("２０２６．１１．２０", date(2026, 11, 20), date(2026, 11, 20)),
        ("2026-10..2026-12", date(2026, 10, 1), date(2026, 12, 31)),
        ("2025..2026-03-04", date(2025, 1, 1), date(2026, 3, 4)),
        ("2026-10..", date(2026, 10, 1), date.max),
        ("..2026", date.min, date(2026, 12, 31)),
    ],
)
def test_times(text: str, first: date, last: date) -> None:
    assert parse_query(f"met:{text}").met == (Days(first, last),)


@pytest.mark.parametrize(
    "text", ["someday", "2026-13", "2026-02-30", "0000", "..", "2026-12..2026-01", "2026-1-1-1", '""']
)
def test_what_is_no_time_is_told(text: str) -> None:
    with pytest.raises(InvalidInput, match="met:"):
        parse_query(f"met:{text}")


def test_two_times_narrow_each_other() -> None:
    assert parse_query("met:2026 met:2026-11..2027").met == (Days(date(2026, 11, 1), date(2026, 12, 31)),)


@given(st.text())
def test_any_text_is_a_query_or_a_told_mistake(text: str) -> None:
    try:
        query = parse_query(text)
    except InvalidInput as error:
        assert "met:" in str(error)
    else:
        assert all(word.text for word in query.words)


@given(st.integers(1, 9999), st.integers(1, 12))
def test_a_month_is_all_its_days(year: int, month: int) -> None:
    last = calendar.monthrange(year, month)[1]
    assert parse_query(f"met:{year:04d}-{month}").met == (Days(date(year, month, 1), date(year, month, last)),)

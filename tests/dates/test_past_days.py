from __future__ import annotations

import calendar
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cardscan.dates.days import Days
from cardscan.dates.past_days import past_days

TUESDAY = date(2026, 12, 1)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("今日", "2026-12-01", "2026-12-01"), ("昨日", "2026-11-30", "2026-11-30"),
        ("一昨日", "2026-11-29", "2026-11-29"),
        ("3日前", "2026-11-28", "2026-11-28"), ("yesterday", "2026-11-30", "2026-11-30"),
        ("three days ago", "2026-11-28", "2026-11-28"), ("先週", "2026-11-23", "2026-11-29"),
        ("this week", "2026-11-30", "2026-12-06"), ("2週間前", "2026-11-16", "2026-11-22"),
        ("a week ago", "2026-11-23", "2026-11-29"), ("金曜", "2026-11-27", "2026-11-27"),
        ("先週の金曜日", "2026-11-27", "2026-11-27"), ("last Friday", "2026-11-27", "2026-11-27"),
        ("火曜", "2026-12-01", "2026-12-01"), ("先月", "2026-11-01", "2026-11-30"),
        ("先月会った人", "2026-11-01", "2026-11-30"),
        ("二か月前", "2026-10-01", "2026-10-31"), ("半年前", "2026-06-01", "2026-06-30"),
        ("last month", "2026-11-01", "2026-11-30"), ("去年", "2025-01-01", "2025-12-31"),
        ("一昨年", "2024-01-01", "2024-12-31"), ("三年前に", "2023-01-01", "2023-12-31"),
        ("2025年", "2025-01-01", "2025-12-31"),
        ("last year", "2025-01-01", "2025-12-31"), ("去年の6月", "2025-06-01", "2025-06-30"),
        ("令和7年6月", "2025-06-01", "2025-06-30"), ("2025年6月中旬", "2025-06-11", "2025-06-20"),
        ("去年の6月20日", "2025-06-20", "2025-06-20"), ("June 2025", "2025-06-01", "2025-06-30"),
        ("last June", "2026-06-01", "2026-06-30"), ("last December", "2025-12-01", "2025-12-31"),
        ("this December", "2026-12-01", "2026-12-31"), ("June 20, 2025", "2025-06-20", "2025-06-20"),
        ("the 20th of June 2025", "2025-06-20", "2025-06-20"), ("去年の秋", "2025-09-01", "2025-11-30"),
        ("last spring", "2026-03-01", "2026-05-31"), ("この夏", "2026-06-01", "2026-08-31"),
        ("last winter", "2025-12-01", "2026-02-28"), ("this winter", "2026-12-01", "2027-02-28"),
        ("spring 2025", "2025-03-01", "2025-05-31"),
        ("2026-06", "2026-06-01", "2026-06-30"), ("２０２６／６／２０", "2026-06-20", "2026-06-20"),
    ],
)  # fmt: skip
def test_a_time_as_people_remember_it(text: str, first: str, last: str) -> None:
    assert past_days(text, TUESDAY) == (Days(date.fromisoformat(first), date.fromisoformat(last)),)


@pytest.mark.parametrize("text", ["6月", "六月に", "6月頃", "June", "in june"])
def test_a_month_without_a_year_is_that_of_every_year(text: str) -> None:
    spans = past_days(text, TUESDAY)
    assert {span.first.year for span in spans} >= {2010, 2025, 2026}
    assert {(span.first.month, span.first.day, span.last.day) for span in spans} == {(6, 1, 30)}


def test_a_winter_has_two_ends() -> None:
    first, second = past_days("去年の冬", TUESDAY)
    assert (first.first, first.last) == (date(2024, 12, 1), date(2025, 2, 28))
    assert (second.first, second.last) == (date(2025, 12, 1), date(2026, 2, 28))
    assert past_days("last winter", date(2027, 1, 15)) == (second,)


def test_29_february_is_of_leap_years_only() -> None:
    assert {span.first.year % 4 for span in past_days("2月29日", TUESDAY)} == {0}


@pytest.mark.parametrize(
    "text", ["", "秋", "jan", "sun", "2026", "5678", "03-1234", "2026-0612", "13月", "2月30日", "今", "mayor", "10:30"]
)
def test_what_is_no_time(text: str) -> None:
    assert past_days(text, TUESDAY) == ()


@settings(deadline=None)
@given(st.text(), st.dates())
def test_any_text_on_any_day_is_a_time_or_none(text: str, today: date) -> None:
    assert all(span.first <= span.last for span in past_days(text, today))


@settings(deadline=None)
@given(st.dates(date(1990, 1, 1), date(2098, 1, 1)), st.integers(0, 400))
def test_a_day_lies_in_its_day_week_month_and_year(then: date, ahead: int) -> None:
    today = then + timedelta(days=ahead)
    weeks = (today - timedelta(days=today.weekday()) - (then - timedelta(days=then.weekday()))).days // 7
    months = (today.year - then.year) * 12 + today.month - then.month
    for text in (
        f"{ahead}日前",
        f"{weeks} weeks ago",
        f"{months}か月前",
        f"{today.year - then.year}年前",
        f"{then:%B %Y}",
    ):
        if not text.startswith("0"):
            (span,) = past_days(text, today)
            assert span.first <= then <= span.last
    last = calendar.monthrange(then.year, then.month)[1]
    assert past_days(f"{then:%Y-%m}", today) == (Days(then.replace(day=1), then.replace(day=last)),)

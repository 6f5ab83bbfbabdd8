from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cardscan.dates.due_day import day_in_text, due_day

TUESDAY = date(2026, 12, 1)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("今日", "2026-12-01"), ("明日", "2026-12-02"), ("あす", "2026-12-02"), ("明後日まで", "2026-12-03"),
        ("三日後", "2026-12-04"), ("3日以内に", "2026-12-04"), ("二週間後", "2026-12-15"), ("1ヶ月後", "2027-01-01"),
        ("3か月", "2027-03-01"), ("半年後", "2027-06-01"), ("一年後", "2027-12-01"),
        ("金曜", "2026-12-04"), ("金曜日までに", "2026-12-04"), ("火曜", "2026-12-08"), ("日曜日", "2026-12-06"),
        ("今週木曜", "2026-12-03"), ("来週金曜", "2026-12-11"), ("来週の金曜日", "2026-12-11"),
        ("来週金", "2026-12-11"),
        ("再来週の月曜", "2026-12-14"), ("来週", "2026-12-11"), ("来週中に", "2026-12-11"), ("今週中", "2026-12-04"),
        ("週末", "2026-12-06"), ("来週末", "2026-12-13"), ("週明け", "2026-12-07"),
        ("月末", "2026-12-31"), ("今月中", "2026-12-31"), ("来月", "2027-01-31"), ("来月末まで", "2027-01-31"),
        ("来月10日", "2027-01-10"), ("来月の十日", "2027-01-10"), ("再来月", "2027-02-28"), ("10日", "2026-12-10"),
        ("1日", "2026-12-01"), ("12月3日", "2026-12-03"), ("十二月三日", "2026-12-03"),
        ("12月3日(木)まで", "2026-12-03"),
        ("１２／３", "2026-12-03"), ("11月30日", "2027-11-30"), ("2月29日", "2028-02-29"), ("11月", "2027-11-30"),
        ("12月上旬", "2026-12-10"), ("1月中旬", "2027-01-20"), ("来年の1月5日", "2027-01-05"),
        ("来年3月", "2027-03-31"),
        ("年内", "2026-12-31"), ("来年", "2027-12-31"), ("令和8年12月24日", "2026-12-24"),
        ("令和元年5月1日", "2019-05-01"),
        ("2026-12-04", "2026-12-04"), ("2026/12/4", "2026-12-04"), ("2026年12月4日", "2026-12-04"),
        ("today", "2026-12-01"), ("Tomorrow", "2026-12-02"), ("the day after tomorrow", "2026-12-03"),
        ("in 2 weeks", "2026-12-15"), ("in a fortnight", "2026-12-15"), ("within three days", "2026-12-04"),
        ("3 weeks", "2026-12-22"), ("a month from now", "2027-01-01"), ("Friday", "2026-12-04"),
        ("on Tue.", "2026-12-08"),
        ("by Friday", "2026-12-04"), ("next friday", "2026-12-11"), ("next week", "2026-12-11"),
        ("weekend", "2026-12-06"),
        ("end of the month", "2026-12-31"), ("end of next month", "2027-01-31"), ("end of the year", "2026-12-31"),
        ("next year", "2027-12-31"), ("Dec 3", "2026-12-03"), ("December 3rd, 2027", "2027-12-03"),
        ("3 Dec", "2026-12-03"),
        ("the 3rd of December", "2026-12-03"), ("end of March", "2027-03-31"), ("may", "2027-05-31"),
    ],
)  # fmt: skip
def test_a_day_as_people_say_it(text: str, day: str) -> None:
    assert due_day(text, TUESDAY) == date.fromisoformat(day)


def test_on_a_weekend_this_week_ends_with_it() -> None:
    saturday = date(2026, 12, 5)
    assert due_day("今週中", saturday) == due_day("this week", saturday) == date(2026, 12, 6)


@pytest.mark.parametrize(
    "text", ["", "いつか", "someday", "2月30日", "13月1日", "2026-02-30", "9999年後", "明日香", "99", "1/2/3"]
)
def test_what_names_no_day(text: str) -> None:
    assert due_day(text, TUESDAY) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("来週金曜までに見積もりを送る", date(2026, 12, 11)),
        ("三井さんに12月13日に電話", date(2026, 12, 13)),
        ("2週間以内にお礼、来年3月に再訪", date(2026, 12, 15)),
        ("send the offer by Friday", date(2026, 12, 4)),
        ("I may call in 3 days", date(2026, 12, 4)),
        ("見積もりを送る", None),
        ("may send the offer", None),
        ("三井さんへ五冊", None),
    ],
)
def test_the_first_day_in_a_sentence(text: str, day: date | None) -> None:
    assert day_in_text(text, TUESDAY) == day


@settings(deadline=None)
@given(st.text(), st.dates())
def test_any_text_on_any_day_is_a_day_or_none(text: str, today: date) -> None:
    for found in (due_day(text, today), day_in_text(text, today)):
        assert found is None or isinstance(found, date)


@settings(deadline=None)
@given(st.integers(0, 999), st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_days_counted_from_today(count: int, today: date) -> None:
    then = today + timedelta(days=count)
    assert due_day(f"{count}日後", today) == due_day(f"in {count} days", today) == then
    assert due_day(f"{then:%Y年%m月%d日}", today) == due_day(then.isoformat(), today) == then


@settings(deadline=None)
@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.integers(0, 300))
def test_a_month_and_day_are_the_next_ones(today: date, ahead: int) -> None:
    then = today + timedelta(days=ahead)
    assert due_day(f"{then.month}月{then.day}日", today) == due_day(f"{then:%B} {then.day}", today) == then

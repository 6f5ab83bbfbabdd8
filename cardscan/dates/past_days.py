"""When something was, as people remember it; pure.

=========================================  =====================================================================
``昨日 3日前 yesterday 3 days ago``           that day
``先週 今週 2週間前 last week``                that week; weeks begin on Monday
``金曜 先週の金曜 friday last friday``         the last one, of that week, of last week
``先月 今月 2か月前 last month``               that month
``去年 一昨年 3年前 2025年 last year``         that year
``去年の6月 2025年6月 June 2025``             that month; also 上旬, 中旬, 下旬 and days
``6月 6月20日 June 20 June``                 in every year
``去年の秋 秋頃 last spring in summer``        three months, as the weather services count them; without a year in every
``2026-06 2026/06/20``                     that month or day
=========================================  =====================================================================

Behind it a particle may stand, or ``頃`` and ``に会った(人)``.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterable
from datetime import date
from functools import cache

from cardscan.dates.days import Days
from cardscan.dates.words import (
    FULL_MONTHS,
    MONTH,
    MONTHS_SIGN,
    NUMBER,
    WEEKDAY,
    WEEKDAYS,
    day_of,
    days_later,
    english_month,
    english_weekday,
    month_end,
    months_later,
    number,
    plain,
)

_Spans = Iterable[Days | None]
_Rule = Callable[[re.Match[str], date], _Spans]

_YEARS_BACK = 20
"""How far back a month without a year reaches; cards were not photographed much longer ago."""

_YEARS = {"今年": 0, "本年": 0, "去年": -1, "昨年": -1, "前年": -1, "1昨年": -2, "おととし": -2}
_MONTHS = {"今月": 0, "先月": -1, "前月": -1, "先々月": -2}
_WEEKS = {"今週": 0, "先週": -1, "前週": -1, "先々週": -2}
_DAYS = {
    "今日": 0,
    "本日": 0,
    "きょう": 0,
    "昨日": -1,
    "きのう": -1,
    "昨晩": -1,
    "昨夜": -1,
    "1昨日": -2,
    "おととい": -2,
    "today": 0,
    "yesterday": -1,
    "last night": -1,
    "day before yesterday": -2,
    "the day before yesterday": -2,
}
_PARTS = {"上旬": (1, 10), "初め": (1, 10), "中旬": (11, 20), "下旬": (21, 31), "末": (21, 31)}
_SEASONS = {"春": 3, "夏": 6, "秋": 9, "冬": 12, "spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
"""The month in which each begins; it lasts three."""

_LONGEST = 80
"""Characters; no time is said in more, and whoever looks for one at every place of a long text asks often."""


def past_days(text: str, today: date) -> tuple[Days, ...]:
    """The spans of days that all of ``text`` means (see the table above); none where it means no time.

    >>> past_days("先月", date(2026, 12, 1))
    (Days(first=datetime.date(2026, 11, 1), last=datetime.date(2026, 11, 30)),)
    """
    if len(text) > _LONGEST:
        return ()
    said = plain(text)
    if _HINT.search(said) is None:
        return ()
    for pattern, rule in _whole():
        match = pattern.fullmatch(said)
        if match is not None and (found := tuple(span for span in rule(match, today) if span is not None)):
            return found
    return ()


def _one_of(words: Iterable[str], name: str) -> str:
    return f"(?P<{name}>{'|'.join(sorted(words, key=len, reverse=True))})"


def _years(match: re.Match[str], today: date) -> Iterable[int]:
    """The year that is said, or all that may be meant."""
    said, relative = match.groupdict().get("year"), match.groupdict().get("relative")
    if said:
        return (today.year + _YEARS[said] if said in _YEARS else int(said),)
    if relative in ("last", "this", "この"):
        length = 3 if match.groupdict().get("season") else 1
        for year in range(today.year, today.year - 3, -1):
            begin = date(year, _month(match) or 1, 1)
            if (months_later(begin, length) or begin) <= today if relative == "last" else begin <= today:
                return (year,)  # the last one that is over, or that has begun
    return range(today.year + 1, today.year - _YEARS_BACK, -1)


def _month(match: re.Match[str]) -> int | None:
    groups = match.groupdict()
    if groups.get("season"):
        return _SEASONS[groups["season"]]
    named = groups.get("month")
    return None if not named else int(named) if named.isdecimal() else english_month(named)


def _whole_month(year: int, month: int) -> Days | None:
    end = month_end(year, month)
    return Days(end.replace(day=1), end) if end is not None else None


def _in_month(match: re.Match[str], today: date) -> _Spans:
    for year in _years(match, today):
        whole = _whole_month(year, _month(match) or 0)
        part = _PARTS.get(match.groupdict().get("part") or "")
        if whole is not None and part is not None:
            last = calendar.monthrange(year, whole.first.month)[1]
            yield Days(whole.first.replace(day=part[0]), whole.first.replace(day=min(part[1], last)))
        else:
            yield whole


def _on_day(match: re.Match[str], today: date) -> _Spans:
    for year in _years(match, today):
        yield _one_day(day_of(year, _month(match) or 0, int(match["day"])))


def _in_season(match: re.Match[str], today: date) -> _Spans:
    """Three months; the winter of a year is both the one it begins with and the one it ends with."""
    for year in _years(match, today):
        begin = _month(match) or 1
        named = match.groupdict().get("year") is not None
        for first in (
            (day_of(year - 1, begin, 1), day_of(year, begin, 1)) if begin == 12 and named else (day_of(year, begin, 1),)
        ):
            last = first and months_later(first, 2)
            end = last and month_end(last.year, last.month)
            yield Days(first, end) if first and end else None


def _in_year(match: re.Match[str], today: date) -> _Spans:
    for year in _years(match, today):
        yield _whole_year(year)


def _ago(match: re.Match[str], today: date) -> _Spans:
    count, unit = number(match["number"]), match["unit"]
    if unit.startswith(("日", "day")):
        yield _one_day(days_later(today, -count))
    elif unit.startswith(("週", "week")):
        yield _week(today, -count)
    elif unit.startswith(("年", "year")):
        yield _whole_year(today.year - count)
    else:
        yield _months_on(today, -count)


def _whole_year(year: int) -> Days | None:
    first, last = day_of(year, 1, 1), day_of(year, 12, 31)
    return Days(first, last) if first and last else None


def _months_on(today: date, months: int) -> Days | None:
    there = months_later(today.replace(day=1), months)
    return _whole_month(there.year, there.month) if there is not None else None


def _week(today: date, weeks: int) -> Days | None:
    first = days_later(today, 7 * weeks - today.weekday())
    last = first and days_later(first, 6)
    return Days(first, last) if first and last else None


def _one_day(day: date | None) -> Days | None:
    return Days(day, day) if day is not None else None


def _last_weekday(today: date, weekday: int) -> Days | None:
    return _one_day(days_later(today, -((today.weekday() - weekday) % 7)))


def _day_of_week(today: date, weeks: int, weekday: int) -> Days | None:
    return _one_day(days_later(today, 7 * weeks + weekday - today.weekday()))


_YEAR = rf"(?P<year>\d{{4}}(?=年)|{'|'.join(sorted(_YEARS, key=len, reverse=True))})年?"
_BEGUN = r"(?P<relative>last|this|in) "

_RULES: tuple[tuple[str, _Rule], ...] = (
    (r"(?P<year>(?:19|20)\d\d)[-/.](?P<month>0?[1-9]|1[0-2])[-/.](?P<day>\d{1,2})", _on_day),
    (r"(?P<year>(?:19|20)\d\d)[-/.](?P<month>0?[1-9]|1[0-2])", _in_month),
    (_YEAR, _in_year),
    (rf"(?:{_YEAR}の?)?(?P<month>\d{{1,2}})月(?P<day>\d{{1,2}})日", _on_day),
    (rf"(?:{_YEAR}の?)?(?P<month>\d{{1,2}})月の?(?:{_one_of(_PARTS, 'part')})?", _in_month),
    (rf"{_YEAR}の?(?P<season>[春夏秋冬])", _in_season),
    (r"(?P<relative>この)(?P<season>[春夏秋冬])", _in_season),
    (r"(?P<season>[春夏秋冬])(?:頃|ごろ|ころ|に)", _in_season),
    (_one_of(_MONTHS, "word"), lambda match, today: [_months_on(today, _MONTHS[match["word"]])]),
    (_one_of(_WEEKS, "word"), lambda match, today: [_week(today, _WEEKS[match["word"]])]),
    (
        rf"{_one_of(_WEEKS, 'word')}の?(?P<weekday>[{WEEKDAYS}])(?:曜日?)?",
        lambda match, today: [_day_of_week(today, _WEEKS[match["word"]], WEEKDAYS.index(match["weekday"]))],
    ),
    (
        rf"(?P<weekday>[{WEEKDAYS}])曜日?",
        lambda match, today: [_last_weekday(today, WEEKDAYS.index(match["weekday"]))],
    ),
    (_one_of(_DAYS, "word"), lambda match, today: [_one_day(days_later(today, _DAYS[match["word"]]))]),
    (rf"(?P<number>\d{{1,3}})(?P<unit>日|週間?|{MONTHS_SIGN}|年)(?:ほど|くらい|ぐらい)?前", _ago),
    ("半年(?:ほど|くらい|ぐらい)?前", lambda match, today: [_months_on(today, -6)]),
    (rf"(?:about )?{NUMBER} (?P<unit>day|week|month|year)s? ago", _ago),
    ("last week|this week", lambda match, today: [_week(today, -("last" in match[0]))]),
    ("last month|this month", lambda match, today: [_months_on(today, -("last" in match[0]))]),
    ("last year|this year", lambda match, today: [_whole_year(today.year - ("last" in match[0]))]),
    (rf"last {WEEKDAY}", lambda match, today: [_day_of_week(today, -1, english_weekday(match["weekday"]))]),
    (
        rf"(?:on |this )?(?=\w+day){WEEKDAY}",
        lambda match, today: [_last_weekday(today, english_weekday(match["weekday"]))],
    ),
    (rf"in {MONTH}", _in_month),
    (rf"(?:in )?{MONTH} (?P<year>\d{{4}})", _in_month),
    (_one_of(FULL_MONTHS, "month"), _in_month),  # alone, jan and jun are names
    (rf"{_BEGUN}{MONTH}", _in_month),
    (rf"(?:on )?{MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:,? (?P<year>\d{{4}}))?", _on_day),
    (rf"(?:on )?(?:the )?(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?{MONTH}(?:,? (?P<year>\d{{4}}))?", _on_day),
    (r"(?:in )?(?P<season>spring|summer|autumn|fall|winter)(?: of)? (?P<year>\d{4})", _in_season),
    (rf"{_BEGUN}(?:the )?(?P<season>spring|summer|autumn|fall|winter)", _in_season),
)

_BEHIND = r"(?:頃|ごろ|ころ|中)?(?:に|の)?(?:お?会(?:った|いした)|出会った)?(?:人|方)?"
_HINT = re.compile(r"[日月年週昨今先前春夏秋冬曜晩]|きのう|きょう|おととい|(?:19|20)\d\d[-/.]|[a-z]{3}")
"""What every time has; looking for it first spares a search for a name the making of the patterns."""


@cache
def _whole() -> tuple[tuple[re.Pattern[str], _Rule], ...]:
    return tuple((re.compile(f"(?:{pattern}){_BEHIND}"), rule) for pattern, rule in _RULES)

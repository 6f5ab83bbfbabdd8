"""The day by which something is to be done, as people say it; pure.

====================================  ==========================================================================
``明日 あさって 3日後 二週間以内``        counted from today, as are ``tomorrow``, ``in 2 weeks``, ``within a month``
``金曜 次の金曜日 friday``              the next one after today
``来週金曜 再来週の月曜 next friday``     of the next week; weeks begin on Monday
``来週 今週中 next week``               Friday of that week; ``週末 weekend``: its Sunday
``来月10日 月末 来月中 12月上旬``         a day or the last day of the part of a month: 10th, 20th or last
``12月3日 12/3 Dec 3 3rd of December``  the next such day, today too
``年内 年末 end of year``              31 December
``2026-12-04 2026年12月4日 令和8年…``   that day
====================================  ==========================================================================

Behind it ``まで(に)``, ``中(に)``, ``頃`` or a weekday in brackets may stand, before it ``by`` or ``until``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from cardscan.dates.words import (
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
    week_day,
)

_Rule = Callable[[re.Match[str], date], date | None]

_PARTS_OF_MONTH = {"上旬": 10, "初め": 10, "始め": 10, "頭": 10, "半ば": 20, "中旬": 20}
"""The last day of a part of a month; any other part ends with the month."""

_WEEKS = {"今週": 0, "来週": 1, "次週": 1, "翌週": 1, "再来週": 2, "さ来週": 2}
_MONTHS = {"今月": 0, "来月": 1, "翌月": 1, "再来月": 2, "さ来月": 2}
_YEARS = {"今年": 0, "本年": 0, "来年": 1, "翌年": 1, "再来年": 2}
_DAYS = {
    "今日": 0,
    "本日": 0,
    "きょう": 0,
    "明日": 1,
    "あした": 1,
    "あす": 1,
    "翌日": 1,
    "明後日": 2,
    "あさって": 2,
    "明々後日": 3,
    "しあさって": 3,
    "today": 0,
    "tonight": 0,
    "tomorrow": 1,
    "day after tomorrow": 2,
}
_PART = r"(?P<part>末|中旬|中|上旬|下旬|初め|始め|頭|半ば)?"
_YEAR = rf"(?:(?P<year>\d{{4}}|{'|'.join(sorted(_YEARS, key=len, reverse=True))})年?の?)?"


def _one_of(words: dict[str, int], name: str) -> str:
    return f"(?P<{name}>{'|'.join(sorted(words, key=len, reverse=True))})"


def _later(match: re.Match[str], today: date) -> date | None:
    count, unit = number(match["number"]), match["unit"]
    if unit.startswith(("日", "day")):
        return days_later(today, count)
    if unit.startswith(("週", "week")):
        return days_later(today, 7 * count)
    if unit.startswith("fortnight"):
        return days_later(today, 14 * count)
    return months_later(today, 12 * count if unit.startswith(("年", "year")) else count)


def _day_of_year(match: re.Match[str], today: date) -> date | None:
    """A month and day, in the year that is said, else the next time they come."""
    month = int(match["month"]) if match["month"].isdecimal() else english_month(match["month"])
    said = match.groupdict().get("year")
    if said:
        return day_of(_YEARS[said] + today.year if said in _YEARS else int(said), month, int(match["day"]))
    for year in range(today.year, today.year + 9):  # 29 February comes at the latest after eight years
        found = day_of(year, month, int(match["day"]))
        if found is not None and found >= today:
            return found
    return None


def _part_of_month(match: re.Match[str], today: date) -> date | None:
    """The end of a month or of a part of it: of this one, the next, or the next of that name."""
    groups = match.groupdict()
    relative, named, said = groups.get("relative"), groups.get("month"), groups.get("year")
    if named:
        month = int(named) if named.isdecimal() else english_month(named)
        year = _YEARS[said] + today.year if said in _YEARS else int(said) if said else today.year
        end = month_end(year, month)
        if end is not None and not said and end < today:
            end = month_end(year + 1, month)
    else:
        end = months_later(today.replace(day=1), _MONTHS.get(relative or "", 0))
        end = end and month_end(end.year, end.month)
    last = _PARTS_OF_MONTH.get(groups.get("part") or "")
    return end and (end.replace(day=last) if last else end)


def _day_of_month(match: re.Match[str], today: date) -> date | None:
    """The day of this number in the month that is said, else the next one."""
    relative = match.groupdict().get("relative")
    first = today.replace(day=1)
    for months in [_MONTHS[relative]] if relative else range(3):  # at the latest after a February
        month = months_later(first, months)
        found = month and day_of(month.year, month.month, int(match["day"]))
        if found is not None and (relative or found >= today):
            return found
    return None


def _next_weekday(today: date, weekday: int) -> date | None:
    return days_later(today, (weekday - today.weekday() - 1) % 7 + 1)


def _year_end(match: re.Match[str], today: date) -> date | None:
    return month_end(today.year + ("来年" in match[0] or "next" in match[0]), 12)


def _week(match: re.Match[str], today: date) -> date | None:
    """Friday of a week; of this one, on a weekend, Sunday."""
    weeks = _WEEKS.get(match.groupdict().get("week") or "", "next" in match[0])
    friday = week_day(today, weeks)
    return week_day(today, weeks, 6) if friday is not None and friday < today else friday


_RULES: tuple[tuple[str, _Rule], ...] = (
    (r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d)", _day_of_year),
    (rf"{_YEAR}(?P<month>\d{{1,2}})月(?P<day>\d{{1,2}})日(?!後|以内|間)", _day_of_year),
    (rf"{_YEAR}(?P<month>\d{{1,2}})月{_PART}", _part_of_month),
    (rf"{_one_of(_MONTHS, 'relative')}の?(?P<day>\d{{1,2}})日", _day_of_month),
    (rf"{_one_of(_MONTHS, 'relative')}の?{_PART}", _part_of_month),
    (r"月(?P<part>末)", _part_of_month),
    (
        rf"{_one_of(_WEEKS, 'week')}の?(?P<weekday>[{WEEKDAYS}])(?:曜日?)?",
        lambda match, today: week_day(today, _WEEKS[match["week"]], WEEKDAYS.index(match["weekday"])),
    ),
    (rf"{_one_of(_WEEKS, 'week')}の?週?末", lambda match, today: week_day(today, _WEEKS[match["week"]], 6)),
    (_one_of(_WEEKS, "week"), _week),
    (
        rf"(?P<weekday>[{WEEKDAYS}])曜日?",
        lambda match, today: _next_weekday(today, WEEKDAYS.index(match["weekday"])),
    ),
    ("週明け", lambda match, today: week_day(today, 1, 0)),
    ("週末", lambda match, today: week_day(today, 0, 6)),
    (rf"(?P<number>\d{{1,3}})(?P<unit>日|週間?|{MONTHS_SIGN}|年)(?:間)?(?:後|以内|のうち)", _later),
    ("半年(?:後|以内)", lambda match, today: months_later(today, 6)),
    ("半月(?:後|以内)", lambda match, today: days_later(today, 15)),
    ("年内|年末|今年中|今年|本年中|来年中?", _year_end),
    (r"(?P<day>\d{1,2})日(?!後|以内|間|目)", _day_of_month),
    (r"(?<!\d)(?P<month>\d{1,2})/(?P<day>\d{1,2})(?![\d/])", _day_of_year),
    (r"あす(?=[まにのはも、。\s]|$)", lambda match, today: days_later(today, 1)),
    (
        _one_of({word: days for word, days in _DAYS.items() if word != "あす"}, "word"),
        lambda match, today: days_later(today, _DAYS[match["word"]]),
    ),
    (rf"\b(?:in|within) {NUMBER} (?P<unit>day|week|month|year|fortnight)s?\b", _later),
    (rf"\b{NUMBER} (?P<unit>day|week|month|year)s?(?: from now| later)\b", _later),
    (rf"\bnext {WEEKDAY}", lambda match, today: week_day(today, 1, english_weekday(match["weekday"]))),
    (rf"\b(?:this |on )?{WEEKDAY}", lambda match, today: _next_weekday(today, english_weekday(match["weekday"]))),
    (r"\bnext weekend\b", lambda match, today: week_day(today, 1, 6)),
    (r"\b(?:this |the )?weekend\b", lambda match, today: week_day(today, 0, 6)),
    (r"\b(?:next|this|end of (?:the|this)) week\b", _week),
    (rf"\bend of {MONTH}", _part_of_month),
    (r"\b(?:end of )?next month\b", lambda match, today: _end_after(today, 1)),
    (r"\b(?:this|end of(?: the| this)?) month\b|\beom\b", lambda match, today: _end_after(today, 0)),
    (r"\b(?:end of )?next year\b|\b(?:this|end of(?: the| this)?) year\b|\beoy\b", _year_end),
    (rf"\b{MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,? (?P<year>\d{{4}}))?", _day_of_year),
    (rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?{MONTH}(?:,? (?P<year>\d{{4}}))?", _day_of_year),
)
"""Patterns over plain text with what each means; where several match in one place the longest counts."""

_ALONE: tuple[tuple[str, _Rule], ...] = (
    (MONTH, _part_of_month),
    (rf"{NUMBER} (?P<unit>day|week|month|year)s?", _later),
    (rf"(?P<number>\d{{1,3}})(?P<unit>週間|{MONTHS_SIGN})", _later),
)
"""What is a day only where nothing else stands around it: “may” and “3 weeks” can mean something else in a sentence."""

_BEFORE = r"(?:(?:by|until|till|before|on|due) )?(?:the )?"
_BRACKETED = rf"(?: ?\((?:[{WEEKDAYS}]曜?日?|[a-z]{{3,9}})\))?"
_BEHIND = rf"{_BRACKETED} ?(?:中|頃|ごろ)?(?:までに|まで|には|に)?"

_IN_TEXT = tuple((re.compile(pattern), rule) for pattern, rule in _RULES)
_WHOLE = tuple((re.compile(f"{_BEFORE}(?:{pattern}){_BEHIND}"), rule) for pattern, rule in (*_RULES, *_ALONE))


def due_day(text: str, today: date) -> date | None:
    """The day that all of ``text`` names, or None where it names none (see the table above).

    >>> due_day("来週金曜", date(2026, 12, 1)), due_day("by Dec 3rd", date(2026, 12, 1))
    (datetime.date(2026, 12, 11), datetime.date(2026, 12, 3))
    """
    said = plain(text)
    for pattern, rule in _WHOLE:
        match = pattern.fullmatch(said)
        if match is not None and (found := rule(match, today)) is not None:
            return found
    return None


def day_in_text(text: str, today: date) -> date | None:
    """The first day that is named within a sentence, or None.

    >>> day_in_text("来週金曜までに見積もりを送る", date(2026, 12, 1))
    datetime.date(2026, 12, 11)
    """
    said = plain(text)
    found = [(match.start(), -match.end(), day) for match, day in _named(said, today)]
    return min(found)[2] if found else None


def _named(said: str, today: date) -> list[tuple[re.Match[str], date]]:
    matches = [(match, rule(match, today)) for pattern, rule in _IN_TEXT for match in pattern.finditer(said)]
    return [(match, day) for match, day in matches if day is not None]


def _end_after(today: date, months: int) -> date | None:
    first = months_later(today.replace(day=1), months)
    return first and month_end(first.year, first.month)

"""The words and the arithmetic that every grammar of days shares."""

from __future__ import annotations

import calendar
import re
import unicodedata
from datetime import date, timedelta

from cardscan.orthography.numerals import kanji_numbers_to_digits

WEEKDAYS = "月火水木金土日"
"""In the order of ``date.weekday``: Monday is 0."""

ENGLISH_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WEEKDAY = r"(?P<weekday>mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?"
"""An English weekday; its first three letters are one of ``ENGLISH_WEEKDAYS``."""

FULL_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
ENGLISH_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
"""An English month; its first three letters are one of ``ENGLISH_MONTHS``."""

MONTHS_SIGN = "[かヶヵカケ箇]月"
"""How a number of months is counted: 3か月, 3ヶ月."""

NUMBER = r"(?P<number>\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_NUMBER_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")

_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925}
"""The year before the first of each era."""

_MONDAY_TO_FRIDAY = 4


def plain(text: str) -> str:
    """One spelling of the same words: NFKC, lower case, kanji numerals as digits, single spaces."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(kanji_numbers_to_digits(_with_western_years(folded)).split())


def number(word: str) -> int:
    """What a match of ``NUMBER`` counts."""
    return int(word) if word.isdecimal() else 1 if word in ("a", "an") else _NUMBER_WORDS.index(word) + 1


def english_month(word: str) -> int:
    """1 to 12 for a match of ``MONTH``."""
    return ENGLISH_MONTHS.index(word[:3]) + 1


def english_weekday(word: str) -> int:
    """0 (Monday) to 6 for a match of ``WEEKDAY``."""
    return ENGLISH_WEEKDAYS.index(word[:3])


def day_of(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar has none."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month_end(year: int, month: int) -> date | None:
    """The last day of a month; None where there is no such month."""
    try:
        return date(year, month, calendar.monthrange(year, month)[1])
    except (ValueError, calendar.IllegalMonthError):
        return None


def months_later(day: date, months: int) -> date | None:
    """The same day so many months later (before, where negative), or that month's last; None beyond the calendar."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    end = month_end(year, month + 1) if 1 <= year <= 9999 else None
    return end and end.replace(day=min(day.day, end.day))


def days_later(day: date, days: int) -> date | None:
    """So many days later, or before where negative; None beyond the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def week_day(today: date, weeks: int, weekday: int = _MONDAY_TO_FRIDAY) -> date | None:
    """A day (Friday, if none is said) of the week so many weeks on; weeks begin on Monday."""
    return days_later(today, 7 * weeks + weekday - today.weekday())


def _with_western_years(text: str) -> str:
    """令和8年 → 2026年, also 元年."""

    def western(era: re.Match[str]) -> str:
        count = "1" if era[2] == "元" else kanji_numbers_to_digits(era[2])
        return f"{_ERAS[era[1]] + int(count)}年" if count.isdecimal() else era[0]

    return re.sub(rf"({'|'.join(_ERAS)})([元0-9〇一二三四五六七八九十]{{1,3}})年", western, text)

"""What a person types into the search, taken apart; pure.

=============================  =================================================================
``斎藤 税理士``                 both, anywhere
``"Sample Tax Office"``        these characters in a row, within one value
``name:さいとう``               the name or its reading
``company:サンプル``            the firm
``title:代表``                  title, department or qualification
``address:世田谷``              the address or its postal code
``phone:5678``                 a telephone or fax number
``mail:example``               mail and web addresses, accounts, registration numbers
``event:交流会``                the event, its place, what was noted about the import
``note:テニス``                 a note on the person or on the event
``look:眼鏡``                   what they looked like; also ``talk:``, ``promise:``
``tag:税``                      a tag
``met:2026-11``                met in that month; also a year, a day, ``2026-10..2026-12``, ``2026-10..``, ``met:先月``
``6月 先月 last month``          this word, or met, talked to or promised something then (see ``dates.past_days``)
``6月の交流会``                  the same as ``6月 交流会``
``-大阪``                       not this; also ``-company:サンプル``
``+81 3 1234``                 one telephone number, in spite of the spaces
=============================  =================================================================

Full-width signs do as well (``ｃｏｍｐａｎｙ：サンプル``), and a space may follow the colon. Other words with
a colon, such as ``10:30``, mean themselves.
"""

from __future__ import annotations

import calendar
import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from itertools import takewhile

from cardscan.dates.days import Days
from cardscan.dates.past_days import past_days
from cardscan.errors import InvalidInput
from cardscan.orthography.fold import search_fold
from cardscan.store.full_text import IndexColumn

_COLUMNS = {
    "name": (IndexColumn.NAME, IndexColumn.READING),
    "company": (IndexColumn.COMPANY,),
    "title": (IndexColumn.TITLE,),
    "address": (IndexColumn.ADDRESS,),
    "phone": (IndexColumn.PHONE,),
    "mail": (IndexColumn.ONLINE,),
    "event": (IndexColumn.EVENT,),
    "note": (IndexColumn.NOTE,),
    "look": (IndexColumn.LOOK,),
    "talk": (IndexColumn.TALK,),
    "promise": (IndexColumn.PROMISE,),
    "tag": (IndexColumn.TAG,),
}

_PIECE = re.compile(rf'(-?)(?:({"|".join(_COLUMNS)}|met):\s*)?("[^"]*"?|[^\s"]+)', re.IGNORECASE)
_PHONE_BEGINS = re.compile(r"[+(0][0-9()-]*")
_PHONE_GOES_ON = re.compile(r"[0-9()-]+")
_DAY = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?")
_MOST_WORDS = 6
"""Of one time: “the 20th of June, 2025” has five."""
_MOST_TIMES = 50
"""Each is a condition of its own, and SQLite's depth of an expression is 1,000."""
_Piece = tuple[str, str, str]
"""A minus, a key and the rest, each of which may be missing."""
_QUOTES = str.maketrans("“”„‟", '""""')


@dataclass(frozen=True, slots=True)
class Word:
    """Something to be found."""

    text: str
    """As typed, in NFKC."""
    columns: tuple[IndexColumn, ...] = ()
    """Where; empty: anywhere."""
    unwanted: bool = False


@dataclass(frozen=True, slots=True)
class TimeWord:
    """A time as typed, with the days it can mean."""

    text: str
    days: tuple[Days, ...]


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked."""

    words: tuple[Word, ...]
    met: tuple[Days, ...] | None = None
    """Days of which one must be that of a meeting; None: whenever."""
    times: tuple[TimeWord, ...] = ()


def parse_query(text: str, today: date | None = None) -> Query:
    """Take a query apart; words that are nothing but signs are left out.

    Args:
        text: What was typed.
        today: The day from which 先月 counts; None: the day it is.

    Raises:
        InvalidInput: ``met:`` is not followed by a time, or too many times are named.
    """
    now = today or date.today()
    met: tuple[Days, ...] | None = None
    words: list[Word] = []
    times: list[TimeWord] = []
    plain = unicodedata.normalize("NFKC", text.encode("utf-8", "replace").decode("utf-8")).translate(_QUOTES)
    pieces = _PIECE.findall(plain)
    while pieces:
        if found := _time_at_begin(pieces, now):
            time, rest = found
            times.append(time)
            pieces = rest
            continue
        minus, key, piece = pieces.pop(0)
        content = piece.strip('"')
        if key.lower() == "met":
            met = _both(met, _days(content, now))
        elif search_fold(content):
            words.append(Word(content, _COLUMNS.get(key.lower(), ()), unwanted=bool(minus)))
    told = tuple(dict.fromkeys(times))
    if len(told) > _MOST_TIMES:
        raise InvalidInput(
            f"more than {_MOST_TIMES} times are asked for; a span of days is written met:2026-10..2026-12"
        )
    return Query(tuple(_with_phones_joined(words)), met, told)


def _time_at_begin(pieces: list[_Piece], today: date) -> tuple[TimeWord, list[_Piece]] | None:
    """The longest time that the next words name, and what is left; also one that の joins to another word."""
    plain = list(takewhile(lambda piece: not piece[0] and not piece[1] and '"' not in piece[2], pieces))
    for count in range(min(_MOST_WORDS, len(plain)), 0, -1):
        said = " ".join(piece for _, _, piece in plain[:count])
        if days := past_days(said, today):
            return TimeWord(said, days), pieces[count:]
    if plain:
        word = plain[0][2]
        for at in reversed([place for place, character in enumerate(word) if character == "の"]):
            if (days := past_days(word[:at], today)) and search_fold(word[at + 1 :]):
                return TimeWord(word[:at], days), [("", "", word[at + 1 :]), *pieces[1:]]
    return None


def _with_phones_joined(words: list[Word]) -> list[Word]:
    """``+81 3 1234`` is one number; a run of digits that does not begin like a number stays by itself."""
    joined: list[Word] = []
    in_number = False
    for word in words:
        anywhere = not word.columns and not word.unwanted
        if in_number and anywhere and _PHONE_GOES_ON.fullmatch(word.text):
            joined[-1] = Word(joined[-1].text + word.text)
            continue
        in_number = anywhere and _PHONE_BEGINS.fullmatch(word.text) is not None
        joined.append(word)
    return [
        Word(word.text.replace("(0)", ""), word.columns, word.unwanted) if word.text.startswith("+") else word
        for word in joined
    ]


def _days(text: str, today: date) -> tuple[Days, ...]:
    """A day, a month, a year, a span of these that may be open at one end, or a time as people say it."""
    if said := past_days(text, today):
        return said
    first, dots, last = text.partition("..")
    if not dots:
        last = first
    if not (first or last):
        raise _not_a_time(text)
    begin = _span(first, text).first if first else date.min
    end = _span(last, text).last if last else date.max
    if begin > end:
        raise InvalidInput(f"met:{text} ends before it begins.")
    return (Days(begin, end),)


def _span(text: str, whole: str) -> Days:
    shape = _DAY.fullmatch(text)
    if shape is None:
        raise _not_a_time(whole)
    year, month, day = (int(part) if part else None for part in shape.groups())
    try:
        first = date(year or 0, month or 1, day or 1)
        last_month = month or 12
        last = date(first.year, last_month, day or calendar.monthrange(first.year, last_month)[1])
    except ValueError as error:
        raise _not_a_time(whole) from error
    return Days(first, last)


def _both(one: tuple[Days, ...] | None, other: tuple[Days, ...]) -> tuple[Days, ...]:
    """The days that lie in both; where there are none, none, and nobody was met on them."""
    if one is None:
        return other
    narrowed = [Days(max(a.first, b.first), min(a.last, b.last)) for a in one for b in other]
    return tuple(days for days in narrowed if days.first <= days.last)


def _not_a_time(text: str) -> InvalidInput:
    return InvalidInput(
        f"met:{text} is not a time; write met:2026, met:2026-11, met:2026-11-20, met:2026-10..2026-12 or met:先月."
    )

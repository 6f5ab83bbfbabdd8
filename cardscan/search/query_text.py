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
``tag:税``                      a tag
``met:2026-11``                met in that month; also a year, a day, ``2026-10..2026-12``, ``2026-10..``
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

from cardscan.dates.days import Days
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
    "tag": (IndexColumn.TAG,),
}

_PIECE = re.compile(rf'(-?)(?:({"|".join(_COLUMNS)}|met):\s*)?("[^"]*"?|[^\s"]+)', re.IGNORECASE)
_PHONE_BEGINS = re.compile(r"[+(0][0-9()-]*")
_PHONE_GOES_ON = re.compile(r"[0-9()-]+")
_DAY = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?")
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
class Query:
    """What is asked."""

    words: tuple[Word, ...]
    met: Days | None = None


def parse_query(text: str) -> Query:
    """Take a query apart; words that are nothing but signs are left out.

    Raises:
        InvalidInput: ``met:`` is not followed by a time.
    """
    met: Days | None = None
    words: list[Word] = []
    plain = unicodedata.normalize("NFKC", text.encode("utf-8", "replace").decode("utf-8")).translate(_QUOTES)
    for minus, key, piece in _PIECE.findall(plain):
        content = piece.strip('"')
        if key.lower() == "met":
            met = _both(met, _days(content))
        elif search_fold(content):
            words.append(Word(content, _COLUMNS.get(key.lower(), ()), unwanted=bool(minus)))
    return Query(tuple(_with_phones_joined(words)), met)


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


def _days(text: str) -> Days:
    """A day, a month, a year, or a span of these that may be open at one end."""
    first, dots, last = text.partition("..")
    if not dots:
        last = first
    if not (first or last):
        raise _not_a_time(text)
    begin = _span(first, text).first if first else date.min
    end = _span(last, text).last if last else date.max
    if begin > end:
        raise InvalidInput(f"met:{text} ends before it begins.")
    return Days(begin, end)


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


def _both(one: Days | None, other: Days) -> Days:
    """The days that lie in both; where there are none the span is empty, and so is the answer."""
    return other if one is None else Days(max(one.first, other.first), min(one.last, other.last))


def _not_a_time(text: str) -> InvalidInput:
    return InvalidInput(
        f"met:{text} is not a time; write met:2026, met:2026-11, met:2026-11-20 or met:2026-10..2026-12."
    )

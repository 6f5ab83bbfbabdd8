"""The day by which a promise is to be done, as it is typed."""

from __future__ import annotations

from datetime import date

from cardscan.errors import InvalidInput

NO_DAY = ("none", "-", "ー", "なし", "no")
"""What may be typed for no day."""


def due_of(by: str | None, text: str, today: date) -> date | None:
    """The day that ``--by`` names, or where that was not given the first one that the promise itself names.

    Raises:
        InvalidInput: What was typed names no day.
    """
    from cardscan.dates.due_day import day_in_text, due_day

    if by is None:
        return day_in_text(text, today)
    if by.strip().lower() in NO_DAY:
        return None
    found = due_day(by, today)
    if found is None:
        raise InvalidInput(
            f"“{by}” is no day; write for example 2026-12-04, 12月3日, 明日, 来週金曜, 月末, in 2 weeks or none"
        )
    return found

"""Which automatic backups to let go of: the older they are, the fewer are worth keeping."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta

_STAGES: tuple[tuple[int, Callable[[date], object]], ...] = (
    (12, lambda day: day),
    (10, lambda day: day.isocalendar()[:2]),
    (9, lambda day: (day.year, day.month)),
)
"""How many days, then weeks, then months keep their last backup: Anki's numbers, which reach back about a year."""


def superseded(made: Iterable[datetime], now: datetime) -> set[datetime]:
    """Those of some moments at which backups were made that are not worth keeping any more.

    Everything of today and yesterday stays, and the newest in any case; before that, the last one of each of twelve
    days, then of ten weeks, then of nine months in which there was one.

    Args:
        made: When the backups were made.
        now: The present; days begin at midnight of its zone.
    """
    newest_first = sorted(set(made), reverse=True)
    stages = [(limit, period) for limit, period in _STAGES]
    gone: set[datetime] = set()
    kept_day: date | None = None
    for moment in newest_first:
        day = moment.astimezone(now.tzinfo).date()
        if kept_day is None or day >= now.date() - timedelta(days=1):
            kept_day = day
            continue
        while stages and stages[0][0] == 0:
            stages.pop(0)
        if not stages:
            gone.add(moment)
            continue
        left, period = stages[0]
        if period(day) == period(kept_day):
            gone.add(moment)
        else:
            stages[0] = (left - 1, period)
            kept_day = day
    return gone

"""The day of reviews: it begins at 4:00, so that an evening that ends after midnight is one day; pure."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, tzinfo

DAY_BEGINS = time(4)
"""Local time; the same as Anki's default for "next day starts at"."""


def learning_day(moment: datetime, zone: tzinfo | None = None) -> date:
    """The day that a moment belongs to.

    Args:
        moment: Aware.
        zone: Whose clock counts; None: this machine's.
    """
    local = moment.astimezone(zone).replace(tzinfo=None)
    return (local - timedelta(hours=DAY_BEGINS.hour)).date()


def beginning(day: date, zone: tzinfo | None = None) -> datetime:
    """The moment, in UTC, at which a day of reviews begins by the clock of ``zone`` (None: this machine's)."""
    return datetime.combine(day, DAY_BEGINS, zone).astimezone(UTC)

"""What is taken from a calendar: one occurrence of an appointment; frozen records."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Appointment:
    """One occurrence of an appointment."""

    uid: str
    """The calendar's id of the appointment, the same for all its occurrences."""
    recurrence: str | None
    """Which occurrence of a recurring one, by when its rule puts it (RFC 5545, 3.8.4.4): ``20261120T100000Z`` in UTC,
    ``20261120T190000`` where no zone is known, ``20261120`` for a whole day. None for one that does not recur."""
    name: str
    """As it stands in the file: hostile text."""
    start: datetime | date
    """A date: the whole day. A moment without a zone: as the clock shows it wherever one is."""
    end: datetime | date
    """A date: the last day. A moment has the zone of ``start``."""
    place: str | None
    memo: str | None
    """The description, cut at ``MOST_OF_MEMO`` characters."""

    @property
    def key(self) -> str:
        """What tells this occurrence from all others: two of the same key are the same."""
        return self.uid if self.recurrence is None else f"{self.uid}#{self.recurrence}"

    @property
    def day(self) -> date:
        """The day on which it begins."""
        return self.start.date() if isinstance(self.start, datetime) else self.start


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An appointment that was not taken from a calendar."""

    name: str
    """What it is called, or its id; hostile text."""
    reason: str


@dataclass(frozen=True, slots=True)
class CalendarReading:
    """What a calendar holds within some days."""

    appointments: tuple[Appointment, ...]
    """By when they begin."""
    left_out: tuple[LeftOut, ...]
    """What could not be understood."""
    free: int
    """How many whole days that block no time (birthdays, holidays) were left out."""
    cancelled: int
    """How many occurrences were called off."""


MOST_OF_MEMO = 1000
"""Characters: enough for an agenda; invitations to calls are often longer, and end in numbers for dialling in."""

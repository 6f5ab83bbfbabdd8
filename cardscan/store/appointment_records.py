"""What importing a calendar did; frozen records with public ids."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cardscan.store.records import Event


@dataclass(frozen=True, slots=True)
class CalendarUpdate:
    """What became of the events of a calendar."""

    new: tuple[Event, ...]
    changed: tuple[Event, ...]
    unchanged: int
    removed: int
    """How many the calendar no longer has, which held nothing either."""
    kept: tuple[Event, ...]
    """Those that the calendar no longer has, but somebody was met there or something was written down."""


@dataclass(frozen=True, slots=True)
class PhotoDuring:
    """A photo whose event was a bare day, and that was taken during an appointment."""

    photo_id: str
    person_ids: tuple[str, ...]
    """The people of its cards; nobody for a picture without cards."""
    was: Event
    """The event of that day."""
    candidates: tuple[Event, ...]
    """The one appointment that it belongs to, or those among which nothing tells which."""
    moved: bool
    """Whether it belongs to that appointment now. It does not where there are several, or where the day's event holds
    a memo or a note and so was made an event of its own by a person."""

"""The part of the store's door for events, and for who was met at which."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from cardscan.store import events
from cardscan.store.base import StoreBase
from cardscan.store.ids import IdKind, row_number
from cardscan.store.indexing import reindex
from cardscan.store.journal import in_few_words

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from cardscan.store.records import Event


class EventStore(StoreBase):
    """A store that knows the occasions at which people were met."""

    def add_event(
        self, name: str, day: date | None, *, end: date | None = None, place: str | None = None, memo: str | None = None
    ) -> Event:
        """A new event, of one day or from ``day`` to ``end``.

        Raises:
            InvalidInput: It has no name, or ends before it begins.
        """
        with self._database.writing("event", in_few_words(name)) as connection:
            return _event(connection, events.add_event(connection, name, day, end, place, memo))

    def ensure_event(self, name: str, day: date | None) -> Event:
        """The event of this name that begins on this day; it is made where there is none."""
        with self._database.writing("event", in_few_words(name)) as connection:
            return _event(connection, events.ensure_event(connection, name, day))

    def event(self, ref: str) -> Event:
        """The event with this id or this unambiguous name."""
        with self._database.reading() as connection:
            return events.find_event(connection, ref)

    def events(self) -> list[Event]:
        """All events by day, those without a day last."""
        with self._database.reading() as connection:
            return events.all_events(connection)

    def edit_event(self, ref: str, changes: Mapping[str, str | date | None]) -> Event:
        """Change an event's name, start, end, place or memo (days as dates or like ``2026-11-20``).

        Raises:
            InvalidInput: Something else is to be changed, or the result makes no event.
        """
        with self._database.writing("event", ", ".join(changes)) as connection:
            number = event_number(connection, ref)
            events.change_event(connection, number, changes)
            reindex(connection, events.attendees(connection, number))
            return _event(connection, number)

    def delete_event(self, ref: str) -> None:
        """Forget an event with its notes; the people met there stay."""
        with self._database.writing("event", "deleted") as connection:
            number = event_number(connection, ref)
            there = events.attendees(connection, number)
            events.remove_event(connection, number)
            reindex(connection, there)

    def attach(self, person_id: str, event_id: str) -> None:
        """Say that a person was met at an event; saying it twice changes nothing."""
        with self._changing(person_id, "event", f"met at {event_id}") as (connection, number):
            events.attach(connection, number, event_number(connection, event_id))

    def detach(self, person_id: str, event_id: str) -> None:
        """Say that a person was not met at an event."""
        with self._changing(person_id, "event", f"not met at {event_id}") as (connection, number):
            events.detach(connection, number, event_number(connection, event_id))


def event_number(connection: Connection, ref: str) -> int:
    """The row number of the event with this id or this unambiguous name."""
    return row_number(events.find_event(connection, ref).id, IdKind.EVENT)


def _event(connection: Connection, number: int) -> Event:
    return events.events_by_number(connection, [number])[number]

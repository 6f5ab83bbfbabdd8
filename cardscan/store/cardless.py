"""People of whom there is no card, so that nobody who was met is lost."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import func, select, update

from cardscan.errors import InvalidInput
from cardscan.store.database import insert_row
from cardscan.store.editing import change_fields
from cardscan.store.events import meet
from cardscan.store.ids import IdKind, public_id
from cardscan.store.notes import utc
from cardscan.store.schema import encounters, people

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from cardscan.store.editing import Changes


def add_cardless(
    connection: Connection, changes: Changes, *, event_id: int | None, after: int | None, now: datetime
) -> int:
    """A new person whose values a person typed; returns the row number.

    Args:
        connection: A transaction.
        changes: Contact field → value or values (as of ``change_fields``); none are needed.
        event_id: Where the person was met.
        after: The person who was met there just before; None: the person is the last one so far.
        now: The present, aware.

    Raises:
        InvalidInput: A value does not fit its field, or ``after`` was not met there.
    """
    person_id = insert_row(connection, people, sort_key="", created_at=utc(now), updated_at=utc(now))
    change_fields(connection, person_id, changes)
    if event_id is not None:
        meet(connection, person_id, event_id=event_id)
        if after is not None:
            _move_behind(connection, person_id, event_id, after)
    return person_id


def _move_behind(connection: Connection, person_id: int, event_id: int, after: int) -> None:
    """Let a person who was met last stand right behind another one of the same event; all in between move back one."""
    last_of = select(func.max(encounters.c.received)).where(encounters.c.event_id == event_id)
    place = connection.scalar(last_of.where(encounters.c.person_id == after))
    own = connection.scalar(last_of.where(encounters.c.person_id == person_id))
    if place is None:
        person, event = public_id(IdKind.PERSON, after), public_id(IdKind.EVENT, event_id)
        raise InvalidInput(f"{person} was not met at {event}, so nobody can have been met right after.")
    # by way of negative numbers, because the place is unique at any moment
    moved = encounters.c.received > place
    connection.execute(update(encounters).where(moved).values(received=-encounters.c.received - 1))
    connection.execute(update(encounters).where(encounters.c.received == -own - 1).values(received=place + 1))
    connection.execute(update(encounters).where(encounters.c.received < 0).values(received=-encounters.c.received))

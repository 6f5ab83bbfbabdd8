"""The events of a whole calendar brought up to date: by their ids, and by their day where an id changed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, func, select, update

from cardscan.orthography.fold import search_fold
from cardscan.store.appointment_records import CalendarUpdate
from cardscan.store.appointments import put_appointment
from cardscan.store.events import events_by_number
from cardscan.store.schema import encounters, event_photos, events, first_sessions, looks, notes, promises, talks
from cardscan.store.storable_text import storable_line, storable_text

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row

    from cardscan.calendar.appointment import Appointment

_RECURRENCE = re.compile(r"#\d{8}(?:T\d{6}Z?)?$")
"""What ``Appointment.key`` puts behind the id of a series."""

_HANGING = (encounters, event_photos, first_sessions, looks, notes, promises, talks)
"""The tables that tell what happened at an event."""


def update_calendar(
    connection: Connection, appointments: Sequence[Appointment], first: date, last: date
) -> CalendarUpdate:
    """Make the appointments events, or bring their events up to date.

    An event of the same name on the same day that is of no calendar yet, from a folder's name or made by hand, is the
    appointment's. When a whole series moves by half an hour, or something single begins to recur, its ids change; then
    the events of the same day are the same. Events of these series within the days that the calendar no longer has are
    removed if they hold nothing.

    Args:
        connection: A transaction.
        appointments: Everything that the calendar holds within the days, of the series that are to be kept.
        first: The first day.
        last: The last day.
    """
    memos = {_line(one.uid): one.memo for one in appointments}
    keys = {_line(one.key) for one in appointments}
    rows = connection.execute(select(events)).all()
    known = {row.calendar_uid: row for row in rows if row.calendar_uid is not None}
    named = {(search_fold(row.name), row.start_day): row for row in rows if row.calendar_uid is None}
    gone = [
        row
        for key, row in known.items()
        if key not in keys and _series(key) in memos and first <= row.start_day <= last
    ]
    new, changed, unchanged = [], [], 0
    for one in appointments:
        key = _line(one.key)
        row = known.get(key) or _renamed(connection, gone, one, key)
        place = one.place
        if row is None and (row := named.pop((search_fold(one.name), one.day), None)) is not None:
            connection.execute(update(events).where(events.c.id == row.id).values(calendar_uid=key))
            place = place or row.place
        number = put_appointment(connection, key, one.name, one.start, one.end, place=place, memo=one.memo)
        if row is None:
            new.append(number)
        elif _shown(row) != _shown(connection.execute(select(events).where(events.c.id == number)).one()):
            changed.append(number)
        else:
            unchanged += 1
    bare = [row.id for row in gone if not _holds_something(connection, row, memos[_series(row.calendar_uid)])]
    connection.execute(delete(events).where(events.c.id.in_(bare)))
    found = events_by_number(connection, [*new, *changed, *(row.id for row in gone)])
    return CalendarUpdate(
        new=tuple(found[number] for number in new),
        changed=tuple(found[number] for number in changed),
        unchanged=unchanged,
        removed=len(bare),
        kept=tuple(found[row.id] for row in gone if row.id in found),
    )


def _renamed(connection: Connection, gone: list[Row[Any]], one: Appointment, key: str) -> Row[Any] | None:
    """The event of the same series and day whose id the calendar no longer has; it takes on the new id."""
    for row in gone:
        if _series(row.calendar_uid) == _line(one.uid) and row.start_day == one.day:
            connection.execute(update(events).where(events.c.id == row.id).values(calendar_uid=key))
            gone.remove(row)
            return row
    return None


def _holds_something(connection: Connection, row: Row[Any], memo: str | None) -> bool:
    """Whether somebody was met there or something was written down; a memo from the calendar is nothing."""
    if row.memo and row.memo != storable_text(memo or ""):
        return True
    return any(
        connection.scalar(select(func.count()).select_from(table).where(table.c.event_id == row.id))
        for table in _HANGING
    )


def _line(key: str) -> str:
    return storable_line(key)


def _series(key: str) -> str:
    return _RECURRENCE.sub("", key)


def _shown(row: Row[Any]) -> tuple[Any, ...]:
    return (row.name, row.start_day, row.end_day, row.starts_at, row.ends_at, row.utc_offset_seconds, row.place)

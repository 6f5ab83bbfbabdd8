"""Events that come from a calendar: known by its id for them, with the hours from when until when."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import select, update

from cardscan.errors import InvalidInput
from cardscan.store.database import insert_row
from cardscan.store.schema import events
from cardscan.store.storable_text import storable_line, storable_text

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row


def put_appointment(
    connection: Connection,
    uid: str,
    name: str,
    start: datetime | date,
    end: datetime | date,
    *,
    place: str | None,
    memo: str | None,
) -> int:
    """The event of an appointment, made or brought up to date; returns its row number.

    A memo that is there already stays, since a person may have written it.

    Args:
        connection: A transaction.
        uid: The calendar's id of this one occurrence.
        name: What it is called.
        start: When it begins; a date: the whole day.
        end: When it is over; a date: the last day.
        place: Where.
        memo: Anything else.

    Raises:
        InvalidInput: It has no name, or ends before it begins.
    """
    row = _row(uid, name, start, end) | {"place": storable_line(place or "") or None}
    known = connection.execute(select(events).where(events.c.calendar_uid == row["calendar_uid"])).one_or_none()
    note = storable_text(memo or "") or None
    if known is None:
        return insert_row(connection, events, **row, memo=note)
    connection.execute(update(events).where(events.c.id == known.id).values(**row, memo=known.memo or note))
    return int(known.id)


def appointments_at(connection: Connection, moment: datetime) -> list[int]:
    """The row numbers of the events with hours that a moment lies within, the one that began last first.

    A moment without a zone is compared with the clock at the place, as the time of a photo is.
    """
    return [row.id for row, _ in _during(connection, moment)]


def likeliest_at(connection: Connection, moment: datetime) -> list[int]:
    """The row numbers of the appointments that a moment most likely belongs to.

    The shortest of those with hours, since what lies within something longer is the more exact; where there are none,
    the shortest of those of whole days. More than one: nothing tells which.
    """
    timed = _during(connection, moment)
    timed = [found for found in timed if found[0].ends_at > found[1]] or timed  # one that is just over gives way
    if timed:
        spans = {row.id: row.ends_at - row.starts_at for row, _ in timed}
    else:
        day = moment.date()
        query = select(events).where(
            events.c.calendar_uid.is_not(None),
            events.c.starts_at.is_(None),
            events.c.start_day <= day,
            events.c.end_day >= day,
        )
        spans = {row.id: row.end_day - row.start_day for row in connection.execute(query.order_by(events.c.id))}
    return [number for number, span in spans.items() if span == min(spans.values())]


def _during(connection: Connection, moment: datetime) -> list[tuple[Row[Any], datetime]]:
    """Events with hours that a moment lies within, each with the moment as the clock there showed it."""
    a_day, offset, plain = timedelta(days=1), moment.utcoffset(), moment.replace(tzinfo=None)
    query = select(events).where(events.c.starts_at <= plain + a_day, events.c.ends_at >= plain - a_day)
    found = []
    for row in connection.execute(query.order_by(events.c.starts_at.desc(), events.c.id.desc())):
        local = plain
        if offset is not None and row.utc_offset_seconds is not None:
            local += timedelta(seconds=row.utc_offset_seconds) - offset
        if row.starts_at <= local <= row.ends_at:
            found.append((row, local))
    return found


def _row(uid: str, name: str, start: datetime | date, end: datetime | date) -> dict[str, Any]:
    known, title = storable_line(uid), storable_line(name)
    if not known or not title:
        raise InvalidInput("An appointment needs an id and a name.")
    timed = isinstance(start, datetime) and isinstance(end, datetime)
    first, last = _day(start), _day(end)
    if timed and isinstance(end, datetime) and end > start and end.time() == datetime.min.time():
        last = max(first, last - timedelta(days=1))  # until midnight is not into the next day
    starts, ends = (moment.replace(tzinfo=None) if isinstance(moment, datetime) else None for moment in (start, end))
    if last < first or (starts is not None and ends is not None and ends < starts):
        raise InvalidInput(f"The appointment “{title}” cannot last from {start} to {end}.")
    offset = start.utcoffset() if isinstance(start, datetime) else None
    return {
        "calendar_uid": known,
        "name": title,
        "start_day": first,
        "end_day": last,
        "starts_at": starts if timed else None,
        "ends_at": ends if timed else None,
        "utc_offset_seconds": int(offset.total_seconds()) if timed and offset is not None else None,
    }


def _day(moment: datetime | date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment

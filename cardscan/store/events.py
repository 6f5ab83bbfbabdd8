"""Events, and who was met at which."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from itertools import islice
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, func, insert, select, update

from cardscan.errors import InvalidInput, NotFound
from cardscan.orthography.fold import search_fold
from cardscan.store.database import insert_row
from cardscan.store.ids import IdKind, missing, parse_id, public_id, row_number
from cardscan.store.listed import listed
from cardscan.store.records import Event
from cardscan.store.schema import encounters, events, looks, promises, talks
from cardscan.store.storable_text import storable_line, storable_text
from cardscan.store.summaries import taken_moment

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row

_MOST_CHOICES = 10
"""More events than this are not listed in a message."""

CHANGEABLE = ("name", "start", "end", "place", "memo")
"""What ``change_event`` can change."""


def all_events(connection: Connection, numbers: Sequence[int] | None = None) -> list[Event]:
    """Events by day, those without a day last; with ``numbers`` only these."""
    met = (
        select(encounters.c.event_id, func.count(encounters.c.person_id.distinct()).label("people"))
        .where(listed(encounters.c.person_id))
        .group_by(encounters.c.event_id)
        .subquery()
    )
    query = select(events, func.coalesce(met.c.people, 0).label("people")).join(
        met, met.c.event_id == events.c.id, isouter=True
    )
    if numbers is not None:
        query = query.where(events.c.id.in_(numbers))
    query = query.order_by(events.c.start_day.is_(None), events.c.start_day, events.c.id)
    return [_event(row) for row in connection.execute(query)]


def find_event(connection: Connection, ref: str) -> Event:
    """The event with this id, or with this name where only one has it; of a calendar's those where somebody was met.

    Raises:
        NotFound: None has.
        InvalidInput: Several have.
    """
    parsed = parse_id(ref)
    if parsed is not None and parsed[0] is IdKind.EVENT:
        found = all_events(connection, [parsed[1]])
        if not found:
            raise missing(*parsed)
        return found[0]
    wanted = search_fold(ref)
    known = all_events(connection)
    named = [event for event in known if wanted and search_fold(event.name) == wanted]
    named = named or [event for event in known if wanted and wanted in search_fold(event.name)]
    if not named:
        raise NotFound(f"There is no event “{ref}”. `cardscan event list` shows them all.")
    named = [event for event in named if event.people or event.calendar_uid is None] or named
    if len(named) > 1:
        listed = (f"{event.id} ({event.name}{f', {event.start}' if event.start else ''})" for event in named)
        choices = ", ".join(islice(listed, _MOST_CHOICES))
        more = " and more" if len(named) > _MOST_CHOICES else ""
        raise InvalidInput(f"Several events are called “{ref}”: {choices}{more}. Use the id.")
    return named[0]


def add_event(
    connection: Connection, name: str, start: date | None, end: date | None, place: str | None, memo: str | None
) -> int:
    """A new event; returns its row number.

    Raises:
        InvalidInput: It has no name, or ends before it begins.
    """
    row = _checked({"name": name, "start": start, "end": end or start, "place": place, "memo": memo})
    return insert_row(connection, events, **row)


def ensure_event(connection: Connection, name: str, day: date | None) -> int:
    """The event of this name on this day, made where there is none yet; returns its row number."""
    same_day = events.c.start_day.is_(None) if day is None else events.c.start_day == day
    query = select(events.c.id).where(events.c.name == storable_line(name), same_day).order_by(events.c.id)
    known = connection.scalar(query.limit(1))
    return known if known is not None else add_event(connection, name, day, day, None, None)


def change_event(connection: Connection, number: int, changes: Mapping[str, str | date | None]) -> None:
    """Change name, start, end, place or memo; an event of one day that is moved stays one of one day.

    Raises:
        InvalidInput: Something else is to be changed, or the result has no name or ends before it begins.
    """
    if unknown := sorted(set(changes) - set(CHANGEABLE)):
        raise InvalidInput(f"An event has no “{unknown[0]}”; it has {', '.join(CHANGEABLE)}.")
    (event,) = all_events(connection, [number])
    values: dict[str, Any] = {name: getattr(event, name) for name in CHANGEABLE} | dict(changes)
    if "start" in changes and "end" not in changes and event.start == event.end:
        values["end"] = values["start"]
    connection.execute(update(events).where(events.c.id == number).values(**_checked(values)))


def remove_event(connection: Connection, number: int) -> None:
    """Forget an event with its notes; the people met there stay."""
    connection.execute(delete(events).where(events.c.id == number))
    connection.execute(delete(encounters).where(encounters.c.event_id.is_(None), encounters.c.card_id.is_(None)))


def attendees(connection: Connection, number: int) -> list[int]:
    """The row numbers of the people met at an event."""
    return list(
        connection.scalars(select(encounters.c.person_id).where(encounters.c.event_id == number).group_by("person_id"))
    )


def meet(
    connection: Connection,
    person_id: int,
    *,
    event_id: int | None,
    card_id: int | None = None,
    photo_id: int | None = None,
    memo: str | None = None,
) -> None:
    """Record that a person was met, after everybody before."""
    last = connection.scalar(select(func.max(encounters.c.received))) or 0
    connection.execute(
        insert(encounters).values(
            person_id=person_id,
            event_id=event_id,
            card_id=card_id,
            photo_id=photo_id,
            received=last + 1,
            memo=storable_text(memo or "") or None,
        )
    )


def attach(connection: Connection, person_id: int, event_id: int) -> None:
    """Say that a person was met at an event: a card that came from nowhere, or from the bare day, came from there."""
    rows = connection.execute(
        select(encounters.c.id, encounters.c.event_id)
        .where(encounters.c.person_id == person_id)
        .order_by(encounters.c.received)
    ).all()
    if any(row.event_id == event_id for row in rows):
        return
    days = _bare_days_of(connection, event_id)
    known = [row for row in rows if row.event_id is None] or [row for row in rows if row.event_id in days]
    if not known:
        meet(connection, person_id, event_id=event_id)
        return
    there = known if known[0].event_id is not None else known[:1]
    numbers = [row.id for row in there if row.event_id == known[0].event_id]
    connection.execute(update(encounters).where(encounters.c.id.in_(numbers)).values(event_id=event_id))
    for table in (looks, talks, promises) if known[0].event_id is not None else ():
        at = (table.c.person_id == person_id) & (table.c.event_id == known[0].event_id)
        connection.execute(update(table).where(at).values(event_id=event_id))


def is_bare_day(row: Row[Any]) -> bool:
    """Whether an event is only a day: called like it by an import, since nothing said what was on."""
    named = row.calendar_uid is None and row.start_day is not None and row.start_day == row.end_day
    return named and row.name == row.start_day.isoformat()


def _bare_days_of(connection: Connection, event_id: int) -> list[int]:
    """The events that are only one of the days of this event."""
    event = connection.execute(select(events).where(events.c.id == event_id)).one()
    if event.start_day is None:
        return []
    query = select(events).where(events.c.start_day >= event.start_day, events.c.end_day <= event.end_day)
    return [row.id for row in connection.execute(query) if row.id != event_id and is_bare_day(row)]


def detach(connection: Connection, person_id: int, event_id: int) -> None:
    """Say that a person was not met at an event; that the card was received stays.

    Raises:
        NotFound: The person was not met there.
    """
    there = (encounters.c.person_id == person_id) & (encounters.c.event_id == event_id)
    if connection.scalar(select(encounters.c.id).where(there).limit(1)) is None:
        person, event = public_id(IdKind.PERSON, person_id), public_id(IdKind.EVENT, event_id)
        raise NotFound(f"{person} is not recorded as met at {event}.")
    connection.execute(delete(encounters).where(there, encounters.c.card_id.is_(None)))
    connection.execute(update(encounters).where(there).values(event_id=None))


def _checked(values: Mapping[str, Any]) -> dict[str, Any]:
    """The row for these values."""
    name = storable_line(values["name"] or "")
    if not name:
        raise InvalidInput("An event needs a name.")
    start, end = (_day(values[key]) for key in ("start", "end"))
    if (start is None) != (end is None) or (start is not None and end is not None and end < start):
        raise InvalidInput(f"The event “{name}” cannot last from {start} to {end}.")
    place, memo = storable_line(values["place"] or "") or None, storable_text(values["memo"] or "") or None
    return {"name": name, "start_day": start, "end_day": end, "place": place, "memo": memo}


def _day(value: date | str | None) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if value is None or isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise InvalidInput(f"“{value}” is not a day; write it like 2026-11-20.") from error


def _event(row: Row[Any]) -> Event:
    return Event(
        id=public_id(IdKind.EVENT, row.id),
        name=row.name,
        start=row.start_day,
        end=row.end_day,
        place=row.place,
        memo=row.memo,
        people=row.people,
        starts_at=taken_moment(row.starts_at, row.utc_offset_seconds),
        ends_at=taken_moment(row.ends_at, row.utc_offset_seconds),
        calendar_uid=row.calendar_uid,
    )


def events_by_number(connection: Connection, numbers: Iterable[int]) -> dict[int, Event]:
    """Row number → event."""
    wanted = sorted(set(numbers))
    return {row_number(event.id, IdKind.EVENT): event for event in all_events(connection, wanted)}

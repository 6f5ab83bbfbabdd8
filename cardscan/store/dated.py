"""Who has to do with some days: met on them, or something remembered from them or due on them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import and_, false, func, or_, select, union

from cardscan.dates.days import Days
from cardscan.store.database import chunks
from cardscan.store.schema import encounters, events, looks, notes, photos, promises, talks

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection, Select
    from sqlalchemy.sql.selectable import CompoundSelect

_MEMORIES = (looks, talks, promises)


@dataclass(frozen=True, slots=True)
class Dated:
    """Something of a person that is from one of the asked-for days."""

    field: Literal["met", "look", "talk", "promise", "note"]
    day: date
    text: str
    """The event's name, or what was written down."""


def met_on(spans: Sequence[Days]) -> Select[int]:
    """People met at an event of these days, or outside any dated event with a photo taken on one of them."""
    return _encounters(select(encounters.c.person_id)).where(_met(spans))


def dated_on(spans: Sequence[Days]) -> CompoundSelect[int]:
    """People met on these days, or of whom something is remembered that is from them or due on them."""
    own = [
        select(table.c.person_id)
        .join(events, table.c.event_id == events.c.id, isouter=True)
        .where(_written(table, spans))
        for table in _MEMORIES
    ]
    due = select(promises.c.person_id).where(_within(promises.c.due_day, spans))
    noted = select(notes.c.person_id).where(notes.c.person_id.is_not(None), _moment(notes.c.at, spans))
    return union(met_on(spans), *own, due, noted)


def first_and_last_day(connection: Connection) -> Days | None:
    """The first and the last day that anything is from or due on; None where nothing has a day."""
    columns = (
        *(events.c.start_day, events.c.end_day, photos.c.taken_at, promises.c.due_day, notes.c.at),
        *(table.c.at for table in _MEMORIES),
    )
    ends = [connection.execute(select(func.min(column), func.max(column))).one() for column in columns]
    days = [end.date() if isinstance(end, datetime) else end for row in ends for end in row if end is not None]
    if not days:
        return None
    spare = timedelta(days=1)  # moments in UTC may be a day before or after by the person's own clock
    return Days(max(min(days), date.min + spare) - spare, min(max(days), date.max - spare) + spare)


def dated_texts(connection: Connection, person_ids: Sequence[int], spans: Sequence[Days]) -> dict[int, list[Dated]]:
    """Row number of each person → what of theirs is from these days or due on them, meetings first."""
    found: dict[int, list[Dated]] = {number: [] for number in person_ids}
    for portion in chunks(person_ids):
        columns = (encounters.c.person_id, events.c.name, events.c.start_day, photos.c.taken_at)
        query = _encounters(select(*columns)).where(encounters.c.person_id.in_(portion), _met(spans))
        for row in connection.execute(query.order_by(encounters.c.received)):
            day = row.start_day or row.taken_at.date()
            met = Dated("met", day, "" if row.name in (None, day.isoformat()) else row.name)
            if met not in found[row.person_id]:
                found[row.person_id].append(met)
        for person_id, dated in _texts(connection, portion, spans):
            found[person_id].append(dated)
    return found


def _texts(connection: Connection, person_ids: Sequence[int], spans: Sequence[Days]) -> Iterator[tuple[int, Dated]]:
    for field, table in (("look", looks), ("talk", talks), ("promise", promises)):
        query = (
            select(table.c.person_id, table.c.at, table.c.text)
            .join(events, table.c.event_id == events.c.id, isouter=True)
            .where(table.c.person_id.in_(person_ids), _written(table, spans))
        )
        for row in connection.execute(query.order_by(table.c.id)):
            yield row.person_id, Dated(field, _local_day(row.at), row.text)  # type: ignore[arg-type]  # one of the three
    due = select(promises).where(promises.c.person_id.in_(person_ids), _within(promises.c.due_day, spans))
    for row in connection.execute(due.order_by(promises.c.due_day)):
        yield row.person_id, Dated("promise", row.due_day, row.text)
    noted = select(notes).where(notes.c.person_id.in_(person_ids), _moment(notes.c.at, spans))
    for row in connection.execute(noted.order_by(notes.c.at)):
        yield row.person_id, Dated("note", _local_day(row.at), row.text)


def _encounters(query: Select[Any]) -> Select[Any]:
    return (
        query.select_from(encounters)
        .join(events, encounters.c.event_id == events.c.id, isouter=True)
        .join(photos, encounters.c.photo_id == photos.c.id, isouter=True)
    )


def _met(spans: Sequence[Days]) -> ColumnElement[bool]:
    at_event = [and_(events.c.start_day <= days.last, events.c.end_day >= days.first) for days in spans]
    by_photo = [and_(events.c.start_day.is_(None), _taken(days)) for days in spans]
    return or_(false(), *at_event, *by_photo)


def _taken(days: Days) -> ColumnElement[bool]:
    begun = photos.c.taken_at >= datetime.combine(days.first, time.min)
    if days.last == date.max:
        return begun
    return and_(begun, photos.c.taken_at < datetime.combine(days.last, time.min) + timedelta(days=1))


def _written(table: Any, spans: Sequence[Days]) -> ColumnElement[bool]:
    """Whether a text speaks of these days; one from a dated event speaks of that event's."""
    return and_(events.c.start_day.is_(None), _moment(table.c.at, spans))


def _within(column: ColumnElement[Any], spans: Sequence[Days]) -> ColumnElement[bool]:
    return or_(false(), *(column.between(days.first, days.last) for days in spans))


def _moment(column: ColumnElement[Any], spans: Sequence[Days]) -> ColumnElement[bool]:
    """Whether a moment kept in UTC lies on one of these days, which are those of the person's own clock."""
    bounds = [(_utc(days.first, 0), _utc(days.last, 1)) for days in spans]
    return or_(false(), *(and_(column >= begin, column < end) for begin, end in bounds))


def _utc(day: date, later: int) -> datetime:
    """The beginning of a local day, or of the one after it, in UTC; the end of the calendar where it lies beyond."""
    try:
        local = datetime.combine(day + timedelta(days=later), time.min)
        return local.astimezone(UTC).replace(tzinfo=None)
    except (OverflowError, ValueError, OSError):
        return datetime.max if later else datetime.min


def _local_day(moment: datetime) -> date:
    return moment.replace(tzinfo=UTC).astimezone().date()

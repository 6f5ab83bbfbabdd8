"""Photos that are at an event by their day only, and go over to the appointment during which they were taken."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, func, select, union, update

from cardscan.store.appointment_records import PhotoDuring
from cardscan.store.appointments import likeliest_at
from cardscan.store.events import events_by_number, is_bare_day
from cardscan.store.ids import IdKind, public_id
from cardscan.store.schema import (
    encounters,
    event_photos,
    events,
    first_sessions,
    looks,
    notes,
    photos,
    promises,
    talks,
)
from cardscan.store.summaries import taken_moment

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row

_OF_ONE_PERSON = (looks, talks, promises)


def first_photo(connection: Connection) -> datetime | None:
    """When the earliest photo was taken, as its clock showed it."""
    found: datetime | None = connection.scalar(select(func.min(photos.c.taken_at)))
    return found


def move_photos(connection: Connection) -> tuple[list[PhotoDuring], list[int]]:
    """Give photos whose event is a bare day to the appointment during which they were taken.

    Such an event is called like its day, which is what an import does when neither folder nor person names one. What
    was said about the people there goes with them; a day's event that holds nothing then is forgotten.

    Args:
        connection: A transaction.

    Returns:
        Every photo taken during an appointment, and the row numbers of the people who went over.
    """
    days = {row.id: row for row in connection.execute(select(events)) if is_bare_day(row)}
    found: list[tuple[Any, Sequence[int], list[int], bool]] = []
    people: list[int] = []
    sessions = dict.fromkeys(connection.scalars(select(first_sessions.c.event_id).distinct()), 0)
    for photo in _photos_at(connection, days):
        candidates = likeliest_at(connection, taken_moment(photo.taken_at, photo.utc_offset_seconds) or photo.taken_at)
        if not candidates:
            continue
        there = encounters.c.event_id == photo.event_id
        query = select(encounters.c.person_id).where(there, encounters.c.photo_id == photo.id)
        met = list(connection.scalars(query.order_by(encounters.c.received)))
        moved = len(candidates) == 1 and not _is_somebodys(connection, days[photo.event_id])
        found.append((photo, met, candidates, moved))
        if moved:
            people += met
            _move(connection, photo, met, candidates[0], sessions)
    wanted = {number for photo, _, candidates, _ in found for number in (photo.event_id, *candidates)}
    known = events_by_number(connection, wanted)
    _forget_empty(connection, {photo.event_id for photo, *_ in found})
    records = [
        PhotoDuring(
            photo_id=public_id(IdKind.PHOTO, photo.id),
            person_ids=tuple(public_id(IdKind.PERSON, number) for number in met),
            was=known[photo.event_id],
            candidates=tuple(known[number] for number in candidates),
            moved=moved,
        )
        for photo, met, candidates, moved in found
    ]
    return records, list(dict.fromkeys(people))


def _is_somebodys(connection: Connection, row: Row[Any]) -> bool:
    """Whether a person wrote something about the day's event itself."""
    noted = connection.scalar(select(func.count()).select_from(notes).where(notes.c.event_id == row.id))
    return bool(row.place or row.memo or noted)


def _photos_at(connection: Connection, days: Iterable[int]) -> list[Any]:
    """Photos with a time at these events, with the event's row number, as they were taken."""
    at = union(
        select(encounters.c.photo_id, encounters.c.event_id).where(encounters.c.photo_id.is_not(None)),
        select(event_photos.c.photo_id, event_photos.c.event_id),
    ).subquery()
    query = (
        select(photos.c.id, photos.c.taken_at, photos.c.utc_offset_seconds, at.c.event_id)
        .join(at, at.c.photo_id == photos.c.id)
        .where(photos.c.taken_at.is_not(None))
        .order_by(photos.c.taken_at, photos.c.id)
    )
    wanted = set(days)
    return [row for row in connection.execute(query) if row.event_id in wanted]


def _move(connection: Connection, photo: Any, met: Sequence[int], to: int, sessions: dict[int, int]) -> None:
    """Move a photo; ``sessions``: the event whose first session each event has, since the groups of two do not mix."""

    def moved(table: Any, *conditions: Any) -> None:
        connection.execute(update(table).where(table.c.event_id == photo.event_id, *conditions).values(event_id=to))

    moved(encounters, encounters.c.photo_id == photo.id)
    moved(event_photos, event_photos.c.photo_id == photo.id)
    for table in _OF_ONE_PERSON:
        moved(table, table.c.person_id.in_(met))
    if sessions.setdefault(to, photo.event_id) == photo.event_id:
        moved(first_sessions, first_sessions.c.person_id.in_(met))


def _forget_empty(connection: Connection, numbers: Iterable[int]) -> None:
    for number in numbers:
        tables = (encounters, event_photos, notes, *_OF_ONE_PERSON)
        counts = (select(func.count()).select_from(table).where(table.c.event_id == number) for table in tables)
        row = connection.execute(select(events).where(events.c.id == number)).one()
        if not any(connection.scalar(count) for count in counts) and not (row.place or row.memo):
            connection.execute(delete(events).where(events.c.id == number))

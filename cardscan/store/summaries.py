"""People as lines of a list: who, of which firm, met when and where."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import func, select

from cardscan.orthography.fold import search_fold
from cardscan.store.database import MOST_ROWS, chunks
from cardscan.store.ids import IdKind, public_id
from cardscan.store.listed import listed
from cardscan.store.records import SURE, PersonSummary
from cardscan.store.schema import encounters, events, field_values, people, photos

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row

Order = Literal["met", "name", "added"]

_SHOWN = ("full_name", "phonetic_name", "romanized_name", "organization", "organization_en", "titles", "emails")


def list_people(
    connection: Connection, *, event_id: int | None, order: Order, limit: int | None
) -> list[PersonSummary]:
    """People in the asked-for order; with ``event_id`` only those met there."""
    first_met = (
        select(
            encounters.c.person_id,
            func.min(func.coalesce(events.c.start_day, photos.c.taken_at)).label("moment"),
            func.min(encounters.c.received).label("received"),
        )
        .join(events, encounters.c.event_id == events.c.id, isouter=True)
        .join(photos, encounters.c.photo_id == photos.c.id, isouter=True)
        .group_by(encounters.c.person_id)
    )
    if event_id is not None:
        first_met = first_met.where(encounters.c.event_id == event_id)
    met = first_met.subquery()
    query = select(people.c.id).join(met, met.c.person_id == people.c.id, isouter=event_id is None)
    query = query.where(listed(people.c.id))
    if order == "met":
        query = query.order_by(met.c.moment.is_(None), met.c.moment, met.c.received, people.c.id)
    elif order == "name":
        query = query.order_by(people.c.sort_key, people.c.id)
    else:
        query = query.order_by(people.c.id.desc())
    return summaries(
        connection, list(connection.scalars(query.limit(limit if limit is None else min(limit, MOST_ROWS))))
    )


def summaries(connection: Connection, person_ids: Sequence[int]) -> list[PersonSummary]:
    """The people with these row numbers, in the given order; those that are gone are left out."""
    found: dict[int, PersonSummary] = {}
    for portion in chunks(person_ids):
        values: dict[int, dict[str, list[str]]] = {number: {} for number in portion}
        shown = select(field_values.c.person_id, field_values.c.field, field_values.c.value).where(
            field_values.c.person_id.in_(portion), field_values.c.field.in_(_SHOWN)
        )
        for person_id, field, value in connection.execute(shown.order_by(field_values.c.position)):
            values[person_id].setdefault(field, []).append(value)
        unsure = _unsure(connection, portion)
        met = {row.person_id: row for row in _met(connection, portion)}  # the last of each stays
        for number in connection.scalars(select(people.c.id).where(people.c.id.in_(portion))):
            found[number] = _summary(number, values[number], unsure.get(number, 0), met.get(number))
    return [found[number] for number in person_ids if number in found]


def sort_key(values: dict[str, list[str]]) -> str:
    """Where a person stands in a list by name: the reading where there is one, folded."""
    for field in ("phonetic_name", "romanized_name", "full_name", "organization"):
        if field in values:
            return search_fold(values[field][0])
    return ""


def met_at(start: date | None, end: date | None, taken_at: datetime | None) -> datetime | date | None:
    """When somebody was met: at the time of the photo if that lies within the event, else on the event's first day."""
    if start is None:
        return taken_at
    within = taken_at is not None and end is not None and start <= taken_at.date() <= end
    return taken_at if within else start


def taken_moment(local: datetime | None, utc_offset_seconds: int | None) -> datetime | None:
    """The time of a photo, aware where its offset is known."""
    if local is None or utc_offset_seconds is None:
        return local
    return local.replace(tzinfo=timezone(timedelta(seconds=utc_offset_seconds)))


def _unsure(connection: Connection, person_ids: Sequence[int]) -> dict[int, int]:
    """How many values of each person are unsure."""
    query = (
        select(field_values.c.person_id, func.count())
        .where(
            field_values.c.person_id.in_(person_ids),
            field_values.c.confidence < SURE,
            field_values.c.confirmed.is_(False),
        )
        .group_by(field_values.c.person_id)
    )
    return {row[0]: row[1] for row in connection.execute(query)}


def _met(connection: Connection, person_ids: Sequence[int]) -> Iterable[Row[Any]]:
    """The encounters of these people, in the order in which the cards were received."""
    return connection.execute(
        select(
            encounters.c.person_id,
            events.c.name,
            events.c.start_day,
            events.c.end_day,
            photos.c.taken_at,
            photos.c.utc_offset_seconds,
        )
        .join(events, encounters.c.event_id == events.c.id, isouter=True)
        .join(photos, encounters.c.photo_id == photos.c.id, isouter=True)
        .where(encounters.c.person_id.in_(person_ids))
        .order_by(func.coalesce(events.c.start_day, photos.c.taken_at), encounters.c.received)
    )


def _summary(number: int, values: dict[str, list[str]], unsure: int, met: Row[Any] | None) -> PersonSummary:
    person_id = public_id(IdKind.PERSON, number)

    def first(*names: str) -> str | None:
        return next((values[name][0] for name in names if name in values), None)

    return PersonSummary(
        id=person_id,
        name=first("full_name", "romanized_name", "organization", "organization_en", "emails") or person_id,
        kana=first("phonetic_name"),
        organization=first("organization", "organization_en"),
        titles=tuple(values.get("titles", ())),
        event=met.name if met else None,
        met_at=met_at(met.start_day, met.end_day, taken_moment(met.taken_at, met.utc_offset_seconds)) if met else None,
        unsure=unsure,
    )

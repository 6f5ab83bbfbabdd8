"""Which values may be wrong, in the order in which somebody who still remembers the evening would look at them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from cardscan.store.contact_values import CONTACT_FIELDS
from cardscan.store.ids import IdKind, public_id
from cardscan.store.listed import listed
from cardscan.store.records import SURE
from cardscan.store.schema import encounters, events, field_values, photos

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row

_RANK = {field: rank for rank, field in enumerate(CONTACT_FIELDS)}


@dataclass(frozen=True, slots=True)
class UnsureValue:
    """One value to look at."""

    person_id: str
    event_id: str | None
    """The event at which the person was last met."""
    field: str
    value: str


def unsure_values(
    connection: Connection, *, person_id: int | None, event_id: int | None, fields: Sequence[str]
) -> list[UnsureValue]:
    """The values that are unsure: newest event first, its people as their cards were received, the contact's order.

    Args:
        connection: A transaction.
        person_id: Only this person's; None: everybody's.
        event_id: Only of people met at this event; None: of all.
        fields: Only of these fields; none: of all.
    """
    columns = (field_values.c.person_id, field_values.c.field, field_values.c.position, field_values.c.value)
    query = select(*columns).where(
        field_values.c.confidence < SURE,
        field_values.c.confirmed.is_(False),
        listed(field_values.c.person_id),
    )
    if person_id is not None:
        query = query.where(field_values.c.person_id == person_id)
    if event_id is not None:
        there = select(encounters.c.person_id).where(encounters.c.event_id == event_id)
        query = query.where(field_values.c.person_id.in_(there))
    if fields:
        query = query.where(field_values.c.field.in_(fields))
    met = {row.person_id: row for row in _met(connection, event_id)}  # the last of each stays

    def place(row: Row[int, str, int, str]) -> tuple[int, int, int, int, int]:
        last = met.get(row.person_id)
        day = (last.start_day or last.taken_at) if last else None
        newest = (-(day.toordinal() if day else 0), -(last.event_id or 0 if last else 0))
        return (*newest, last.received if last else 0, _RANK[row.field], row.position)

    return [
        UnsureValue(
            public_id(IdKind.PERSON, row.person_id),
            public_id(IdKind.EVENT, met[row.person_id].event_id)
            if row.person_id in met and met[row.person_id].event_id is not None
            else None,
            row.field,
            row.value,
        )
        for row in sorted(connection.execute(query), key=place)
    ]


def _met(connection: Connection, event_id: int | None) -> Iterable[Row[Any]]:
    """When and where people were met (only at one event, if given), the last encounter of each last."""
    query = (
        select(
            encounters.c.person_id, encounters.c.event_id, encounters.c.received, events.c.start_day, photos.c.taken_at
        )
        .join(events, encounters.c.event_id == events.c.id, isouter=True)
        .join(photos, encounters.c.photo_id == photos.c.id, isouter=True)
        .order_by(func.coalesce(events.c.start_day, photos.c.taken_at), encounters.c.received)
    )
    return connection.execute(query if event_id is None else query.where(encounters.c.event_id == event_id))

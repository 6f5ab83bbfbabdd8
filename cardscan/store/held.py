"""What each card says about somebody's work, as rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select

from cardscan.store.absorbed import owners_among
from cardscan.store.composition import Held, is_of_work, posts, with_edits
from cardscan.store.database import chunks
from cardscan.store.history import from_json
from cardscan.store.ids import IdKind, public_id, row_number
from cardscan.store.people import fields_of
from cardscan.store.schema import encounters, events, people, photos, positions
from cardscan.store.summaries import met_at

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row

    from cardscan.store.records import StoredField


_DAYS = ("received_at", "since", "until")


def held_by(
    connection: Connection, person_ids: Sequence[int], known: Mapping[int, Sequence[StoredField]] | None = None
) -> dict[int, list[Held]]:
    """Row number of each person → what each of the person's cards says, corrections included.

    Somebody with one card of whom nobody said more has one, made of the values; ``known`` are those, where they were
    asked for already.
    """
    owner = owners_among(connection, person_ids)
    kept: dict[int, list[Held]] = {person: [] for person in person_ids}
    for portion in chunks(list(owner)):
        for row in connection.execute(select(positions).where(positions.c.holder_id.in_(portion))):
            kept[owner[row.holder_id]].append(_held(row))
    alone = [person for person in person_ids if not kept[person]]
    values = dict(known or {})
    for portion in chunks(person_ids if known is None else ()):
        values |= fields_of(connection, portion)
    received = _received(connection, alone)
    found = {}
    for person in person_ids:
        if kept[person]:
            found[person] = with_edits(values[person], sorted(kept[person], key=lambda one: one.holder))
        else:
            work = tuple(value for value in values[person] if is_of_work(value))
            at, order, event = received.get(person) or (_written(connection, person), 0, None)
            own = tuple(dict.fromkeys(value.card_id for value in values[person] if value.card_id is not None))
            found[person] = [Held(person, work, at, order, event, own)]
    return found


def kept_rows(connection: Connection, holders: Sequence[int]) -> dict[str, dict[str, Any] | None]:
    """Row number of each holder, as JSON has it → what is kept of it, in JSON; None where nothing is."""
    rows = connection.execute(select(positions).where(positions.c.holder_id.in_(holders)))
    kept: dict[str, dict[str, Any] | None] = {str(holder): None for holder in holders}
    for row in rows:
        days = {name: getattr(row, name) and getattr(row, name).isoformat() for name in _DAYS}
        kept[str(row.holder_id)] = {**row._mapping, **days}
    return kept


def put_rows_back(connection: Connection, kept: Mapping[str, dict[str, Any] | None]) -> None:
    """Make of the rows what ``kept_rows`` had seen."""
    forget_held(connection, list(map(int, kept)))
    rows = [dict(row) for row in kept.values() if row is not None]
    for row in rows:
        row["received_at"] = row["received_at"] and datetime.fromisoformat(row["received_at"])
        row["since"], row["until"] = (row[name] and date.fromisoformat(row[name]) for name in ("since", "until"))
        if (
            row["event_id"] is not None
            and connection.scalar(select(events.c.id).where(events.c.id == row["event_id"])) is None
        ):
            row["event_id"] = None  # forgotten in the meantime
    if rows:
        connection.execute(insert(positions), rows)


def put_held(connection: Connection, held: Sequence[Held]) -> None:
    """Keep what all cards of a person say, in place of what was kept of the same cards."""
    former = {one.holder for post in posts(held) if not post.current for one in post.held}
    rows: list[dict[str, Any]] = [
        {
            "holder_id": one.holder,
            "received_at": one.received_at,
            "received": one.received,
            "event_id": one.event,
            "cards": [row_number(card, IdKind.CARD) for card in one.cards],
            "work": [asdict(value) for value in one.work],
            "since": one.since,
            "until": one.until,
            "is_current": one.is_current,
            "former": one.holder in former,
        }
        for one in held
    ]
    forget_held(connection, [row["holder_id"] for row in rows])
    if rows:
        connection.execute(insert(positions), rows)


def forget_held(connection: Connection, holders: Sequence[int]) -> None:
    """Forget what is kept of these cards beside the values."""
    connection.execute(delete(positions).where(positions.c.holder_id.in_(holders)))


def _held(row: Row[Any]) -> Held:
    return Held(
        holder=row.holder_id,
        work=tuple(map(from_json, row.work)),
        received_at=row.received_at,
        received=row.received,
        event=row.event_id,
        cards=tuple(public_id(IdKind.CARD, card) for card in row.cards),
        since=row.since,
        until=row.until,
        is_current=row.is_current,
    )


def _received(connection: Connection, person_ids: Sequence[int]) -> dict[int, tuple[datetime | None, int, int | None]]:
    """Row number of each person → when their card was received (local time), its place in that order, at which event.

    When is the photo's time, within its event where it has one, else the event's first day.
    """
    found: dict[int, tuple[datetime | None, int, int | None]] = {}
    for portion in chunks(person_ids):
        query = (
            select(encounters, events.c.start_day, events.c.end_day, photos.c.taken_at)
            .join(events, encounters.c.event_id == events.c.id, isouter=True)
            .join(photos, encounters.c.photo_id == photos.c.id, isouter=True)
            .where(encounters.c.person_id.in_(portion))
            .order_by(encounters.c.received)
        )
        for row in connection.execute(query):
            met = met_at(row.start_day, row.end_day, row.taken_at)
            at = met if met is None or isinstance(met, datetime) else datetime.combine(met, time())
            known = found.get(row.person_id)
            if known is None or (known[0] is None and at is not None):
                found[row.person_id] = (at, row.received, row.event_id)
    return found


def _written(connection: Connection, person: int) -> datetime | None:
    """When somebody was written down who was met nowhere; local time."""
    at = connection.scalar(select(people.c.created_at).where(people.c.id == person))
    return at.replace(tzinfo=UTC).astimezone().replace(tzinfo=None) if at is not None else None

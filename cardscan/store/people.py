"""People with everything that is known of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import select

from cardscan.records import FieldKind, LabelledLine, Quad, Source
from cardscan.store.contact_values import CONTACT_FIELDS, contact_of
from cardscan.store.database import chunks
from cardscan.store.events import events_by_number
from cardscan.store.faces import faces_of
from cardscan.store.history import history_of
from cardscan.store.ids import IdKind, public_id
from cardscan.store.memories import TABLES, memories_of
from cardscan.store.notes import notes_on, tags_of
from cardscan.store.records import Encounter, Person, StoredCard, StoredField
from cardscan.store.schema import cards, encounters, field_values, people, photos
from cardscan.store.summaries import met_at, taken_moment

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row

    from cardscan.store.files import FileStore
    from cardscan.store.memory_records import Look, Promise, Talk

_RANK = {field: rank for rank, field in enumerate(CONTACT_FIELDS)}


def load_people(connection: Connection, files: FileStore, person_ids: Sequence[int]) -> Iterator[Person]:
    """The people with these row numbers, in the given order; those that are gone are left out."""
    from cardscan.store.positions import positions_of  # a search has no time to import what it does not need

    for portion in chunks(person_ids):
        rows = {row.id: row for row in connection.execute(select(people).where(people.c.id.in_(portion)))}
        values = fields_of(connection, portion)
        held = cards_of(connection, files, portion)
        met = _encounters_of(connection, portion)
        written = notes_on(connection, IdKind.PERSON, portion)
        tagged = tags_of(connection, portion)
        changed = history_of(connection, portion)
        looks, talks, promises = (memories_of(connection, kind, portion) for kind in TABLES)
        seen = faces_of(connection, files, portion)
        posts = positions_of(connection, portion)
        for number in portion:
            if number in rows:
                yield Person(
                    id=public_id(IdKind.PERSON, number),
                    contact=contact_of(values[number]),
                    fields=tuple(values[number]),
                    cards=tuple(held[number]),
                    encounters=tuple(met[number]),
                    notes=tuple(written[number]),
                    tags=tuple(tagged[number]),
                    created_at=rows[number].created_at.replace(tzinfo=UTC),
                    updated_at=rows[number].updated_at.replace(tzinfo=UTC),
                    history=tuple(changed[number]),
                    looks=tuple(cast("list[Look]", looks[number])),
                    talks=tuple(cast("list[Talk]", talks[number])),
                    promises=tuple(cast("list[Promise]", promises[number])),
                    faces=tuple(seen[number]),
                    positions=tuple(posts[number]),
                )


def fields_of(connection: Connection, person_ids: Sequence[int]) -> dict[int, list[StoredField]]:
    """Row number of each person → the values, in the contact's order."""
    found: dict[int, list[StoredField]] = {number: [] for number in person_ids}
    query = select(field_values).where(field_values.c.person_id.in_(person_ids)).order_by(field_values.c.position)
    for row in connection.execute(query):
        found[row.person_id].append(_field(row))
    for values in found.values():
        values.sort(key=lambda value: _RANK[value.field])
    return found


def cards_of(connection: Connection, files: FileStore, person_ids: Sequence[int]) -> dict[int, list[StoredCard]]:
    """Row number of each person → the cards, in the order in which they came in."""
    found: dict[int, list[StoredCard]] = {number: [] for number in person_ids}
    for row in connection.execute(select(cards).where(cards.c.person_id.in_(person_ids)).order_by(cards.c.id)):
        found[row.person_id].append(_card(row, files))
    return found


def _encounters_of(connection: Connection, person_ids: Sequence[int]) -> dict[int, list[Encounter]]:
    query = (
        select(encounters, photos.c.taken_at, photos.c.utc_offset_seconds, cards.c.side)
        .join(photos, encounters.c.photo_id == photos.c.id, isouter=True)
        .join(cards, encounters.c.card_id == cards.c.id, isouter=True)
        .where(encounters.c.person_id.in_(person_ids))
        .order_by(encounters.c.received)
    )
    rows = connection.execute(query).all()
    known = events_by_number(connection, (row.event_id for row in rows if row.event_id is not None))
    found: dict[int, list[Encounter]] = {number: [] for number in person_ids}
    fronts = {(row.person_id, row.event_id, row.memo) for row in rows if row.side == "front"}
    for row in rows:
        if row.side == "back" and (row.person_id, row.event_id, row.memo) in fronts:
            continue  # turning a card over is not meeting its owner again
        event = known.get(row.event_id)
        start, end = (event.start, event.end) if event else (None, None)
        found[row.person_id].append(
            Encounter(
                event=event,
                order=row.received,
                met_at=met_at(start, end, taken_moment(row.taken_at, row.utc_offset_seconds)),
                card_id=public_id(IdKind.CARD, row.card_id) if row.card_id is not None else None,
                photo_id=public_id(IdKind.PHOTO, row.photo_id) if row.photo_id is not None else None,
                memo=row.memo,
            )
        )
    return found


def _field(row: Row[Any]) -> StoredField:
    return StoredField(
        field=row.field,
        value=row.value,
        text=row.text,
        parts=row.parts,
        confidence=row.confidence,
        source=Source(row.source),
        confirmed=row.confirmed,
        position=row.position,
        card_id=public_id(IdKind.CARD, row.card_id) if row.card_id is not None else None,
        lines=tuple(row.lines),
        rivals=tuple(row.rivals),
    )


def _card(row: Row[Any], files: FileStore) -> StoredCard:
    return StoredCard(
        id=public_id(IdKind.CARD, row.id),
        photo_id=public_id(IdKind.PHOTO, row.photo_id),
        person_id=public_id(IdKind.PERSON, row.person_id),
        position=row.position,
        side=row.side,
        quad=quad_of(row.quad),
        px_per_mm=row.px_per_mm,
        picture=files.path(row.picture),
        lines=tuple(
            LabelledLine(line["text"], quad_of(line["quad"]), line["score"], FieldKind(line["kind"]))
            for line in row.lines
        ),
    )


def quad_of(corners: list[list[float]]) -> Quad:
    """A card's corners from their JSON."""
    return cast("Quad", tuple((x, y) for x, y in corners))

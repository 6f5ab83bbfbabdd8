"""Who was met at an event in which order, beside whom, and with whom a debrief is through."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import delete, insert, select

from cardscan.store.ids import IdKind, public_id
from cardscan.store.listed import listed
from cardscan.store.memory_records import DebriefPlace, Neighbour
from cardscan.store.notes import utc
from cardscan.store.schema import debriefed, encounters

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row


def debrief_places(connection: Connection, event_id: int | None) -> list[DebriefPlace]:
    """The people of an event (None: those of no event) in the order in which their cards were received."""
    by_person: dict[int, list[Row[Any]]] = {}
    for row in _received(connection, event_id):
        by_person.setdefault(row.person_id, []).append(row)
    event = public_id(IdKind.EVENT, event_id) if event_id is not None else None
    return [
        DebriefPlace(
            person_id=public_id(IdKind.PERSON, person_id),
            event_id=event,
            order=rows[0].received,
            state="done"
            if any(row.skipped is False for row in rows)
            else "skipped"
            if any(row.skipped for row in rows)
            else "open",
        )
        for person_id, rows in by_person.items()
    ]


def mark_debriefed(
    connection: Connection, person_id: int, event_id: int | None, *, skipped: bool | None, now: datetime
) -> None:
    """Say that a debrief went through a person, with an answer or (``skipped``) without; None: it is open again."""
    there = [row.id for row in _received(connection, event_id) if row.person_id == person_id]
    connection.execute(delete(debriefed).where(debriefed.c.encounter_id.in_(there)))
    if skipped is not None and there:
        rows = [{"encounter_id": number, "skipped": skipped, "at": utc(now)} for number in there]
        connection.execute(insert(debriefed), rows)


def neighbours_of(
    connection: Connection, event_id: int | None, reach: int, person_ids: Sequence[int] | None = None
) -> dict[int, list[Neighbour]]:
    """Row number of each person → who was met just before and just after, and whose card lies on the same photo.

    Args:
        connection: A transaction.
        event_id: At which event; None: among those met at no event.
        reach: How many people before and after.
        person_ids: Whose neighbours; None: everybody's who was met there.

    Returns:
        Those before in the order met, then those after, then the others on the same photo. Somebody on the same photo
        is no neighbour before or after as well. Nobody has neighbours where they were not met.
    """
    rows = _received(connection, event_id)
    order = list(dict.fromkeys(row.person_id for row in rows))
    places = {person_id: place for place, person_id in enumerate(order)}
    photos: dict[int, dict[int, None]] = {}
    people: dict[int, dict[int, None]] = {}
    for row in rows:
        if row.photo_id is not None:
            photos.setdefault(row.person_id, {})[row.photo_id] = None
            people.setdefault(row.photo_id, {})[row.person_id] = None
    event = public_id(IdKind.EVENT, event_id) if event_id is not None else None

    def around(person_id: int) -> list[Neighbour]:
        if person_id not in places:
            return []
        place = places[person_id]
        together = {other for photo in photos.get(person_id, ()) for other in people[photo]} - {person_id}
        before = [other for other in order[:place] if other not in together][-reach:] if reach else []
        after = [other for other in order[place + 1 :] if other not in together][:reach]
        wheres: list[tuple[Literal["before", "after", "same_photo"], list[int]]] = [
            ("before", before),
            ("after", after),
            ("same_photo", sorted(together, key=places.__getitem__)),
        ]
        return [
            Neighbour(public_id(IdKind.PERSON, other), event, where, abs(places[other] - place))
            for where, others in wheres
            for other in others
        ]

    return {person_id: around(person_id) for person_id in (order if person_ids is None else person_ids)}


def _received(connection: Connection, event_id: int | None) -> list[Row[Any]]:
    """The encounters of an event in the order received, without people who are not listed."""
    there = encounters.c.event_id == event_id if event_id is not None else encounters.c.event_id.is_(None)
    query = (
        select(
            encounters.c.id, encounters.c.person_id, encounters.c.photo_id, encounters.c.received, debriefed.c.skipped
        )
        .join(debriefed, debriefed.c.encounter_id == encounters.c.id, isouter=True)
        .where(there, listed(encounters.c.person_id))
        .order_by(encounters.c.received)
    )
    return [*connection.execute(query)]

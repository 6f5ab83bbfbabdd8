"""Who was met at an event in which order, beside whom, and with whom a debrief is through."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select

from cardscan.store.ids import IdKind, public_id
from cardscan.store.memory_records import DebriefPlace, Neighbour
from cardscan.store.notes import utc
from cardscan.store.schema import debriefed, encounters, joined

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


def neighbours_of(connection: Connection, person_id: int, event_id: int | None, reach: int) -> list[Neighbour]:
    """Who was met just before and just after a person, and whose card lies on the same photo.

    Args:
        connection: A transaction.
        person_id: Whose neighbours.
        event_id: At which event; None: among those met at no event.
        reach: How many people before and after.

    Returns:
        Those before in the order met, then those after, then the others on the same photo. Somebody on the same photo
        is no neighbour before or after as well.
    """
    rows = _received(connection, event_id)
    order = list(dict.fromkeys(row.person_id for row in rows))
    if person_id not in order:
        return []
    own = {row.photo_id for row in rows if row.person_id == person_id and row.photo_id is not None}
    together = {row.person_id for row in rows if row.photo_id in own} - {person_id}
    place = order.index(person_id)
    event = public_id(IdKind.EVENT, event_id) if event_id is not None else None

    def found(other: int, where: Any) -> Neighbour:
        return Neighbour(public_id(IdKind.PERSON, other), event, where, abs(order.index(other) - place))

    before = [other for other in order[:place] if other not in together][-reach:] if reach else []
    after = [other for other in order[place + 1 :] if other not in together][:reach]
    return [
        *(found(other, "before") for other in before),
        *(found(other, "after") for other in after),
        *(found(other, "same_photo") for other in order if other in together),
    ]


def _received(connection: Connection, event_id: int | None) -> list[Row[Any]]:
    """The encounters of an event in the order received, without people who are somebody else's other side."""
    there = encounters.c.event_id == event_id if event_id is not None else encounters.c.event_id.is_(None)
    query = (
        select(
            encounters.c.id, encounters.c.person_id, encounters.c.photo_id, encounters.c.received, debriefed.c.skipped
        )
        .join(debriefed, debriefed.c.encounter_id == encounters.c.id, isouter=True)
        .where(there, encounters.c.person_id.not_in(select(joined.c.person_id)))
        .order_by(encounters.c.received)
    )
    return [*connection.execute(query)]

"""Looks, talks and promises as rows: three tables of one shape, a promise with the day by which it is due."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, select, update

from cardscan.errors import InvalidInput
from cardscan.store.database import MOST_ROWS, chunks, insert_row
from cardscan.store.ids import IdKind, missing, public_id
from cardscan.store.listed import listed
from cardscan.store.memory_records import Look, Memory, Promise, Talk
from cardscan.store.notes import utc
from cardscan.store.schema import looks, promises, talks
from cardscan.store.storable_text import storable_text

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row

TABLES = {IdKind.LOOK: looks, IdKind.TALK: talks, IdKind.PROMISE: promises}
"""Kind of a memory → its table."""


def add_memory(
    connection: Connection,
    kind: IdKind,
    person_id: int,
    text: str,
    *,
    event_id: int | None,
    at: datetime | None,
    now: datetime,
    due: date | None = None,
) -> int:
    """A new look, talk or promise; returns its row number.

    Args:
        connection: A transaction.
        kind: Which of the three.
        person_id: Whom it is about.
        text: What to remember; several lines are fine.
        event_id: The event it is from.
        at: The moment it speaks of, local time if it has no zone; None: now.
        now: The present, aware.
        due: The day by which a promise is to be done.

    Raises:
        InvalidInput: The text is empty.
    """
    row = {
        "person_id": person_id,
        "event_id": event_id,
        "text": _text(kind, text),
        "at": utc(at or now),
        "created_at": utc(now),
        "updated_at": utc(now),
    }
    return insert_row(connection, TABLES[kind], **(row | {"due_day": due} if kind is IdKind.PROMISE else row))


def find_memory(connection: Connection, kind: IdKind, number: int) -> Memory:
    """One look, talk or promise.

    Raises:
        NotFound: There is none of that number.
    """
    table = TABLES[kind]
    row = connection.execute(select(table).where(table.c.id == number)).one_or_none()
    if row is None:
        raise missing(kind, number)
    return _memory(kind, row)


def change_memory(connection: Connection, kind: IdKind, number: int, text: str, now: datetime) -> None:
    """Replace a text.

    Raises:
        NotFound: There is none of that number.
        InvalidInput: The text is empty.
    """
    _change(connection, kind, number, {"text": _text(kind, text)}, now)


def change_due(connection: Connection, number: int, due: date | None, now: datetime) -> None:
    """Change the day by which a promise is to be done; None: no day.

    Raises:
        NotFound: There is none of that number.
    """
    _change(connection, IdKind.PROMISE, number, {"due_day": due}, now)


def change_done(connection: Connection, number: int, done_at: datetime | None, now: datetime) -> None:
    """Say when a promise was kept; None: it is open again.

    Raises:
        NotFound: There is none of that number.
    """
    _change(connection, IdKind.PROMISE, number, {"done_at": utc(done_at) if done_at else None}, now)


def remove_memory(connection: Connection, kind: IdKind, number: int) -> None:
    """Forget a look, talk or promise."""
    connection.execute(delete(TABLES[kind]).where(TABLES[kind].c.id == number))


def memories_of(connection: Connection, kind: IdKind, person_ids: Sequence[int]) -> dict[int, list[Memory]]:
    """Row number of each person → what is remembered of that kind, oldest first."""
    table = TABLES[kind]
    found: dict[int, list[Memory]] = {number: [] for number in person_ids}
    for portion in chunks(person_ids):
        query = select(table).where(table.c.person_id.in_(portion)).order_by(table.c.at, table.c.id)
        for row in connection.execute(query):
            found[row.person_id].append(_memory(kind, row))
    return found


def all_promises(
    connection: Connection, *, done: bool | None, person_id: int | None = None, event_id: int | None = None
) -> list[Promise]:
    """Promises by the day they are due, those without a day last.

    Args:
        connection: A transaction.
        done: Only those that are done, or that are not; None: all.
        person_id: Only to this person.
        event_id: Only from this event.
    """
    query = select(promises).where(listed(promises.c.person_id))
    if done is not None:
        query = query.where(promises.c.done_at.is_not(None) if done else promises.c.done_at.is_(None))
    if person_id is not None:
        query = query.where(promises.c.person_id == person_id)
    if event_id is not None:
        query = query.where(promises.c.event_id == event_id)
    query = query.order_by(promises.c.due_day.is_(None), promises.c.due_day, promises.c.at, promises.c.id)
    return [_promise(row) for row in connection.execute(query.limit(MOST_ROWS))]


def _change(connection: Connection, kind: IdKind, number: int, values: dict[str, Any], now: datetime) -> None:
    table = TABLES[kind]
    changed = connection.execute(update(table).where(table.c.id == number).values(**values, updated_at=utc(now)))
    if not changed.rowcount:
        raise missing(kind, number)


def _text(kind: IdKind, text: str) -> str:
    kept = storable_text(text)
    if not kept:
        raise InvalidInput(f"The {kind.name.lower()} is empty.")
    return kept


def _memory(kind: IdKind, row: Row[Any]) -> Memory:
    if kind is IdKind.PROMISE:
        return _promise(row)
    return (Look if kind is IdKind.LOOK else Talk)(**_common(kind, row))


def _promise(row: Row[Any]) -> Promise:
    done_at = row.done_at.replace(tzinfo=UTC) if row.done_at else None
    return Promise(**_common(IdKind.PROMISE, row), due=row.due_day, done_at=done_at)


def _common(kind: IdKind, row: Row[Any]) -> dict[str, Any]:
    return {
        "id": public_id(kind, row.id),
        "person_id": public_id(IdKind.PERSON, row.person_id),
        "event_id": public_id(IdKind.EVENT, row.event_id) if row.event_id is not None else None,
        "text": row.text,
        "at": row.at.replace(tzinfo=UTC),
        "created_at": row.created_at.replace(tzinfo=UTC),
        "updated_at": row.updated_at.replace(tzinfo=UTC),
    }

"""Notes on people and events, and tags on people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select, update

from cardscan.errors import InvalidInput
from cardscan.store.database import insert_row
from cardscan.store.ids import IdKind, missing, public_id
from cardscan.store.records import Note
from cardscan.store.schema import notes, tags
from cardscan.store.storable_text import storable_line, storable_text

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection, Row

Subject = tuple[IdKind, int]
"""What a note is about: a person or an event, with its row number."""


def add_note(connection: Connection, subject: Subject, text: str, at: datetime | None, now: datetime) -> int:
    """A new note; returns its row number.

    Args:
        connection: A transaction.
        subject: The person or event.
        text: What to remember; several lines are fine.
        at: The moment it speaks of, local time if it has no zone; None: now.
        now: The present, aware.

    Raises:
        InvalidInput: The text is empty.
    """
    person_id, event_id = (subject[1] if subject[0] is kind else None for kind in (IdKind.PERSON, IdKind.EVENT))
    row = {
        "person_id": person_id,
        "event_id": event_id,
        "text": _text(text),
        "at": utc(at or now),
        "created_at": utc(now),
        "updated_at": utc(now),
    }
    return insert_row(connection, notes, **row)


def find_note(connection: Connection, number: int) -> Note:
    """One note.

    Raises:
        NotFound: There is none of that number.
    """
    row = connection.execute(select(notes).where(notes.c.id == number)).one_or_none()
    if row is None:
        raise missing(IdKind.NOTE, number)
    return _note(row)


def change_note(connection: Connection, number: int, text: str, now: datetime) -> None:
    """Replace a note's text.

    Raises:
        NotFound: There is none of that number.
        InvalidInput: The text is empty.
    """
    changed = connection.execute(
        update(notes).where(notes.c.id == number).values(text=_text(text), updated_at=utc(now))
    )
    if not changed.rowcount:
        raise missing(IdKind.NOTE, number)


def remove_note(connection: Connection, number: int) -> None:
    """Forget a note."""
    connection.execute(delete(notes).where(notes.c.id == number))


def notes_on(connection: Connection, kind: IdKind, numbers: Sequence[int]) -> dict[int, list[Note]]:
    """Row number of each person (or event) → its notes, oldest first."""
    subject: ColumnElement[int | None] = notes.c.person_id if kind is IdKind.PERSON else notes.c.event_id
    found: dict[int, list[Note]] = {number: [] for number in numbers}
    for row in connection.execute(select(notes).where(subject.in_(numbers)).order_by(notes.c.at, notes.c.id)):
        found[row.person_id if kind is IdKind.PERSON else row.event_id].append(_note(row))
    return found


def tags_of(connection: Connection, person_ids: Sequence[int]) -> dict[int, list[str]]:
    """Row number of each person → the tags, in alphabetical order."""
    found: dict[int, list[str]] = {number: [] for number in person_ids}
    for row in connection.execute(select(tags).where(tags.c.person_id.in_(person_ids)).order_by(tags.c.tag)):
        found[row.person_id].append(row.tag)
    return found


def add_tags(connection: Connection, person_id: int, names: Iterable[str]) -> None:
    """Tag a person; a tag that is there already stays.

    Raises:
        InvalidInput: A tag is empty.
    """
    known = tags_of(connection, [person_id])[person_id]
    new = dict.fromkeys(map(_tag, names))
    if rows := [{"person_id": person_id, "tag": tag} for tag in new if tag not in known]:
        connection.execute(insert(tags), rows)


def remove_tags(connection: Connection, person_id: int, names: Iterable[str]) -> None:
    """Take tags off a person; one that is not there is no error."""
    connection.execute(delete(tags).where(tags.c.person_id == person_id, tags.c.tag.in_(list(map(_tag, names)))))


def utc(moment: datetime) -> datetime:
    """A moment as it is kept: UTC without a zone; one without a zone is taken for local time."""
    return moment.astimezone(UTC).replace(tzinfo=None)


def _text(text: str) -> str:
    kept = storable_text(text)
    if not kept:
        raise InvalidInput("The note is empty.")
    return kept


def _tag(name: str) -> str:
    tag = storable_line(name).removeprefix("#").strip()
    if not tag:
        raise InvalidInput("A tag cannot be empty.")
    return tag


def _note(row: Row[Any]) -> Note:
    subject = (
        public_id(IdKind.PERSON, row.person_id) if row.person_id is not None else public_id(IdKind.EVENT, row.event_id)
    )
    return Note(
        id=public_id(IdKind.NOTE, row.id),
        subject=subject,
        text=row.text,
        at=row.at.replace(tzinfo=UTC),
        created_at=row.created_at.replace(tzinfo=UTC),
        updated_at=row.updated_at.replace(tzinfo=UTC),
    )

"""The part of the store's door for notes on people and events, and for tags."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from cardscan.store import events, notes
from cardscan.store.base import StoreBase
from cardscan.store.event_store import event_number
from cardscan.store.ids import IdKind, parse_id, row_number
from cardscan.store.indexing import reindex
from cardscan.store.journal import in_few_words
from cardscan.store.lookup import find_person

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from cardscan.store.records import Note


class NoteStore(StoreBase):
    """A store in which anything can be written down about anybody."""

    def tag(self, person_id: str, tags: Sequence[str]) -> None:
        """Tag a person; a ``#`` in front is not part of a tag.

        Raises:
            InvalidInput: A tag is empty.
        """
        with self._changing(person_id, "tag", in_few_words(" ".join(tags))) as (connection, number):
            notes.add_tags(connection, number, tags)

    def untag(self, person_id: str, tags: Sequence[str]) -> None:
        """Take tags off a person; one that is not there is no error."""
        with self._changing(person_id, "tag", in_few_words(f"without {' '.join(tags)}")) as (connection, number):
            notes.remove_tags(connection, number, tags)

    def add_note(self, ref: str, text: str, *, at: datetime | None = None) -> Note:
        """Remember something about a person or (by its id) an event.

        Args:
            ref: The person or event.
            text: What; several lines are fine.
            at: The moment it speaks of, local time if it has no zone; None: now.

        Raises:
            InvalidInput: The text is empty.
        """
        with self._database.writing("note", in_few_words(text)) as connection:
            subject = _subject(connection, ref)
            number = notes.add_note(connection, subject, text, at, datetime.now(UTC))
            reindex(connection, _concerned(connection, subject))
            return notes.find_note(connection, number)

    def note(self, note_id: str) -> Note:
        """One note."""
        with self._database.reading() as connection:
            return notes.find_note(connection, row_number(note_id, IdKind.NOTE))

    def edit_note(self, note_id: str, text: str) -> Note:
        """Replace a note's text.

        Raises:
            InvalidInput: The text is empty.
        """
        number = row_number(note_id, IdKind.NOTE)
        with self._database.writing("note", in_few_words(text)) as connection:
            notes.change_note(connection, number, text, datetime.now(UTC))
            changed = notes.find_note(connection, number)
            reindex(connection, _concerned(connection, _subject(connection, changed.subject)))
            return changed

    def delete_note(self, note_id: str) -> None:
        """Forget a note."""
        number = row_number(note_id, IdKind.NOTE)
        with self._database.writing("note", "deleted") as connection:
            subject = _subject(connection, notes.find_note(connection, number).subject)
            notes.remove_note(connection, number)
            reindex(connection, _concerned(connection, subject))

    def notes(self, ref: str) -> list[Note]:
        """The notes on a person or (by its id) an event, oldest first."""
        with self._database.reading() as connection:
            kind, number = _subject(connection, ref)
            return notes.notes_on(connection, kind, [number])[number]


def _subject(connection: Connection, ref: str) -> notes.Subject:
    """What a note is about: an event by its id, else a person."""
    parsed = parse_id(ref)
    if parsed is not None and parsed[0] is IdKind.EVENT:
        return IdKind.EVENT, event_number(connection, ref)
    return IdKind.PERSON, find_person(connection, ref)


def _concerned(connection: Connection, subject: notes.Subject) -> list[int]:
    """The people who are found by a note on ``subject``."""
    kind, number = subject
    return [number] if kind is IdKind.PERSON else events.attendees(connection, number)

"""The one door to everything that is remembered: photos, cards, people, events, notes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from sqlalchemy import delete, func, select

from cardscan.errors import InvalidInput
from cardscan.store import events, notes, photos, schema
from cardscan.store.appointment_store import AppointmentStore
from cardscan.store.database import open_database
from cardscan.store.face_store import FaceStore
from cardscan.store.faces import remove_faces_of
from cardscan.store.files import FileStore
from cardscan.store.full_text import forget_person
from cardscan.store.ids import IdKind, missing, parse_id, row_number
from cardscan.store.indexing import reindex
from cardscan.store.lookup import find_person
from cardscan.store.memory_store import MemoryStore
from cardscan.store.migrate import bring_up_to_date
from cardscan.store.people import load_people
from cardscan.store.review_store import ReviewStore
from cardscan.store.search_index import SearchIndex
from cardscan.store.side_store import SideStore
from cardscan.store.summaries import list_people, summaries

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from cardscan.config import Config
    from cardscan.records import PhotoReading
    from cardscan.store.records import Event, Note, Person, PersonSummary, StoredPhoto


class Store(SideStore, AppointmentStore, MemoryStore, FaceStore, ReviewStore):
    """An open store; a context manager.

    Every public id is accepted wherever it makes sense, and a person also by an unambiguous name. All methods raise
    ``StoreError`` when the database or the data folder cannot be used, and ``NotFound`` for what is not there.
    """

    @classmethod
    def open(cls, config: Config) -> Store:
        """Open the store that ``config`` names; make it, or bring an older one up to date, where needed.

        Raises:
            StoreError: It cannot be used, or was written by a newer version of the program.
        """
        database = open_database(config)
        try:
            bring_up_to_date(database)
        except BaseException:
            database.close()
            raise
        return cls(database, FileStore(config.home))

    def find_photo(self, sha256: str) -> StoredPhoto | None:
        """The photo with these bytes, if it was imported."""
        with self._database.reading() as connection:
            return photos.photo_where(connection, schema.photos.c.sha256 == sha256)

    def photo(self, photo_id: str) -> StoredPhoto:
        """One photo."""
        number = row_number(photo_id, IdKind.PHOTO)
        with self._database.reading() as connection:
            found = photos.photo_where(connection, schema.photos.c.id == number)
        if found is None:
            raise missing(IdKind.PHOTO, number)
        return found

    def add_reading(
        self, reading: PhotoReading, original: bytes, *, event_id: str | None = None, memo: str | None = None
    ) -> StoredPhoto:
        """Take in a photo with all its cards: everything in one transaction, after the files are safely on the disk.

        Cards become people, one each, met in the order in which they are added. The same bytes again change nothing.

        Args:
            reading: What was read; a photo without cards is kept too, so that it is not read again.
            original: The photo's bytes.
            event_id: The event at which the cards were received; a photo without cards becomes a picture of it.
            memo: Something to remember about all of them.

        Returns:
            The photo as it is now kept.

        Raises:
            InvalidInput: The reading failed, or is not of these bytes.
            NotFound: There is no such event.
        """
        if reading.info is None or reading.failure is not None:
            raise InvalidInput(f"{reading.path} could not be read, so there is nothing to keep.")
        info = reading.info
        if hashlib.sha256(original).hexdigest() != info.sha256:
            raise InvalidInput(f"{reading.path} changed while it was being read; import it again.")
        pictures = [photos.jpeg(card.image.pixels) for card in reading.cards]
        now = datetime.now(UTC)
        with self._database.writing() as connection:
            same_bytes = schema.photos.c.sha256 == info.sha256
            known = photos.photo_where(connection, same_bytes)
            if known is not None:
                return known
            event = _event_number(connection, event_id) if event_id is not None else None
            self._files.sweep()
            new = photos.add_photo(
                connection,
                self._files,
                info,
                original,
                list(zip(reading.cards, pictures, strict=True)),
                event_id=event,
                memo=memo,
                now=now,
            )
            reindex(connection, new)
            added = photos.photo_where(connection, same_bytes)
        assert added is not None  # noqa: S101  # it was added within this very transaction
        return added

    def original(self, photo_id: str) -> Path:
        """The file with a photo's bytes as they were imported."""
        with self._database.reading() as connection:
            return self._files.path(photos.original_path(connection, row_number(photo_id, IdKind.PHOTO)))

    def card_picture(self, card_id: str) -> Path:
        """The JPEG file with a straightened card."""
        with self._database.reading() as connection:
            return self._files.path(photos.picture_path(connection, row_number(card_id, IdKind.CARD)))

    def people(
        self, *, event: str | None = None, limit: int | None = None, order: Literal["met", "name", "added"] = "met"
    ) -> list[PersonSummary]:
        """People as lines of a list.

        Args:
            event: Only those met at this event (id or name).
            limit: At most so many, from the beginning of the order.
            order: ``met``: by day, then as their cards were received; ``name``: by reading; ``added``: newest first.
        """
        with self._database.reading() as connection:
            number = _event_number(connection, event) if event is not None else None
            return list_people(connection, event_id=number, order=order, limit=limit)

    def summaries(self, person_ids: Sequence[str]) -> list[PersonSummary]:
        """People by their ids as lines of a list, in the given order; those that are gone are left out."""
        with self._database.reading() as connection:
            return summaries(connection, [row_number(one, IdKind.PERSON) for one in person_ids])

    def delete(self, person_id: str) -> None:
        """Forget a person, with values, cards, notes, tags, encounters and everything else that is remembered.

        The pictures of the cards and the faces go; the photo's original stays, and importing it again does not bring
        the person back.
        """
        with self._database.writing() as connection:
            number = find_person(connection, person_id)
            pictures = photos.pictures_of_only(connection, number) + remove_faces_of(connection, number)
            forget_person(connection, number)
            others = select(schema.joined.c.person_id).where(schema.joined.c.to_id == number)
            connection.execute(delete(schema.people).where(schema.people.c.id.in_(others)))
            connection.execute(delete(schema.people).where(schema.people.c.id == number))
        for picture in pictures:  # after the commit: a row never lacks its file
            self._files.discard(picture)

    def dump(self) -> Iterator[Person]:
        """Everybody with everything, in the order in which they were added: for an export."""
        with self._database.reading() as connection:
            listed = schema.people.c.id.not_in(select(schema.joined.c.person_id))
            everybody = list(connection.scalars(select(schema.people.c.id).where(listed).order_by(schema.people.c.id)))
            yield from load_people(connection, self._files, everybody)

    def tag(self, person_id: str, tags: Sequence[str]) -> None:
        """Tag a person; a ``#`` in front is not part of a tag.

        Raises:
            InvalidInput: A tag is empty.
        """
        with self._changing(person_id) as (connection, number):
            notes.add_tags(connection, number, tags)

    def untag(self, person_id: str, tags: Sequence[str]) -> None:
        """Take tags off a person; one that is not there is no error."""
        with self._changing(person_id) as (connection, number):
            notes.remove_tags(connection, number, tags)

    def add_event(
        self, name: str, day: date | None, *, end: date | None = None, place: str | None = None, memo: str | None = None
    ) -> Event:
        """A new event, of one day or from ``day`` to ``end``.

        Raises:
            InvalidInput: It has no name, or ends before it begins.
        """
        with self._database.writing() as connection:
            return _event(connection, events.add_event(connection, name, day, end, place, memo))

    def ensure_event(self, name: str, day: date | None) -> Event:
        """The event of this name that begins on this day; it is made where there is none."""
        with self._database.writing() as connection:
            return _event(connection, events.ensure_event(connection, name, day))

    def event(self, ref: str) -> Event:
        """The event with this id or this unambiguous name."""
        with self._database.reading() as connection:
            return events.find_event(connection, ref)

    def events(self) -> list[Event]:
        """All events by day, those without a day last."""
        with self._database.reading() as connection:
            return events.all_events(connection)

    def edit_event(self, ref: str, changes: Mapping[str, str | date | None]) -> Event:
        """Change an event's name, start, end, place or memo (days as dates or like ``2026-11-20``).

        Raises:
            InvalidInput: Something else is to be changed, or the result makes no event.
        """
        with self._database.writing() as connection:
            number = _event_number(connection, ref)
            events.change_event(connection, number, changes)
            reindex(connection, events.attendees(connection, number))
            return _event(connection, number)

    def delete_event(self, ref: str) -> None:
        """Forget an event with its notes; the people met there stay."""
        with self._database.writing() as connection:
            number = _event_number(connection, ref)
            there = events.attendees(connection, number)
            events.remove_event(connection, number)
            reindex(connection, there)

    def attach(self, person_id: str, event_id: str) -> None:
        """Say that a person was met at an event; saying it twice changes nothing."""
        with self._changing(person_id) as (connection, number):
            events.attach(connection, number, _event_number(connection, event_id))

    def detach(self, person_id: str, event_id: str) -> None:
        """Say that a person was not met at an event."""
        with self._changing(person_id) as (connection, number):
            events.detach(connection, number, _event_number(connection, event_id))

    def add_note(self, ref: str, text: str, *, at: datetime | None = None) -> Note:
        """Remember something about a person or (by its id) an event.

        Args:
            ref: The person or event.
            text: What; several lines are fine.
            at: The moment it speaks of, local time if it has no zone; None: now.

        Raises:
            InvalidInput: The text is empty.
        """
        with self._database.writing() as connection:
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
        with self._database.writing() as connection:
            notes.change_note(connection, number, text, datetime.now(UTC))
            changed = notes.find_note(connection, number)
            reindex(connection, _concerned(connection, _subject(connection, changed.subject)))
            return changed

    def delete_note(self, note_id: str) -> None:
        """Forget a note."""
        number = row_number(note_id, IdKind.NOTE)
        with self._database.writing() as connection:
            subject = _subject(connection, notes.find_note(connection, number).subject)
            notes.remove_note(connection, number)
            reindex(connection, _concerned(connection, subject))

    def notes(self, ref: str) -> list[Note]:
        """The notes on a person or (by its id) an event, oldest first."""
        with self._database.reading() as connection:
            kind, number = _subject(connection, ref)
            return notes.notes_on(connection, kind, [number])[number]

    @contextmanager
    def searching(self) -> Iterator[SearchIndex]:
        """One view of everything that can be searched (see ``search.search``)."""
        with self._database.reading() as connection:
            yield SearchIndex(connection)

    def counts(self) -> dict[str, int]:
        """How many photos, cards, people, events and notes there are."""
        tables = (schema.photos, schema.cards, schema.people, schema.events, schema.notes)
        with self._database.reading() as connection:
            counts = {t.name: connection.scalar(select(func.count()).select_from(t)) or 0 for t in tables}
            counts["people"] -= connection.scalar(select(func.count()).select_from(schema.joined)) or 0
            return counts


def _event(connection: Connection, number: int) -> Event:
    return events.events_by_number(connection, [number])[number]


def _event_number(connection: Connection, ref: str) -> int:
    return row_number(events.find_event(connection, ref).id, IdKind.EVENT)


def _subject(connection: Connection, ref: str) -> notes.Subject:
    """What a note is about: an event by its id, else a person."""
    parsed = parse_id(ref)
    if parsed is not None and parsed[0] is IdKind.EVENT:
        return IdKind.EVENT, _event_number(connection, ref)
    return IdKind.PERSON, find_person(connection, ref)


def _concerned(connection: Connection, subject: notes.Subject) -> list[int]:
    """The people who are found by a note on ``subject``."""
    kind, number = subject
    return [number] if kind is IdKind.PERSON else events.attendees(connection, number)

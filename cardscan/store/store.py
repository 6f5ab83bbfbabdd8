"""The one door to everything that is remembered: photos, cards, people, events, notes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from sqlalchemy import func, select, true

from cardscan.errors import InvalidInput
from cardscan.store import photos, schema
from cardscan.store.appointment_store import AppointmentStore
from cardscan.store.archive_store import ArchiveStore
from cardscan.store.backup_store import BackupStore
from cardscan.store.bin_store import BinStore
from cardscan.store.book_store import BookStore
from cardscan.store.check_store import CheckStore
from cardscan.store.database import chunks, open_database
from cardscan.store.event_store import EventStore, event_number
from cardscan.store.face_store import FaceStore
from cardscan.store.files import FileStore
from cardscan.store.identity_store import IdentityStore
from cardscan.store.ids import IdKind, missing, row_number
from cardscan.store.indexing import reindex
from cardscan.store.listed import listed, listed_of, listed_or_none
from cardscan.store.memory_store import MemoryStore
from cardscan.store.migrate import bring_up_to_date
from cardscan.store.note_store import NoteStore
from cardscan.store.people import load_people
from cardscan.store.purge_store import PurgeStore
from cardscan.store.review_store import ReviewStore
from cardscan.store.search_index import SearchIndex
from cardscan.store.side_store import SideStore
from cardscan.store.store_lock import keep_open
from cardscan.store.summaries import list_people, summaries
from cardscan.store.undo_store import UndoStore

if TYPE_CHECKING:
    from cardscan.config import Config
    from cardscan.records import PhotoReading
    from cardscan.store.database import Database
    from cardscan.store.records import Person, PersonSummary, StoredPhoto


class Store(
    IdentityStore,
    SideStore,
    AppointmentStore,
    MemoryStore,
    FaceStore,
    ReviewStore,
    EventStore,
    NoteStore,
    BinStore,
    UndoStore,
    PurgeStore,
    BackupStore,
    CheckStore,
    BookStore,
    ArchiveStore,
):
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
        let_go = keep_open(config.home)
        try:
            bring_up_to_date(database, lambda: _before_migration(database, config.home))
        except BaseException:
            database.close()
            let_go()
            raise
        return cls(database, FileStore(config.home), let_go)

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
        with self._database.writing(
            "import", "1 card" if len(pictures) == 1 else f"{len(pictures)} cards"
        ) as connection:
            same_bytes = schema.photos.c.sha256 == info.sha256
            known = photos.photo_where(connection, same_bytes)
            if known is not None:
                return known
            event = event_number(connection, event_id) if event_id is not None else None
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
            number = event_number(connection, event) if event is not None else None
            return list_people(connection, event_id=number, order=order, limit=limit)

    def summaries(self, person_ids: Sequence[str]) -> list[PersonSummary]:
        """People by their ids as lines of a list, in the given order; those that are gone are left out."""
        with self._database.reading() as connection:
            asked = [row_number(one, IdKind.PERSON) for one in person_ids]
            there = {number for portion in chunks(asked) for number in listed_of(connection, portion)}
            return summaries(connection, [number for number in asked if number in there])

    def dump(self) -> Iterator[Person]:
        """Everybody with everything, in the order in which they were added: for an export.

        Nobody has to wait for whoever takes long with it, such as a reader at the end of a pipe: each person is as they
        are when it is their turn, and who is deleted before that is left out.
        """
        with self._database.reading() as connection:
            number = schema.people.c.id
            everybody = list(connection.scalars(select(number).where(listed(number)).order_by(number)))
        for portion in chunks(everybody):
            with self._database.reading() as connection:
                there = listed_of(connection, portion)
                people = list(load_people(connection, self._files, [one for one in portion if one in there]))
            yield from people

    @contextmanager
    def searching(self) -> Iterator[SearchIndex]:
        """One view of everything that can be searched (see ``search.search``)."""
        with self._database.reading() as connection:
            yield SearchIndex(connection)

    def counts(self) -> dict[str, int]:
        """How many photos, cards, people, events and notes there are, without what belongs to people not listed."""
        counted = {
            schema.photos: true(),
            schema.cards: listed(schema.cards.c.person_id),
            schema.people: listed(schema.people.c.id),
            schema.events: true(),
            schema.notes: listed_or_none(schema.notes.c.person_id),
        }
        with self._database.reading() as connection:
            return {
                table.name: connection.scalar(select(func.count()).select_from(table).where(condition)) or 0
                for table, condition in counted.items()
            }


def _before_migration(database: Database, home: Path) -> None:
    from cardscan.store.backup_records import BackupReason
    from cardscan.store.backups import snapshot  # needed once in a year

    snapshot(database, home, BackupReason.MIGRATION)

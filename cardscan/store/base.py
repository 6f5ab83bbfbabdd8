"""What every part of the store stands on: the open database, one person loaded, one person changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy import update

from cardscan.store.history import record_changes
from cardscan.store.indexing import reindex
from cardscan.store.journal import unnamed_files
from cardscan.store.lookup import find_person
from cardscan.store.notes import utc
from cardscan.store.people import fields_of, load_people
from cardscan.store.schema import people

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self

    from sqlalchemy import Connection

    from cardscan.store.database import Database
    from cardscan.store.files import FileStore
    from cardscan.store.records import ChangedBy, Person


class StoreBase:
    """An open store; a context manager."""

    def __init__(self, database: Database, files: FileStore, let_go: Callable[[], None]) -> None:
        """Wrap what ``open`` has opened; ``let_go`` says that this process uses the data folder no more."""
        self._database = database
        self._files = files
        self._let_go = let_go
        database.discard = self._discard

    def close(self) -> None:
        """Let go of the database file and the data folder."""
        self._database.close()
        self._let_go()

    def __enter__(self) -> Self:
        """Nothing more than the open store."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close."""
        self.close()

    def person(self, ref: str) -> Person:
        """The person with this id, of this card, or of this name (in any spelling that only one person has).

        Raises:
            NotFound: There is none; the message names near misses.
            InvalidInput: Several people have the name; the message lists their ids.
        """
        with self._database.reading() as connection:
            return self._load(connection, find_person(connection, ref))

    @contextmanager
    def _changing(
        self, person_id: str, kind: str, summary: str = "", *, by: ChangedBy | None = None
    ) -> Iterator[tuple[Connection, int]]:
        """A transaction that changes one person; index, time of change and (``by`` whom) the values' history follow."""
        with self._database.writing(kind, summary) as connection:
            number = find_person(connection, person_id)
            before = fields_of(connection, [number])[number] if by else []
            yield connection, number
            now = datetime.now(UTC)
            if by:
                record_changes(connection, number, before, fields_of(connection, [number])[number], by, now)
            connection.execute(update(people).where(people.c.id == number).values(updated_at=utc(now)))
            reindex(connection, [number])

    def _discard(self, paths: Iterable[str]) -> None:
        """Remove files that nothing names, unless somebody has begun to name them since."""
        with self._database.altering() as connection:  # nobody can keep such a file anew while this lasts
            for path in sorted(unnamed_files(connection, paths)):
                self._files.discard(path)

    def _load(self, connection: Connection, number: int) -> Person:
        (person,) = load_people(connection, self._files, [number])
        return person

"""The connection: a private file, safe settings, one kind of transaction to read and one to write."""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import URL, Connection, Engine, Table, create_engine, event, insert, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.pool import StaticPool

from cardscan.errors import OutputError, StoreError
from cardscan.store.journal import OpenChange, begin_change, describe_change, finish_change, let_go, prepare

if TYPE_CHECKING:
    from cardscan.config import Config

T = TypeVar("T")

BUSY_TIMEOUT_SECONDS = 30
"""How long to wait for another import's transaction, which lasts well under a second."""

MOST_ROWS = 2**63 - 1
"""The largest number that a database takes for a limit."""

_CHUNK = 500
"""Row numbers asked for at once; below the 999 parameters that the oldest SQLite allows."""

_FOLDER_MODE = 0o700
_FILE_MODE = 0o600


def chunks(items: Iterable[T]) -> Iterator[list[T]]:
    """``items`` in portions that fit into one query."""
    iterator = iter(items)
    while portion := list(islice(iterator, _CHUNK)):
        yield portion


def insert_row(connection: Connection, table: Table, **values: Any) -> int:
    """Add one row; returns its number."""
    key = connection.execute(insert(table).values(**values)).inserted_primary_key
    if key is None:
        raise TypeError(f"{table.name} has no row number")
    return int(key[0])


class Database:
    """An open database."""

    def __init__(self, engine: Engine) -> None:
        """Wrap an engine made by ``open_database``."""
        self._engine = engine
        self._whole: OpenChange | None = None
        self.discard: Callable[[set[str]], None] = lambda paths: None
        """What is to be done with files that a change of the past named last, as soon as it is forgotten."""

    @property
    def path(self) -> Path | None:
        """The file; None for a database in memory."""
        name = self._engine.url.database
        return Path(name) if name and name != ":memory:" else None

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One consistent view of the data.

        Raises:
            StoreError: The database cannot be read.
        """
        with _told_plainly(self._engine.url), self._engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(
        self,
        kind: str = "change",
        summary: str = "",
        *,
        detail: dict[str, Any] | None = None,
        undoes: int | None = None,
    ) -> Iterator[Connection]:
        """One transaction: all of it is kept, or after an error nothing. Other writers wait.

        What it changes is one change of the journal, or a part of ``one_change``.

        Args:
            kind: What is done, in one word: edit, note, import.
            summary: What it is about, in a few words; they may be set later (``journal.current_change``).
            detail: What undoing it has to know beside the rows.
            undoes: The change that it takes back; it is a change of its own in any case.

        Raises:
            StoreError: The database cannot be written.
        """
        change = self._whole if undoes is None else None
        if change is None:
            change = OpenChange(kind, summary, detail, undoes)
        change.summary = change.summary or summary
        before = change.number, change.kept
        try:
            with self._transaction(journaled=True) as connection:
                try:
                    begin_change(connection, change)
                    yield connection
                    unnamed = finish_change(connection, change)
                finally:
                    let_go(connection)
        except BaseException:
            change.number, change.kept = before  # nothing of this transaction was kept
            raise
        if unnamed:
            self.discard(unnamed)

    @contextmanager
    def altering(self) -> Iterator[Connection]:
        """One transaction of which no journal is kept: of migrations, and of what is to be gone for good.

        Raises:
            StoreError: The database cannot be written.
        """
        with self._transaction(journaled=False) as connection:
            yield connection

    @contextmanager
    def one_change(self, change: OpenChange) -> Iterator[OpenChange]:
        """Let all transactions within be one change of the journal; of several around each other the outermost."""
        if self._whole is not None:
            yield self._whole
            return
        self._whole = change
        try:
            yield change
        finally:
            self._whole = None
            if change.kept not in (None, (change.summary, change.detail)):
                with self.altering() as connection:
                    describe_change(connection, change)

    def shrink(self) -> None:
        """Write the file anew without the pages that nothing uses any more.

        Raises:
            StoreError: The database cannot be written.
        """
        with _told_plainly(self._engine.url):
            connection = self._engine.raw_connection()
            try:
                connection.cursor().execute("VACUUM")
            finally:
                connection.close()

    @contextmanager
    def _transaction(self, *, journaled: bool) -> Iterator[Connection]:
        with (
            _told_plainly(self._engine.url),
            self._engine.connect().execution_options(cardscan_writes=True) as connection,
        ):
            if journaled:
                prepare(connection)
            with connection.begin():
                yield connection

    def copy_to(self, path: Path) -> None:
        """Copy everything that is committed into an empty file, also while somebody else is writing.

        Raises:
            StoreError: The database cannot be read.
            OutputError: The copy cannot be written.
        """
        with self.reading() as connection:
            # reading something waits for a commit under way; from then on the copy needs no more waiting
            connection.exec_driver_sql("SELECT count(*) FROM sqlite_master")
            source = connection.connection.driver_connection
            if not isinstance(source, sqlite3.Connection):
                raise TypeError("only SQLite can be copied")
            try:
                with closing(sqlite3.connect(path)) as copy:
                    source.backup(copy)
            except sqlite3.Error as error:
                raise OutputError(
                    f"The database cannot be copied to {path.parent}: {_reason(error) or error}."
                ) from error

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()


def open_database(config: Config) -> Database:
    """Connect to the database that ``config`` names; for SQLite first make the file and its folder, for the owner only.

    Raises:
        StoreError: The URL is not understood, or the folder or file cannot be made.
    """
    try:
        url = make_url(config.database_url)
    except ArgumentError as error:
        raise StoreError(
            f"“{config.database_url}” is not a database URL; use for example sqlite:////home/me/cards.sqlite3."
        ) from error
    if url.get_backend_name() != "sqlite":
        raise StoreError(
            f"Databases of the kind “{url.get_backend_name()}” are not supported yet; use sqlite:///FILE, "
            "or leave out --db and CARDSCAN_DB."
        )
    make_private_folder(config.home)
    if url.database and url.database != ":memory:":
        make_private_file(Path(url.database))
    return _connected(url)


def database_file(config: Config) -> Path:
    """The file of the database that ``config`` names.

    Raises:
        StoreError: The database is none in a file.
    """
    try:
        url = make_url(config.database_url)
    except ArgumentError:
        url = URL.create("")
    if url.get_backend_name() != "sqlite" or not url.database or url.database == ":memory:":
        raise StoreError(
            f"“{config.database_url}” is not a database in a file; use for example sqlite:///cards.sqlite3."
        )
    return Path(url.database)


def open_file(path: Path) -> Database:
    """Connect to a database file of our own making, such as a copy."""
    return _connected(URL.create("sqlite", database=str(path)))


def _connected(url: URL) -> Database:
    engine = create_engine(url, connect_args={"timeout": BUSY_TIMEOUT_SECONDS, "check_same_thread": False})
    event.listen(engine, "connect", _configure)
    event.listen(engine, "begin", _begin)
    return Database(engine)


def temporary_database() -> Database:
    """An empty database that is gone when it is closed; SQLite keeps it in a file of its own without a name."""
    engine = create_engine(
        "sqlite://", creator=lambda: sqlite3.connect("", check_same_thread=False), poolclass=StaticPool
    )
    event.listen(engine, "connect", _configure)
    event.listen(engine, "begin", _begin)
    return Database(engine)


def make_private_folder(folder: Path) -> None:
    """Make ``folder`` (and what is missing above it), readable by its owner only.

    A folder that is there already is closed to others only if it is empty or holds a store: it may be somebody's home.

    Raises:
        StoreError: It cannot be made, or is not a folder.
    """
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(mode=_FOLDER_MODE, exist_ok=True)
        entries = {entry.name for entry in os.scandir(folder)}
        mode = stat.S_IMODE(folder.stat().st_mode)
        if mode & ~_FOLDER_MODE and (not entries or "originals" in entries):
            folder.chmod(mode & _FOLDER_MODE)
    except OSError as error:
        raise StoreError(
            f"The data folder {folder} cannot be used: {error.strerror}. Choose another with --home."
        ) from error


def make_private_file(path: Path) -> None:
    """Create a database file before SQLite does, since SQLite would obey the umask; journals copy its mode.

    One that is there is left to SQLite: closing it here would end the locks that this process holds on it
    (sqlite.org/howtocorrupt.html, 2.2).

    Raises:
        StoreError: It cannot be made.
    """
    try:
        if not path.parent.exists():
            make_private_folder(path.parent)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, _FILE_MODE)
    except FileExistsError:
        return
    except OSError as error:
        raise StoreError(f"The database {path} cannot be opened: {error.strerror}.") from error
    os.close(descriptor)


def _configure(connection: sqlite3.Connection, _record: Any) -> None:  # the record is SQLAlchemy's own business
    """Settings that SQLite keeps per connection."""
    connection.isolation_level = None  # transactions are begun by _begin alone
    for pragma in (
        "trusted_schema=OFF",  # sqlite.org/security.html: a database file may come from somebody else
        "foreign_keys=ON",
        "journal_mode=DELETE",  # WAL of SQLite 3.7.0 to 3.51.2 can lose data with two writers (sqlite.org/wal.html)
        "secure_delete=ON",  # what was forgotten is overwritten, not only unlinked
        "synchronous=FULL",  # what was said to be kept survives a power cut
    ):
        connection.execute(f"PRAGMA {pragma}").close()


def _begin(connection: Connection) -> None:
    """Begin at once as a writer where one will write: a reader that turns writer is refused without waiting."""
    writes = connection.get_execution_options().get("cardscan_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


_REASONS = {
    "SQLITE_BUSY": "another program is writing to it; try again when that has finished",
    "SQLITE_FULL": "the disk is full; nothing of this step was kept, free some space and run it again",
    "SQLITE_READONLY": "it may not be written; check its permissions",
    "SQLITE_CANTOPEN": "it cannot be opened; check that the folder exists and may be written",
    "SQLITE_NOTADB": "the file is not a database; choose another with --home or --db, or restore a backup",
    "SQLITE_CORRUPT": "it is damaged; restore a backup, cardscan backup --list shows them",
    "SQLITE_IOERR": "reading or writing the disk failed",
}


@contextmanager
def _told_plainly(url: URL) -> Iterator[None]:
    """Turn what the database driver says about files and disks into what a person can act on."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        reason = _reason(error.orig if isinstance(error, DBAPIError) else error)
        if reason is None:
            raise
        raise StoreError(f"The database {url.database}: {reason}.") from error


def _reason(error: BaseException | None) -> str | None:
    """What an error of SQLite means; None for one that only a defect of this program can bring about."""
    name = str(getattr(error, "sqlite_errorname", ""))
    return next((text for prefix, text in _REASONS.items() if name.startswith(prefix)), None)

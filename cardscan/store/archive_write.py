"""Writing the archive of everything, piece by piece, from one view of the data."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import IO, TYPE_CHECKING, cast

from sqlalchemy import func, select, text

from cardscan import __version__
from cardscan.errors import StoreError
from cardscan.store.archive_format import (
    DATA,
    FORMAT,
    KEY,
    README,
    README_TEXT,
    archived_tables,
    to_json,
)
from cardscan.store.journal import FILES
from cardscan.store.migrations import REVISIONS

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from cardscan.store.database import Database
    from cardscan.store.files import FileStore

_PIECE = 1 << 20
"""Bytes that are gathered before they are handed on."""
_PRIVATE = 0o600 << 16
"""Where zip keeps a file's mode."""


class _Pieces:
    """What ``zipfile`` writes into, and what is taken from it bit by bit; it cannot be sought, so nothing is kept."""

    def __init__(self) -> None:
        self._held = bytearray()

    def write(self, data: bytes) -> int:
        self._held += data
        return len(data)

    def flush(self) -> None:
        """Nothing to do: what is held is taken by ``taken``."""

    def taken(self, least: int = 1) -> Iterator[bytes]:
        if len(self._held) >= least:
            piece = bytes(self._held)
            self._held.clear()
            yield piece


def archive_pieces(database: Database, files: FileStore) -> Iterator[bytes]:
    """The archive of everything that one view of the data shows, as pieces of a zip file.

    The files come after the rows, when others may write again: a kept file never changes.

    Raises:
        StoreError: The database or a file cannot be read.
    """
    now = datetime.now(UTC)
    pieces = _Pieces()
    with zipfile.ZipFile(cast("IO[bytes]", pieces), "w", zipfile.ZIP_DEFLATED) as archive:  # to write is enough
        archive.writestr(_member(README, now, zipfile.ZIP_DEFLATED), README_TEXT)
        with (
            database.reading() as connection,
            archive.open(_member(DATA, now, zipfile.ZIP_DEFLATED), "w", force_zip64=True) as data,
        ):
            names = _file_names(connection)
            missing = {name for name in names if not files.path(name).is_file()}
            for line in _lines(connection, sorted(missing), now):
                data.write(line)
                yield from pieces.taken(_PIECE)
        for name in names:
            if name not in missing:
                archive.writestr(_member(name, now, zipfile.ZIP_STORED), _content(files, name))
                yield from pieces.taken(_PIECE)
    yield from pieces.taken()


def _lines(connection: Connection, missing: list[str], now: datetime) -> Iterator[bytes]:
    tables = archived_tables()
    head = {
        KEY: FORMAT,
        "schema": REVISIONS[-1],
        "program": __version__,
        "written_at": now.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "rows": {table.name: connection.scalar(select(func.count()).select_from(table)) for table in tables},
        "numbers": last_numbers(connection),
        "missing": missing,
    }
    yield _line(head)
    for table in tables:
        for row in connection.execute(select(table).order_by(*table.primary_key.columns)).mappings():
            values = {name: to_json(value) for name, value in row.items() if value is not None}
            yield _line({table.name: values})


def last_numbers(connection: Connection) -> dict[str, int]:
    """The last number that each table gave away, also to a row that is gone."""
    tables = {table.name for table in archived_tables()}
    rows = connection.execute(text("SELECT name, seq FROM sqlite_sequence ORDER BY name")).all()
    return {name: number for name, number in rows if name in tables}


def _file_names(connection: Connection) -> list[str]:
    """The kept files that rows name, each once, in the order of the tables."""
    columns = [FILES[table.name] for table in archived_tables() if table.name in FILES]
    return list(
        dict.fromkeys(name for column in columns for name in connection.scalars(select(column).order_by(column)))
    )


def _content(files: FileStore, name: str) -> bytes:
    try:
        return files.path(name).read_bytes()
    except OSError as error:
        raise StoreError(
            f"The file {files.path(name)} cannot be read: {error.strerror}. If something was deleted just now, "
            "export again."
        ) from error


def _member(name: str, now: datetime, compression: int) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, now.timetuple()[:6])
    info.compress_type = compression
    info.external_attr = _PRIVATE
    return info


def _line(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, allow_nan=False) + "\n").encode("utf-8")

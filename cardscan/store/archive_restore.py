"""Taking in an archive of everything: first into a database of its own, then, if that holds together, into the home."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, MetaData, Table, func, insert, inspect, select, text
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from cardscan.errors import CardscanError, StoreError
from cardscan.store.archive_format import FILE_NAME, archived_tables, from_json
from cardscan.store.database import Database, chunks, temporary_database
from cardscan.store.events import all_events
from cardscan.store.faces import faces_where, list_event_photos
from cardscan.store.held import held_by
from cardscan.store.history import from_json as value_from_json
from cardscan.store.ids import IdKind, row_number
from cardscan.store.indexing import reindex
from cardscan.store.journal import FILES
from cardscan.store.listed import listed
from cardscan.store.memories import all_promises
from cardscan.store.migrate import upgrade
from cardscan.store.people import load_people
from cardscan.store.reviews import list_answers, review_states, session_places
from cardscan.store.schema import merges, people, photos, positions
from cardscan.store.sides import pairs_of
from cardscan.store.summaries import taken_moment

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from cardscan.store.archive_read import Archive
    from cardscan.store.files import FileStore

_ROWS = 500
"""Rows that are written at once."""
_SENSELESS = (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, CardscanError)
"""What our own reading raises over rows that no version of cardscan wrote."""


def restore_archive(database: Database, files: FileStore, archive: Archive) -> dict[str, int]:
    """Make an empty store what an archive says; on any error the store stays empty.

    Returns:
        How many rows of each table came in.

    Raises:
        StoreError: The store is not empty, or cannot be written.
        UnusableArchive: What the archive holds makes no sense.
    """
    archive.check_files()
    coming = temporary_database()
    new: list[str] = []
    try:
        _fill(coming, archive)
        with database.altering() as connection, coming.reading() as source:
            _must_be_empty(connection)
            new = _keep_files(source, files, archive)
            counts = _copy(source, connection)
            _set_numbers(connection, archive.head.numbers)
            _must_make_sense(connection, files, archive)
        return dict(counts)
    except BaseException:
        for name in new:
            files.discard(name)
        raise
    finally:
        coming.close()


def _must_be_empty(connection: Connection) -> None:
    for table in archived_tables():
        if connection.scalar(select(func.count()).select_from(table)):
            raise StoreError(
                "An archive comes into an empty data folder only, and this one holds something already. "
                "Choose another: cardscan --home NEW_FOLDER import …; nothing was changed."
            )


def _fill(coming: Database, archive: Archive) -> None:
    """Put the rows into tables of the version that wrote them, and bring these up to date."""
    counted: Counter[str] = Counter()
    try:
        with coming.altering() as connection:
            upgrade(connection, archive.head.schema)
            connection.execute(text("PRAGMA defer_foreign_keys = ON"))
            tables = _tables(connection)
            pending: list[dict[str, Any]] = []
            last: Table | None = None
            for line, name, row in archive.rows():
                table = tables.get(name)
                if table is None:
                    raise archive.refusal(f"line {line} of its data is of the table “{name[:50]}”, which is not known")
                if last is not None and (table is not last or len(pending) >= _ROWS):
                    connection.execute(insert(last), pending)
                    pending = []
                last = table
                pending.append(_row(table, row, line, archive))
                counted[name] += 1
            if last is not None and pending:
                connection.execute(insert(last), pending)
        with coming.altering() as connection:
            upgrade(connection)
    except IntegrityError as error:
        raise archive.refusal(f"its rows contradict each other: {error.orig}") from error
    except SQLAlchemyError as error:
        raise archive.refusal(f"its rows are none of a store: {getattr(error, 'orig', error)}") from error
    announced = {name: number for name, number in archive.head.rows.items() if number}
    if announced != counted:
        raise archive.refusal("it does not hold as many rows as it says")


def _tables(connection: Connection) -> dict[str, Table]:
    """The tables of the version at hand, as the database itself describes them; not those of the index."""
    names = [name for name in inspect(connection).get_table_names() if not name.startswith("person_index")]
    reflected = MetaData()
    reflected.reflect(connection, only=[name for name in names if name != "alembic_version"])
    for table in reflected.tables.values():
        for column in table.columns:
            if isinstance(column.type, JSON):  # or a value that is not there would become JSON's null
                column.type = JSON(none_as_null=True)
    return dict(reflected.tables)


def _row(table: Table, row: dict[str, Any], line: int, archive: Archive) -> dict[str, Any]:
    unknown = set(row) - set(table.columns.keys())
    if unknown:
        raise archive.refusal(f"line {line} of its data has a column “{min(unknown)[:50]}”, which is not known")
    try:
        values = {column.name: from_json(column, row.get(column.name)) for column in table.columns}
    except ValueError as error:
        raise archive.refusal(f"line {line} of its data: {error}") from error
    return values


def _keep_files(source: Connection, files: FileStore, archive: Archive) -> list[str]:
    """Keep every file that a row names; returns those that were not there yet."""
    new = []
    try:
        for table, column in FILES.items():
            for name in source.scalars(select(column).distinct()):
                if FILE_NAME.fullmatch(name) is None:
                    raise archive.refusal(f"a row of {table} names the file “{name[:100]}”")
                if name in archive.files:
                    if files.keep_named(archive.content(name), name):
                        new.append(name)
                elif name not in archive.head.missing:
                    raise archive.refusal(f"the file {name} is not in it, though a row of {table} names it")
    except BaseException:
        for name in new:
            files.discard(name)
        raise
    return new


def _copy(source: Connection, connection: Connection) -> Counter[str]:
    counts: Counter[str] = Counter()
    connection.execute(text("PRAGMA defer_foreign_keys = ON"))
    for table in archived_tables():
        rows = source.execute(select(table).order_by(*table.primary_key.columns)).mappings()
        while portion := [dict(row) for row in rows.fetchmany(_ROWS)]:
            connection.execute(insert(table), portion)
            counts[table.name] += len(portion)
    return counts


def _set_numbers(connection: Connection, numbers: dict[str, int]) -> None:
    """Go on counting where the archive's store did, so that no id is ever given twice."""
    known = {name for (name,) in connection.execute(text("SELECT name FROM sqlite_sequence"))}
    tables = {table.name for table in archived_tables() if table.dialect_options["sqlite"]["autoincrement"]}
    for name in sorted(tables & set(numbers)):
        statement = (
            "UPDATE sqlite_sequence SET seq = MAX(seq, :number) WHERE name = :name"
            if name in known
            else "INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :number)"
        )
        connection.execute(text(statement), {"name": name, "number": numbers[name]})


def _must_make_sense(connection: Connection, files: FileStore, archive: Archive) -> None:
    """Read everybody with everything, as every command will, and index them."""
    everybody = list(connection.scalars(select(people.c.id).order_by(people.c.id)))
    try:
        for portion in chunks(connection.scalars(select(people.c.id).where(listed(people.c.id))).all()):
            reindex(connection, portion)
        for _ in load_people(connection, files, everybody):
            pass
        for event in all_events(connection):
            session_places(connection, row_number(event.id, IdKind.EVENT))
        all_promises(connection, done=None)
        pairs_of(connection)
        held_by(connection, connection.scalars(select(positions.c.holder_id)).all())
        for row in connection.execute(select(merges.c.before, merges.c.after)):
            _ = [value_from_json(value) for value in row.before], {tuple(pair) for pair in row.after}
        list_event_photos(connection, None)
        faces_where(connection, files)
        review_states(connection)
        list_answers(connection, None, None)
        for row in connection.execute(select(photos.c.taken_at, photos.c.utc_offset_seconds)):
            taken_moment(row.taken_at, row.utc_offset_seconds)
    except _SENSELESS as error:
        raise archive.refusal(f"its rows make no sense: {type(error).__name__}: {error}") from error

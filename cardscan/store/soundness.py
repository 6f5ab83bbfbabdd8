"""Whether a database is whole and is a store of ours, whoever wrote its file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from cardscan.store.full_text import index_is_whole
from cardscan.store.named_files import named_files, sha256_in_name
from cardscan.store.schema import metadata

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

_MOST = 20
"""How many complaints of SQLite's are told."""

_INDEX = "person_index"
_OF_SQLITE = ("sqlite_sequence", "sqlite_stat1", "sqlite_stat4")
"""Tables that SQLite makes by itself."""


def integrity_problems(connection: Connection) -> list[str]:
    """What SQLite finds wrong with the file, its tables and its indexes."""
    said = connection.exec_driver_sql(f"PRAGMA integrity_check({_MOST})").scalars().all()
    return [] if said == ["ok"] else [" ".join(str(line).split()) for line in said]


def broken_references(connection: Connection) -> list[str]:
    """Rows that name a row of another table which is not there."""
    rows = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchmany(_MOST)
    return [f"{table} {number} names something in {other} that is not there" for table, number, other, _ in rows]


def strangers(connection: Connection) -> list[str]:
    """What the database holds that no version of the program ever made."""
    allowed = {*metadata.tables, "alembic_version", _INDEX, *_OF_SQLITE}
    rows = connection.exec_driver_sql("SELECT type, name, sql FROM sqlite_master").all()
    found = []
    for kind, name, sql in rows:
        if kind not in ("table", "index"):
            found.append(f"the {kind} {name}")
        elif kind == "table" and name not in allowed and not str(name).startswith(f"{_INDEX}_"):
            found.append(f"the table {name}")
        elif str(sql).upper().startswith("CREATE VIRTUAL") and not (name == _INDEX and " USING fts5(" in str(sql)):
            found.append(f"the virtual table {name}")
    return found


def unreadable_rows(connection: Connection) -> Iterator[str]:
    """Tables that are not as the queries expect them, or that hold what cannot be read as what it should be."""
    for table in metadata.sorted_tables:
        try:
            for _ in connection.execute(select(table)):
                pass
        except (DBAPIError, ValueError, TypeError) as error:  # a day that is no day, JSON that is none, no such column
            yield f"the table {table.name} cannot be read ({' '.join(str(error).split())[:200]})"
    if not index_is_whole(connection):
        yield "the index for searching is damaged"


def odd_names(connection: Connection) -> list[str]:
    """Files named by rows that cannot be files of a data folder."""
    return [name for name in named_files(connection) if sha256_in_name(name) is None]

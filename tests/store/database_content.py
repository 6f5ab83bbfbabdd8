"""All that a database holds, for tests that compare it before and after."""

from __future__ import annotations

from typing import Any

from cardscan.store.store import Store

OWN = ("changes", "change_people", "change_rows", "alembic_version", "sqlite_sequence")
"""Tables that tell of changes, and so change with every undo."""


def content(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    """All that the database holds, by table, but for the journal and the inner tables of the index."""
    with store._database.reading() as connection:
        names = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars().all()
        kept = [name for name in names if name not in OWN and not name.startswith("person_index_")]  # made anew
        found = {
            name: [tuple(row) for row in connection.exec_driver_sql(f'SELECT rowid, * FROM "{name}"').all()]
            for name in kept
        }
    no_rowid = ("tags", "reviews", "first_sessions")  # those have no number of their own
    return {
        name: sorted((row[1:] if name in no_rowid else row for row in rows), key=repr) for name, rows in found.items()
    }


def hasty(connection: Any, *_: Any) -> None:
    """Nobody pulls the plug in a test."""
    connection.execute("PRAGMA synchronous = OFF").close()

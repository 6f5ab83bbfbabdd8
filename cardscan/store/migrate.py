"""Bring the tables up to date; Alembic is imported only when there is something to do."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import column, inspect, select, table

from cardscan.errors import StoreError
from cardscan.store.migrations import REVISIONS

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection

    from cardscan.store.database import Database

_VERSION = table("alembic_version", column("version_num"))


def bring_up_to_date(database: Database, before: Callable[[], object] | None = None) -> None:
    """Make the tables of a new database, or run the migrations an older one lacks, in one transaction.

    Args:
        database: An open database.
        before: What to do before an older one is changed, such as a backup; when that fails nothing is changed.

    Raises:
        StoreError: The database was made by a newer version of the program, or is not a store at all.
    """
    with database.reading() as connection:
        if revision_of(connection) == REVISIONS[-1]:
            return
    with database.altering() as connection:  # looked at again: another process may have been quicker
        revision = revision_of(connection)
        if revision == REVISIONS[-1]:
            return
        if revision is not None and before is not None:
            before()
        upgrade(connection)


def revision_of(connection: Connection) -> str | None:
    """The revision the database is at; None for an empty one.

    Raises:
        StoreError: It was made by a newer version of the program, or is not a store at all.
    """
    names = inspect(connection).get_table_names()
    if not names:
        return None
    revision = connection.scalar(select(_VERSION.c.version_num)) if _VERSION.name in names else None
    if revision is None:
        raise StoreError(
            f"The database {connection.engine.url.database} holds something else than a cardscan store; "
            "choose another with --home or --db."
        )
    if revision not in REVISIONS:
        raise StoreError(
            f"The database {connection.engine.url.database} was written by a newer version of cardscan "
            f"(tables {revision}, this version knows up to {REVISIONS[-1]}); update cardscan to open it."
        )
    return str(revision)


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Run the missing revisions up to one, within the connection's transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)

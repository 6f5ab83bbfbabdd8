"""Databases of every schema that was ever released open with every value; an unfinished migration changes nothing."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from cardscan.config import Config
from cardscan.errors import ExitCode, OutputError
from cardscan.store.backup_records import BackupReason
from cardscan.store.backups import list_backups
from cardscan.store.migrations import REVISIONS
from cardscan.store.restore import restore
from cardscan.store.schema import metadata
from cardscan.store.store import Store
from tests.store.full_store import OLD_SCHEMAS

FIXTURES = sorted(OLD_SCHEMAS.glob("*.sqlite3"))


def old_store(config: Config, fixture: Path) -> Path:
    config.home.mkdir(mode=0o700)
    database = config.home / "cardscan.sqlite3"
    database.write_bytes(fixture.read_bytes())
    return database


def rows_of(database: Path) -> dict[str, list[dict[str, Any]]]:
    """Every value of every table but the version's and the index's."""
    with closing(sqlite3.connect(database)) as connection:
        connection.row_factory = sqlite3.Row
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {
            name: [dict(row) for row in connection.execute(f"SELECT * FROM {name} ORDER BY 1, 2")]
            for name in names
            if name in metadata.tables
        }


def test_every_schema_but_that_in_the_making_has_a_fixture() -> None:
    assert {path.stem for path in FIXTURES} >= set(REVISIONS[:-1])


def test_the_last_fixture_has_something_in_every_table_of_its_schema() -> None:
    empty = [name for name, rows in rows_of(FIXTURES[-1]).items() if not rows]
    assert empty == []


@pytest.mark.parametrize("fixture", FIXTURES, ids=lambda path: path.stem)
def test_a_store_of_every_version_opens_with_every_value(config: Config, fixture: Path) -> None:
    database = old_store(config, fixture)
    before = rows_of(database)
    with Store.open(config) as store:
        people = [person.id for person in store.dump()]
        assert people and set(people) <= {f"p{row['id']}" for row in before["people"]}
        assert [hit.id for hit in store.people(order="added")]
    after = rows_of(database)
    for table, rows in before.items():
        assert [{key: new[key] for key in old} for old, new in zip(rows, after[table], strict=True)] == rows, table
    assert after.keys() == metadata.tables.keys()


@pytest.mark.parametrize("fixture", FIXTURES, ids=lambda path: path.stem)
def test_an_older_store_is_backed_up_before_it_is_changed_and_the_backup_can_be_restored(
    config: Config, fixture: Path
) -> None:
    before = rows_of(old_store(config, fixture))
    Store.open(config).close()
    made = list_backups(config.home)
    if fixture.stem == REVISIONS[-1]:
        assert made == []
        return
    (backup,) = made
    assert (backup.about.reason, backup.about.schema) == (BackupReason.MIGRATION, fixture.stem)
    Store.open(config).close()
    assert list_backups(config.home) == made, "it is migrated once"
    restore(config, backup.path, allow_missing=True)  # the fixtures are without files
    after = rows_of(config.home / "cardscan.sqlite3")
    for table, rows in before.items():
        assert [{key: new[key] for key in old} for old, new in zip(rows, after[table], strict=True)] == rows, table


def test_without_room_for_the_backup_nothing_is_migrated(config: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    database = old_store(config, FIXTURES[0])
    before = database.read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr("cardscan.store.backup_file.BackupWriter.add", full)
    with pytest.raises(OutputError, match="No space left"):
        Store.open(config)
    assert database.read_bytes() == before
    assert list((config.home / "backups").iterdir()) == []


_KILLED = """
import os, signal, sys
from pathlib import Path
from sqlalchemy import event
from sqlalchemy.engine import Engine
from cardscan.config import Config
from cardscan.store.store import Store

left, written = int(sys.argv[2]), False

@event.listens_for(Engine, "connect")
def small_memory(connection, _):
    connection.execute("PRAGMA cache_size = 1")  # pages go to the disk long before the commit

@event.listens_for(Engine, "before_cursor_execute")
def count(connection, cursor, statement, *_):
    global left, written
    if statement.lstrip().startswith(("CREATE", "ALTER", "INSERT", "UPDATE", "DROP")):
        written = True
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)

@event.listens_for(Engine, "commit")
def at_the_last_moment(_):
    if written:
        os.kill(os.getpid(), signal.SIGKILL)

Store.open(Config.resolve(Path(sys.argv[1]))).close()
"""


@pytest.mark.parametrize("statements", [0, 5, 20, 999])
def test_a_migration_that_is_killed_leaves_the_old_store_whole(config: Config, statements: int) -> None:
    database = old_store(config, FIXTURES[0])
    before = rows_of(database)
    environment = {key: value for key, value in os.environ.items() if not key.startswith("CARDSCAN_")}
    ran = subprocess.run(
        [sys.executable, "-c", _KILLED, str(config.home), str(statements)], env=environment, capture_output=True
    )
    assert ran.returncode == -signal.SIGKILL, ran.stderr
    assert rows_of(database) == before, "SQLite takes back what was begun"
    with Store.open(config) as store:
        assert store.person("さいとう").tags == ("税",)


def test_a_newer_store_is_refused_in_the_shell(config: Config) -> None:
    database = old_store(config, FIXTURES[-1])
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    before = database.read_bytes()
    for command in ("list", "backup"):
        ran = subprocess.run(
            [sys.executable, "-m", "cardscan", "--home", str(config.home), command], capture_output=True, text=True
        )
        assert ran.returncode == ExitCode.STORE and ran.stdout == ""
        assert "newer version of cardscan" in ran.stderr and "update cardscan" in ran.stderr
    assert database.read_bytes() == before

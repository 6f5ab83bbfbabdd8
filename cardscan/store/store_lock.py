"""Who has a data folder open: any number of commands, or one that replaces everything.

The locks are those that SQLite puts on a file of its own, ``lock``: they work on every system, they wait, and they end
with the process that holds them, however it ends.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from cardscan.errors import StoreError
from cardscan.store.database import BUSY_TIMEOUT_SECONDS, make_private_file

if TYPE_CHECKING:
    from collections.abc import Callable

LOCK_FILE = "lock"

ALONE_TIMEOUT_SECONDS = 3.0
"""How long to wait for other commands: longer than a search takes, and a dialogue lasts longer anyway."""


def keep_open(home: Path) -> Callable[[], None]:
    """Say that this process uses the data folder; returns what says that it has done so.

    Raises:
        StoreError: Another process is replacing everything, for longer than any command waits.
    """
    lock = _connect(home, BUSY_TIMEOUT_SECONDS)
    try:
        lock.execute("BEGIN")
        lock.execute("SELECT count(*) FROM sqlite_master").fetchone()  # reading takes the lock that many can have
    except sqlite3.Error as error:
        lock.close()
        raise _refused(home, error, "a backup is being restored into it; try again when that is done") from error
    return lock.close


@contextmanager
def alone(home: Path) -> Iterator[None]:
    """Be the only process that uses the data folder.

    Raises:
        StoreError: Others use it, and go on for longer than a short command takes.
    """
    with closing(_connect(home, ALONE_TIMEOUT_SECONDS)) as lock:
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.Error as error:
            raise _refused(
                home, error, "another cardscan is using it, such as an import or a review; end that and try again"
            ) from error
        yield


def _connect(home: Path, timeout: float) -> sqlite3.Connection:
    path = home / LOCK_FILE
    make_private_file(path)
    try:
        return sqlite3.connect(path, timeout=timeout, isolation_level=None, check_same_thread=False)
    except sqlite3.Error as error:
        raise _refused(home, error, "") from error


def _refused(home: Path, error: sqlite3.Error, busy: str) -> StoreError:
    if error.sqlite_errorname.startswith("SQLITE_BUSY"):
        return StoreError(f"The data folder {home} is in use: {busy}.")
    return StoreError(f"The file {home / LOCK_FILE} cannot be used: {error}. Check its permissions.")

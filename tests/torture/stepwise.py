"""Fails, or kills the process, at the n-th step that an import takes towards the disk.

A step is a call that opens, writes, brings to the disk, renames, makes or removes a file, or SQL that begins, changes
or commits something: reading in between fails no otherwise than the next change. To be used in a process that ends
afterwards: nothing is put back.
"""

from __future__ import annotations

import errno
import io
import os
import signal
import sqlite3
from collections.abc import Callable
from functools import wraps
from typing import Any, Literal

Way = Literal["fails", "dies"]

_CHANGES = ("BEGIN IMMEDIATE", "INSERT", "UPDATE", "DELETE", "REPLACE")
_CALLS = ("open", "fsync", "replace", "rename", "mkdir", "unlink", "chmod")


class Steps:
    """Counts steps from 1; at one of them the disk fails, or the process dies as by a power cut."""

    def __init__(self, at: int, way: Way) -> None:
        self.count = 0
        self._at, self._way = at, way

    def step(self, problem: Callable[[], Exception]) -> None:
        self.count += 1
        if self.count == self._at:
            if self._way == "dies":
                os.kill(os.getpid(), signal.SIGKILL)
            raise problem()

    def install(self) -> None:
        for name in _CALLS:
            setattr(os, name, self._counted(getattr(os, name)))
        setattr(io, "open", self._counted(io.open))  # noqa: B010 - through which pathlib opens
        opened = os.fdopen

        def fdopen(*arguments: Any, **options: Any) -> Any:
            return _Writer(opened(*arguments, **options), self)

        setattr(os, "fdopen", fdopen)  # noqa: B010
        connect = sqlite3.dbapi2.connect
        connection = type("Connection", (_Connection,), {"steps": self})

        def counted(*arguments: Any, **options: Any) -> sqlite3.Connection:
            return connect(*arguments, factory=connection, **options)

        setattr(sqlite3.dbapi2, "connect", counted)  # noqa: B010

    def _counted(self, call: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(call)
        def counted(*arguments: Any, **options: Any) -> Any:
            self.step(_no_disk)
            return call(*arguments, **options)

        return counted


class _Writer:
    """A file whose writing is a step."""

    def __init__(self, file: Any, steps: Steps) -> None:
        self._file, self._steps = file, steps

    def __enter__(self) -> _Writer:
        return self

    def __exit__(self, *error: object) -> None:
        self._file.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)

    def write(self, data: bytes) -> None:
        self._file.write(data[: len(data) // 2])
        self._file.flush()
        self._steps.step(_no_disk)
        self._file.write(data[len(data) // 2 :])


class _Cursor(sqlite3.Cursor):
    steps: Steps

    def execute(self, *arguments: Any) -> Any:
        if str(arguments[0]).lstrip().upper().startswith(_CHANGES):
            self.steps.step(_no_database)
        return super().execute(*arguments)

    def executemany(self, *arguments: Any) -> Any:
        self.steps.step(_no_database)
        return super().executemany(*arguments)


class _Connection(sqlite3.Connection):
    steps: Steps

    def cursor(self, factory: Any = None) -> Any:
        return super().cursor(type("Cursor", (_Cursor,), {"steps": self.steps}))

    def commit(self) -> None:
        self.steps.step(_no_database)
        super().commit()


def _no_disk() -> OSError:
    return OSError(errno.EIO, os.strerror(errno.EIO))


def _no_database() -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorname = "SQLITE_IOERR_WRITE"
    return error

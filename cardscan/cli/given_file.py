"""Reading a file that was named on the command line and is no photo: a calendar, a list of names."""

from __future__ import annotations

import os
import select
import stat
import sys
from pathlib import Path

from cardscan.errors import InvalidInput

_PATIENCE = 10.0
"""Seconds to wait for somebody to write into a pipe; a program that fills one (``<(…)``) has begun long before."""


def read_given(path: Path, most: int) -> bytes:
    """The first ``most`` + 1 bytes of a file or a pipe, ``-`` for stdin: whoever has more has too much.

    Devices, which may never end, and sockets are not read, and nobody waits for ever for a pipe.

    Raises:
        InvalidInput: It cannot be read; the message says why.
    """
    if str(path) == "-":
        return sys.stdin.buffer.read(most + 1)
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(descriptor, "rb") as file:
            mode = os.fstat(descriptor).st_mode
            if stat.S_ISFIFO(mode):
                _wait_for_a_writer(path, descriptor)
            elif not stat.S_ISREG(mode):
                raise InvalidInput(f"cannot read {path}: it is a folder, a device or a socket and no file")
            return file.read(most + 1)
    except OSError as error:
        raise InvalidInput(f"cannot read {path}: {error.strerror}") from error


def _wait_for_a_writer(path: Path, descriptor: int) -> None:
    """Wait until there is something in a pipe; from then on reading waits for the rest."""
    ready, _, _ = select.select([descriptor], [], [], _PATIENCE)
    if not ready:
        raise InvalidInput(f"cannot read {path}: it is a pipe into which nobody writes")
    os.set_blocking(descriptor, True)

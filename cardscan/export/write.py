"""Writing an exported file: whole or not at all, and for its owner's eyes only."""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Iterable
from pathlib import Path

from cardscan.errors import OutputError


def write_whole(path: Path, pieces: Iterable[bytes]) -> None:
    """Put ``pieces`` together at ``path``, mode 0600: a reader sees the old file or the new one, never a half.

    A temporary file beside the target is written, synced and renamed over it; on any error it is removed again. A
    pipe or a device (``/dev/stdout``, ``/dev/null``) is written into and stays what it is.

    Raises:
        OutputError: When the folder does not exist or cannot be written, the disk is full, or nobody reads the pipe.
    """
    temporary: Path | None = None
    try:
        if _takes_bytes_as_they_come(path):
            _write_into(path, pieces)
            return
        # mkstemp makes the file with mode 0600 whatever the umask
        handle, name = tempfile.mkstemp(prefix=".cardscan-", suffix=".part", dir=path.parent)
        temporary = Path(name)
        with os.fdopen(handle, "wb") as file:
            for piece in pieces:
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
        temporary = None
        _sync_folder(path.parent)
    except OSError as error:
        raise OutputError(f"cannot write {path}: {error.strerror}; choose another place with --out") from error
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)


def _takes_bytes_as_they_come(path: Path) -> bool:
    """Whether something stands there that is neither a file nor a folder, and so must not be replaced by a file."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def _write_into(path: Path, pieces: Iterable[bytes]) -> None:
    # without waiting, or a pipe that nobody reads would hold us up for ever
    handle = os.open(path, os.O_WRONLY | getattr(os, "O_NONBLOCK", 0))
    with os.fdopen(handle, "wb") as file:
        if os.name == "posix":
            os.set_blocking(handle, True)
        for piece in pieces:
            file.write(piece)


def _sync_folder(folder: Path) -> None:
    """Make a rename last through a power cut, where folders can be opened (not on Windows)."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

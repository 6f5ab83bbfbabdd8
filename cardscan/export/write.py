"""Writing an exported file: whole or not at all, and for its owner's eyes only."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from cardscan.errors import OutputError


def write_whole(path: Path, pieces: Iterable[bytes]) -> None:
    """Put ``pieces`` together at ``path``, mode 0600: a reader sees the old file or the new one, never a half.

    A temporary file beside the target is written, synced and renamed over it; on any error it is removed again.

    Raises:
        OutputError: When the folder does not exist or cannot be written, or the disk is full.
    """
    temporary: Path | None = None
    try:
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


def _sync_folder(folder: Path) -> None:
    """Make a rename last through a power cut, where folders can be opened (not on Windows)."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

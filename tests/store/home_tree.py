"""What a data folder holds, byte by byte."""

from __future__ import annotations

import hashlib
import stat
from pathlib import Path


def tree(home: Path) -> dict[str, str]:
    """Path of every file and folder below ``home`` → its mode and the hash of its bytes."""
    found = {}
    for path in sorted(home.rglob("*")):
        content = path.read_bytes() if path.is_file() else b""
        found[str(path.relative_to(home))] = (
            f"{stat.S_IMODE(path.stat().st_mode):o} {hashlib.sha256(content).hexdigest()}"
        )
    return found

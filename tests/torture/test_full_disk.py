"""A full disk during an import and during everything that writes a file."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.torture.conftest import Figures
from tests.torture.drawn_photos import Drawn
from tests.torture.program import FULL, ROOT

_OWN_MOUNTS = ["unshare", "--map-root-user", "--mount"]


def mounts_are_allowed() -> bool:
    """Whether this user may mount in a namespace of their own, which not every system allows, and run Python there."""
    try:
        probe = ["sh", "-c", 'mount -t tmpfs tmpfs /mnt && exec "$0" -c pass', sys.executable]
        return subprocess.run([*_OWN_MOUNTS, *probe], capture_output=True, check=False).returncode == 0
    except FileNotFoundError:  # no Linux
        return False


KINDS = ["tmpfs", "limit"] if mounts_are_allowed() else ["limit"]
"""Where no disk can be mounted, the limit of the size of a file stands for it."""


@pytest.mark.parametrize("kind", KINDS if FULL else KINDS[:1])
def test_full_disk(kind: str, drawn: Drawn, empty_database: bytes, tmp_path: Path, figures: Figures) -> None:
    """A full disk during `import`, `note` and every export; space made, and all of it again."""
    figures.rounds = 1
    disk, database = tmp_path / "disk", tmp_path / "empty.sqlite3"
    disk.mkdir()
    database.write_bytes(empty_database)
    command = [sys.executable, "-m", "tests.torture.full_disk", kind, *map(str, (disk, drawn.folder, database))]
    ran = subprocess.run(
        [*(_OWN_MOUNTS if kind == "tmpfs" else []), *command], capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert ran.returncode == 0, ran.stdout + ran.stderr

"""The hostile home, made once."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.hostile.hostile_home import make_hostile_home

_IN_MEMORY = Path("/dev/shm")
"""Where there is such a folder, hundreds of small changes need not wait for a disk."""


@pytest.fixture(scope="session")
def hostile_home() -> Iterator[Path]:
    """The data folder of ``make_hostile_home``, in a folder of its own in which outputs may be put as well."""
    folder = Path(tempfile.mkdtemp(prefix="cardscan-hostile-", dir=_IN_MEMORY if _IN_MEMORY.is_dir() else None))
    make_hostile_home(folder / "home")
    yield folder / "home"
    shutil.rmtree(folder)

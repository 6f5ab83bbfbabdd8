from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from cardscan.config import Config
from cardscan.store.store import Store


@pytest.fixture
def config(tmp_path: Path) -> Config:
    home = tmp_path / "home"
    return Config(home, f"sqlite:///{home / 'cardscan.sqlite3'}")


@pytest.fixture
def store(config: Config) -> Iterator[Store]:
    with Store.open(config) as opened:
        yield opened

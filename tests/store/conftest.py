from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from cardscan.config import Config
from cardscan.store.store import Store
from tests.store.full_store import fill


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A new store's database; making one takes longer than most tests."""
    config = Config.resolve(tmp_path_factory.mktemp("empty") / "home")
    Store.open(config).close()
    return (config.home / "cardscan.sqlite3").read_bytes()


@pytest.fixture
def config(tmp_path: Path) -> Config:
    """Where a store may be made."""
    home = tmp_path / "home"
    return Config(home, f"sqlite:///{home / 'cardscan.sqlite3'}")


@pytest.fixture
def store(config: Config, empty_database: bytes) -> Iterator[Store]:
    """An empty store."""
    config.home.mkdir(mode=0o700)
    (config.home / "cardscan.sqlite3").write_bytes(empty_database)
    with Store.open(config) as opened:
        yield opened


@pytest.fixture(scope="module")
def full_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with something in every table, to be copied."""
    home = tmp_path_factory.mktemp("full") / "home"
    fill(Config.resolve(home))
    return home

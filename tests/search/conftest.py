from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from cardscan.config import Config
from cardscan.store.store import Store
from tests.store.people_met import SAITO, SATO, WHITE, add


@pytest.fixture(scope="session")
def empty_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an empty store, to be copied; making one takes longer than most tests."""
    home = tmp_path_factory.mktemp("empty") / "home"
    Store.open(Config.resolve(home)).close()
    return home


@pytest.fixture(scope="session")
def met_home(empty_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """p1 齋藤 at the fair in November, p2 White and p3 佐藤 on a photo of December."""
    home = tmp_path_factory.mktemp("met") / "home"
    shutil.copytree(empty_home, home)
    with Store.open(Config.resolve(home)) as store:
        fair = store.ensure_event("異業種交流会", date(2026, 11, 20))
        taken = datetime(2026, 11, 20, 19, 31)
        add(store, SAITO, event_id=fair.id, taken_at=taken, memo="窓際の席", other_lines=("since 1998",))
        add(store, WHITE, SATO, name="2.jpg", taken_at=datetime(2026, 12, 31, 23, 59))
        store.add_note("p1", "相続税に詳しい。\nテニスが趣味")
        store.add_note(fair.id, "司会は田中さん")
        store.tag("p1", ["要連絡"])
    return home


@pytest.fixture
def store(empty_home: Path, tmp_path: Path) -> Iterator[Store]:
    """An empty store."""
    yield from _copy(empty_home, tmp_path)


@pytest.fixture
def met(met_home: Path, tmp_path: Path) -> Iterator[Store]:
    """A store with three people."""
    yield from _copy(met_home, tmp_path)


def _copy(home: Path, folder: Path) -> Iterator[Store]:
    shutil.copytree(home, folder / "home")
    with Store.open(Config.resolve(folder / "home")) as store:
        yield store

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from cardscan.config import Config
from cardscan.store.store import Store
from tests.store.people_met import SATO, add

NOW = datetime(2026, 12, 1, 20, 0, tzinfo=UTC)
"""An evening in the zone in which these tests run their clocks: UTC."""


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A new store's database; making one takes longer than most tests."""
    config = Config.resolve(tmp_path_factory.mktemp("empty") / "home")
    Store.open(config).close()
    return (config.home / "cardscan.sqlite3").read_bytes()


@pytest.fixture
def store(tmp_path: Path, empty_database: bytes) -> Iterator[Store]:
    """p1 to p5 met at e1, p6 and p7 at e2, a day later; p1 has a look and a talk."""
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    (home / "cardscan.sqlite3").write_bytes(empty_database)
    with Store.open(Config(home, f"sqlite:///{home / 'cardscan.sqlite3'}")) as opened:
        meet(opened, "交流会", date(2026, 11, 30), 5)
        meet(opened, "展示会", date(2026, 12, 1), 2)
        opened.add_look("p1", "丸い眼鏡", event="e1")
        opened.add_talk("p1", "相続税の話", event="e1")
        yield opened


def meet(store: Store, event: str, day: date, count: int) -> None:
    """Meet ``count`` more people at an event, one card a photo."""
    event_id = store.ensure_event(event, day).id
    for number in range(count):
        known = store.counts()["people"]
        person = replace(SATO, full_name=f"人 {known + 1}", family_name="人", given_name=str(known + 1))
        add(store, person, name=f"{event}{known}-{number}.jpg", event_id=event_id)

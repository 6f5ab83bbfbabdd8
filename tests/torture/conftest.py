"""The size of the torture, what every test of it needs, and the table of its figures.

``make test`` runs a small size of everything, ``make torture`` (``CARDSCAN_TORTURE=full``) all of it.
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from cardscan.config import Config
from cardscan.store.store import Store
from tests.torture.drawn_photos import Drawn, draw_photos
from tests.torture.program import FULL, Program
from tests.torture.soundness import Content, content

NewProgram = Callable[..., Program]

_ROWS = pytest.StashKey[list["Figures"]]()


@dataclass
class Figures:
    """What one test did, counted while it runs."""

    what: str
    rounds: int = 0
    kills: int = 0
    lost: int = 0
    doubled: int = 0
    seconds: float = field(default_factory=time.monotonic)


@pytest.fixture
def figures(request: pytest.FixtureRequest) -> Iterator[Figures]:
    """A row of the table, named by the test's first line of documentation."""
    told = (request.function.__doc__ or request.function.__name__).strip().splitlines()[0].rstrip(".")
    case = getattr(request.node, "callspec", None)
    row = Figures(f"{told} ({case.id})" if case else told)
    begun = time.monotonic()
    yield row
    row.seconds = time.monotonic() - begun
    request.config.stash.setdefault(_ROWS, []).append(row)


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "in_full: only `make torture` runs it")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what only the full size has."""
    left_out = [item for item in items if not FULL and item.get_closest_marker("in_full")]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """The table as it stands in the README."""
    rows = config.stash.get(_ROWS, [])
    if not (FULL and rows):
        return
    terminalreporter.section("torture")
    terminalreporter.write_line("| | rounds | kills | lost | doubled | seconds |")
    terminalreporter.write_line("|---|---|---|---|---|---|")
    for row in rows:
        counts = f"{row.rounds} | {row.kills} | {row.lost} | {row.doubled} | {row.seconds:.0f}"
        terminalreporter.write_line(f"| {row.what} | {counts} |")


@pytest.fixture(scope="session")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Drawn:
    """Photos of two evenings; nobody changes them."""
    return draw_photos(tmp_path_factory.mktemp("photos"), 12 if FULL else 8)


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A new store's database; making one takes longer than an import of these photos."""
    config = Config.resolve(tmp_path_factory.mktemp("empty") / "home")
    Store.open(config).close()
    return (config.home / "cardscan.sqlite3").read_bytes()


@pytest.fixture
def new_program(tmp_path: Path, empty_database: bytes) -> NewProgram:
    """Makes ``cardscan`` with a new home each time; arguments are variables for ``plugged``."""
    homes = itertools.count(1)

    def make(**plugged: str) -> Program:
        home = tmp_path / f"home{next(homes)}"
        home.mkdir(mode=0o700)
        database = home / "cardscan.sqlite3"
        database.touch(mode=0o600)
        database.write_bytes(empty_database)
        return Program(home, plugged)

    return make


@pytest.fixture(scope="session")
def undisturbed(drawn: Drawn, tmp_path_factory: pytest.TempPathFactory) -> Content:
    """What an import of them that nothing happens to makes."""
    home = tmp_path_factory.mktemp("undisturbed") / "home"
    Program(home)("import", drawn.folder)
    return content(home)

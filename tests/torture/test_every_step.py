"""Every step of an import fails once, and is the last one once; afterwards it is as if nothing had happened."""

from __future__ import annotations

import os
import random
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from cardscan import intake
from cardscan.batch import scan_many
from cardscan.cli.main import cardscan
from cardscan.errors import ExitCode
from cardscan.ocr.null_engine import NullEngine
from cardscan.records import PhotoReading
from tests.torture import quick_reading
from tests.torture.conftest import Figures, NewProgram
from tests.torture.drawn_photos import Drawn, draw_photos
from tests.torture.program import FULL
from tests.torture.soundness import Content, assert_complete, assert_sound, content, lost_and_doubled, photo_bytes_of
from tests.torture.stepwise import Steps, Way


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Drawn:
    """Few photos, but of every kind; no copy in another event's folder, which would stand in for an unreadable one."""
    drawn = draw_photos(tmp_path_factory.mktemp("few"), 4)
    (drawn.folder / "DCIM" / "IMG_0900.jpg").unlink()
    return drawn


@pytest.fixture(scope="module")
def readings(few: Drawn) -> dict[Path, PhotoReading]:
    """What is read on them, beforehand: here the reading itself is not what fails."""
    paths = sorted(few.folder.rglob("*.jpg"))
    return dict(zip(paths, scan_many(paths, engine=_quick), strict=True))


def _quick() -> NullEngine:
    """An engine with the plug in; this runs in a worker, which the tests' environment does not reach."""
    quick_reading.plug_in()
    return NullEngine()


def run_apart(home: Path, few: Drawn, readings: dict[Path, PhotoReading], at: int, way: Way) -> tuple[int, int]:
    """Import in a process of its own that is a copy of this one; its exit code (negative: signal), and the steps."""
    told, tell = os.pipe()
    child = os.fork()
    if not child:
        steps = Steps(at, way)
        try:
            null = os.open(os.devnull, os.O_RDWR)
            os.dup2(null, 1)
            os.dup2(null, 2)
            sys.stdout, sys.stderr = (os.fdopen(stream, "w", closefd=False) for stream in (1, 2))

            def read(paths: list[Path], **_: object) -> Iterator[PhotoReading]:
                yield from (readings[path] for path in paths)

            setattr(intake, "scan_many", read)  # noqa: B010
            steps.install()
            cardscan(["--home", str(home), "import", str(few.folder), "--json"])
        except SystemExit as ended:
            os.write(tell, str(steps.count).encode())
            os._exit(int(ended.code or 0))
        except BaseException:
            os._exit(99)
    os.close(tell)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    with os.fdopen(told, "rb") as pipe:
        return code, int(pipe.read() or b"0")


@pytest.mark.parametrize("way", ["fails", "dies"])
def test_every_step(
    way: Way, few: Drawn, readings: dict[Path, PhotoReading], new_program: NewProgram, figures: Figures
) -> None:
    """Each single step of an import towards the disk failing, and each being the last before a kill."""
    whole = new_program().home
    code, steps = run_apart(whole, few, readings, 0, way)
    assert code == ExitCode.OK and steps > 150
    expected, before = content(whole), photo_bytes_of(few.folder)
    everybody = set(map(repr, expected.people))
    chance = random.Random(5)
    for at in range(1, steps + 1) if FULL else sorted(chance.sample(range(1, steps + 1), 6)):
        home = new_program().home
        code, _ = run_apart(home, few, readings, at, way)
        if way == "dies":
            assert code == -signal.SIGKILL, at
            figures.kills += 1
        else:  # a step that only tidies up may fail unnoticed
            assert code in (ExitCode.OK, ExitCode.NOTHING_READ, ExitCode.SOME_UNREAD, ExitCode.STORE), (at, code)
        figures.rounds += 1
        assert_sound(home)
        assert _whole_people(content(home)) <= everybody, f"a half person after step {at}"
        assert run_apart(home, few, readings, 0, way)[0] == ExitCode.OK
        lost, doubled = lost_and_doubled(home, few)
        figures.lost, figures.doubled = figures.lost + lost, figures.doubled + doubled
        assert_complete(home, few, expected, in_order=code not in (ExitCode.SOME_UNREAD, ExitCode.NOTHING_READ))
    assert photo_bytes_of(few.folder) == before


def _whole_people(found: Content) -> set[str]:
    return set(map(repr, found.people))

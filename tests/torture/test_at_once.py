"""Several programs on one data folder at the same time."""

from __future__ import annotations

import time
from contextlib import ExitStack

import pytest

from cardscan.errors import ExitCode
from tests.torture.conftest import Figures, NewProgram
from tests.torture.drawn_photos import Drawn
from tests.torture.program import FULL
from tests.torture.soundness import Content, assert_index_in_step, assert_sound, content, lost_and_doubled


@pytest.mark.parametrize(
    "new_home", [True, False] if FULL else [True], ids=lambda new: "new home" if new else "old home"
)
def test_imports_at_once(
    new_program: NewProgram, drawn: Drawn, undisturbed: Content, figures: Figures, new_home: bool
) -> None:
    """Three imports at once of one folder and of parts of it; while they run, somebody searches and exports."""
    evening, day = sorted(drawn.folder.iterdir())
    figures.rounds = 10 if FULL else 1
    for _ in range(figures.rounds):
        program = new_program()
        if new_home:  # which all three find without tables
            (program.home / "cardscan.sqlite3").unlink()
        with ExitStack() as all_of_them:
            running = [
                all_of_them.enter_context(program.running("import", *paths, "--json", "--workers", "1"))
                for paths in ((drawn.folder,), (drawn.folder,), (evening / "IMG_0003.jpg", day))
            ]
            while any(one.poll() is None for one in running):
                assert program("search", "見本", code=None).returncode in (ExitCode.OK, ExitCode.NOT_FOUND)
                assert len(program("export", "json").stdout.splitlines()) <= len(drawn.mails)
                time.sleep(0.3)
            for one in running:
                _, told = one.communicate()
                assert one.returncode == ExitCode.OK and "locked" not in told, told
        assert_sound(program.home)
        assert_index_in_step(program.home)
        lost, doubled = lost_and_doubled(program.home, drawn)
        figures.lost, figures.doubled = figures.lost + lost, figures.doubled + doubled
        assert (lost, doubled) == (0, 0)
        found = content(program.home)
        assert sorted(map(repr, found.people)) == sorted(map(repr, undisturbed.people)), "in whatever order"
        assert (found.photos, found.pictures) == (undisturbed.photos, undisturbed.pictures)
        assert found.events == undisturbed.events


def test_a_listing_that_nobody_reads_on_holds_up_no_import(new_program: NewProgram, drawn: Drawn) -> None:
    """An export into a pipe that is not emptied, as `| less` does, while somebody imports."""
    program = new_program()
    evening, day = sorted(drawn.folder.iterdir())
    program("import", evening)
    with program.running("export", "vcard") as exported:  # pictures: more than a pipe holds
        assert exported.stdout is not None
        assert exported.stdout.readline() == "BEGIN:VCARD\n"
        begun = time.monotonic()
        program("import", day)
        assert time.monotonic() - begun < 25, "less than it would wait for the database"
        assert exported.poll() is None, "it is still at it"
        assert exported.stdout.read().count("BEGIN:VCARD") >= 5
        assert exported.wait() == ExitCode.OK

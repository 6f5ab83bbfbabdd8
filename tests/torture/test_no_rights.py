"""Folders and files that may not be read or written. Permissions bind root here too, without its privilege."""

from __future__ import annotations

import functools
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cardscan.errors import ExitCode
from tests.torture.conftest import Figures, NewProgram
from tests.torture.drawn_photos import Drawn
from tests.torture.program import FULL, Program, Ran, without_privilege
from tests.torture.soundness import Content, assert_complete, assert_sound, content, photo_bytes_of


@contextmanager
def only_readable(*paths: Path) -> Iterator[None]:
    """Take the right to write away from folders and files, and give it back."""
    before = {path: path.stat().st_mode for path in paths}
    for path, mode in before.items():
        path.chmod(mode & ~0o222)
    yield
    for path, mode in before.items():
        path.chmod(mode)


def in_one_line(ran: Ran) -> str:
    (line,) = ran.stderr.splitlines()
    assert line.startswith("cardscan: ")
    return line


def test_data_folder(new_program: NewProgram, drawn: Drawn, undisturbed: Content, figures: Figures) -> None:
    """A data folder, a database and folders in it that may not be written; rights given, and the run goes on."""
    program = new_program()
    bound = functools.partial(program, before=without_privilege)
    evening, day = sorted(drawn.folder.iterdir())
    bound("import", evening)
    before, everybody = (set(map(repr, one.people)) for one in (content(program.home), undisturbed))
    home, database = program.home, program.home / "cardscan.sqlite3"
    ways = [database, home / "cards", home / "incoming", home / "originals", home]
    for closed in ways if FULL else ways[:2]:
        figures.rounds += 1
        within = closed.iterdir() if closed.parent == home and closed.is_dir() else ()
        with only_readable(closed, *within):
            line = in_one_line(bound("import", day, "--json", code=ExitCode.STORE))
            assert any(why in line for why in ("ermission", "may not be written", "cannot be opened"))
        assert_sound(home)
        found = set(map(repr, content(home).people))
        assert before <= found <= everybody, "what needs nothing that is closed may be kept, but only whole"
    bound("import", drawn.folder)
    assert_complete(home, drawn, undisturbed)
    with only_readable(home.parent):
        elsewhere = Program(home.parent / "other")
        assert "other" in in_one_line(elsewhere("list", code=ExitCode.STORE, before=without_privilege))


def test_photos(tmp_path: Path, new_program: NewProgram, drawn: Drawn, undisturbed: Content, figures: Figures) -> None:
    """Photos that may not be written, and some that may not be read until they may."""
    figures.rounds = 1
    folder = Path(shutil.copytree(drawn.folder, tmp_path / "photos"))
    evening, day = sorted(folder.iterdir())
    program = new_program()
    bound = functools.partial(program, before=without_privilege)
    unreadable = [evening / "IMG_0004.jpg", day / "IMG_0005.jpg"]
    folders_and_files = [folder, evening, day, *(path for path in folder.rglob("*.jpg") if path not in unreadable)]
    with only_readable(*folders_and_files):
        before = photo_bytes_of(folder)
        for path in unreadable:
            path.chmod(0)
        told = program.objects("import", folder, code=ExitCode.SOME_UNREAD, before=without_privilege)
        assert [Path(one["file"]) for one in told if one["status"] == "unread"] == unreadable
        assert all("No permission" in one["error"]["message"] for one in told if one["error"])
        assert sum(one["status"] in ("added", "no_card") for one in told) == drawn.files - len(unreadable)
        day.chmod(0)
        told = program.objects("import", folder, code=ExitCode.SOME_UNREAD, before=without_privilege)
        assert [one["file"] for one in told if one["status"] == "unread"] == [str(unreadable[0]), str(day)]
        day.chmod(0o500)
        for path in unreadable:
            path.chmod(0o644)
        bound("import", folder)
        assert photo_bytes_of(folder) == before
    assert sorted(map(repr, content(program.home).people)) == sorted(map(repr, undisturbed.people))


def test_output(tmp_path: Path, new_program: NewProgram, drawn: Drawn, figures: Figures) -> None:
    """Exports into a folder that may not be written, and over a file there."""
    figures.rounds = 1
    program = new_program()
    program("import", drawn.folder / "2026-11-20 交流会" / "IMG_0003.jpg")
    out = tmp_path / "out"
    out.mkdir()
    program("export", "csv", "--out", out / "people.csv")
    whole = (out / "people.csv").read_bytes()
    with only_readable(out):
        for name in ("people.csv", "new.csv"):
            ran = program("export", "csv", "--out", out / name, code=ExitCode.OUTPUT, before=without_privilege)
            assert "Permission denied" in in_one_line(ran)
    assert [path.name for path in out.iterdir()] == ["people.csv"] and (out / "people.csv").read_bytes() == whole

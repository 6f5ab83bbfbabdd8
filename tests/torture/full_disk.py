"""A disk that becomes full, as a scene; run as ``python -m tests.torture.full_disk KIND FOLDER PHOTOS EMPTY_DATABASE``.

``tmpfs`` mounts a small one on FOLDER and has to be run where that is allowed (``unshare -rm``); ``limit`` takes the
limit of the size of a file instead (RLIMIT_FSIZE), which every user may set.
"""

from __future__ import annotations

import contextlib
import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from cardscan.errors import ExitCode
from tests.torture.program import FULL, Program, Ran
from tests.torture.soundness import assert_sound, content

FORMS = {
    "vcard": ("export", "vcard", "--out"),
    "csv": ("export", "csv", "--out"),
    "json": ("export", "json", "--out"),
    "anki": ("export", "anki", "--out"),
    "page": ("brief", "交流会", "--html"),
    "tasks": ("promises", "--ics"),
}
"""Everything that writes a file somewhere else."""
if not FULL:
    FORMS = {name: FORMS[name] for name in ("vcard", "anki")}
    """One that is written as it comes, one that is put together elsewhere."""

_SIZE = 16_000_000
_SPARE = 120_000
"""Bytes left for an import that needs more than twice as many."""


class Tmpfs:
    """A small disk, filled with a file that can be taken away."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._ballast = folder / "ballast"
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={_SIZE}", "tmpfs", folder], check=True)

    @contextlib.contextmanager
    def full(self, spare: int) -> Iterator[Callable[[], None]]:
        disk = os.statvfs(self.folder)
        free = disk.f_bavail * disk.f_bsize
        self._ballast.write_bytes(bytes(max(0, free - spare)))
        if not spare:
            with contextlib.suppress(OSError), self._ballast.open("ab") as file:
                while True:
                    os.write(file.fileno(), bytes(512))
        yield lambda: None
        self._ballast.unlink()


class Limit:
    """No file may grow beyond a size: that of the database and something more, or of nothing."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @contextlib.contextmanager
    def full(self, spare: int) -> Iterator[Callable[[], None]]:
        database = self.folder / "home" / "cardscan.sqlite3"
        most = database.stat().st_size + 12_000 if spare else 100

        def limit() -> None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (most, resource.RLIM_INFINITY))

        yield limit


def scene(kind: str, folder: Path, photos: Path, empty_database: Path) -> None:
    disk = Tmpfs(folder) if kind == "tmpfs" else Limit(folder)
    program = Program(folder / "home")
    evening, day = sorted(photos.iterdir())
    program.home.mkdir(mode=0o700)
    shutil.copy(empty_database, program.home / "cardscan.sqlite3")
    (program.home / "cardscan.sqlite3").chmod(0o600)
    program("import", evening / "IMG_0001.jpg", evening / "IMG_0002.jpg", evening / "IMG_0003.jpg")
    program("promise", "p1", "来週金曜までに見積もりを送る")
    out = {name: folder / f"out.{name}" for name in FORMS}
    for name, form in FORMS.items():
        program(*form, out[name])
    whole = {name: path.read_bytes() for name, path in out.items()}
    assert all(len(data) > 200 for data in whole.values())
    before = content(program.home)

    with disk.full(_SPARE) as limit:
        ran = program("import", evening, "--json", code=ExitCode.STORE, before=limit)
        _assert_told(ran)
        assert_sound(program.home)
        kept = content(program.home)
        assert set(map(repr, before.people)) <= set(map(repr, kept.people)), "what was there is there"
        assert ran.stdout.count('"added"') + len(before.photos) == len(kept.photos), "what was told is there"
    with disk.full(0) as limit:
        assert len(program.objects("list", before=limit)) == len(kept.people)
        assert program("search", "person0@firm0", before=limit).stdout
        _assert_told(program("note", "p1", "was nicht mehr passt " * 5000, code=ExitCode.STORE, before=limit))
        _assert_told(program("import", day, code=ExitCode.STORE, before=limit))
        for name, form in FORMS.items():
            _assert_told(program(*form, out[name], code=ExitCode.OUTPUT, before=limit, TMPDIR=str(folder)))
            assert out[name].read_bytes() == whole[name], "the old file is whole"
        with (folder / "stdout").open("wb") as stdout:
            for name in FORMS.keys() & {"vcard", "csv", "json"}:
                ran = program("export", name, code=ExitCode.OUTPUT, before=limit, stdout=stdout)
                _assert_told(ran)
        _assert_told(program("backup", folder / "backup.zip", code=None, before=limit))
        left = {path.name for path in folder.iterdir()} - {"home", "ballast", "stdout", *(p.name for p in out.values())}
        assert not left, left
        assert_sound(program.home)
        assert content(program.home) == kept
    program("import", photos)
    for name, form in FORMS.items():
        program(*form, out[name])
        assert out[name].stat().st_size >= len(whole[name])
    program("backup", folder / "backup.zip")
    program("check", "--read-data")


def _assert_told(ran: Ran) -> None:
    """In one line, and what it is."""
    (line,) = ran.stderr.splitlines()
    words = ("full", "No space left", "File too large", "reading or writing the disk failed")
    assert line.startswith("cardscan: ") and any(word in line for word in words), line


if __name__ == "__main__":
    kind, *places = sys.argv[1:]
    scene(kind, *map(Path, places))

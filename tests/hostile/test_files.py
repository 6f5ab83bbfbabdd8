"""Files that are no photos, photos under odd names and bombs, through every command that takes a file."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from cardscan.cli.main import cardscan
from cardscan.errors import ExitCode, OutputError, UnreadablePhoto
from cardscan.export.write import write_whole
from cardscan.photo.files import photo_files
from cardscan.photo.load import load_photo
from tests.export.sample_store import fill
from tests.hostile.bombs import ODD, TOO_LARGE
from tests.hostile.odd_files import NAMES, make_odd_folder

Ran = subprocess.CompletedProcess[str]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with a filled home, a folder of odd files and a trap in place of ghostscript."""
    place = tmp_path_factory.mktemp("odd")
    fill(place / "home")
    (place / "bin").mkdir()
    trap = place / "bin" / "gs"
    trap.write_text(f"#!/bin/sh\ntouch '{place}/ghostscript ran'\n")
    trap.chmod(0o755)
    with pytest.MonkeyPatch.context() as environment:
        environment.chdir(place)
        environment.setenv("CARDSCAN_HOME", str(place / "home"))
        environment.setenv("PATH", f"{place / 'bin'}{os.pathsep}{os.environ['PATH']}")
        yield place


@pytest.fixture(scope="module")
def odd(place: Path) -> tuple[Path, set[bytes], set[bytes]]:
    """The folder, the names of what can be read and of what cannot."""
    before = Path.cwd()
    read, refused = make_odd_folder(place / "odd")
    os.chdir(before)
    return place / "odd", read, refused


def shell(*arguments: str | Path, timeout: float = 120) -> Ran:
    command = [sys.executable, "-m", "cardscan", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=timeout)


def told_by_name(ran: Ran) -> dict[bytes, dict[str, object]]:
    told = [json.loads(line) for line in ran.stdout.splitlines()]
    return {os.path.basename(os.fsencode(one["file"])): one for one in told}  # noqa: PTH119  # bytes


def acting(text: str) -> set[str]:
    return {c for c in set(text) if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp")} - {"\n"}


@pytest.mark.parametrize("command", ["scan", "import"])
def test_a_folder_of_odd_files_is_gone_through_to_its_end(
    place: Path, odd: tuple[Path, set[bytes], set[bytes]], command: str
) -> None:
    folder, read, refused = odd
    ran = shell(command, folder, "--json", "--engine", "null")
    assert ran.returncode == ExitCode.SOME_UNREAD, ran.stderr
    assert not acting(ran.stdout + ran.stderr)
    told = told_by_name(ran)
    assert read <= {name for name, one in told.items() if one["error"] is None}
    failed = {name: one["error"] for name, one in told.items() if one["error"] is not None}
    assert refused <= set(failed)
    assert {name for name in set(failed) - refused if not name.startswith(b"flipped")} == set()
    for error in failed.values():
        assert isinstance(error, dict) and set(error) == {"code", "message"} and len(error["message"]) > 20
        assert error["code"] in ("empty", "not_a_picture", "truncated", "unreadable"), error
    assert not (place / "ghostscript ran").exists() and not Path("/tmp/ran").exists()
    again = shell(command, folder, "--engine", "null")
    assert again.returncode == ExitCode.SOME_UNREAD
    assert not acting(again.stdout + again.stderr)
    assert "\\x1b[31m" in again.stdout + again.stderr or command == "import"


def test_what_was_imported_under_an_odd_name_is_kept_under_it(place: Path, odd: object) -> None:
    ran = shell("import", place / "odd", "--json", "--engine", "null")
    told = told_by_name(ran)
    assert all(told[name]["status"] == "known" for name in NAMES)


def test_odd_files_that_are_named_are_told_one_by_one(odd: tuple[Path, set[bytes], set[bytes]]) -> None:
    folder, _, _ = odd
    os.chdir(folder)
    try:
        names = ["-rf.png", "pipe.jpg", "endless.jpg", "loop a.jpg", "x" * 300, "x/" * 3000, "empty.jpg", "socket.jpg"]
        ran = shell("scan", "--json", "--engine", "null", "--", *names)
    finally:
        os.chdir(folder.parent)
    assert ran.returncode == ExitCode.SOME_UNREAD, ran.stderr
    assert [json.loads(line)["error"] is None for line in ran.stdout.splitlines()] == [True] + [False] * 7


def test_a_portrait_is_refused_from_what_is_no_photo(odd: tuple[Path, set[bytes], set[bytes]]) -> None:
    folder, _, refused = odd
    for name in sorted(refused):
        result = CliRunner().invoke(cardscan, ["face", "give", "p1", str(folder / os.fsdecode(name))])
        assert result.exit_code == ExitCode.NOTHING_READ, (name, result.stderr)
        assert len(result.stderr.splitlines()) == 1 and result.stdout == ""
    for raw in NAMES:
        assert CliRunner().invoke(cardscan, ["face", "give", "p1", str(folder / os.fsdecode(raw))]).exit_code == 0


@pytest.mark.parametrize("arguments", [["event", "import"], ["brief", "--names"]], ids=" ".join)
def test_a_calendar_or_a_list_is_refused_from_what_is_none(
    odd: tuple[Path, set[bytes], set[bytes]], arguments: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cardscan.cli.given_file._PATIENCE", 0.1)
    folder, _, _ = odd
    for name in (
        "pipe.jpg",
        "endless.jpg",
        "loop a.jpg",
        "socket.jpg",
        "album.jpg",
        "nowhere.jpg",
        "empty.jpg",
        "archive.jpg",
    ):
        result = CliRunner().invoke(cardscan, [*arguments, str(folder / name)])
        assert result.exit_code in (ExitCode.USAGE, ExitCode.NOT_FOUND), (name, result.stderr)
        assert len((result.stdout + result.stderr).splitlines()) <= 3, name


def test_a_list_may_come_through_a_pipe_with_a_name(place: Path) -> None:
    pipe = place / "names"
    os.mkfifo(pipe)
    writer = threading.Timer(0.2, lambda: pipe.write_text("Emma White\n"))
    writer.start()
    result = CliRunner().invoke(cardscan, ["brief", "--names", str(pipe), "--json"])
    writer.join()
    assert result.exit_code == 0 and "Emma" in result.stdout


def test_exports_go_into_pipes_and_devices_and_replace_none(place: Path) -> None:
    pipe = place / "out.pipe"
    os.mkfifo(pipe)
    with pytest.raises(OutputError, match="cannot write"):
        write_whole(pipe, [b"nobody reads"])
    heard: list[bytes] = []
    reader = threading.Thread(target=lambda: heard.append(pipe.read_bytes()))
    reader.start()
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        try:
            write_whole(pipe, [b"a" * 100_000, b"b" * 100_000])
            break
        except OutputError:  # the reader has not opened it yet
            time.sleep(0.01)
    reader.join(timeout=20)
    assert heard == [b"a" * 100_000 + b"b" * 100_000] and pipe.is_fifo()
    null = place / "null"
    null.symlink_to("/dev/null")
    assert CliRunner().invoke(cardscan, ["export", "csv", "--out", str(null)]).exit_code == 0
    assert Path("/dev/null").is_char_device() and null.is_symlink()
    assert shell("export", "csv", "--out", "/dev/stdout").stdout.startswith("\ufeff")
    for target in ("x" * 300, "x" * 300 + "/a", "home", "no\nfolder/\u202ea"):
        result = CliRunner().invoke(cardscan, ["export", "csv", "--out", target])
        assert result.exit_code == ExitCode.OUTPUT and len(result.stderr.splitlines()) <= 2, result.stderr
        assert not acting(result.stderr)
    for raw in NAMES:
        target = os.fsdecode(raw[:240] + b".csv")
        assert CliRunner().invoke(cardscan, ["export", "csv", f"--out={target}"]).exit_code == 0
        assert Path(target).read_bytes().startswith(b"\xef\xbb\xbf")


def test_folders_deeper_than_calls_can_be(tmp_path: Path) -> None:
    before = Path.cwd()
    try:
        os.chdir(tmp_path)
        for depth in range(1100):
            os.mkdir("a")  # noqa: PTH102  # the whole path is soon too long for any call
            os.chdir("a")
            if depth % 400 == 0:
                Path("x.jpg").touch()
        found = list(photo_files([tmp_path]))
    finally:
        os.chdir(before)
    assert [path.name for path in found if path.suffix] == ["x.jpg"] * 3
    subprocess.run(["rm", "-rf", str(tmp_path / "a")], check=True)


_LOAD = """
import sys, time
from pathlib import Path
from cardscan.errors import UnreadablePhoto
from cardscan.photo.load import load_photo, read_info
for path in map(Path, sys.argv[1:]):
    begin = time.monotonic()
    said = []
    for read in (load_photo, read_info):
        try:
            said.append(str(read(path)) and "read")
        except UnreadablePhoto as error:
            said.append(error.code)
    status = Path("/proc/self/status").read_text()
    peak = int(status.partition("VmHWM:")[2].split()[0]) // 1024
    print(path.name, *said, time.monotonic() - begin, peak, sep="\\t")
"""


def loaded(folder: Path, files: dict[str, Callable[[], bytes]]) -> dict[str, tuple[str, str, float, int]]:
    """Name → what loading and looking gave, seconds, and the process's peak memory in MB so far."""
    for name, make in files.items():
        (folder / name).write_bytes(make())
    command = [sys.executable, "-c", _LOAD, *(str(folder / name) for name in files)]
    ran = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
    assert ran.stderr == "", "no library writes to the terminal by itself"
    lines = [line.split("\t") for line in ran.stdout.splitlines()]
    return {name: (load, look, float(took), int(peak)) for name, load, look, took, peak in lines}


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="peak memory is read from /proc")
def test_huge_pictures_are_refused_in_a_second_and_in_little_memory(tmp_path: Path) -> None:
    told = loaded(tmp_path, dict(TOO_LARGE))
    assert all((tmp_path / name).stat().st_size < 100_000 for name in told)
    assert set(told) == set(TOO_LARGE)
    for name, (load, look, took, peak) in told.items():
        assert (load, look) == ("too_large", "too_large"), name
        assert took < 1 and peak < 300, (name, took, peak)


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="peak memory is read from /proc")
def test_what_a_picture_carries_along_costs_little(tmp_path: Path) -> None:
    told = loaded(tmp_path, dict(ODD))
    assert set(told) == set(ODD)
    for name, (load, look, took, peak) in told.items():
        assert load == look and load in ("read", "unreadable", "too_large"), name
        assert took < 3 and peak < 400, (name, took, peak)
    assert {told[name][0] for name in ("animated.png", "animated.webp", "frames.mpo", "ring.tif", "comments.jpg")} == {
        "read"
    }


def test_exif_that_would_take_for_ever_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(ODD["exifs.jpg"]())
    with pytest.raises(UnreadablePhoto) as refused:
        load_photo(tmp_path / "a.jpg")
    assert refused.value.code == "unreadable"

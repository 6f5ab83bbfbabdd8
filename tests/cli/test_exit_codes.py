"""The published exit codes, each as a shell sees it, and what goes to which stream."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from cardscan.errors import ExitCode

Ran = subprocess.CompletedProcess[str]


def shell(*arguments: str | Path, home: Path, **environment: str) -> Ran:
    command = [sys.executable, "-m", "cardscan", "--home", str(home), *map(str, arguments)]
    return subprocess.run(
        command, capture_output=True, text=True, check=False, timeout=120, env={**os.environ, **environment}
    )


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "empty desk.png"
    Image.new("RGB", (640, 480), (90, 70, 50)).save(path)
    return path


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    path = tmp_path / "broken.jpg"
    path.write_bytes(b"\xff\xd8\xff\xe0 this is no picture")
    return path


def test_0_everything_done_and_results_on_stdout_only(home: Path) -> None:
    ran = shell("list", "--json", home=home)
    assert ran.returncode == ExitCode.OK
    assert [json.loads(line)["id"] for line in ran.stdout.splitlines()] == ["p1", "p2"]
    assert ran.stderr == ""


def test_1_a_defect_of_the_program_is_told_as_one(home: Path) -> None:
    code = (
        "import cardscan.config, sys\n"
        "def broken(*_): raise ZeroDivisionError('\\x1b[31mhostile')\n"
        "cardscan.config.Config.resolve = broken\n"
        "from cardscan.__main__ import run\n"
        "sys.argv = ['cardscan', 'list']\n"
        "run()"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert ran.returncode == ExitCode.INTERNAL
    assert "ZeroDivisionError: \\x1b[31mhostile" in ran.stderr
    assert ran.stderr.splitlines()[-1].startswith("cardscan: this is a defect of cardscan")
    assert ran.stdout == ""


@pytest.mark.parametrize(
    "arguments", [["frobnicate"], ["list", "--frobnicate"], ["show"], ["scan", "x.jpg", "--engine", "abacus"]]
)
def test_2_wrong_arguments(home: Path, arguments: list[str]) -> None:
    ran = shell(*arguments, home=home)
    assert ran.returncode == ExitCode.USAGE
    assert "Usage:" in ran.stderr and ran.stdout == ""


def test_3_nothing_could_be_read(home: Path, broken: Path) -> None:
    ran = shell("scan", broken, "--json", "--engine", "null", home=home)
    assert ran.returncode == ExitCode.NOTHING_READ
    told = json.loads(ran.stdout)
    assert told["file"] == str(broken) and told["cards"] == []
    assert told["error"]["code"] and told["error"]["message"]


def test_3_a_folder_without_photos(home: Path, tmp_path: Path) -> None:
    folder = tmp_path / "no photos"
    folder.mkdir()
    for command in ("scan", "import"):
        ran = shell(command, folder, "--engine", "null", home=home)
        assert ran.returncode == ExitCode.NOTHING_READ
        assert "no photos there" in ran.stderr and ran.stdout == ""


def test_4_some_could_not_be_read_and_a_missing_file_is_one_of_them(home: Path, photo: Path, broken: Path) -> None:
    missing = photo.with_name("missing.jpg")
    ran = shell("scan", broken, photo, missing, "--json", "--engine", "null", home=home)
    assert ran.returncode == ExitCode.SOME_UNREAD
    told = [json.loads(line) for line in ran.stdout.splitlines()]
    assert [Path(one["file"]).name for one in told] == ["broken.jpg", "empty desk.png", "missing.jpg"]
    assert [one["error"] is None for one in told] == [False, True, False]
    assert ran.stderr == "", "without a terminal there is no progress"


def test_5_not_found(home: Path) -> None:
    for arguments in (["show", "p99"], ["search", "qqqqqq"], ["note", "--delete", "n99"], ["event", "show", "e99"]):
        ran = shell(*arguments, home=home)
        assert ran.returncode == ExitCode.NOT_FOUND, arguments
        assert ran.stdout == "" and len(ran.stderr.splitlines()) == 1


def test_6_the_engine_is_not_installed(home: Path, photo: Path) -> None:
    ran = shell("scan", photo, "--engine", "tesseract", home=home, PATH="/nowhere")
    assert ran.returncode == ExitCode.ENGINE_MISSING
    assert "tesseract" in ran.stderr.lower() and "install" in ran.stderr and ran.stdout == ""


def test_7_the_store_cannot_be_used(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    (home / "cardscan.sqlite3").write_bytes(b"this is no database" * 100)
    ran = shell("list", home=home)
    assert ran.returncode == ExitCode.STORE
    assert ran.stderr.startswith("cardscan: ") and len(ran.stderr.splitlines()) == 1


def test_8_the_output_cannot_be_written(home: Path, tmp_path: Path) -> None:
    ran = shell("export", "csv", "--out", tmp_path / "no folder" / "people.csv", home=home)
    assert ran.returncode == ExitCode.OUTPUT
    assert "cannot write" in ran.stderr and ran.stdout == ""


def test_9_a_check_found_something(home: Path) -> None:
    (home / "cards" / "stray.txt").touch(mode=0o600)
    ran = shell("check", home=home)
    assert ran.returncode == ExitCode.FINDINGS and "cards/stray.txt" in ran.stdout
    assert shell("check", "--repair", home=home).returncode == ExitCode.OK
    assert shell("check", home=home).returncode == ExitCode.OK


def test_10_a_backup_that_cannot_be_restored_changes_nothing(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "backup.zip"
    assert shell("backup", file, home=home).returncode == ExitCode.OK
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)
    before = (home / "cardscan.sqlite3").read_bytes()
    for path in (file, tmp_path / "nowhere.zip"):
        ran = shell("restore", path, home=home)
        assert ran.returncode == ExitCode.BACKUP and ran.stdout == ""
        assert len(ran.stderr.splitlines()) == 1
    assert (home / "cardscan.sqlite3").read_bytes() == before


def test_130_ctrl_c(home: Path, tmp_path: Path) -> None:
    folder = tmp_path / "inbox"
    folder.mkdir()
    command = [
        sys.executable,
        "-m",
        "cardscan",
        "--home",
        str(home),
        "import",
        str(folder),
        "--watch",
        "--engine",
        "null",
    ]
    with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as running:
        assert running.stderr is not None
        assert running.stderr.readline() == "Watching; Ctrl-C ends it.\n"
        running.send_signal(signal.SIGINT)
        _, told = running.communicate(timeout=30)
    assert running.returncode == ExitCode.INTERRUPTED
    assert "Stopped" in told and "Traceback" not in told


def test_a_reader_that_leaves_early_is_no_error(home: Path) -> None:
    command = [sys.executable, "-m", "cardscan", "--home", str(home), "export", "vcard"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None and running.stderr is not None
        running.stdout.close()
        told = running.stderr.read()
    assert running.returncode == ExitCode.OK
    assert told == b""


def test_version_names_the_program(home: Path) -> None:
    ran = shell("--version", home=home)
    assert ran.returncode == ExitCode.OK and ran.stdout.startswith("cardscan, version ")


def test_the_table_in_the_readme_names_every_code() -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    for code in ExitCode:
        assert f"| {code.value} |" in readme or f"| `{code.value}` |" in readme, code

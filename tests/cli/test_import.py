from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from cardscan.cli.import_summary import ImportSummary
from cardscan.cli.output import show
from cardscan.cli.watch import settled_photos
from cardscan.errors import ExitCode
from cardscan.intake import Taken
from cardscan.records import ReadFailure
from tests.cli.conftest import Run


def photos(folder: Path, count: int) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        Image.new("RGB", (400, 300), (number * 20, 60, 40)).save(folder / f"IMG_{number + 1}.png")


def told(run: Run, *arguments: str, code: ExitCode = ExitCode.OK) -> list[dict[str, Any]]:
    return [
        json.loads(line)
        for line in run("import", *arguments, "--json", "--engine", "null", code=code).stdout.splitlines()
    ]


def test_importing_twice_reads_once(run: Run, tmp_path: Path) -> None:
    photos(tmp_path / "inbox", 3)
    first = told(run, str(tmp_path / "inbox"))
    assert [one["status"] for one in first] == ["no_card"] * 3
    assert run("import", str(tmp_path / "inbox")).stdout == "3 photos imported before\n"
    again = told(run, str(tmp_path / "inbox"))
    assert [one["status"] for one in again] == ["known"] * 3
    assert [one["photo"] for one in again] == [one["photo"] for one in first]


def test_a_dry_run_keeps_nothing(run: Run, tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    photos(inbox / "2026-11-20 展示会", 2)
    planned = told(run, str(inbox), "--dry-run")
    assert [(one["status"], one["event"]) for one in planned] == [("planned", "展示会")] * 2
    assert [one["status"] for one in told(run, str(inbox), "--dry-run")] == ["planned"] * 2
    result = run("import", str(inbox), "--dry-run")
    assert "would be read (展示会)" in result.stdout and "2 photos would be read" in result.stdout


def test_a_photo_that_cannot_be_read_is_told_with_its_reason(run: Run, tmp_path: Path) -> None:
    photos(tmp_path / "inbox", 1)
    (tmp_path / "inbox" / "notes.jpg").write_text("no picture")
    result = run("import", str(tmp_path / "inbox"), "--engine", "null", code=ExitCode.SOME_UNREAD)
    assert "1 photo could not be read" in result.stdout and "notes.jpg" in result.stdout
    assert "1 photo without a card" in result.stdout
    told(run, str(tmp_path / "inbox" / "notes.jpg"), code=ExitCode.NOTHING_READ)


def test_the_summary_counts(capsys: pytest.CaptureFixture[str]) -> None:
    summary = ImportSummary()
    for taken in (
        Taken(Path("a.jpg"), "added", "f1", ("p1", "p2"), 2, 3, "異業種交流会"),
        Taken(Path("b.jpg"), "added", "f2", ("p3",), 1, 0, "異業種交流会"),
        Taken(Path("c.jpg"), "added", "f3", ("p4",), 1, 1, None),
        Taken(Path("d.jpg"), "known", "f0"),
        Taken(Path("\x1b]0;x\x07.jpg"), "unread", failure=ReadFailure("truncated", "It ends early. Copy it again.")),
    ):
        summary.add(taken)
    show(*summary.lines())
    lines = [line.strip() for line in capsys.readouterr().out.splitlines()]
    assert lines == [
        "4 cards of 4 people from 3 photos",
        "3  異業種交流会",
        "1  day unknown",
        "4 values to check, marked ? where shown",
        "1 photo imported before",
        "1 photo could not be read",
        "\\x1b]0;x\\x07.jpg  It ends early. Copy it again.",
    ]
    assert summary.exit_code() is ExitCode.SOME_UNREAD


def test_progress_is_drawn_on_a_terminal_and_results_stay_on_stdout(home: Path, tmp_path: Path) -> None:
    photos(tmp_path / "inbox", 2)
    ours, theirs = os.openpty()
    command = [sys.executable, "-m", "cardscan", "import", str(tmp_path / "inbox"), "--json", "--engine", "null"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=theirs, env={**os.environ, "TERM": "xterm"}
    ) as running:
        os.close(theirs)
        drawn = b""
        while piece := _read(ours):
            drawn += piece
        assert running.stdout is not None
        statuses = [json.loads(line)["status"] for line in running.stdout.read().splitlines()]
    os.close(ours)
    assert running.returncode == ExitCode.OK and statuses == ["no_card"] * 2
    assert b"reading IMG_1.png" in drawn and b"2/2" in drawn


def _read(terminal: int) -> bytes:
    """What stands in a pseudo-terminal; nothing when the other side is closed."""
    try:
        return os.read(terminal, 4096)
    except OSError:  # Linux's way to say so
        return b""


class Clock:
    """Time that passes only by sleeping; at some moments something happens in the folder."""

    def __init__(self, happenings: dict[float, Any]) -> None:
        self.now = 0.0
        self.happenings = happenings

    def sleep(self, seconds: float) -> None:
        self.now += seconds
        for moment in [moment for moment in self.happenings if moment <= self.now]:
            self.happenings.pop(moment)()

    def time(self) -> float:
        return self.now


def test_watching_takes_a_file_when_it_has_stopped_growing(tmp_path: Path) -> None:
    (tmp_path / "old.jpg").write_bytes(b"was there")
    slow, quick = tmp_path / "slow.jpg", tmp_path / "quick.png"
    clock = Clock(
        {
            1.0: lambda: slow.write_bytes(b"a"),
            2.0: lambda: slow.write_bytes(b"ab"),
            3.0: lambda: (slow.write_bytes(b"abc"), quick.write_bytes(b"q")),
            4.0: lambda: slow.write_bytes(b"abcd"),
            9.0: lambda: quick.write_bytes(b"written anew"),
        }
    )
    taken = settled_photos([tmp_path], sleep=clock.sleep, clock=clock.time)
    seen = [([path.name for path in next(taken)], clock.now) for _ in range(3)]
    assert seen == [(["quick.png"], 5.0), (["slow.jpg"], 6.0), (["quick.png"], 11.0)]


def test_watching_outlives_a_folder_that_goes_and_comes(tmp_path: Path) -> None:
    folder, away = tmp_path / "phone", tmp_path / "unplugged"
    folder.mkdir()
    clock = Clock(
        {
            2.0: lambda: folder.rename(away),
            5.0: lambda: (away.rename(folder), (folder / "new.jpg").write_bytes(b"x")),
        }
    )
    taken = settled_photos([folder], sleep=clock.sleep, clock=clock.time)
    assert ([path.name for path in next(taken)], clock.now) == (["new.jpg"], 7.0)

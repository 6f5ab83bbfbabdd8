"""Backups from the shell: made, listed, checked and restored."""

from __future__ import annotations

import json
import re
from pathlib import Path

from cardscan.config import Config
from cardscan.errors import ExitCode
from cardscan.store.backup_records import BackupReason
from cardscan.store.store import Store
from tests.cli.conftest import Run


def test_a_backup_is_made_told_and_put_back(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "all.zip"
    assert re.search(f"{file}: 2 people and 2 photos, [0-9.]+ MB", run("backup", str(file)).stdout)
    refused = run("backup", str(file), code=ExitCode.OUTPUT)
    assert refused.stdout == "" and "--force replaces it" in refused.output
    run("backup", str(file), "--force")
    run("note", "p1", "written later")
    assert f"{file} is whole: 2 people and 2 photos of 20" in run("restore", str(file), "--dry-run").stdout
    assert "written later" in run("note", "p1", "--list").stdout
    done = run("restore", str(file))
    assert "Restored 2 people and 2 photos of 20" in done.stdout
    assert "written later" not in run("note", "p1", "--list").stdout
    way_back = done.stderr.splitlines()[-1].split()
    assert way_back[:2] == ["cardscan", "restore"]
    run(*way_back[1:])
    assert "written later" in run("note", "p1", "--list").stdout


def test_backups_are_listed_with_reason_date_size_and_people(run: Run, home: Path) -> None:
    assert "No backups yet" in run("backup", "--list").stderr
    made = json.loads(run("backup", "--json").stdout)
    with Store.open(Config.resolve(home)) as store:
        store.snapshot(BackupReason.MERGE)
    listed = [json.loads(line) for line in run("backup", "--list", "--json").stdout.splitlines()]
    assert [(one["reason"], one["people"], one["with_files"]) for one in listed] == [
        ("merge", 2, False),
        ("manual", 2, True),
    ]
    assert listed[1] == made and made["size"] == Path(made["file"]).stat().st_size
    assert Path(made["file"]).parent == home / "backups"
    shown = run("backup", "--list").stdout.splitlines()
    assert len(shown) == 3 and "before a merge" in shown[1] and "by hand" in shown[2]
    (home / "cardscan.sqlite3").write_bytes(b"damaged")
    assert len(run("backup", "--list").stdout.splitlines()) == 3, "most needed when nothing else works"


def test_restored_into_a_new_folder_and_as_json(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "all.zip"
    run("backup", str(file))
    done = run("--home", str(tmp_path / "new"), "restore", str(file), "--json")
    told = json.loads(done.stdout)
    assert (told["restored"], told["before"], told["missing"], told["added"]) == (True, None, [], 3)
    assert "There were no data before" in run("--home", str(tmp_path / "newer"), "restore", str(file)).stderr
    assert len(run("--home", str(tmp_path / "new"), "list", "--json").stdout.splitlines()) == 2


def test_files_that_are_not_as_they_should_be_are_told_by_the_exit_code(run: Run, home: Path, tmp_path: Path) -> None:
    with Store.open(Config.resolve(home)) as store:
        store.original("f1").unlink()
    made = run("backup", str(tmp_path / "all.zip"), code=ExitCode.FINDINGS)
    assert "files are missing or damaged (1)" in made.stderr
    assert "files that it needs are nowhere (1)" in run("restore", str(tmp_path / "all.zip")).stderr


def test_a_name_with_terminal_escapes_does_nothing(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "a\x1b[31mb\u202e.zip"
    shown = run("backup", str(file)).output + run("backup", str(file), code=ExitCode.OUTPUT).output
    shown += run("restore", str(file)).output + run("restore", str(file) + "x", code=ExitCode.BACKUP).output
    assert "\\x1b[31m" in shown and "\x1b" not in shown and "\u202e" not in shown

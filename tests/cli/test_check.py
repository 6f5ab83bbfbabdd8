"""The check from the shell: what it prints, its exit code, what it puts right."""

from __future__ import annotations

import json
from pathlib import Path

from cardscan.config import Config
from cardscan.errors import ExitCode
from cardscan.store.store import Store
from tests.cli.conftest import Run


def test_all_is_well(run: Run) -> None:
    assert run("check").stdout == "All is well: 2 people, 2 photos, 3 files\n"
    assert run("check", "--read-data").stdout.startswith("All is well: 2 people, 2 photos, 3 files, 0.0 MB read")
    assert run("check", "--json").stdout == ""


def test_what_is_wrong_is_told_by_kind_and_put_right_where_it_can_be(run: Run, home: Path) -> None:
    with Store.open(Config.resolve(home)) as store:
        store.original("f1").unlink()
    for number in range(12):
        (home / "cards" / f"{number}\x1b[31m.txt").touch(mode=0o600)
    shown = run("check", code=ExitCode.FINDINGS)
    assert "Photos whose original is not there: 1" in shown.stdout and "(f1): it is not there" in shown.stdout
    assert "Files that nothing needs: 12" in shown.stdout and "and 2 more" in shown.stdout
    assert "\x1b" not in shown.stdout and "0\\x1b[31m.txt" in shown.stdout
    assert shown.stdout.splitlines()[-1] == "2 people, 2 photos, 3 files; 0 put right, 13 left"
    assert "cardscan check --repair" in shown.stderr
    told = [json.loads(line) for line in run("check", "--repair", "--json", code=ExitCode.FINDINGS).stdout.splitlines()]
    assert [one["kind"] for one in told if one["repaired"] is None] == ["missing"]
    left = run("check", "--repair", code=ExitCode.FINDINGS).stdout
    assert "Copy the photo to" in left and left.endswith("0 put right, 1 left\n")

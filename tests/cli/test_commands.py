"""The everyday commands on a store with two people."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from cardscan.cli.main import cardscan
from cardscan.config import Config
from cardscan.errors import ExitCode
from cardscan.store.store import Store
from tests.cli.conftest import Run, edit_with


def objects(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_list_by_event_and_by_what_is_unsure(run: Run) -> None:
    assert [one["id"] for one in objects(run("list", "--json", "--event", "異業種交流会"))] == ["p1"]
    assert [(one["id"], one["unsure"]) for one in objects(run("list", "--json", "--unsure"))] == [("p1", 2)]
    limited = run("list", "--limit", "1")
    assert "齋藤" in limited.stdout and "White" not in limited.stdout
    assert "1 of 2 people" in limited.stderr


def test_list_keeps_its_columns_with_japanese_widths(run: Run) -> None:
    from rich.cells import cell_len

    header, *lines = run("list").stdout.splitlines()
    assert len(lines) == 2
    for title, values in (("company", ("サンプル税理士事務所", "Orchard")), ("met", ("2026-11-20", "2026-11-21"))):
        column = cell_len(header[: header.index(title)])
        assert [cell_len(line[: line.index(value)]) for line, value in zip(lines, values, strict=True)] == [column] * 2


def test_list_of_nobody_says_how_to_begin(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CARDSCAN_HOME", str(tmp_path / "new"))
    result = run("list")
    assert result.stdout == "" and "cardscan import" in result.stderr


def test_show_marks_what_is_unsure_or_a_guess(run: Run) -> None:
    shown = run("show", "齋藤").stdout
    assert "さいとう ゆきお ?  (guess)" in shown
    assert "saito@example.co.jp ?" in shown
    assert "03-1234-5678\n" in shown
    assert "〒154-0004 東京都世田谷区太子堂1-2-3 見本ビル3F" in shown
    for text in ("#vip", "異業種交流会", "新宿", "ゴルフ好き。", "12月に見積もりを送る", "相続のご相談承ります"):
        assert text in shown
    assert "\x1b" not in shown, "no picture and no colours without a terminal"


def test_show_takes_a_card_for_its_person_and_draws_when_told(run: Run) -> None:
    drawn = run("show", "c2", "--picture", "blocks").stdout
    assert "▀" in drawn and "\x1b[38;2;" in drawn and "Emma White" in drawn
    assert "\x1b_Ga=T,f=100" in run("show", "c2", "--picture", "kitty").stdout
    assert '\x1bP0;1q"1;1;' in run("show", "c2", "--picture", "sixel").stdout
    assert "▀" not in run("show", "c2", "--no-picture").stdout


def test_a_card_picture_that_is_gone_costs_only_the_picture(run: Run, home: Path) -> None:
    Path(objects(run("show", "p1", "--json"))[0]["cards"][0]["picture"]).unlink()
    shown = run("show", "p1", "--picture", "blocks")
    assert "齋藤" in shown.stdout and "cannot be shown" in shown.stderr


def test_search_marks_what_matched_best_first(run: Run) -> None:
    assert "«齋藤»" in run("search", "斎藤").stdout
    found = run("search", "ゴルフ").stdout
    assert "note" in found and "«ゴルフ»好き" in found
    (hit,) = objects(run("search", "5678", "--limit", "1", "--json"))
    assert hit["person"]["id"] == "p1"
    for match in hit["matches"]:
        assert all(match["value"][start:end] for start, end in match["spans"])


def test_search_without_a_result_says_so(run: Run) -> None:
    result = run("search", "zzzzzz", code=ExitCode.NOT_FOUND)
    assert result.stdout == "" and "Nobody found" in result.stderr
    assert run("search", "zzzzzz", "--json", code=ExitCode.NOT_FOUND).stdout == ""


@pytest.mark.parametrize("query", ['"', "' OR 1=1 --", "NEAR(a b)", "a*", "col:x", "AND", "(", "\x00", "%", "_", "-x"])
def test_no_query_is_an_error(run: Run, query: str) -> None:
    result = CliRunner().invoke(cardscan, ["search", "--", query])
    assert result.exit_code in (ExitCode.OK, ExitCode.NOT_FOUND), result.stderr


def test_a_note_is_written_found_changed_and_deleted(run: Run) -> None:
    (note,) = objects(run("note", "p2", "likes", "sake", "--json", "--at", "2026-11-22"))
    assert note["text"] == "likes sake" and note["subject"] == "p2"
    assert datetime.fromisoformat(note["at"]).astimezone().date() == date(2026, 11, 22)
    assert [hit["person"]["id"] for hit in objects(run("search", "sake", "--json"))] == ["p2"]
    run("note", "--edit", note["id"], "likes", "shochu")
    assert "likes shochu" in run("note", "p2", "--list").stdout
    run("note", "--delete", note["id"])
    assert run("note", "p2", "--list").stdout == ""


def test_a_note_on_an_event(run: Run) -> None:
    run("note", "e1", "二次会はカラオケ")
    assert "二次会はカラオケ" in run("event", "show", "e1").stdout


def test_a_note_from_the_editor(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    edit_with("printf '名刺の裏に地図\\n駅から5分\\n' > \"$1\"; touch -d '1 hour' \"$1\"", monkeypatch, tmp_path)
    (note,) = objects(run("note", "p1", "--json"))
    assert note["text"] == "名刺の裏に地図\n駅から5分"


@pytest.mark.parametrize(
    "arguments", [[], ["p1", "  "], ["--edit", "n1", "--delete", "n2"], ["--delete", "n1", "x"], ["--at", "2026-01-01"]]
)
def test_a_note_about_nothing_is_refused(run: Run, arguments: list[str]) -> None:
    run("note", *arguments, code=ExitCode.USAGE)


def test_without_terminal_or_editor_a_note_needs_its_text(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("EDITOR", raising=False)
    monkeypatch.delenv("VISUAL", raising=False)
    assert "no terminal" in run("note", "p1", code=ExitCode.USAGE).stderr


def test_an_event_from_making_to_deleting(run: Run) -> None:
    (made,) = objects(run("event", "add", "展示会", "--day", "2026-12-01", "--end", "2026-12-03", "--json"))
    assert (made["start"], made["end"], made["people"]) == ("2026-12-01", "2026-12-03", 0)
    (changed,) = objects(run("event", "edit", made["id"], "--place", "幕張", "--name", "食品展示会", "--json"))
    assert (changed["name"], changed["place"]) == ("食品展示会", "幕張")
    run("event", "attach", "食品展示会", "p1", "p2")
    (shown,) = objects(run("event", "show", made["id"], "--json"))
    assert {one["id"] for one in shown["met"]} == {"p1", "p2"}
    run("event", "detach", made["id"], "p2")
    assert "2026-12-01 to 2026-12-03" in run("event", "list").stdout
    (emptied,) = objects(run("event", "edit", made["id"], "--place", "", "--json"))
    assert emptied["place"] is None
    run("event", "delete", made["id"], "--yes")
    run("event", "show", made["id"], code=ExitCode.NOT_FOUND)
    assert len(objects(run("list", "--json"))) == 2, "the people stay"


def test_an_event_change_that_changes_nothing_is_refused(run: Run) -> None:
    run("event", "edit", "e1", code=ExitCode.USAGE)


def test_tags_come_and_go(run: Run) -> None:
    assert run("tag", "p2", "fair", "vip").stdout == "p2: #fair #vip\n"
    assert {hit["person"]["id"] for hit in objects(run("search", "tag:vip", "--json"))} == {"p1", "p2"}
    assert objects(run("tag", "p2", "--remove", "vip", "--json")) == [{"id": "p2", "tags": ["fair"]}]


def test_delete_puts_into_the_bin_without_asking(run: Run) -> None:
    assert objects(run("delete", "p1", "--json")) == [{"deleted": "p1"}]
    assert "cardscan bin --restore p1" in run("show", "p1", code=ExitCode.NOT_FOUND).stderr
    run("search", "齋藤", code=ExitCode.NOT_FOUND)
    assert "p2" in (deleted := run("delete", "p2").stdout) and deleted.startswith("Deleted p2")


def test_purging_asks_only_on_a_terminal(run: Run) -> None:
    assert "--yes" in run("delete", "p1", "--purge", code=ExitCode.USAGE).stderr
    run("show", "p1")
    assert objects(run("delete", "p1", "--purge", "--yes", "--json")) == [{"purged": ["p1"], "painted": []}]
    assert "no person p1" in run("show", "p1", code=ExitCode.NOT_FOUND).stderr
    assert "Backups" in run("delete", "p2", "--purge", "--yes").stderr
    assert run("list", "--json").stdout == ""


@pytest.mark.parametrize(("answer", "told", "left"), [("y", "Removed p1", 1), ("n", "Nothing was removed", 2)])
def test_on_a_terminal_purging_asks_on_stderr(run: Run, answer: str, told: str, left: int) -> None:
    ours, theirs = os.openpty()
    os.write(ours, f"{answer}\n".encode())
    command = [sys.executable, "-m", "cardscan", "delete", "p1", "--purge"]
    ran = subprocess.run(command, stdin=theirs, capture_output=True, text=True, check=True, timeout=60)
    os.close(theirs)
    os.close(ours)
    assert "Remove p1 齋藤 幸生 for good, with cards, notes and pictures?" in ran.stderr
    assert told in (ran.stdout if answer == "y" else ran.stderr)
    assert len(objects(run("list", "--json"))) == left


def test_doctor_reports_everything_that_matters(run: Run, home: Path) -> None:
    findings = {one["name"]: one for one in objects(run("doctor", "--json"))}
    assert {"cardscan", "engine rapidocr", "engine tesseract", "data folder", "database", "terminal"} <= set(findings)
    assert findings["data folder"]["state"] == "ok" and str(home) in findings["data folder"]["detail"]
    assert "2 people" in findings["database"]["detail"]
    home.chmod(0o755)
    finding = {one["name"]: one for one in objects(run("doctor", "--json", code=ExitCode.STORE))}["data folder"]
    assert finding["state"] == "problem" and f"chmod 700 {home}" in finding["detail"]


def test_doctor_makes_no_home(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CARDSCAN_HOME", str(tmp_path / "not yet"))
    run("doctor")
    assert not (tmp_path / "not yet").exists()


def test_home_and_database_may_be_named(run: Run, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CARDSCAN_HOME")
    elsewhere = f"sqlite:///{tmp_path / 'other.sqlite3'}"
    with Store.open(Config(home, elsewhere)) as store:
        store.add_event("別の会", None)
    assert "別の会" in run("--home", str(home), "--db", elsewhere, "event", "list").stdout
    assert "別の会" not in run("--home", str(home), "event", "list").stdout

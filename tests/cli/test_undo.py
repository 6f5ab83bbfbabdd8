"""``undo``, ``history`` and ``bin`` as they are typed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.shell_completion import ShellComplete
from click.testing import CliRunner, Result
from PIL import Image

from cardscan.cli.main import cardscan
from cardscan.errors import ExitCode
from tests.cli.conftest import Run


def objects(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def listed(run: Run, *more: str) -> list[dict[str, Any]]:
    return objects(run("undo", "--list", "--json", *more))


def test_undo_says_what_it_does_and_how_to_do_it_again(run: Run) -> None:
    run("edit", "p1", "company=見本商会", "department=第一課", "--confirm", "all")
    undone = run("undo")
    assert "edit: organization, department — p1 齋藤 幸生" in undone.stderr
    (newest, *_) = listed(run)
    assert (newest["kind"], newest["people"]) == ("undo", ["p1"])
    assert undone.stdout == f"Undone. To do it again: cardscan undo {newest['id']}\n"
    person = objects(run("show", "p1", "--json"))[0]
    assert person["contact"]["department"] is None and not all(value["confirmed"] for value in person["fields"])
    (again,) = objects(run("undo", newest["id"], "--json"))
    assert (again["undoes"], again["undoable"]) == (newest["id"], True)
    assert objects(run("show", "p1", "--json"))[0]["contact"]["department"] == "第一課"


def test_the_list_tells_what_was_undone_and_what_can_be(run: Run) -> None:
    run("tag", "p1", "vip")
    run("note", "p2", "テニスの話")
    run("undo")
    first, second, third = listed(run, "--limit", "3")
    assert (second["kind"], second["summary"], second["undone_by"]) == ("note", "テニスの話", first["id"])
    assert (third["kind"], third["summary"], third["undoable"]) == ("tag", "vip", True)
    lines = run("undo", "--list", "--limit", "3").stdout.splitlines()
    assert [line.split()[0] for line in lines] == [first["id"], second["id"], third["id"]]
    assert f"undone by {first['id']}" in lines[1] and "tag: vip — p1 齋藤 幸生" in lines[2]


def test_what_cannot_be_undone_is_told(run: Run) -> None:
    run("note", "p1", "一")
    (note,) = objects(run("note", "p1", "二", "--json"))
    run("note", "--edit", note["id"], "三")
    newest, before, *_ = listed(run)
    refused = run("undo", before["id"], code=ExitCode.USAGE).stderr
    assert f"{newest['id']} (note: 三)" in refused and "Undo those first" in refused
    run("undo", "u99", code=ExitCode.NOT_FOUND)
    run("undo", "p1", code=ExitCode.NOT_FOUND)
    for arguments in (["u1", "--list"], ["--limit", "3"], ["--list", "--limit", "0"]):
        run("undo", *arguments, code=ExitCode.USAGE)
    run("delete", "p1", "--purge", "--yes")
    refused = run("undo", code=ExitCode.USAGE).stderr
    assert "deleted for good" in refused and "cardscan undo --list" in refused


def test_several_people_and_promises_are_one_change(run: Run) -> None:
    run("event", "add", "忘年会", "--day", "2026-12-20")
    (event,) = [one for one in objects(run("event", "list", "--json", "--all")) if one["name"] == "忘年会"]
    run("event", "attach", event["id"], "p1", "p2")
    assert listed(run)[0]["people"] == ["p1", "p2"]
    run("undo")
    assert objects(run("event", "show", event["id"], "--json"))[0]["people"] == 0
    run("add", "山田 太郎", "--look", "赤い眼鏡", "--promise", "資料", "--by", "2026-12-24")
    assert listed(run)[0]["kind"] == "add"
    run("undo")
    run("show", "山田", code=ExitCode.NOT_FOUND)


def test_history_tells_old_and_new_values_with_the_changes(run: Run) -> None:
    run("edit", "p1", "company=見本商会")
    run("edit", "p1", "company=別商会")
    run("tag", "p1", "vip")
    run("undo")
    *_, first, second, tag, undo = objects(run("history", "齋藤", "--json"))
    assert [field["new"]["value"] for one in (first, second) for field in one["fields"]] == ["見本商会", "別商会"]
    assert (tag["undone_by"], undo["undoes"], undo["fields"]) == (undo["id"], tag["id"], [])
    lines = run("history", "p1").stdout.splitlines()
    assert "見本商会 (typed)  →  別商会" in lines[-3]
    assert lines[-2].endswith(f"tag: vip  undone by {undo['id']}")
    run("history", "p9", code=ExitCode.NOT_FOUND)


def test_the_bin_shows_and_brings_back(run: Run) -> None:
    assert "empty" in run("bin").stderr
    run("delete", "p1")
    (binned,) = objects(run("bin", "--json"))
    assert (binned["id"], binned["name"]) == ("p1", "齋藤 幸生") and binned["deleted_at"]
    assert run("bin").stdout.startswith("p1  齋藤 幸生")
    assert run("bin", "--restore", "齋藤 幸生").stdout == "p1 齋藤 幸生 is back.\n"
    run("bin", "--restore", "p1", code=ExitCode.NOT_FOUND)
    run("bin", "--restore", "誰か", code=ExitCode.NOT_FOUND)
    assert [hit["person"]["id"] for hit in objects(run("search", "齋藤", "--json"))] == ["p1"]


def test_the_bin_is_emptied_only_when_somebody_says_so(run: Run) -> None:
    assert "empty" in run("bin", "--empty", "--yes").stderr
    run("delete", "p1")
    run("bin", "--empty", code=ExitCode.USAGE)
    run("bin", "--empty", "--restore", "p1", code=ExitCode.USAGE)
    emptied = run("bin", "--empty", "--yes")
    assert emptied.stdout == "1 person removed for good.\n" and "Backups" in emptied.stderr
    assert [person["id"] for person in objects(run("list", "--json"))] == ["p2"]


@pytest.mark.parametrize("command", ["show", "edit", "note", "tag", "look", "history", "delete", "debrief"])
def test_nobody_in_the_bin_is_anybody_for_other_commands(run: Run, command: str) -> None:
    run("delete", "p1")
    words = {"note": ["x"], "tag": ["x"], "look": ["x"], "edit": ["department=x"]}.get(command, [])
    if command == "debrief":
        words = ["--json"]
        assert "p1" not in run(command, "e1", *words).stdout
        return
    assert "in the bin" in run(command, "p1", *words, code=ExitCode.NOT_FOUND).stderr


def test_the_shell_completes_changes_and_people_in_the_bin(run: Run, home: Path) -> None:
    run("tag", "p1", "vip")
    run("delete", "p2")
    completion = ShellComplete(cardscan, {}, "cardscan", "_CARDSCAN_COMPLETE")
    newest = listed(run)[0]["id"]
    assert newest in [item.value for item in completion.get_completions(["undo"], "u")]
    assert [item.value for item in completion.get_completions(["bin", "--restore"], "p")] == ["p2"]


def test_hostile_text_in_a_summary_does_nothing(run: Run) -> None:
    run("note", "p1", "\x1b[31m[bold]x[/bold]\u202e")
    for arguments in (["undo", "--list"], ["history", "p1"], ["undo"]):
        told = run(*arguments)
        assert "\x1b" not in told.stdout + told.stderr and "\u202e" not in told.stdout + told.stderr
        assert "[bold]x[/bold]" in told.stdout + told.stderr


def test_an_import_is_one_change(home: Path, tmp_path: Path) -> None:

    runner = CliRunner()
    photos = tmp_path / "2026-11-20 会"
    photos.mkdir()
    for number in range(3):
        Image.new("RGB", (640, 480), (number * 40, 90, 90)).save(photos / f"{number}.png")
    result = runner.invoke(cardscan, ["import", str(photos), "--engine", "null"])
    assert result.exit_code == ExitCode.OK, result.output
    newest = json.loads(runner.invoke(cardscan, ["undo", "--list", "--json"]).stdout.splitlines()[0])
    assert (newest["kind"], newest["summary"]) == ("import", "3 photos, 0 cards")
    assert runner.invoke(cardscan, ["undo"]).exit_code == ExitCode.OK
    again = runner.invoke(cardscan, ["import", str(photos), "--engine", "null", "--json"])
    assert [json.loads(line)["status"] for line in again.stdout.splitlines()] == ["no_card"] * 3

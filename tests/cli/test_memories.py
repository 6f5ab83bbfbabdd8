"""``look``, ``talk``, ``promise`` and ``promises`` as a script calls them."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from cardscan.config import Config
from cardscan.errors import ExitCode
from cardscan.store.store import Store
from tests.cli.conftest import Run, edit_with

TODAY = date.today()


def told(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


@pytest.mark.parametrize(("command", "letter"), [("look", "l"), ("talk", "t"), ("promise", "d")])
def test_one_is_written_changed_listed_and_deleted(run: Run, command: str, letter: str) -> None:
    added = run(command, "齋藤", "丸い眼鏡", "低い声").stdout
    assert added.endswith(f" {letter}1, p1 齋藤 幸生, 異業種交流会: 丸い眼鏡 低い声\n")
    (one,) = told(run(command, "p1", "--list", "--json").stdout)
    assert (one["id"], one["kind"], one["person"], one["event"]) == (f"{letter}1", command, "p1", "e1")
    assert "丸い眼鏡 低い声" in run(command, "p1", "--list").stdout
    run(command, "--edit", f"{letter}1", "四角い眼鏡")
    assert "四角い眼鏡" in run("show", "p1", "--no-picture").stdout
    (person,) = told(run("show", "p1", "--json").stdout)
    assert [memory["text"] for memory in person[f"{command}s"]] == ["四角い眼鏡"]
    assert told(run(command, "--delete", f"{letter}1", "--json").stdout) == [{"deleted": f"{letter}1"}]
    assert "Nothing yet" in run(command, "p1", "--list").stderr
    run(command, "--delete", f"{letter}1", code=ExitCode.NOT_FOUND)


def test_one_is_from_the_last_event_unless_it_is_said_otherwise(run: Run) -> None:
    def event(*arguments: str) -> str | None:
        return str(told(run("look", *arguments, "--json").stdout)[0]["event"])

    assert event("p1", "a") == "e1"
    assert event("p2", "b") == "None", "met at no event"
    assert event("p2", "c", "--event", "異業種交流会") == "e1"
    assert event("p1", "d", "--event", "none") == "None"
    assert event("p1", "e", "--at", "2026-11-20") == "e1", "a day of the event"
    assert event("p1", "f", "--at", "2026-11-28") == "None"
    (talk,) = told(run("talk", "p1", "g", "--at", "yesterday", "--json").stdout)
    assert datetime.fromisoformat(talk["at"]).astimezone().date() == TODAY - timedelta(days=1)
    (talk,) = told(run("talk", "p1", "h", "--at", "2026-11-20T19:30", "--json").stdout)
    assert datetime.fromisoformat(talk["at"]) == datetime(2026, 11, 20, 19, 30).astimezone()
    assert "is no day" in run("talk", "p1", "i", "--at", "someday", code=ExitCode.USAGE).stderr


def test_the_editor_opens_without_a_text(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    edit_with('printf "背が高い\\n早口" > "$1"', monkeypatch, tmp_path)
    run("look", "p1")
    run("talk", "p1", "x")
    run("talk", "--edit", "t1")
    with Store.open(Config.resolve()) as store:
        person = store.person("p1")
    assert [one.text for one in (*person.looks, *person.talks)] == ["背が高い\n早口"] * 2
    edit_with('printf "" > "$1"', monkeypatch, tmp_path)
    run("look", "p1", code=ExitCode.USAGE)


@pytest.mark.parametrize(
    "arguments",
    [
        ["look"],
        ["look", "p1", "--list", "--delete", "l1"],
        ["talk", "--delete", "t1", "x"],
        ["look", "--edit", "l1", "x", "--event", "e1"],
        ["promise", "p1", "x", "--by", "someday"],
        ["promises", "done"],
    ],
)
def test_what_does_not_go_together_is_told_and_nothing_kept(run: Run, arguments: list[str]) -> None:
    run(*arguments, code=ExitCode.USAGE)
    with Store.open(Config.resolve()) as store:
        person = store.person("p1")
    assert not (person.looks or person.talks or person.promises)


def test_an_id_of_something_else_is_told(run: Run) -> None:
    run("look", "p1", "x")
    assert "id of a talk" in run("talk", "--edit", "l1", "y", code=ExitCode.NOT_FOUND).stderr
    assert "id of a promise" in run("promises", "done", "l1", code=ExitCode.NOT_FOUND).stderr
    run("promise", "p1", "x")
    run("promises", "done", "d1", "d9", code=ExitCode.NOT_FOUND)
    assert [one["done_at"] for one in told(run("promises", "--json").stdout)] == [None], "all or nothing"


def test_a_promise_takes_its_day_from_the_option_or_from_its_text(run: Run) -> None:
    tomorrow = TODAY + timedelta(days=1)
    added = run("promise", "p1", "明日までに見積もりを送る").stdout
    assert f"by {tomorrow:%a %Y-%m-%d}: 明日までに見積もりを送る" in added
    run("promise", "p1", "明日の会の本", "--by", "2030-01-31")
    run("promise", "p2", "明日の会の本", "--by", "none")
    due = [one["due"] for one in told(run("promises", "--json").stdout)]
    assert due == [tomorrow.isoformat(), "2030-01-31", None]
    assert "by Thu 2030-01-31" in run("promise", "--edit", "d1", "--by", "2030年1月31日").stdout
    (one, *_) = told(run("promise", "--edit", "d1", "送る", "--by", "none", "--json").stdout)
    assert (one["text"], one["due"]) == ("送る", None)


def test_promises_stand_by_day_and_what_is_overdue_says_so(run: Run) -> None:
    for text, by in (("later", "2030-01-31"), ("late", "2020-01-31"), ("now", "今日"), ("some day", "none")):
        run("promise", "p1", text, "--by", by)
    lines = run("promises").stdout.splitlines()
    assert [line.rsplit("  ", 1)[1] for line in lines] == ["late", "now", "later", "some day"]
    assert ["overdue" in line for line in lines] == [True, False, False, False]
    assert f"by {TODAY:%a %Y-%m-%d}  today" in lines[1] and "p1 齋藤 幸生" in lines[0] and "no day" in lines[3]
    assert [one["overdue"] for one in told(run("promises", "--json").stdout)] == [True, False, False, False]
    assert "Done: d2 late" in run("promises", "done", "d2", "d3").stdout
    assert len(run("promises").stdout.splitlines()) == 2
    assert f"done {datetime.now(UTC).astimezone():%Y-%m-%d}" in run("promises", "--all").stdout
    assert "Open again: d2 late" in run("promises", "open", "d2").stdout
    assert len(told(run("promises", "--event", "異業種交流会", "--json").stdout)) == 3
    assert run("promises", "--person", "p2").stdout == ""


def test_promises_become_tasks_that_keep_their_id(run: Run, tmp_path: Path) -> None:
    run("promise", "p1", "見積もりを送る; 写真, 3枚\n請求書も", "--by", "2026-12-04")
    run("promise", "p2", "call")
    path = tmp_path / "promises.ics"
    assert "Wrote 2 promises" in run("promises", "--ics", str(path)).stderr
    assert path.stat().st_mode & 0o777 == 0o600
    first, second = Calendar.from_ical(path.read_bytes()).walk("VTODO")
    assert str(first["summary"]) == "見積もりを送る; 写真, 3枚 (齋藤 幸生)"
    assert str(first["description"]) == "請求書も\n齋藤 幸生 (サンプル税理士事務所)\n異業種交流会 2026-11-20"
    assert (first.decoded("due"), str(first["status"])) == (date(2026, 12, 4), "NEEDS-ACTION")
    assert "due" not in second
    run("promises", "done", "d1")
    done, _ = Calendar.from_ical(run("promises", "--all", "--ics", "-").stdout_bytes).walk("VTODO")
    assert (str(done["uid"]), str(done["status"])) == (str(first["uid"]), "COMPLETED")
    assert isinstance(done.decoded("completed"), datetime)
    run("promises", "--ics", str(tmp_path / "no folder" / "x.ics"), code=ExitCode.OUTPUT)


def test_they_are_found_and_exported(run: Run) -> None:
    run("look", "p2", "丸い眼鏡")
    run("talk", "p2", "相続税")
    run("promise", "p2", "=cmd", "--by", "2026-12-04")
    assert "look  丸い«眼鏡»" in run("search", "眼鏡 相続税").stdout
    exported = run("export", "csv", "--query", "眼鏡").stdout
    assert '"丸い眼鏡","相続税","2026-12-04 =cmd"' in exported
    (person,) = told(run("export", "json", "--query", "眼鏡").stdout)
    assert [one["text"] for one in person["promises"]] == ["=cmd"]

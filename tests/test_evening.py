"""One evening with 24 cards, from the photos to the next event: every step a command in a shell, as people type it."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.calendar.ics import calendar
from tests.calendar.ics import evening as appointment
from tests.cli.pseudo_terminal import Terminal, plain
from tests.cli.test_review import Keyboard
from tests.drawn_evening import draw_evening
from tests.export.anki_reader import read_deck

EVENING = date.today() - timedelta(days=1)
"""So that ``--on``, which goes a year ahead, reaches the three weeks after it whenever this runs."""
NAME = "異業種交流会"
WEEKS = 3


@dataclass(frozen=True)
class Shell:
    """A shell in which one data folder is set."""

    folder: Path

    def __call__(self, *arguments: str, code: int = 0) -> str:
        """Run ``cardscan`` to its end; returns what it wrote to stdout and then to stderr."""
        command = [sys.executable, "-m", "cardscan", *arguments]
        done = subprocess.run(command, cwd=self.folder, capture_output=True, text=True, timeout=240)
        assert done.returncode == code, f"{arguments}\n{done.stdout}{done.stderr}"
        return done.stdout + ("" if "--json" in arguments else done.stderr)

    def objects(self, *arguments: str) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self(*arguments, "--json").splitlines()]


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shell]:
    monkeypatch.setenv("CARDSCAN_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("CARDSCAN_DB", raising=False)
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    yield Shell(tmp_path)


def on(day: date) -> tuple[str, ...]:
    return ("--on", str(day))


def test_from_the_photos_to_the_next_event(shell: Shell) -> None:
    people = photos_come_in(shell)
    the_calendar_knows_the_event(shell, people)
    faces_get_names(shell, people)
    the_debrief_stops_and_goes_on(shell, people)
    people_are_found_by_memory(shell, people)
    the_first_session_is_held_in_groups_of_twelve(shell, people)
    three_weeks_of_reviews(shell, people)
    promises_are_kept(shell, people)
    the_next_event_is_prepared(shell, people)
    anki_keeps_its_progress(shell, people)


def photos_come_in(shell: Shell) -> list[str]:
    """Everybody's id, in the order met."""
    folder = shell.folder / "photos" / f"{EVENING} {NAME}"
    cards = draw_evening(folder, datetime.combine(EVENING, time(20, 40)))
    told = shell("import", "photos")
    assert "24 cards of 24 people from 4 photos" in told and "2 kept as pictures of an event" in told
    assert shell("import", "photos") == "6 photos imported before\n"
    listed = shell.objects("list")
    assert len(listed) == 24 and {one["event"] for one in listed} == {NAME}
    drawn = [str(card.truth["name"]) for card in cards]
    read = [one["name"] for one in listed]
    assert sum(name == other for name, other in zip(read, drawn, strict=True)) >= 22, "as they lie, row by row"
    return [one["id"] for one in listed]


def the_calendar_knows_the_event(shell: Shell, people: list[str]) -> None:
    later = EVENING + timedelta(days=28)
    parts = (appointment("first", f"{EVENING:%Y%m%d}"), appointment("second", f"{later:%Y%m%d}"))
    (shell.folder / "mine.ics").write_bytes(calendar(*parts))
    shell("event", "import", "mine.ics")
    events = shell.objects("event", "list")
    met = [(one["start"], one["place"], one["people"]) for one in events if one["name"] == NAME]
    assert sorted(met) == [(str(EVENING), "新宿", 24), (str(later), "新宿", 0)], "the folder's event is the calendar's"
    shown = shell("event", "show", "e1")
    places = [shown.index(f"{person} ") for person in people]
    assert places == sorted(places), "everybody, in the order met"


def faces_get_names(shell: Shell, people: list[str]) -> None:
    assert "12 faces on 2 pictures" in shell("face", "find")
    terminal = Terminal("face", "e1")
    assert "1 of 12" in (shown := plain(terminal.read())) and shown.count("▀") > 300
    assert f"h1 is {name(shell, people[2])} ({people[2]})" in plain(terminal.answer("3"))
    terminal.answer("x")
    killed(terminal)
    terminal = Terminal("face", "e1")
    assert "1 of 10  h3" in plain(terminal.read()), "both answers were kept"
    assert f"({people[4]})" in plain(terminal.answer(name(shell, people[4])))
    assert "1 named" in plain(terminal.answer("q")) and terminal.ended() == 0
    assert [one["person"] for one in shell.objects("face", "list") if one["person"]] == [people[2], people[4]]


def name(shell: Shell, person: str) -> str:
    return str(shell.objects("show", person)[0]["contact"]["full_name"])


def killed(terminal: Terminal) -> None:
    os.killpg(terminal.process.pid, signal.SIGKILL)
    terminal.read()
    assert terminal.ended() == -signal.SIGKILL


def the_debrief_stops_and_goes_on(shell: Shell, people: list[str]) -> None:
    terminal = Terminal("debrief")
    shown = plain(terminal.read())
    assert f"1 of 24  {people[0]}  {NAME}" in shown and shown.count("▀") > 500
    for said in ("丸い眼鏡、低い声", "相続税の話", "来月末までに見積もりを送る"):
        terminal.answer(said)
    assert "2 of 24" in plain(terminal.answer(""))
    assert "3 of 24" in plain(terminal.answer("s"))
    for said in ("赤いネクタイ", "", "本を貸す"):
        terminal.answer(said)
    terminal.answer(f"{EVENING + timedelta(days=5)}")
    assert terminal.answer("背が高い").endswith("talk> ")
    killed(terminal)
    terminal = Terminal("debrief")
    shown = plain(terminal.read())
    assert f"1 of 21  {people[3]}" in shown and "背が高い" in shown and shown.endswith("talk> "), "nothing is lost"
    terminal.answer("釣り")
    terminal.answer("")
    assert "20 people are left" in plain(terminal.answer("q")) and terminal.ended() == 0


def people_are_found_by_memory(shell: Shell, people: list[str]) -> None:
    def found(*query: str) -> list[str]:
        return [one["person"]["id"] for one in shell.objects("search", *query)]

    assert found("眼鏡", "相続税", f"{EVENING.month}月") == people[:1]
    assert found("look:ネクタイ") == [people[2]] and found("釣り") == [people[3]]
    other = EVENING.month % 12 + 1
    shell("search", "眼鏡", "相続税", f"{other}月", code=5)


def the_first_session_is_held_in_groups_of_twelve(shell: Shell, people: list[str]) -> None:
    assert f"24 people of {NAME} ({EVENING}) were never asked for" in shell("review", "--status", "--on", str(EVENING))
    keyboard = Keyboard("e1", *on(EVENING))
    shown = plain(keyboard.read())
    for number, person in enumerate(people[:12], start=1):
        assert f"group 1 of 2 · {number} of 12" in shown and f"{person}  " in shown
        shown = keyboard.press("\n")
    assert "test · 12 left" in shown, "twelve were shown, then the test"
    assert "again, kept" in keyboard.press("\n", "1")
    keyboard.press("\n", "3")
    killed(keyboard)
    keyboard = Keyboard("e1", *on(EVENING))
    shown = plain(keyboard.read())
    assert "test · 11 left" in shown, "whom one recalled before it was killed is not asked for again"
    while "Enter answer" in shown:
        shown = keyboard.press("\n", "3")
    shown = keyboard.press("\n")
    assert "group 2 of 2 · 1 of 12" in shown and f"{people[12]}  " in shown
    while "Enter finish" not in shown:
        shown = keyboard.press("\n") if "Enter answer" not in shown else keyboard.press("\n", "3")
    assert "Enter answer" in keyboard.press("u"), "the last answer taken back"
    keyboard.press("\n", "3")
    assert "Nothing is due. Next:" in keyboard.finish("\n")


def three_weeks_of_reviews(shell: Shell, people: list[str]) -> None:
    """Every day is looked at; something is asked only when due, and once; what was answered stays answered."""
    asked = dict[date, int]()
    forecast = {one["day"]: one["due"] for one in shell.objects("review", "--status", *on(EVENING))[0]["forecast"]}
    for day in (EVENING + timedelta(days=ahead) for ahead in range(1, 7 * WEEKS + 1)):
        due = shell.objects("review", *on(day))
        keyboard = Keyboard(*on(day))
        if not due:
            assert "Nothing is due." in plain(keyboard.read()) and keyboard.ended() == 0
            continue
        if not asked:
            assert len(due) == forecast[str(day)], "as was foretold"
        shown, count = plain(keyboard.read()), 0
        assert f"{len(due)} left" in shown
        while "Enter answer" in shown:
            count += 1
            grade = "1" if count % 9 == 5 and day.toordinal() % 2 else "3"
            shown = keyboard.press(*([" "] if count == 2 else []), "\n", grade)
        asked[day] = count
        assert count >= len(due)
        keyboard.finish("\n") if "Enter" in shown else keyboard.ended()
        assert not shell.objects("review", *on(day)), "nobody twice a day"
    assert 3 <= len(asked) < 7 * WEEKS, asked
    assert sum(asked.values()) >= 2 * len(people), asked
    last = EVENING + timedelta(days=7 * WEEKS)
    (status,) = shell.objects("review", "--status", "--on", str(last))
    assert (status["due"], status["never_asked"]) == (0, 0) and sum(status["holds"].values()) >= len(people)
    shown = shell("review", "--status", "--on", str(last))
    assert "0 due" in shown and "█" in shown and re.search(r"\d\d%  p\d+  ", shown)


def promises_are_kept(shell: Shell, people: list[str]) -> None:
    first, second = shell.objects("promises")
    assert (first["text"], second["text"]) == ("本を貸す", "来月末までに見積もりを送る"), "by day"
    assert f"Done: {first['id']}" in shell("promises", "done", first["id"])
    shown = shell("promises", "--all", "--ics", "promises.ics")
    tasks = (shell.folder / "promises.ics").read_text(encoding="utf-8")
    assert "2 promises" in shown and tasks.count("BEGIN:VTODO") == 2 and tasks.count("STATUS:COMPLETED") == 1
    assert "見積もり" in (shown := shell("promises")) and "本を貸す" not in shown


def the_next_event_is_prepared(shell: Shell, people: list[str]) -> None:
    terminal = Terminal("brief")
    shown = plain(terminal.read(until=b"\0"))
    assert terminal.ended() == 0
    listed = [(place, person) for person in people if (place := shown.find(f"{person} ")) >= 0]
    assert len(listed) == 24, "all who were at the series' first evening"
    for said in ("% still known", "丸い眼鏡、低い声", "相続税の話", "見積もりを送る", NAME):
        assert said in shown
    assert "本を貸す" not in shown, "kept"
    shell("brief", NAME, "--html", "brief.html")
    page = (shell.folder / "brief.html").read_text(encoding="utf-8")
    assert page.count("data:image/") >= 24 and "相続税の話" in page and "<script" not in page
    (only,) = shell.objects("brief", name(shell, people[0]))
    assert [one["id"] for one in only["people"]] == people[:1] and only["people"][0]["recall"] > 0.7


def anki_keeps_its_progress(shell: Shell, people: list[str]) -> None:
    shell("export", "anki", "--out", "first.apkg")
    shell("talk", people[5], "登山")
    shell("export", "anki", "--out", "second.apkg")
    first, second = (read_deck(shell.folder / file) for file in ("first.apkg", "second.apkg"))
    assert set(first.guids) == set(people) and first.guids == second.guids
    assert first.cards[people[2]] > first.cards[people[5]], "those with a face and a look are asked by these too"
    assert any("登山" in value for value in second.notes[people[5]].values())

"""``event import``: appointments of a calendar, and the photos that were taken during them."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from PIL import Image

from cardscan.config import Config
from cardscan.errors import ExitCode
from cardscan.records import Contact
from cardscan.store.store import Store
from tests.calendar.ics import appointment, calendar, evening
from tests.cli.conftest import Run
from tests.export.sample_store import SAITO, WHITE, add, card

JST = timezone(timedelta(hours=9))
DAY = "2026-11-27"
SINCE = ("--since", "2026-11-01", "--until", "2026-12-31")


@pytest.fixture
def ics(tmp_path: Path) -> Path:
    return tmp_path / "calendar.ics"


def met(home: Path, *contacts: Contact, taken: datetime, event: str = DAY) -> None:
    """Take in a photo whose event is a day, as an import does."""
    with Store.open(Config.resolve(home)) as store:
        day = store.ensure_event(event, date(2026, 11, 27))
        add(store, Path("x.jpg"), *map(card, contacts), taken=taken, event_id=day.id)


def told(result: Result) -> dict[str, Any]:
    (line,) = result.stdout.splitlines()
    value: dict[str, Any] = json.loads(line)
    return value


def brought_in(run: Run, ics: Path, parts: Sequence[tuple[str, ...]], *options: str) -> dict[str, Any]:
    ics.write_bytes(calendar(*parts))
    return told(run("event", "import", str(ics), *SINCE, "--json", *options))


def test_again_updates_and_loses_nothing(run: Run, ics: Path) -> None:
    weekly = evening("w", "20261105", "190000", "210000", "RRULE:FREQ=WEEKLY;COUNT=4", "DESCRIPTION:会費")
    first = brought_in(run, ics, [weekly])
    ids = [event["id"] for event in first["new"]]
    assert [event["starts_at"] for event in first["new"]] == [
        f"2026-11-{day:02}T19:00:00+09:00" for day in (5, 12, 19, 26)
    ]
    assert brought_in(run, ics, [weekly])["unchanged"] == 4
    run("event", "attach", ids[1], "p2")
    run("note", ids[2], "場所は地下")
    later = evening("w", "20261105", "193000", "210000", "RRULE:FREQ=WEEKLY;COUNT=2", "DESCRIPTION:会費")
    again = brought_in(run, ics, [later])
    assert [event["id"] for event in again["changed"]] == ids[:2], "the same days are the same occurrences"
    assert ([event["id"] for event in again["kept"]], again["removed"]) == ([ids[2]], 1)
    moved = evening("w", "20261113", "180000", "200000", "RECURRENCE-ID;TZID=Asia/Tokyo:20261112T193000")
    (event,) = brought_in(run, ics, [later, moved])["changed"]
    assert (event["id"], event["start"], event["people"]) == (ids[1], "2026-11-13", 1)


def test_what_becomes_a_series_stays_the_same_event(run: Run, ics: Path) -> None:
    (single,) = brought_in(run, ics, [evening("w", "20261106")])["new"]
    series = brought_in(run, ics, [evening("w", "20261106", "190000", "210000", "RRULE:FREQ=WEEKLY;COUNT=2")])
    assert (series["unchanged"], len(series["new"])) == (1, 1)
    assert single["id"] in run("event", "list", "--all").stdout


def test_photos_of_a_bare_day_go_over_with_what_was_said(run: Run, ics: Path, home: Path) -> None:
    met(home, SAITO, WHITE, taken=datetime(2026, 11, 27, 10, 30, tzinfo=UTC))
    met(home, WHITE, taken=datetime(2026, 11, 27, 19, 31))
    met(home, WHITE, taken=datetime(2026, 11, 27, 23, 0))
    run("look", "p3", "丸い眼鏡")
    result = brought_in(run, ics, [evening("a", "20261127")])
    (event,) = result["new"]
    assert [(photo["people"], photo["events"], photo["moved"]) for photo in result["photos"]] == [
        (["p3", "p4"], [event["id"]], True),
        (["p5"], [event["id"]], True),
    ]
    shown = told(run("event", "show", event["id"], "--json"))
    assert [one["id"] for one in shown["met"]] == ["p3", "p4", "p5"]
    assert [(one["place"], one["person"]) for one in shown["met"][0]["neighbours"]] == [
        ("after", "p5"),
        ("same_photo", "p4"),
    ]
    assert told(run("show", "p3", "--json"))["looks"][0]["event"] == event["id"]
    assert DAY in run("show", "p6", "--no-picture").stdout, "taken afterwards"
    assert run("search", "event:異業種交流会", "White").stdout.count("p5") == 1
    assert "異業種交流会" in run("event", "list").stdout


def test_a_day_that_is_empty_then_is_forgotten(run: Run, ics: Path, home: Path) -> None:
    met(home, WHITE, taken=datetime(2026, 11, 27, 19, 31))
    brought_in(run, ics, [evening("a", "20261127")])
    run("event", "show", DAY, code=ExitCode.NOT_FOUND)


def test_what_somebody_chose_stays(run: Run, ics: Path, home: Path) -> None:
    met(home, WHITE, taken=datetime(2026, 11, 27, 19, 31), event="懇親会")
    met(home, WHITE, taken=datetime(2026, 11, 27, 19, 32))
    run("note", told(run("event", "show", DAY, "--json"))["id"], "いい会だった")
    (photo,) = brought_in(run, ics, [evening("a", "20261127")])["photos"]
    assert (photo["people"], photo["moved"]) == (["p4"], False)
    out = run("event", "import", str(ics), *SINCE).stdout
    assert f"cardscan event attach {photo['events'][0]} p4" in out
    run("event", "attach", photo["events"][0], "p4")
    (encounter,) = told(run("show", "p4", "--json"))["encounters"]
    assert encounter["event"]["name"] == "異業種交流会"


def test_of_two_at_once_the_shorter_counts_and_of_equals_it_asks(run: Run, ics: Path, home: Path) -> None:
    met(home, WHITE, taken=datetime(2026, 11, 27, 19, 31))
    fair = appointment("UID:f", "SUMMARY:展示会", "DTSTART;VALUE=DATE:20261127", "DTEND;VALUE=DATE:20261129")
    long, one = evening("l", "20261127", "170000", "230000"), evening("1", "20261127")
    result = brought_in(run, ics, [long, one, evening("2", "20261127"), fair])
    (photo,) = result["photos"]
    assert (photo["moved"], len(photo["events"])) == (False, 2)
    run("event", "delete", photo["events"][0], "--yes")
    ics.write_bytes(calendar(long, one, fair))
    (photo,) = told(run("event", "import", str(ics), *SINCE, "--json"))["photos"]
    assert photo["moved"] and len(photo["events"]) == 1
    met(home, SAITO, taken=datetime(2026, 11, 27, 9, 0))
    (photo,) = told(run("event", "import", str(ics), *SINCE, "--json"))["photos"]
    assert told(run("event", "show", photo["events"][0], "--json"))["name"] == "展示会"


def test_an_import_asks_the_calendar_before_the_day_and_after_folder_and_option(
    run: Run, ics: Path, tmp_path: Path
) -> None:
    brought_in(run, ics, [evening("a", "20261127"), evening("b", "20261128"), evening("c", "20261128")])
    for folder, day in (("plain", 27), ("2026-11-27 懇親会", 27), ("unclear", 28), ("late", 29)):
        (tmp_path / folder).mkdir()
        exif = Image.Exif()
        exif[0x0132] = f"2026:11:{day} 19:31:00"
        Image.new("RGB", (64, 48), (day, len(folder), 0)).save(tmp_path / folder / "a.jpg", exif=exif)

    def event(folder: str, *options: str) -> str:
        result = run("import", str(tmp_path / folder), "--dry-run", "--json", *options)
        return str(told(result)["event"])

    assert event("plain") == "異業種交流会"
    assert event("2026-11-27 懇親会") == "懇親会"
    assert event("plain", "--event", "勉強会") == "勉強会"
    assert (event("unclear"), event("late")) == ("2026-11-28", "2026-11-29")


@pytest.mark.parametrize("data", [b"", b"name,firm\n", calendar(evening("a", "20261120"))[:-9], b"\xff\x00\xff"])
def test_a_bad_file_is_told_and_nothing_changes(run: Run, ics: Path, data: bytes) -> None:
    before = run("event", "list", "--all").stdout
    ics.write_bytes(data)
    assert "cardscan: " in run("event", "import", str(ics), code=ExitCode.USAGE).stderr
    run("event", "import", str(ics.parent / "none.ics"), code=ExitCode.USAGE)
    run("event", "import", str(ics.parent), code=ExitCode.USAGE)
    assert run("event", "list", "--all").stdout == before


def test_texts_of_a_calendar_do_nothing_to_the_terminal(run: Run, ics: Path) -> None:
    evil = "\x1b]0;x\x07\u202e=cmd|' /C'!A0"
    part = appointment(
        f"UID:{evil}", f"SUMMARY:{evil}", f"LOCATION:{evil}", f"DESCRIPTION:{evil}", "DTSTART:20261120T100000Z"
    )
    empty = appointment("UID:\x01", "SUMMARY:\x01\x7f", "DTSTART:20261120T100000Z")
    ics.write_bytes(calendar(part, empty, appointment("UID:b", f"SUMMARY:{evil}", "DTSTART:x")))
    for arguments in (["--dry-run"], [], ["--json"]):
        result = run("event", "import", str(ics), *SINCE, *arguments)
        assert not {"\x1b", "\x07", "\u202e"} & set(result.output)
    listed = run("event", "list", "--all").output + run("event", "show", "e2").output
    assert not {"\x1b", "\x07", "\u202e"} & set(listed)


def test_the_range_and_what_is_only_wanted(run: Run, ics: Path) -> None:
    today = date.today()
    weekly = evening("w", "20200101", "190000", "210000", "RRULE:FREQ=WEEKLY")
    other = evening("o", f"{today:%Y%m%d}")
    ics.write_bytes(calendar(weekly, tuple(line.replace("異業種交流会", "歯医者") for line in other)))
    days = [line[:10] for line in run("event", "import", str(ics), "--only", "交流会", "--dry-run").stdout.splitlines()]
    assert today - timedelta(days=730) <= date.fromisoformat(days[0]) <= today - timedelta(days=723)
    assert today + timedelta(days=358) <= date.fromisoformat(days[-1]) <= today + timedelta(days=365)
    run("event", "import", str(ics), "--since", "2026-12-01", "--until", "2026-11-01", code=ExitCode.USAGE)
    assert "No appointments" in run("event", "import", str(ics), "--only", "zzz").stderr
    run("event", "import", str(ics), "--only", "歯医者")
    assert "歯医者" in run("event", "list").stdout


def test_of_a_series_the_name_means_the_one_where_somebody_was_met(run: Run, ics: Path) -> None:
    weekly = evening("w", "20261106", "190000", "210000", "RRULE:FREQ=WEEKLY;COUNT=4")
    brought_in(run, ics, [tuple(line.replace("異業種交流会", "勉強会") for line in weekly)])
    assert "Several events" in run("event", "show", "勉強会", code=ExitCode.USAGE).stderr
    run("event", "attach", "e4", "p2")
    assert told(run("event", "show", "勉強会", "--json"))["id"] == "e4"


def test_an_event_of_that_name_and_day_becomes_the_appointment(run: Run, ics: Path) -> None:
    (changed,) = brought_in(run, ics, [evening("a", "20261120")])["changed"]
    assert (changed["id"], changed["people"], changed["starts_at"]) == ("e1", 1, "2026-11-20T19:00:00+09:00")
    assert brought_in(run, ics, [evening("a", "20261120")])["unchanged"] == 1


def test_a_calendar_comes_through_a_pipe(run: Run) -> None:
    text = calendar(evening("a", "20261121")).decode()
    assert "1 new" in run("event", "import", "-", *SINCE, input=text).stdout


def test_what_libraries_warn_of_is_not_written_to_the_terminal(home: Path, ics: Path) -> None:
    zone = "DTSTART;TZID=/evil.example/20261120_1/Asia/Tokyo:20261120T190000"
    ics.write_bytes(calendar(appointment("UID:a@x", "SUMMARY:a", zone)))
    command = [sys.executable, "-m", "cardscan", "event", "import", str(ics), *SINCE]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    assert (ran.stdout, ran.stderr) == ("Appointments: 1 new\n", "")

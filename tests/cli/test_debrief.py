"""``cardscan debrief``, asked and answered through a pseudo-terminal."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from cardscan.config import Config
from cardscan.errors import ExitCode
from cardscan.store.records import Person
from cardscan.store.store import Store
from tests.cli.conftest import Run
from tests.cli.pseudo_terminal import ENDINGS, Terminal, plain
from tests.cli.test_hostile_text import PAYLOADS
from tests.export.sample_store import SAITO, WHITE, add, card, hostile

TODAY = date.today()


@pytest.fixture
def evening(home: Path) -> Path:
    """A home in which p3 and p4 (on one photo) and p5 were met at e2, last of all; p1 at e1, p2 at none."""
    names = ("田中 一郎", "佐藤 花子", "鈴木 健")
    people = [replace(SAITO, full_name=name, family_name=None, given_name=None) for name in names]
    with Store.open(Config.resolve()) as store:
        event = store.add_event("忘年会", date(2026, 11, 27))
        add(store, Path("IMG_0011.HEIC"), card(people[0]), card(people[1]), event_id=event.id)
        add(store, Path("IMG_0012.HEIC"), card(people[2]), event_id=event.id)
    return home


def converse(*answers: str, arguments: tuple[str, ...] = ()) -> list[str]:
    """Give answers at the prompts; returns what was shown before each and after the last."""
    terminal = Terminal("debrief", *arguments)
    shown = [plain(terminal.read()), *(plain(terminal.answer(text)) for text in answers)]
    assert terminal.ended() == 0, shown
    return shown


def person(ref: str) -> Person:
    with Store.open(Config.resolve()) as store:
        return store.person(ref)


def states(event: str | None) -> list[str]:
    with Store.open(Config.resolve()) as store:
        return [place.state for place in store.debrief(event)]


def test_the_newest_evening_is_gone_through_in_the_order_of_its_cards(evening: Path) -> None:
    shown = converse(
        *("丸い眼鏡", "相続税", "明日までに見積もりを送る", ""),
        *("背が高い", "", "", "", "ゴルフ", "本を貸す", "2030年1月31日"),
    )
    assert (
        "1 of 3  p3  忘年会  2026-11-27" in shown[0] and "田中 一郎" in shown[0] and "サンプル税理士事務所" in shown[0]
    )
    assert "same photo  佐藤 花子" in shown[0] and "after  鈴木 健" in shown[0]
    assert shown[0].count("▀") > 500, "the card"
    assert "What did they look like?" in shown[0] and shown[0].endswith("look> ")
    assert shown[1].endswith("talk> ") and shown[2].endswith("promise> ")
    assert f"by {TODAY + timedelta(days=1):%a %Y-%m-%d}." in shown[3] and shown[3].endswith("by> ")
    assert "2 of 3  p4" in shown[4] and "before" not in shown[4] and "same photo  田中 一郎" in shown[4]
    assert "3 of 3  p5" in shown[7] and "before  佐藤 花子" in shown[7]
    assert "no day." in shown[10] and "6 answers about 3 people kept." in shown[11]
    assert "Nobody is left." in shown[11]
    first, second, third = person("p3"), person("p4"), person("p5")
    assert [(look.text, look.event_id) for look in first.looks] == [("丸い眼鏡", "e2")]
    assert [(one.text, one.due) for one in first.promises] == [("明日までに見積もりを送る", TODAY + timedelta(days=1))]
    assert ([one.text for one in second.looks], second.talks) == (["背が高い"], ())
    assert [(one.text, one.due) for one in third.promises] == [("本を貸す", date(2030, 1, 31))]
    assert states("e2") == ["done", "done", "done"] and states("e1") == ["open"]


def test_it_stops_and_goes_on_any_time(evening: Path) -> None:
    shown = converse("丸い眼鏡", "q")
    assert "1 answer about 1 person kept." in shown[2] and "3 people are left: cardscan debrief e2" in shown[2]
    shown = converse("相続税", "", "s", "q")
    assert "look  丸い眼鏡  l1" in shown[0] and shown[0].endswith("talk> "), "what is written down is not asked again"
    assert "3 of 3" in shown[3]
    assert "1 answer about 1 person kept, 1 skipped." in shown[4] and "1 person is left" in shown[4]
    assert states("e2") == ["done", "skipped", "open"]
    shown = converse("", "", "", arguments=("忘年会",))
    assert "1 of 1  p5" in shown[0] and "2 without an answer: cardscan debrief e2 --again" in shown[3]
    again = converse("白髪", "q", arguments=("e2", "--again"))
    assert "1 of 3" in again[0] and "丸い眼鏡" in again[0] and again[0].endswith("look> ")
    assert [look.text for look in person("p3").looks] == ["丸い眼鏡", "白髪"]


def test_answers_are_taken_back_one_by_one_over_people(evening: Path) -> None:
    shown = converse("u", "丸い眼鏡", "", "明日送る", "u", "明日電話", "-", "背が高い", "ｕ", "u", "u", "u", "u", "q")
    assert "There is no answer to take back." in shown[1]
    assert shown[4].endswith("by> ") and "Taken back." in shown[5] and shown[5].endswith("promise> ")
    assert "no day." in shown[7] and "2 of 3" in shown[7]
    assert "Taken back." in shown[9] and "2 of 3" in shown[9]
    assert "1 of 3" in shown[10] and shown[10].endswith("promise> ")
    assert shown[11].endswith("talk> ") and shown[12].endswith("look> ")
    assert "There is no answer to take back." in shown[13]
    assert "Nothing was written down." in shown[14]
    for ref in ("p3", "p4"):
        told = person(ref)
        assert not (told.looks or told.talks or told.promises)
    assert states("e2") == ["open"] * 3


def test_keys_help_and_show_the_card_and_an_equals_sign_makes_them_text(evening: Path) -> None:
    shown = converse("？", "c", "=s", "s", "q")
    assert "skip the person" in shown[1] and shown[2].count("▀") > 1000
    assert shown[3].endswith("talk> ") and "2 of 3" in shown[4]
    assert [look.text for look in person("p3").looks] == ["s"]
    assert states("e2")[0] == "done"


def test_a_day_that_is_none_is_asked_for_again(evening: Path) -> None:
    shown = converse("", "", "電話する", "いつか", "月末", "q")
    assert "no day." in shown[3] and "“いつか” is no day" in shown[4] and shown[4].endswith("by> ")
    (promise,) = person("p3").promises
    assert promise.due is not None and (promise.due + timedelta(days=1)).day == 1


@pytest.mark.parametrize(("ending", "code"), ENDINGS)
def test_every_answer_is_kept_however_it_ends(evening: Path, ending: str, code: int) -> None:
    terminal = Terminal("debrief", "e2")
    terminal.read()
    terminal.answer("丸い眼鏡")
    terminal.end(ending)
    last = terminal.read()
    assert terminal.ended() == code
    assert ending == "kill" or "1 answer about 1 person kept." in last
    assert [look.text for look in person("p3").looks] == ["丸い眼鏡"]


def test_a_promise_is_kept_although_its_day_was_not_answered(evening: Path) -> None:
    terminal = Terminal("debrief", "e2")
    terminal.read()
    for answer in ("", "", "明日電話する"):
        terminal.answer(answer)
    terminal.interrupt()
    assert "1 answer about 1 person kept." in terminal.read()
    assert terminal.ended() == ExitCode.INTERRUPTED
    assert [promise.due for promise in person("p3").promises] == [TODAY + timedelta(days=1)]


def test_people_met_at_no_event_and_narrow_terminals_without_colours(evening: Path) -> None:
    terminal = Terminal("debrief", "none", NO_COLOR="1", COLUMNS="40", LINES="15")
    shown = plain(terminal.read())
    assert "1 of 1  p2" in shown and "Emma White" in shown and "▀" not in shown
    assert "look> " in terminal.answer("c")
    assert "Nothing was written down." in terminal.answer("q") and terminal.ended() == 0


@pytest.mark.parametrize("payload", ["escape", "c1", "bidi", "markup"])
def test_text_from_a_card_acts_on_no_terminal(home: Path, payload: str) -> None:
    text = PAYLOADS[payload]
    with Store.open(Config.resolve()) as store:
        event = store.add_event(text, date(2026, 11, 27))
        add(store, Path("a.jpg"), card(hostile(text), other=(text,)), card(WHITE), event_id=event.id)
        store.add_look("p3", text, event=event.id)
    terminal = Terminal("debrief", event.id)
    shown = plain(terminal.read() + terminal.answer("c") + terminal.answer("s"))
    terminal.answer("q")
    assert terminal.ended() == 0 and "2 of 2" in shown
    assert not {c for c in shown if unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp")} - {"\n", "\r"}


def objects(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_json_lists_who_is_left_with_neighbours_and_what_is_written_down(run: Run, evening: Path) -> None:
    run("look", "p4", "背が高い")
    told = objects(run("debrief", "--json").stdout)
    assert [(one["person"], one["state"], one["event"]["name"]) for one in told] == [
        ("p3", "open", "忘年会"),
        ("p4", "open", "忘年会"),
        ("p5", "open", "忘年会"),
    ]
    assert told[1]["neighbours"] == [
        {"person": "p5", "name": "鈴木 健", "place": "after", "distance": 1},
        {"person": "p3", "name": "田中 一郎", "place": "same_photo", "distance": 1},
    ]
    assert [one["text"] for one in told[1]["looks"]] == ["背が高い"] and Path(told[1]["picture"]).exists()
    with Store.open(Config.resolve()) as store:
        store.set_debriefed("p3", "e2", skipped=True)
    assert [one["person"] for one in objects(run("debrief", "e2", "--json", "--limit", "1").stdout)] == ["p4"]
    assert objects(run("debrief", "e2", "--json", "--again").stdout)[0]["state"] == "skipped"
    assert [one["person"] for one in objects(run("debrief", "none", "--json").stdout)] == ["p2"]
    run("debrief", "e9", code=ExitCode.NOT_FOUND)


def test_without_a_terminal_nothing_is_asked(run: Run, evening: Path) -> None:
    listed = run("debrief", input="丸い眼鏡\n")
    assert listed.stdout.splitlines()[0] == "p3  田中 一郎  サンプル税理士事務所  忘年会"
    assert "no terminal to ask on" in listed.stderr and states("e2") == ["open"] * 3

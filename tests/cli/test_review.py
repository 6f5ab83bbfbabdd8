"""``cardscan review``, asked and answered through a pseudo-terminal."""

from __future__ import annotations

import json
import os
import re
import sqlite3
import termios
import unicodedata
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from cardscan.config import Config
from cardscan.errors import ExitCode
from cardscan.store.face_records import FaceOrigin
from cardscan.store.review_records import ReviewDirection
from cardscan.store.store import Store
from tests.cli.conftest import Run
from tests.cli.pseudo_terminal import ENDINGS, PROMPT, Terminal, plain
from tests.cli.test_hostile_text import PAYLOADS
from tests.export.sample_store import SAITO, add, card, hostile

NAMES = {"p3": "田中 一郎", "p4": "佐藤 花子", "p5": "鈴木 健"}


class Keyboard(Terminal):
    """``cardscan review`` with somebody who presses single keys."""

    def __init__(self, *arguments: str, **environment: str) -> None:
        super().__init__("review", *arguments, **environment)

    def press(self, *keys: str, until: bytes = PROMPT) -> str:
        """Press keys one after the other, each when the prompt is there; returns what the last one showed."""
        shown = ""
        for key in keys:
            os.write(self.ours, key.encode())
            shown = plain(self.read(until))
        return shown

    def finish(self, *keys: str) -> str:
        """Press the last keys, and see it end well."""
        shown = self.press(*keys)
        assert self.ended() == ExitCode.OK, shown
        return shown


def portrait() -> bytes:
    buffer = BytesIO()
    Image.new("RGB", (80, 100), (230, 190, 160)).save(buffer, "JPEG")
    return buffer.getvalue()


@pytest.fixture
def evening(home: Path) -> Path:
    """A home in which p3, p4 and p5 were met at e2, last of all; p3 has look, talk and promise, p4 a face."""
    with Store.open(Config.resolve()) as store:
        event = store.add_event("忘年会", date(2026, 11, 27), place="神田")
        for number, name in enumerate(NAMES.values()):
            family, given = name.split()
            person = replace(SAITO, full_name=name, family_name=family, given_name=given, organization=f"{family}商店")
            add(store, Path(f"IMG_{number}.HEIC"), card(person), event_id=event.id)
        store.add_look("p3", "丸い眼鏡、低い声", event=event.id)
        store.add_talk("p3", "相続税の話", event=event.id)
        store.add_promise("p3", "見積もりを送る", event=event.id)
        store.add_face(portrait(), person="p4", origin=FaceOrigin.GIVEN)
    return home


def opened() -> Store:
    return Store.open(Config.resolve())


def answers() -> list[tuple[str, int, int]]:
    with opened() as store:
        return [(one.person_id, one.rating, one.hints) for one in reversed(store.answers())]


def through(event: str = "e2") -> set[str]:
    with opened() as store:
        return {place.person_id for place in store.first_session(event) if place.tested_at}


def asked_for(shown: str) -> str:
    """Whose name is asked about."""
    heading = shown.rsplit("left", 1)[-1]
    return next(person for person, name in NAMES.items() if name in heading)


def learn(*people: str) -> None:
    """Learn people of the newest evening as if it had been done on 30 November."""
    keyboard = Keyboard("e2", "--on", "2026-11-30", "--picture", "none")
    keyboard.read()
    keyboard.press(*["\n"] * len(NAMES))
    keyboard.press(*["\n", "3"] * len(NAMES))
    keyboard.finish("\n")


def objects(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_a_first_session_shows_a_group_and_asks_until_everybody_was_recalled(evening: Path) -> None:
    keyboard = Keyboard()
    offered = plain(keyboard.read())
    assert "3 people of 忘年会 (2026-11-27) were never asked for." in offered and "Enter first session" in offered
    shown = [keyboard.press("\n")]
    assert "忘年会 · group 1 of 1 · 1 of 3" in shown[0] and shown[0].count("▀") > 500, "the card"
    for said in (
        "p3  田中 一郎",
        "田中商店",
        "忘年会  2026-11-27  神田",
        "相続税の話",
        "丸い眼鏡、低い声",
        "見積もりを送る",
    ):
        assert said in shown[0]
    assert re.search(r"just after +佐藤 花子 佐藤商店", shown[0])
    shown += [keyboard.press("\n"), keyboard.press("u"), keyboard.press("\n"), keyboard.press("\n")]
    assert "p4  佐藤 花子" in shown[1] and "p3  田中 一郎" in shown[2] and "p4  佐藤 花子" in shown[3]
    assert "p5  鈴木 健" in shown[4] and "Nothing is written down yet: cardscan look p5" in shown[4]
    question = keyboard.press(" ")
    wrong = asked_for(question)
    assert "test · 3 left" in question and "Who was it?" in question and "p5  鈴木 健" not in question
    answer = keyboard.press("\n")
    assert f"{wrong}  {NAMES[wrong]}" in answer and "1 again 1d · 2 hard 1d · 3 good 2d · 4 easy 8d" in answer
    second = keyboard.press("1")
    assert "3 left   again, kept" in second and asked_for(second) != wrong
    assert wrong not in through()
    third = keyboard.press("\n", "3")
    last = keyboard.press("\n", "4")
    assert asked_for(last) == wrong and "1 left" in last, "what was wrong comes back"
    assert "2 recalled, 1 not at once · Enter finish · u undo" in keyboard.press("\n", "2")
    assert f"{NAMES[wrong]}" in keyboard.press("u") and through() == set(NAMES) - {wrong}, "also the last of all"
    keyboard.press("\n", "2")
    assert "2 recalled, 1 not at once. Nothing is due. Next:" in keyboard.finish("\n")
    kept = [(wrong, 1, 0), (asked_for(second), 3, 0), (asked_for(third), 4, 0), (wrong, 2, 0)]
    assert answers() == kept and through() == set(NAMES)
    again = Keyboard("e2")
    assert "Nothing is due." in plain(again.read()) and again.ended() == ExitCode.OK


def test_hints_come_one_by_one_and_lower_the_grade_that_is_offered(evening: Path) -> None:
    keyboard = Keyboard("p3", "--picture", "none")
    shown = [plain(keyboard.read())]
    assert "田中 一郎" in shown[0] and "田中商店" in shown[0], "name and firm where no picture can be shown"
    assert "Space hint (4)" in shown[0]
    for key in (" ", "h", "　", " "):
        shown.append(keyboard.press(key))
    for number, (said, left) in enumerate(
        [("代表・税理士・行政書士", 3), ("相続税の話", 2), ("just after  佐藤 花子", 1), ("丸い眼鏡、低い声", 0)],
        start=1,
    ):
        assert said in shown[number] and not any(said in earlier for earlier in shown[:number])
        assert (f"hint ({left})" in shown[number]) == bool(left)
    answer = keyboard.press(" ")
    assert "p3  田中 一郎" in answer and "見積もりを送る" in answer and "相続税" not in answer, (
        "what stands there already"
    )
    assert "Enter again, after 4 hints" in answer
    name = keyboard.press("3")
    assert "丸い眼鏡、低い声" in name and "What is the name?" in name and "田中" not in name, "the other direction"
    assert "Enter hard, after 1 hint ·" in keyboard.press("h", "\n")
    keyboard.press("\n")
    keyboard.finish("\n")
    assert answers() == [("p3", 3, 4), ("p3", 2, 1)], "an offer is not forced"


def test_a_face_is_drawn_and_asked_by(evening: Path) -> None:
    keyboard = Keyboard("p4")
    card_shown = plain(keyboard.read())
    assert "Space hint (3)" in card_shown and "佐藤商店" not in card_shown
    face = keyboard.press(" ", " ", " ")
    assert face.count("▀") > 200
    keyboard.press("\n")
    by_face = keyboard.press("1")
    assert "What is the name?" in by_face and by_face.count("▀") > 200 and "佐藤" not in by_face
    answer = keyboard.press("\n")
    assert "p4  佐藤 花子" in answer and "佐藤商店" in answer and "▀" not in answer, "the face stands there already"
    keyboard.finish("3", "q")
    assert answers() == [("p4", 1, 3), ("p4", 3, 0)]


@pytest.mark.parametrize(("kind", "sign"), [("kitty", "\x1b_Ga=T,f=100"), ("sixel", '\x1bP0;1q"1;1;')])
def test_a_terminal_with_pictures_gets_them(evening: Path, kind: str, sign: str) -> None:
    keyboard = Keyboard("p4", "--picture", kind)
    assert keyboard.read().count(sign) == 1
    os.write(keyboard.ours, b"\n")
    assert keyboard.read().count(sign) == 1
    keyboard.finish("q")


def test_answers_are_taken_back_one_by_one_and_what_is_put_off_waits(evening: Path) -> None:
    learn()
    day = ("--on", "2026-12-02", "--picture", "none")
    before = answers()
    keyboard = Keyboard(*day)
    assert "4 left" in plain(keyboard.read()), "three by the card, one by the look"
    assert "There is no answer to take back." in keyboard.press("u")
    assert "See the answer first" in keyboard.press("3")
    keyboard.press("\n", "3", "\n", "1")
    assert "2 left   put off till tomorrow" in keyboard.press("s")
    assert "3 left   taken back" in keyboard.press("u") and len(answers()) == len(before) + 2
    assert "taken back" in keyboard.press("\n", "u") and len(answers()) == len(before) + 1
    assert "4 left   taken back" in keyboard.press("Ｕ") and answers() == before, "a wide U is a u"
    assert "There is no answer to take back." in keyboard.press("u")
    assert "3 left   put off till tomorrow" in keyboard.press("s")
    assert "1 put off till tomorrow. 3 left today." in keyboard.finish("q")
    assert answers() == before


@pytest.mark.parametrize(("ending", "code"), ENDINGS)
def test_every_answer_is_kept_however_it_ends(evening: Path, ending: str, code: int) -> None:
    keyboard = Keyboard("e2", "--picture", "none")
    before = termios.tcgetattr(keyboard.ours)
    keyboard.read()
    first = asked_for(keyboard.press("\n", "\n", "\n"))
    keyboard.press("\n", "3")
    keyboard.end(ending)
    last = plain(keyboard.read())
    if ending != "kill":
        assert "1 recalled." in last
        assert termios.tcgetattr(keyboard.ours) == before, "the terminal is left as it was"
    assert keyboard.ended() == code
    assert answers() == [(first, 3, 0)] and through() == {first}
    with sqlite3.connect(evening / "cardscan.sqlite3") as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    going_on = Keyboard("e2", "--picture", "none")
    shown = plain(going_on.read())
    assert "test · 2 left" in shown and asked_for(shown) != first, "nobody is shown or asked for again"
    going_on.finish("q")


def test_keys_that_mean_nothing_do_nothing(evening: Path) -> None:
    keyboard = Keyboard("p3", "--picture", "none")
    keyboard.read()
    for keys in ("\x1b[A", "\x1bOS", "\x1b", "x", "あ", "\x1b[1;5C"):  # arrows, F4 (whose last letter is S), Escape
        os.write(keyboard.ours, keys.encode())
    assert "Space, h" in keyboard.press("?")
    keyboard.press("\n", "３")
    keyboard.finish("q")
    assert answers() == [("p3", 3, 0)], "a wide 3 is a 3"


def test_who_is_deleted_meanwhile_is_left_out(evening: Path) -> None:
    learn()
    keyboard = Keyboard("--on", "2026-12-02", "--picture", "none")
    keyboard.read()
    with opened() as store:
        for person in ("p3", "p4"):
            store.delete(person)
    assert "1 left" in (shown := keyboard.press("\n")) and "鈴木 健" in shown
    assert "1 person of 異業種交流会" in keyboard.press("\n", "3", "\n"), "nobody is left but at an earlier event"
    keyboard.finish("q")
    assert answers() == [("p5", 3, 0), ("p5", 3, 0)]


def test_three_weeks_of_reviews_make_the_intervals_grow(run: Run, evening: Path) -> None:
    learn()
    day, asked = date(2026, 11, 30), list[date]()
    while True:
        ahead = json.loads(run("review", "--status", "--json", "--on", str(day + timedelta(days=1))).stdout)
        due = [date.fromisoformat(one["day"]) for one in ahead["forecast"] if one["due"]]
        if not due or due[0] > date(2026, 12, 21):
            break
        day = due[0]
        asked.append(day)
        keyboard = Keyboard("--on", str(day), "--limit", "9")
        shown = plain(keyboard.read())
        while "Enter answer" in shown:
            shown = keyboard.press("\n", "3")
        assert "Nothing is due." in keyboard.finish("\n")
    assert asked[0] == date(2026, 12, 1) and len(asked) >= 4, asked
    with opened() as store:
        for state in store.review_states():
            assert state.last_review is not None and state.due - state.last_review > timedelta(days=10)
        by_look = store.review_states(direction=ReviewDirection.LOOK_TO_NAME)
    assert [state.person_id for state in by_look] == ["p3", "p4"]


def test_json_lists_what_is_due_and_asks_nothing(run: Run, evening: Path) -> None:
    told = objects(run("review", "e2", "--json").stdout)
    assert [(one["person"], one["group"], one["retrievability"]) for one in told] == [
        ("p3", 1, None),
        ("p4", 1, None),
        ("p5", 1, None),
    ]
    assert run("review", "--json").stdout == "" and answers() == []
    learn()
    told = objects(run("review", "--json", "--on", "2026-12-05").stdout)
    assert {(one["person"], one["direction"]) for one in told} == {
        *((person, "card_to_person") for person in NAMES),
        ("p3", "look_to_name"),
        ("p4", "look_to_name"),
    }
    card_side = [one for one in told if one["direction"] == "card_to_person"]
    assert all(0.8 < one["retrievability"] < 0.9 and one["event"] == "忘年会" for one in card_side)
    assert len(objects(run("review", "--json", "--limit", "2", "--on", "2026-12-05").stdout)) == 2
    assert [one["person"] for one in objects(run("review", "鈴木", "--json").stdout)] == ["p5"]


def test_without_a_terminal_nothing_is_asked(run: Run, evening: Path) -> None:
    listed = run("review", "忘年会", input="\n3\n3\n")
    assert listed.stdout.splitlines()[0] == "p3  new  card_to_person  田中 一郎  田中商店  忘年会"
    assert "no terminal to ask on" in listed.stderr and answers() == []
    assert "Nothing is due." in run("review").stderr


def test_status_tells_due_forecast_hold_and_who_is_about_to_be_forgotten(run: Run, evening: Path) -> None:
    fresh = run("review", "--status")
    assert "0 due   5 never asked for" in fresh.stdout
    assert "3 people of 忘年会 (2026-11-27) were never asked for. Learn them: cardscan review e2" in fresh.stderr
    learn()
    shown = run("review", "--status", "--on", "2026-12-03").stdout
    assert "Thu 2026-12-03   5 due   2 never asked for" in shown
    assert re.search(r"Thu 2026-12-03  5  █{40}\n +Fri 2026-12-04  ·\n", shown)
    assert re.search(r"slipping +3  █{40}", shown)
    assert re.search(r"8\d%  p3  田中 一郎  田中商店 +忘年会  2026-11-27  the person", shown)
    told = json.loads(run("review", "e2", "--status", "--json", "--on", "2026-12-03").stdout)
    assert (told["day"], told["due"], told["never_asked"]) == ("2026-12-03", 5, 0)
    assert told["holds"] == {"slipping": 3, "days": 0, "weeks": 0, "months": 0}
    assert [one["day"] for one in told["forecast"]] == [f"2026-12-{3 + ahead:02}" for ahead in range(14)]
    assert {one["person"] for one in told["forgetting"]} == set(NAMES)


def test_what_cannot_be_asked_for_is_said(run: Run, evening: Path) -> None:
    assert "Nobody is called" in run("review", "誰か", code=ExitCode.NOT_FOUND).stderr
    run("review", "e9", code=ExitCode.NOT_FOUND)
    assert "is no day" in run("review", "--on", "いつか", code=ExitCode.USAGE).stderr
    assert "more than a year away" in run("review", "--on", "2126-12-01", code=ExitCode.USAGE).stderr
    run("review", "p3", "--status", code=ExitCode.USAGE)


@pytest.mark.parametrize("payload", ["escape", "c1", "bidi", "markup"])
def test_text_from_people_acts_on_no_terminal(run: Run, home: Path, payload: str) -> None:
    text = PAYLOADS[payload]
    with opened() as store:
        event = store.add_event(text, date(2026, 12, 1), place=text)
        for number in range(2):
            add(store, Path(f"{number}.HEIC"), card(hostile(text)), event_id=event.id)
        for remember in (store.add_look, store.add_talk, store.add_promise):
            remember("p3", text, event=event.id)
        store.add_note("p3", text)
    shown = ""
    for arguments in (("e2",), ("p3",)):
        keyboard = Keyboard(*arguments, "--picture", "none")
        shown += (last := plain(keyboard.read()))
        while "Enter finish" not in last:
            key = " " if "Space hint" in last else "3" if "1 again" in last else "\n"
            shown += (last := keyboard.press(key))
        shown += keyboard.finish("q")
    assert shown.count("A") > 20
    shown += plain(run("review", "--status", "--on", "2027-01-10").stdout)
    assert "%" in shown
    assert not {c for c in shown if unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp")} - {"\n", "\r"}

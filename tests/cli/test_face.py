"""``cardscan face``: found, named through a pseudo-terminal, given, listed and forgotten."""

from __future__ import annotations

import json
import shutil
import unicodedata
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from cardscan.cli.face_screen import people_in_columns
from cardscan.config import Config
from cardscan.errors import ExitCode
from cardscan.portraits import search_pictures
from cardscan.records import Contact, PhotoReading
from cardscan.store.face_records import Face, FaceStatus
from cardscan.store.records import PersonSummary
from cardscan.store.store import Store
from tests.cli.conftest import Run
from tests.cli.pseudo_terminal import ENDINGS, Terminal, plain
from tests.cli.test_hostile_text import PAYLOADS
from tests.export.sample_store import WHITE, add, card, fill, hostile
from tests.face.event_pictures import ASTRONAUT, FIVE, SEVEN, keep_picture

TAKAHASHI = Contact(full_name="髙橋 一郎", family_name="髙橋", given_name="一郎", phonetic_name="たかはし いちろう")
SAITA = Contact(full_name="才田 花子", family_name="才田", given_name="花子", phonetic_name="さいた はなこ")


@pytest.fixture(scope="module")
def searched_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """At e1 p1 齋藤, p3 髙橋 and p4 才田 were met, in this order; p2 White was not. Five faces of f5 wait for names."""
    home = tmp_path_factory.mktemp("searched") / "home"
    with Store.open(fill(home)) as store:
        for number, contact in enumerate((TAKAHASHI, SAITA), start=3):
            add(store, Path(f"IMG_000{number}.HEIC"), card(contact), event_id="e1")
        keep_picture(store, FIVE, "e1")
        assert [len(searched.faces) for searched in search_pictures(store)] == [5]
    return home


@pytest.fixture
def searched(searched_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of that home, which commands take for theirs."""
    copy = tmp_path / "searched"
    shutil.copytree(searched_home, copy)
    monkeypatch.setenv("CARDSCAN_HOME", str(copy))
    monkeypatch.delenv("CARDSCAN_DB", raising=False)
    return copy


def converse(*answers: str, arguments: tuple[str, ...] = ()) -> list[str]:
    """Give answers at the prompts; returns what was shown before each and after the last."""
    terminal = Terminal("face", *arguments)
    shown = [plain(terminal.read()), *(plain(terminal.answer(text)) for text in answers)]
    assert terminal.ended() == 0, shown
    return shown


def faces() -> list[Face]:
    with Store.open(Config.resolve()) as store:
        return store.faces()


def objects(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_a_number_a_name_and_an_id_say_who_it_is(searched: Path) -> None:
    shown = converse("2", "さいとう", "p2", "x", "-")
    assert "1 of 5  h1  異業種交流会  2026-11-20  IMG_0122.jpg" in shown[0]
    assert "  1  齋藤 幸生  さいとう ゆきお  サンプル税理士事務所" in shown[0]
    assert "  2  髙橋 一郎" in shown[0] and "  3  才田 花子" in shown[0] and "White" not in shown[0]
    assert shown[0].count("▀") > 400, "the face"
    assert "h1 is 髙橋 一郎 (p3)" in shown[1]
    assert "  3  才田 花子" in shown[1] and "  2  " not in shown[1], "nobody is on a picture twice; numbers stay"
    assert "h2 is 齋藤 幸生 (p1)" in shown[2] and "h3 is Emma White (p2)" in shown[3]
    assert "3 named, 1 nobody, 1 no face." in shown[5] and "Nobody is left to name." in shown[5]
    told = [(face.person_id, face.status) for face in faces()]
    named = FaceStatus.NAMED
    assert told[:3] == [("p3", named), ("p1", named), ("p2", named)]
    assert told[3:] == [(None, FaceStatus.STRANGER), (None, FaceStatus.NOT_A_PERSON)]


def test_nobody_is_taken_who_was_not_clearly_meant(searched: Path) -> None:
    shown = converse("さい", "9", "2", "white", "1", "たかはしい", "1", "誰か", "x", "q")
    assert "1  才田 花子" in shown[1] and "2  齋藤 幸生" in shown[1], "both begin so"
    assert "There is no 9 here." in shown[2]
    assert "h1 is 齋藤 幸生 (p1)" in shown[3], "the second of those found, not of those met"
    assert " is " not in shown[4].splitlines()[1] and "1  Emma White" in shown[4], "she was not there, so: really she?"
    assert "h2 is Emma White (p2)" in shown[5]
    assert "Nobody is called so." in shown[8]
    assert [face.person_id for face in faces()][:2] == ["p1", "p2"]


def test_answers_are_taken_back_and_what_was_skipped_waits(searched: Path) -> None:
    shown = converse("u", "1", "ｘ", "ｕ", "u", "", "？", "p", "ー", "q")
    assert "There is no answer to take back." in shown[1]
    assert "Taken back." in shown[4] and "2 of 5" in shown[4]
    assert "Taken back." in shown[5] and "1 of 5" in shown[5] and "齋藤" in shown[5]
    assert "2 of 5" in shown[6]
    assert "nobody to remember" in shown[7]
    assert shown[8].count("▀") > 2000, "the whole picture"
    assert "1 no face, 1 skipped." in shown[10] and "4 faces left to name." in shown[10]
    assert [face.status for face in faces()][:2] == [FaceStatus.UNKNOWN, FaceStatus.NOT_A_PERSON]


@pytest.mark.parametrize(("ending", "code"), ENDINGS)
def test_every_answer_is_kept_however_it_ends(searched: Path, ending: str, code: int) -> None:
    terminal = Terminal("face", "e1")
    terminal.read()
    terminal.answer("1")
    terminal.end(ending)
    last = terminal.read()
    assert terminal.ended() == code
    assert ending == "kill" or "1 named." in last
    assert faces()[0].person_id == "p1"


@pytest.mark.parametrize(("kind", "sign"), [("kitty", "\x1b_Ga=T,f=100"), ("sixel", '\x1bP0;1q"1;1;')])
def test_a_terminal_with_pictures_gets_one(searched: Path, kind: str, sign: str) -> None:
    terminal = Terminal("face", "--picture", kind)
    assert sign in terminal.read()
    assert sign in terminal.answer("p")
    terminal.answer("q")
    assert terminal.ended() == 0


def test_without_colours_the_file_is_named(searched: Path) -> None:
    terminal = Terminal("face", NO_COLOR="1")
    assert f"{searched}/faces/" in plain(terminal.read()).replace("\n", "")
    assert f"{searched}/originals/" in plain(terminal.answer("p")).replace("\n", "")
    terminal.answer("q")
    assert terminal.ended() == 0


@pytest.mark.parametrize("payload", ["escape", "c1", "bidi", "markup"])
def test_text_from_a_card_or_a_file_name_acts_on_no_terminal(run: Run, searched: Path, payload: str) -> None:
    text = PAYLOADS[payload]
    with Store.open(Config.resolve(searched)) as store:
        event = store.add_event(text, date(2026, 12, 1), place=text, memo=text)
        add(store, Path("IMG_0009.HEIC"), card(hostile(text), other=(text,)), event_id=event.id)
        keep_picture(store, SEVEN.with_name(text.replace("/", "") + ".jpg"), event.id, data=SEVEN.read_bytes())
        assert len(list(search_pictures(store))) == 1
    terminal = Terminal("face", "e2")
    shown = plain(terminal.read() + terminal.answer("1") + terminal.answer("p") + terminal.answer("A"))
    shown += plain(terminal.answer("q"))
    assert terminal.ended() == 0
    shown += run("face", "list").output + run("face", "forget", "h6", "--yes").output
    assert "A" in shown
    assert not {c for c in shown if unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp")} - {"\n", "\r"}


def test_faces_are_looked_for_when_told_to_and_only_once(run: Run, home: Path) -> None:
    assert "No event has a picture" in run("face", "find").stdout
    with Store.open(Config.resolve()) as store:
        keep_picture(store, FIVE, "e1")
        keep_picture(store, SEVEN, store.add_event("二次会", None).id)
    told = run("face", "e1")
    assert told.stdout == "" and "1 picture not searched for faces yet: cardscan face find" in told.stderr
    found = run("face", "find", "e1")
    assert found.stdout == "f3  IMG_0122.jpg: 5 faces\n5 faces on 1 picture.\n"
    (second,) = objects(run("face", "find", "--json").stdout)
    assert (second["file"], second["event"], len(second["faces"]), second["error"]) == ("IMG_0121.jpg", "e2", 7, None)
    assert run("face", "find").stdout == "Every picture was searched before.\n"
    run("face", "find", "e9", code=ExitCode.NOT_FOUND)
    assert [one["status"] for one in objects(run("face", "e2", "--json").stdout)] == ["unknown"] * 7
    listed = run("face", input="1\n")
    assert listed.stdout.splitlines()[5] == "h6   not named yet  二次会  IMG_0121.jpg"
    assert "no terminal to ask on" in listed.stderr
    assert {face.status for face in faces()} == {FaceStatus.UNKNOWN}


def test_a_portrait_is_given_and_shown_beside_the_card(run: Run, home: Path) -> None:
    alone = run("show", "p1", "--picture", "blocks").stdout.splitlines()
    assert run("face", "齋藤", str(ASTRONAUT), "--box", "130,20,200,200").stdout == "h1 is 齋藤 幸生 (p1).\n"
    (given,) = objects(run("face", "give", "--json", "p2", str(ASTRONAUT)).stdout)
    assert [given[key] for key in ("id", "person", "photo", "box", "origin")] == ["h2", "p2", None, None, "given"]
    shown = run("show", "p1", "--picture", "blocks").stdout.splitlines()
    assert shown[0].count("▀") > alone[0].count("▀") + 30, "the face beside the card, as high"
    assert [line.count("▀") > 0 for line in shown].count(True) == [line.count("▀") > 0 for line in alone].count(True)
    assert "h1" in "".join(shown) and objects(run("show", "p1", "--json").stdout)[0]["faces"][0]["id"] == "h1"
    assert [one["id"] for one in objects(run("face", "list", "p2", "--json").stdout)] == ["h2"]
    assert "h1  p1 齋藤 幸生   given by hand" in run("face", "list").stdout
    for wrong in ("1,2,3", "1,2,3,-4", "a,b,c,d", "500,500,100,100"):
        run("face", "p1", str(ASTRONAUT), "--box", wrong, code=ExitCode.USAGE)
    run("face", "p1", str(Path(__file__)), code=ExitCode.NOTHING_READ)
    run("face", "p9", str(ASTRONAUT), code=ExitCode.NOT_FOUND)


def test_a_face_whose_file_is_gone_costs_show_nothing_else(run: Run, home: Path) -> None:
    run("face", "p1", str(ASTRONAUT))
    faces()[0].crop.unlink()
    shown = run("show", "p1", "--picture", "blocks")
    assert "▀" in shown.stdout and "the picture of h1 cannot be shown" in shown.stderr


def test_faces_are_forgotten_by_face_and_by_person(run: Run, searched: Path) -> None:
    with Store.open(Config.resolve()) as store:
        for face_id, person in (("h1", "p1"), ("h4", "p1")):
            store.name_face(face_id, person)
    run("face", "forget", "h2", code=ExitCode.USAGE)
    done = run("face", "forget", "h2", "--yes")
    assert done.stdout == "Deleted h2.\nThe kept copy of IMG_0122.jpg (f5) is gray there now.\n"
    assert "not touched" in done.stderr
    assert objects(run("face", "forget", "--json", "--yes", "齋藤").stdout) == [
        {"deleted": ["h1", "h4"], "painted": ["f5"]}
    ]
    assert [face.id for face in faces()] == ["h3", "h5"]
    for nobody in ("h1", "p1", "誰か"):
        run("face", "forget", nobody, "--yes", code=ExitCode.NOT_FOUND)
    run("face", "forget", "e1", "--yes", code=ExitCode.USAGE)


def test_photos_without_a_card_stay_with_their_event(run: Run, home: Path, tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    for folder in ("2026-12-03 忘年会", "holiday"):
        (inbox / folder).mkdir(parents=True)
    shutil.copy(FIVE, inbox / "2026-12-03 忘年会")
    shutil.copy(SEVEN, inbox / "holiday")
    told = objects(run("import", str(inbox), "--engine", "null", "--json").stdout)
    assert {(Path(one["file"]).name, one["status"], one["event"]) for one in told} == {
        ("IMG_0122.jpg", "no_card", "忘年会"),
        ("IMG_0121.jpg", "no_card", None),
    }
    with Store.open(Config.resolve()) as store:
        (picture,) = store.event_photos()
        assert store.event(picture.event_id).start == date(2026, 12, 3)
        assert [one.name for one in store.events()] == ["異業種交流会", "忘年会"], "a mere day makes no event"
    Image.new("RGB", (400, 300), (9, 60, 40)).save(inbox / "holiday" / "x.png")
    shown = run("import", str(inbox), "--engine", "null", "--event", "二次会")
    assert "1 photo without a card, 1 kept as a picture of an event" in shown.stdout
    assert "cardscan face find" in shown.stderr


def test_a_days_pictures_join_its_event_once_a_card_makes_it(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from cardscan import intake

    moments = [datetime(2026, 12, 5, hour) for hour in (18, 19, 20)]
    with Store.open(Config.resolve()) as store:
        planned, readings = [], []
        for number, (path, moment) in enumerate(zip((SEVEN, ASTRONAUT, FIVE), moments, strict=True)):
            (one,) = intake.plan([path], store)
            assert one.info is not None
            info = replace(one.info, taken_at=moment)
            event = intake.PlannedEvent("2026-12-05", date(2026, 12, 5))
            planned.append(replace(one, info=info, event=event))
            readings.append(PhotoReading(path, info, (card(WHITE),) if number == 1 else ()))
        monkeypatch.setattr(intake, "scan_many", lambda *_, **__: (one for one in readings))
        taken = list(intake.take_in(planned, store))
        assert [one.event for one in taken] == [None, "2026-12-05", "2026-12-05"]
        assert [one.photo_id for one in store.event_photos("2026-12-05")] == [taken[0].photo_id, taken[2].photo_id]


@pytest.mark.parametrize(
    ("count", "width", "rows"), [(3, 100, 3), (10, 100, 10), (24, 100, 8), (24, 60, 12), (24, 30, 24)]
)
def test_many_people_stand_in_columns_and_each_with_number_and_name(count: int, width: int, rows: int) -> None:
    people = {
        number: PersonSummary(
            f"p{number}", f"髙橋 一郎{number}", "たかはし いちろう", "サンプル商事", (), None, None, 0
        )
        for number in range(1, count + 1)
    }
    lines = people_in_columns(people, width)
    assert len(lines) == rows and max(line.cell_len for line in lines) <= width
    shown = "\n".join(line.plain for line in lines)
    assert all(f"{number:>3}  髙橋 一郎{number}" in shown for number in people)


def test_nobody_to_choose_from_takes_no_line() -> None:
    assert people_in_columns({}, 100) == []

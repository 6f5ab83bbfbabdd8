"""``cardscan add``: as a script calls it, and asked and answered through a pseudo-terminal."""

from __future__ import annotations

import json

import pytest

from cardscan.config import Config
from cardscan.errors import ExitCode
from cardscan.store.records import Person
from cardscan.store.store import Store
from tests.cli.conftest import Run
from tests.cli.pseudo_terminal import Terminal, plain


def person(ref: str) -> Person:
    with Store.open(Config.resolve()) as store:
        return store.person(ref)


def everybody() -> list[str]:
    with Store.open(Config.resolve()) as store:
        return [one.id for one in store.people(order="added")]


def test_somebody_is_added_by_options(run: Run) -> None:
    added = run(
        *("add", "山田", "太郎", "company=サンプル商事", "phone=090-1234-5678", "phone+=03-1234-5678"),
        *(
            "--event",
            "異業種交流会",
            "--look",
            "髭、青いネクタイ",
            "--talk",
            "ゴルフ",
            "--promise",
            "本を貸す",
            "--by",
            "2030-01-31",
        ),
    )
    assert added.stdout == "Added p3 山田 太郎, met at 異業種交流会. See it: cardscan show p3\n"
    told = person("p3")
    assert (told.contact.full_name, told.contact.given_name, len(told.contact.phones)) == ("山田 太郎", "太郎", 2)
    assert [(look.text, look.event_id) for look in told.looks] == [("髭、青いネクタイ", "e1")]
    assert [talk.text for talk in told.talks] == ["ゴルフ"] and str(told.promises[0].due) == "2030-01-31"
    assert "髭、青いネクタイ" in run("show", "p3").stdout
    assert "山田 太郎" in run("event", "show", "e1").stdout
    assert "p3" in run("search", "髭").stdout
    for form in ("vcard", "csv", "json"):
        assert "山田" in run("export", form).stdout


def test_a_name_is_not_needed_and_a_place_can_be_said(run: Run) -> None:
    run("add", "--look", "赤い眼鏡の司会者", "--event", "e1")
    added = run("add", "名前=x", "--event", "e1", "--after", "p1", "--json")
    assert json.loads(added.stdout)["contact"]["full_name"] == "名前=x", "not a field's name in Latin letters"
    with Store.open(Config.resolve()) as store:
        assert [place.person_id for place in store.debrief("e1")] == ["p1", "p4", "p3"]
    assert "p3  赤い眼鏡" not in run("list").stdout and "p3" in run("list").stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ["add"],
        ["add", "--event", "e1"],
        ["add", "--look", "  "],
        ["add", "山田", "--after", "p1"],
        ["add", "山田", "--by", "明日"],
        ["add", "山田", "--promise", "x", "--by", "いつか"],
        ["add", "山田", "name=佐藤"],
        ["add", "山田", "shoes=black"],
        ["add", "山田", "phone=none"],
    ],
)
def test_what_cannot_be_is_told_and_nobody_added(run: Run, arguments: list[str]) -> None:
    run(*arguments, code=ExitCode.USAGE)
    assert everybody() == ["p2", "p1"]


def converse(*answers: str) -> list[str]:
    terminal = Terminal("add")
    shown = [plain(terminal.read()), *(plain(terminal.answer(text)) for text in answers)]
    assert terminal.ended() == 0, shown
    return shown


def test_somebody_is_added_by_questions(run: Run) -> None:
    shown = converse(
        *(
            "nowhere",
            "",
            "p2",
            "p1",
            "山田 太郎",
            "Yamada",
            "やまだ たろう",
            "見本商事",
            "課長",
            "0312",
            "03-1234-5678",
            "",
        ),
        *("赤い眼鏡", "", "明日電話する", ""),
    )
    assert "Enter: 異業種交流会 2026-11-20" in shown[0] and shown[0].endswith("event> ")
    assert "There is no event “nowhere”" in shown[1] and "Enter: 齋藤 幸生, the last one" in shown[2]
    assert "p2 was not met there." in shown[3] and shown[4].endswith("name> ")
    assert "written in kana. Type it again" in shown[6] and shown[7].endswith("company> ")
    assert "No numbering plan" in shown[10] or "telephone" in shown[10]
    assert "before  齋藤 幸生" in shown[12] and shown[12].endswith("look> ")
    assert "Added p3 山田 太郎, met at 異業種交流会." in shown[16]
    told = person("p3")
    assert (told.contact.phonetic_name, told.contact.titles) == ("やまだ たろう", ("課長",))
    assert told.contact.phones[0].number == "+81312345678"
    assert [look.text for look in told.looks] == ["赤い眼鏡"] and told.promises[0].due is not None


def test_every_answer_is_kept_when_it_ends_early_and_nobody_added_when_nothing_is_said(run: Run) -> None:
    terminal = Terminal("add")
    terminal.read()
    for answer in ("-", "山田 太郎"):
        terminal.answer(answer)
    assert "Added p3 山田 太郎." in terminal.answer("\x04")
    assert terminal.ended() == 0 and person("p3").encounters == ()
    shown = converse("", "", "", "", "", "", "", "", "", "", "")
    assert "Nobody was added." in shown[-1] and everybody() == ["p3", "p2", "p1"]


def test_a_look_alone_makes_a_person(run: Run) -> None:
    shown = converse("", "", "", "", "", "", "", "", "赤い眼鏡の司会者", "q")
    assert "Added p3, met at 異業種交流会." in shown[-1]
    assert [look.text for look in person("p3").looks] == ["赤い眼鏡の司会者"]

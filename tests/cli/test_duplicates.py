"""``cardscan duplicates``, ``merge``, ``split`` and ``position``: asked and answered, listed, and from scripts."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from cardscan.config import Config
from cardscan.errors import ExitCode
from cardscan.store.store import Store
from tests.cli.conftest import Run
from tests.cli.pseudo_terminal import ENDINGS, Terminal, plain
from tests.cli.test_hostile_text import PAYLOADS
from tests.export.sample_store import SURE_OF, add, card, hostile
from tests.store.job_change import BEFORE, KEN, NEW_FIRM, NOW, OTHER_KEN

ELSEWHERE = replace(NEW_FIRM, phones=NEW_FIRM.phones[:1], emails=NEW_FIRM.emails[:1])
"""斎藤 of p1's card at another firm, where only the name says that it is he."""


@pytest.fixture
def doubtful(home: Path) -> Path:
    """p1 and p3 may be one, p4 and p5 too."""
    with Store.open(Config.resolve()) as store:
        for number, (contact, taken) in enumerate(
            ((ELSEWHERE, NOW + timedelta(days=9)), (KEN, BEFORE), (OTHER_KEN, NOW)), 3
        ):
            add(store, Path(f"IMG_{number}.HEIC"), card(contact, SURE_OF, other=(f"line {number}",)), taken=taken)
    return home


def objects(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def people() -> list[str]:
    with Store.open(Config.resolve()) as store:
        return [person.id for person in store.people(order="added")]


def converse(*answers: str, arguments: tuple[str, ...] = ()) -> list[str]:
    """Give answers at the prompts; returns what was shown before each and after the last."""
    terminal = Terminal("duplicates", *arguments)
    shown = [plain(terminal.read()), *(plain(terminal.answer(text)) for text in answers)]
    assert terminal.ended() == 0, shown
    return shown


@pytest.mark.parametrize("size", [{"COLUMNS": "80", "LINES": "24"}, {"COLUMNS": "140", "LINES": "50"}])
def test_two_people_side_by_side_fit_the_terminal(doubtful: Path, size: dict[str, str]) -> None:
    terminal = Terminal("duplicates", **size)
    shown = plain(terminal.read())
    terminal.answer("q")
    assert terminal.ended() == 0
    lines = shown.rstrip("> ").rstrip("\n").split("\n")
    assert "1 of 2" in shown and "same name" in shown and shown.count("▀") > 300
    assert len(lines) < int(size["LINES"]), "all of it is seen at once"
    assert max(map(width, lines)) <= int(size["COLUMNS"])
    row = next(line for line in lines if line.startswith("company"))
    assert "サンプル税理士事務所" in row and "大和建設" in row
    assert people() == ["p5", "p4", "p3", "p2", "p1"]


def width(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in line)


def test_same_and_different_people_are_said_and_taken_back(doubtful: Path) -> None:
    shown = converse("x", "u", "?", "c", "1", "u", "1", "２", "u", "2")
    assert "1: the same person" in shown[1] and "There is no answer to take back." in shown[2]
    assert "nothing proposes them again" in shown[3]
    assert shown[4].count("▀") > 2000, "both cards larger"
    assert "p3 is part of p1 now." in shown[5] and "2 of 2" in shown[5]
    assert "Taken back." in shown[6] and "1 of 2" in shown[6], "and asked again"
    assert "2 of 2" in shown[7]
    assert "1 merged, 1 kept apart." in shown[8] or "Taken back." in shown[9]


def test_answers_hold(doubtful: Path, run: Run) -> None:
    last = converse("1", "2")[-1]
    assert "1 merged, 1 kept apart." in last
    assert people() == ["p5", "p4", "p2", "p1"]
    assert run("duplicates").stdout == "" and objects(run("duplicates", "--json").stdout) == []
    (merged,) = objects(run("duplicates", "--merged", "--json").stdout)
    assert (merged["state"], merged["person"], merged["other"], merged["by_hand"]) == ("merged", "p1", "p3", True)
    assert "by hand" in run("duplicates", "--merged").stdout


def test_skipped_pairs_are_asked_another_time(doubtful: Path) -> None:
    assert "2 skipped." in converse("s", "")[-1], "Enter merges nobody by mistake"
    assert "1 of 1" in converse("q", arguments=("p4",))[0], "only one person's"


@pytest.mark.parametrize(("ending", "code"), ENDINGS)
def test_every_answer_is_kept_however_it_ends(doubtful: Path, ending: str, code: int) -> None:
    terminal = Terminal("duplicates")
    terminal.read()
    terminal.answer("1")
    terminal.end(ending)
    last = terminal.read()
    assert terminal.ended() == code
    assert ending == "kill" or "1 merged." in last
    assert "p3" not in people()


@pytest.mark.parametrize("payload", ["escape", "c1", "bidi", "markup"])
def test_text_from_a_card_acts_on_no_terminal(home: Path, payload: str) -> None:
    text = PAYLOADS[payload]
    with Store.open(Config.resolve()) as store:
        for number, firm in ((3, text), (4, f"{text}X")):
            contact = replace(hostile(text), organization=firm, organization_en=None, phones=(), emails=())
            add(store, Path(f"IMG_{number}.HEIC"), card(contact, SURE_OF, other=(text,)))
        store.merge("p1", "p2")
        assert [(pair.person_id, pair.other_id) for pair in store.duplicates()] == [("p3", "p4")]
    terminal = Terminal("duplicates", "p3", NO_COLOR="1")
    shown = plain(terminal.read() + terminal.answer("c") + terminal.answer("1"))
    assert terminal.ended() == 0
    assert "A" in shown
    assert not {c for c in shown if unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp")} - {"\n", "\r"}


def test_without_a_terminal_pairs_are_listed_with_what_speaks_for_them(doubtful: Path, run: Run) -> None:
    listed = run("duplicates")
    assert "p1 齋藤 幸生 サンプル税理士事務所" in listed.stdout and "same name" in listed.stdout
    assert "cardscan merge p1 p3" in listed.stderr
    pairs = objects(run("duplicates", "--json").stdout)
    assert {(pair["person"], pair["other"]) for pair in pairs} == {("p1", "p3"), ("p4", "p5")}
    assert all(0 < pair["chance"] < 0.9 and "name" in pair["signs"] for pair in pairs)


def test_merge_says_what_became_of_the_values_and_split_takes_it_back(doubtful: Path, run: Run) -> None:
    before = [run("show", person, "--json").stdout for person in ("p1", "p3")]
    said = run("merge", "p1", "p3").stdout
    assert "p3 is part of p1" in said
    assert "company サンプル税理士事務所: now 株式会社大和建設, kept in a former position" in said
    shown = run("show", "p3").stdout
    assert "positions" in shown and "card c1" in shown and "card c3" in shown
    assert "formerly" in run("search", "サンプル税理士").stdout
    assert run("merge", "p1", "p3", code=ExitCode.USAGE).stdout == ""
    (parted,) = objects(run("split", "p1", "--json").stdout)
    assert (parted["state"], parted["person"], parted["other"]) == ("apart", "p1", "p3")
    after = [run("show", person, "--json").stdout for person in ("p1", "p3")]
    for one, other in zip(before, after, strict=True):
        was, now = json.loads(one), json.loads(other)
        assert {key for key in was if was[key] != now[key]} <= {"history", "updated_at"}
    assert "nothing was merged" in run("split", "p1", code=ExitCode.USAGE).stderr
    assert [pair["person"] for pair in objects(run("duplicates", "--json").stdout)] == ["p4"]


def test_positions_are_listed_dated_and_added(doubtful: Path, run: Run) -> None:
    run("merge", "p1", "p3")
    listed = run("position", "p1")
    assert [line.split()[0] for line in listed.stdout.splitlines()] == ["1", "2"] and "by then" in listed.stderr
    run("position", "p1", "2", "--since", "2019-04", "--until", "2025")
    run("position", "p1", "大和", "--since", "2026-01-05")
    new, old = objects(run("position", "p1", "--json").stdout)
    assert (old["since"], old["until"], old["by_hand"]) == ("2019-04-01", "2025-12-31", ["since", "until"])
    assert (new["since"], new["until"], new["current"]) == ("2026-01-05", None, True)
    run("position", "p1", "c1", "--current")
    assert [one["current"] for one in objects(run("position", "p1", "--json").stdout)] == [True, True]
    contact = json.loads(run("show", "p1", "--json").stdout)["contact"]
    assert contact["organization"] == "株式会社大和建設" and "saito@example.co.jp" in contact["emails"]
    run("position", "p1", "c1", "--past", "--until", "unknown")
    run("position", "p1", "--add", "company=見本大学", "--add", "title=客員教授", "--since", "2026-04", "--beside")
    positions = objects(run("position", "p1", "--json").stdout)
    assert [(one["organization"], one["current"]) for one in positions] == [
        ("株式会社大和建設", True),
        ("見本大学", True),
        ("サンプル税理士事務所", False),
    ]
    assert json.loads(run("show", "p1", "--json").stdout)["positions"] == positions
    assert [one["person"]["id"] for one in objects(run("search", "見本大学", "--json").stdout)] == ["p1"]


def test_whoever_left_without_a_new_firm_keeps_what_is_theirs(home: Path, run: Run) -> None:
    run("position", "p1", "--past")
    told = json.loads(run("show", "p1", "--json").stdout)
    assert (told["contact"]["organization"], told["contact"]["titles"]) == (None, [])
    assert [phone["text"] for phone in told["contact"]["phones"]] == ["090-1234-5678"]
    assert told["positions"][0]["organization"] == "サンプル税理士事務所"
    run("position", "p1", "--current")
    again = json.loads(run("show", "p1", "--json").stdout)["contact"]
    assert again["organization"] == "サンプル税理士事務所" and len(again["phones"]) == 2


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("p1", "9", "--past"), ExitCode.NOT_FOUND, "no such position"),
        (("p1", "1", "--since", "soonish"), ExitCode.USAGE, "is no day"),
        (("p1", "1", "--since", "2026", "--until", "2020"), ExitCode.USAGE, "cannot last"),
        (("p1", "--add", "phone=03-1234-5678"), ExitCode.USAGE, "needs a company"),
        (("p1", "--add", "name=誰か", "--add", "title=部長"), ExitCode.USAGE, "no part of a position"),
        (("p1", "1"), ExitCode.USAGE, "Say what"),
        (("p1", "1", "--add", "title=部長"), ExitCode.USAGE, "of its own"),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(
    home: Path, run: Run, arguments: tuple[str, ...], code: ExitCode, said: str
) -> None:
    before = run("show", "p1", "--json").stdout
    assert said in run("position", *arguments, code=code).stderr
    assert run("show", "p1", "--json").stdout == before

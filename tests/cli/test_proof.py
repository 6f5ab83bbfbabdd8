"""``cardscan proof``, asked and answered through a pseudo-terminal."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from cardscan.config import Config
from cardscan.errors import ExitCode
from cardscan.records import CardFields, Contact, FieldKind, LabelledLine, Phone, Quad, ReadCard, ValuePlace
from cardscan.store.records import ChangedBy, Person
from cardscan.store.store import Store
from tests.cli.conftest import Run
from tests.cli.pseudo_terminal import ENDINGS, Terminal, plain
from tests.cli.test_hostile_text import PAYLOADS
from tests.export.sample_store import SURE_OF, add, card, hostile

CARD_LINES = ["髙橋 一郎", "第一営業部", "03-1234-5678 090-1234-5678", "takahashi@example.co.jp"]
KINDS = (FieldKind.NAME, FieldKind.DEPARTMENT, FieldKind.PHONE, FieldKind.EMAIL)
TAKAHASHI = Contact(
    full_name="高橋 一郎",
    family_name="高橋",
    given_name="一郎",
    department="第一営業部",
    phones=(Phone("work", "+81312345678", "03-1234-5678"), Phone("mobile", "+819012345678", "090-1234-5678")),
    emails=("takahashi@example.co.jp",),
)


def read_card() -> ReadCard:
    """A drawn card of 1000 × 600 px with four lines; name, department, work phone and e-mail address are unsure."""
    quads = [box(100, 100 + 100 * number, 500, 130 + 100 * number) for number in range(4)]
    lines = zip(CARD_LINES, quads, KINDS, strict=True)
    pixels = np.full((600, 1000, 3), 230, np.uint8)
    for number in range(4):
        pixels[105 + 100 * number : 125 + 100 * number, 110:490:4] = 20
    fields = CardFields(
        TAKAHASHI,
        {**SURE_OF, "name": 0.5, "department": 0.6, "tel": 0.7, "email": 0.8},
        {},
        tuple(LabelledLine(text, quad, 0.9, kind) for text, quad, kind in lines),
        (
            ValuePlace("full_name", "高橋 一郎", (0,), 0.5, ("高橋 一朗",)),
            ValuePlace("department", "第一営業部", (1,), 0.6, ("第二営業部", "営業部")),
            ValuePlace("phones", "03-1234-5678", (2,), 0.7, ("fax: 03-1234-5678",)),
        ),
    )
    plain = card(TAKAHASHI)
    return replace(plain, image=replace(plain.image, pixels=pixels), fields=fields)


def box(left: float, top: float, right: float, bottom: float) -> Quad:
    return (left, top), (right, top), (right, bottom), (left, bottom)


@pytest.fixture
def takahashi(home: Path) -> Path:
    """A home in which p3 was met last of all; p1's e-mail address and reading are unsure too."""
    with Store.open(Config.resolve()) as store:
        event = store.add_event("交流会", date(2026, 11, 23))
        add(store, Path("IMG_0003.HEIC"), read_card(), event_id=event.id)
    return home


def converse(*answers: str, arguments: tuple[str, ...] = ()) -> list[str]:
    """Give answers at the prompts; returns what was shown before each and after the last."""
    terminal = Terminal("proof", *arguments)
    shown = [plain(terminal.read()), *(plain(terminal.answer(text)) for text in answers)]
    assert terminal.ended() == 0, shown
    return shown


def person(ref: str) -> Person:
    with Store.open(Config.resolve()) as store:
        return store.person(ref)


def test_enter_number_and_text_settle_values_newest_event_first(takahashi: Path) -> None:
    shown = converse("1", "", "2", "03-1234-5679", "s", "", "saito@example.jp")
    assert "1 of 6" in shown[0] and "p3" in shown[0] and "交流会  2026-11-23" in shown[0]
    assert "name  高橋 一郎 ?   50% sure" in shown[0]
    assert "1  高橋 一朗   also possible" in shown[0]
    assert "2  髙橋 一郎   other form of 高" in shown[0]
    assert any(block in shown[0] for block in "▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"), "the strip"
    assert "高橋 一郎 → 高橋 一朗" in shown[1] and "department  第一営業部 ?" in shown[1]
    assert "1  fax: 03-1234-5678" in shown[2] and "There is no 2" in shown[3]
    assert "e-mail  takahashi@example.co.jp ?" in shown[4]
    assert "p1" in shown[5] and "さいとう ゆきお ?  (guess)" in shown[5], "an older event, a value that is not printed"
    assert "2 confirmed, 3 corrected, 1 skipped." in shown[7]
    assert "2 values are left to look at." in shown[7], "the skipped one and the new name's reading"
    told = person("p3")
    assert (told.contact.full_name, told.contact.given_name) == ("高橋 一朗", "一朗")
    assert [phone.text for phone in told.contact.phones] == ["03-1234-5679", "090-1234-5678"]
    confirmed = {value.value for value in told.fields if value.confirmed}
    assert {"高橋 一朗", "第一営業部", "03-1234-5679"} <= confirmed and "090-1234-5678" not in confirmed
    assert {change.by for change in told.history} == {ChangedBy.PROOF}
    assert person("p1").contact.emails == ("saito@example.jp",)


def test_what_can_hardly_be_right_is_doubted_and_taken_when_insisted(takahashi: Path) -> None:
    arguments = ("p3", "--field", "email", "--field", "tel")
    shown = converse("=1 for all", "0312", "0312", "takahashi.example.co.jp", "", arguments=arguments)
    assert "1 of 2" in shown[0]
    assert "cannot be a telephone number. Type it again" in shown[1]
    assert "No numbering plan knows such a number (4 digits)" in shown[2], "another text is another doubt"
    assert "03-1234-5678 → 0312" in shown[3]
    assert "an e-mail address has an @".capitalize() in shown[4]
    assert "1 confirmed, 1 corrected." in shown[5] and "Nothing is left." in shown[5]
    assert person("p3").contact.phones[0] == Phone("work", None, "0312")


def test_answers_are_taken_back_one_by_one_and_values_taken_away(takahashi: Path) -> None:
    before = person("p3")
    shown = converse("u", "2", "-", "ｕ", "u", "？", "c", "=s", "ー", "q", arguments=("p3",))
    assert "There is no answer to take back." in shown[1]
    assert "第一営業部 taken away" in shown[3]
    assert "Taken back." in shown[4] and "department" in shown[4], "a wide u is a u"
    assert "Taken back." in shown[5] and "name  高橋 一郎 ?" in shown[5]
    assert "the card says no such thing" in shown[6]
    assert shown[7].count("▀") > 1000, "the whole card"
    assert "高橋 一郎 → s" in shown[8]
    assert "1 corrected, 1 removed." in shown[10]
    told = person("p3")
    assert told.contact.full_name == "s" and told.contact.department is None
    changed = [
        (c.old.value if c.old else None, c.new.value if c.new else None) for c in told.history if c.field == "full_name"
    ]
    assert changed == [("高橋 一郎", "髙橋 一郎"), ("髙橋 一郎", "高橋 一郎"), ("高橋 一郎", "s")]
    assert before.history == ()


def test_the_reading_can_be_edited_where_it_stands(takahashi: Path) -> None:
    terminal = Terminal("proof", "p3", "--limit", "1")
    terminal.read()
    terminal.answer("e", until="> 高橋 一郎".encode())
    terminal.answer("\x7f朗")  # backspace takes the last character away
    assert terminal.ended() == 0
    assert person("p3").contact.full_name == "高橋 一朗"


@pytest.mark.parametrize(("ending", "code"), ENDINGS)
def test_every_answer_is_kept_however_it_ends(takahashi: Path, ending: str, code: int) -> None:
    terminal = Terminal("proof", "e2")
    terminal.read()
    terminal.answer("2")
    terminal.end(ending)
    last = terminal.read()
    assert terminal.ended() == code
    assert ending == "kill" or "1 corrected." in last
    assert person("p3").contact.full_name == "髙橋 一郎"


@pytest.mark.parametrize(("kind", "sign"), [("kitty", "\x1b_Ga=T,f=100"), ("sixel", '\x1bP0;1q"1;1;')])
def test_a_terminal_with_pictures_gets_one(takahashi: Path, kind: str, sign: str) -> None:
    terminal = Terminal("proof", "p3", "--limit", "1", "--picture", kind)
    assert sign in terminal.read()
    terminal.answer("q")
    assert terminal.ended() == 0


def test_without_colours_the_line_is_shown_as_text(takahashi: Path) -> None:
    terminal = Terminal("proof", "p3", "--limit", "1", NO_COLOR="1")
    assert "on the card  髙橋 一郎" in plain(terminal.read())
    terminal.answer("q")
    assert terminal.ended() == 0


@pytest.mark.parametrize("payload", ["escape", "c1", "bidi", "markup"])
def test_text_from_a_card_acts_on_no_terminal(home: Path, payload: str) -> None:
    text = PAYLOADS[payload]
    with Store.open(Config.resolve()) as store:
        add(store, Path("IMG_0009.HEIC"), card(hostile(text), dict.fromkeys(SURE_OF, 0.5), other=(text,)))
    terminal = Terminal("proof", "p3", "--limit", "2")
    shown = plain(terminal.read() + terminal.answer("c") + terminal.answer(""))
    terminal.answer("q")
    assert terminal.ended() == 0
    assert "A" in shown
    assert not {c for c in shown if unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp")} - {"\n", "\r"}


def objects(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_json_lists_what_is_unsure_with_its_alternatives(run: Run, takahashi: Path) -> None:
    told = objects(run("proof", "--json").stdout)
    assert [(one["person"], one["field"]) for one in told] == [
        ("p3", "full_name"),
        ("p3", "department"),
        ("p3", "phones"),
        ("p3", "emails"),
        ("p1", "phonetic_name"),
        ("p1", "emails"),
    ]
    name = told[0]
    assert (name["value"], name["confidence"], name["card"], name["event"]["name"]) == (
        "高橋 一郎",
        0.5,
        "c3",
        "交流会",
    )
    assert name["alternatives"][:2] == [
        {"value": "高橋 一朗", "why": "also possible"},
        {"value": "髙橋 一郎", "why": "other form of 高"},
    ]
    assert [line["text"] for line in name["lines"]] == ["髙橋 一郎"] and Path(name["picture"]).exists()
    assert [line["text"] for line in told[3]["lines"]] == ["takahashi@example.co.jp"], "by its label, without a place"


def test_what_to_look_at_can_be_narrowed(run: Run, takahashi: Path) -> None:
    def fields(*arguments: str) -> list[str]:
        return [f"{one['person']} {one['field']}" for one in objects(run("proof", "--json", *arguments).stdout)]

    assert fields("p1") == fields("齋藤") == fields("異業種交流会") == ["p1 phonetic_name", "p1 emails"]
    assert fields("e2", "--limit", "2") == fields("c3")[:2] == ["p3 full_name", "p3 department"]
    assert fields("--field", "email") == ["p3 emails", "p1 emails"]
    assert fields("p2") == []
    assert "Nobody is called" in run("proof", "--json", "誰か", code=ExitCode.NOT_FOUND).stderr
    run("proof", "--json", "--field", "nam", code=ExitCode.USAGE)


def test_without_a_terminal_nothing_is_asked(run: Run, takahashi: Path) -> None:
    listed = run("proof", "p3", input="2\n\n")
    assert listed.stdout.startswith("p3  name: 高橋 一郎 ?  | 高橋 一朗  | 髙橋 一郎")
    assert "no terminal to ask on" in listed.stderr
    assert person("p3").history == ()


def test_history_is_shown_in_words_and_in_json(run: Run, takahashi: Path) -> None:
    assert "nothing was changed" in run("show", "p1", "--history").stdout
    run("edit", "p3", "name=髙橋 一郎", "department=", "title=主任")
    run("edit", "p3", "--confirm", "email")
    shown = run("show", "p3", "--history").stdout
    assert re.search(r"20\d\d-\d\d-\d\d \d\d:\d\d  name +高橋 一郎 \(read, 50% sure\)  →  髙橋 一郎  by hand", shown)
    assert "第一営業部 (read, 60% sure)  taken away" in shown and "new: 主任" in shown
    assert "takahashi@example.co.jp (read, 80% sure)  confirmed" in shown
    assert "history" not in run("show", "p3").stdout
    (told,) = objects(run("show", "p3", "--json").stdout)
    changes = {change["field"]: change for change in told["history"]}
    assert changes["full_name"]["by"] == "hand" and changes["full_name"]["old"]["confidence"] == 0.5
    assert changes["department"]["new"] is None and changes["titles"]["old"] is None

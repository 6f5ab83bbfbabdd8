"""A home full of texts that attack, through every output: none acts, none is lost, no file goes astray."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import unicodedata
from collections.abc import Iterator, Sequence
from html import unescape
from pathlib import Path

import html5lib
import pytest
import vobject
from click.testing import CliRunner, Result
from icalendar import Calendar

from cardscan.cli.main import cardscan
from cardscan.config import Config
from cardscan.export.printable import printable
from cardscan.export.to_csv import disarmed
from cardscan.export.vcard_person import PersonForVcard, for_vcard
from cardscan.store.records import Person
from cardscan.store.store import Store
from tests.cli.pseudo_terminal import Terminal
from tests.export.anki_reader import read_deck
from tests.export.vcard4_reader import read_vcards
from tests.hostile.payloads import ALL, GROUPS, PAYLOADS, WORST
from tests.hostile.size import TORTURE

EVERYBODY = len(PAYLOADS) + len(WORST)
SOME = slice(None) if TORTURE else slice(None, None, 15)
FEW = list(PAYLOADS.values())[::5] if TORTURE else list(WORST.values())[::4]
EVENT = f"e{len(PAYLOADS) + 1}"
"""Where ``WORST`` were met."""

SCREENS = [
    ["list"], ["list", "--json"], ["list", "--event", EVENT],
    ["search", "name:齋藤", "--limit", "999"], ["search", "name:齋藤", "--limit", "999", "--json"],
    ["search", "alert"], ["search", "11月", "A"],
    ["show", "p1", "--no-picture", "--history"], ["show", "p1", "--json"],
    ["event", "list", "--all"], ["event", "list", "--all", "--json"],
    ["event", "show", EVENT], ["event", "show", EVENT, "--json"],
    ["note", "p1", "--list"], ["note", EVENT, "--list", "--json"], ["note", EVENT, "--list"],
    ["look", "p1", "--list"], ["talk", "p2", "--list"], ["talk", "p2", "--list", "--json"], ["promise", "p3", "--list"],
    ["promise", "--edit", "d1", "--by", "none"], ["promises"], ["promises", "--json"],
    ["promises", "--all", "--event", EVENT],
    ["review", EVENT], ["review", EVENT, "--json"], ["review", "--status"], ["review", "--status", "--json"],
    ["debrief", EVENT], ["debrief", EVENT, "--json"], ["proof", "p1"], ["proof", "--json", "--limit", "200"],
    ["brief", "name:齋藤", "--limit", "999", "--json"], ["brief", EVENT],
    ["face", "list"], ["face", "list", "--json"], ["face", EVENT], ["face", "find"],
    ["sides"], ["sides", "--json"], ["tag", "p1", "x"], ["doctor"],
    ["edit", "p1", "title=x", "--json"], ["export", "json"],
    ["undo", "--list"], ["undo", "--list", "--json"], ["history", "p1"], ["history", "p1", "--json"],
    ["delete", "p4"], ["bin"], ["bin", "--json"], ["bin", "--restore", "p4"],
    ["merge", "p5", "p6"], ["show", "p5", "--no-picture"], ["position", "p5"], ["position", "p5", "--json"],
    ["duplicates", "--merged"], ["split", "p5"], ["undo"], ["undo"], ["duplicates"], ["duplicates", "--json"],
    ["check"], ["check", "--json"], ["backup"], ["backup", "--list"], ["backup", "--list", "--json"],
]  # fmt: skip
"""What shows what a card, a calendar, a file's name or a person brought, without a terminal."""


@pytest.fixture(scope="module", autouse=True)
def at_home(hostile_home: Path) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("CARDSCAN_HOME", str(hostile_home))
        environment.chdir(hostile_home.parent)
        yield


@pytest.fixture(scope="module")
def people(hostile_home: Path) -> list[Person]:
    with Store.open(Config.resolve(hostile_home)) as store:
        return list(store.dump())


@pytest.fixture(scope="module")
def spoken(people: list[Person]) -> list[PersonForVcard]:
    return [for_vcard(person, photos=False) for person in people]


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cardscan, arguments)


def acting(text: str) -> set[str]:
    """Characters of a text that act on a terminal instead of showing, by Unicode's own categories."""
    return {c for c in set(text) if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp")} - {"\n"}


def test_there_are_enough_payloads() -> None:
    assert len(set(ALL.values())) == len(ALL) >= 400 and len(PAYLOADS) >= 200
    assert all(len(texts) > 20 for texts in GROUPS.values())


@pytest.mark.parametrize("arguments", SCREENS, ids=" ".join)
def test_a_screen_lets_nothing_act(arguments: list[str]) -> None:
    result = run(*arguments)
    assert result.exit_code in (0, 5), result.stderr[-3000:]
    assert not acting(result.stdout + result.stderr)
    if "--json" in arguments or arguments == ["export", "json"]:
        for line in result.stdout.splitlines():
            json.loads(line)


def test_everybody_can_be_shown(people: list[Person]) -> None:
    assert len(people) == EVERYBODY
    for person in people[SOME]:
        shown = run("show", person.id, "--no-picture")
        assert shown.exit_code == 0 and not acting(shown.stdout + shown.stderr), person.id
        firm = person.contact.organization or ""
        if len(firm) < 60 and not re.search(r"\s{2}", firm):
            assert visible(firm) in shown.stdout, person.id


def visible(text: str) -> str:
    """How a terminal shows a text that may act, told apart from ``cli.output``."""
    return "".join(
        c.encode("unicode_escape").decode() if unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp") else c for c in text
    )


def test_json_says_every_text_as_it_is(people: list[Person]) -> None:
    told = [json.loads(line) for line in run("export", "json").stdout.splitlines()]
    assert [one["contact"]["organization"] for one in told] == [person.contact.organization for person in people]
    assert [[look["text"] for look in one["looks"]] for one in told] == [
        [look.text for look in person.looks] for person in people
    ]


FORMULA = set("=+-@\t\r\n")


def spreadsheet_forms(cell: str) -> Iterator[str]:
    """What a spreadsheet may make of the beginning of a cell: any normal form, without blanks and unseen characters."""
    for form in ("NFC", "NFD", "NFKC", "NFKD"):
        text = unicodedata.normalize(form, cell)
        yield text
        seen = re.sub(
            "^[\\s\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e0fff]+",
            "",
            text,
        )
        yield seen


def test_no_cell_of_a_csv_is_a_formula_and_every_cell_can_be_read_back(
    people: list[Person], spoken: list[PersonForVcard]
) -> None:
    raw = run("export", "csv").stdout_bytes.decode("utf-8")
    assert not acting(raw.removeprefix("\ufeff")) - {"\r"}
    rows = list(csv.reader(io.StringIO(raw.removeprefix("\ufeff"), newline=""), strict=True))
    assert len(rows) == EVERYBODY + 1 and len(set(map(len, rows))) == 1
    for cell in {cell for row in rows for cell in row}:
        for form in spreadsheet_forms(cell):
            assert not form or form[0] not in FORMULA, ascii(cell)
    columns = {name: [armed(row[place]) for row in rows[1:]] for place, name in enumerate(rows[0])}
    assert columns["File As"] == [one.full_name for one in spoken]
    assert columns["Organization Department"] == [one.department for one in spoken]
    assert columns["Website 1 - Value"] == [one.urls[0] if one.urls else "" for one in spoken]
    assert columns["Address 1 - Street"] == [one.addresses[0].street if one.addresses else "" for one in spoken]
    assert columns["Looks"] == ["\n".join(printable(look.text) for look in person.looks) for person in people]


def armed(cell: str) -> str:
    """A cell as it was before an apostrophe disarmed it."""
    return cell[1:] if cell.startswith("'") and disarmed(cell[1:]) == cell else cell


def test_vcards_of_version_3_hold_everybody_once_with_equal_fields(spoken: list[PersonForVcard]) -> None:
    raw = run("export", "vcard", "--no-photos").stdout_bytes.decode("utf-8")
    assert not acting(raw) - {"\r"}
    assert f"\r\n{raw}".count("\r\nBEGIN:VCARD\r\n") == raw.count("\r\nEND:VCARD\r\n") == EVERYBODY
    cards = list(vobject.readComponents(raw))
    assert len(cards) == EVERYBODY
    for card, one in zip(cards, spoken, strict=True):
        read = {name: [line.value for line in lines] for name, lines in card.contents.items()}
        assert read["fn"] == [one.full_name]
        assert (read["n"][0].family, read["n"][0].given) == (one.family_name, one.given_name)
        assert read["org"] == [[part for part in (one.organization, one.department) if part]]
        assert read.get("title", []) == [one.title] * bool(one.title)
        assert read.get("email", []) == list(one.emails)
        assert read.get("url", []) == list(one.urls)
        assert [address.street for address in read.get("adr", [])] == [address.street for address in one.addresses]
        assert (read.get("categories") or [[]])[0] == list(one.tags)
        note = "\n".join(filter(None, (one.romanized_name, one.organization_latin, one.note)))
        assert read.get("note", [""]) == [note]


def test_vcards_of_version_4_hold_everybody_once_with_equal_fields(spoken: list[PersonForVcard]) -> None:
    raw = run("export", "vcard", "--version", "4.0", "--no-photos").stdout_bytes.decode("utf-8")
    assert not acting(raw) - {"\r"}
    cards = read_vcards(raw)
    assert len(cards) == EVERYBODY
    for card, one in zip(cards, spoken, strict=True):
        read: dict[str, list[tuple[str, ...]]] = {}
        for line in card:
            read.setdefault(line.name, []).append(line.values)
        assert read["FN"][0] == (one.full_name,)
        assert read.get("TITLE", []) == [(one.title,)] * bool(one.title)
        assert read.get("EMAIL", []) == [(email,) for email in one.emails]
        assert read.get("URL", []) == [(url.replace("\n", ""),) for url in one.urls]
        assert [parts[2:6] for parts in read.get("ADR", [])] == [
            (address.street, address.locality, address.region, address.postal_code) for address in one.addresses
        ]
        assert read.get("NOTE", [("",)]) == [(one.note,)]


def test_tasks_for_a_calendar_hold_every_promise_once() -> None:
    promises = [json.loads(line) for line in run("promises", "--all", "--json").stdout.splitlines()]
    raw = run("promises", "--all", "--ics", "-").stdout_bytes
    tasks = Calendar.from_ical(raw).walk("VTODO")
    assert len(tasks) == len(promises) == raw.count(b"\r\nBEGIN:VTODO\r\n") > len(WORST)
    firsts = sorted(printable(promise["text"]).split("\n")[0] for promise in promises)
    said = sorted(str(task["summary"]) for task in tasks)
    assert all(summary.startswith(first) for summary, first in zip(said, firsts, strict=True))
    assert not acting("".join(f"{task['summary']}{task['description']}" for task in tasks))
    others = {name for name in raw.decode().replace("\r\n ", "").split("\r\n") if name.partition(":")[0].isupper()}
    assert {name.partition(":")[0].partition(";")[0] for name in others} <= {
        "BEGIN", "END", "PRODID", "VERSION", "UID", "DTSTAMP", "CREATED", "LAST-MODIFIED", "SUMMARY", "DESCRIPTION",
        "DUE", "COMPLETED", "PERCENT-COMPLETE", "STATUS",
    }  # fmt: skip


def test_a_deck_for_anki_shows_texts_only(people: list[Person], tmp_path: Path) -> None:
    assert run("export", "anki", "--no-photos", "--out", str(tmp_path / "people.apkg")).exit_code == 0
    notes = read_deck(tmp_path / "people.apkg").notes
    assert len(notes) == EVERYBODY
    for person in people:
        fields = notes[person.id]
        for name, text in fields.items():
            assert not acting(text) and "[" not in text and "\\" not in text, (person.id, name)
            elements = html5lib.parseFragment(text, treebuilder="etree", namespaceHTMLElements=False).iter()
            assert {(one.tag, *one.attrib) for one in elements if one.tag != "DOCUMENT_FRAGMENT"} <= {("br",)}
        assert unescape(fields["Look"].replace("<br>", "\n")) == printable(
            "\n".join(look.text for look in person.looks)
        )


OURS = {
    "html": "lang", "head": "", "meta": "charset http-equiv content name", "title": "", "style": "", "body": "",
    "header": "", "h1": "", "h2": "", "small": "", "p": "class", "article": "", "figure": "", "div": "", "dl": "",
    "dt": "", "dd": "", "span": "class", "img": "class alt src", "section": "", "ul": "", "li": "", "footer": "",
}  # fmt: skip
"""Elements and attributes of the page that ``brief`` writes."""
CLASSES = {"firm", "recall", "recall low", "late", "due", "card", "face"}


@pytest.mark.parametrize("people_are", ["found", "listed"])
def test_a_printed_briefing_has_no_element_and_attribute_but_ours(people_are: str, tmp_path: Path) -> None:
    names, page = tmp_path / "names.txt", tmp_path / "brief.html"
    names.write_text(
        "\n".join(f"{text} x" for text in list(PAYLOADS.values())[SOME]), encoding="utf-8", errors="replace"
    )
    whom = ["name:齋藤", "--limit", "999"] if people_are == "found" else ["--names", str(names), "--event", EVENT]
    pictures = [] if people_are == "listed" else ["--no-picture"]
    assert run("brief", *whom, *pictures, "--html", str(page)).exit_code in (0, 5)
    text = page.read_text(encoding="utf-8")
    assert not acting(text)
    tree = html5lib.parse(text, treebuilder="etree", namespaceHTMLElements=False)
    elements = list(tree.iter())
    assert all(isinstance(one.tag, str) for one in elements), "a comment"
    for one in elements:
        assert set(one.attrib) <= set(OURS[one.tag].split()), (one.tag, one.attrib)
        assert one.get("class", "firm") in CLASSES
        assert one.get("src", "data:image/jpeg;base64,").startswith("data:image/jpeg;base64,")
    counted = [one.tag for one in elements]
    assert counted.count("style") == counted.count("title") == counted.count("body") == 1 and counted.count("meta") == 3
    assert counted.count("article" if people_are == "found" else "li") >= (EVERYBODY if people_are == "found" else 3)


def test_error_messages_show_what_was_typed_and_let_nothing_act(tmp_path: Path) -> None:
    for text in filter(can_be_typed, FEW):
        for arguments in (
            ["show", "--", f"nobody {text}"], ["edit", "p1", f"x{text}=1"], ["event", "show", "--", f"no {text}"],
            ["search", "--", f'"{text} qqq'], ["note", "--delete", text], ["promise", "p1", "x", "--by", f"?{text}"],
            ["export", "csv", "--out", f"no folder/x{text}"], ["event", "import", f"no folder/x{text}"],
            ["scan", "--engine", f"x{text}", "x.jpg"], [f"x{text}"], ["list", f"--x{text}"],
        ):  # fmt: skip
            result = run(*arguments)
            assert result.exit_code in (0, 2, 5, 8), (arguments, result.stderr[-3000:])
            assert not acting(result.stdout + result.stderr), arguments


def can_be_typed(text: str) -> bool:
    """Whether a shell can pass a text to a program."""
    try:
        return b"\0" not in os.fsencode(text)
    except UnicodeEncodeError:
        return False


def test_no_file_goes_astray(hostile_home: Path) -> None:
    before = {path for path in hostile_home.rglob("*") if path.is_file()}
    out = hostile_home.parent / "out"
    out.mkdir()
    for arguments in (
        ["export", "vcard", "--event", EVENT, "--out", str(out / "people.vcf")],
        ["export", "csv", "--out", str(out / "people.csv")],
        ["export", "anki", "--event", EVENT, "--out", str(out / "people.apkg")],
        ["promises", "--all", "--ics", str(out / "promises.ics")],
        ["brief", EVENT, "--html", str(out / "brief.html")],
    ):
        assert run(*arguments).exit_code == 0, arguments
    written = {path.name for path in out.iterdir()}
    assert written == {"people.vcf", "people.csv", "people.apkg", "promises.ics", "brief.html"}
    assert {path for path in hostile_home.rglob("*") if path.is_file()} == before
    assert {path.name for path in hostile_home.parent.iterdir()} == {"home", "out", "calendar.ics"}
    assert all(
        re.fullmatch(r"[0-9a-f]{64}\.[a-z]+", path.name) for path in before if path.parent.parent.parent == hostile_home
    )


_STYLE = re.compile(r"\x1b\[(?:(?:[0-9]|[34][0-9]|9[0-7]|10[0-7]|[34]8;[25](?:;\d{1,3}){1,3})(?:;|(?=m)))*m")
"""Colours and weights, as rich and the dialogues write them."""
_EDITING = re.compile(r"\x1b\[(?:\?2004[hl]|[0-3]?[JK]|[0-9]*[CDG]|\?25[hl])")
"""What readline and a single-key prompt send."""

WALKS: dict[str, Sequence[str]] = {
    "list": ["list"],
    "show": ["show", "p1", "--no-picture"],
    "search": ["search", "name:齋藤", "--limit", "99"],
    "event": ["event", "show", EVENT],
    "promises": ["promises", "--all"],
    "brief": ["brief", EVENT, "--no-picture"],
    "proof": ["proof", EVENT, "--picture", "none", "--limit", "40"],
    "debrief": ["debrief", EVENT],
    "face": ["face", EVENT, "--picture", "none"],
}
"""On a terminal; the last three ask."""


@pytest.mark.parametrize("walk", WALKS)
def test_a_terminal_is_safe(walk: str) -> None:
    terminal = Terminal(*WALKS[walk], NO_COLOR="" if walk != "debrief" else "1", PYTHONWARNINGS="error")
    shown = terminal.read()
    steps = 0
    while shown.endswith("> ") and steps < 200:
        steps += 1
        shown = terminal.answer("" if steps % 5 else "?")
    assert terminal.ended() == 0, shown
    whole = terminal.shown.decode("utf-8", "strict").replace("\r\n", "\n")
    left = _EDITING.sub("", _STYLE.sub("", whole))
    assert not acting(left) - {"\r"}, ascii(left[-400:])
    assert steps > 1 or walk not in ("proof", "debrief", "face")

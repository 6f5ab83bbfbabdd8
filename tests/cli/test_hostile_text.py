"""Text from cards, file names and notes that attacks: no output lets it act, and none falls over it."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
import vobject
from click.testing import CliRunner
from icalendar import Calendar

from cardscan.cli.main import cardscan
from cardscan.config import Config
from cardscan.store.store import Store
from tests.export.sample_store import add, card, hostile

PAYLOADS = {
    "escape": "A\x1b[31mB\x1b]0;title\x07C\x1b]8;;http://evil.example\x1b\\D",
    "c1": "A\x9b31mB\x9d0;title\x9cC",
    "bidi": "A\u202egnp.exe\u2066B\u200bC",
    "markup": "[link=http://evil.example]A[/link] [/x] [bold]B :smile: [red",
    "formula": "=cmd|' /C calc'!A0",
    "wide formula": '＝HYPERLINK("http://evil.example")',
    "vcard": "A\nEND:VCARD\nBEGIN:VCARD\nVERSION:3.0\nFN:Mallory\nEND:VCARD",
    "nul": "A\x00B",
    "sql": "Robert'); DROP TABLE people;-- \" %_*",
    "yaml": '- {a: b}: &x !!python/object:os.system ["*x"] # c',
    "format": "%s {0} ${HOME} `id` $(id)",
}

SCREENS = [
    ["list"],
    ["list", "--json"],
    ["show", "p1", "--no-picture"],
    ["show", "p1", "--json"],
    ["search", "A"],
    ["search", "B", "--json"],
    ["event", "list"],
    ["event", "show", "e1"],
    ["event", "show", "e1", "--json"],
    ["note", "p1", "--list"],
    ["look", "p1", "--list"],
    ["talk", "p1", "--list", "--json"],
    ["promise", "p1", "--list"],
    ["promise", "--edit", "d1", "--by", "none"],
    ["promises"],
    ["promises", "--json"],
    ["promises", "done", "d2"],
    ["review", "p1"],
    ["review", "e1", "--json"],
    ["review", "--status"],
    ["tag", "p1", "x"],
    ["export", "json"],
    ["export", "csv"],
    ["export", "vcard"],
    ["export", "vcard", "--version", "4.0"],
]


@pytest.fixture(scope="module", params=list(PAYLOADS))
def payload(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Set the text into everything that a card, a file name or a person can bring, in a home of its own."""
    text = PAYLOADS[request.param]
    home = tmp_path_factory.mktemp("hostile") / "home"
    with pytest.MonkeyPatch.context() as environment, Store.open(Config.resolve(home)) as store:
        environment.setenv("CARDSCAN_HOME", str(home))
        event = store.add_event(text, None, place=text, memo=text)
        add(store, Path(f"IMG {text}.jpg".replace("/", "").replace("\0", "")), card(hostile(text), other=(text,)))
        store.attach("p1", event.id)
        store.add_note("p1", text)
        store.add_note(event.id, text)
        store.tag("p1", [text.replace(" ", "")])
        for remember in (store.add_look, store.add_talk, store.add_promise, store.add_promise):
            remember("p1", text, event=event.id)
        yield text


def test_no_output_lets_it_act(payload: str) -> None:
    for arguments in SCREENS:
        result = CliRunner().invoke(cardscan, arguments)
        assert result.exit_code in (0, 5), result.stderr
        written = result.stdout + result.stderr
        allowed = {"\n", "\r", "\ufeff"} if arguments[0] == "export" else {"\n"}
        acting = {c for c in written if unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp")} - allowed
        assert not acting, (arguments, acting)


def test_square_brackets_are_letters(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CARDSCAN_HOME", str(tmp_path / "home"))
    with Store.open(Config.resolve()) as store:
        add(store, Path("a.jpg"), card(hostile("[bold]A[/x] :smile:")))
    assert CliRunner().invoke(cardscan, ["show", "p1"]).stdout.count("[bold]A[/x] :smile:") >= 8


def test_exports_hold_exactly_one_person(payload: str) -> None:
    for version in ("3.0", "4.0"):
        out = CliRunner().invoke(cardscan, ["export", "vcard", "--version", version]).stdout_bytes.decode("utf-8")
        assert len(list(vobject.readComponents(out))) == 1
    rows = list(
        csv.DictReader(io.StringIO(CliRunner().invoke(cardscan, ["export", "csv"]).stdout_bytes.decode("utf-8")))
    )
    assert len(rows) == 1


def test_tasks_hold_it_as_text(payload: str) -> None:
    out = CliRunner().invoke(cardscan, ["promises", "--all", "--ics", "-"]).stdout_bytes
    tasks = Calendar.from_ical(out).walk("VTODO")
    assert len(tasks) == 2 and out.count(b"\nBEGIN:") == 2
    told = "".join(f"{task['summary']}{task['description']}" for task in tasks)
    assert not {c for c in told if unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp")} - {"\n"}


def test_error_messages_show_it_too(payload: str) -> None:
    for arguments in (
        ["show", "--", f"nobody {payload}"],
        ["edit", "p1", f"x{payload}"],
        ["event", "show", f"no {payload}"],
    ):
        if "\0" in payload:
            continue  # no shell can pass it
        result = CliRunner().invoke(cardscan, arguments)
        assert result.exit_code in (2, 5)
        assert not {c for c in result.stderr if unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp")} - {"\n"}

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cardscan.cli.contact_yaml import changes_from_yaml, contact_to_yaml
from cardscan.cli.field_changes import parse_assignments
from cardscan.cli.labels import SEVERAL, SINGLE
from cardscan.config import Config
from cardscan.errors import ExitCode, InvalidInput
from cardscan.export.printable import printable
from cardscan.records import Contact, Source
from cardscan.store.contact_values import CONTACT_FIELDS, MANY_VALUED
from cardscan.store.records import Person, StoredField
from cardscan.store.store import Store
from tests.cli.conftest import Run, edit_with


def contact(run: Run, ref: str = "p1") -> dict[str, Any]:
    told: dict[str, Any] = json.loads(run("show", ref, "--json").stdout)["contact"]
    return told


@pytest.fixture
def saito(home: Path) -> Person:
    with Store.open(Config.resolve()) as store:
        return store.person("p1")


def test_the_fields_are_the_store_s() -> None:
    assert SINGLE + SEVERAL == CONTACT_FIELDS
    assert SEVERAL == MANY_VALUED


@pytest.mark.parametrize(
    ("arguments", "current", "changes"),
    [
        (["email=a@x", "email=b@x"], {"emails": ["c@x"]}, {"emails": ["a@x", "b@x"]}),
        (["email+=b@x"], {"emails": ["c@x"]}, {"emails": ["c@x", "b@x"]}),
        (["email-=c@x"], {"emails": ["c@x"]}, {"emails": []}),
        (["mail-=c@x", "email+=d@x"], {"emails": ["c@x", "e@x"]}, {"emails": ["e@x", "d@x"]}),
        (["department="], {"department": ["営業部"]}, {"department": None}),
        (["Company=A=B, Ltd."], {}, {"organization": "A=B, Ltd."}),
        (["url=https://a.example/?q=1"], {}, {"urls": ["https://a.example/?q=1"]}),
        (
            ["kana=さいとう ゆきお", "full_name=齊藤 幸生"],
            {},
            {"phonetic_name": "さいとう ゆきお", "full_name": "齊藤 幸生"},
        ),
    ],
)
def test_assignments(arguments: list[str], current: dict[str, list[str]], changes: dict[str, object]) -> None:
    assert parse_assignments(arguments, {field: current.get(field, []) for field in SINGLE + SEVERAL}) == changes


@pytest.mark.parametrize(
    "arguments", [["齋藤"], ["nam=x"], ["name+=x"], ["name=a", "name=b"], ["email-=nobody@x"], ["=x"]]
)
def test_what_is_no_assignment_is_refused(arguments: list[str]) -> None:
    with pytest.raises(InvalidInput):
        parse_assignments(arguments, {field: [] for field in SINGLE + SEVERAL})


def test_a_correction_is_kept_as_typed_and_found(run: Run) -> None:
    run("edit", "p1", "name=齊藤 幸夫", "email=yukio@example.co.jp", "phone+=direct: 03-1234-5679")
    told = contact(run)
    assert told["full_name"] == "齊藤 幸夫" and told["family_name"] == "齊藤"
    assert told["emails"] == ["yukio@example.co.jp"]
    assert told["phones"][-1] == {"kind": "direct", "number": "+81312345679", "text": "03-1234-5679"}
    assert "yukio" in run("search", "yukio@example.co.jp").stdout
    assert run("edit", "p1", "nam=x", code=ExitCode.USAGE).stderr.startswith("cardscan: no field is called “nam”")


def test_confirming_takes_the_marks_away(run: Run) -> None:
    run("edit", "p1", "--confirm", "email")
    assert "saito@example.co.jp ?" not in run("show", "p1").stdout
    assert "さいとう ゆきお ?" in run("show", "p1").stdout
    run("edit", "p1", "--confirm", "all")
    assert "?" not in run("show", "p1").stdout
    assert run("list", "--unsure").stdout == ""


def test_yaml_of_a_person_changes_nothing_by_itself(saito: Person) -> None:
    text = contact_to_yaml(saito)
    assert "full_name: 齋藤 幸生\n" in text and "department:\n" in text
    assert "  - mobile: 090-1234-5678\n" in text and "  - 〒154-0004 東京都世田谷区" in text
    assert changes_from_yaml(text, saito) == {}


def test_yaml_says_what_was_changed_and_keeps_what_was_not(saito: Person) -> None:
    text = contact_to_yaml(saito)
    text = text.replace("mobile: 090-1234-5678", "direct: 090-1234-5678").replace("department:", "department: 第一課")
    text = re.sub("titles:\n  - 代表", "titles:", text)
    assert changes_from_yaml(text, saito) == {
        "phones": ["03-1234-5678", "direct: 090-1234-5678"],
        "department": "第一課",
        "titles": [],
    }


@given(st.text(min_size=1).map(lambda text: " ".join(text.split())).filter(bool))
def test_any_text_survives_the_editor(text: str) -> None:
    now = datetime.now(UTC)
    fields = tuple(
        StoredField(
            field, text, text, {"kind": "work"} if field == "phones" else {}, None, Source.PRINTED, False, 0, None
        )
        for field in ("full_name", "titles", "phones", "addresses")
    )
    person = Person("p1", Contact(), fields, (), (), (), (), now, now)
    if not printable(text).strip():
        return
    assert changes_from_yaml(contact_to_yaml(person), person) == {}
    emptied = replace(person, fields=())
    assert changes_from_yaml(contact_to_yaml(person), emptied)["full_name"] == printable(text).strip()


def test_the_editor_saves(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    edit_with("sed -i 's/^department:.*/department: 第二課/' \"$1\"; touch -d '1 hour' \"$1\"", monkeypatch, tmp_path)
    run("edit", "p1")
    assert contact(run)["department"] == "第二課"


def test_leaving_the_editor_without_saving_changes_nothing(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    before = contact(run)
    edit_with("true", monkeypatch, tmp_path)
    run("edit", "p1")
    assert contact(run) == before


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("titles: [a, b", "no valid YAML in line"),
        ("full_nam: x", "no field is called"),
        ("full_name: [a, b]", "one value"),
        ("- a\n- b", "not a list of"),
        ("titles: {a: b}", "must be a text"),
        ("phonetic_name: Saito", "kana"),
    ],
)
def test_what_cannot_be_saved_is_not_lost(
    text: str, reason: str, run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    before = contact(run)
    edit_with(f"cat > \"$1\" <<'END'\n{text}\nEND\ntouch -d '1 hour' \"$1\"", monkeypatch, tmp_path)
    told = run("edit", "p1", code=ExitCode.USAGE).stderr
    assert reason in told
    kept = Path(told.rsplit("your text is kept in ", 1)[1].strip())
    assert kept.read_text() == f"{text}\n" and kept.stat().st_mode & 0o777 == 0o600
    kept.unlink()
    assert contact(run) == before

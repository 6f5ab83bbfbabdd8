from __future__ import annotations

import csv
import io
import re
import unicodedata
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cardscan.export.printable import printable
from cardscan.export.to_csv import disarmed, people_to_csv
from cardscan.records import Contact, Phone
from cardscan.store.records import Person
from cardscan.store.store import Store
from tests.export.sample_store import WHITE, fill, hostile

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
HOSTILE = [
    "=cmd|' /C calc'!A0",
    "＝1+1",
    "+81 3",
    "-2+3",
    "−1",
    "@SUM(A1)",
    "\t=1",
    " =1",
    "\u200b=1",
    "\n=1",
    "'=1",
    "''=1",
    "﹦1",
    '"=1',
    "a,b;c\td",
    "\x00=1",
]


def person(contact: Contact) -> Person:
    return Person("p1", contact, (), (), (), (), (), NOW, NOW)


def rows_of(text: str) -> list[dict[str, str]]:
    """Read as a program reads that knows of the apostrophe before what could be a formula."""
    assert text.startswith("\ufeff") and text.endswith("\r\n")
    rows = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    return [{column: cell[1:] if disarmed(cell) != cell else cell for column, cell in row.items()} for row in rows]


def test_people_read_back_equal(tmp_path: Path) -> None:
    with Store.open(fill(tmp_path / "home")) as store:
        saito, white = rows_of("".join(people_to_csv(list(store.dump()))))
    assert saito["Last Name"] == "齋藤" and saito["First Name"] == "幸生"
    assert saito["Phonetic Last Name"] == "さいとう" and saito["Romanized Name"] == "Yukio Saito"
    assert saito["Organization Name"] == "サンプル税理士事務所" and saito["Organization Title"] == "代表"
    assert saito["Notes"].startswith("2026-11-21 ゴルフ好き。\n12月に見積もりを送る\n")
    assert [saito[f"Phone {i} - {part}"] for i in (1, 2) for part in ("Label", "Value")] == [
        "Work",
        "03-1234-5678",
        "Mobile",
        "090-1234-5678",
    ]
    assert saito["Address 1 - Postal Code"] == "154-0004" and saito["Address 1 - Region"] == "東京都"
    assert (saito["Met"], saito["Events"], saito["Unsure"]) == ("2026-11-20", "異業種交流会", "phonetic_name, emails")
    assert saito["Labels"] == "vip" and saito["cardscan ID"] == "p1"
    assert white["Phone 1 - Value"] == "(+44) 20 7946 0018" and white["Phone 2 - Value"] == "ext. 12"
    assert white["Organization Name"] == "Orchard & Sons, Ltd." and white["Website 1 - Value"] == ""


def runs_as_formula(cell: str) -> bool:
    """What a spreadsheet may evaluate: after folding, the first character that is not blank or invisible."""
    folded = unicodedata.normalize("NFKC", cell)
    seen = "".join(c for c in folded if unicodedata.category(c) not in ("Cc", "Cf", "Zs", "Zl", "Zp"))
    return seen[:1] in ("=", "+", "-", "@") or cell[:1] in ("\t", "\r", "\n")


@pytest.mark.parametrize("text", HOSTILE)
def test_no_cell_is_a_formula_and_none_is_lost(text: str) -> None:
    out = "".join(people_to_csv([person(hostile(text)), person(WHITE)]))
    cells = [cell for row in csv.reader(io.StringIO(out.removeprefix("\ufeff"), newline="")) for cell in row]
    assert not [cell for cell in cells if runs_as_formula(cell)]
    first, second = rows_of(out)
    assert first["Organization Title"] == printable(text)
    assert second["Organization Name"] == WHITE.organization


@given(st.text())
def test_any_text_reads_back_and_none_is_a_formula(text: str) -> None:
    out = "".join(people_to_csv([person(replace(WHITE, department=text, phones=(Phone("work", None, text),)))]))
    (row,) = rows_of(out)
    assert row["Organization Department"] == row["Phone 1 - Value"] == printable(text)
    assert not any(runs_as_formula(cell) for line in csv.reader(io.StringIO(out[1:], newline="")) for cell in line)


@given(st.text(alphabet="'=+-@ a＝\n"), st.text(alphabet="'=+-@ a＝\n"))
def test_disarming_keeps_different_texts_apart(one: str, other: str) -> None:
    assert (disarmed(one) == disarmed(other)) == (one == other)


def test_lines_end_as_excel_wants_and_every_row_has_every_column() -> None:
    many = replace(WHITE, emails=("a@b.example", "c@d.example"), phones=())
    out = "".join(people_to_csv([person(many), person(Contact(full_name="a\nb"))]))
    assert not re.search(r'(?<!\r)\n(?!b")', out), "line feeds alone stand only within a value"
    widths = {len(row) for row in csv.reader(io.StringIO(out, newline=""))}
    assert len(widths) == 1
    assert "E-mail 2 - Value" in out

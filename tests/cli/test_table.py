from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cardscan.cli.table import fitted, people_table
from cardscan.store.records import PersonSummary

LONG = "株式会社みずほ見本デザイン研究所アジアパシフィック事業本部"


def person(number: int, organization: str | None, *titles: str, unsure: int = 0) -> PersonSummary:
    day = date(2026, 11, 20)
    return PersonSummary(f"p{number}", "髙橋 美咲", "たかはし みさき", organization, titles, "交流会", day, unsure)


@pytest.mark.parametrize("width", range(30, 200, 7))
def test_every_line_fits_the_terminal_and_keeps_id_name_and_day(width: int) -> None:
    people = [person(1, LONG, "アートディレクター", "取締役", unsure=2), person(12, None), person(103, "ｱｸﾒ")]
    header, *lines = people_table(people, width)
    assert all(line.cell_len <= width + 2 for line in (header, *lines)), (
        "a gap of two blanks may follow the last column"
    )
    for one, line in zip(people, lines, strict=True):
        assert line.plain.startswith(one.id) and "2026-11-20" in line.plain and "髙" in line.plain
    assert lines[0].plain.rstrip().endswith("2")


def test_a_wide_terminal_cuts_nothing() -> None:
    (_, line) = people_table([person(1, LONG, "アートディレクター", "取締役")], 10_000)
    assert LONG in line.plain and "アートディレクター・取締役" in line.plain and "交流会" in line.plain
    assert "…" not in line.plain


@given(st.dictionaries(st.sampled_from("abcd"), st.integers(1, 80), min_size=1), st.integers(10, 200))
def test_fitted_columns_fit_and_none_grows(natural: dict[str, int], room: int) -> None:
    widths = fitted(natural, room)
    assert sum(widths.values()) + 2 * len(widths) <= room
    assert list(widths) == list(natural)[: len(widths)]
    assert all(1 <= widths[name] <= natural[name] for name in widths)
    if sum(natural.values()) + 2 * len(natural) <= room:
        assert widths == natural

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cardscan.briefing.attendees import attendee_lines, find_attendee
from cardscan.records import Contact
from cardscan.store.store import Store
from tests.store.conftest import config, empty_database, store
from tests.store.people_met import SAITO, SATO, WHITE, add

__all__ = ["config", "empty_database", "store"]

SATO_TOO = Contact(
    full_name="佐藤 花子",
    family_name="佐藤",
    given_name="花子",
    organization="株式会社みなと",
    emails=("sato@minato.example",),
)


@pytest.fixture
def people(store: Store) -> Store:
    """齋藤 (p1), Emma White (p2), and two 佐藤 花子 of 見本商事 (p3) and みなと (p4)."""
    add(store, SAITO, WHITE, SATO, SATO_TOO)
    return store


@pytest.mark.parametrize(
    ("line", "found", "sure"),
    [
        ("齋藤 幸生", ["p1"], True),
        ("斎藤幸生 様", ["p1"], True),
        ("株式会社どこか　齋藤 幸生", ["p1"], True),
        ("さいとう ゆきお", ["p1"], True),
        ("Yukio Saito", ["p1"], True),
        ("SAITO, Yukio", ["p1"], True),
        ("Emma White (Sample & Co.)", ["p2"], True),
        ("White, Emma", ["p2"], True),
        ("Ms. Emma White", ["p2"], True),
        ("E. W. <saito@example.co.jp>", ["p1"], True),
        ("p2", ["p2"], True),
        ("佐藤花子", ["p4", "p3"], False),
        ("佐藤花子（みなと）", ["p4"], True),
        ("㈱見本商事\t佐藤花子\t部長", ["p3"], True),
        ("佐藤さん", ["p4", "p3"], False),
        ("見本商事 佐藤様", ["p3"], False),
        ("齋藤 一郎", [], False),
        ("山田 太郎", [], False),
        ("サンプル税理士事務所", [], False),
        ("White House", [], False),
        ("p99", [], False),
        ("e1", [], False),
    ],
)
def test_whom_a_line_means(people: Store, line: str, found: list[str], sure: bool) -> None:
    with people.searching() as index:
        attendee = find_attendee(index, line)
    assert ([one.id for one in attendee.people], attendee.sure, attendee.said) == (found, sure, line)


def test_a_list_without_what_is_no_name() -> None:
    text = "\ufeff参加者一覧\n\n1. 齋藤 幸生\n(2) 佐藤 花子\n・White\n- White\n# 欠席: 山田\n　\n...\n３１番 田中\n"
    assert attendee_lines(text) == ["齋藤 幸生", "佐藤 花子", "White", "３１番 田中"]


@given(st.text(max_size=300))
def test_any_text_is_a_list(text: str) -> None:
    lines = attendee_lines(text)
    assert len(lines) == len(set(lines)) and all(line.strip() for line in lines)


def test_no_line_is_a_query(people: Store) -> None:
    with people.searching() as index:
        for line in ('"', '" OR 1', "name:*", "(" * 200, "NEAR(齋藤)", "\ud800", "a" * 5000):
            assert find_attendee(index, line).sure is False

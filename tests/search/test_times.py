"""Times in a query: 眼鏡 相続税 6月."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from cardscan.dates.days import Days
from cardscan.records import Contact
from cardscan.search.query_text import TimeWord, Word, parse_query
from cardscan.search.search import search
from cardscan.store.store import Store
from tests.store.people_met import SAITO, SATO, WHITE, add

TODAY = date(2026, 12, 1)


@pytest.fixture
def june(store: Store) -> Store:
    """p1 (glasses, inheritance tax) of June, p2 (glasses, golf) of June, p3 (glasses, inheritance tax) of November."""
    summer, autumn = store.add_event("夏の会", date(2026, 6, 19)), store.add_event("秋の会", date(2026, 11, 20))
    add(store, SAITO, WHITE, event_id=summer.id)
    add(store, SATO, name="2.jpg", event_id=autumn.id)
    for person, event in (("p1", summer), ("p2", summer), ("p3", autumn)):
        store.add_look(person, "丸い眼鏡", event=event.id)
    store.add_talk("p1", "相続税の話", event=summer.id)
    store.add_talk("p2", "ゴルフ", event=summer.id)
    store.add_talk("p3", "相続税", event=autumn.id)
    return store


def found(store: Store, query: str) -> list[str]:
    return [hit.person.id for hit in search(store, query, today=TODAY) if not hit.near]


@pytest.mark.parametrize(
    "query",
    [
        "眼鏡 相続税 6月", "6月 眼鏡 相続税", "相続税 六月に 眼鏡", "眼鏡 相続税 June 2026",
        "相続税 last June", "相続税 2026-06", "相続税 6月19日", "相続税 この夏", "相続税 半年前", "相続税 in summer",
        "相続税 6月の夏の会", "相続税 met:6月", "相続税 met:この夏", "look:眼鏡 talk:相続税 6月", "斎藤 6月",
        "6月 -golf -ゴルフ",
        "相続税 -秋",
    ],
)  # fmt: skip
def test_the_man_with_glasses_who_talked_of_inheritance_tax_in_june(june: Store, query: str) -> None:
    assert found(june, query) == ["p1"]


@pytest.mark.parametrize(
    ("query", "who"),
    [
        ("眼鏡 相続税", ["p3", "p1"]),
        ("6月", ["p2", "p1"]),
        ("先月", ["p3"]),
        ("last month", ["p3"]),
        ("去年の秋", []),
        ("今年の秋 相続税", ["p3"]),
        ("昨日", []),
        ("眼鏡 7月", []),
        ("talk:眼鏡", []),
        ('"6月"', []),
        ("met:先月 met:6月", []),
        ("-6月 眼鏡", ["p3", "p2", "p1"]),  # without this very word
    ],
)
def test_who_is_found_by_a_time(june: Store, query: str, who: list[str]) -> None:
    assert found(june, query) == who


def test_what_was_written_down_is_from_its_own_day_and_a_promise_also_from_the_day_it_is_due(june: Store) -> None:
    june.add_talk("p3", "見積もり", at=datetime(2026, 3, 31, 23, 30).astimezone())
    june.add_note("p2", "電話があった", at=datetime(2026, 4, 1, 0, 30).astimezone())
    june.add_promise("p1", "本を返す", due=date(2027, 1, 5), at=datetime(2026, 4, 2, 12).astimezone())
    assert (found(june, "3月"), found(june, "4月"), found(june, "1月5日")) == (["p3"], ["p2", "p1"], ["p1"])
    (hit,) = search(june, "見積 3月", today=TODAY)
    assert [(match.field, match.value) for match in hit.matches] == [
        ("talk", "見積もり"),
        ("talk", "2026-03-31 見積もり"),
    ]


def test_the_first_and_the_last_day_of_the_calendar_are_days(june: Store) -> None:
    june.add_event("始まり", date.min)
    june.add_event("終わり", date.max)
    assert found(june, "相続税 6月") == ["p1"]


def test_a_photo_outside_any_event_has_its_day(store: Store) -> None:
    add(store, SAITO, taken_at=datetime(2026, 6, 30, 23, 59))
    add(store, WHITE, name="2.jpg", taken_at=datetime(2026, 7, 1, 0, 0))
    assert (found(store, "6月"), found(store, "July")) == (["p1"], ["p2"])


def test_why_somebody_was_found_is_shown(june: Store) -> None:
    (hit,) = search(june, "眼鏡 相続税 6月", today=TODAY)
    told = [(match.field, [match.value[start:end] for start, end in match.spans]) for match in hit.matches]
    assert told == [("look", ["眼鏡"]), ("talk", ["相続税"]), ("met", ["2026-06-19"])]
    assert hit.matches[-1].value == "2026-06-19 夏の会"


def test_the_word_itself_comes_before_the_time_it_names(june: Store) -> None:
    add(june, Contact(full_name="June Brown", family_name="Brown", given_name="June"), name="3.jpg")
    june.add_note("p3", "6月に引っ越す")
    assert found(june, "june") == ["p4", "p2", "p1"]
    assert found(june, "6月") == ["p3", "p2", "p1"]
    assert search(june, "june", limit=1, today=TODAY)[0].person.id == "p4"
    assert search(june, "6月", limit=1, today=TODAY)[0].person.id == "p3"


def test_an_error_in_another_word_still_finds(june: Store) -> None:
    hits = search(june, "相続悦 6月", today=TODAY)
    assert [(hit.person.id, hit.near) for hit in hits] == [("p1", True)]


@pytest.mark.parametrize(
    ("query", "words", "times"),
    [
        ("眼鏡 6月 相続税", ["眼鏡", "相続税"], ["6月"]),
        ("3 days ago 斎藤", ["斎藤"], ["3 days ago"]),
        ("on the 20th of June, 2025", [], ["on the 20th of June, 2025"]),
        ("去年の秋の交流会", ["交流会"], ["去年の秋"]),
        ("6月の", [], ["6月の"]),
        ("note:6月 -先月", ["6月", "先月"], []),
        ("秋 2026 5678", ["秋", "2026", "5678"], []),
        ("山の上ホテル", ["山の上ホテル"], []),
    ],
)
def test_times_are_told_from_words(query: str, words: list[str], times: list[str]) -> None:
    asked = parse_query(query, TODAY)
    assert ([word.text for word in asked.words], [time.text for time in asked.times]) == (words, times)


def test_a_time_has_its_days() -> None:
    asked = parse_query("先月 斎藤", TODAY)
    assert asked.times == (TimeWord("先月", (Days(date(2026, 11, 1), date(2026, 11, 30)),)),)
    assert asked.words == (Word("斎藤"),)

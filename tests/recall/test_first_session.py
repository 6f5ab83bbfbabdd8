from __future__ import annotations

from datetime import UTC, date

from hypothesis import given
from hypothesis import strategies as st

from cardscan.recall.first_session import groups, newest_open, open_group, plan, planned_places
from cardscan.recall.scheduling import after_answer, never_answered
from cardscan.store.review_records import ReviewDirection
from cardscan.store.store import Store
from tests.recall.conftest import NOW, meet


def known(store: Store, person: str) -> None:
    new = never_answered(person, ReviewDirection.CARD_TO_PERSON, NOW)
    store.answer_review(after_answer(new, 3, NOW, UTC), 3, NOW)


def grouped(store: Store, event: str) -> list[list[str]]:
    places = plan(store, event)
    return [
        [place.person_id for place in places if place.group == number]
        for number in sorted({place.group for place in places})
    ]


def test_groups_hold_at_most_twelve_and_are_of_nearly_one_size() -> None:
    def sizes(count: int) -> list[int]:
        return [len(group) for group in groups([f"p{number}" for number in range(count)])]

    assert [sizes(count) for count in (0, 1, 12, 13, 24, 25)] == [[], [1], [12], [7, 6], [12, 12], [9, 8, 8]]


@given(st.lists(st.uuids().map(str), max_size=200, unique=True))
def test_groups_keep_everybody_in_order(people: list[str]) -> None:
    made = groups(people)
    assert [person for group in made for person in group] == people
    assert all(1 <= len(group) <= 12 for group in made)
    assert not made or max(map(len, made)) - min(map(len, made)) <= 1


def test_those_met_are_learned_in_the_order_of_their_cards_without_those_known_already(store: Store) -> None:
    known(store, "p3")
    assert [place.person_id for place in planned_places(store, "交流会")] == ["p1", "p2", "p4", "p5"]
    assert store.first_session("e1") == [], "looking changes nothing"
    assert grouped(store, "e1") == [["p1", "p2", "p4", "p5"]]
    assert plan(store, "e1") == store.first_session("e1") == planned_places(store, "e1")


def test_it_goes_on_where_it_stopped_and_newcomers_join_groups_not_begun(store: Store) -> None:
    meet(store, "交流会", date(2026, 11, 30), 10)  # p8 to p17
    assert [len(group) for group in grouped(store, "e1")] == [8, 7]
    for person in ("p1", "p2"):
        store.mark_first_session("e1", person, "shown_at", NOW)
        store.mark_first_session("e1", person, "tested_at", NOW)
    meet(store, "交流会", date(2026, 11, 30), 8)  # p18 to p25
    places = plan(store, "e1")
    assert [len(group) for group in grouped(store, "e1")] == [8, 8, 7]
    assert [place.person_id for place in open_group(places)] == ["p1", "p2", "p3", "p4", "p5", "p8", "p9", "p10"]
    assert [place.tested_at is not None for place in open_group(places)] == [True, True] + [False] * 6
    for place in places:
        store.mark_first_session("e1", place.person_id, "tested_at", NOW)
    assert open_group(plan(store, "e1")) == []


def test_the_newest_event_with_people_never_asked_for_is_found(store: Store) -> None:
    store.add_event("来年の会", date(2027, 3, 1))

    def newest() -> tuple[str, int] | None:
        found = newest_open(store)
        return (found[0].id, found[1]) if found else None

    assert newest() == ("e2", 2)
    known(store, "p6")
    assert newest() == ("e2", 1)
    known(store, "p7")
    assert newest() == ("e1", 5)
    for place in plan(store, "e1")[:4]:
        store.mark_first_session("e1", place.person_id, "tested_at", NOW)
    assert newest() == ("e1", 1)
    store.mark_first_session("e1", "p5", "tested_at", NOW)
    assert newest() is None

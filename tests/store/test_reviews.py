from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from fsrs import Card, Rating, Scheduler, State
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cardscan.errors import InvalidInput
from cardscan.store.review_records import ReviewDirection, ReviewState
from cardscan.store.store import Store
from tests.store.people_met import SAITO, SATO, WHITE, add

NOW = datetime(2026, 12, 1, 20, 0, tzinfo=UTC)
TO_PERSON, TO_NAME = ReviewDirection.CARD_TO_PERSON, ReviewDirection.LOOK_TO_NAME


def state_of(card: Card, person: str, direction: ReviewDirection) -> ReviewState:
    return ReviewState(
        person, direction, card.state.value, card.step, card.stability, card.difficulty, card.due, card.last_review
    )


def card_of(state: ReviewState | None) -> Card:
    if state is None:
        return Card(card_id=1)
    fields = (state.step, state.stability, state.difficulty, state.due, state.last_review)
    return Card(1, State(state.state), *fields)


@pytest.fixture
def met(store: Store) -> Store:
    event = store.add_event("交流会", date(2026, 11, 20))
    add(store, SAITO, WHITE, event_id=event.id)
    add(store, SATO, name="2.jpg")
    return store


def answer(store: Store, person: str, direction: ReviewDirection, rating: int, at: datetime) -> ReviewState:
    known = store.review_states(person=person, direction=direction)
    card, _ = Scheduler(enable_fuzzing=False).review_card(card_of(known[0] if known else None), Rating(rating), at)
    after = state_of(card, person, direction)
    store.answer_review(after, rating, at, hints=2)
    return after


def test_states_come_back_as_they_were_and_stand_by_when_they_are_due(met: Store) -> None:
    again, easy = answer(met, "p1", TO_PERSON, 1, NOW), answer(met, "p2", TO_PERSON, 4, NOW)
    other = answer(met, "p1", TO_NAME, 3, NOW)
    assert met.review_states() == [again, other, easy]
    assert met.review_states(person="斎藤") == [again, other]
    assert met.review_states(direction=TO_NAME) == [other]
    assert met.review_states(due_by=NOW + timedelta(minutes=1)) == [again]
    answer(met, "p3", TO_NAME, 3, NOW)
    assert {state.person_id for state in met.review_states(event="交流会")} == {"p1", "p2"}


def test_every_answer_is_logged_and_the_last_one_taken_back(met: Store) -> None:
    first = answer(met, "p1", TO_PERSON, 3, NOW)
    second = answer(met, "p1", TO_PERSON, 1, NOW + timedelta(days=3))
    newest, oldest = met.answers()
    assert (newest.rating, newest.hints, newest.at, newest.before) == (1, 2, NOW + timedelta(days=3), first)
    assert (oldest.rating, oldest.before) == (3, None)
    assert met.answers(person="p2") == [] and met.answers(limit=1) == [newest]
    assert met.review_states() == [second]
    assert met.undo_answer() == newest
    assert (met.review_states(), met.answers()) == ([first], [oldest])
    assert met.undo_answer() == oldest
    assert (met.review_states(), met.answers(), met.undo_answer()) == ([], [], None)


def test_a_rating_that_is_none_is_refused_and_nothing_kept(met: Store) -> None:
    after = replace(state_of(Card(1), "p1", TO_PERSON), due=NOW)
    with pytest.raises(InvalidInput, match="no rating"):
        met.answer_review(after, 5, NOW)
    assert met.review_states() == []


def test_who_is_the_other_side_of_a_card_is_not_asked_for(met: Store) -> None:
    kept, absorbed = answer(met, "p1", TO_PERSON, 3, NOW), answer(met, "p2", TO_PERSON, 3, NOW)
    met.join_sides("c1", "c2")
    assert met.review_states() == [kept]
    met.part_sides("c1", "c2")
    assert met.review_states() == [kept, absorbed]
    met.delete("p1")
    assert met.review_states() == [absorbed] and len(met.answers()) == 1


def test_the_groups_of_a_first_session_are_kept_with_how_far_they_came(met: Store) -> None:
    assert met.first_session("e1") == []
    planned = met.plan_first_session("交流会", [["p2", "p1"], ["p3"]])
    assert [(one.person_id, one.group, one.position) for one in planned] == [("p2", 0, 0), ("p1", 0, 1), ("p3", 1, 0)]
    met.mark_first_session("e1", "p2", "shown_at", NOW)
    met.mark_first_session("e1", "p2", "tested_at", NOW)
    met.mark_first_session("e1", "p1", "shown_at", NOW)
    met.mark_first_session("e1", "p1", "shown_at", None)
    first = met.first_session("e1")[0]
    assert (first.shown_at, first.tested_at, met.first_session("e1")[1].shown_at) == (NOW, NOW, None)
    again = met.plan_first_session("e1", [["p1"], ["p2"]])
    assert [(one.person_id, one.group, one.tested_at) for one in again] == [("p1", 0, None), ("p2", 1, NOW)]
    met.delete("p1")
    met.delete_event("e1")
    add(met, SAITO, name="3.jpg", event_id=met.add_event("別の会", None).id)
    assert met.first_session("別の会") == []


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(1, 4), st.integers(1, 60_000)), max_size=8))
def test_taking_back_every_answer_goes_the_whole_way_back(met: Store, given: list[tuple[int, int]]) -> None:
    at, states = NOW, list[list[ReviewState]]()
    for rating, minutes in given:
        states.append(met.review_states())
        at += timedelta(minutes=minutes)
        answer(met, "p1", TO_PERSON, rating, at)
    for state in reversed(states):
        assert met.undo_answer() is not None
        assert met.review_states() == state
    assert met.undo_answer() is None

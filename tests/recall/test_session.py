from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cardscan.recall.due import due_reviews
from cardscan.recall.first_session import plan
from cardscan.recall.session import Asked, ReviewSession, Tally
from cardscan.store.review_records import Answer, ReviewDirection, ReviewState, SessionPlace
from cardscan.store.store import Store
from tests.recall.conftest import NOW

TO_PERSON, TO_NAME = ReviewDirection.CARD_TO_PERSON, ReviewDirection.LOOK_TO_NAME


class Clock:
    """A minute passes with each look at it."""

    def __init__(self) -> None:
        self.at = NOW

    def __call__(self) -> datetime:
        self.at += timedelta(minutes=1)
        return self.at


def session(store: Store, *people: str, first_of: str | None = None) -> ReviewSession:
    return ReviewSession(store, tuple(Asked(one, TO_PERSON) for one in people), Clock(), first_of, UTC)


def left(session: ReviewSession) -> list[str]:
    return [asked.person_id for asked in session.queue]


def test_what_was_wrong_comes_back_until_it_is_right_and_is_kept_each_time(store: Store) -> None:
    asking = session(store, "p1", "p2")
    asking.answer(1, hints=3)
    assert left(asking) == ["p2", "p1"]
    asking.answer(3)
    asking.answer(1)
    assert left(asking) == ["p1"]
    asking.answer(2)
    assert (left(asking), asking.current) == ([], None)
    kept = [(one.person_id, one.rating, one.hints) for one in reversed(store.answers())]
    assert kept == [("p1", 1, 3), ("p2", 3, 0), ("p1", 1, 0), ("p1", 2, 0)]
    assert asking.tally() == Tally(right=1, again=1)
    assert due_reviews(store, NOW, zone=UTC) == []


def test_put_off_is_asked_for_tomorrow_and_the_stability_stays(store: Store) -> None:
    asking = session(store, "p2", "p3")
    asking.answer(4)
    asking.put_off()
    assert asking.tally() == Tally(right=1, put_off=1)
    tomorrow = NOW + timedelta(days=1)
    assert [(one.person_id, one.retrievability) for one in due_reviews(store, tomorrow, zone=UTC)] == [("p3", None)]
    later = ReviewSession(store, (Asked("p2", TO_PERSON),), lambda: NOW + timedelta(days=9), zone=UTC)
    before = store.review_states(person="p2")[0]
    later.put_off()
    after = store.review_states(person="p2")[0]
    assert (after.stability, after.last_review) == (before.stability, before.last_review)
    assert after.due == datetime(2026, 12, 11, 4, tzinfo=UTC)


def test_recalled_or_put_off_is_tested_in_a_first_session(store: Store) -> None:
    plan(store, "e1")
    asking = session(store, "p1", "p2", "p3", first_of="e1")

    def tested() -> list[str]:
        return [place.person_id for place in store.first_session("e1") if place.tested_at]

    asking.answer(1)
    assert tested() == []
    asking.answer(2)
    asking.put_off()
    assert tested() == ["p2", "p3"]
    asking.answer(3)
    assert tested() == ["p1", "p2", "p3"]
    assert asking.undo() and tested() == ["p2", "p3"]
    assert asking.undo() and tested() == ["p2"]


def test_an_answer_of_another_session_is_not_taken_back(store: Store) -> None:
    ours, other = session(store, "p1"), session(store, "p2")
    ours.answer(3)
    other.answer(1)
    assert not ours.undo() and len(store.answers()) == 2
    assert other.undo() and ours.undo() and store.answers() == []
    assert not ours.undo()


def test_who_is_gone_is_left_out_and_undo_goes_past(store: Store) -> None:
    asking = ReviewSession(store, (Asked("p1", TO_PERSON), Asked("p2", TO_PERSON), Asked("p1", TO_NAME)), Clock())
    asking.put_off()
    store.delete("p1")
    asking.answer(3)
    asking.drop()
    assert left(asking) == []
    assert asking.undo() and asking.undo()
    assert left(asking) == ["p1", "p2", "p1"]
    asking.drop()
    assert left(asking) == ["p2"]


Everything = tuple[list[ReviewState], list[Answer], list[SessionPlace], tuple[Asked, ...], Tally]


def everything(store: Store, asking: ReviewSession) -> Everything:
    return (store.review_states(), store.answers(), store.first_session("e1"), asking.queue, asking.tally())


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from([1, 2, 3, 4, "put off", "undo"]), max_size=14), st.booleans())
def test_undo_restores_exactly_what_was_before(store: Store, steps: list[int | str], first: bool) -> None:
    plan(store, "e1")
    asking = session(store, "p1", "p2", "p3", first_of="e1" if first else None)
    states: list[Everything] = []
    for step in steps:
        if step == "undo":
            assert asking.undo() == bool(states)
            if states:
                assert everything(store, asking) == states.pop()
        elif asking.current is not None:
            states.append(everything(store, asking))
            asking.put_off() if step == "put off" else asking.answer(int(step))
    while states:
        assert asking.undo()
        assert everything(store, asking) == states.pop()
    assert not asking.undo()

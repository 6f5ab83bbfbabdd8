from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from cardscan.recall.due import Review, due_reviews, interleaved, planned_states, ranked, reviews_of
from cardscan.recall.scheduling import after_answer, never_answered
from cardscan.store.face_records import FaceOrigin
from cardscan.store.review_records import ReviewDirection, ReviewState
from cardscan.store.store import Store
from tests.recall.conftest import NOW, meet

TO_PERSON, TO_NAME = ReviewDirection.CARD_TO_PERSON, ReviewDirection.LOOK_TO_NAME


def answer(store: Store, person: str, rating: int, at: datetime = NOW, direction: ReviewDirection = TO_PERSON) -> None:
    known = store.review_states(person=person, direction=direction)
    before = known[0] if known else never_answered(person, direction, at)
    store.answer_review(after_answer(before, rating, at, UTC), rating, at)


def due(store: Store, days: int, **only: str | bool) -> list[tuple[str, ReviewDirection]]:
    found = due_reviews(store, NOW + timedelta(days=days), zone=UTC, **only)  # type: ignore[arg-type]
    return [(review.person_id, review.direction) for review in found]


def test_what_is_due_stands_by_who_is_forgotten_first(store: Store) -> None:
    for person, rating in (("p2", 4), ("p3", 1), ("p4", 3), ("p6", 2)):
        answer(store, person, rating)
    assert due(store, 0) == []
    assert due(store, 1) == [("p3", TO_PERSON), ("p6", TO_PERSON)]
    assert due(store, 8) == [("p3", TO_PERSON), ("p6", TO_PERSON), ("p4", TO_PERSON), ("p2", TO_PERSON)]
    assert due(store, 8, event="展示会") == [("p6", TO_PERSON)]
    chances = [review.retrievability or 0 for review in due_reviews(store, NOW + timedelta(days=8), zone=UTC)]
    assert chances == sorted(chances) and 0 < chances[0] < chances[-1] < 1


def test_it_is_due_all_day_from_four_and_not_earlier(store: Store) -> None:
    answer(store, "p3", 1)
    night = datetime(2026, 12, 2, 3, 59, tzinfo=UTC)
    assert due_reviews(store, night, zone=UTC) == []
    assert len(due_reviews(store, night + timedelta(minutes=1), zone=UTC)) == 1


def test_the_other_direction_joins_in_a_day_later_where_there_is_a_look_or_a_face(store: Store) -> None:
    answer(store, "p1", 4)
    answer(store, "p2", 4)
    assert due(store, 0) == []
    assert due(store, 1) == [("p1", TO_NAME)]
    store.add_face(b"jpeg", person="p2", origin=FaceOrigin.GIVEN)
    assert due(store, 1) == [("p1", TO_NAME), ("p2", TO_NAME)]
    assert due(store, 1, pictures=False) == [("p1", TO_NAME)], "a face cannot be shown"
    store.delete_memory("l1")
    assert due(store, 1) == [("p2", TO_NAME)], "there is nothing to ask with any more"
    answer(store, "p2", 3, NOW + timedelta(days=1), TO_NAME)
    assert due(store, 1) == [] and len(planned_states(store, NOW, zone=UTC)) == 3


def test_a_person_can_be_asked_for_before_anything_is_due(store: Store) -> None:
    asked = reviews_of(store, "c1", NOW, zone=UTC)
    assert [(one.person_id, one.direction, one.retrievability) for one in asked] == [
        ("p1", TO_PERSON, None),
        ("p1", TO_NAME, None),
    ]
    answer(store, "p2", 3)
    assert [(one.direction, one.retrievability) for one in reviews_of(store, "p2", NOW, zone=UTC)] == [(TO_PERSON, 1.0)]


def test_who_was_never_asked_for_is_not_due(store: Store) -> None:
    meet(store, "別の会", date(2026, 12, 2), 1)
    assert due(store, 400) == []


PEOPLE = st.sampled_from([f"p{number}" for number in range(1, 9)])
STATES = st.builds(
    ReviewState,
    PEOPLE,
    st.sampled_from(list(ReviewDirection)),
    st.just(2),
    st.none(),
    st.one_of(st.none(), st.floats(0.1, 100)),
    st.just(5.0),
    st.datetimes(datetime(2026, 11, 1), datetime(2026, 12, 1), timezones=st.just(UTC)),
    st.datetimes(datetime(2026, 11, 1), datetime(2026, 12, 1), timezones=st.just(UTC)),
)


@given(
    st.lists(STATES, unique_by=lambda state: (state.person_id, state.direction)),
    st.dictionaries(PEOPLE, st.one_of(st.none(), st.sampled_from(["忘年会", "展示会"]))),
)
def test_a_session_asks_everything_once_with_events_in_turns(
    states: list[ReviewState], event_of: dict[str, str | None]
) -> None:
    by_urgency = ranked(states, NOW, UTC)
    known = [review.retrievability for review in by_urgency if review.retrievability is not None]
    assert known == sorted(known)
    order: list[Review] = interleaved(by_urgency, event_of)
    assert sorted(map(id, order)) == sorted(map(id, by_urgency))
    people = list(dict.fromkeys(review.person_id for review in order))
    first = order[: len(people)]
    assert [review.person_id for review in first] == people, "a second direction waits until everybody was asked for"
    events = [event_of.get(review.person_id) for review in first]
    for place, event in enumerate(events[1:], start=1):
        assert event != events[place - 1] or not set(events[place:]) - {event}, "an event's people come in turns"
    for event in set(events):
        own = [by_urgency.index(review) for review in first if event_of.get(review.person_id) == event]
        assert own == sorted(own), "each event's most urgent first"

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from cardscan.recall.learning_day import learning_day
from cardscan.recall.scheduling import (
    AGAIN,
    DESIRED_RETENTION,
    EASY,
    GOOD,
    HARD,
    after_answer,
    never_answered,
    next_days,
    retrievability,
    tomorrow,
)
from cardscan.store.review_records import ReviewDirection, ReviewState
from tests.recall.conftest import NOW

CENTURY = 36_500
"""Days after which FSRS asks again at the latest."""
ZONES = st.sampled_from([UTC, ZoneInfo("Asia/Tokyo"), ZoneInfo("Europe/Berlin"), ZoneInfo("America/Santiago")])
RATINGS = st.sampled_from([AGAIN, HARD, GOOD, EASY])


def new(now: datetime = NOW) -> ReviewState:
    return never_answered("p1", ReviewDirection.CARD_TO_PERSON, now)


def days_until(state: ReviewState, now: datetime, zone: tzinfo) -> int:
    return (learning_day(state.due, zone) - learning_day(now, zone)).days


@given(st.lists(RATINGS, min_size=1, max_size=12), st.integers(0, 23), ZONES)
def test_it_is_never_due_on_the_same_day_and_always_at_four(ratings: list[int], hour: int, zone: tzinfo) -> None:
    state, now = new(), NOW.replace(hour=hour)
    for rating in ratings:
        state = after_answer(state, rating, now, zone)
        assert days_until(state, now, zone) >= 1
        local = state.due.astimezone(zone)
        assert (local.hour, local.minute) == (4, 0) and state.due.tzinfo is UTC
        assert state.last_review == now
        now = state.due + timedelta(hours=hour)


@given(st.lists(st.sampled_from([GOOD, EASY]), min_size=2, max_size=10), ZONES)
def test_intervals_grow_as_long_as_it_is_known(ratings: list[int], zone: tzinfo) -> None:
    state, now, intervals = new(), NOW, list[int]()
    for rating in ratings:
        state = after_answer(state, rating, now, zone)
        intervals.append(days_until(state, now, zone))
        now = state.due + timedelta(hours=2)
    assert all(later > before or later == CENTURY for before, later in pairwise(intervals))


@given(st.lists(RATINGS, max_size=6))
def test_a_better_grade_is_never_due_earlier(ratings: list[int]) -> None:
    state, now = new(), NOW
    for rating in ratings:
        state = after_answer(state, rating, now, UTC)
        now = state.due
    days = next_days(state, now, UTC)
    assert days[AGAIN] <= days[HARD] <= days[GOOD] <= days[EASY]


def test_an_evening_and_an_earlier_hour_of_the_next_day_are_a_day_apart() -> None:
    """FSRS itself counts 24 hours: 22 hours later would be the same day for it, and nobody forgets on the same day."""
    state = after_answer(new(), GOOD, NOW.replace(hour=22), UTC)
    early, late = (NOW + timedelta(days=1)).replace(hour=20), (NOW + timedelta(days=1)).replace(hour=23)
    assert (retrievability(state, early, UTC) or 0) == (retrievability(state, late, UTC) or 0) < 1
    assert after_answer(state, GOOD, early, UTC).stability == after_answer(state, GOOD, late, UTC).stability


def test_the_days_of_the_change_to_summer_time_count_like_others() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    before = datetime(2027, 3, 27, 21, tzinfo=berlin)  # the clocks go forward that night
    state = after_answer(new(before), HARD, before, berlin)
    assert state.due == datetime(2027, 3, 28, 4, tzinfo=berlin)
    assert (retrievability(state, state.due, berlin) or 0) < 1


def test_the_chance_of_recall_falls_to_what_is_wanted_when_it_is_due() -> None:
    state = new()
    assert retrievability(state, NOW, UTC) is None
    for _ in range(4):
        last = state.due
        state = after_answer(state, GOOD, last, UTC)
        assert retrievability(state, last, UTC) == 1
    chances = [retrievability(state, last + timedelta(days=days), UTC) or 0 for days in range(0, 200, 5)]
    assert chances == sorted(chances, reverse=True)
    assert abs((retrievability(state, state.due, UTC) or 0) - DESIRED_RETENTION) < 0.01
    assert tomorrow(NOW, UTC) == datetime(2026, 12, 2, 4, tzinfo=UTC)


def test_the_published_parameters_are_used() -> None:
    """Initial stabilities of FSRS-6 (0.212, 1.2931, 2.3065, 8.2956 days), in whole days and at least one."""
    assert next_days(new(), NOW, UTC) == {AGAIN: 1, HARD: 1, GOOD: 2, EASY: 8}

from __future__ import annotations

from datetime import UTC, date, timedelta

from cardscan.recall.session import Asked, ReviewSession
from cardscan.recall.status import Hold, next_due, review_status
from cardscan.store.review_records import ReviewDirection
from cardscan.store.store import Store
from tests.recall.conftest import NOW

TO_PERSON = ReviewDirection.CARD_TO_PERSON


def answer(store: Store, ratings: dict[str, int]) -> None:
    for person, rating in ratings.items():
        ReviewSession(store, (Asked(person, TO_PERSON),), lambda: NOW, zone=UTC).answer(rating)


def test_it_tells_due_forecast_hold_and_who_is_forgotten_next(store: Store) -> None:
    answer(store, {"p1": 4, "p2": 1, "p3": 2, "p6": 3})
    today = review_status(store, NOW, zone=UTC)
    assert (today.day, today.due, today.never_asked, today.forgetting) == (date(2026, 12, 1), 0, 3, ())
    due = dict(today.forecast)
    assert len(due) == 14 and {day.day: count for day, count in due.items() if count} == {2: 3, 3: 1, 9: 1}
    assert today.holds == {Hold.SLIPPING: 0, Hold.DAYS: 3, Hold.WEEKS: 1, Hold.MONTHS: 0}
    later = review_status(store, NOW + timedelta(days=5), most=2, zone=UTC)
    assert later.due == later.forecast[0][1] == 4, "what is overdue is due today"
    assert later.holds[Hold.SLIPPING] == 3 and later.holds[Hold.WEEKS] == 1
    assert [(one.person_id, round(one.retrievability or 0, 2)) for one in later.forgetting] == [
        ("p2", 0.61),
        ("p3", 0.79),
    ], "(1 + (0.9 ** (-1 / 0.1542) - 1) * 5 / stability) ** -0.1542 with stabilities of 0.212 and 1.2931 days"


def test_an_event_can_be_told_by_itself(store: Store) -> None:
    answer(store, {"p1": 3, "p6": 1})
    there = review_status(store, NOW + timedelta(days=1), event="展示会", zone=UTC)
    assert (there.due, there.never_asked, [one.person_id for one in there.forgetting]) == (1, 1, ["p6"])


def test_the_next_day_with_something_due_is_told(store: Store) -> None:
    assert next_due(store, NOW, zone=UTC) is None
    answer(store, {"p2": 4, "p3": 4, "p4": 1})
    assert next_due(store, NOW, zone=UTC) == (date(2026, 12, 2), 1)
    assert next_due(store, NOW + timedelta(days=1), zone=UTC) == (date(2026, 12, 9), 2)

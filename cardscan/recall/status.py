"""How it stands: what is due, what will be, who is known how well, and who is about to be forgotten."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from enum import StrEnum
from typing import TYPE_CHECKING

from cardscan.recall.due import Review, planned_states, ranked
from cardscan.recall.learning_day import learning_day
from cardscan.recall.scheduling import DESIRED_RETENTION

if TYPE_CHECKING:
    from cardscan.store.store import Store

FORECAST_DAYS = 14
_WEEK, _MONTH = 7.0, 30.0
"""Days of stability."""
_UNCHANGED = 0.995
"""A chance that is told as 100 %: nobody of whom it is one is about to be forgotten."""


class Hold(StrEnum):
    """For how long a person will be remembered as it stands."""

    SLIPPING = "slipping"
    """The chance of recall is below 0.9 today."""
    DAYS = "days"
    """It will fall to 0.9 within a week."""
    WEEKS = "weeks"
    """Within a month."""
    MONTHS = "months"
    """Later."""


@dataclass(frozen=True, slots=True)
class ReviewStatus:
    """How it stands on a day."""

    day: date
    due: int
    """Questions due today, overdue ones among them."""
    forecast: tuple[tuple[date, int], ...]
    """Day → questions due on it, from today, ``FORECAST_DAYS`` long; what answers will add is not in it."""
    holds: Mapping[Hold, int]
    """How many people, each by the weaker direction."""
    never_asked: int
    """How many people were never asked for."""
    forgetting: tuple[Review, ...]
    """The people with the lowest chance of recall, each in the weaker direction, lowest first."""


def review_status(
    store: Store, now: datetime, *, event: str | None = None, most: int = 5, zone: tzinfo | None = None
) -> ReviewStatus:
    """How it stands.

    Args:
        store: Where it is kept.
        now: The present, aware.
        event: Only with people met at this event (id or name).
        most: How many people who are about to be forgotten.
        zone: Whose clock says when a day begins; None: this machine's.
    """
    today = learning_day(now, zone)
    states = planned_states(store, now, event=event, zone=zone)
    people = store.counts()["people"] if event is None else len(store.debrief(event))
    days = Counter(max(today, learning_day(state.due, zone)) for state in states)
    weakest: dict[str, Review] = {}
    for review in ranked(states, now, zone):
        if review.retrievability is not None:
            weakest.setdefault(review.person_id, review)
    holds = Counter(_hold(review) for review in weakest.values())
    forgetting = [one for one in weakest.values() if one.retrievability is not None and one.retrievability < _UNCHANGED]
    forecast = [today + timedelta(days=ahead) for ahead in range(FORECAST_DAYS)]
    return ReviewStatus(
        day=today,
        due=days[today],
        forecast=tuple((day, days[day]) for day in forecast),
        holds={hold: holds[hold] for hold in Hold},
        never_asked=people - len(weakest),
        forgetting=tuple(forgetting[:most]),
    )


def next_due(
    store: Store, now: datetime, *, pictures: bool = True, zone: tzinfo | None = None
) -> tuple[date, int] | None:
    """The next day after today on which something is due, and how much (arguments as of ``due_reviews``)."""
    today = learning_day(now, zone)
    days = Counter(learning_day(state.due, zone) for state in planned_states(store, now, pictures=pictures, zone=zone))
    later = min((day for day in days if day > today), default=None)
    return (later, days[later]) if later is not None else None


def _hold(review: Review) -> Hold:
    stability, chance = review.state.stability or 0.0, review.retrievability or 0.0
    if chance < DESIRED_RETENTION:
        return Hold.SLIPPING
    return Hold.DAYS if stability < _WEEK else Hold.WEEKS if stability < _MONTH else Hold.MONTHS

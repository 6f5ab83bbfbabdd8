"""Who is to be asked for today, and in which order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, tzinfo
from typing import TYPE_CHECKING, Protocol, TypeVar

from cardscan.recall.learning_day import beginning, learning_day
from cardscan.recall.scheduling import never_answered, retrievability
from cardscan.store.review_records import ReviewDirection, ReviewState

if TYPE_CHECKING:
    from cardscan.store.store import Store

_NEVER_AHEAD = timedelta(days=2 * 366 + 2)
"""Further no answer lies ahead, even where ``--on`` counts a day a year ahead, then one a year ago as today."""


@dataclass(frozen=True, slots=True)
class Review:
    """One person to be asked for in one direction."""

    person_id: str
    direction: ReviewDirection
    state: ReviewState
    retrievability: float | None
    """The chance of recall now, 0 to 1; None where it was never asked in this direction."""


class _OfPerson(Protocol):
    @property
    def person_id(self) -> str: ...


_Asked = TypeVar("_Asked", bound=_OfPerson)


def due_reviews(
    store: Store,
    now: datetime,
    *,
    event: str | None = None,
    pictures: bool = True,
    zone: tzinfo | None = None,
) -> list[Review]:
    """What is due today, those first who are about to be forgotten; directions never asked come last.

    Args:
        store: Where it is kept.
        now: The present, aware.
        event: Only people met at this event (id or name).
        pictures: Whether faces can be shown; who has a face but no look is else asked for by the card only.
        zone: Whose clock says when a day begins; None: this machine's.
    """
    end = beginning(learning_day(now, zone) + timedelta(days=1), zone)
    due = [one for one in planned_states(store, now, event=event, pictures=pictures, zone=zone) if one.due < end]
    return ranked(due, now, zone)


def reviews_of(
    store: Store, person: str, now: datetime, *, pictures: bool = True, zone: tzinfo | None = None
) -> list[Review]:
    """What a person can be asked for, due or not, the card first.

    Args:
        store: Where it is kept.
        person: Whom (id, card's id or name).
        now: The present, aware.
        pictures: Whether faces can be shown.
        zone: Whose clock says when a day begins; None: this machine's.
    """
    person_id = store.person(person).id
    known = {state.direction: state for state in store.review_states(person=person_id)}
    by_look = person_id in store.recognisable(by_face=pictures)
    states = [
        known.get(direction) or never_answered(person_id, direction, now)
        for direction in ReviewDirection
        if direction is ReviewDirection.CARD_TO_PERSON or by_look
    ]
    return [Review(person_id, one.direction, one, retrievability(one, now, zone)) for one in states]


def planned_states(
    store: Store,
    now: datetime,
    *,
    person: str | None = None,
    event: str | None = None,
    pictures: bool = True,
    zone: tzinfo | None = None,
) -> list[ReviewState]:
    """Everything that will be asked sooner or later about people who were asked for once.

    A direction that was never asked joins in on the day after the last answer in the other one. Nobody is asked for
    by look or face who has neither. What was answered when the clock was wrong by years is due now (aware).
    """
    known = store.review_states(person=person, event=event)
    recognisable = store.recognisable(by_face=pictures)
    by_person: dict[str, dict[ReviewDirection, ReviewState]] = {}
    for state in known:
        by_person.setdefault(state.person_id, {})[state.direction] = _with_the_clock_put_right(state, now)
    planned = []
    for person_id, states in by_person.items():
        answered = [state.last_review for state in states.values() if state.last_review is not None]
        for direction in ReviewDirection:
            if direction is ReviewDirection.LOOK_TO_NAME and person_id not in recognisable:
                continue
            if direction in states:
                planned.append(states[direction])
            elif answered:
                day_after = learning_day(max(answered), zone) + timedelta(days=1)
                planned.append(never_answered(person_id, direction, beginning(day_after, zone)))
    return planned


def _with_the_clock_put_right(state: ReviewState, now: datetime) -> ReviewState:
    answered = state.last_review is not None and state.last_review - now > _NEVER_AHEAD
    return replace(state, due=min(state.due, now)) if answered else state


def ranked(states: Iterable[ReviewState], now: datetime, zone: tzinfo | None = None) -> list[Review]:
    """The lowest chance of recall first, then the longest due; what was never asked comes last."""
    reviews = [Review(one.person_id, one.direction, one, retrievability(one, now, zone)) for one in states]

    def rank(review: Review) -> tuple[float, datetime, str, ReviewDirection]:
        chance = 1.0 if review.retrievability is None else review.retrievability
        return (chance, review.state.due, review.person_id, review.direction)

    return sorted(reviews, key=lambda review: (review.retrievability is None, rank(review)))


def interleaved(reviews: Sequence[_Asked], event_of: Mapping[str, str | None]) -> list[_Asked]:
    """The order of a session: events take turns, and a person's second direction waits until everybody was asked for.

    Args:
        reviews: In the order of urgency, which each event's people keep among themselves.
        event_of: Person → event at which they were met.
    """
    first: list[_Asked] = []
    second: list[_Asked] = []
    seen: set[str] = set()
    for review in reviews:
        (second if review.person_id in seen else first).append(review)
        seen.add(review.person_id)
    return [*_in_turns(first, event_of), *_in_turns(second, event_of)]


def _in_turns(reviews: Iterable[_Asked], event_of: Mapping[str, str | None]) -> list[_Asked]:
    by_event: dict[str | None, list[_Asked]] = {}
    for review in reviews:
        by_event.setdefault(event_of.get(review.person_id), []).append(review)
    turns = [(turn, place, one) for place, group in enumerate(by_event.values()) for turn, one in enumerate(group)]
    return [one for _, _, one in sorted(turns, key=lambda entry: entry[:2])]

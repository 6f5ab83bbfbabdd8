"""How likely a person is still known, from the answers given so far; pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fsrs import Scheduler

    from cardscan.store.review_records import ReviewState


def weakest_retrievability(states: Iterable[ReviewState], now: datetime) -> float | None:
    """The chance, 0 to 1, that a person is recalled, in the direction in which they are known least.

    Args:
        states: What FSRS keeps of one person, a state for each direction ever asked in.
        now: The moment it is asked for, aware.

    Returns:
        None where no answer was ever given.
    """
    chances = [_retrievability(state, now) for state in states if state.stability is not None and state.last_review]
    return min(chances, default=None)


def _retrievability(state: ReviewState, now: datetime) -> float:
    from fsrs import Card

    card = Card(card_id=0, stability=state.stability, difficulty=state.difficulty, last_review=state.last_review)
    return float(_scheduler().get_card_retrievability(card, now))


@cache
def _scheduler() -> Scheduler:
    """With the published parameters of FSRS-6."""
    from fsrs import Scheduler

    return Scheduler()

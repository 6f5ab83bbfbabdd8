"""How likely a person is still known, from the answers given so far; pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from cardscan.recall.scheduling import retrievability

if TYPE_CHECKING:
    from cardscan.store.review_records import ReviewState


def weakest_retrievability(states: Iterable[ReviewState], now: datetime) -> float | None:
    """The chance, 0 to 1, that a person is recalled, in the direction in which they are known least.

    Args:
        states: What FSRS keeps of one person, a state for each direction ever asked in.
        now: The moment it is asked for, aware.

    Returns:
        None where no answer was ever given.
    """
    chances = (retrievability(state, now) for state in states)
    return min((chance for chance in chances if chance is not None), default=None)

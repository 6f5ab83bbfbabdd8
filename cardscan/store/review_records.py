"""How well people are remembered, as FSRS has it, and every answer that was given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

RATINGS = {1: "again", 2: "hard", 3: "good", 4: "easy"}
"""Rating → how well somebody was recalled (``fsrs.Rating``)."""


class ReviewDirection(StrEnum):
    """What is shown and what is to be recalled."""

    CARD_TO_PERSON = "card_to_person"
    """The card is shown: who was it?"""
    LOOK_TO_NAME = "look_to_name"
    """The look or the face is shown: what is the name?"""


@dataclass(frozen=True, slots=True)
class ReviewState:
    """The memory of one person in one direction; the fields are those of ``fsrs.Card``."""

    person_id: str
    direction: ReviewDirection
    state: int
    """1 learning, 2 review, 3 relearning (``fsrs.State``)."""
    step: int | None
    """Which learning step, from 0; None in review."""
    stability: float | None
    """Days until the chance of recall has fallen to 0.9; None before the first answer."""
    difficulty: float | None
    """1 (easy) to 10; None before the first answer."""
    due: datetime
    """UTC."""
    last_review: datetime | None
    """UTC; None before the first answer."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer to a review."""

    number: int
    """Rises from answer to answer."""
    person_id: str
    direction: ReviewDirection
    rating: int
    """1 again, 2 hard, 3 good, 4 easy (``fsrs.Rating``)."""
    hints: int
    """How many hints were shown before the answer."""
    at: datetime
    """UTC."""
    before: ReviewState | None
    """What the answer changed; None for the first one."""


@dataclass(frozen=True, slots=True)
class SessionPlace:
    """One person in the first session of an event."""

    event_id: str
    person_id: str
    group: int
    """Which group, from 0."""
    position: int
    """The place within the group, from 0."""
    shown_at: datetime | None
    """UTC, when the person was shown to be learned."""
    tested_at: datetime | None
    """UTC, when the person was asked for in the group's test."""

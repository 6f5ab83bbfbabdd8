"""What somebody remembers of a person beside the card: looks, talks, promises; frozen records with public ids.

``l3`` is a look, ``t3`` a talk, ``d3`` a promise.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal


@dataclass(frozen=True, slots=True)
class Memory:
    """What a look, a talk and a promise have in common."""

    id: str
    person_id: str
    event_id: str | None
    """The event it is from; None where it is from none, or that is not known."""
    text: str
    """One or more lines."""
    at: datetime
    """The moment it speaks of, aware: when it was written down, unless another was said."""
    created_at: datetime
    """UTC."""
    updated_at: datetime
    """UTC."""


@dataclass(frozen=True, slots=True)
class Look(Memory):
    """What a person looked like: hair, glasses, voice, where they stood, whom they resemble."""


@dataclass(frozen=True, slots=True)
class Talk(Memory):
    """What was talked about with a person."""


@dataclass(frozen=True, slots=True)
class Promise(Memory):
    """What was promised to a person; ``at`` is when."""

    due: date | None
    """The day by which it is to be done."""
    done_at: datetime | None
    """UTC; None while it is open."""


@dataclass(frozen=True, slots=True)
class DebriefPlace:
    """One person in the debrief of an event, or of those met at no event."""

    person_id: str
    event_id: str | None
    order: int
    """The person's first place among the cards received there (``Encounter.order``)."""
    state: Literal["open", "done", "skipped"]
    """``done``: gone through with an answer; ``skipped``: without."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Somebody who was met near somebody else at the same event."""

    person_id: str
    event_id: str | None
    place: Literal["before", "after", "same_photo"]
    """Whether the card came in just before, just after, or lies on the same photo."""
    distance: int
    """How many people further: 1 for the next one; on the same photo too."""

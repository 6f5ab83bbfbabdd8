"""Signatures for the command line (the bodies follow)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cardscan.store.records import PersonSummary
    from cardscan.store.store import Store


@dataclass(frozen=True, slots=True)
class Match:
    """A value in which something was found."""

    field: str
    """A contact field, or ``note``, ``event``, ``tag``, ``line`` (a line of the card that is no field's)."""
    value: str
    spans: tuple[tuple[int, int], ...]
    """What matched: start and end (exclusive) in characters of ``value``, in order, not overlapping."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A person who was found, and why."""

    person: PersonSummary
    score: float
    """Higher is better; comparable within one search only."""
    matches: tuple[Match, ...]
    near: bool
    """Found only by allowing for a typing or reading error."""


def search(store: Store, query: str, limit: int = 20) -> list[Hit]: ...

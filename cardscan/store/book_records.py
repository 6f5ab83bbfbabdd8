"""What became of the entries of an address book; frozen records with public ids."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Status = Literal["new", "changed", "known", "deleted"]
"""``deleted``: it came in before, and its person was deleted since; it stays away."""


@dataclass(frozen=True, slots=True)
class TakenEntry:
    """What became of one entry."""

    line: int
    """Where it begins in its file, from 1."""
    status: Status
    person_id: str | None
    """Whom it made; None where the person was deleted."""

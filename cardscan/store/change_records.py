"""What the store tells of changes and of the bin: frozen records with public ids."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from cardscan.store.records import Change, PersonSummary


@dataclass(frozen=True, slots=True)
class StoredChange:
    """One thing that was done, as it can be taken back."""

    id: str
    """Such as ``u12``."""
    at: datetime
    """UTC, by this machine's clock; the order of changes is that of their ids."""
    kind: str
    """In one word: import, edit, tag, note, delete, undo."""
    summary: str
    """What it was about, in a few words; may be empty."""
    people: tuple[str, ...]
    """The ids of those it touched, also of those who are gone by now."""
    undoes: str | None
    """The change that it took back."""
    undone_by: str | None
    """The change by which it is taken back at present."""
    lost: Literal["old", "gone"] | None
    """Why it cannot be undone: too many changes came after it, or something it touched was deleted for good."""
    detail: Mapping[str, Any] | None = None
    """What undoing it has to know beside the rows."""

    @property
    def undoable(self) -> bool:
        """Whether its rows are kept and it is in force."""
        return self.lost is None and self.undone_by is None


@dataclass(frozen=True, slots=True)
class PastChange:
    """A change as it touched one person."""

    at: datetime
    """UTC."""
    kind: str
    summary: str
    fields: tuple[Change, ...]
    """How values changed by it."""
    change: StoredChange | None
    """None for one from before there was a journal."""


@dataclass(frozen=True, slots=True)
class Binned:
    """Somebody who was deleted and can be brought back."""

    person: PersonSummary
    at: datetime
    """When they were deleted, UTC."""

"""What a check of the store found."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class FindingKind(StrEnum):
    """What can be wrong."""

    DATABASE = "database"
    """The database file is damaged."""
    REFERENCE = "reference"
    """A row names another one that is not there."""
    MISSING = "missing"
    """The original of a photo is not there."""
    NO_PICTURE = "no_picture"
    """The picture of a card or the cut-out of a face is not there."""
    UNREADABLE = "unreadable"
    """Something is in a file's place that cannot be read."""
    CHANGED = "changed"
    """A file has not the bytes that were kept: they do not give the SHA-256 in its name."""
    ORPHAN = "orphan"
    """A file that no row and no backup names."""
    LEFTOVER = "leftover"
    """Half a file that a killed command left."""
    MODE = "mode"
    """Others may look into files or folders."""
    INDEX = "index"
    """Somebody is not found by what is known."""
    BACKUP = "backup"
    """A backup in the data folder is damaged."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not right."""

    kind: FindingKind
    subject: str
    """A path below the data folder, or the id of a person."""
    detail: str
    """What is wrong with it, in words."""
    ids: tuple[str, ...] = ()
    """Whom or what it concerns."""
    repaired: str | None = None
    """How it was put right; None where it was not."""
    advice: str | None = None
    """What a person can do where the program cannot."""


@dataclass(frozen=True, slots=True)
class CheckReport:
    """All that a check looked at and found."""

    findings: tuple[Finding, ...]
    people: int
    photos: int
    files: int
    """How many files are named by rows."""
    read: int
    """How many bytes were read and their SHA-256 compared."""

    @property
    def open(self) -> tuple[Finding, ...]:
        """What was not put right."""
        return tuple(one for one in self.findings if one.repaired is None)

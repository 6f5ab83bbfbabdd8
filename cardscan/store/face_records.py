"""Faces from the pictures of an event or given by hand; frozen records with public ids. ``h3`` is a face."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

Box = tuple[float, float, float, float]
"""Left, top, right and bottom in px of the upright photo, origin top left."""


class FaceOrigin(StrEnum):
    """Where a face came from."""

    FOUND = "found"
    """Found on a photo by a detector."""
    GIVEN = "given"
    """Given by hand as a portrait."""


class FaceStatus(StrEnum):
    """What was said of a face. Only people say it, never a program."""

    UNKNOWN = "unknown"
    """Nobody was asked yet, or nobody knew."""
    NAMED = "named"
    """A person said who it is."""
    STRANGER = "stranger"
    """A face, but of nobody to be remembered."""
    NOT_A_PERSON = "not_a_person"
    """No face at all: a poster, a pattern."""


@dataclass(frozen=True, slots=True)
class Face:
    """A face cut from a photo."""

    id: str
    person_id: str | None
    """Who it is; exactly where ``status`` is ``named``."""
    photo_id: str | None
    """The photo it was cut from; None for a portrait that was given by itself."""
    box: Box | None
    """Where on the photo."""
    crop: Path
    """The cut-out, a JPEG file inside the data folder."""
    score: float | None
    """How sure the detector is that it is a face, 0–1; None where no detector was asked."""
    origin: FaceOrigin
    status: FaceStatus
    created_at: datetime
    """UTC."""
    updated_at: datetime
    """UTC."""


@dataclass(frozen=True, slots=True)
class EventPhoto:
    """A photo without a card that belongs to an event."""

    photo_id: str
    event_id: str
    searched_at: datetime | None
    """UTC, when faces were looked for on it; None: not yet."""

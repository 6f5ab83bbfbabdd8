"""What is to be removed for good, as the store tells it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cardscan.records import Quad
    from cardscan.store.face_records import Box


@dataclass(frozen=True, slots=True)
class SharedPhoto:
    """A photo that stays, because it shows others, with what is to be painted over; px of the upright photo."""

    photo_id: str
    cards: tuple[Quad, ...]
    faces: tuple[Box, ...]
    """Left, top, right, bottom."""
    other_faces: tuple[tuple[str, Box], ...]
    """Id and place of the faces of others, whose cut-outs may show a part of what is to go."""


@dataclass(frozen=True, slots=True)
class PurgePlan:
    """Who is to go, and what has to be painted over before the rows can go."""

    people: tuple[tuple[str, str], ...]
    """Id and name of each."""
    photos: tuple[SharedPhoto, ...]

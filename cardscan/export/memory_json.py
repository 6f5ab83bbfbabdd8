"""Looks, talks, promises and faces as JSON."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from cardscan.store.memory_records import Memory, Promise

if TYPE_CHECKING:
    from cardscan.store.face_records import Face


def memory_to_json(memory: Memory) -> dict[str, Any]:
    """A look, talk or promise with the ids of the person and the event it is about."""
    common = {
        "id": memory.id,
        "kind": type(memory).__name__.lower(),
        "person": memory.person_id,
        "event": memory.event_id,
        "text": memory.text,
        "at": memory.at.isoformat(),
        "created_at": memory.created_at.isoformat(),
        "updated_at": memory.updated_at.isoformat(),
    }
    if not isinstance(memory, Promise):
        return common
    return common | {
        "due": memory.due.isoformat() if memory.due else None,
        "done_at": memory.done_at.isoformat() if memory.done_at else None,
        "overdue": memory.done_at is None and memory.due is not None and memory.due < date.today(),
    }


def face_to_json(face: Face) -> dict[str, Any]:
    """A face with the path of its cut-out and its box in px of the photo."""
    return {
        "id": face.id,
        "person": face.person_id,
        "photo": face.photo_id,
        "box": [round(edge, 1) for edge in face.box] if face.box else None,
        "crop": str(face.crop),
        "origin": face.origin.value,
        "status": face.status.value,
        "created_at": face.created_at.isoformat(),
        "updated_at": face.updated_at.isoformat(),
    }

"""A briefing as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cardscan.export.memory_json import memory_to_json
from cardscan.export.to_json import contact_to_json, event_to_json, note_to_json
from cardscan.store.records import Note

if TYPE_CHECKING:
    from cardscan.briefing.brief import BriefedPerson, Briefing


def briefing_to_json(briefing: Briefing) -> dict[str, Any]:
    """A briefing with everybody in it, in its order, and the names that nobody known has."""
    return {
        "title": briefing.title,
        "event": event_to_json(briefing.event) if briefing.event else None,
        "people": [_person(one) for one in briefing.people],
        "unknown": list(briefing.unknown),
    }


def _person(one: BriefedPerson) -> dict[str, Any]:
    met = one.last_met
    return {
        "id": one.person.id,
        "said": one.said,
        "sure": one.sure,
        "recall": round(one.recall, 3) if one.recall is not None else None,
        "contact": contact_to_json(one.person.contact),
        "tags": list(one.person.tags),
        "times": [event.id for event in one.at],
        "met": {
            "at": met.met_at.isoformat() if met.met_at else None,
            "event": event_to_json(met.event) if met.event else None,
        }
        if met
        else None,
        "look": memory_to_json(one.look) if one.look else None,
        "talk": memory_to_json(one.talk) if one.talk and not isinstance(one.talk, Note) else None,
        "note": note_to_json(one.talk) if isinstance(one.talk, Note) else None,
        "promises": [memory_to_json(promise) for promise in one.promises],
        "card": str(one.card) if one.card else None,
        "face": str(one.face) if one.face else None,
    }

"""The program's JSON: one photo as read, and everything that is remembered."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from cardscan.export.memory_json import face_to_json, memory_to_json
from cardscan.export.printable import ACTING
from cardscan.records import FieldKind

if TYPE_CHECKING:
    from cardscan.records import Contact, LabelledLine, PhotoReading, Quad, ReadCard
    from cardscan.search.search import Hit
    from cardscan.store.records import (
        CardPair,
        Change,
        Encounter,
        Event,
        Note,
        Person,
        PersonSummary,
        Position,
        SamePerson,
        StoredCard,
        StoredField,
    )

Json = dict[str, Any]

_CONFIDENCE_KEYS = (
    "name", "kana", "romaji", "company", "department", "title", "postal", "address",
    "tel", "fax", "mobile", "email", "url",
)  # fmt: skip
"""Every key stands in every card's ``confidence``, null where the card does not have the field."""

_ACTING = re.compile(f"[{ACTING}]")


def json_line(value: object) -> str:
    r"""One line of JSON; characters that could act on a terminal stand as ``\uXXXX`` and so survive a round trip."""
    return _ACTING.sub(_escaped, json.dumps(value, ensure_ascii=False, allow_nan=False))


def _escaped(match: re.Match[str]) -> str:
    units = match[0].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[i]:02x}{units[i + 1]:02x}" for i in range(0, len(units), 2))


def reading_to_json(reading: PhotoReading) -> Json:
    """A photo as ``cardscan scan --json`` prints it."""
    info, failure = reading.info, reading.failure
    return {
        "file": str(reading.path),
        "taken_at": _moment(info.taken_at) if info else None,
        "width": info.width if info else None,
        "height": info.height if info else None,
        "error": {"code": failure.code, "message": failure.message} if failure else None,
        "cards": [_card(card) for card in reading.cards],
    }


def contact_to_json(contact: Contact) -> Json:
    """A contact with every field, null or an empty list where there is nothing."""
    return asdict(contact)


def summary_to_json(person: PersonSummary) -> Json:
    """One line of ``cardscan list --json``."""
    return {
        "id": person.id,
        "name": person.name,
        "kana": person.kana,
        "organization": person.organization,
        "titles": list(person.titles),
        "event": person.event,
        "met_at": _moment(person.met_at),
        "unsure": person.unsure,
    }


def hit_to_json(hit: Hit) -> Json:
    """One line of ``cardscan search --json``; spans are start and end (exclusive) in characters of ``value``."""
    matches = [{"field": m.field, "value": m.value, "spans": [list(span) for span in m.spans]} for m in hit.matches]
    return {"person": summary_to_json(hit.person), "score": hit.score, "near": hit.near, "matches": matches}


def event_to_json(event: Event) -> Json:
    """An event with the number of people met there."""
    return {
        "id": event.id,
        "name": event.name,
        "start": _moment(event.start),
        "end": _moment(event.end),
        "place": event.place,
        "memo": event.memo,
        "starts_at": _moment(event.starts_at),
        "ends_at": _moment(event.ends_at),
        "people": event.people,
    }


def note_to_json(note: Note) -> Json:
    """A note with the id of the person or event it is about."""
    return {
        "id": note.id,
        "subject": note.subject,
        "text": note.text,
        "at": _moment(note.at),
        "created_at": _moment(note.created_at),
        "updated_at": _moment(note.updated_at),
    }


def person_to_json(person: Person) -> Json:
    """Everything that is known of a person."""
    return {
        "id": person.id,
        "contact": contact_to_json(person.contact),
        "fields": [field_to_json(value) for value in person.fields],
        "cards": [_stored_card(card) for card in person.cards],
        "encounters": [_encounter(encounter) for encounter in person.encounters],
        "notes": [note_to_json(note) for note in person.notes],
        "tags": list(person.tags),
        "created_at": _moment(person.created_at),
        "updated_at": _moment(person.updated_at),
        "history": [value_change_to_json(change) for change in person.history],
        "looks": [memory_to_json(look) for look in person.looks],
        "talks": [memory_to_json(talk) for talk in person.talks],
        "promises": [memory_to_json(promise) for promise in person.promises],
        "faces": [face_to_json(face) for face in person.faces],
        "positions": [position_to_json(position) for position in person.positions],
    }


def pair_to_json(pair: CardPair) -> Json:
    """One line of ``cardscan sides --json``."""
    return {
        "state": pair.state,
        "front": {"card": pair.front_id, "person": pair.front_person},
        "back": {"card": pair.back_id, "person": pair.back_person},
        "by_hand": pair.by_hand,
        "signs": list(pair.signs),
    }


def same_person_to_json(pair: SamePerson) -> Json:
    """One line of ``cardscan duplicates --json``, and of an import, ``merge`` and ``split``."""
    return {
        "state": pair.state,
        "person": pair.person_id,
        "other": pair.other_id,
        "signs": list(pair.signs),
        "chance": _chance(pair.chance),
        "by_hand": pair.by_hand,
        "replaced": [field_to_json(value) for value in pair.replaced],
    }


def position_to_json(position: Position) -> Json:
    """One position of a person; ``by_hand``: what of its days and of being current somebody said."""
    return {
        "organization": position.organization,
        "organization_en": position.organization_en,
        "department": position.department,
        "titles": list(position.titles),
        "since": _moment(position.since),
        "until": _moment(position.until),
        "current": position.current,
        "by_hand": list(position.by_hand),
        "cards": list(position.cards),
        "contact": contact_to_json(position.contact),
    }


def _card(card: ReadCard) -> Json:
    fields = card.fields
    return {
        "quad": _quad(card.image.quad),
        "side": card.side,
        "contact": contact_to_json(fields.contact),
        "confidence": {key: _chance(fields.confidence.get(key)) for key in _CONFIDENCE_KEYS},
        "source": {key: source.value for key, source in fields.source.items()},
        "lines": lines_to_json(fields.lines),
        "codes": _codes(fields.lines),
    }


def lines_to_json(lines: Sequence[LabelledLine]) -> list[Json]:
    """Lines of a card with their boxes (px of the card) and the fields they were taken for."""
    return [
        {"text": line.text, "box": _quad(line.quad), "score": _chance(line.score), "field": line.kind.value}
        for line in lines
        if line.kind is not FieldKind.CODE
    ]


def _codes(lines: Sequence[LabelledLine]) -> list[Json]:
    """The payloads of a card's machine-readable codes."""
    return [{"text": line.text, "box": _quad(line.quad)} for line in lines if line.kind is FieldKind.CODE]


def field_to_json(value: StoredField) -> Json:
    """One value of a person with everything that is known of it."""
    return {
        "field": value.field,
        "value": value.value,
        "text": value.text,
        "parts": _plain(value.parts),
        "confidence": _chance(value.confidence),
        "source": value.source.value,
        "confirmed": value.confirmed,
        "card": value.card_id,
    }


def value_change_to_json(change: Change) -> Json:
    """One change of one value, with all of the old one and of the new one."""
    return {
        "at": _moment(change.at),
        "by": change.by.value,
        "field": change.field,
        "old": field_to_json(change.old) if change.old else None,
        "new": field_to_json(change.new) if change.new else None,
    }


def _plain(parts: Mapping[str, str]) -> Json:
    return dict(parts)


def _stored_card(card: StoredCard) -> Json:
    return {
        "id": card.id,
        "photo": card.photo_id,
        "position": card.position,
        "side": card.side,
        "quad": _quad(card.quad),
        "px_per_mm": round(card.px_per_mm, 3),
        "picture": str(card.picture),
        "lines": lines_to_json(card.lines),
        "codes": _codes(card.lines),
    }


def _encounter(encounter: Encounter) -> Json:
    return {
        "event": event_to_json(encounter.event) if encounter.event else None,
        "order": encounter.order,
        "met_at": _moment(encounter.met_at),
        "card": encounter.card_id,
        "photo": encounter.photo_id,
        "memo": encounter.memo,
    }


def _quad(quad: Quad) -> list[list[float]]:
    return [[round(float(x), 1), round(float(y), 1)] for x, y in quad]


def _chance(value: float | None) -> float | None:
    """Three digits, rounded down: 0.8996 must not become the 0.9 that promises something."""
    return None if value is None else math.floor(float(value) * 1000 + 1e-6) / 1000


def _moment(moment: datetime | date | None) -> str | None:
    return None if moment is None else moment.isoformat()

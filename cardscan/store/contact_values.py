"""A contact as rows of single values and back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from typing import Any, Literal, cast

from cardscan.person.confidence_keys import KEY_OF_FIELD, key_of_phone
from cardscan.records import Address, CardFields, Contact, Phone, Source, ValuePlace
from cardscan.store.records import StoredField
from cardscan.store.storable_text import storable_line

CONTACT_FIELDS = tuple(field.name for field in fields(Contact))
"""Every field of a contact, in its order."""

MANY_VALUED = tuple(field.name for field in fields(Contact) if field.default == ())
"""The fields that can have several values."""

PhoneKind = Literal["work", "direct", "mobile", "fax", "tollfree", "other"]


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a field, not yet anybody's."""

    field: str
    value: str
    text: str
    parts: Mapping[str, str]
    confidence: float | None = None
    source: Source = Source.PRINTED
    confirmed: bool = False
    card_id: int | None = None
    lines: tuple[int, ...] = ()
    rivals: tuple[str, ...] = ()

    def row(self, person_id: int, position: int) -> dict[str, Any]:
        """The row of ``field_values``."""
        return {
            "person_id": person_id,
            "card_id": self.card_id,
            "field": self.field,
            "position": position,
            "value": self.value,
            "text": self.text,
            "parts": dict(self.parts),
            "confidence": self.confidence,
            "source": str(self.source),
            "confirmed": self.confirmed,
            "lines": list(self.lines),
            "rivals": list(self.rivals),
        }


def values_of_card(card: CardFields, card_id: int) -> list[Value]:
    """The values a card was understood to say, in the contact's order.

    A confidence of the card speaks for the least sure of all values under its key; where there are several, each has
    the confidence that it was read with.
    """
    places = {(place.field, storable_line(place.value)): place for place in reversed(card.places)}
    values = []
    for field in CONTACT_FIELDS:
        source = card.source.get(field, Source.PRINTED)
        for item in _as_sequence(getattr(card.contact, field)):
            value, parts = _spelled(item)
            if value:
                confidence = card.confidence.get(_confidence_key(field, parts))
                values.append(Value(field, value, value, parts, confidence, source, card_id=card_id))
    together = Counter(_confidence_key(value.field, value.parts) for value in values)
    return [
        _placed(value, places.get((value.field, value.value)), together[_confidence_key(value.field, value.parts)] > 1)
        for value in values
    ]


def values_of_contact(contact: Contact, source: Source) -> list[Value]:
    """The values of a contact of which nothing but their source is known, in the contact's order."""
    spelled = [(field, *_spelled(item)) for field in CONTACT_FIELDS for item in _as_sequence(getattr(contact, field))]
    unique = {(field, value): Value(field, value, value, parts, source=source) for field, value, parts in spelled}
    return [value for value in unique.values() if value.value]


def _placed(value: Value, place: ValuePlace | None, one_of_several: bool) -> Value:
    if place is None:
        return value
    own = place.confidence if one_of_several and place.confidence is not None else value.confidence
    rivals = tuple(filter(None, map(storable_line, place.rivals)))
    return replace(value, confidence=own, lines=place.lines, rivals=rivals)


def contact_of(values: Sequence[StoredField]) -> Contact:
    """The contact that the values of one person spell."""
    by_field: dict[str, list[Any]] = {}
    for value in values:
        by_field.setdefault(value.field, []).append(item_of(value))
    spelled: dict[str, Any] = {
        field: tuple(items) if field in MANY_VALUED else items[0] for field, items in by_field.items()
    }
    return Contact(**spelled)


def _confidence_key(field: str, parts: Mapping[str, str]) -> str:
    if field == "phones":
        return key_of_phone(parts["kind"])
    return KEY_OF_FIELD.get(field, field)


def _as_sequence(value: Any) -> Sequence[Any]:
    if value is None:
        return ()
    return value if isinstance(value, tuple) else (value,)


def _spelled(item: str | Phone | Address) -> tuple[str, dict[str, str]]:
    """What is shown of a value, and its parts."""
    if isinstance(item, str):
        return storable_line(item), {}
    parts = {name: storable_line(part) for name, part in asdict(item).items() if name != "text" and part}
    return storable_line(item.text), parts


def item_of(value: StoredField) -> str | Phone | Address:
    """A value as it stands in a contact."""
    if value.field == "phones":
        kind = cast("PhoneKind", value.parts.get("kind", "other"))
        return Phone(kind=kind, number=value.parts.get("number"), text=value.value)
    if value.field == "addresses":
        return Address(text=value.value, **value.parts)
    return value.value

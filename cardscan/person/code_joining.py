"""A card's fields while what its codes say is joined to them: values, where they came from, how sure they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from cardscan.person.confidence_keys import KEY_OF_FIELD, key_of_phone
from cardscan.records import Address, CardCode, CardFields, Contact, FieldKind, LabelledLine, Source

AGREED = 0.995
"""Chance that a value is right that was read and decoded alike: the code's own check lets no wrong character through
(of 145 drawn photos none was decoded wrongly), what is left is a code that is out of date."""
CODED = 0.99
"""The same where only the code says it, or says it otherwise than it was read."""


@dataclass
class CodeJoining:
    """A card's fields while codes are joined to them."""

    fields: CardFields
    contact: Contact
    source: dict[str, Source]
    printed: str
    """Every line of the card, folded."""
    regions: tuple[str, ...]
    """Countries whose telephone numbers are expected."""
    vouched: dict[tuple[str, str], float] = field(default_factory=dict)
    """Contact field and value → the chance that it is right, by what a code says."""
    postal: float | None = None
    """The same for the postal code of the only address."""

    def set(self, name: str, value: object, *, changed: bool) -> None:
        """Put a value into the contact; ``changed``: in characters that are not as they were read."""
        changes: dict[str, Any] = {name: value}
        self.contact = replace(self.contact, **changes)
        if changed:
            self.source[name] = Source.QR

    def vouch(self, name: str, text: str, chance: float) -> None:
        """The code says this value too."""
        self.vouched[name, text] = max(chance, self.vouched.get((name, text), 0.0))

    def take(self, name: str, value: str) -> None:
        """The code's value stands in a field with one value."""
        self.set(name, value, changed=True)
        self.vouch(name, value, CODED)

    def spell(self, name: str, value: str) -> None:
        """The code says the same as the card, but for characters that engines take for one another, and spaces."""
        read: str = getattr(self.contact, name)
        self.set(name, value, changed="".join(read.split()) != "".join(value.split()))
        self.vouch(name, value, AGREED)

    def sure(self, name: str, text: str) -> float:
        """How sure a read value is; 1 where nobody said."""
        own = next((p.confidence for p in self.fields.places if (p.field, p.value) == (name, text)), None)
        value = self.fields.confidence.get(KEY_OF_FIELD.get(name, "tel")) if own is None else own
        return 1.0 if value is None else value

    def joined(self, codes: Sequence[CardCode]) -> CardFields:
        """The fields with everything that the codes said."""
        lines = tuple(LabelledLine(code.text, code.quad, 1.0, FieldKind.CODE) for code in codes)
        return replace(
            self.fields,
            contact=self.contact,
            confidence=self._confidence(),
            source=self.source,
            lines=(*self.fields.lines, *lines),
            places=tuple(
                replace(place, confidence=self.vouched.get((place.field, place.value), place.confidence))
                for place in self.fields.places
            ),
        )

    def _confidence(self) -> dict[str, float | None]:
        """Of each key's values the least sure counts."""
        confidence = dict(self.fields.confidence)
        by_key: dict[str, list[tuple[str, str]]] = {}
        for name, key in KEY_OF_FIELD.items():
            value = getattr(self.contact, name)
            values: tuple[str | Address, ...] = value if isinstance(value, tuple) else (value,) if value else ()
            texts = [each if isinstance(each, str) else each.text for each in values]
            by_key.setdefault(key, []).extend((name, text) for text in texts)
        for phone in self.contact.phones:
            by_key.setdefault(key_of_phone(phone.kind), []).append(("phones", phone.text))
        for key, held in by_key.items():
            if not self.vouched.keys().isdisjoint(held):
                confidence[key] = min(self.vouched.get(each, self.sure(*each)) for each in held)
        if self.postal is not None:
            confidence["postal"] = self.postal
        return confidence

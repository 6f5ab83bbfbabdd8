"""One unsure value with all that a person needs to judge it: whose it is, its place on the card, alternatives."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cardscan.cli.labels import SINGLE
from cardscan.records import FieldKind, Source

if TYPE_CHECKING:
    from cardscan.person.alternatives import Alternative
    from cardscan.records import LabelledLine
    from cardscan.store.records import Event, Person, StoredCard, StoredField
    from cardscan.store.store import Store
    from cardscan.store.unsure import UnsureValue

_KINDS = {
    "full_name": (FieldKind.NAME,),
    "phonetic_name": (FieldKind.KANA, FieldKind.NAME),
    "romanized_name": (FieldKind.ROMAJI, FieldKind.NAME),
    "organization": (FieldKind.COMPANY, FieldKind.COMPANY_EN),
    "organization_en": (FieldKind.COMPANY_EN, FieldKind.COMPANY),
    "department": (FieldKind.DEPARTMENT,),
    "titles": (FieldKind.TITLE,),
    "qualifications": (FieldKind.QUALIFICATION, FieldKind.TITLE),
    "phones": (FieldKind.PHONE,),
    "emails": (FieldKind.EMAIL,),
    "urls": (FieldKind.URL,),
    "addresses": (FieldKind.ADDRESS,),
    "registration_numbers": (FieldKind.REGISTRATION,),
    "socials": (FieldKind.SOCIAL,),
}
"""Contact field → the labels of the lines on which its value stands, the first that the card has."""


@dataclass(frozen=True, slots=True)
class ProofItem:
    """One value to be looked at."""

    person: Person
    event: Event | None
    value: StoredField
    card: StoredCard | None
    lines: tuple[LabelledLine, ...]
    """Where the value stands on the card; of a value that was worked out, what it was worked out from."""
    alternatives: tuple[Alternative, ...]

    def to_json(self) -> dict[str, Any]:
        """One line of ``cardscan proof --json``."""
        from cardscan.export.to_json import event_to_json, field_to_json, lines_to_json

        return {
            "person": self.person.id,
            "name": self.person.contact.full_name,
            "event": event_to_json(self.event) if self.event else None,
            **field_to_json(self.value),
            "alternatives": [{"value": one.value, "why": one.why} for one in self.alternatives],
            "lines": lines_to_json(self.lines),
            "picture": str(self.card.picture) if self.card else None,
        }


def proof_item(store: Store, unsure: UnsureValue) -> ProofItem | None:
    """The value as it is now; None where it is settled or gone by now.

    Raises:
        NotFound: The person is gone.
    """
    from cardscan.person.alternatives import alternatives

    person = store.person(unsure.person_id)
    same = (value for value in person.fields if value.field == unsure.field and value.unsure)
    value = next((value for value in same if value.value == unsure.value or value.field in SINGLE), None)
    if value is None:
        return None
    card = _card(person, value)
    return ProofItem(
        person=person,
        event=store.event(unsure.event_id) if unsure.event_id is not None else None,
        value=value,
        card=card,
        lines=_lines(card, value) if card else (),
        alternatives=alternatives(value.field, value.value, person.contact, value.rivals),
    )


def _card(person: Person, value: StoredField) -> StoredCard | None:
    """The card that the value was read from; for one that was worked out without a card, the newest front."""
    fronts = [card for card in person.cards if card.side == "front"] or list(person.cards)
    return next((card for card in person.cards if card.id == value.card_id), fronts[-1] if fronts else None)


def _lines(card: StoredCard, value: StoredField) -> tuple[LabelledLine, ...]:
    if value.lines and max(value.lines) < len(card.lines):
        return tuple(card.lines[index] for index in value.lines)
    labelled: list[LabelledLine] = []
    for kind in _KINDS[value.field]:
        labelled = labelled or [line for line in card.lines if line.kind is kind]
    if value.source is Source.EMAIL:
        return (*labelled, *(line for line in card.lines if line.kind is FieldKind.EMAIL))
    holding = [line for line in labelled if _squeezed(value.value) in _squeezed(line.text)]
    return tuple(holding or labelled)


def _squeezed(text: str) -> str:
    from cardscan.orthography.width import normalise

    return re.sub(r"\W", "", normalise(text)).casefold()

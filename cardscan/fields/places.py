"""Where each value of a contact stands on its card, how sure it is by itself, and what else was seen there."""

from __future__ import annotations

from collections.abc import Sequence

from cardscan.fields.assign import Choice
from cardscan.fields.confidence import chance, keys_of, signs
from cardscan.records import CardText, FieldKind, ValuePlace

_FIELD_OF = {
    FieldKind.NAME: "full_name",
    FieldKind.KANA: "phonetic_name",
    FieldKind.ROMAJI: "romanized_name",
    FieldKind.COMPANY: "organization",
    FieldKind.COMPANY_EN: "organization_en",
    FieldKind.DEPARTMENT: "department",
    FieldKind.TITLE: "titles",
    FieldKind.QUALIFICATION: "qualifications",
    FieldKind.PHONE: "phones",
    FieldKind.EMAIL: "emails",
    FieldKind.URL: "urls",
    FieldKind.ADDRESS: "addresses",
    FieldKind.REGISTRATION: "registration_numbers",
    FieldKind.SOCIAL: "socials",
}


def value_places(card: CardText, choices: Sequence[Choice]) -> tuple[ValuePlace, ...]:
    """The place of every value that was chosen, in the order of the choices."""
    return tuple(_place(card, choice) for choice in choices if choice.candidate.kind in _FIELD_OF)


def _place(card: CardText, choice: Choice) -> ValuePlace:
    claim = choice.candidate
    key = next(iter(keys_of(choice)), None)
    return ValuePlace(
        field=_FIELD_OF[claim.kind],
        value=claim.text if claim.kind is FieldKind.PHONE else claim.value,
        lines=claim.lines,
        confidence=round(chance(key, signs(card, choice)), 3) if key else None,
        rivals=choice.rivals,
    )

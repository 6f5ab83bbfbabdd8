"""From the chosen claims to the contact they spell."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Literal, TypeVar, cast

from cardscan.fields.assign import Choice
from cardscan.records import Address, Candidate, CardText, Contact, FieldKind, LabelledLine, Phone

T = TypeVar("T")
PhoneKind = Literal["work", "direct", "mobile", "fax", "tollfree", "other"]


def contact_of(choices: Sequence[Choice]) -> Contact:
    """Join claims into one contact; several values of a field keep their printed order."""
    claims = [choice.candidate for choice in choices]
    name = _first(claims, FieldKind.NAME)
    romaji = _first(claims, FieldKind.ROMAJI)
    return Contact(
        full_name=name.value if name else None,
        family_name=name.parts.get("family_name") if name else None,
        given_name=name.parts.get("given_name") if name else None,
        phonetic_name=_value(claims, FieldKind.KANA),
        romanized_name=romaji.value if romaji else None,
        organization=_value(claims, FieldKind.COMPANY),
        organization_en=_value(claims, FieldKind.COMPANY_EN),
        department=_value(claims, FieldKind.DEPARTMENT),
        titles=_values(claims, FieldKind.TITLE),
        qualifications=_values(claims, FieldKind.QUALIFICATION),
        phones=_phones([c for c in claims if c.kind is FieldKind.PHONE]),
        emails=_values(claims, FieldKind.EMAIL),
        urls=_values(claims, FieldKind.URL),
        addresses=_unique(_address(c) for c in claims if c.kind is FieldKind.ADDRESS),
        registration_numbers=_values(claims, FieldKind.REGISTRATION),
        socials=_values(claims, FieldKind.SOCIAL),
    )


def labelled_lines(card: CardText, choices: Sequence[Choice]) -> tuple[LabelledLine, ...]:
    """Every line of the card with the field that takes most of its characters; the rest is kept as ``other``."""
    labels = []
    for line in card.lines:
        claims = [choice.candidate for choice in choices if line.index in choice.candidate.lines]
        kind = max(claims, key=lambda claim: _characters(card, claim, line.index)).kind if claims else FieldKind.OTHER
        labels.append(LabelledLine(line.text, line.quad, line.score, kind))
    return tuple(labels)


def _characters(card: CardText, claim: Candidate, index: int) -> int:
    if claim.span is not None and index == claim.lines[0]:
        return claim.span[1] - claim.span[0]
    if claim.last_span is not None and len(claim.lines) > 1 and index == claim.lines[-1]:
        return claim.last_span[1] - claim.last_span[0]
    return len(card.lines[index].text)


def _first(claims: Sequence[Candidate], kind: FieldKind) -> Candidate | None:
    return next((claim for claim in claims if claim.kind is kind), None)


def _value(claims: Sequence[Candidate], kind: FieldKind) -> str | None:
    claim = _first(claims, kind)
    return claim.value if claim else None


def _values(claims: Sequence[Candidate], kind: FieldKind) -> tuple[str, ...]:
    return _unique(claim.value for claim in claims if claim.kind is kind)


def _unique(values: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(values))


def _phones(claims: Sequence[Candidate]) -> tuple[Phone, ...]:
    """Each number once a kind, as first printed; one number under ``TEL&FAX`` is two phones."""
    phones: dict[tuple[str, str], Phone] = {}
    for claim in claims:
        kinds = [claim.parts.get("kind", "other"), *([claim.parts["also"]] if "also" in claim.parts else [])]
        for kind in kinds:
            phone = Phone(kind=cast(PhoneKind, kind), number=claim.value or None, text=claim.text)
            phones.setdefault((kind, claim.value or claim.text), phone)
    return tuple(phones.values())


def _address(claim: Candidate) -> Address:
    part: Callable[[str], str | None] = claim.parts.get
    return Address(
        text=claim.value,
        postal_code=part("postal_code"),
        region=part("region"),
        locality=part("locality"),
        street=part("street"),
        building=part("building"),
        country=part("country"),
    )

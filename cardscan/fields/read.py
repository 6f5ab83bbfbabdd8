"""The job of this room: from a card's lines to its fields."""

from __future__ import annotations

from collections.abc import Sequence

from cardscan.fields import (
    address,
    department,
    mail_address,
    organization,
    person_name,
    phone,
    qualification,
    reading,
    registration,
    romanized_name,
    social,
    title,
    web_address,
)
from cardscan.fields.agreement import agreed
from cardscan.fields.assign import Choice, assign
from cardscan.fields.confidence import confidences
from cardscan.fields.contact import contact_of, labelled_lines
from cardscan.fields.link_agreement import agreed_links
from cardscan.fields.places import value_places
from cardscan.fields.printed_forms import settle_forms
from cardscan.fields.second_guesses import settle_doubts, with_first_readings
from cardscan.records import Candidate, CardFields, CardText, Source

_RECOGNISERS = (
    phone.recognise,
    mail_address.recognise,
    web_address.recognise,
    social.recognise,
    registration.recognise,
    address.recognise,
    person_name.recognise,
    reading.recognise,
    romanized_name.recognise,
    organization.recognise,
    department.recognise,
    title.recognise,
    qualification.recognise,
)


def read_fields(card: CardText) -> CardFields:
    """Every recogniser scores every line; one assignment for the whole card decides; nothing that was read is lost."""
    card, read = settle_doubts(card)
    card, choices = settle_forms(card, with_first_readings(card, choose(card), read))
    return CardFields(
        contact=contact_of(choices),
        confidence=confidences(card, choices),
        source=_sources(choices),
        lines=labelled_lines(card, choices),
        places=value_places(card, choices),
    )


def _sources(choices: Sequence[Choice]) -> dict[str, Source]:
    """Where values came from that do not stand on the card as given: an address that its postal code put right."""
    repaired = any(choice.candidate.source is Source.POSTAL_CODE for choice in choices)
    return {"addresses": Source.POSTAL_CODE} if repaired else {}


def choose(card: CardText) -> tuple[Choice, ...]:
    """The claims that together explain the card best."""
    candidates: list[Candidate] = []
    for recognise in _RECOGNISERS:
        candidates += recognise(card)
    return agreed(assign(card, agreed_links(card, candidates)))

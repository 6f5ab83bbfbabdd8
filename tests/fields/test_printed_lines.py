from __future__ import annotations

import pytest

from cardscan.fields.assign import assign
from cardscan.records import Candidate, FieldKind
from tests.fields.card_text import card_text
from tests.fields.claims import claims_on, compact
from tests.fields.printed_lines import (
    DEPARTMENTS,
    FIRMS,
    FOREIGN_NAMES_IN_KATAKANA,
    JAPANESE_NAMES,
    LATIN_NAMES,
    MORE_DEPARTMENTS,
    MORE_FIRMS,
    MORE_NAMES,
    MORE_TITLES,
    OTHER_LINES,
    QUALIFICATIONS,
    TITLES,
)

ALONE = [
    *((FieldKind.NAME, text) for text, _, _ in JAPANESE_NAMES + LATIN_NAMES),
    *((FieldKind.NAME, text) for text in FOREIGN_NAMES_IN_KATAKANA + MORE_NAMES),
    *((FieldKind.COMPANY, text) for text in FIRMS + MORE_FIRMS),
    *((FieldKind.DEPARTMENT, text) for text in DEPARTMENTS + MORE_DEPARTMENTS),
    *((FieldKind.TITLE, text) for text in TITLES + MORE_TITLES),
    *((FieldKind.QUALIFICATION, text) for text in QUALIFICATIONS),
]


def chosen(text: str) -> list[Candidate]:
    card = card_text([text])
    return [choice.candidate for choice in assign(card, claims_on(card))]


@pytest.mark.parametrize(("kind", "text"), ALONE, ids=lambda value: str(value))
def test_a_line_alone_is_taken_whole_for_what_it_is(kind: FieldKind, text: str) -> None:
    assert [(claim.kind, compact(claim.value)) for claim in chosen(text)] == [(kind, compact(text))]


@pytest.mark.parametrize("text", OTHER_LINES)
def test_contact_lines_slogans_and_trade_lists_name_nobody(text: str) -> None:
    assert chosen(text) == []


@pytest.mark.parametrize(("text", "family", "given"), JAPANESE_NAMES + LATIN_NAMES)
def test_a_name_is_cut_into_family_and_given_name(text: str, family: str, given: str) -> None:
    (claim,) = chosen(text)
    assert (claim.parts["family_name"], claim.parts["given_name"]) == (family, given)
    assert claim.text == text

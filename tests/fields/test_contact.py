"""From chosen claims to the contact."""

from __future__ import annotations

from cardscan.fields.assign import Choice, assign
from cardscan.fields.contact import contact_of
from cardscan.records import Candidate, FieldKind, Phone
from tests.fields.card_text import card_text


def phone(text: str, number: str, line: int, **parts: str) -> Choice:
    return Choice(Candidate(FieldKind.PHONE, (line,), number, text, 0.9, parts=parts), 5.0, 0.0)


def test_one_number_for_telephone_and_fax_is_two_phones() -> None:
    contact = contact_of([phone("03-1234-5678", "+81312345678", 0, kind="work", also="fax")])
    assert contact.phones == (
        Phone("work", "+81312345678", "03-1234-5678"),
        Phone("fax", "+81312345678", "03-1234-5678"),
    )


def test_a_number_printed_in_two_languages_is_one_phone() -> None:
    choices = [
        phone("03-1234-5678", "+81312345678", 0, kind="work"),
        phone("+81-3-1234-5678", "+81312345678", 1, kind="work"),
    ]
    assert contact_of(choices).phones == (Phone("work", "+81312345678", "03-1234-5678"),)


def test_an_address_that_ends_within_a_line_leaves_the_rest_of_it_to_a_phone() -> None:
    page = card_text(["東京都世田谷区太子堂1-2-3", "見本ビル3F TEL 03-1234-5678"])
    claims = [
        Candidate(FieldKind.ADDRESS, (0, 1), "東京都世田谷区太子堂1-2-3 見本ビル3F", "", 0.9, last_span=(0, 6)),
        Candidate(FieldKind.PHONE, (1,), "+81312345678", "03-1234-5678", 0.9, (11, 23), parts={"kind": "work"}),
    ]
    assert {choice.candidate.kind for choice in assign(page, claims)} == {FieldKind.ADDRESS, FieldKind.PHONE}

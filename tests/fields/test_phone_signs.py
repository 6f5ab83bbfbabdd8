"""What drawn signs before telephone numbers make of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from cardscan.fields.phone import recognise
from cardscan.records import Candidate, ContactSign, SignKind
from tests.fields.card_text import card_text

FIRST, SECOND, THIRD = "(415) 555-0123", "(628) 555-0188", "(415) 555-0199"


def kinds(lines: list[str], signs: Mapping[tuple[int, int], tuple[SignKind, ...]]) -> list[str]:
    """The kinds of the likeliest claims, from lines and the signs at (line, place)."""
    card = card_text(lines)
    made = [
        replace(
            line,
            signs=tuple(ContactSign(at, shown, 0.99) for (index, at), shown in signs.items() if index == line.index),
        )
        for line in card.lines
    ]
    best: dict[tuple[int, tuple[int, int] | None], Candidate] = {}
    for claim in recognise(replace(card, lines=tuple(made))):
        key = (claim.lines[0], claim.span)
        if key not in best or claim.belief > best[key].belief:
            best[key] = claim
    return [
        claim.parts["kind"] + ("+" + claim.parts["also"] if "also" in claim.parts else "") for claim in best.values()
    ]


def test_signs_say_what_the_order_would_only_guess() -> None:
    assert kinds([FIRST, SECOND, THIRD], {}) == ["work", "mobile", "fax"]
    signs: dict[tuple[int, int], tuple[SignKind, ...]] = {(0, 0): ("mobile",), (1, 0): ("handset",), (2, 0): ("fax",)}
    assert kinds([FIRST, SECOND, THIRD], signs) == ["mobile", "work", "fax"]


def test_where_one_sign_is_not_sure_the_order_decides_as_before() -> None:
    assert kinds([FIRST, SECOND], {(0, 0): ("handset",)}) == ["work", "mobile"]
    assert kinds([FIRST, THIRD], {(0, 0): ("handset",)}) == ["work", "fax"]
    assert kinds([FIRST, THIRD], {(1, 0): ("handset",)}) == ["work", "work"]


def test_two_signs_before_one_number_are_telephone_and_fax() -> None:
    assert kinds(["03-1234-5678"], {(0, 0): ("handset", "fax")}) == ["work+fax"]


@pytest.mark.parametrize(
    ("number", "sign", "kind"),
    [
        ("090-1234-5678", "handset", "mobile"),
        ("080-1234-5678", "fax", "mobile"),
        ("070-1234-5678", "mobile", "mobile"),
        ("03-1234-5678", "mobile", "work"),
        ("03-1234-5678", "fax", "fax"),
        ("0120-123-456", "handset", "tollfree"),
        ("0120-123-456", "mobile", "tollfree"),
        ("020 7946 0018", "mobile", "work"),
        ("07700 900123", "handset", "mobile"),
        ("(415) 555-0123", "mobile", "mobile"),
    ],
)
def test_the_numbering_plan_outranks_a_sign(number: str, sign: SignKind, kind: str) -> None:
    lines = ["London SW1A 2AA, United Kingdom", number] if number.startswith(("020", "07700")) else [number]
    assert kinds(lines, {(len(lines) - 1, 0): (sign,)}) == [kind]


@pytest.mark.parametrize("text", ["Fax 415-555-0123", "FAX: 415-555-0123", "415-555-0123 (fax)"])
def test_a_word_outranks_a_sign(text: str) -> None:
    assert kinds([text], {(0, 0): ("mobile",)}) == ["fax"]


def test_a_sign_that_was_read_as_a_letter_is_no_label() -> None:
    assert kinds(["D 415-555-0123"], {}) == ["direct"]
    assert kinds(["D 415-555-0123"], {(0, 0): ("mobile",)}) == ["mobile"]


def test_each_number_of_a_row_has_its_own_sign() -> None:
    assert kinds(["0263-72-3889 0263-72-3890"], {(0, 0): ("fax",), (0, 12): ("handset",)}) == ["fax", "work"]
    assert kinds(["0263-72-3889 0263-72-3890"], {(0, 12): ("fax",)}) == ["work", "fax"]

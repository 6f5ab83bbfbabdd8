"""The assignment as a whole: competing claims, fields that stand once, neighbours."""

from __future__ import annotations

import pytest

from cardscan.fields.assign import assign
from cardscan.fields.neighbours import domain_names_firm, mail_spells
from cardscan.records import Candidate, CardText, FieldKind, TextLine


def card(*texts: str) -> CardText:
    lines = tuple(
        TextLine(
            i,
            text,
            ((0, i * 40), (len(text) * 20, i * 40), (len(text) * 20, i * 40 + 20), (0, i * 40 + 20)),
            0.99,
            "horizontal",
            20,
        )
        for i, text in enumerate(texts)
    )
    return CardText("test", 1000, 600, lines)


def claim(kind: FieldKind, line: int, value: str, belief: float, span: tuple[int, int] | None = None) -> Candidate:
    return Candidate(kind, (line,), value, value, belief, span)


def test_a_line_is_used_once_and_the_likelier_claim_wins() -> None:
    page = card("Contoso", "Chris Smith")
    chosen = assign(
        page,
        [
            claim(FieldKind.COMPANY, 0, "Contoso", 0.7),
            claim(FieldKind.NAME, 0, "Contoso", 0.4),
            claim(FieldKind.NAME, 1, "Chris Smith", 0.8),
        ],
    )
    assert [(c.candidate.kind, c.candidate.value) for c in chosen] == [
        (FieldKind.COMPANY, "Contoso"),
        (FieldKind.NAME, "Chris Smith"),
    ]
    assert all(choice.margin > 0 for choice in chosen)


def test_an_address_made_of_a_name_decides_which_line_is_the_name() -> None:
    page = card("Harper Lane", "Chris Smith", "chris.smith@example.com")
    chosen = assign(
        page,
        [
            claim(FieldKind.NAME, 0, "Harper Lane", 0.7),
            claim(FieldKind.COMPANY, 0, "Harper Lane", 0.5),
            claim(FieldKind.NAME, 1, "Chris Smith", 0.6),
            claim(FieldKind.EMAIL, 2, "chris.smith@example.com", 0.99),
        ],
    )
    kinds = {choice.candidate.kind: choice.candidate.value for choice in chosen}
    assert kinds[FieldKind.NAME] == "Chris Smith"
    assert kinds[FieldKind.COMPANY] == "Harper Lane"


def test_two_claims_share_a_line_by_their_spans() -> None:
    page = card("TEL 03-1234-5678 FAX 03-1234-5679")
    chosen = assign(
        page,
        [
            claim(FieldKind.PHONE, 0, "03-1234-5678", 0.9, (4, 16)),
            claim(FieldKind.PHONE, 0, "03-1234-5679", 0.9, (21, 33)),
            claim(FieldKind.PHONE, 0, "03-1234-5678 FAX", 0.6, (0, 20)),
        ],
    )
    assert [choice.candidate.value for choice in chosen] == ["03-1234-5678", "03-1234-5679"]


def test_an_unlikely_claim_is_not_taken() -> None:
    assert assign(card("abc"), [claim(FieldKind.DEPARTMENT, 0, "abc", 0.3)]) == ()


@pytest.mark.parametrize(
    ("address", "name", "expected"),
    [
        ("chris.smith@example.com", "Chris Smith", True),
        ("csmith@example.com", "Dr. Chris Smith", True),
        ("cs@example.com", "Chris Smith", True),
        ("info@example.com", "Chris Smith", False),
        ("saito@example.com", "齋藤 幸生", None),
    ],
)
def test_mail_spells(address: str, name: str, expected: bool | None) -> None:
    assert mail_spells(address, name) is expected


@pytest.mark.parametrize(
    ("address", "firm", "expected"),
    [
        ("a@contoso.com", "CONTOSO", True),
        ("https://www.contoso.com/", "Contoso Ltd.", True),
        ("a@next-wave.co.jp", "NEXT WAVE株式会社", True),
        ("a@gmail.com", "Contoso", False),
        ("https://abc.example.com", "Alpha Beta Consulting", True),
    ],
)
def test_domain_names_firm(address: str, firm: str, expected: bool) -> None:
    assert domain_names_firm(address, firm) is expected

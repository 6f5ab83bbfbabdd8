"""What cards of many countries write before, behind and between telephone numbers."""

from __future__ import annotations

import pytest

from cardscan.fields import mail_address
from tests.fields.card_text import card_text
from tests.fields.test_phone import EN, told


@pytest.mark.parametrize(
    ("line", "kinds"),
    [
        ("(O) 020-26123456  (M) 98220 12345", ["work", "mobile"]),
        ("650-555-0134 (o)  650-555-0178 (m)", ["work", "mobile"]),
        ("Efax: 646.555.0199", ["fax"]),
        ("Dial-in: 06-1234-5678", ["direct"]),
        ("Port. : +33 6 12 34 56 78", ["mobile"]),
        ("Ligne directe : +33 (0)4 72 00 01 23", ["direct"]),
        ("Tel. direkt +41 44 123 45 67", ["direct"]),
        ("Vx +46 8-123 45 67  Dir +46 8-123 45 68", ["work", "direct"]),
        ("Telm. +351 912 345 678", ["mobile"]),
        ("tel. kom. +48 601 123 456", ["mobile"]),
        ("Text: 916.555.0112", ["mobile"]),
        ("Bus: 469-292-4000 Res: 469-292-4001", ["work", "work"]),
        ("HP: (65) 9123 4567", ["mobile"]),
        ("T E L 03-9014-6174  F AX:03-9014-6179", ["work", "fax"]),
        ("電話番号:0166-48-8208代フ7ックス:0166-48-8213", ["work", "fax"]),
    ],
)
def test_labels_tell_the_kind(line: str, kinds: list[str]) -> None:
    singapore = ["10 Anson Road, Singapore 079903"] if "(65)" in line else []
    india = ["Pune - 411 004, India"] if "020-" in line else []
    assert [kind for kind, _ in told([EN, *singapore, *india, line])] == kinds


def test_an_unknown_word_before_a_number_forbids_guessing_by_order() -> None:
    lines = [EN, "503-555-0143", "24hr Emergency: 503-555-0144"]
    assert told(lines)[1] == ("work", "503-555-0144")


@pytest.mark.parametrize(
    ("line", "text"),
    [("Call 800-555-TRIP (8747)", "800-555-TRIP"), ("1-888-GO-NORTH", "1-888-GO-NORTH")],
)
def test_words_for_figures(line: str, text: str) -> None:
    assert told([EN, line]) == [("tollfree", text)]


@pytest.mark.parametrize("line", ["ISO 800-555-2001-ABCDEFG", "Model 1-800-SERIES", "MODEL 800-AB"])
def test_words_that_are_no_numbers(line: str) -> None:
    assert told([EN, line]) == []


@pytest.mark.parametrize(
    ("number", "address"),
    [("070-9938-2249", "mori-d@mihon.example"), ("415-555-0123", "sarah@contoso.example")],
)
def test_a_number_close_before_an_address(number: str, address: str) -> None:
    line = f"{number}{address}"
    assert [text for _, text in told([EN, "見本" if number[0] == "0" else "Boston, MA 02110", line])] == [number]
    assert [claim.value for claim in mail_address.recognise(card_text([line]))] == [address]


@pytest.mark.parametrize("address", ["0312345678taro@mihon.example", "t0123@mihon.example", "03taro@mihon.example"])
def test_figures_that_belong_to_an_address(address: str) -> None:
    assert [claim.value for claim in mail_address.recognise(card_text([address]))] == [address]


@pytest.mark.parametrize("line", ["P.IVA 01234567890", "NIF B12345678", "CIN: U72200KA2007PTC043114", "KvK 12345678"])
def test_company_numbers_are_no_telephones(line: str) -> None:
    assert told([EN, "Via Roma, 15 - 20121 Milano, Italy", line]) == []

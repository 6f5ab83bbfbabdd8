from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cardscan.fields import address
from tests.fields.card_text import Box, card_text
from tests.fields.test_address_ja import best


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["4001 1st Ave NE Redmond, WA 98052"], "4001 1st Ave NE Redmond, WA 98052"),
        (["4001 1st Ave NE", "Redmond, WA 98052"], "4001 1st Ave NE, Redmond, WA 98052"),
        (["2 Kingdom Street", "Paddington, London, W2 6BD"], "2 Kingdom Street, Paddington, London, W2 6BD"),
        (["123 Main Street, Suite 400", "Seattle, WA 98101"], "123 Main Street, Suite 400, Seattle, WA 98101"),
        (
            ["Address: 350 Fifth Avenue, 21st Floor, New York, NY 10118  Tel: +1 212 555 0123"],
            "350 Fifth Avenue, 21st Floor, New York, NY 10118",
        ),
        (["100 Main St | Springfield, IL 62701 | 217-555-0123"], "100 Main St, Springfield, IL 62701"),
        (["123 King St W", "Toronto, ON M5H 1A1", "Canada"], "123 King St W, Toronto, ON M5H 1A1, Canada"),
        (["Level 5, 100 George Street", "Sydney NSW 2000"], "Level 5, 100 George Street, Sydney NSW 2000"),
        (["Hauptstraße 12", "10115 Berlin", "Germany"], "Hauptstraße 12, 10115 Berlin, Germany"),
        (["12 rue de Rivoli", "75001 Paris", "France"], "12 rue de Rivoli, 75001 Paris, France"),
        (["Am Sandtorkai 82", "20095 Hamburg"], "Am Sandtorkai 82, 20095 Hamburg"),
        (
            ["CEDAR & STONE REAL ESTATE INC.", "175 Lexington Avenue,", "Suite 800, Seattle, WA 98101"],
            "175 Lexington Avenue, Suite 800, Seattle, WA 98101",
        ),
        (
            ["57 Anson Road #39-24, Singapore 149544", "Securities offered through a dealer, member FINRA 178153"],
            "57 Anson Road #39-24, Singapore 149544",
        ),
        (["Leopoldstr. 154", "80331 München"], "Leopoldstr. 154, 80331 München"),
        (["Leopoldstr., 154", "80331 München"], "Leopoldstr. 154, 80331 München"),
        (
            ["Beispiel-Universität München", "Lehrstuhl für Physik", "Arcisstraße 21, 80333 München"],
            "Arcisstraße 21, 80333 München",
        ),
        (
            ["1250 boul. René-Lévesque Ouest", "Montréal (Québec) H3B 4W8"],
            "1250 boul. René-Lévesque Ouest, Montréal (Québec) H3B 4W8",
        ),
        (["582 Mission St.", "Seattle, WA 98101", "CA DRE #01987654"], "582 Mission St., Seattle, WA 98101"),
        (
            ["618 Fremont St", "Floor 4", "Austin, TX 78701", "Lic. #01234567"],
            "618 Fremont St, Floor 4, Austin, TX 78701",
        ),
        (["9 245 Mill Lane,", "Manchester M2 6AG"], "245 Mill Lane, Manchester M2 6AG"),
        (["Via Roma 12", "20121 Milano"], "Via Roma 12, 20121 Milano"),
        (["Keizersgracht 123", "1015 CJ Amsterdam"], "Keizersgracht 123, 1015 CJ Amsterdam"),
        (["71 Ayer Rajah Crescent #02-15", "Singapore 139951"], "71 Ayer Rajah Crescent #02-15, Singapore 139951"),
        (["Plot 12, Sector 44", "Gurgaon - 122003", "India"], "Plot 12, Sector 44, Gurgaon - 122003, India"),
        (
            ["Unit 5, 10/F, Mihon Tower", "18 Harbour Road, Wanchai", "Hong Kong"],
            "Unit 5, 10/F, Mihon Tower, 18 Harbour Road, Wanchai, Hong Kong",
        ),
        (
            ["1-2-3 Taishido, Setagaya-ku, Tokyo 154-0004 Japan"],
            "1-2-3 Taishido, Setagaya-ku, Tokyo, Japan",
        ),
        (
            ["3F Mihon Bldg., 1-2-3 Taishido,", "Setagaya-ku, Tokyo 154-0004, Japan", "TEL +81-3-1234-5678"],
            "3F Mihon Bldg., 1-2-3 Taishido, Setagaya-ku, Tokyo, Japan",
        ),
    ],
)
def test_one_office(lines: list[str], text: str) -> None:
    (found,) = best(["Contoso", "Avery Smith", "Senior Researcher", *lines])
    assert found.value == text


@pytest.mark.parametrize(
    "line",
    [
        "Senior Researcher",
        "Cloud & AI Department",
        "Kingdom Street Partners Ltd",
        "University of London",
        "Tower Records",
        "John Street",
        "Mihon India",
        "+1 (987) 123-4567",
        "www.example.com",
        "chris.smith@contoso.com",
        "Since 1998",
    ],
)
def test_no_address(line: str) -> None:
    assert best(["Contoso", line]) == []


def test_parts() -> None:
    (american,) = best(["4001 1st Ave NE", "Redmond, WA 98052"])
    assert dict(american.parts) == {
        "postal_code": "98052",
        "country": "US",
        "region": "WA",
        "locality": "Redmond",
        "street": "4001 1st Ave NE",
    }
    (british,) = best(["2 Kingdom Street", "Paddington, London, W2 6BD"])
    assert (british.parts["street"], british.parts["locality"]) == ("2 Kingdom Street, Paddington", "London")
    (on_one_line,) = best(["4001 1st Ave NE Redmond, WA 98052"])
    assert (on_one_line.parts["street"], on_one_line.parts["locality"]) == ("4001 1st Ave NE", "Redmond")
    (japanese,) = best(["1-2-3 Taishido, Setagaya-ku, Tokyo 154-0004 Japan"])
    assert dict(japanese.parts) == {
        "postal_code": "154-0004",
        "country": "JP",
        "region": "Tokyo",
        "locality": "Setagaya-ku",
        "street": "1-2-3 Taishido",
    }


def test_an_address_in_another_column_is_another_address() -> None:
    lines: list[str | tuple[str, Box]] = [
        ("4001 1st Ave NE", (40, 300, 240, 324)),
        ("Redmond, WA 98052", (40, 336, 260, 360)),
        ("2 Kingdom Street", (600, 300, 800, 324)),
        ("London, W2 6BD", (600, 336, 780, 360)),
    ]
    assert [claim.lines for claim in best(lines)] == [(0, 1), (2, 3)]


def test_a_translation_is_no_second_office() -> None:
    lines = ["〒154-0004 東京都世田谷区太子堂1-2-3", "1-2-3 Taishido, Setagaya-ku, Tokyo 154-0004 Japan"]
    assert [claim.value for claim in best(lines)] == ["東京都世田谷区太子堂1-2-3"]
    elsewhere = [lines[0], "2-1-1 Umeda, Kita-ku, Osaka 530-0001 Japan"]
    assert len(best(elsewhere)) == 2


@settings(max_examples=150, deadline=None)
@given(st.lists(st.text(alphabet="123 abcStreetAve,.-WA98052LondonTel:+()|@", max_size=40), min_size=1, max_size=5))
def test_no_text_breaks_it(lines: list[str]) -> None:
    for claim in address.recognise(card_text(lines)):
        assert claim.value
        assert claim.span is None or 0 <= claim.span[0] < claim.span[1] <= len(lines[claim.lines[0]])

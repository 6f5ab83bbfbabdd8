"""Addresses as cards of many countries set them."""

from __future__ import annotations

import pytest

from cardscan.fields import address
from cardscan.fields.postal_code import foreign_codes
from tests.fields.card_text import card_text
from tests.fields.test_address_ja import best


@pytest.mark.parametrize(
    ("lines", "code", "text"),
    [
        (
            ["SINGAPORE", "80 Robinson Road #15-02", "Singapore 068898"],
            "068898",
            "80 Robinson Road #15-02, Singapore 068898",
        ),
        (
            ["2172 Shinnakaharacho,", "Isogo-ku, Yokohama-shi, Kanagawa 235-0003"],
            "235-0003",
            "2172 Shinnakaharacho, Isogo-ku, Yokohama-shi, Kanagawa",
        ),
        (
            ["2172 Shinnakaharacho, Isogo-ku, Yokohama-shi", "Kanagawa 235-0003 Japan"],
            "235-0003",
            "2172 Shinnakaharacho, Isogo-ku, Yokohama-shi, Kanagawa, Japan",
        ),
        (["12 Merrion Square", "Dublin 2", "D02 XH98"], "D02 XH98", "12 Merrion Square, Dublin 2, D02 XH98"),
        (
            ["No. 42, 3rd Cross, Indiranagar", "Bengaluru - 560 038, Karnataka"],
            "560 038",
            "No. 42, 3rd Cross, Indiranagar, Bengaluru - 560 038, Karnataka",
        ),
        (
            ["75, Dongtancheomdansaneop 1-ro, Hwaseong-si,", "Gyeonggi-do 18280, Korea"],
            "18280",
            "75, Dongtancheomdansaneop 1-ro, Hwaseong-si, Gyeonggi-do 18280, Korea",
        ),
        (["12, rue de la Paix", "75002 PARIS"], "75002", "12, rue de la Paix, 75002 PARIS"),
        (["Box 1234", "SE-405 08 Göteborg, Sweden"], "405 08", "Box 1234, SE-405 08 Göteborg, Sweden"),
        (["Sveavägen 44", "111 34 Stockholm", "Vx 08-123 45 67"], "111 34", "Sveavägen 44, 111 34 Stockholm"),
        (["Karl Johans gate 12", "0154 Oslo, Norway"], "0154", "Karl Johans gate 12, 0154 Oslo, Norway"),
        (["C/ Gran Vía 28", "28013 Madrid", "Tfno. 91 123 45 67"], "28013", "C/ Gran Vía 28, 28013 Madrid"),
        (
            ["Av. Paulista, 1578", "Bela Vista, São Paulo - SP, 01310-200"],
            "01310-200",
            "Av. Paulista, 1578, Bela Vista, São Paulo - SP, 01310-200",
        ),
        (["Rua Augusta 274", "1100-053 Lisboa, Portugal"], "1100-053", "Rua Augusta 274, 1100-053 Lisboa, Portugal"),
        (["ul. Marszałkowska 84/92, 00-514 Warszawa"], "00-514", "ul. Marszałkowska 84/92, 00-514 Warszawa"),
        (
            ["No. 100, Sec. 2, Roosevelt Rd.,", "Taipei 10084, Taiwan"],
            "10084",
            "No. 100, Sec. 2, Roosevelt Rd., Taipei 10084, Taiwan",
        ),
        (
            ["Office 1204, Al Moosa Tower 2, Sheikh Zayed Road", "P.O. Box 73311, Dubai, U.A.E."],
            None,
            "Office 1204, Al Moosa Tower 2, Sheikh Zayed Road, P.O. Box 73311, Dubai, U.A.E.",
        ),
        (
            ["HARRIS HALL 219", "1881 SHERIDAN ROAD", "EVANSTON, ILLINOIS 60208"],
            "60208",
            "HARRIS HALL 219, 1881 SHERIDAN ROAD, EVANSTON, ILLINOIS 60208",
        ),
        (
            ["6565 Headquarters Drive, Plano, TX 75024", "P.O. Box 259001"],
            "75024",
            "6565 Headquarters Drive, Plano, TX 75024, P.O. Box 259001",
        ),
        (["Unit 9,100 5th Ave SW,Calgary, AB T2P 1J9"], "T2P 1J9", "Unit 9,100 5th Ave SW, Calgary, AB T2P 1J9"),
    ],
)
def test_one_office(lines: list[str], code: str | None, text: str) -> None:
    (found,) = best(["Contoso", "Avery Smith", "Senior Researcher", *lines])
    assert (found.parts.get("postal_code"), found.value) == (code, text)


def test_a_post_box_with_a_code_of_its_own_is_a_second_address() -> None:
    found = best(["Contoso", "Herengracht 182, 1016 BR Amsterdam", "Postbus 1234, 1000 AB Amsterdam"])
    assert [claim.parts["postal_code"] for claim in found] == ["1016 BR", "1000 AB"]


@pytest.mark.parametrize("street", ["12345 Wilshire Blvd", "4001 Main Street", "1200 NE Lake Shore Drive"])
def test_a_house_number_is_no_postal_code(street: str) -> None:
    assert foreign_codes(street) == ()
    assert all("postal_code" not in claim.parts for claim in address.recognise(card_text(["Contoso", street])))


@pytest.mark.parametrize("line", ["P.O. Box 259001", "Model No 123456", "Since 1998 - 2020", "ISO 14001 CERTIFIED"])
def test_figures_that_are_no_postal_code(line: str) -> None:
    assert foreign_codes(line) == ()

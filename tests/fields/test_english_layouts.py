"""English cards of invented people as they are set in offices, surgeries, councils, embassies and shops."""

from __future__ import annotations

import pytest

from cardscan.records import FieldKind
from tests.fields.claims import read

NAME, FIRM, DEPARTMENT = FieldKind.NAME, FieldKind.COMPANY, FieldKind.DEPARTMENT
TITLE, LICENCE = FieldKind.TITLE, FieldKind.QUALIFICATION

PRACTICES = [
    pytest.param(
        [("Northfield Borough Council", 30), ("Geoff Tindall", 28), "Head of Service", "Planning & Regeneration"],
        [
            (FIRM, "Northfield Borough Council"),
            (NAME, "Geoff Tindall"),
            (TITLE, "Head of Service"),
            (DEPARTMENT, "Planning & Regeneration"),
        ],
        id="a service of a council",
    ),
    pytest.param(
        [("Brennan, Hale & Ortiz LLP", 28), ("Margaret S. Hale", 30), "Partner", "Litigation & Dispute Resolution"],
        [
            (FIRM, "Brennan, Hale & Ortiz LLP"),
            (NAME, "Margaret S. Hale"),
            (TITLE, "Partner"),
            (DEPARTMENT, "Litigation & Dispute Resolution"),
        ],
        id="a practice of lawyers",
    ),
    pytest.param(
        [("Dr. Emily Carter, MD, FACP", 30), "Internal Medicine", ("Lakeside Medical Group", 26)],
        [
            (NAME, "Dr. Emily Carter"),
            (LICENCE, "MD"),
            (LICENCE, "FACP"),
            (DEPARTMENT, "Internal Medicine"),
            (FIRM, "Lakeside Medical Group"),
        ],
        id="a doctor's specialty above the firm",
    ),
    pytest.param(
        [("City of Oakridge", 28), "Office of the Mayor", ("Ronald P. Jefferson", 30), "Deputy Chief of Staff"],
        [
            (FIRM, "City of Oakridge"),
            (DEPARTMENT, "Office of the Mayor"),
            (NAME, "Ronald P. Jefferson"),
            (TITLE, "Deputy Chief of Staff"),
        ],
        id="an office that is called after its head",
    ),
    pytest.param(
        [("Technische Hochschule Rheinau", 26), ("Prof. Dr. Anneliese Kühn", 30), "Lehrstuhl für Informatik"],
        [
            (FIRM, "Technische Hochschule Rheinau"),
            (NAME, "Prof. Dr. Anneliese Kühn"),
            (DEPARTMENT, "Lehrstuhl für Informatik"),
        ],
        id="a chair of a German university",
    ),
]

FIRMS = [
    pytest.param(
        [("KELLER SAMPLE", 36), "REALTY", ("Denise Kowalczyk", 30), "Broker Associate"],
        [(FIRM, "KELLER SAMPLE REALTY"), (NAME, "Denise Kowalczyk"), (TITLE, "Broker Associate")],
        id="the trade below a larger logotype",
    ),
    pytest.param(
        [("WIKIMAPIA", 30), "DEUTSCHLAND", ("Kilian Brandt", 30), "Programme Manager"],
        [(FIRM, "WIKIMAPIA DEUTSCHLAND"), (NAME, "Kilian Brandt"), (TITLE, "Programme Manager")],
        id="the country below a larger logotype",
    ),
    pytest.param(
        [("The Law Office of Maria Guzman", 24), ("Maria E. Guzman", 30), "Attorney at Law", "Admitted in NY and NJ"],
        [(FIRM, "The Law Office of Maria Guzman"), (NAME, "Maria E. Guzman"), (TITLE, "Attorney at Law")],
        id="an office called after the lawyer",
    ),
    pytest.param(
        [("Café Luna", 44), "Espresso · Pastry · Wine", "412 Elm Street"],
        [(FIRM, "Café Luna")],
        id="no person and a list of what is sold",
    ),
    pytest.param(
        [("Shree Ganesh Traders", 30), "Wholesale Dealers in Textiles", ("Mukesh Agarwal", 28), "Proprietor"],
        [(FIRM, "Shree Ganesh Traders"), (NAME, "Mukesh Agarwal"), (TITLE, "Proprietor")],
        id="what a firm deals in",
    ),
]

PEOPLE = [
    pytest.param(
        [("The Smith Family Bakery", 30), ("Tom & Linda Smith", 30), "22 High Street, Bath BA1 5AQ"],
        [(FIRM, "The Smith Family Bakery"), (NAME, "Tom & Linda Smith")],
        id="two people",
    ),
    pytest.param(
        [("Bergmann Maschinenbau AG", 28), ("Dr.-Ing. Stefan Wölfl", 28), "Leiter Vertrieb"],
        [(FIRM, "Bergmann Maschinenbau AG"), (NAME, "Dr.-Ing. Stefan Wölfl"), (TITLE, "Leiter Vertrieb")],
        id="a German doctor of engineering",
    ),
    pytest.param(
        [("Prof. Dr. ir. J. (Jan) de Vries", 28), "Chair of Robotics", ("Delft Institute of Sampling", 24)],
        [
            (NAME, "Prof. Dr. ir. J. (Jan) de Vries"),
            (TITLE, "Chair of Robotics"),
            (FIRM, "Delft Institute of Sampling"),
        ],
        id="Dutch degrees before initials",
    ),
]

TITLES = [
    pytest.param(
        [("Infotree Technologies Pvt. Ltd.", 24), ("Priya Venkataraman", 30), "Deputy General Manager - Procurement"],
        [
            (FIRM, "Infotree Technologies Pvt. Ltd."),
            (NAME, "Priya Venkataraman"),
            (TITLE, "Deputy General Manager - Procurement"),
        ],
        id="a subject behind a dash",
    ),
    pytest.param(
        [("Consulate General of Samplia", 24), ("Paulo Henrique Tavares", 28), "Vice-Consul", "Trade Section"],
        [
            (FIRM, "Consulate General of Samplia"),
            (NAME, "Paulo Henrique Tavares"),
            (TITLE, "Vice-Consul"),
            (DEPARTMENT, "Trade Section"),
        ],
        id="a deputy by a hyphen",
    ),
    pytest.param(
        [("CLEAN RIVERS ALLIANCE", 28), ("Fatuma Abdi Warsame", 30), "Regional Director, Kenya"],
        [
            (FIRM, "CLEAN RIVERS ALLIANCE"),
            (NAME, "Fatuma Abdi Warsame"),
            (TITLE, "Regional Director, Kenya"),
        ],
        id="the country of a title",
    ),
]


@pytest.mark.parametrize(("lines", "expected"), [*PRACTICES, *FIRMS, *PEOPLE, *TITLES])
def test_layout(lines: list[str | tuple[str, float]], expected: list[tuple[FieldKind, str]]) -> None:
    assert read(lines) == expected


@pytest.mark.parametrize(
    "line", ["Strategy | Operations | Technology", "24 Hour Service · Free Estimates · Repairs", "Licensed in CA & NV"]
)
def test_what_a_firm_offers_is_neither_firm_nor_department(line: str) -> None:
    said = read([("BLACKWOOD CONSULTING GROUP", 26), ("Philip R. Nwosu", 28), "Principal Consultant", line])
    assert said == [
        (FIRM, "BLACKWOOD CONSULTING GROUP"),
        (NAME, "Philip R. Nwosu"),
        (TITLE, "Principal Consultant"),
    ]

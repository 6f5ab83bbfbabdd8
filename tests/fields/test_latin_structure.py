"""How cards in Latin letters part names, units and firms over lines and within them."""

from __future__ import annotations

import pytest

from cardscan.fields.read import read_fields
from tests.fields.card_text import Box, card_text

MAIL = "info@mihon.example.com"


@pytest.mark.parametrize(
    ("line", "title", "unit"),
    [
        ("Research Scientist - Capital Markets", "Research Scientist", "Capital Markets"),
        ("Software Engineer – Adult Social Care", "Software Engineer", "Adult Social Care"),
        ("Human Resources Director | Planning & Regeneration", "Human Resources Director", "Planning & Regeneration"),
        ("Deputy General Manager - Procurement", "Deputy General Manager - Procurement", None),
    ],
)
def test_a_unit_behind_a_title(line: str, title: str, unit: str | None) -> None:
    contact = read_fields(card_text([("MARIA NGUYEN", (40, 40, 400, 80)), line, MAIL])).contact
    assert (contact.titles, contact.department) == ((title,), unit)


@pytest.mark.parametrize(
    ("first", "second", "name"),
    [
        (("DR.", (62, 60, 208, 138)), ("ASHLEY E. MCALLISTER", (69, 156, 664, 195)), "DR. ASHLEY E. MCALLISTER"),
        (("A.", (54, 64, 145, 142)), ("M. KOWALSKI", (61, 166, 621, 240)), "A. M. KOWALSKI"),
    ],
)
def test_a_name_whose_beginning_stands_above_it(first: tuple[str, Box], second: tuple[str, Box], name: str) -> None:
    beside = ("Research Scientist", (743.0, 65.0, 952.0, 86.0))
    phone = ("+1 404 799 5598", (70.0, 426.0, 261.0, 450.0))
    assert read_fields(card_text([first, beside, second, phone])).contact.full_name == name


def test_a_logotype_of_two_words_that_could_be_a_name() -> None:
    lines: list[str | tuple[str, Box]] = [
        ("Silver", (125, 373, 238, 414)),
        ("Fern", (135, 423, 226, 460)),
        ("ULRIKE T. VON BERGEN", (411, 173, 1024, 210)),
        ("ulrike@silverfern.example", (412, 471, 763, 497)),
        ("www.silverfern.example", (412, 513, 737, 535)),
        ("Am Sandtorkai 64, 20095 Hamburg", (411, 550, 837, 576)),
    ]
    contact = read_fields(card_text(lines)).contact
    assert (contact.organization, contact.full_name) == ("Silver Fern", "ULRIKE T. VON BERGEN")


def test_a_name_in_latin_letters_with_the_chinese_close_behind() -> None:
    card = card_text(["Pacific Jade Trading Limited", ("Winnie Lau Mei Ling美玲", (65, 212, 652, 258)), "HONG KONG"])
    assert read_fields(card).contact.full_name == "Winnie Lau Mei Ling"


def test_a_heading_of_an_office_is_no_title() -> None:
    card = card_text(["KESTREL LTD", "Anthony Miller", "HEAD OFFICE", "293 Congress Ave, Austin, TX 78701"])
    assert read_fields(card).contact.titles == ()


def test_a_rank_of_several_words_before_a_slash_is_one_title() -> None:
    card = card_text(["HANKOOK MIHON CO., LTD.", "Kim, Min-soo", "Deputy General Manager / Global Sales Team"])
    contact = read_fields(card).contact
    assert (contact.titles, contact.department) == (("Deputy General Manager",), "Global Sales Team")


@pytest.mark.parametrize(
    "title", ["Daglig leder", "Kreativ direktør", "Toimitusjohtaja", "Advokat", "Diretor Geral", "Gerente de Logística"]
)
def test_titles_of_europe_and_brazil(title: str) -> None:
    card = card_text(["Nordlys AS", ("Kari Nordmann", (40, 80, 400, 120)), title, "kari@nordlys.example"])
    assert read_fields(card).contact.titles == (title,)


def test_bars_behind_labels_that_were_read_as_letters() -> None:
    phones = read_fields(card_text(["Tidewater Ltd.", "tl(403)859-1626", "fl (514) 600-8750"])).contact.phones
    assert [(phone.kind, phone.text) for phone in phones] == [("work", "(403)859-1626"), ("fax", "(514) 600-8750")]


@pytest.mark.parametrize(
    ("other", "mail"),
    [("webwww.mihon.example.jp", "mochidat@mihon.example.jp"), ("03-1234-5678", "mailmochidat@mihon.example.jp")],
)
def test_the_word_mail_close_before_an_address_where_other_lines_are_labelled_so(other: str, mail: str) -> None:
    card = card_text(["株式会社見本", "持田 哲也", "mailmochidat@mihon.example.jp", other])
    assert read_fields(card).contact.emails == (mail,)


@pytest.mark.parametrize(
    ("printed", "name"),
    [("RachelNguyen", "Rachel Nguyen"), ("MaryAnn", None), ("McDonald", None), ("FedEx", None)],
)
def test_the_gap_of_a_name_that_was_read_as_one_word(printed: str, name: str | None) -> None:
    contact = read_fields(card_text([(printed, (40, 40, 400, 80)), "Assistant Professor", MAIL])).contact
    assert contact.full_name == name


def test_a_firm_whose_domain_shortens_its_first_words() -> None:
    name = ("Adam Kowalski", (40.0, 40.0, 400.0, 80.0))
    contact = read_fields(card_text([name, "Great Lakes Produce Carters", "adam@glproduce.com"])).contact
    assert contact.organization == "Great Lakes Produce Carters"


def test_a_number_and_a_grade_close_before_signs_of_other_fields() -> None:
    name = ("Laura Bianchi", (40.0, 40.0, 400.0, 80.0))
    contact = read_fields(card_text([name, "Buyer II", "512-555-0163·laura.bianchi@mihon.example.com"])).contact
    assert contact.titles == ("Buyer II",)
    assert [phone.number for phone in contact.phones] == ["+15125550163"]


def test_a_practice_behind_a_profession() -> None:
    name = ("Gareth Hughes", (40.0, 40.0, 400.0, 80.0))
    contact = read_fields(card_text([name, "Solicitor, Commercial Litigation", MAIL])).contact
    assert (contact.titles, contact.department) == (("Solicitor",), "Commercial Litigation")


@pytest.mark.parametrize("street", ["74 Bishopsgate", "12 Old Jewry", "5A The Shambles"])
def test_a_british_street_without_a_word_for_it(street: str) -> None:
    name = ("Gareth Hughes", (40.0, 40.0, 400.0, 80.0))
    contact = read_fields(card_text([name, street, "London EC2M 4QD", MAIL])).contact
    assert [address.text for address in contact.addresses] == [f"{street}, London EC2M 4QD"]


def test_a_plot_in_india_over_three_lines() -> None:
    name = ("Arjun Mehta", (40.0, 40.0, 400.0, 80.0))
    lines = ["Plot No. 112, MIDC Industrial Area", "Andheri (East)", "Mumbai - 400 093, India"]
    contact = read_fields(card_text([name, "Director", *lines, MAIL])).contact
    assert [address.text for address in contact.addresses] == [", ".join(lines)]

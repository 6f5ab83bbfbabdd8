from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cardscan.person.search_terms import name_forms
from cardscan.records import Contact

SAITO = Contact("齋藤 幸生", "齋藤", "幸生", "さいとう ゆきお")


@pytest.mark.parametrize(
    "form",
    [
        "齋藤 幸生",
        "斎藤 幸生",
        "さいとう",
        "サイトウ",
        "ゆきお",
        "saito",
        "saitou",
        "saitoh",
        "yukio",
        "yukiosaito",
        "saitoyukio",
    ],
)
def test_a_person_is_found_by_kanji_kana_and_latin_spellings(form: str) -> None:
    assert form in name_forms(SAITO)


def test_a_guessed_reading_leaves_the_other_readings_findable() -> None:
    forms = name_forms(Contact("齋藤 幸生", "齋藤", "幸生"))
    assert {"ゆきお", "こうせい", "yukio", "kousei"} <= forms


def test_a_latin_name_is_its_own_form() -> None:
    assert "John Smith" in name_forms(Contact("John Smith", "Smith", "John"))


def test_nobody_has_no_forms() -> None:
    assert name_forms(Contact()) == frozenset()


@given(st.text(max_size=12), st.text(max_size=12), st.text(max_size=20))
@settings(max_examples=100, deadline=None)
def test_any_name_has_forms_with_something_in_them(family: str, given_name: str, kana: str) -> None:
    contact = Contact(f"{family} {given_name}", family, given_name, kana)
    assert all(form.strip() for form in name_forms(contact))

"""What our own vCards and CSV say of a contact comes back from the file as it went out."""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cardscan.address_book.postal_address import postal_address
from cardscan.address_book.read import form_of, read_address_book
from cardscan.export.to_csv import people_to_csv
from cardscan.export.to_vcard import people_to_vcards
from cardscan.fields.typed_phone import typed_phone
from cardscan.records import Address, Contact
from cardscan.store.records import Person

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)

WORDS = st.text(
    st.characters(codec="utf-8", categories=("L", "N", "P", "S"), exclude_characters="/／・,，、;；:"),
    min_size=1,
    max_size=12,
)
"""A value without what parts two values where a form has room for one text only."""
TEXTS = st.lists(WORDS, min_size=1, max_size=3).map(" ".join)
HOSTILE = st.sampled_from(["=1+1", "'=x", "+81", "a;b\\,c", "＝", "-", "@x", '"', "{a: b}", "END:VCARD", "^n"])
KANA = st.text(st.characters(min_codepoint=0x3041, max_codepoint=0x3096), min_size=1, max_size=6)
PARTS = st.tuples(st.sampled_from(["齋藤", "髙橋", "山﨑", "王"]), st.sampled_from(["幸生", "花子", "健"]))
LATIN = st.tuples(st.sampled_from(["White", "O'Neill", "van Dyck"]), st.sampled_from(["Emma", "Jean-Luc", "A. B."]))
PHONES = st.lists(
    st.sampled_from([
        "work: 03-1234-5678", "direct: 06-6123-4567", "mobile: 090-1234-5678", "fax: 03-1234-5679",
        "tollfree: 0120-444-444", "work: +44 20 7946 0018", "mobile: +1 650-253-0000", "other: 052-123-4567",
    ]),
    unique=True, max_size=4,
).map(lambda texts: tuple(map(typed_phone, texts)))  # fmt: skip
ADDRESSES = st.lists(
    st.sampled_from([
        postal_address(text="東京都世田谷区太子堂1-2-3 見本ビル3F", postal_code="154-0004"),
        postal_address(text="大阪府大阪市北区梅田3-1-1", postal_code="530-0001"),
        Address("12 High Street, London SW1A 1AA", "SW1A 1AA", None, "London", "12 High Street", None, "GB"),
        Address("1 Main St., Springfield, IL 62701", "62701", "IL", "Springfield", "1 Main St.", None, "US"),
    ]),
    unique=True, max_size=2,
).map(lambda found: tuple(address for address in found if address is not None))  # fmt: skip
SEVERAL = st.lists(TEXTS | HOSTILE.filter(lambda text: ";" not in text), unique=True, max_size=3).map(tuple)


@st.composite
def contacts(draw: st.DrawFn) -> Contact:
    """A contact as the store may have it; sometimes nothing but a firm or a mail address."""
    family, given_name = draw(st.one_of(PARTS, LATIN, st.just((None, None))))
    japanese = family is not None and not family.isascii()
    full = None if family is None else f"{family} {given_name}" if japanese else f"{given_name} {family}"
    mails = draw(st.lists(st.emails(domains=st.just("example.com")).filter(_plain), unique=True, max_size=2))
    firm = draw(st.none() | TEXTS | HOSTILE)
    reading = draw(st.none() | st.tuples(KANA, KANA).map(" ".join)) if japanese else None
    return Contact(
        full_name=full,
        family_name=family,
        given_name=given_name,
        phonetic_name=reading,
        romanized_name=draw(st.sampled_from([None, "Yukio Saito"])) if japanese else None,
        organization=firm,
        organization_en=draw(st.sampled_from([None, "Sample & Co., Ltd."])),
        department=draw(st.none() | TEXTS),
        titles=draw(SEVERAL),
        qualifications=draw(st.lists(WORDS, unique=True, max_size=2).map(tuple)),
        phones=draw(PHONES),
        emails=tuple(mails),
        urls=draw(st.sampled_from([(), ("https://www.example.co.jp/?a=1,2;b",)])),
        addresses=draw(ADDRESSES),
        registration_numbers=draw(st.sampled_from([(), ("T1234567890123",)])),
        socials=draw(st.sampled_from([(), ("@yamada", "https://x.example/y")])),
    )


def _plain(mail: str) -> bool:
    """Addresses as people have them, not with everything that RFC 5322 allows before the @."""
    return all(character.isalnum() or character in "@.-_" for character in mail)


@pytest.mark.parametrize("form", ["csv", "3.0", "4.0"])
@given(st.lists(contacts().filter(lambda contact: contact != Contact()), min_size=1, max_size=4))
@settings(max_examples=40, deadline=None)
def test_contacts_come_back_from_a_file_as_they_went(form: str, wanted: list[Contact]) -> None:
    people = [Person(f"p{i}", contact, (), (), (), (), (), NOW, NOW) for i, contact in enumerate(wanted, 1)]
    text = people_to_csv(people) if form == "csv" else people_to_vcards(people, version=form)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / ("people.csv" if form == "csv" else "people.vcf")
        file.write_bytes("".join(text).encode("utf-8"))
        found = form_of(file)
        assert found is not None
        book = read_address_book(file, found)
    assert book.refused == ()
    assert [entry.contact for entry in book.entries] == wanted

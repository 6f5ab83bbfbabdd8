from __future__ import annotations

import pytest

from cardscan.person.other_side import added_by_back, same_office, with_names_of_back
from cardscan.records import Address, CardFields, Contact, Phone, Source

FRONT = Contact(
    full_name="齋藤 幸生",
    family_name="齋藤",
    given_name="幸生",
    organization="サンプル税理士事務所",
    titles=("代表",),
    phones=(Phone("work", "+81312345678", "03-1234-5678"),),
    emails=("saito@example.co.jp",),
    urls=("https://www.example.co.jp/",),
    addresses=(Address("東京都世田谷区太子堂1-2-3 見本ビル3F", "154-0004", country="JP"),),
)
BACK = Contact(
    full_name="Kosei Saito",
    family_name="Saito",
    given_name="Kosei",
    organization="Sample Tax Office",
    department="Audit",
    titles=("Representative",),
    phones=(Phone("work", "+81312345678", "+81-3-1234-5678"), Phone("mobile", "+819011112222", "+81-90-1111-2222")),
    emails=("SAITO@example.co.jp", "kosei@example.com"),
    urls=("example.co.jp/en", "kosei.example"),
    addresses=(
        Address("3F Mihon Bldg., 1-2-3 Taishido, Setagaya-ku, Tokyo 154-0004", "154-0004", country="JP"),
        Address("5 High Street, London", country="GB"),
    ),
)


def test_an_english_back_fills_what_the_front_lacks_and_nothing_else() -> None:
    added = added_by_back(FRONT, BACK)
    assert added == Contact(
        romanized_name="Kosei Saito",
        organization_en="Sample Tax Office",
        department="Audit",
        phones=BACK.phones[1:],
        emails=BACK.emails[1:],
        urls=BACK.urls[1:],
        addresses=BACK.addresses[1:],
    )


def test_a_back_adds_nothing_to_itself() -> None:
    assert added_by_back(FRONT, FRONT) == Contact()
    assert added_by_back(BACK, BACK) == Contact()


def test_the_latin_name_of_a_firm_that_is_nowhere_in_japanese_is_its_name() -> None:
    without = Contact(full_name="齋藤 幸生")
    assert added_by_back(without, BACK).organization == "Sample Tax Office"
    assert added_by_back(without, BACK).organization_en is None


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (FRONT.addresses[0], BACK.addresses[0], True),
        (FRONT.addresses[0], BACK.addresses[1], False),
        (FRONT.addresses[0], Address("1-2-3 Taishido, Setagaya, Tokyo"), True),
        (FRONT.addresses[0], Address("4-5-6 Umeda, Kita-ku, Osaka"), False),
        (FRONT.addresses[0], Address("大阪府大阪市北区梅田4-5-6", "530-0001"), False),
        (FRONT.addresses[0], Address("東京都世田谷区太子堂1-2-3 見本ビル3F"), True),
        (Address("東京都世田谷区太子堂一丁目2番3号"), Address("1-2-3 Taishido, Setagaya, Tokyo"), True),
    ],
)
def test_one_office_in_two_languages(one: Address, other: Address, same: bool) -> None:
    assert same_office(one, other) is same
    assert same_office(other, one) is same


def fields(contact: Contact, **source: Source) -> CardFields:
    return CardFields(contact, {"name": 0.97, "kana": 0.4, "tel": 0.9}, source, ())


def test_a_scanned_front_takes_only_names_from_its_back() -> None:
    guessed = Contact(**{**{f: getattr(FRONT, f) for f in FRONT.__slots__}, "phonetic_name": "さいとう ゆきお"})
    both = with_names_of_back(fields(guessed, phonetic_name=Source.DICTIONARY), fields(BACK))
    assert both.contact.romanized_name == "Kosei Saito"
    assert both.contact.organization_en == "Sample Tax Office"
    assert both.contact.phonetic_name == "さいとう こうせい"
    assert set(both.source) == {"romanized_name", "organization_en", "phonetic_name"}
    assert set(both.source.values()) == {Source.OTHER_SIDE}
    assert both.confidence["romaji"] == 0.97 and both.confidence["kana"] != 0.4
    assert (both.contact.phones, both.contact.emails, both.contact.titles) == (FRONT.phones, FRONT.emails, FRONT.titles)


def test_a_printed_reading_stands() -> None:
    printed = Contact(**{**{f: getattr(FRONT, f) for f in FRONT.__slots__}, "phonetic_name": "さいとう ゆきお"})
    both = with_names_of_back(fields(printed), fields(BACK))
    assert both.contact.phonetic_name == "さいとう ゆきお" and "phonetic_name" not in both.source

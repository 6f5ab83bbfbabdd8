"""A contact in a code outranks reading, and a code never makes a contact worse."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cardscan.code.barcode import payload_text
from cardscan.fields.read import read_fields
from cardscan.person.complete import complete
from cardscan.person.from_code import with_codes
from cardscan.records import Address, CardCode, CardFields, Contact, FieldKind, LabelledLine, Phone, Source, ValuePlace
from tests.fields.card_text import card_text

QUAD = ((800.0, 400.0), (1000.0, 400.0), (1000.0, 600.0), (800.0, 600.0))
READ = Contact(
    full_name="高橋 健",
    family_name="高橋",
    given_name="健",
    organization="高橋税理士事務所",
    department="法人部",
    titles=("代表",),
    phones=(Phone("work", "+81312345678", "03-1234-5678"), Phone("fax", "+81312345679", "03-1234-5679")),
    emails=("ken@example.co.jp",),
    urls=("https://www.example.co.jp/",),
    addresses=(Address("東京都世田谷区太子堂1-2-3 見本ビル3F", postal_code="154-0004", country="JP"),),
)
KEYS = ("name", "company", "department", "title", "postal", "address", "tel", "fax", "email", "url")


def fields_of(contact: Contact = READ, confidence: float = 0.7, *lines: str) -> CardFields:
    return CardFields(
        contact=contact,
        confidence=dict.fromkeys(KEYS, confidence),
        source={},
        lines=tuple(LabelledLine(line, QUAD, 0.9, FieldKind.OTHER) for line in ("税理士", *lines)),
    )


def joined(payload: str, contact: Contact = READ, confidence: float = 0.7, *lines: str) -> CardFields:
    return with_codes(fields_of(contact, confidence, *lines), [CardCode(QUAD, payload, "QR Code")])


def test_the_codes_characters_win_and_decide_for_the_whole_card() -> None:
    found = joined("MECARD:N:髙橋,健;TEL:0312345678;;")
    assert found.contact.full_name == "髙橋 健"
    assert (found.contact.family_name, found.contact.given_name) == ("髙橋", "健")
    assert found.contact.organization == "髙橋税理士事務所"
    assert found.source["full_name"] is found.source["organization"] is Source.QR
    assert (found.confidence["name"] or 0) >= 0.99
    assert found.confidence["company"] == 0.7


def test_what_both_say_is_surer_and_stays_as_printed() -> None:
    payload = (
        "BEGIN:VCARD\nVERSION:3.0\nN:高橋;健;;;\nORG:高橋税理士事務所;法人部\nTITLE:代表\nTEL;TYPE=WORK:0312345678\n"
        "TEL;TYPE=FAX:+81-3-1234-5679\nEMAIL:KEN@example.co.jp\nURL:http://example.co.jp\n"
        "ADR:;;太子堂一丁目2番3号 見本ビル3階;世田谷区;東京都;154-0004;日本\nEND:VCARD\n"
    )
    found = joined(payload)
    assert replace(found.contact, emails=READ.emails) == READ
    assert found.contact.emails == ("KEN@example.co.jp",)
    assert found.source == {}
    sure = {key for key, value in found.confidence.items() if value is not None and value >= 0.99}
    assert sure >= {"name", "company", "department", "title", "tel", "fax", "email", "url", "postal"}


def test_misreadings_are_put_right() -> None:
    read = replace(
        READ,
        organization="株式会社カラ一見本",
        phones=(Phone("work", "+81312345878", "03(1234)5878"),),
        emails=("ken@examp1e.co.jp",),
        urls=("http://www.examp1e.co.jp/jp/",),
        addresses=(Address("東京都世田谷区大子堂1-2-3 見本ビル3F", postal_code="154-0004", country="JP"),),
    )
    payload = (
        "BEGIN:VCARD\nVERSION:3.0\nN:高橋;健;;;\nORG:株式会社カラー見本\nTEL:0312345678\nEMAIL:ken@example.co.jp\n"
        "URL:https://example.co.jp/\nADR:;;太子堂1-2-3 見本ビル3F;世田谷区;東京都;154-0004;日本\nEND:VCARD\n"
    )
    found = joined(payload, read)
    assert found.contact.organization == "株式会社カラー見本"
    assert found.contact.phones == (Phone("work", "+81312345678", "03(1234)5678"),)
    assert found.contact.emails == ("ken@example.co.jp",)
    assert found.contact.urls == ("http://www.example.co.jp/jp/",)
    (address,) = found.contact.addresses
    assert address.text == "東京都世田谷区太子堂1-2-3 見本ビル3F"
    assert (address.locality, address.building) == ("世田谷区", "見本ビル3F")
    assert {"organization", "phones", "emails", "urls", "addresses"} <= found.source.keys()


def test_neighbouring_numbers_are_two_numbers() -> None:
    read = replace(READ, phones=(Phone("work", "+81312345600", "03-1234-5600"),))
    found = joined("MECARD:N:高橋,健;TEL:0312345678;;", read)
    assert [phone.number for phone in found.contact.phones] == ["+81312345600", "+81312345678"]
    surely_read = joined("MECARD:N:高橋,健;TEL:0312345601;;", read, 0.97)
    assert [phone.number for phone in surely_read.contact.phones] == ["+81312345600", "+81312345601"]
    assert surely_read.confidence["tel"] == 0.97


def test_the_same_number_in_another_form_is_no_second_one() -> None:
    for number, printed, coded in (
        ("+6566317420", "6631 7420", "66317420"),
        ("+442079460018", "020 7946 0018", "+44 (0)20 7946 0018"),
        (None, "040-33541302", "040 33541302"),
        ("+81312345678", "(03) 1234-5678", "+81-3-1234-5678"),
    ):
        read = Contact(full_name="Jane Doe", phones=(Phone("work", number, printed),))
        assert joined(f"BIZCARD:N:Jane;X:Doe;B:{coded};;", read).contact.phones == read.phones


def test_what_is_not_printed_is_filled_in() -> None:
    found = joined(
        "MECARD:N:髙橋,健;SOUND:ﾀｶﾊｼ,ｹﾝ;TEL:09012345678;EMAIL:ken@example.co.jp;"
        "ADR:〒154-0004 東京都世田谷区太子堂1-2-3;;",
        Contact(organization="見本"),
    )
    contact = found.contact
    assert (contact.full_name, contact.phonetic_name) == ("髙橋 健", "たかはし けん")
    assert contact.phones == (Phone("mobile", "+819012345678", "09012345678"),)
    assert contact.addresses == (
        Address("東京都世田谷区太子堂1-2-3", "154-0004", "東京都", "世田谷区", "太子堂1-2-3", None, "JP"),
    )
    assert contact.organization == "見本" and "organization" not in found.source
    assert all(found.source[name] is Source.QR for name in ("full_name", "phonetic_name", "phones", "addresses"))
    assert complete(found) == found, "a reading from the code is not guessed again"


@pytest.mark.parametrize("read", ["株式会社全然別", None])
def test_another_line_was_taken_for_the_name(read: str | None) -> None:
    payload = "MECARD:N:髙橋,健;;"
    assert joined(payload, replace(READ, full_name="見本 花子"), 0.95, "髙橋　健").contact.full_name == "髙橋 健"
    assert joined(payload, replace(READ, full_name="見本 花子"), 0.4).contact.full_name == "髙橋 健"
    kept = joined(payload, replace(READ, full_name="見本 花子"), 0.95)
    assert (kept.contact.full_name, kept.confidence["name"]) == ("見本 花子", 0.95)
    firm = joined("MECARD:N:株式会社見本;TEL:0312345678;;", replace(READ, organization=read), 0.95)
    assert firm.contact.full_name == "高橋 健"
    assert firm.contact.organization == (read or "株式会社見本")


def test_names_in_other_orders_and_scripts() -> None:
    assert joined("MECARD:N:健,髙橋;;").contact.full_name == "髙橋 健"
    latin = joined("MECARD:N:Takahashi,Ken;;").contact
    assert (latin.full_name, latin.romanized_name) == ("高橋 健", "Ken Takahashi")
    kana = joined("MECARD:N:ﾀｶﾊｼ,ｹﾝ;;", READ, 0.7, "タカハシ ケン").contact
    assert (kana.full_name, kana.phonetic_name) == ("高橋 健", "たかはし けん")
    english = Contact(full_name="JANE DOE, MBA")
    found = joined("MECARD:N:Doe,Jane;;", english)
    assert (found.contact.full_name, found.source) == ("JANE DOE, MBA", {})
    assert joined("MECARD:N:Doe,Jane;;", Contact(full_name="JANE D0E")).contact.full_name == "JANE DOE"


def test_titles_in_one_line_or_in_pieces() -> None:
    read = replace(READ, titles=("取締役", "営業部長"), qualifications=("税理士",))
    together = joined("BEGIN:VCARD\nVERSION:3.0\nN:高橋;健\nTITLE:取締役・営業部長\nEND:VCARD", read)
    assert together.contact.titles == ("取締役", "営業部長")
    assert "titles" not in together.source
    misread = joined(
        "BEGIN:VCARD\nVERSION:3.0\nN:高橋;健\nTITLE:営業部長\nEND:VCARD", replace(read, titles=("宮業部長",))
    )
    assert misread.contact.titles == ("営業部長",)
    assert misread.source["titles"] is Source.QR


@pytest.mark.parametrize(
    ("link", "urls", "socials"),
    [
        ("https://www.example.co.jp/recruit/2026", ("https://www.example.co.jp/",), ()),
        ("https://shop.example.co.jp/", ("https://www.example.co.jp/",), ()),
        ("https://other.example.com/", ("https://www.example.co.jp/",), ()),
        ("https://lin.ee/abcdefg", ("https://www.example.co.jp/",), ("https://lin.ee/abcdefg",)),
        ("https://bit.ly/abc", ("https://www.example.co.jp/",), ()),
        ("https://nosuchending.invalidx/", ("https://www.example.co.jp/",), ()),
    ],
)
def test_links_beside_a_printed_site(link: str, urls: tuple[str, ...], socials: tuple[str, ...]) -> None:
    found = joined(link)
    assert (found.contact.urls, found.contact.socials) == (urls, socials)
    assert found.lines[-1] == LabelledLine(link, QUAD, 1.0, FieldKind.CODE)
    assert (found.confidence["url"] == 0.7) is ("www.example.co.jp" not in link and "shop" not in link)


def test_links_where_no_site_is_printed() -> None:
    bare = replace(READ, urls=())
    own = joined("https://www.example.co.jp/staff", bare)
    assert (own.contact.urls, own.source["urls"]) == (("https://www.example.co.jp/staff",), Source.QR)
    assert (own.confidence["url"] or 0) < 0.9
    assert joined("https://qr.invalid-tracker.com/1", bare).contact.urls == ()
    assert joined("HTTPS://EXAMPLE.CO.JP/A", bare).contact.urls == ("https://example.co.jp/A",)
    private = joined("https://www.mihon.jp/", replace(bare, emails=("ken@gmail.com",)))
    assert private.contact.urls == ("https://www.mihon.jp/",)
    contact = joined("MECARD:N:高橋,健;URL:https://other.mihon.jp/?A;;", bare)
    assert contact.contact.urls == ("https://other.mihon.jp/?A",)
    assert (contact.confidence["url"] or 0) >= 0.99
    for link in ("https://lin.ee/abc", "https://u.wechat.com/abc", "https://maps.app.goo.gl/abc", "https://x.gd/abc"):
        assert joined(link, bare).contact.urls == (), link


def test_bare_mail_addresses_and_numbers_fill_and_mend_but_add_nothing() -> None:
    assert joined("mailto:info@other.example.com").contact == READ
    assert joined("tel:0120123456").contact == READ
    assert joined("mailto:ken@example.co.jp", replace(READ, emails=("ken@exanple.co.jp",))).contact == READ
    assert joined("tel:0312345678", replace(READ, phones=())).contact.phones == (
        Phone("work", "+81312345678", "0312345678"),
    )


def test_other_payloads_are_kept_and_change_nothing() -> None:
    for payload in ("WIFI:S:guest;;", "12345", "BEGIN:VCARD\nbroken", "\x1b[31m\0"):
        found = joined(payload)
        assert (found.contact, found.confidence, found.source) == (READ, fields_of().confidence, {})
        assert found.lines[-1].text == payload


def test_each_value_has_its_own_confidence() -> None:
    read = replace(READ, emails=("ken@example.co.jp", "info@example.co.jp"))
    places = tuple(ValuePlace("emails", mail, (0,), 0.6, ()) for mail in read.emails)
    fields = replace(fields_of(read), places=places)
    found = with_codes(fields, [CardCode(QUAD, "mailto:ken@example.co.jp", "QR Code")])
    assert [(place.confidence or 0) >= 0.99 for place in found.places] == [True, False]
    assert found.confidence["email"] == 0.6


def test_with_a_card_that_was_read() -> None:
    card = card_text(
        [
            "髙橋税理士事務所",
            "税理士",
            "高橋　健",
            "〒154-0004 東京都世田谷区太子堂1-2-3",
            "TEL 03-1234-5678",
            "ken@exanple.co.jp",
        ]
    )
    payload = payload_text(
        "MECARD:N:髙橋,健;SOUND:ﾀｶﾊｼ,ｹﾝ;TEL:0312345678;EMAIL:ken@example.co.jp;;".encode("cp932"), ""
    )
    found = complete(with_codes(read_fields(card), [CardCode(QUAD, payload, "QR Code")]))
    contact = found.contact
    assert (contact.full_name, contact.phonetic_name) == ("髙橋 健", "たかはし けん")
    assert contact.emails == ("ken@example.co.jp",)
    assert [phone.text for phone in contact.phones] == ["03-1234-5678"]
    assert all((found.confidence[key] or 0) >= 0.99 for key in ("name", "kana", "tel", "email"))

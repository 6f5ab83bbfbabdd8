"""What payloads say, in the forms that Japanese and Western cards carry; hostile ones do no harm."""

from __future__ import annotations

import re
import subprocess
import sys
import unicodedata
from dataclasses import fields

import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st

from cardscan.code.meaning import LONGEST_PAYLOAD, meaning_of
from cardscan.code.value import LONGEST_URL, LONGEST_VALUE, MOST_VALUES
from cardscan.records import Address, Contact, Phone

NAMES = st.text("齋藤髙橋﨑邉幸生太郎ゆきおアキラ", min_size=1, max_size=4)
VALUES = st.text(
    st.characters(min_codepoint=33, max_codepoint=0x9FFF, exclude_categories=("C", "Z")), min_size=1, max_size=40
).filter(lambda text: unicodedata.normalize("NFC", text) == text and text == text.strip())


def contact(payload: str) -> Contact:
    meaning = meaning_of(payload)
    assert meaning.kind == "contact", payload
    return meaning.contact


def test_a_vcard_of_a_telephone() -> None:
    said = contact(
        "BEGIN:VCARD\r\nVERSION:3.0\r\nN:髙橋;健;;;\r\nFN:髙橋 健\r\nX-PHONETIC-LAST-NAME:たかはし\r\n"
        "X-PHONETIC-FIRST-NAME:けん\r\nORG:株式会社見本;営業部;第二課\r\nTITLE:課長\r\nTEL;TYPE=WORK,VOICE:03-1234-5678\r\n"
        "TEL;TYPE=CELL:09012345678\r\nTEL;TYPE=WORK,FAX:03-1234-5679\r\nitem1.EMAIL;TYPE=INTERNET:ken@example.co.jp\r\n"
        "URL:https://www.example.co.jp/\r\nADR;TYPE=WORK:;;太子堂1-2-3;世田谷区;東京都;154-0004;日本\r\nEND:VCARD\r\n"
    )
    assert (said.full_name, said.family_name, said.given_name) == ("髙橋 健", "髙橋", "健")
    assert said.phonetic_name == "たかはし けん"
    assert (said.organization, said.department, said.titles) == ("株式会社見本", "営業部 第二課", ("課長",))
    assert [(phone.kind, phone.text) for phone in said.phones] == [
        ("work", "03-1234-5678"),
        ("mobile", "09012345678"),
        ("fax", "03-1234-5679"),
    ]
    assert (said.emails, said.urls) == (("ken@example.co.jp",), ("https://www.example.co.jp/",))
    assert said.addresses == (Address("東京都世田谷区太子堂1-2-3", postal_code="154-0004", country="JP"),)


def test_a_comma_that_the_generator_did_not_escape_is_part_of_the_text() -> None:
    told = contact("BEGIN:VCARD\nVERSION:3.0\nN:Smith;John\nORG:Sample Co., Ltd.\nTITLE:Head, Sales\nEND:VCARD")
    assert (told.organization, told.titles) == ("Sample Co., Ltd.", ("Head, Sales",))


def test_old_and_new_vcards() -> None:
    old = contact(
        "BEGIN:VCARD\nVERSION:2.1\nN;CHARSET=SHIFT_JIS;ENCODING=QUOTED-PRINTABLE:=8E=52=93=63;=91=BE=98=59\n"
        "TEL;CELL;VOICE:090-1234-5678\nSOUND;X-IRMC-N;CHARSET=SHIFT_JIS:ﾔﾏﾀﾞ;ﾀﾛｳ;;;;\nEND:VCARD"
    )
    assert (old.full_name, old.phonetic_name) == ("山田 太郎", "やまだ たろう")
    assert old.phones == (Phone("mobile", None, "090-1234-5678"),)
    new = contact(
        'BEGIN:VCARD\nVERSION:4.0\nN;SORT-AS="やまだ,たろう":山田;太郎;;;\nFN:山田太郎\n'
        'TEL;VALUE=uri;TYPE="voice,work":tel:+81-3-1234-5678;ext=12\nORG:A\\, B Inc.\nEND:VCARD'
    )
    assert (new.full_name, new.phonetic_name, new.organization) == ("山田 太郎", "やまだ たろう", "A, B Inc.")
    assert new.phones == (Phone("work", None, "+81-3-1234-5678"),)


@pytest.mark.parametrize("sound", ["ｻｲﾄｳ,ﾕｷｵ", "サイトウ,ユキオ", "さいとう,ゆきお"])
def test_a_mecard(sound: str) -> None:
    said = contact(
        f"MECARD:N:齋藤,幸生;SOUND:{sound};TEL:0312345678;EMAIL:saito@example.co.jp;URL:https\\://example.co.jp/;"
        "ADR:〒154-0004 東京都世田谷区太子堂1-2-3;NOTE:a\\;b;;"
    )
    assert (said.full_name, said.family_name, said.given_name) == ("齋藤 幸生", "齋藤", "幸生")
    assert said.phonetic_name == "さいとう ゆきお"
    assert said.urls == ("https://example.co.jp/",)
    assert said.addresses == (Address("東京都世田谷区太子堂1-2-3", postal_code="154-0004", country="JP"),)


def test_other_telephones_books() -> None:
    biz = contact(
        "BIZCARD:N:Jane;X:Doe;T:Engineer;C:Example, Inc.;A:1 Pine Street, Seattle, WA 98101;B:+12065550100;"
        "M:+12065550101;F:+12065550102;E:jane@example.com;;"
    )
    assert (biz.full_name, biz.organization, biz.titles) == ("Jane Doe", "Example, Inc.", ("Engineer",))
    assert [phone.kind for phone in biz.phones] == ["work", "mobile", "fax"]
    assert biz.addresses[0].text == "1 Pine Street, Seattle, WA 98101"
    memory = contact("MEMORY:NAME1:大久保 薫\r\nNAME2:ｵｵｸﾎﾞ ｶｵﾙ\r\nTEL1:0612345678\r\nMAIL1:okubo@example.jp\r\n")
    assert (memory.full_name, memory.phonetic_name) == ("大久保 薫", "おおくぼ かおる")
    assert (memory.family_name, memory.given_name) == ("大久保", "薫")


def test_width_is_put_right_and_kanji_keep_their_form() -> None:
    said = contact("MECARD:N:\ufa10﨑,ﾀﾞﾝ;ORG:ｶﾌﾞｼｷ㈱ＡＢＣ;EMAIL:ａ＠example.com;;")
    assert (said.full_name, said.organization) == ("\ufa10﨑 ダン", "カブシキ㈱ABC")
    assert said.emails == ("a@example.com",)


def test_a_name_in_two_scripts() -> None:
    both = contact("BEGIN:VCARD\nVERSION:3.0\nN:Takahashi;Ken;;;\nFN:髙橋 健\nEND:VCARD")
    assert (both.full_name, both.romanized_name) == ("髙橋 健", "Ken Takahashi")
    kana = contact("MECARD:N:アキラ;;")
    assert (kana.full_name, kana.family_name, kana.phonetic_name) == ("アキラ", None, None)


@pytest.mark.parametrize(
    ("payload", "kind", "values"),
    [
        ("https://www.example.co.jp/", "link", ("https://www.example.co.jp/",)),
        ("URLTO:http://example.jp/", "link", ("http://example.jp/",)),
        ("www.example.com/staff", "link", ("www.example.com/staff",)),
        ("MEBKM:TITLE:見本;URL:http\\://example.jp;;", "link", ("http://example.jp",)),
        ("mailto:saito%2Bcard@example.co.jp?subject=x", "email", ("saito+card@example.co.jp",)),
        ("MATMSG:TO:saito@example.co.jp;SUB:x;BODY:y;;", "email", ("saito@example.co.jp",)),
        ("saito@example.co.jp", "email", ("saito@example.co.jp",)),
    ],
)
def test_single_values(payload: str, kind: str, values: tuple[str, ...]) -> None:
    meaning = meaning_of(payload)
    assert meaning.kind == kind
    assert (meaning.contact.urls or meaning.contact.emails) == values


def test_a_number_and_what_says_nothing() -> None:
    assert meaning_of("tel:+81-3-1234-5678").contact.phones == (Phone("other", None, "+81-3-1234-5678"),)
    for payload in ("", "見本", "WIFI:S:guest;T:WPA;P:secret;;", "geo:35.6,139.7", "MECARD:", "BEGIN:VCARD", "1234567"):
        assert meaning_of(payload) == meaning_of("見本"), payload


@given(NAMES, NAMES, VALUES, VALUES)
def test_what_is_written_as_mecard_is_read_again(family: str, given_name: str, organization: str, title: str) -> None:
    escaped = [re.sub(r"([\\;,:])", r"\\\1", value) for value in (family, given_name, organization, title)]
    said = contact("MECARD:N:{},{};ORG:{};TITLE:{};;".format(*escaped))
    assert said.full_name == f"{family} {given_name}"
    assert (said.organization, said.titles) == (organization, (title,))


@given(NAMES, NAMES, VALUES, VALUES)
def test_what_vobject_writes_is_read_again(family: str, given_name: str, organization: str, title: str) -> None:
    card = vobject.vCard()
    card.add("n").value = vobject.vcard.Name(family=family, given=given_name)
    card.add("fn").value = f"{family} {given_name}"
    card.add("org").value = [organization]
    card.add("title").value = title
    said = contact(card.serialize())
    assert (said.family_name, said.given_name) == (family, given_name)
    assert (said.organization, said.titles) == (organization, (title,))


PIECES = st.sampled_from(
    ["BEGIN:VCARD", "END:VCARD", "VERSION:2.1", "N:", "N;CHARSET=x:", "FN:", "ORG:", "ADR:;;", "TEL;TYPE=", "=3D=",
     "MECARD:", "BIZCARD:", "MEMORY:NAME1:", "N:a,b;", "SOUND:", "ENCODING=QUOTED-PRINTABLE:", "ENCODING=b:", "\\", ";",
     ":", ",", "\r\n", "\n ", "\0", "\x1b[31m", "\u202e", "髙橋", "ﾀﾞ", "https://", "mailto:a@b.co", "tel:", "\ud800"]
)  # fmt: skip


@given(st.lists(PIECES | st.text(max_size=5), max_size=25), st.sampled_from(["", "BEGIN:VCARD\n", "MECARD:"]))
def test_hostile_payloads_say_nothing_harmful(pieces: list[str], start: str) -> None:
    meaning = meaning_of(start + "".join(pieces))
    for field in fields(Contact):
        value = getattr(meaning.contact, field.name)
        values = value if isinstance(value, tuple) else (value,) if value else ()
        assert len(values) <= MOST_VALUES
        for each in values:
            text = each if isinstance(each, str) else each.text
            assert text and text == text.strip()
            assert len(text) <= (LONGEST_URL if field.name == "urls" else 2 * LONGEST_VALUE)
            assert not any(unicodedata.category(character).startswith("C") for character in text)


def test_an_endless_payload_is_cut() -> None:
    assert meaning_of("MECARD:" + "TEL:0312345678;" * 100_000).contact.phones == (Phone("other", None, "0312345678"),)
    assert meaning_of("https://example.com/" + "a" * 2 * LONGEST_PAYLOAD).kind == "text"
    assert meaning_of(f"MECARD:N:{'山' * 300},太郎;TEL:0312345678;;").contact.full_name == "太郎"


def test_a_line_that_is_not_understood_is_not_written_to_the_terminal() -> None:
    payload = "BEGIN:VCARD\nVERSION:3.0\nFN:A\nbroken \x1b]0;x\x07 line\nEND:VCARD\n"
    code = f"from cardscan.code.meaning import meaning_of; assert meaning_of({payload!r}).contact.full_name == 'A'"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout + ran.stderr == ""


def test_a_list_within_a_firm_and_a_given_name_alone() -> None:
    contact = meaning_of("BEGIN:VCARD\nVERSION:3.0\nFN:A\nORG:Sample;Sales,Export;X\nEND:VCARD\n").contact
    assert contact.organization == "Sample" and contact.department and contact.department.startswith("Sales")
    assert meaning_of("BIZCARD:N:Sean;C:Google;;").contact.family_name is None


def test_two_encodings_at_once_cost_a_line_and_not_the_card() -> None:
    odd = "NOTE;ENCODING=QUOTED-PRINTABLE;ENCODING=8BIT:=41"
    contact = meaning_of(f"BEGIN:VCARD\nVERSION:2.1\nFN:A\n{odd}\nTEL:0312345678\nEND:VCARD\n").contact
    assert contact.full_name == "A" and [phone.text for phone in contact.phones] == ["0312345678"]

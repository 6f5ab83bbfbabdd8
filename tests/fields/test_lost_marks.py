"""What an engine lost beside a value: rings, brackets, the space after a label."""

from __future__ import annotations

import pytest

from cardscan.fields.firm_grammar import firm_look, with_whole_mark
from cardscan.fields.read import read_fields
from cardscan.fields.web_address import find_webs
from tests.fields.card_text import card_text


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("(株ミホン開発", "(株)ミホン開発"),
        ("ミホンデータ株", "ミホンデータ㈱"),
        ("株見本商店", "㈱見本商店"),
        ("有ネクスト金属", "㈲ネクスト金属"),
        ("株式会社見本", "株式会社見本"),
        ("有馬製作所", "有馬製作所"),
        ("有限会社ミホン", "有限会社ミホン"),
        ("Mihon Partners Pte Itd", "Mihon Partners Pte Ltd"),
        ("Mihon Pty. Lt∂.", "Mihon Pty. Ltd."),
        ("Ceramiche Mihon S.r.I.", "Ceramiche Mihon S.r.l."),
    ],
)
def test_a_mark_is_made_whole(read: str, printed: str) -> None:
    assert with_whole_mark(read) == printed
    assert firm_look(read).belief > 0.5


@pytest.mark.parametrize(
    ("line", "url"),
    [
        ("URLwww.mihon.example.co.jp", "https://www.mihon.example.co.jp"),
        ("HPmihon.example.jp", "https://mihon.example.jp"),
        ("Wwww.mihon.example.com/", "https://www.mihon.example.com/"),
        ("wwww.mihon.example.com/", "https://www.mihon.example.com/"),
        ("Whttps://mihon.example.com", "https://mihon.example.com"),
    ],
)
def test_a_label_without_its_space(line: str, url: str) -> None:
    assert [web.url for web in find_webs(line)] == [url]


def test_the_e_of_a_mail_is_a_label_where_other_lines_have_such_labels() -> None:
    labelled = read_fields(card_text(["Olivia Williams", "T305-775-2497", "Eoliviaw@example.com"])).contact
    assert labelled.emails == ("oliviaw@example.com",)
    bare = read_fields(card_text(["Eric Williams", "305-775-2497", "Eric@example.com"])).contact
    assert bare.emails == ("Eric@example.com",)


def test_the_word_email_is_a_label() -> None:
    contact = read_fields(card_text(["Angus Murphy", "Emailangusp@example.com"])).contact
    assert contact.emails == ("angusp@example.com",)


def test_an_office_without_its_name_goes_with_the_line_before() -> None:
    contact = read_fields(card_text(["ラピスラズリ", "土地家屋調査士事務所", "山田 太郎", "TEL 03-1234-5678"])).contact
    assert contact.organization == "ラピスラズリ土地家屋調査士事務所"

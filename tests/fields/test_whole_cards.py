from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cardscan.records import FieldKind
from tests.fields.card_text import card_text
from tests.fields.claims import claims_on, read

NAME, KANA, ROMAJI = FieldKind.NAME, FieldKind.KANA, FieldKind.ROMAJI
FIRM, FIRM_EN = FieldKind.COMPANY, FieldKind.COMPANY_EN
DEPARTMENT, TITLE, LICENCE = FieldKind.DEPARTMENT, FieldKind.TITLE, FieldKind.QUALIFICATION

CARDS = [
    pytest.param(
        [
            ("株式会社サンプル", 30),
            "営業部 部長",
            ("さいとう　ゆきお", 14),
            ("齋藤　幸生", 50),
            ("Yukio Saito", 18),
            "saito@example.co.jp",
        ],
        [
            (FIRM, "株式会社サンプル"),
            (DEPARTMENT, "営業部"),
            (TITLE, "部長"),
            (KANA, "さいとう ゆきお"),
            (NAME, "齋藤 幸生"),
            (ROMAJI, "Yukio Saito"),
        ],
        id="everything in its usual place",
    ),
    pytest.param(
        [("株式会社サンプル 大阪支店", 28), ("課長代理　髙橋健一", 40), "TEL 06-1234-5678"],
        [(FIRM, "株式会社サンプル"), (DEPARTMENT, "大阪支店"), (TITLE, "課長代理"), (NAME, "髙橋 健一")],
        id="branch after the firm, title before the name",
    ),
    pytest.param(
        [("一般社団法人", 16), ("日本見本協会", 28), "理事長", ("小鳥遊 千夏", 46)],
        [(FIRM, "一般社団法人日本見本協会"), (TITLE, "理事長"), (NAME, "小鳥遊 千夏")],
        id="legal form on its own line",
    ),
    pytest.param(
        ["税理士・行政書士", ("代表取締役山田太郎", 36), "サンプル会計株式会社"],
        [
            (LICENCE, "税理士"),
            (LICENCE, "行政書士"),
            (TITLE, "代表取締役"),
            (NAME, "山田 太郎"),
            (FIRM, "サンプル会計株式会社"),
        ],
        id="title and name in one word",
    ),
    pytest.param(
        [("山田", 60), ("太郎", 60), ("株式会社サンプル", 22)],
        [(NAME, "山田 太郎"), (FIRM, "株式会社サンプル")],
        id="family and given name on two lines",
    ),
    pytest.param(
        [("株式会社ミホン", 26), "営業本部", "第一営業部", "課長", ("佐藤 花子", 44)],
        [(FIRM, "株式会社ミホン"), (DEPARTMENT, "営業本部 第一営業部"), (TITLE, "課長"), (NAME, "佐藤 花子")],
        id="department over two lines",
    ),
    pytest.param(
        [("株式会社ミホン", 26), "総務部次長", ("佐藤 花子", 44)],
        [(FIRM, "株式会社ミホン"), (DEPARTMENT, "総務部"), (TITLE, "次長"), (NAME, "佐藤 花子")],
        id="department and title in one word",
    ),
    pytest.param(
        [("医療法人青雲会", 18), ("オルビス整形外科", 28), "院長　医学博士", ("原 真由美", 44)],
        [(FIRM, "医療法人青雲会オルビス整形外科"), (TITLE, "院長"), (LICENCE, "医学博士"), (NAME, "原 真由美")],
        id="clinic below its corporation",
    ),
    pytest.param(
        [("東京見本大学 工学部", 24), "准教授　博士（工学）", ("中村 圭介", 44), ("Keisuke Nakamura, Ph.D.", 16)],
        [
            (FIRM, "東京見本大学"),
            (DEPARTMENT, "工学部"),
            (TITLE, "准教授"),
            (LICENCE, "博士(工学)"),
            (NAME, "中村 圭介"),
            (ROMAJI, "Keisuke Nakamura"),
            (LICENCE, "Ph.D."),
        ],
        id="university",
    ),
    pytest.param(
        [
            ("MIHON", 40),
            ("株式会社ミホン", 22),
            "取締役 兼 技術部長",
            ("李 明", 44),
            ("LI Ming", 16),
            "li@mihon.example",
        ],
        [
            (FIRM_EN, "MIHON"),
            (FIRM, "株式会社ミホン"),
            (TITLE, "取締役 兼 技術部長"),
            (NAME, "李 明"),
            (ROMAJI, "LI Ming"),
        ],
        id="logotype beside the firm's name",
    ),
    pytest.param(
        [("かとう", 14), ("み　さき", 14), ("加藤 美咲", 50), ("フォトグラファー", 18)],
        [(KANA, "かとう みさき"), (NAME, "加藤 美咲"), (TITLE, "フォトグラファー")],
        id="reading in two boxes",
    ),
    pytest.param(
        [("嶋村 のぞみ（しまむら のぞみ）", 36), "美容室ミモザ", "スタイリスト"],
        [(NAME, "嶋村 のぞみ"), (KANA, "しまむら のぞみ"), (FIRM, "美容室ミモザ"), (TITLE, "スタイリスト")],
        id="reading in brackets",
    ),
    pytest.param(
        [
            ("CONTOSO", 40),
            ("Dr. Avery Smith", 30),
            "Senior Software Engineer",
            "Engineering Department",
            "avery.smith@contoso.com",
        ],
        [
            (FIRM, "CONTOSO"),
            (NAME, "Dr. Avery Smith"),
            (TITLE, "Senior Software Engineer"),
            (DEPARTMENT, "Engineering Department"),
        ],
        id="English, logotype told by the domain",
    ),
    pytest.param(
        [("John A. Smith Jr., Ph.D., MBA", 30), "Vice President, Sales", ("Sample & Partners LLC", 20)],
        [
            (NAME, "John A. Smith Jr."),
            (LICENCE, "Ph.D."),
            (LICENCE, "MBA"),
            (TITLE, "Vice President, Sales"),
            (FIRM, "Sample & Partners LLC"),
        ],
        id="English with credentials",
    ),
    pytest.param(
        [("JANE DOE", 34), "REALTOR®", ("OAK STREET REALTY", 26), "jane@oakstreetrealty.example"],
        [(NAME, "JANE DOE"), (TITLE, "REALTOR®"), (FIRM, "OAK STREET REALTY")],
        id="English in capitals",
    ),
    pytest.param(
        [
            ("Northwind Traders", 30),
            ("Emily Clark", 26),
            "Director of Business",
            "Development",
            "emily@northwindtraders.example",
        ],
        [(FIRM, "Northwind Traders"), (NAME, "Emily Clark"), (TITLE, "Director of Business Development")],
        id="English title over two lines",
    ),
    pytest.param(
        [("OLIVIA", 50), ("KOWALSKI, RN, PMP", 48), "Creative Director", ("Juniper Clinic Inc.", 28)],
        [
            (NAME, "OLIVIA KOWALSKI"),
            (LICENCE, "RN"),
            (LICENCE, "PMP"),
            (TITLE, "Creative Director"),
            (FIRM, "Juniper Clinic Inc."),
        ],
        id="English name over two lines, with credentials",
    ),
    pytest.param(
        [("株式会社ミホン", 26), "経営企画室", "Corporate Planning Office", ("佐藤 花子", 44), ("Hanako Sato", 18)],
        [(FIRM, "株式会社ミホン"), (DEPARTMENT, "経営企画室"), (NAME, "佐藤 花子"), (ROMAJI, "Hanako Sato")],
        id="department in two languages",
    ),
    pytest.param(
        [("Taro YAMADA", 30), "Manager, Sales Department", "Sample Corporation"],
        [(NAME, "Taro YAMADA"), (TITLE, "Manager"), (DEPARTMENT, "Sales Department"), (FIRM, "Sample Corporation")],
        id="English side of a Japanese card",
    ),
]


@pytest.mark.parametrize(("lines", "expected"), CARDS)
def test_card(lines: list[str | tuple[str, float]], expected: list[tuple[FieldKind, str]]) -> None:
    assert read(lines) == expected


@given(st.lists(st.text(max_size=40), max_size=8))
@settings(max_examples=150, deadline=None)
def test_any_text_is_answered_with_claims_on_its_own_characters(lines: list[str]) -> None:
    card = card_text(lines)
    for claim in claims_on(card):
        assert 0 <= claim.belief <= 1
        assert claim.value.strip()
        first = card.lines[claim.lines[0]].text
        if claim.span is not None:
            assert first[claim.span[0] : claim.span[1]] == claim.text

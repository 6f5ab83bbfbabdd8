"""Cards of invented people in the layouts that real cards have: who, what, where in the firm."""

from __future__ import annotations

import pytest

from cardscan.records import FieldKind
from tests.fields.claims import read

NAME, KANA, ROMAJI = FieldKind.NAME, FieldKind.KANA, FieldKind.ROMAJI
FIRM, DEPARTMENT = FieldKind.COMPANY, FieldKind.DEPARTMENT
TITLE, LICENCE = FieldKind.TITLE, FieldKind.QUALIFICATION

DEPARTMENTS = [
    pytest.param(
        [
            ("見本重工業株式会社", 28),
            "エネルギー・環境事業本部",
            "プラント営業統括部",
            "第二営業課",
            "課長代理",
            ("宮田 洋介", 44),
        ],
        [
            (FIRM, "見本重工業株式会社"),
            (DEPARTMENT, "エネルギー・環境事業本部 プラント営業統括部 第二営業課"),
            (TITLE, "課長代理"),
            (NAME, "宮田 洋介"),
        ],
        id="three lines",
    ),
    pytest.param(
        [("見本電機株式会社", 26), "研究開発センター", "先端デバイス研究部 主幹研究員", ("福地 渉", 44)],
        [
            (FIRM, "見本電機株式会社"),
            (DEPARTMENT, "研究開発センター 先端デバイス研究部"),
            (TITLE, "主幹研究員"),
            (NAME, "福地 渉"),
        ],
        id="the title shares the last line",
    ),
    pytest.param(
        [("双葉経済大学", 24), "経済学部特任准教授", ("宇佐美 新之助", 44)],
        [(FIRM, "双葉経済大学"), (DEPARTMENT, "経済学部"), (TITLE, "特任准教授"), (NAME, "宇佐美 新之助")],
        id="department and title without a gap",
    ),
    pytest.param(
        [("株式会社ミホン製作所", 26), "製造部グループ長", ("佐久間 豊", 44)],
        [(FIRM, "株式会社ミホン製作所"), (DEPARTMENT, "製造部"), (TITLE, "グループ長"), (NAME, "佐久間 豊")],
        id="head of a group without a gap",
    ),
    pytest.param(
        [("見本商事株式会社", 26), "営業本部 関西支店プランナー", ("高浜 大輔", 44)],
        [(FIRM, "見本商事株式会社"), (DEPARTMENT, "営業本部 関西支店"), (TITLE, "プランナー"), (NAME, "高浜 大輔")],
        id="a chain and the title without a gap",
    ),
    pytest.param(
        [("みほん信用金庫", 26), "本店営業部", "ローンプラザ", "係長", ("秋山 圭", 44)],
        [(FIRM, "みほん信用金庫"), (DEPARTMENT, "本店営業部 ローンプラザ"), (TITLE, "係長"), (NAME, "秋山 圭")],
        id="a second line that only ends like a department",
    ),
    pytest.param(
        [("ひばり銀行本店営業部", 30), "渉外課", ("甲斐 あゆみ", 60)],
        [(FIRM, "ひばり銀行"), (DEPARTMENT, "渉外課"), (NAME, "甲斐 あゆみ")],
        id="a bank and its branch without a gap",
    ),
    pytest.param(
        [("ひばり市教育委員会", 30), "子育て支援課 保育係", "専門員", ("秦 リサ", 60)],
        [(FIRM, "ひばり市教育委員会"), (DEPARTMENT, "子育て支援課 保育係"), (TITLE, "専門員"), (NAME, "秦 リサ")],
        id="a public body that ends like a department",
    ),
    pytest.param(
        [("Quantive LLP", 30), ("J.F.SCHWARTZ", 34), "Associate", "Cloud Infrastructure", "js@quantive.example"],
        [(FIRM, "Quantive LLP"), (NAME, "J. F. SCHWARTZ"), (TITLE, "Associate"), (DEPARTMENT, "Cloud Infrastructure")],
        id="subjects below a title",
    ),
    pytest.param(
        [("Fabrikam Inc.", 30), ("Jacob Stein", 24), "Staff Engineer, Platform Infrastructure"],
        [
            (FIRM, "Fabrikam Inc."),
            (NAME, "Jacob Stein"),
            (TITLE, "Staff Engineer"),
            (DEPARTMENT, "Platform Infrastructure"),
        ],
        id="the team behind a role",
    ),
    pytest.param(
        [("Fabrikam Inc.", 30), ("Maria Gonzalez", 24), "Director, Sales"],
        [(FIRM, "Fabrikam Inc."), (NAME, "Maria Gonzalez"), (TITLE, "Director, Sales")],
        id="the subject of a director is the title's",
    ),
]

FIRMS = [
    pytest.param(
        [("Greenleaf", 40), ("Biosciences", 40), ("Lim Wei Ling", 24), "Research Associate", "wl@greenleaf.example"],
        [(FIRM, "Greenleaf Biosciences"), (NAME, "Lim Wei Ling"), (TITLE, "Research Associate")],
        id="logotype on two lines",
    ),
    pytest.param(
        [("SHENZHEN BRIGHT LIGHTING", 30), ("CO., LTD.", 16), ("Amy Zhou", 24), "Sales Manager"],
        [(FIRM, "SHENZHEN BRIGHT LIGHTING CO., LTD."), (NAME, "Amy Zhou"), (TITLE, "Sales Manager")],
        id="legal form below a Latin name",
    ),
    pytest.param(
        [("有多摩川テクノロジー", 30), "相談役", ("福本 修", 60)],
        [(FIRM, "㈲多摩川テクノロジー"), (TITLE, "相談役"), (NAME, "福本 修")],
        id="the ring of a legal form lost",
    ),
    pytest.param(
        [("-8 朝霧市役所", 40), "主任主事", ("金子 純子", 60)],
        [(FIRM, "朝霧市役所"), (TITLE, "主任主事"), (NAME, "金子 純子")],
        id="a crest read as letters",
    ),
    pytest.param(
        [("文具 富士見", 40), "副店長", ("神山 昭", 60)],
        [(FIRM, "文具 富士見"), (TITLE, "副店長"), (NAME, "神山 昭")],
        id="a trade and a name",
    ),
]

NAMES = [
    pytest.param(
        [("RAHMAN", 80), ("WEI LING", 80), "Senior Account Executive", ("Juniper Pte Ltd", 44)],
        [(NAME, "RAHMAN WEI LING"), (TITLE, "Senior Account Executive"), (FIRM, "Juniper Pte Ltd")],
        id="family name above two given names",
    ),
    pytest.param(
        [("Christopher", 90), ("Ray", 90), ("Lindqvist", 90), ("Creative Director", 30), ("Paper Kite LLC", 30)],
        [(NAME, "Christopher Ray Lindqvist"), (TITLE, "Creative Director"), (FIRM, "Paper Kite LLC")],
        id="three lines",
    ),
    pytest.param(
        [("PROF.", 70), ("SANJAY REDDY", 84), ("MILLSTONE ENGINEERING", 32), ("Data Scientist", 30)],
        [(NAME, "PROF. SANJAY REDDY"), (FIRM, "MILLSTONE ENGINEERING"), (TITLE, "Data Scientist")],
        id="honorific above the name",
    ),
    pytest.param(
        [("Deepika lyer, CFA, RN", 50), "Financial Advisor", ("WAVELENGTH LIMITED", 40)],
        [
            (NAME, "Deepika Iyer"),
            (LICENCE, "CFA"),
            (LICENCE, "RN"),
            (TITLE, "Financial Advisor"),
            (FIRM, "WAVELENGTH LIMITED"),
        ],
        id="a capital I read as l",
    ),
    pytest.param(
        [("株式会社グローバルミホン", 26), "海外営業部", ("グエン ティ ラン", 36), ("NGUYEN Thi Lan", 16)],
        [
            (FIRM, "株式会社グローバルミホン"),
            (DEPARTMENT, "海外営業部"),
            (NAME, "グエン ティ ラン"),
            (ROMAJI, "NGUYEN Thi Lan"),
        ],
        id="foreign name in three words",
    ),
    pytest.param(
        [("ひばり歯科医院", 30), "料理長", ("勅使川原 高輝", 60)],
        [(FIRM, "ひばり歯科医院"), (TITLE, "料理長"), (NAME, "勅使川原 高輝")],
        id="a rare family name with a rare given name",
    ),
    pytest.param(
        [("ウィズ情報サービス（株）", 36), ("福嶋 1 明裕", 58), "情報処理安全確保支援士"],
        [(FIRM, "ウィズ情報サービス(株)"), (NAME, "福嶋 明裕"), (LICENCE, "情報処理安全確保支援士")],
        id="a crease between family and given name",
    ),
    pytest.param(
        [("オーナー", 24), ("ヒゴ 卜モ工", 14), ("肥後 智恵", 58), ("家具 青葉", 40)],
        [(TITLE, "オーナー"), (KANA, "ひご ともえ"), (NAME, "肥後 智恵"), (FIRM, "家具 青葉")],
        id="katakana read as kanji, and a title in katakana",
    ),
]

TITLES = [
    pytest.param(
        [("株式会社ミホン", 26), "執行役員", "兼 東日本支社長", ("五十嵐 雅彦", 60)],
        [(FIRM, "株式会社ミホン"), (TITLE, "執行役員 兼 東日本支社長"), (NAME, "五十嵐 雅彦")],
        id="goes on with 兼",
    ),
    pytest.param(
        [("Debbie Morales", 30), "REALTOR® | CA DRE #01234567", ("Sunny Coast Realty", 28)],
        [(NAME, "Debbie Morales"), (TITLE, "REALTOR®"), (FIRM, "Sunny Coast Realty")],
        id="beside a licence number",
    ),
    pytest.param(
        [("LUMEN & CO.", 36), ("Anna O'Brien", 50), "ManagingDirector", "Product Team"],
        [(FIRM, "LUMEN & CO."), (NAME, "Anna O'Brien"), (TITLE, "Managing Director"), (DEPARTMENT, "Product Team")],
        id="a lost gap",
    ),
    pytest.param(
        [("双葉大学", 40), "教授", "博士（理学）/博士（医学）", ("冨田 茂", 60)],
        [
            (FIRM, "双葉大学"),
            (TITLE, "教授"),
            (LICENCE, "博士(理学)"),
            (LICENCE, "博士(医学)"),
            (NAME, "冨田 茂"),
        ],
        id="two degrees",
    ),
    pytest.param(
        [("ひばり保育園", 40), "生活相談員", "社会福社士", ("鶴田 安基子", 60)],
        [(FIRM, "ひばり保育園"), (TITLE, "生活相談員"), (LICENCE, "社会福祉士"), (NAME, "鶴田 安基子")],
        id="a licence with one misread character",
    ),
    pytest.param(
        [
            ("水野 千尋", 50),
            "エキスパート",
            "AWS認定ソリューションアーキテクト情報処理安全確保支援士",
            ("見本通信株式会社", 30),
        ],
        [
            (NAME, "水野 千尋"),
            (TITLE, "エキスパート"),
            (LICENCE, "AWS認定ソリューションアーキテクト"),
            (LICENCE, "情報処理安全確保支援士"),
            (FIRM, "見本通信株式会社"),
        ],
        id="two licences without a gap",
    ),
    pytest.param(
        [("NPO法人見本ひろば", 30), "・プログラム・オフィサー", ("田中", 60)],
        [(FIRM, "NPO法人見本ひろば"), (TITLE, "プログラム・オフィサー"), (NAME, "田中")],
        id="a bullet before a title, a family name alone",
    ),
]


@pytest.mark.parametrize(("lines", "expected"), [*DEPARTMENTS, *FIRMS, *NAMES, *TITLES])
def test_layout(lines: list[str | tuple[str, float]], expected: list[tuple[FieldKind, str]]) -> None:
    assert read(lines) == expected

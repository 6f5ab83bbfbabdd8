"""Whole cards with English titles in katakana, shops without a legal form, and what small type or wide gaps lose."""

from __future__ import annotations

import pytest

from cardscan.fields.katakana_title import is_katakana_title, is_title_modifier
from cardscan.fields.read import read_fields
from cardscan.fields.reading_repair import repaired_reading
from cardscan.fields.trade_words import trade_after, trade_before
from cardscan.records import CardFields
from tests.fields.card_text import Box, card_text

Line = str | tuple[str, Box] | tuple[str, Box, float]

NAME: Line = ("早坂　亮介", (60, 200, 400, 248), 48.0)
FIRM = "株式会社ネクストエイジ"


def read(*lines: Line) -> CardFields:
    return read_fields(card_text(lines))


@pytest.mark.parametrize(
    "title",
    [
        "ヴァイスプレジデント",
        "シニア・ヴァイス・プレジデント",
        "アソシエイトディレクター",
        "エグゼクティブ ディレクター",
        "チーフカスタマーオフィサー",
        "シニアデベロッパーアドボケイト",
        "リサーチ・アドミニストレーター",
        "ヘッド・オブ・マーケティング",
        "プロジェクトマネジャ",
    ],
)
def test_an_english_title_in_katakana(title: str) -> None:
    assert read(FIRM, title, NAME).contact.titles == (title,)


@pytest.mark.parametrize(
    "text", ["ブランドデザイン", "ジェームズ・ミラー", "ゲストハウス", "グロースパートナーズ", "ソラリス"]
)
def test_firms_and_people_in_katakana_are_no_titles(text: str) -> None:
    assert not is_katakana_title(text)


def test_a_word_that_is_noun_and_modifier() -> None:
    assert is_title_modifier("アソシエイト")
    assert not is_title_modifier("ディレクター")


@pytest.mark.parametrize(
    "firm", ["茶舗 玄", "茶舗玄", "陶工房 ひなた", "上田表具店", "湯元 山翠楼", "珈琲焙煎所 灯", "旅館 水明館"]
)
def test_a_shop_without_a_legal_form(firm: str) -> None:
    fields = read(
        (firm, (60, 40, 300, 84), 44.0), "店主", ("玄田　惣一", (60, 200, 300, 236), 36.0), "TEL 075-221-0089"
    )
    assert (fields.contact.organization, fields.contact.full_name) == (firm, "玄田 惣一")


@pytest.mark.parametrize("text", ["鈴木司", "茶屋町", "高松支店", "三木屋太郎", "花屋敷"])
def test_names_and_places_that_resemble_trades(text: str) -> None:
    assert trade_after(text) == trade_before(text) == ""


@pytest.mark.parametrize("family", ["van der Meer", "de la Cruz", "al-Farsi", "von Bergen", "McAllister"])
def test_a_latin_name_on_two_lines_with_a_particle(family: str) -> None:
    fields = read(
        ("Beatrix", (60, 40, 300, 90), 50.0), (family, (60, 100, 400, 150), 50.0), "Founder", "+1 802 513 3673"
    )
    assert fields.contact.full_name == f"Beatrix {family}"
    assert fields.contact.family_name == family


@pytest.mark.parametrize(
    ("name", "ruby", "mail", "reading"),
    [
        ("尾崎　哲也", "おさき　てつや", "info@ozaki-office.example.jp", "おざき てつや"),
        ("岩崎　瑞希", "いわさき　みすき", "iwasaki@mihon.example.jp", "いわさき みずき"),
        ("中島　大介", "なかしま　だいすけ", "nakashima@mihon.example.jp", "なかしま だいすけ"),
        ("久保　伸二", "ぼ　しんじ", "info@mihon.example.jp", "くぼ しんじ"),
        ("藤原　美月", "ふじわら　みつき", "info@mihon.example.jp", "ふじわら みつき"),
    ],
)
def test_marks_and_kana_that_small_type_lost(name: str, ruby: str, mail: str, reading: str) -> None:
    lines = (ruby, (300, 270, 540, 290), 16.0), (name, (300, 300, 550, 350), 50.0)
    assert read(FIRM, *lines, mail).contact.phonetic_name == reading


def test_a_reading_of_other_kanji_stays() -> None:
    assert repaired_reading("やまだたろう", "岩崎", "瑞希", frozenset()) is None


@pytest.mark.parametrize(("name", "is_sure"), [("倉持", False), ("倉持　駿", True)])
def test_half_a_name_is_doubtful_where_the_whole_is_spelled(name: str, is_sure: bool) -> None:
    line: Line = (name, (60, 200, 160, 250), 50.0)
    fields = read(FIRM, "課長", line, ("Shun Kuramochi", (60, 270, 300, 290), 20.0), "s.kuramochi@mihon.example.jp")
    chance = fields.confidence["name"]
    assert fields.contact.full_name == name.replace("\u3000", " ")
    assert chance is not None
    assert chance > 0.8 if is_sure else chance < 0.5


def test_a_title_and_a_licence_whose_gap_was_lost() -> None:
    contact = read(FIRM, "営業主任宅地建物取引士", NAME).contact
    assert (contact.titles, contact.qualifications) == (("営業主任",), ("宅地建物取引士",))
    contact = read(FIRM, "代表税理士", NAME).contact
    assert (*contact.titles, *contact.qualifications) == ("代表税理士",)


def test_a_romanised_name_whose_gap_was_lost() -> None:
    contact = read(FIRM, ("柳沢　咲", (60, 200, 300, 244), 44.0), "SaKIYANAGISAWA").contact
    assert contact.romanized_name == "SAKI YANAGISAWA"


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("saltmarsh,example", ("https://saltmarsh.example",)),
        ("mihon.co,jp", ("https://mihon.co.jp",)),
        ("Portland,me", ()),
    ],
)
def test_a_comma_read_for_the_dot_of_a_bare_domain(line: str, found: tuple[str, ...]) -> None:
    assert read("Hugo Alvarez", "Landscape Architect", line).contact.urls == found


def test_a_word_of_the_next_column_close_behind_a_mail_address() -> None:
    fields = read(FIRM, NAME, "E hayasaka-r@nextage-jp.example.comKSビル4F")
    assert fields.contact.emails == ("hayasaka-r@nextage-jp.example.com",)

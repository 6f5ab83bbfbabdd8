from __future__ import annotations

from collections.abc import Sequence

import phonenumbers
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cardscan.fields import phone
from cardscan.records import Candidate
from tests.fields.card_text import Box, card_text

JA = "見本株式会社"
EN = "Contoso"


def best(lines: Sequence[str | tuple[str, Box]], *, vertical: bool = False) -> list[Candidate]:
    """The likeliest claim for each stretch of text, those under one half left out, in printed order."""
    chosen: dict[tuple[object, ...], Candidate] = {}
    for candidate in phone.recognise(card_text(lines, vertical=vertical)):
        key = (candidate.lines[0], candidate.span)
        if candidate.belief >= 0.5 and candidate.belief > (chosen[key].belief if key in chosen else 0):
            chosen[key] = candidate
    return list(chosen.values())


def told(lines: Sequence[str | tuple[str, Box]], *, vertical: bool = False) -> list[tuple[str, str]]:
    return [(candidate.parts["kind"], candidate.text) for candidate in best(lines, vertical=vertical)]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("TEL03-1234-5678", [("work", "03-1234-5678")]),
        ("TEL:03-1234-5678(代)", [("work", "03-1234-5678")]),
        ("0263-72-38890263-72-3890", [("work", "0263-72-3889"), ("fax", "0263-72-3890")]),
        ("０２６３－７２－３８８９０８０－１２３４－５６７８", [("work", "0263-72-3889"), ("mobile", "080-1234-5678")]),
        ("(03)3234-5678(03)3234-5679", [("work", "(03)3234-5678"), ("fax", "(03)3234-5679")]),
        ("ＴＥＬ　０３－１２３４－５６７８", [("work", "03-1234-5678")]),
        ("０３（１２３４）５６７８", [("work", "03(1234)5678")]),
        ("電話(03)1234-5678(代)", [("work", "(03)1234-5678")]),
        ("電話番号：03ー1234ー5678", [("work", "03-1234-5678")]),
        ("℡03(1234)5678", [("work", "03(1234)5678")]),
        ("☎03-1234-5678", [("work", "03-1234-5678")]),
        ("回03-1234-5678", [("work", "03-1234-5678")]),
        ("T03-1234-5678", [("work", "03-1234-5678")]),
        ("T 03 1234 5678", [("work", "03 1234 5678")]),
        ("T.03.1234.5678", [("work", "03.1234.5678")]),
        ("03-1234-5678", [("work", "03-1234-5678")]),
        ("代表 03-1234-5678", [("work", "03-1234-5678")]),
        ("本社 045-123-4567", [("work", "045-123-4567")]),
        ("TEL 0466-12-3456", [("work", "0466-12-3456")]),
        ("FAX03-1234-5678", [("fax", "03-1234-5678")]),
        ("F 03-1234-5678", [("fax", "03-1234-5678")]),
        ("F:03-1234-5678", [("fax", "03-1234-5678")]),
        ("ファックス 03-1234-5678", [("fax", "03-1234-5678")]),
        ("EAX 03-1234-5678", [("fax", "03-1234-5678")]),
        ("03-1234-5678(FAX)", [("fax", "03-1234-5678")]),
        ("携帯 090-1234-5678", [("mobile", "090-1234-5678")]),
        ("Mobile:080-1234-5678", [("mobile", "080-1234-5678")]),
        ("M 070-1234-5678", [("mobile", "070-1234-5678")]),
        ("09012345678", [("mobile", "09012345678")]),
        ("TEL 090-1234-5678", [("mobile", "090-1234-5678")]),
        ("直通 03-1234-5678", [("direct", "03-1234-5678")]),
        ("TEL 03-1234-5678(直通)", [("direct", "03-1234-5678")]),
        ("(直)03-1234-5678", [("direct", "03-1234-5678")]),
        ("ダイヤルイン 03-1234-5678", [("direct", "03-1234-5678")]),
        ("0120-12-3456", [("tollfree", "0120-12-3456")]),
        ("フリーダイヤル 0120-123-456", [("tollfree", "0120-123-456")]),
        ("0800-123-4567", [("tollfree", "0800-123-4567")]),
        ("T +49 (0)221 4657 7332", [("work", "+49 (0)221 4657 7332")]),
        ("+49 (0)171 4606 9611", [("mobile", "+49 (0)171 4606 9611")]),
        ("050-1234-5678", [("work", "050-1234-5678")]),
        ("TEL O3-1234-5678", [("work", "03-1234-5678")]),
        ("TELO3-1234-5678", [("work", "03-1234-5678")]),
        ("TEL 03-l234-S678", [("work", "03-1234-5678")]),
        ("TEL 03-1234-567B", [("work", "03-1234-5678")]),
        ("+81-3-1234-5678", [("work", "+81-3-1234-5678")]),
        ("Tel +81 (0)3 1234 5678", [("work", "+81 (0)3 1234 5678")]),
        ("M (+81) 90 1234 5678", [("mobile", "(+81) 90 1234 5678")]),
        ("TEL 03-1234-5678 FAX 03-1234-5679", [("work", "03-1234-5678"), ("fax", "03-1234-5679")]),
        ("T 03-1234-5678 / F 03-1234-5679", [("work", "03-1234-5678"), ("fax", "03-1234-5679")]),
        ("TEL:03-1234-5678/FAX:03-1234-5679", [("work", "03-1234-5678"), ("fax", "03-1234-5679")]),
        ("03-1234-5678(代) FAX03-1234-5679", [("work", "03-1234-5678"), ("fax", "03-1234-5679")]),
        ("〒154-0004 東京都世田谷区太子堂1-2-3 TEL 03-1234-5678", [("work", "03-1234-5678")]),
        ("TEL 03-1234-5678 (受付 9:00-17:00)", [("work", "03-1234-5678")]),
        ("taro@example.co.jp TEL 03-1234-5678", [("work", "03-1234-5678")]),
    ],
)
def test_numbers_of_a_japanese_card(line: str, expected: list[tuple[str, str]]) -> None:
    assert told([JA, line]) == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([EN, "+44 (0) 20 9876 5432"], [("work", "+44 (0) 20 9876 5432")]),
        (
            ["Kiln Lane, Stoke-on-Trent ST4 2HG", "01782 960 14507700 900 512"],
            [("work", "01782 960 145"), ("mobile", "07700 900 512")],
        ),
        ([EN, "mob: +44 (0) 7911 123456"], [("mobile", "+44 (0) 7911 123456")]),
        ([EN, "Cell: +1 (987) 123-4567"], [("mobile", "+1 (987) 123-4567")]),
        ([EN, "Fax: +1 (987) 312-6745"], [("fax", "+1 (987) 312-6745")]),
        ([EN, "(987) 123-4567"], [("work", "(987) 123-4567")]),
        ([EN, "1.800.555.0123"], [("tollfree", "1.800.555.0123")]),
        ([EN, "p 555.123.4567"], [("work", "555.123.4567")]),
        ([EN, "555-123-4567 cell"], [("mobile", "555-123-4567")]),
        ([EN, "(555) 123-4567 (fax)"], [("fax", "(555) 123-4567")]),
        ([EN, "(555) 123-4567 - fax"], [("fax", "(555) 123-4567")]),
        ([EN, "office 415-555-0123 | fax 415-555-0124"], [("work", "415-555-0123"), ("fax", "415-555-0124")]),
        ([EN, "Direct Line: +44 20 7946 0958"], [("direct", "+44 20 7946 0958")]),
        (["Acme Ltd, London, UK", "020 7946 0958"], [("work", "020 7946 0958")]),
        (["Muster GmbH, Berlin, Germany", "Tel. 030 1234567"], [("work", "030 1234567")]),
        (["Société, Paris, France", "Tél. 01 23 45 67 89"], [("work", "01 23 45 67 89")]),
        (["Acme Pte Ltd, Singapore", "T 65 6123 4567"], [("work", "65 6123 4567")]),
        (["Acme Pte Ltd, Singapore", "HP: 9123 4567"], [("mobile", "9123 4567")]),
        ([EN, "+852 2123 4567"], [("work", "+852 2123 4567")]),
        ([EN, "+86 10 6552 9988"], [("work", "+86 10 6552 9988")]),
    ],
)
def test_numbers_of_a_foreign_card(lines: list[str], expected: list[tuple[str, str]]) -> None:
    assert told(lines) == expected


@pytest.mark.parametrize(
    ("column", "expected"),
    [
        ("電話〇三―一二三四―五六七八", [("work", "03-1234-5678")]),
        ("電話〇三ー一二三四ー五六七八", [("work", "03-1234-5678")]),
        ("電話〇三(一二三四)五六七八", [("work", "03(1234)5678")]),
        ("電話〇三一一二三四一五六七八", [("work", "03-1234-5678")]),
        ("携帯〇九〇ー一二三四ー五六七八", [("mobile", "090-1234-5678")]),
        ("FAX〇三―一二三四―五六七九", [("fax", "03-1234-5679")]),
        ("携帯〇七〇1九三一四1〇三三七", [("mobile", "070-9314-0337")]),
        ("日一〇三二四四九六七二八", [("work", "0324496728")]),
        ("電話○三―一二三四―五六七八", [("work", "03-1234-5678")]),
    ],
)
def test_kanji_numerals_of_a_vertical_card(column: str, expected: list[tuple[str, str]]) -> None:
    assert told([JA, column], vertical=True) == expected


@pytest.mark.parametrize(
    "line",
    [
        "みずほ銀行 渋谷支店 普通 1234567",
        "普通預金 No.1234567",
        "口座番号 0312345",
        "T7000012050002",
        "登録番号：T1-2345-6789-0123",
        "〒154-0004",
        "154-0004 東京都世田谷区太子堂1-2-3",
        "東京都知事(3)第12345号",
        "古物商許可 第301234567890号",
        "2026年11月20日",
        "2026.11.20",
        "営業時間 10:00~18:00",
        "資本金 1,000万円",
        "4111 1111 1111 1111",
        "License #01234567",
        "ABN 12 345 678 901",
        "ISBN 978-4-12-345678-9",
        "taro0312345678@example.co.jp",
        "https://www.example.co.jp/0312345678",
        "太子堂1-2-3",
        "35.6586, 139.7454",
        "法人番号 7000012050002",
        "〒一五四ー〇〇〇四",
    ],
)
def test_never_a_telephone_number(line: str) -> None:
    assert told([JA, line]) == []


def test_e164() -> None:
    assert [c.value for c in best([JA, "TEL 03-1234-5678", "+44 (0) 20 9876 5432"])] == [
        "+81312345678",
        "+442098765432",
    ]


@pytest.mark.parametrize(
    ("line", "extension"),
    [
        ("TEL 03-1234-5678 内線123", "123"),
        ("TEL 03-1234-5678(内線 4567)", "4567"),
        ("+1 (987) 123-4567 ext. 12", "12"),
        ("(987) 123-4567 x345", "345"),
    ],
)
def test_extensions_are_parts_and_not_text(line: str, extension: str) -> None:
    (found,) = best([JA, line])
    assert found.parts["extension"] == extension
    assert found.text in ("03-1234-5678", "+1 (987) 123-4567", "(987) 123-4567")
    assert found.span == (line.index("TEL") if "TEL" in line else 0, len(line))


def test_one_number_for_telephone_and_fax() -> None:
    (found,) = best([JA, "TEL & FAX 03-1234-5678"])
    assert (found.parts["kind"], found.parts["also"]) == ("work", "fax")


def test_labels_in_boxes_of_their_own() -> None:
    beside: list[str | tuple[str, Box]] = [
        JA,
        ("TEL", (40, 300, 90, 324)),
        ("03-1234-5678", (120, 300, 320, 324)),
        ("FAX", (40, 340, 90, 364)),
        ("03-1234-5679", (120, 340, 320, 364)),
    ]
    above: list[str | tuple[str, Box]] = [
        JA,
        ("TEL", (40, 300, 90, 324)),
        ("03-1234-5678", (40, 330, 240, 354)),
        ("FAX", (340, 300, 390, 324)),
        ("03-1234-5679", (340, 330, 540, 354)),
    ]
    for lines in (beside, above):
        assert told(lines) == [("work", "03-1234-5678"), ("fax", "03-1234-5679")]


def test_a_number_in_two_boxes() -> None:
    joined = max(phone.recognise(card_text([JA, "TEL 03-1234-", "5678"])), key=lambda c: c.belief)
    assert (joined.text, joined.lines) == ("03-1234-5678", (1, 2))


def test_an_unlabelled_second_number_is_claimed_both_ways() -> None:
    claims = phone.recognise(card_text([JA, "03-1234-5678", "03-1234-5679"]))
    assert {c.parts["kind"] for c in claims if c.lines == (2,)} == {"work", "fax"}


def test_only_one_of_a_row_of_unlabelled_numbers_is_the_fax() -> None:
    claims = phone.recognise(card_text([JA, "03-1234-5678", "号", "03-1234-5679", "03-1234-5680"]))
    assert [c.parts["kind"] for c in claims] == ["work", "fax", "work", "work"]


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.text(alphabet="0123456789-()+. /TELFAX電話〇一二三ー内線ext", max_size=30), min_size=1, max_size=3),
    st.booleans(),
)
def test_no_text_breaks_it(lines: list[str], vertical: bool) -> None:
    for candidate in phone.recognise(card_text(lines, vertical=vertical)):
        assert candidate.span is not None
        start, end = candidate.span
        assert 0 <= start < end <= len(lines[candidate.lines[0]])
        assert 0 <= candidate.belief <= 0.99


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from(["JP", "US", "GB", "DE", "FR", "SG", "AU"]),
    st.integers(0, 9999),
    st.sampled_from(["TEL ", "Phone: ", "T ", "FAX ", ""]),
)
def test_any_example_number_of_a_country_comes_back(region: str, last: int, label: str) -> None:
    number = phonenumbers.example_number(region)
    assert number is not None
    digits = str(number.national_number)
    number.national_number = int(digits[:-4] + f"{last:04d}")
    printed = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    found = best([EN, label + printed])
    assert [(c.text, c.value) for c in found] == [
        (printed, phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))
    ]

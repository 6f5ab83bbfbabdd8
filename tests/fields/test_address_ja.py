from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cardscan.fields import address
from cardscan.fields.address_ja_parts import street_of, take_apart
from cardscan.fields.address_repair import repaired_by_code
from cardscan.fields.postal_code import foreign_codes, japanese_codes
from cardscan.lexicon.postal import postal_data
from cardscan.records import Candidate
from tests.fields.card_text import Box, card_text

FIRM = "見本株式会社"
WHERE = "東京都世田谷区太子堂1-2-3"


def best(lines: Sequence[str | tuple[str, Box]], *, vertical: bool = False) -> list[Candidate]:
    """The likeliest claims that do not share a line, in printed order."""
    taken: list[Candidate] = []
    claims = address.recognise(card_text(lines, vertical=vertical))
    for claim in sorted(claims, key=lambda candidate: -candidate.belief):
        if claim.belief >= 0.5 and not any(set(claim.lines) & set(other.lines) for other in taken):
            taken.append(claim)
    return sorted(taken, key=lambda claim: claim.lines)


@pytest.mark.parametrize(
    ("lines", "text", "postal"),
    [
        ([f"〒154-0004 {WHERE} 見本ビル3F"], f"{WHERE} 見本ビル3F", "154-0004"),
        ([f"〒154-0004{WHERE}見本ビル3F"], f"{WHERE}見本ビル3F", "154-0004"),
        (["〒154-0004", WHERE, "見本ビル3F"], f"{WHERE} 見本ビル3F", "154-0004"),
        (["〒154-0004 東京都世田谷区", "太子堂1-2-3 見本ビル3F"], f"{WHERE} 見本ビル3F", "154-0004"),
        (["〒154-0004 東京都世田谷区太子堂1-2-", "3 見本ビル3F"], f"{WHERE} 見本ビル3F", "154-0004"),
        ([f"〒154-0004 {WHERE}", "メゾン太子堂201"], f"{WHERE} メゾン太子堂201", "154-0004"),
        ([f"〒154-0004 {WHERE}", "ＭＩＨＯＮ　ＴＯＷＥＲ　20F"], f"{WHERE} MIHON TOWER 20F", "154-0004"),
        ([f"〒154-0004 {WHERE}", "三軒茶屋駅徒歩5分"], WHERE, "154-0004"),
        ([f"〒154-0004 {WHERE}", "営業部 部長"], WHERE, "154-0004"),
        ([f"〒154-0004 {WHERE}", "TEL 03-1234-5678"], WHERE, "154-0004"),
        ([f"〒154-0004 {WHERE}", "taro@example.co.jp"], WHERE, "154-0004"),
        ([f"〒154-0004 {WHERE} TEL 03-1234-5678"], WHERE, "154-0004"),
        ([f"〒154-0004 {WHERE}", "見本ビル3F TEL 03-1234-5678"], f"{WHERE} 見本ビル3F", "154-0004"),
        (["〒１５４－０００４　東京都世田谷区太子堂１－２－３"], WHERE, "154-0004"),
        (["〒154ー0004 東京都世田谷区太子堂1ー2ー3"], WHERE, "154-0004"),
        (["〒154-0004 東京都世田谷区太子堂1一2一3"], WHERE, "154-0004"),
        ([f"T154-0004 {WHERE}"], WHERE, "154-0004"),
        ([f"干154-0004 {WHERE}"], WHERE, "154-0004"),
        ([f"154-0004 {WHERE}"], WHERE, "154-0004"),
        ([f"〒1540004 {WHERE}"], WHERE, "154-0004"),
        ([f"住所：{WHERE}"], WHERE, None),
        ([f"本社 〒154-0004 {WHERE}"], WHERE, "154-0004"),
        ([f"本社／{WHERE}"], WHERE, None),
        ([f"【本社】〒154-0004 {WHERE}"], WHERE, "154-0004"),
        (["〒154-0004 東京都世田谷区太子堂一丁目2番3号"], "東京都世田谷区太子堂一丁目2番3号", "154-0004"),
        (["〒154-0004", "太子堂1-2-3"], "太子堂1-2-3", "154-0004"),
        (["東京都 世田谷区 太子堂 1-2-3"], "東京都 世田谷区 太子堂 1-2-3", None),
        (
            ["横浜市西区みなとみらい2-2-1", "ランドマークタワー20F"],
            "横浜市西区みなとみらい2-2-1 ランドマークタワー20F",
            None,
        ),
        (["〒060-0001 札幌市中央区北1条西2丁目3-4"], "札幌市中央区北1条西2丁目3-4", "060-0001"),
        (["京都市中京区烏丸通御池上る二条殿町123"], "京都市中京区烏丸通御池上る二条殿町123", None),
        (["〒154-0004 東京都世田合区太子堂1-2-3"], WHERE, "154-0004"),
        ([f"〒154-0064 {WHERE}"], WHERE, "154-0004"),
        (
            [f"〒154-0004 {WHERE}", "ハーバービュー", "(代) 03 9413 7491 FAX 03 9413 9710"],
            f"{WHERE} ハーバービュー",
            "154-0004",
        ),
        ([f"〒154-0004 {WHERE}", "みどり第二ビル403号室"], f"{WHERE} みどり第二ビル403号室", "154-0004"),
        ([f"〒154-0004 {WHERE}", "松風荘1 F"], f"{WHERE} 松風荘1F", "154-0004"),
        ([f"〒154-0004 {WHERE}", "090 1234 5678"], WHERE, "154-0004"),
        ([f"〒154-0004 {WHERE}", "■横浜オフィス"], WHERE, "154-0004"),
        ([f"〒154-0004 {WHERE}", "(代) 03-1234-5678"], WHERE, "154-0004"),
        ([f"〒154-0004 {WHERE}", "駅前プラザ"], f"{WHERE} 駅前プラザ", "154-0004"),
        ([f"〒154-0004 {WHERE}", "ニュ一桜木ビル 1105"], f"{WHERE} ニュー桜木ビル 1105", "154-0004"),
        ([f"〒154-0004 {WHERE}", "オフイスJOY"], f"{WHERE} オフィスJOY", "154-0004"),
    ],
)
def test_one_office(lines: list[str], text: str, postal: str | None) -> None:
    (found,) = best([FIRM, "見本太郎", *lines])
    assert found.value == text
    assert found.parts.get("postal_code") == postal
    assert found.parts["country"] == "JP"


@pytest.mark.parametrize(
    "line",
    [
        FIRM,
        "見本太郎",
        "東京都知事(3)第12345号",
        "東京都民銀行",
        "横浜市立大学",
        "東京都行政書士会所属",
        "大阪営業所",
        "世田谷区見本株式会社",
        "TEL 03-1234-5678",
        "市場開発部 村上",
        "東京都公安委員会許可 第301234567890号",
        "北海道営業部",
    ],
)
def test_no_address(line: str) -> None:
    assert best([FIRM, line]) == []


def test_parts() -> None:
    (found,) = best([FIRM, f"〒154-0004 {WHERE}", "見本ビル3F"])
    assert dict(found.parts) == {
        "postal_code": "154-0004",
        "region": "東京都",
        "locality": "世田谷区",
        "street": "太子堂1-2-3",
        "building": "見本ビル3F",
        "country": "JP",
    }
    assert found.validated


def test_a_prefecture_that_is_not_printed_is_not_claimed() -> None:
    (found,) = best([FIRM, "横浜市西区みなとみらい2-2-1"])
    assert "region" not in found.parts and "postal_code" not in found.parts


def test_several_offices() -> None:
    lines = [FIRM, f"本社 〒154-0004 {WHERE}", "大阪支店 〒530-0001 大阪市北区梅田1-2-3 梅田ビル5階"]
    assert [c.value for c in best(lines)] == [WHERE, "大阪市北区梅田1-2-3 梅田ビル5階"]
    assert [c.parts["postal_code"] for c in best(lines)] == ["154-0004", "530-0001"]


def test_postal_code_and_label_in_boxes_of_their_own() -> None:
    lines: list[str | tuple[str, Box]] = [
        ("〒154-0004", (40, 300, 150, 324)),
        (WHERE, (170, 300, 480, 324)),
        ("見本ビル3F", (170, 336, 300, 360)),
        ("TEL 03-1234-5678", (40, 372, 300, 396)),
    ]
    (found,) = best(lines)
    assert (found.lines, found.value) == ((0, 1, 2), f"{WHERE} 見本ビル3F")


def test_a_building_may_begin_under_the_postal_mark() -> None:
    lines: list[str | tuple[str, Box]] = [
        ("〒154-0004", (40, 300, 150, 324)),
        (WHERE, (170, 300, 480, 324)),
        ("見本プラザ", (40, 336, 160, 360)),
    ]
    (found,) = best(lines)
    assert (found.value, found.parts["postal_code"]) == (f"{WHERE} 見本プラザ", "154-0004")


def test_a_building_may_stand_at_the_foot_of_the_next_column() -> None:
    lines: list[str | tuple[str, Box]] = [
        ("東京都世田谷区太子堂三の二の一", (300, 100, 324, 500)),
        ("見本ビル", (260, 550, 284, 650)),
    ]
    (found,) = best(lines, vertical=True)
    assert found.value == "東京都世田谷区太子堂三の二の一 見本ビル"


def test_only_a_part_of_the_last_line_is_claimed() -> None:
    (found,) = best([FIRM, f"〒154-0004 {WHERE}", "見本ビル3F TEL 03-1234-5678"])
    assert found.last_span == (0, len("見本ビル3F"))


@pytest.mark.parametrize(
    ("columns", "text", "street"),
    [
        (
            ["〒一五四ー〇〇〇四", "東京都世田谷区太子堂二-———二〇"],
            "東京都世田谷区太子堂二ー一一ー二〇",
            "太子堂2-11-20",
        ),
        (["一五四一二〇〇〇四", "東京都世田谷区太子堂二の三"], "東京都世田谷区太子堂二の三", "太子堂2の3"),
        (
            ["一五四1〇〇〇四", "東京都世田谷区太子堂五の一二の一五"],
            "東京都世田谷区太子堂五の一二の一五",
            "太子堂5の12の15",
        ),
        (
            ["一五四1〇〇四", "東京都世田谷区太子堂二二九〇", "見本ハイツ"],
            "東京都世田谷区太子堂二二九〇 見本ハイツ",
            "太子堂2290",
        ),
        (
            ["〒一五四ー〇〇〇四", "東京都世田谷区太子堂三ー一三ー一〇"],
            "東京都世田谷区太子堂三ー一三ー一〇",
            "太子堂3-13-10",
        ),
        (["東京都世田谷区太子堂三丁目十三番十号"], "東京都世田谷区太子堂三丁目十三番十号", "太子堂3丁目13番10号"),
        (
            ["〒154-0004", "東京都世田谷区太子堂三―一三", "見本ビル三階"],
            "東京都世田谷区太子堂三―一三 見本ビル三階",
            "太子堂3-13",
        ),
    ],
)
def test_vertical_cards(columns: list[str], text: str, street: str) -> None:
    (found,) = best([FIRM, *columns], vertical=True)
    assert (found.value, found.parts["street"]) == (text, street)
    assert len(columns) == 1 or found.parts["postal_code"] == "154-0004"


@pytest.mark.parametrize(
    ("text", "street", "building"),
    [
        ("東京都港区六本木6-10-1 六本木ヒルズ森タワー", "六本木6-10-1", "六本木ヒルズ森タワー"),
        ("東京都千代田区丸の内1-9-1 3F", "丸の内1-9-1", "3F"),
        ("東京都世田谷区太子堂1丁目2番3号見本ビル", "太子堂1丁目2番3号", "見本ビル"),
        ("東京都千代田区一番町10番地2 一番町ビル", "一番町10番地2", "一番町ビル"),
        ("北海道札幌市中央区北1条西2丁目3-4 見本ビル", "北1条西2丁目3-4", "見本ビル"),
        ("石川県金沢市広坂1番地", "広坂1番地", ""),
        ("岩手県和賀郡西和賀町川尻40地割40-71", "川尻40地割40-71", ""),
        ("長野県長野市大字南長野字幅下692-2", "大字南長野字幅下692-2", ""),
    ],
)
def test_street_and_building(text: str, street: str, building: str) -> None:
    found = take_apart(text)
    assert found is not None
    assert (street_of(found), found.building) == (street, building)


def test_repair_needs_a_single_answer() -> None:
    assert repaired_by_code("東京都世田合区太子堂1-2-3", "154-0004") == WHERE
    assert repaired_by_code("東京都世田合区大子堂1-2-3", "154-0004") == WHERE
    assert repaired_by_code("東京都世田谷区上馬1-2-3", "154-0004") == "東京都世田谷区上馬1-2-3"
    assert repaired_by_code("京部府世由合区木子童1-2-3", "154-0004") == "京部府世由合区木子童1-2-3"
    assert repaired_by_code(WHERE, "530-0001") == WHERE


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("〒154-0004", ["154-0004"]),
        ("〒 154 - 0004", ["154-0004"]),
        ("〒一五四ー〇〇〇四", ["154-0004"]),
        ("〒一五四〇〇〇四", ["154-0004"]),
        ("=ー五八1〇〇七一", ["158-0071"]),
        ("本社1350-1162 埼玉県川越市", ["350-1162"]),
        ("平五六一·〇八四六 大阪府豊中市", ["561-0846"]),
        ("郵便番号 154-0004", ["154-0004"]),
        ("TEL 03-1234-5678", []),
        ("0120-123-4567", []),
        ("2026-11-20", []),
    ],
)
def test_japanese_postal_codes(text: str, codes: list[str]) -> None:
    assert [code.code for code in japanese_codes(text)] == codes


@pytest.mark.parametrize(
    ("text", "code", "country"),
    [
        ("Redmond, WA 98052", "98052", "US"),
        ("New York, New York 10118-1234", "10118-1234", "US"),
        ("London, W2 6BD", "W2 6BD", "GB"),
        ("Toronto, ON M5H 1A1", "M5H 1A1", "CA"),
        ("Sydney NSW 2000", "2000", "AU"),
        ("Singapore 139951", "139951", "SG"),
        ("10115 Berlin", "10115", "DE"),
        ("1015 CJ Amsterdam", "1015 CJ", "NL"),
        ("Gurgaon - 122003", "122003", "IN"),
    ],
)
def test_foreign_postal_codes(text: str, code: str, country: str) -> None:
    assert [(found.code, found.country) for found in foreign_codes(text)] == [(code, country)]


PIECES = [
    "〒",
    "154-0004",
    "東京都",
    "世田谷区",
    "太子堂",
    "1-2-3",
    "見本ビル",
    "3F",
    "TEL",
    "03-1234-5678",
    "一",
    "ー",
    " ",
    "市",
    "(",
    "a@b.c",
]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(st.sampled_from(PIECES), max_size=7).map("".join), min_size=1, max_size=5), st.booleans())
def test_no_text_breaks_it(lines: list[str], vertical: bool) -> None:
    for claim in address.recognise(card_text(lines, vertical=vertical)):
        assert claim.value
        assert 0 < claim.belief <= 0.99
        assert len(set(claim.lines)) == len(claim.lines)
        for line, span in ((claim.lines[0], claim.span), (claim.lines[-1], claim.last_span)):
            assert span is None or 0 <= span[0] < span[1] <= len(lines[line])


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**9), st.integers(1, 9), st.integers(1, 30))
def test_every_town_of_the_country_comes_back(seed: int, chome: int, number: int) -> None:
    prefectures = ("東京都", "北海道", "大阪府", "愛知県", "沖縄県", "鹿児島県", "京都府")
    cities = postal_data().cities(prefectures[seed % len(prefectures)])
    where = f"{prefectures[seed % len(prefectures)]}{cities[seed % len(cities)]}"
    (found,) = best([FIRM, f"{where}見本{chome}-{number}"])
    assert (found.value, found.parts["region"] + found.parts["locality"]) == (f"{where}見本{chome}-{number}", where)

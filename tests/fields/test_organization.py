from __future__ import annotations

import pytest

from cardscan.fields.organization import recognise
from cardscan.records import Candidate, FieldKind
from tests.fields.card_text import card_text
from tests.fields.claims import stacked

FIRM, FIRM_EN = FieldKind.COMPANY, FieldKind.COMPANY_EN


def claim_for(lines: list[str | tuple[str, float]], value: str, kind: FieldKind = FIRM) -> Candidate:
    claims = [claim for claim in recognise(card_text(stacked(lines))) if claim.value == value and claim.kind is kind]
    return max(claims, key=lambda claim: claim.belief)


@pytest.mark.parametrize(
    ("printed", "mail"),
    [
        ("CONTOSO", "info@contoso.com"),
        ("contoso", "a@mail.contoso.co.jp"),
        ("Northwind Traders", "jane@northwindtraders.com"),
        ("Blue Harbor Bakery", "hi@bhb.example"),
        ("ミライズ", "info@miraizu.example"),
        ("大洋", "m@taiyo.example"),
    ],
)
def test_a_domain_that_spells_the_name_proves_a_firm_without_legal_form(printed: str, mail: str) -> None:
    proven = claim_for([printed, mail], printed)
    assert proven.validated
    assert proven.belief > claim_for([printed, "info@unrelated.example"], printed).belief + 0.2


def test_mail_providers_prove_nothing() -> None:
    assert not claim_for(["Gmail", "jane.doe@gmail.com"], "Gmail").validated


@pytest.mark.parametrize(
    ("lines", "value"),
    [
        (["株式会社", "山田製作所"], "株式会社山田製作所"),
        (["見本商事", "株式会社"], "見本商事株式会社"),
        (["一般社団法人", "日本見本協会"], "一般社団法人日本見本協会"),
        (["特定非営利活動法人", "まちの灯り"], "特定非営利活動法人まちの灯り"),
        (["学校法人見本学園", "見本高等学校"], "学校法人見本学園見本高等学校"),
        (["Northwind", "Traders", "LLC"], "Northwind Traders LLC"),
        (["Sample Trading", "Company, Limited"], "Sample Trading Company, Limited"),
    ],
)
def test_a_firm_over_several_lines(lines: list[str | tuple[str, float]], value: str) -> None:
    whole = claim_for(lines, value)
    assert len(whole.lines) == len(lines)
    rivals = [claim.belief for claim in recognise(card_text(stacked(lines))) if len(claim.lines) < len(lines)]
    assert whole.belief > max(rivals, default=0.0)


def test_the_latin_name_beside_a_japanese_one_is_its_latin_form() -> None:
    lines: list[str | tuple[str, float]] = ["株式会社サンプル", "Sample Co., Ltd."]
    assert claim_for(lines, "Sample Co., Ltd.", FIRM_EN).belief > 0.9
    assert claim_for(lines, "Sample Co., Ltd.").belief < 0.5


@pytest.mark.parametrize("other", ["営業部", "大阪支店", "代表取締役", "営業本部長"])
def test_what_follows_the_firm_on_its_line_is_not_its_name(other: str) -> None:
    lines: list[str | tuple[str, float]] = [f"株式会社サンプル {other}"]
    assert claim_for(lines, "株式会社サンプル").belief > claim_for(lines, f"株式会社サンプル {other}").belief


@pytest.mark.parametrize(
    "line",
    [
        "ISO 9001 認証取得",
        "【事業内容】 外壁塗装・リフォーム",
        "Innovation for a better tomorrow",
        "a member of Example Group",
    ],
)
def test_marks_slogans_and_trades_are_no_firm(line: str) -> None:
    assert all(claim.belief < 0.3 for claim in recognise(card_text([line])))

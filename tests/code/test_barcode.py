"""Codes in pictures of cards: flat, turned, inverted, damaged, and photographed."""

from __future__ import annotations

import io
import random

import numpy as np
import pytest
import segno
from PIL import Image, ImageDraw

from cardscan.card.rectify import rectify
from cardscan.code.barcode import payload_text, read_codes
from cardscan.records import CardOutline, Pixels
from samples.drawing.card import TRUTH_FIELDS, DrawnCard, PlacedCode
from samples.scenes import take as taking
from samples.scenes.shot import Shot
from samples.scenes.take import take

MECARD = "MECARD:N:髙橋,健;SOUND:ﾀｶﾊｼ,ｹﾝ;TEL:0312345678;EMAIL:ken@example.co.jp;;"
SITE = "https://www.example.co.jp/"


def printed(*contents: str | bytes, side: int = 280, ground: int = 255, micro: bool | None = False) -> Image.Image:
    """A card of 1,638 × 990 px with codes of ``side`` px from its right edge."""
    card = Image.new("L", (1638, 990), ground)
    for place, content in enumerate(contents):
        buffer = io.BytesIO()
        segno.make(content, micro=micro, error=None if micro else "l").save(buffer, kind="png", scale=8, border=4)
        code = Image.open(buffer).convert("L").resize((side, side), Image.Resampling.NEAREST)
        card.paste(code, (1638 - 60 - (place + 1) * (side + 40), 600))
    return card


def pixels(card: Image.Image) -> Pixels:
    return np.ascontiguousarray(np.asarray(card.convert("RGB"), dtype=np.uint8)[:, :, ::-1])


@pytest.mark.parametrize(
    "stored", [MECARD.encode("cp932"), MECARD.encode(), "点茗", "ＡＢＣ", "12345", b"caf\xe9 \x80\xff"]
)
def test_payloads_in_every_encoding(stored: str | bytes) -> None:
    (code,) = read_codes(pixels(printed(stored)))
    expected = stored if isinstance(stored, str) else MECARD if b"MECARD" in stored else None
    assert expected is None or code.text == expected
    assert code.format == "QR Code"


def test_half_width_kana_is_not_taken_for_latin_letters() -> None:
    assert payload_text("ﾀｶﾊｼ ｹﾝ".encode("cp932"), "?") == "ﾀｶﾊｼ ｹﾝ"
    assert payload_text(b"\xff\xfe\xfd", "guess") == "guess"


@pytest.mark.parametrize("turn", [0, 90, 180, 270, 13])
def test_turned_codes_and_where_they_are(turn: int) -> None:
    flat = printed(SITE)
    card = flat.rotate(-turn, expand=True, fillcolor=255)
    (code,) = read_codes(pixels(card))
    assert code.text == SITE
    corners = np.array(code.quad)
    border = 4 / (25 + 8) * 280  # version 2 has 25 modules, 4 on each side are quiet
    middle = np.array([1638 - 60 - 320 + 140, 600 + 140]) - np.array(flat.size) / 2
    angle = np.deg2rad(turn)
    turned = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]]) @ middle
    assert corners.mean(axis=0) == pytest.approx(turned + np.array(card.size) / 2, abs=6)
    sides = np.linalg.norm(np.roll(corners, -1, axis=0) - corners, axis=1)
    assert sides == pytest.approx([280 - 2 * border] * 4, abs=12)


def test_light_on_dark_stock() -> None:
    dark = Image.eval(printed(MECARD, side=300), lambda value: 40 + (255 - value) * 4 // 5)
    assert [code.text for code in read_codes(pixels(dark))] == [MECARD]


def test_two_codes_a_micro_code_and_none() -> None:
    assert {code.text for code in read_codes(pixels(printed(SITE, MECARD)))} == {SITE, MECARD}
    assert [(code.text, code.format) for code in read_codes(pixels(printed("12345", micro=True)))] == [
        ("12345", "Micro QR Code")
    ]
    assert read_codes(pixels(printed())) == ()


def test_a_smudge_on_a_code_costs_nothing() -> None:
    card = printed(SITE)
    ImageDraw.Draw(card).ellipse((1638 - 60 - 320 + 150, 600 + 150, 1638 - 60 - 320 + 186, 600 + 186), fill=255)
    assert [code.text for code in read_codes(pixels(card))] == [SITE]


SHOTS = [
    Shot("a", "single", ("ja",), size=(2000, 1500), turn=12, tilt=20, ground="wood"),
    Shot("b", "single", ("ja",), size=(2000, 1500), turn=190, tilt=8, light=("dim",), ground="dark-desk"),
    Shot("c", "single", ("ja",), size=(2000, 1500), turn=-6, light=("glare",), ground="cloth"),
    Shot("d", "single", ("ja",), size=(2000, 1500), turn=4, blur="defocus", ground="white-desk"),
]


@pytest.mark.parametrize("shot", SHOTS, ids=lambda shot: f"{shot.light[0]} {shot.blur}")
def test_codes_of_photographed_cards(shot: Shot, monkeypatch: pytest.MonkeyPatch) -> None:
    def card_with_code(rng: random.Random, *, style: str | None = None) -> DrawnCard:
        picture = printed(MECARD.encode("cp932"), side=300).convert("RGBA")
        code = PlacedCode(MECARD, (1238, 600, 1538, 900))
        return DrawnCard(picture, 18.0, dict.fromkeys(TRUTH_FIELDS), "ja", "code", (), codes=(code,))

    monkeypatch.setattr(taking, "draw_card", card_with_code)
    taken = take(shot, "codes")
    corners = taken.cards[0].quad
    assert corners is not None
    first, second, third, fourth = ((float(x), float(y)) for x, y in corners)
    photo = np.ascontiguousarray(np.asarray(taken.pixels, dtype=np.uint8)[:, :, ::-1])
    card = rectify(photo, CardOutline((first, second, third, fourth), 1.0))
    assert [code.text for code in read_codes(card.pixels)] == [MECARD]

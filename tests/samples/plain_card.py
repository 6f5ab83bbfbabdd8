"""A card that needs no installed font: blocks of colour, and two runs of text in Pillow's own face."""

from __future__ import annotations

import random

from PIL import Image, ImageDraw, ImageFont

from samples.drawing.card import TRUTH_FIELDS, DrawnCard, PlacedText

SIZE_MM = (91, 55)
PX_PER_MM = 20.0


def plain_card(rng: random.Random, *, style: str | None = None) -> DrawnCard:
    """Stands in for ``draw_card``: unlike in every quarter, so that a turned or mirrored picture shows."""
    picture = Image.new("RGBA", (round(SIZE_MM[0] * PX_PER_MM), round(SIZE_MM[1] * PX_PER_MM)), (255, 255, 255, 255))
    draw = ImageDraw.Draw(picture)
    for _ in range(12):
        x, y = rng.randrange(100, 1500), rng.randrange(100, 800)
        fill = tuple(rng.randrange(0, 220) for _ in range(3))
        draw.rectangle((x, y, x + rng.randrange(60, 300), y + rng.randrange(40, 200)), fill=fill)
    font = ImageFont.load_default(90)
    texts = []
    for text, x, y in (("Avery Example", 120, 80), ("Example Trading", 900, 80), ("avery@example.com", 120, 950)):
        box = draw.textbbox((x, y), text, font=font)
        draw.rectangle(box, fill=(255, 255, 255, 255))
        draw.text((x, y), text, fill=(20, 20, 20, 255), font=font)
        texts.append(PlacedText(text, box, 13.0, "Aileron"))
    truth = dict.fromkeys(TRUTH_FIELDS) | {
        "name": "Avery Example",
        "company": "Example Trading",
        "email": {"each": ["avery@example.com"]},
    }
    return DrawnCard(picture, PX_PER_MM, truth, rng.choice(["ja", "en"]), style or "plain", ("Aileron",), tuple(texts))

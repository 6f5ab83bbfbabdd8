"""An evening's photos, drawn flat: 24 cards, six on each photo, and the two group pictures of the samples."""

from __future__ import annotations

import random
import shutil
from datetime import datetime, timedelta
from pathlib import Path

from PIL import Image

from samples.drawing.card import DrawnCard
from samples.drawing.draw import draw_card

ROOT = Path(__file__).resolve().parent.parent
GROUP_PICTURES = ROOT / "samples" / "group" / "2026-11-20 異業種交流会"
_STYLES = ("classic_left", "classic_centre", "romaji_below", "big_name", "title_beside_name", "wide_set")
_CARD = (910, 550)
"""Px: 91 × 55 mm at 10 px a mm."""
_GAP = 60
_DATE_TIME = 0x0132
_EXIF_PART, _DATE_TIME_ORIGINAL, _OFFSET_TIME_ORIGINAL = 0x8769, 0x9003, 0x9011
"""Tags of EXIF 2.32."""


def draw_evening(into: Path, begin: datetime, photos: int = 4) -> list[DrawnCard]:
    """Write the photos into a new folder, one a minute, and give the cards in the order in which they lie."""
    into.mkdir(parents=True)
    cards = []
    for number in range(photos):
        chance = random.Random(f"evening {number}")
        shown = [draw_card(chance, style=style) for style in _STYLES]
        cards += shown
        exif = draw_exif(begin + timedelta(minutes=number))
        _lay(shown).save(into / f"IMG_{101 + number:04}.jpg", quality=88, exif=exif)
    for picture in sorted(GROUP_PICTURES.iterdir()):
        shutil.copy(picture, into / picture.name)
    return cards


def draw_exif(moment: datetime) -> Image.Exif:
    """What a phone in Japan writes about the time of a photo."""
    exif = Image.Exif()
    taken = f"{moment:%Y:%m:%d %H:%M:%S}"
    exif[_DATE_TIME] = taken
    exif.get_ifd(_EXIF_PART).update({_DATE_TIME_ORIGINAL: taken, _OFFSET_TIME_ORIGINAL: "+09:00"})
    return exif


def _lay(cards: list[DrawnCard]) -> Image.Image:
    """Cards in two columns on a dark table."""
    (w, h), rows = _CARD, (len(cards) + 1) // 2
    table = Image.new("RGB", (2 * w + 3 * _GAP, rows * h + (rows + 1) * _GAP), (64, 52, 44))
    for place, card in enumerate(cards):
        row, column = divmod(place, 2)
        flat = card.picture.resize(_CARD, Image.Resampling.LANCZOS)
        table.paste(flat, (_GAP + column * (w + _GAP), _GAP + row * (h + _GAP)), flat.convert("RGBA"))
    return table

"""Photos of cards that are read in milliseconds: each card is white paper with a code whose payload is its text."""

from __future__ import annotations

import io
import shutil
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import segno
from PIL import Image

from tests.drawn_evening import draw_exif
from tests.torture.quick_reading import CARD, CODE_MARGIN, PHOTO

_FAMILY = ("佐藤", "鈴木", "高橋", "田中", "伊藤", "渡辺", "山本", "中村", "小林", "加藤", "吉田", "山田")
_GIVEN = ("太郎", "花子", "一郎", "恵子", "健太", "美咲", "直樹", "陽子", "大輔", "由美", "和也", "真理")
BEGIN = datetime(2026, 11, 20, 19, 0)
EVENING = "2026-11-20 交流会"


@dataclass(frozen=True)
class Drawn:
    """What lies on the photos of a folder."""

    folder: Path
    files: int
    """Photos with bytes that no other one has."""
    mails: tuple[str, ...]
    """One a card, in the order in which they were received."""


def card_text(number: int) -> str:
    """A card's lines; everybody has a name, a firm, a telephone and a mail address of their own."""
    name = f"{_FAMILY[number % 12]} {_GIVEN[number // 12 % 12]}"
    return "\n".join((f"株式会社見本{number}商事", "営業部長", name, f"TEL 03-5555-{number:04}", mail(number)))


def mail(number: int) -> str:
    return f"person{number}@firm{number}.example.jp"


def photo_bytes(texts: list[str], moment: datetime) -> bytes:
    """A photo of up to two cards side by side on a dark table, taken at a moment."""
    table = Image.new("RGB", PHOTO, (52, 46, 40))
    for place, text in enumerate(texts):
        paper = Image.new("RGB", CARD, (250, 250, 246))
        code = io.BytesIO()
        segno.make(text, error="m", micro=False, encoding="utf-8").save(code, kind="png", scale=4, border=0)
        with Image.open(code) as drawn:
            square = drawn.convert("RGB")
        paper.paste(square, (CARD[0] - square.width - CODE_MARGIN, (CARD[1] - square.height) // 2))
        table.paste(paper, (60 + place * (CARD[0] + 60), 60))
    photo = io.BytesIO()
    table.save(photo, "JPEG", quality=90, exif=draw_exif(moment))
    return photo.getvalue()


def draw_photos(into: Path, photos: int = 12) -> Drawn:
    """Write photos of two evenings; among them pictures without a card, the same bytes twice, and no photo at all.

    The folder of the first evening names its event; that of the second does not, so that its event is its day, which a
    picture taken before its first card has to wait for.
    """
    named, day = into / EVENING, into / "DCIM"
    mails: list[str] = []
    for folder, begin in ((named, BEGIN), (day, BEGIN + timedelta(days=7))):
        folder.mkdir(parents=True)
        (folder / "IMG_0001.jpg").write_bytes(photo_bytes([], begin))
        for place in range(photos // 2):
            first = len(mails)
            numbers = range(first, first + 1 + place % 2)
            mails += map(mail, numbers)
            content = photo_bytes(list(map(card_text, numbers)), begin + timedelta(minutes=1 + place))
            (folder / f"IMG_{place + 2:04}.jpg").write_bytes(content)
    shutil.copy(named / "IMG_0002.jpg", named / "IMG_0002 (copy).jpg")
    shutil.copy(named / "IMG_0003.jpg", day / "IMG_0900.jpg")
    (named / "notes.txt").write_text("not a photo")
    return Drawn(into, 2 * (photos // 2 + 1), tuple(mails))

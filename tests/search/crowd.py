"""Any number of invented people with cards, for tests and benchmarks of the store and the search."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np

from cardscan.lexicon.names import given_names, surnames
from cardscan.orthography.kana import to_katakana
from cardscan.orthography.romaji import kana_to_romaji
from cardscan.records import (
    Address,
    CardFields,
    CardImage,
    Contact,
    FieldKind,
    LabelledLine,
    Phone,
    PhotoInfo,
    PhotoReading,
    Quad,
    ReadCard,
    Source,
)

QUAD: Quad = ((0.0, 0.0), (910.0, 0.0), (910.0, 550.0), (0.0, 550.0))
_PIXELS = np.full((55, 91, 3), 250, np.uint8)
_FIRMS = [
    "ミナト",
    "ヒカリ",
    "東洋",
    "大和",
    "アオバ",
    "みらい",
    "サンライズ",
    "北斗",
    "オーシャン",
    "三栄",
    "テクノ",
    "フジミ",
]
_TRADES = [
    "製作所",
    "商事",
    "システムズ",
    "不動産",
    "建設",
    "印刷",
    "食品",
    "会計事務所",
    "デザイン",
    "物流",
    "電機",
    "薬品",
]
_TITLES = ["代表取締役", "営業部長", "課長", "主任", "エンジニア", "税理士", "取締役社長", "マネージャー"]
_PLACES = [
    "東京都世田谷区太子堂",
    "大阪府大阪市北区梅田",
    "北海道札幌市中央区",
    "福岡県福岡市博多区",
    "愛知県名古屋市中村区",
]


def reading_of(
    content: bytes, *contacts: Contact, name: str = "IMG_0001.JPG", taken_at: datetime | None = None,
    other_lines: tuple[str, ...] = (), confidence: float = 0.95,
) -> PhotoReading:  # fmt: skip
    """A photo with one card a contact, as the pipeline would hand it on."""
    info = PhotoInfo(Path(name), hashlib.sha256(content).hexdigest(), "image/jpeg", 4032, 3024, taken_at, None)
    keys = ("name", "kana", "company", "title", "tel", "mobile", "email", "address")
    lines = tuple(LabelledLine(line, QUAD, 0.9, FieldKind.OTHER) for line in other_lines)
    cards = tuple(
        ReadCard(
            CardImage(QUAD, _PIXELS, 10.0, 0.9),
            "front",
            CardFields(contact, dict.fromkeys(keys, confidence), {"phonetic_name": Source.DICTIONARY}, lines),
        )
        for contact in contacts
    )
    return PhotoReading(Path(name), info, cards)


def invented_contact(chance: random.Random) -> Contact:
    """One person; family names as frequent as in Japan."""
    known = surnames()
    family = chance.choices(list(known), [name.bearers for name in known.values()])[0]
    given, readings = chance.choice(_given())
    kana = f"{known[family].reading} {readings[0]}"
    firm = chance.choice(_FIRMS) + chance.choice(_FIRMS) + chance.choice(_TRADES)
    digits = f"{chance.randrange(10**8):08d}"
    street = f"{chance.randint(1, 9)}-{chance.randint(1, 30)}-{chance.randint(1, 30)}"
    domain = f"{kana_to_romaji(to_katakana(known[family].reading))}.example.co.jp"
    return Contact(
        full_name=f"{family} {given}",
        family_name=family,
        given_name=given,
        phonetic_name=kana,
        organization=chance.choice(["株式会社{}", "{}株式会社", "{}"]).format(firm),
        department=chance.choice(["営業部", "総務部", "開発部", None]),
        titles=(chance.choice(_TITLES),),
        phones=(Phone("work", f"+813{digits}", f"03-{digits[:4]}-{digits[4:]}"),),
        emails=(f"{kana_to_romaji(readings[0])}@{domain}",),
        urls=(f"https://www.{domain}/",),
        addresses=(
            Address(chance.choice(_PLACES) + street, f"{chance.randrange(1000):03d}-{chance.randrange(10**4):04d}"),
        ),
    )


def crowd(size: int, cards_a_photo: int = 20, seed: int = 7) -> Iterator[tuple[bytes, PhotoReading]]:
    """``size`` people on photos of ``cards_a_photo`` cards each, taken in one after another over four years."""
    chance = random.Random(seed)
    moment = datetime(2022, 11, 1, 18)
    for number in range(0, size, cards_a_photo):
        moment += timedelta(hours=35)
        contacts = [invented_contact(chance) for _ in range(min(cards_a_photo, size - number))]
        content = f"photo {number}".encode()
        yield content, reading_of(content, *contacts, name=f"IMG_{number:05d}.JPG", taken_at=moment)


_GIVEN: list[tuple[str, tuple[str, ...]]] = []


def _given() -> list[tuple[str, tuple[str, ...]]]:
    if not _GIVEN:
        _GIVEN.extend((name, readings) for name, readings in sorted(given_names().items()) if len(name) == 2)
    return _GIVEN

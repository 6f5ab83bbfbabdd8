"""A small store with invented people, read from drawn pictures without any text engine."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from pathlib import Path

import numpy as np
from PIL import Image

from cardscan.config import Config
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
from cardscan.store.store import Store

SAITO = Contact(
    full_name="齋藤 幸生",
    family_name="齋藤",
    given_name="幸生",
    phonetic_name="さいとう ゆきお",
    romanized_name="Yukio Saito",
    organization="サンプル税理士事務所",
    organization_en="Sample Tax Office",
    titles=("代表",),
    qualifications=("税理士", "行政書士"),
    phones=(Phone("work", "+81312345678", "03-1234-5678"), Phone("mobile", "+819012345678", "090-1234-5678")),
    emails=("saito@example.co.jp",),
    urls=("https://www.example.co.jp/",),
    addresses=(
        Address(
            "東京都世田谷区太子堂1-2-3 見本ビル3F",
            "154-0004",
            "東京都",
            "世田谷区",
            "太子堂1-2-3",
            "見本ビル3F",
            "JP",
        ),
    ),
    registration_numbers=("T1234567890123",),
)
WHITE = Contact(
    full_name="Emma White",
    family_name="White",
    given_name="Emma",
    organization="Orchard & Sons, Ltd.",
    department="Sales; Export",
    titles=("Head of Sales",),
    phones=(Phone("work", "+442079460018", "+44 20 7946 0018"), Phone("other", None, "ext. 12")),
    emails=("emma@orchard.example",),
    addresses=(Address("12 High Street, London SW1A 1AA", "SW1A 1AA", None, "London", "12 High Street", None, "GB"),),
)
SURE_OF = {"name": 0.99, "company": 0.98, "tel": 0.99, "mobile": 0.95, "email": 0.99, "address": 0.93, "title": 0.95}

_CORNERS: Quad = ((10.0, 10.0), (300.0, 12.0), (298.0, 180.0), (8.0, 178.0))


def card(
    contact: Contact,
    confidence: Mapping[str, float | None] = SURE_OF,
    source: Mapping[str, Source] | None = None,
    other: Sequence[str] = (),
) -> ReadCard:
    """A card that says ``contact``, with ``other`` lines that are no field."""
    pixels = np.full((110, 182, 3), 250, np.uint8)
    pixels[20:40, 20:120] = (120, 60, 20)
    lines = tuple(LabelledLine(text, _CORNERS, 0.9, FieldKind.OTHER) for text in other)
    return ReadCard(
        CardImage(_CORNERS, pixels, 2.0, 0.9), "front", CardFields(contact, confidence, source or {}, lines)
    )


def photo_bytes(colour: int) -> bytes:
    """A small PNG; every colour gives other bytes."""
    buffer = BytesIO()
    Image.new("RGB", (320, 200), (colour, colour, 40)).save(buffer, "PNG")
    return buffer.getvalue()


def reading(path: Path, data: bytes, *cards: ReadCard, taken: datetime | None = None) -> PhotoReading:
    """A photo with these cards."""
    info = PhotoInfo(path, hashlib.sha256(data).hexdigest(), "image/png", 320, 200, taken, None)
    return PhotoReading(path, info, cards)


def add(store: Store, path: Path, *cards: ReadCard, taken: datetime | None = None, event_id: str | None = None) -> None:
    """Take in a photo with these cards."""
    data = photo_bytes(store.counts()["photos"])
    store.add_reading(reading(path, data, *cards, taken=taken), data, event_id=event_id, memo=None)


def fill(home: Path) -> Config:
    """A store with 齋藤 (p1, met at e1, two notes) and Emma White (p2)."""
    config = Config(home, f"sqlite:///{home / 'cardscan.sqlite3'}")
    evening = datetime(2026, 11, 20, 19, 31)
    with Store.open(config) as store:
        event = store.add_event("異業種交流会", evening.date(), place="新宿")
        saito = card(
            SAITO,
            {**SURE_OF, "kana": 0.62, "email": 0.71},
            {"phonetic_name": Source.DICTIONARY},
            other=("相続のご相談承ります", "土日祝対応"),
        )
        add(store, Path("IMG_0001.HEIC"), saito, taken=evening, event_id=event.id)
        add(store, Path("IMG_0002.HEIC"), card(WHITE), taken=evening.replace(day=21))
        store.add_note("p1", "ゴルフ好き。\n12月に見積もりを送る", at=datetime(2026, 11, 21, 9, 0))
        store.add_note(event.id, "会費 5,000 円", at=evening)
        store.tag("p1", ["vip"])
    return config


def hostile(text: str) -> Contact:
    """A contact with ``text`` in every field that takes free text."""
    return replace(
        SAITO,
        full_name=text,
        organization=text,
        organization_en=text,
        department=text,
        titles=(text,),
        qualifications=(text,),
        phones=(Phone("work", None, text),),
        emails=(text,),
        urls=(text,),
        addresses=(Address(text, text, text, text, text, text, "JP"),),
        registration_numbers=(text,),
        socials=(text,),
    )

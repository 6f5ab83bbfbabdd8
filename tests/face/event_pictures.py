"""The two group pictures of the samples, the people on them, and a store that has them."""

from __future__ import annotations

from pathlib import Path

from cardscan.face.find import FoundFace
from cardscan.photo.load import load_photo_bytes
from cardscan.records import PhotoReading
from cardscan.store.records import StoredPhoto
from cardscan.store.store import Store

ROOT = Path(__file__).resolve().parents[2]
GROUP = ROOT / "samples" / "group" / "2026-11-20 異業種交流会"
SEVEN, FIVE = GROUP / "IMG_0121.jpg", GROUP / "IMG_0122.jpg"
ASTRONAUT = Path(__file__).parent / "pictures" / "astronaut.jpg"

HEADS = {
    SEVEN: [(251, 288), (398, 591), (619, 261), (800, 594), (992, 284), (1198, 585), (1346, 285)],
    FIVE: [(305, 559), (529, 396), (796, 554), (1068, 371), (1314, 537)],
    ASTRONAUT: [(225, 118)],
}
"""Where each head is, px, from left to right."""


def on_heads(found: list[FoundFace], heads: list[tuple[int, int]], scale: float = 1) -> bool:
    """Whether each face has just its head in it, from left to right."""
    return len(found) == len(heads) and all(
        face.box[0] < x * scale < face.box[2] and face.box[1] < y * scale < face.box[3]
        for face, (x, y) in zip(found, heads, strict=True)
    )


def keep_picture(store: Store, path: Path, event_id: str, *, data: bytes | None = None) -> StoredPhoto:
    """Take in a photo without a card as a picture of an event; ``data`` instead of what the file holds."""
    content = path.read_bytes() if data is None else data
    reading = PhotoReading(path, load_photo_bytes(content, path).info)
    return store.add_reading(reading, content, event_id=event_id)

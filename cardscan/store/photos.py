"""Photos and what was read on them, as rows."""

from __future__ import annotations

import io
import os
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select

from cardscan.records import Place, Source
from cardscan.store.contact_values import values_of_card
from cardscan.store.database import insert_row
from cardscan.store.events import meet
from cardscan.store.faces import add_event_photo
from cardscan.store.ids import IdKind, missing, public_id
from cardscan.store.listed import listed
from cardscan.store.notes import utc
from cardscan.store.records import StoredPhoto
from cardscan.store.schema import cards, field_values, people, photos
from cardscan.store.storable_text import storable_text
from cardscan.store.summaries import taken_moment

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection

    from cardscan.records import PhotoInfo, Pixels, Quad, ReadCard
    from cardscan.store.files import FileStore

JPEG_QUALITY = 92
"""Pillow's scale; above 90 text shows no ringing at the size of a card (about 150 kB each)."""


def photo_where(connection: Connection, condition: ColumnElement[bool]) -> StoredPhoto | None:
    """The one photo that meets a condition, if there is."""
    row = connection.execute(select(photos).where(condition)).one_or_none()
    if row is None:
        return None
    held = connection.execute(
        select(cards.c.id, cards.c.person_id)
        .where(cards.c.photo_id == row.id, listed(cards.c.person_id))
        .order_by(cards.c.position)
    ).all()
    return StoredPhoto(
        id=public_id(IdKind.PHOTO, row.id),
        sha256=row.sha256,
        file_name=os.fsdecode(row.file_name),
        media_type=row.media_type,
        size=row.size,
        width=row.width,
        height=row.height,
        taken_at=taken_moment(row.taken_at, row.utc_offset_seconds),
        place=None if row.latitude is None else Place(row.latitude, row.longitude),
        imported_at=row.imported_at.replace(tzinfo=UTC),
        card_ids=tuple(public_id(IdKind.CARD, card.id) for card in held),
        person_ids=tuple(public_id(IdKind.PERSON, card.person_id) for card in held),
    )


def original_path(connection: Connection, number: int) -> str:
    """The path of a photo's original below the data folder.

    Raises:
        NotFound: There is no such photo.
    """
    path = connection.scalar(select(photos.c.original).where(photos.c.id == number))
    if path is None:
        raise missing(IdKind.PHOTO, number)
    return str(path)


def picture_path(connection: Connection, number: int) -> str:
    """The path of a card's picture below the data folder.

    Raises:
        NotFound: There is no such card.
    """
    path = connection.scalar(select(cards.c.picture).where(cards.c.id == number))
    if path is None:
        raise missing(IdKind.CARD, number)
    return str(path)


def pictures_of_only(connection: Connection, person_id: int) -> list[str]:
    """The paths of the pictures of a person's cards that are of no other card."""
    own = cards.c.person_id == person_id
    others = select(cards.c.picture).where(~own)
    return list(connection.scalars(select(cards.c.picture).where(own, cards.c.picture.not_in(others))))


def add_photo(
    connection: Connection,
    files: FileStore,
    info: PhotoInfo,
    original: bytes,
    read: Sequence[tuple[ReadCard, bytes]],
    *,
    event_id: int | None,
    memo: str | None,
    now: datetime,
) -> list[int]:
    """Keep a photo with its cards, each with its picture as a JPEG file; returns the row numbers of the people."""
    photo_id = _add_photo_row(
        connection, info, len(original), files.keep_original(original, info.sha256, info.media_type), now
    )
    if not read and event_id is not None:
        add_event_photo(connection, photo_id, event_id)
    people_met = []
    for position, (card, picture) in enumerate(read):
        person_id = insert_row(connection, people, sort_key="", created_at=utc(now), updated_at=utc(now))
        row = _card_row(card, position) | {
            "photo_id": photo_id,
            "person_id": person_id,
            "picture": files.keep_picture(picture),
        }
        card_id = insert_row(connection, cards, **row)
        _add_values(connection, card, card_id, person_id)
        meet(connection, person_id, event_id=event_id, card_id=card_id, photo_id=photo_id, memo=memo)
        people_met.append(person_id)
    return people_met


def jpeg(pixels: Pixels) -> bytes:
    """A card's picture as a JPEG file, without any metadata."""
    from PIL import Image  # costs time to import, and only an import needs it

    buffer = io.BytesIO()
    Image.fromarray(pixels[:, :, ::-1]).save(buffer, "JPEG", quality=JPEG_QUALITY, optimize=True)
    return buffer.getvalue()


def _add_photo_row(connection: Connection, info: PhotoInfo, size: int, original: str, now: datetime) -> int:
    offset = info.taken_at.utcoffset() if info.taken_at else None
    row = {
        "sha256": info.sha256,
        "file_name": os.fsencode(info.path.name),
        "media_type": info.media_type,
        "size": size,
        "width": info.width,
        "height": info.height,
        "taken_at": info.taken_at.replace(tzinfo=None) if info.taken_at else None,
        "utc_offset_seconds": int(offset.total_seconds()) if offset is not None else None,
        "latitude": info.place.latitude if info.place else None,
        "longitude": info.place.longitude if info.place else None,
        "original": original,
        "imported_at": utc(now),
    }
    return insert_row(connection, photos, **row)


def _card_row(card: ReadCard, position: int) -> dict[str, Any]:
    return {
        "position": position,
        "side": card.side,
        "quad": _corners(card.image.quad),
        "score": float(card.image.score),
        "px_per_mm": float(card.image.px_per_mm),
        "lines": [
            {
                "text": storable_text(line.text),
                "quad": _corners(line.quad),
                "score": float(line.score),
                "kind": str(line.kind),
            }
            for line in card.fields.lines
        ],
    }


def _add_values(connection: Connection, card: ReadCard, card_id: int, person_id: int) -> None:
    positions: Counter[str] = Counter()
    rows = []
    for value in values_of_card(card.fields, card_id):
        if value.source is Source.OTHER_SIDE:
            continue  # comes with the other side, when the two cards are joined, and goes with it
        rows.append(value.row(person_id, positions[value.field]))
        positions[value.field] += 1
    if rows:
        connection.execute(insert(field_values), rows)


def _corners(quad: Quad) -> list[list[float]]:
    """JSON has no tuples, and numpy's numbers are none of its own."""
    return [[round(float(x), 2), round(float(y), 2)] for x, y in quad]

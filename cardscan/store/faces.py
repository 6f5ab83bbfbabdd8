"""Faces and the event photos they are found on, as rows; their cut-outs are files of the data folder."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select, update

from cardscan.errors import InvalidInput
from cardscan.store.database import chunks, insert_row
from cardscan.store.face_records import Box, EventPhoto, Face, FaceOrigin, FaceStatus
from cardscan.store.ids import IdKind, missing, public_id
from cardscan.store.listed import listed_or_none
from cardscan.store.notes import utc
from cardscan.store.schema import event_photos, faces, photos

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection, Row

    from cardscan.store.files import FileStore


def add_face(
    connection: Connection,
    crop: str,
    *,
    photo_id: int | None,
    box: Box | None,
    origin: FaceOrigin,
    score: float | None,
    person_id: int | None,
    now: datetime,
) -> int:
    """A new face whose cut-out is kept at ``crop``; returns its row number.

    Raises:
        InvalidInput: There is a box but no photo, or it is empty.
    """
    if box is not None and (photo_id is None or box[0] >= box[2] or box[1] >= box[3]):
        raise InvalidInput("The place of a face is an area on a photo.")
    row = {
        "person_id": person_id,
        "photo_id": photo_id,
        "box": [round(float(edge), 2) for edge in box] if box else None,
        "crop": crop,
        "score": float(score) if score is not None else None,
        "origin": str(origin),
        "status": str(FaceStatus.UNKNOWN if person_id is None else FaceStatus.NAMED),
        "created_at": utc(now),
        "updated_at": utc(now),
    }
    return insert_row(connection, faces, **row)


def find_face(connection: Connection, files: FileStore, number: int) -> Face:
    """One face.

    Raises:
        NotFound: There is none of that number.
    """
    found = faces_where(connection, files, faces.c.id == number)
    if not found:
        raise missing(IdKind.FACE, number)
    return found[0]


def faces_where(connection: Connection, files: FileStore, *conditions: ColumnElement[bool]) -> list[Face]:
    """The faces that meet all conditions, in the order in which they came in, but for those of people not listed."""
    query = select(faces).where(listed_or_none(faces.c.person_id), *conditions).order_by(faces.c.id)
    return [_face(row, files) for row in connection.execute(query)]


def faces_of(connection: Connection, files: FileStore, person_ids: Sequence[int]) -> dict[int, list[Face]]:
    """Row number of each person → the faces, in the order in which they came in."""
    found: dict[int, list[Face]] = {number: [] for number in person_ids}
    for portion in chunks(person_ids):
        query = select(faces).where(faces.c.person_id.in_(portion)).order_by(faces.c.id)
        for row in connection.execute(query):
            found[row.person_id].append(_face(row, files))
    return found


def change_face(connection: Connection, number: int, status: FaceStatus, person_id: int | None, now: datetime) -> None:
    """Say what a face is; a person goes with ``named`` and with nothing else.

    Raises:
        NotFound: There is none of that number.
    """
    values = {"status": str(status), "person_id": person_id, "updated_at": utc(now)}
    if not connection.execute(update(faces).where(faces.c.id == number).values(**values)).rowcount:
        raise missing(IdKind.FACE, number)


def change_crop(connection: Connection, number: int, crop: str) -> list[str]:
    """Say where a face's cut-out is kept now; returns the path of the old one, if no face names it any more."""
    old = set(connection.scalars(select(faces.c.crop).where(faces.c.id == number)))
    connection.execute(update(faces).where(faces.c.id == number).values(crop=crop))
    return _unnamed(connection, old)


def remove_faces(connection: Connection, numbers: Sequence[int]) -> list[str]:
    """Forget faces; returns the paths of the cut-outs that no face names any more."""
    gone = set(connection.scalars(select(faces.c.crop).where(faces.c.id.in_(numbers))))
    connection.execute(delete(faces).where(faces.c.id.in_(numbers)))
    return _unnamed(connection, gone)


def remove_faces_of(connection: Connection, person_id: int) -> list[str]:
    """Forget every face of a person; returns the paths of the cut-outs that no face names any more."""
    return remove_faces(connection, list(connection.scalars(select(faces.c.id).where(faces.c.person_id == person_id))))


def add_event_photo(connection: Connection, photo_id: int, event_id: int) -> None:
    """Say that a photo without a card belongs to an event, and to no other."""
    known = connection.scalar(select(event_photos.c.event_id).where(event_photos.c.photo_id == photo_id))
    if known is None:
        connection.execute(insert(event_photos).values(photo_id=photo_id, event_id=event_id))
    elif known != event_id:
        connection.execute(update(event_photos).where(event_photos.c.photo_id == photo_id).values(event_id=event_id))


def list_event_photos(connection: Connection, event_id: int | None) -> list[EventPhoto]:
    """The photos without cards of an event, or of all events, as they were taken."""
    query = (
        select(event_photos)
        .join(photos, event_photos.c.photo_id == photos.c.id)
        .order_by(photos.c.taken_at.is_(None), photos.c.taken_at, photos.c.id)
    )
    if event_id is not None:
        query = query.where(event_photos.c.event_id == event_id)
    return [
        EventPhoto(
            photo_id=public_id(IdKind.PHOTO, row.photo_id),
            event_id=public_id(IdKind.EVENT, row.event_id),
            searched_at=row.searched_at.replace(tzinfo=UTC) if row.searched_at else None,
        )
        for row in connection.execute(query)
    ]


def mark_searched(connection: Connection, photo_id: int, now: datetime) -> None:
    """Remember that faces were looked for on an event photo."""
    connection.execute(update(event_photos).where(event_photos.c.photo_id == photo_id).values(searched_at=utc(now)))


def _unnamed(connection: Connection, crops: set[str]) -> list[str]:
    """Those of these cut-outs that no face names."""
    return sorted(crops - set(connection.scalars(select(faces.c.crop).where(faces.c.crop.in_(crops)))))


def _face(row: Row[Any], files: FileStore) -> Face:
    return Face(
        id=public_id(IdKind.FACE, row.id),
        person_id=public_id(IdKind.PERSON, row.person_id) if row.person_id is not None else None,
        photo_id=public_id(IdKind.PHOTO, row.photo_id) if row.photo_id is not None else None,
        box=(row.box[0], row.box[1], row.box[2], row.box[3]) if row.box else None,
        crop=files.path(row.crop),
        score=row.score,
        origin=FaceOrigin(row.origin),
        status=FaceStatus(row.status),
        created_at=row.created_at.replace(tzinfo=UTC),
        updated_at=row.updated_at.replace(tzinfo=UTC),
    )

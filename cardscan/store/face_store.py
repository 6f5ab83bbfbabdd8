"""The part of the store's door for faces and the photos of an event that they are found on."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import select, update

from cardscan.errors import InvalidInput
from cardscan.store.base import StoreBase
from cardscan.store.events import find_event
from cardscan.store.face_records import FaceStatus
from cardscan.store.faces import (
    add_event_photo,
    add_face,
    change_crop,
    change_face,
    faces_where,
    find_face,
    list_event_photos,
    mark_searched,
    remove_faces,
)
from cardscan.store.ids import IdKind, public_id, row_number
from cardscan.store.journal import changes_of_rows, spoil_changes
from cardscan.store.lookup import find_person
from cardscan.store.photos import original_path
from cardscan.store.schema import cards, event_photos, faces, photos

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection

    from cardscan.store.face_records import Box, EventPhoto, Face, FaceOrigin


class FaceStore(StoreBase):
    """A store that keeps faces, and lets go of them for good: what is forgotten here, no undo brings back."""

    def add_event_photo(self, photo_id: str, event: str) -> None:
        """Say that a photo without a card belongs to an event (id or name), and to no other."""
        with self._database.writing("face", "picture of an event") as connection:
            number = _photo(connection, photo_id)
            add_event_photo(connection, number, row_number(find_event(connection, event).id, IdKind.EVENT))

    def photos_without_event(self) -> set[str]:
        """The ids of the photos without a card that are a picture of no event."""
        with self._database.reading() as connection:
            query = select(photos.c.id).where(
                photos.c.id.not_in(select(cards.c.photo_id)), photos.c.id.not_in(select(event_photos.c.photo_id))
            )
            return {public_id(IdKind.PHOTO, number) for number in connection.scalars(query)}

    def event_photos(self, event: str | None = None) -> list[EventPhoto]:
        """The photos without cards of an event, or of all events, as they were taken."""
        with self._database.reading() as connection:
            number = row_number(find_event(connection, event).id, IdKind.EVENT) if event is not None else None
            return list_event_photos(connection, number)

    def add_found_faces(
        self, photo_id: str, found: Sequence[tuple[Box, float, bytes]], origin: FaceOrigin
    ) -> list[Face]:
        """Keep what was found on a photo, all in one transaction; the photo counts as searched.

        Args:
            photo_id: The photo.
            found: For each face its place in px of the upright photo, how sure it is one (0–1), the cut-out as JPEG.
            origin: Where they come from.

        Raises:
            InvalidInput: A place is empty.
        """
        now = datetime.now(UTC)
        with self._database.writing("face", f"{len(found)} found") as connection:
            number = _photo(connection, photo_id)
            added = [
                add_face(
                    connection,
                    self._files.keep_face(jpeg),
                    photo_id=number,
                    box=box,
                    origin=origin,
                    score=score,
                    person_id=None,
                    now=now,
                )
                for box, score, jpeg in found
            ]
            mark_searched(connection, number, now)
            return [find_face(connection, self._files, face) for face in added]

    def add_face(
        self, jpeg: bytes, *, person: str, origin: FaceOrigin, photo_id: str | None = None, box: Box | None = None
    ) -> Face:
        """Keep one face of which a person said who it is.

        Args:
            jpeg: The cut-out or portrait.
            person: Who it is (id, card's id or name).
            origin: Where it comes from.
            photo_id: The photo it was cut from.
            box: Where on it.

        Raises:
            InvalidInput: There is a place but no photo, or the place is empty.
        """
        with self._database.writing("face", "portrait") as connection:
            number = add_face(
                connection,
                self._files.keep_face(jpeg),
                photo_id=_photo(connection, photo_id) if photo_id is not None else None,
                box=box,
                origin=origin,
                score=None,
                person_id=find_person(connection, person),
                now=datetime.now(UTC),
            )
            return find_face(connection, self._files, number)

    def face(self, face_id: str) -> Face:
        """One face."""
        with self._database.reading() as connection:
            return find_face(connection, self._files, row_number(face_id, IdKind.FACE))

    def faces(
        self,
        *,
        person: str | None = None,
        event: str | None = None,
        photo_id: str | None = None,
        status: FaceStatus | None = None,
    ) -> list[Face]:
        """Faces in the order in which they came in.

        Args:
            person: Only this person's.
            event: Only from this event's photos without cards.
            photo_id: Only from this photo.
            status: Only those of which this was said.
        """
        with self._database.reading() as connection:
            conditions: list[ColumnElement[bool]] = []
            if person is not None:
                conditions.append(faces.c.person_id == find_person(connection, person))
            if event is not None:
                there = event_photos.c.event_id == row_number(find_event(connection, event).id, IdKind.EVENT)
                conditions.append(faces.c.photo_id.in_(select(event_photos.c.photo_id).where(there)))
            if photo_id is not None:
                conditions.append(faces.c.photo_id == _photo(connection, photo_id))
            if status is not None:
                conditions.append(faces.c.status == str(status))
            return faces_where(connection, self._files, *conditions)

    def name_face(self, face_id: str, person: str) -> Face:
        """Say who it is."""
        with self._database.writing("face", f"{face_id} named") as connection:
            return self._changed(connection, face_id, FaceStatus.NAMED, find_person(connection, person))

    def set_face_status(self, face_id: str, status: FaceStatus) -> Face:
        """Say that it is nobody known, nobody to remember, or no face; it loses its name.

        Raises:
            InvalidInput: ``named``, which needs a person (see ``name_face``).
        """
        if status is FaceStatus.NAMED:
            raise InvalidInput("A face is named by saying who it is.")
        with self._database.writing("face", f"{face_id} {status}") as connection:
            return self._changed(connection, face_id, status, None)

    def replace_crop(self, face_id: str, jpeg: bytes) -> Face:
        """Keep another cut-out for a face and delete the old one for good."""
        number = row_number(face_id, IdKind.FACE)
        with self._database.altering() as connection:
            find_face(connection, self._files, number)
            held = spoil_changes(connection, changes_of_rows(connection, faces.name, [number], held=True))
            gone = change_crop(connection, number, self._files.keep_face(jpeg))
            changed = find_face(connection, self._files, number)
        self._discard({*gone, *held})  # after the commit: a row never lacks its file
        return changed

    def forget_faces(self, face_ids: Sequence[str]) -> None:
        """Delete faces for good: the records and, after them, the cut-outs.

        What stands on the original photo is not touched; see ``replace_original``.
        """
        numbers = [row_number(face_id, IdKind.FACE) for face_id in face_ids]
        with self._database.altering() as connection:
            for number in numbers:
                find_face(connection, self._files, number)
            held = spoil_changes(connection, changes_of_rows(connection, faces.name, numbers))
            crops = remove_faces(connection, numbers)
        self._discard({*crops, *held})  # after the commit: a row never lacks its file

    def replace_original(self, photo_id: str, content: bytes, media_type: str) -> None:
        """Keep other bytes for a photo, such as those with a region painted over, and delete the old ones for good.

        The photo stays known by the SHA-256 of what was imported, so that importing that again brings nothing back.
        """
        with self._database.altering() as connection:
            number = _photo(connection, photo_id)
            old = original_path(connection, number)
            held = spoil_changes(connection, changes_of_rows(connection, photos.name, [number], held=True))
            new = self._files.keep_original(content, hashlib.sha256(content).hexdigest(), media_type)
            values: dict[str, Any] = {"original": new, "media_type": media_type, "size": len(content)}
            connection.execute(update(photos).where(photos.c.id == number).values(**values))
        self._discard({old, *held})

    def _changed(self, connection: Connection, face_id: str, status: FaceStatus, person_id: int | None) -> Face:
        number = row_number(face_id, IdKind.FACE)
        change_face(connection, number, status, person_id, datetime.now(UTC))
        return find_face(connection, self._files, number)


def _photo(connection: Connection, photo_id: str) -> int:
    """The row number of a photo that is there."""
    number = row_number(photo_id, IdKind.PHOTO)
    original_path(connection, number)
    return number

"""The part of the store's door through which somebody goes for good, and no byte of them stays in the data folder."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy import delete, func, insert, or_, select, update

from cardscan.errors import NotFound, StoreError
from cardscan.store.base import StoreBase
from cardscan.store.bin_store import binned_person
from cardscan.store.full_text import forget_person, tidy_index
from cardscan.store.ids import IdKind, public_id, row_number
from cardscan.store.journal import changes_of_rows, spoil_changes
from cardscan.store.lookup import find_person
from cardscan.store.notes import utc
from cardscan.store.people import quad_of
from cardscan.store.purge_records import PurgePlan, SharedPhoto
from cardscan.store.schema import (
    book_entries,
    cards,
    change_people,
    change_rows,
    changes,
    encounters,
    faces,
    field_history,
    joined,
    people,
    photos,
)
from cardscan.store.summaries import summaries

if TYPE_CHECKING:
    from sqlalchemy import Connection

_PAINTED = "image/jpeg"


class PurgeStore(StoreBase):
    """A store that can let go of somebody so that nothing brings them back."""

    def purge_plan(self, refs: Sequence[str]) -> PurgePlan:
        """Of whom there is question, listed or in the bin, and on which photos of others they are seen.

        Raises:
            NotFound: There is nobody of one of these ids or names.
            InvalidInput: Several people have one of these names.
        """
        with self._database.reading() as connection:
            return _plan(connection, list(dict.fromkeys(_anybody(connection, ref) for ref in refs)))

    def purge(self, plan: PurgePlan, painted: Mapping[str, bytes], crops: Mapping[str, bytes]) -> None:
        """Remove people for good: rows, journal and index in one transaction, then the files.

        Args:
            plan: What ``purge_plan`` told; it must still be so.
            painted: Id of each photo that stays → its new bytes, a JPEG file, on which they are painted over.
            crops: Id of a face of somebody else → its cut-out, anew from the painted photo.

        Raises:
            NotFound: One of them is gone.
            StoreError: Photos of them came or went since the plan was made.
        """
        numbers = [row_number(person_id, IdKind.PERSON) for person_id, _ in plan.people]
        with self._database.altering() as connection:
            if _plan(connection, numbers) != plan:
                names = " ".join(person_id for person_id, _ in plan.people)
                raise StoreError(f"{names}: something was changed in the meantime. Nothing was removed; do it again.")
            everybody = _all_of(connection, numbers)
            gone = _files_of(connection, everybody)
            for photo_id, content in painted.items():
                gone |= self._paint(connection, row_number(photo_id, IdKind.PHOTO), content)
            for face_id, jpeg in crops.items():
                gone |= self._cut(connection, row_number(face_id, IdKind.FACE), jpeg)
            gone |= _remove(connection, everybody)
            _add_header(connection, len(numbers))
            tidy_index(connection)
        self._discard(gone)  # after the commit: a row never lacks its file
        self._database.shrink()

    def _paint(self, connection: Connection, number: int, content: bytes) -> set[str]:
        """Keep other bytes for a photo; returns the files that showed the old ones."""
        own = photos.c.id == number
        gone = spoil_changes(connection, changes_of_rows(connection, photos.name, [number], held=True))
        gone |= set(connection.scalars(select(photos.c.original).where(own)))
        new = self._files.keep_original(content, hashlib.sha256(content).hexdigest(), _PAINTED)
        connection.execute(update(photos).where(own).values(original=new, media_type=_PAINTED, size=len(content)))
        return gone

    def _cut(self, connection: Connection, number: int, jpeg: bytes) -> set[str]:
        """Keep another cut-out for a face; returns the files that showed the old one."""
        own = faces.c.id == number
        gone = spoil_changes(connection, changes_of_rows(connection, faces.name, [number], held=True))
        gone |= set(connection.scalars(select(faces.c.crop).where(own)))
        connection.execute(update(faces).where(own).values(crop=self._files.keep_face(jpeg)))
        return gone


def _anybody(connection: Connection, ref: str) -> int:
    try:
        return find_person(connection, ref)
    except NotFound as error:
        try:
            return binned_person(connection, ref)
        except NotFound:
            raise error from None


def _all_of(connection: Connection, numbers: Sequence[int]) -> list[int]:
    """These people, and those whose cards turned out to be the other sides of theirs."""
    found = list(numbers)
    for one in found:
        found += connection.scalars(select(joined.c.person_id).where(joined.c.to_id == one)).all()
    return found


def _plan(connection: Connection, numbers: Sequence[int]) -> PurgePlan:
    named = summaries(connection, numbers)
    if len(named) != len(numbers):
        raise NotFound("Somebody who was to be removed is gone already; nothing was removed.")
    everybody = _all_of(connection, numbers)
    quads, boxes, others = defaultdict(list), defaultdict(list), defaultdict(list)
    for photo_id, quad in connection.execute(
        select(cards.c.photo_id, cards.c.quad).where(cards.c.person_id.in_(everybody)).order_by(cards.c.id)
    ):
        quads[photo_id].append(quad_of(quad))
    for face in connection.execute(select(faces).where(faces.c.photo_id.is_not(None)).order_by(faces.c.id)):
        if face.box is not None:
            box = (face.box[0], face.box[1], face.box[2], face.box[3])
            if face.person_id in everybody:
                boxes[face.photo_id].append(box)
            else:
                others[face.photo_id].append((public_id(IdKind.FACE, face.id), box))
    shared = sorted({*quads, *boxes} - _own_photos(connection, everybody))
    return PurgePlan(
        tuple((person.id, person.name) for person in named),
        tuple(
            SharedPhoto(public_id(IdKind.PHOTO, one), tuple(quads[one]), tuple(boxes[one]), tuple(others[one]))
            for one in shared
        ),
    )


def _own_photos(connection: Connection, everybody: Sequence[int]) -> set[int]:
    """The photos of these people's cards that have to do with nobody else."""
    theirs = set(connection.scalars(select(cards.c.photo_id).where(cards.c.person_id.in_(everybody))))
    for table in (cards, encounters, faces):
        other = or_(table.c.person_id.is_(None), table.c.person_id.not_in(everybody))
        theirs -= set(connection.scalars(select(table.c.photo_id).where(table.c.photo_id.in_(theirs), other)))
    return theirs


def _files_of(connection: Connection, everybody: Sequence[int]) -> set[str]:
    own = _own_photos(connection, everybody)
    return {
        *connection.scalars(select(cards.c.picture).where(cards.c.person_id.in_(everybody))),
        *connection.scalars(select(faces.c.crop).where(faces.c.person_id.in_(everybody))),
        *connection.scalars(select(photos.c.original).where(photos.c.id.in_(own))),
    }


def _remove(connection: Connection, everybody: Sequence[int]) -> set[str]:
    """Remove every row of these people, and of the journal about them; returns the files that the journal named."""
    own_photos = sorted(_own_photos(connection, everybody))
    own = {
        table.name: list(connection.scalars(select(table.c.id).where(table.c.person_id.in_(everybody))))
        for table in (cards, faces, encounters)
    }
    named = _forget_changes(connection, everybody, own | {photos.name: own_photos})
    held = [public_id(IdKind.CARD, card) for card in own[cards.name]]
    for value in (field_history.c.old, field_history.c.new):  # of somebody who once had one of these cards
        connection.execute(delete(field_history).where(value["card_id"].as_string().in_(held)))
    connection.execute(delete(book_entries).where(book_entries.c.person_id.in_(everybody)))
    connection.execute(delete(faces).where(faces.c.person_id.in_(everybody)))
    for one in reversed(everybody):  # those who stand for others last
        forget_person(connection, one)
        connection.execute(delete(people).where(people.c.id == one))
    connection.execute(delete(photos).where(photos.c.id.in_(own_photos)))
    return named


def _forget_changes(connection: Connection, everybody: Sequence[int], own: Mapping[str, Sequence[int]]) -> set[str]:
    """Let the changes that touched these people stay as they are, without what they said and what stood there."""
    theirs = change_rows.c.person_id.in_(everybody)
    touched = set(connection.scalars(select(change_rows.c.change_id).where(theirs)))
    touched |= set(
        connection.scalars(select(change_people.c.change_id).where(change_people.c.person_id.in_(everybody)))
    )
    for table, numbers in own.items():
        touched |= changes_of_rows(connection, table, numbers)
    files = spoil_changes(connection, touched)
    connection.execute(delete(change_rows).where(theirs))
    connection.execute(update(changes).where(changes.c.id.in_(touched)).values(summary="", detail=None))
    return files


def _add_header(connection: Connection, count: int) -> None:
    """Tell in the journal that somebody was removed, and nothing more."""
    connection.execute(
        insert(changes).values(
            id=(connection.scalar(select(func.max(changes.c.id))) or 0) + 1,
            at=utc(datetime.now(UTC)),
            kind="purge",
            summary="1 person" if count == 1 else f"{count} people",
            lost="gone",
        )
    )

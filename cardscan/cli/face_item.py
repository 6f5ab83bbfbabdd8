"""One face to be named with all that a person needs for it: its picture, the event, who was there and is not named."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cardscan.errors import NotFound
from cardscan.store.face_records import FaceStatus

if TYPE_CHECKING:
    from cardscan.store.face_records import Face
    from cardscan.store.records import Event, PersonSummary, StoredPhoto
    from cardscan.store.store import Store

_MOST_FOUND = 9
"""More people who answer to what was typed are not listed; more letters tell them apart."""


@dataclass(frozen=True, slots=True)
class FaceItem:
    """One face of which nobody has said yet who it is."""

    face: Face
    photo: StoredPhoto | None
    event: Event | None
    candidates: Mapping[int, PersonSummary]
    """Number → who was met at the event, in the order met; without those named on the same picture, who keep their
    numbers for the next one."""


def face_item(store: Store, face_id: str) -> FaceItem | None:
    """One face with its surroundings; None where it is gone or somebody has said who it is in the meantime."""
    try:
        face = store.face(face_id)
    except NotFound:
        return None
    if face.status is not FaceStatus.UNKNOWN:
        return None
    photo = store.photo(face.photo_id) if face.photo_id is not None else None
    event_id = next((one.event_id for one in store.event_photos() if one.photo_id == face.photo_id), None)
    if photo is None or event_id is None:
        return FaceItem(face, photo, None, {})
    there = {one.person_id for one in store.faces(photo_id=photo.id)}
    people = enumerate(store.people(event=event_id), start=1)
    return FaceItem(
        face,
        photo,
        store.event(event_id),
        {number: person for number, person in people if person.id not in there},
    )


def people_called(store: Store, item: FaceItem, typed: str) -> tuple[list[PersonSummary], bool]:
    """Whom the typed text may mean: those of the event where there are any, else anybody, the best first.

    Returns:
        The people, and whether one of them alone may be taken: met at the event, and called just so.
    """
    from cardscan.search.search import search

    hits = search(store, f"name:{typed}" if ":" not in typed else typed, limit=_MOST_FOUND * 5)
    met = {person.id for person in item.candidates.values()}
    there = [hit for hit in hits if hit.person.id in met]
    people = [hit.person for hit in there or hits][:_MOST_FOUND]
    return people, len(there) == 1 and not there[0].near

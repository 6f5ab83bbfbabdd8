"""Faces of the people met: found on an event's pictures, given by hand, and forgotten for good."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cardscan.errors import InvalidInput, UnreadablePhoto
from cardscan.face.cut import cut_face, painted_over, region, shrunk
from cardscan.face.find import FaceBox, find_faces
from cardscan.photo.load import load_photo, load_photo_bytes
from cardscan.records import ReadFailure
from cardscan.store.face_records import FaceOrigin
from cardscan.store.photos import jpeg

if TYPE_CHECKING:
    from cardscan.store.face_records import Face
    from cardscan.store.records import StoredPhoto
    from cardscan.store.store import Store


@dataclass(frozen=True, slots=True)
class Searched:
    """What was found on one picture of an event."""

    photo: StoredPhoto
    event_id: str
    faces: tuple[Face, ...]
    failure: ReadFailure | None = None


def search_pictures(store: Store, event: str | None = None) -> Iterator[Searched]:
    """Look for faces on the pictures of an event, or of all events, that were not searched before; keep what is found.

    Nobody is recognised: who it is, only a person says.

    Raises:
        NotFound: There is no such event.
    """
    for picture in store.event_photos(event):
        if picture.searched_at is not None:
            continue
        photo = store.photo(picture.photo_id)
        try:
            pixels = load_photo(store.original(photo.id)).pixels
        except UnreadablePhoto as error:
            yield Searched(photo, picture.event_id, (), ReadFailure(error.code, str(error)))
            continue
        found = [(face.box, face.score, jpeg(cut_face(pixels, face.box))) for face in find_faces(pixels)]
        yield Searched(photo, picture.event_id, tuple(store.add_found_faces(photo.id, found, FaceOrigin.FOUND)))


def add_portrait(store: Store, person: str, path: Path, box: FaceBox | None = None) -> Face:
    """Keep a portrait that somebody gave; of the file only the cut-out is kept.

    Args:
        store: An open store.
        person: Who it is (id, card's id or name).
        path: A photo.
        box: What of it, px of the upright photo; None: all of it.

    Raises:
        UnreadablePhoto: The file is no photo.
        InvalidInput: The box does not lie on it.
        NotFound: There is no such person.
    """
    person_id = store.person(person).id
    pixels = load_photo(path).pixels
    if box is not None:
        height, width = pixels.shape[:2]
        left, top, right, bottom = (round(edge) for edge in box)
        if not (0 <= left < right <= width and 0 <= top < bottom <= height):
            raise InvalidInput(f"the box does not lie on the photo, which is {width} × {height} px upright")
        pixels = pixels[top:bottom, left:right]
    return store.add_face(jpeg(shrunk(pixels)), person=person_id, origin=FaceOrigin.GIVEN)


def add_portrait_bytes(store: Store, person: str, picture: bytes, path: Path) -> Face:
    """Keep a portrait that came with an address book.

    Args:
        store: An open store.
        person: Who it is (id, card's id or name).
        picture: The bytes of a picture file.
        path: The address book.

    Raises:
        UnreadablePhoto: They are no photo.
        NotFound: There is no such person.
    """
    pixels = load_photo_bytes(picture, path).pixels
    return store.add_face(jpeg(shrunk(pixels)), person=person, origin=FaceOrigin.GIVEN)


def forget(store: Store, faces: Sequence[Face]) -> list[StoredPhoto]:
    """Delete faces for good: the records, the cut-outs, and the places on the kept copies of the photos.

    A kept copy becomes a JPEG file with a gray area there, without any metadata; the cut-outs of others that show
    a part of it are cut anew. The file that was imported is not touched. Broken off, it can be done again.

    Returns:
        The photos that were painted on.

    Raises:
        UnreadablePhoto: A kept copy cannot be read; nothing on it was forgotten.
    """
    on_photos: defaultdict[str, list[FaceBox]] = defaultdict(list)
    for face in faces:
        if face.photo_id is not None and face.box is not None:
            on_photos[face.photo_id].append(face.box)
    painted = []
    gone = {face.id for face in faces}
    for photo_id, boxes in on_photos.items():
        original = store.original(photo_id)
        if not original.exists():  # nothing is left that shows anybody
            continue
        before = load_photo(original).pixels
        after = painted_over(before, boxes)
        store.replace_original(photo_id, jpeg(after), "image/jpeg")
        hidden = [region(before, box) for box in boxes]
        for other in store.faces(photo_id=photo_id):
            if other.id in gone or other.box is None:
                continue
            if any(_meet(region(before, other.box), one) for one in hidden):
                store.replace_crop(other.id, jpeg(cut_face(after, other.box)))
        painted.append(store.photo(photo_id))
    store.forget_faces([face.id for face in faces])
    return painted


def _meet(one: tuple[int, int, int, int], other: tuple[int, int, int, int]) -> bool:
    """Whether two areas (left, top, right, bottom) have a px in common."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]

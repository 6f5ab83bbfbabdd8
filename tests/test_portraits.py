"""Faces found on pictures that are kept, and forgotten so that nothing of them is left in the data folder."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from cardscan.config import Config
from cardscan.errors import InvalidInput, NotFound, UnreadablePhoto
from cardscan.face.cut import cut_face, region
from cardscan.face.find import find_faces
from cardscan.photo.load import load_photo
from cardscan.portraits import add_portrait, forget, search_pictures
from cardscan.records import Pixels
from cardscan.store.face_records import FaceOrigin, FaceStatus
from cardscan.store.photos import jpeg
from cardscan.store.store import Store
from tests.face.event_pictures import ASTRONAUT, FIVE, HEADS, SEVEN, keep_picture, on_heads
from tests.store.people_met import SAITO, WHITE, add


@pytest.fixture
def met(tmp_path: Path) -> Iterator[Store]:
    """p1 and p2 on f1, and a group picture f2, all of e1."""
    home = tmp_path / "home"
    with Store.open(Config(home, f"sqlite:///{home / 'cardscan.sqlite3'}")) as store:
        event = store.add_event("交流会", date(2026, 11, 20))
        add(store, SAITO, WHITE, event_id=event.id)
        keep_picture(store, FIVE, event.id)
        yield store


def bytes_below(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def on_side(path: Path) -> bytes:
    """The same picture as a camera writes that was held upright: lying, with the orientation beside it."""
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned clockwise
    buffer = io.BytesIO()
    with Image.open(path) as image:
        image.transpose(Image.Transpose.ROTATE_90).save(buffer, "JPEG", quality=90, exif=exif)
    return buffer.getvalue()


def test_faces_are_found_once_and_nobody_is_named(met: Store) -> None:
    (searched,) = search_pictures(met, "交流会")
    assert (searched.photo.id, searched.event_id, len(searched.faces), searched.failure) == ("f2", "e1", 5, None)
    for face, (x, y) in zip(searched.faces, HEADS[FIVE], strict=True):
        assert (face.status, face.origin, face.person_id) == (FaceStatus.UNKNOWN, FaceOrigin.FOUND, None)
        assert face.box is not None and face.box[0] < x < face.box[2] and face.box[1] < y < face.box[3]
        assert face.crop.stat().st_mode & 0o777 == 0o600
        assert len(find_faces(load_photo(face.crop).pixels)) == 1
    assert list(search_pictures(met)) == []
    with pytest.raises(NotFound):
        list(search_pictures(met, "二次会"))


def test_a_picture_taken_with_the_camera_on_its_side_is_searched_upright(met: Store) -> None:
    keep_picture(met, FIVE, "e1", data=on_side(FIVE))
    upright, turned = search_pictures(met)
    for one, other in zip(upright.faces, turned.faces, strict=True):
        assert one.box is not None and other.box is not None
        assert np.abs(np.subtract(one.box, other.box)).max() < 10
    (painted,) = forget(met, [turned.faces[2]])
    assert on_heads(find_faces(load_photo(met.original(painted.id)).pixels), HEADS[FIVE][:2] + HEADS[FIVE][3:])


def test_a_picture_that_is_damaged_is_told_and_looked_at_again_another_time(met: Store) -> None:
    keep_picture(met, SEVEN, "e1")
    met.original("f2").write_bytes(b"no picture")
    fine, damaged = search_pictures(met)  # as they were taken
    assert damaged.failure is not None and damaged.failure.code == "not_a_picture" and len(fine.faces) == 7
    assert [one.photo.id for one in search_pictures(met)] == ["f2"]


def test_a_portrait_is_cut_to_its_box_and_only_that_is_kept(met: Store, tmp_path: Path) -> None:
    before = set(bytes_below(tmp_path / "home"))
    face = add_portrait(met, "斎藤", ASTRONAUT, (130, 20, 330, 220))
    assert (face.person_id, face.photo_id, face.origin, face.status) == ("p1", None, "given", FaceStatus.NAMED)
    (new,) = set(bytes_below(tmp_path / "home")) - before
    with Image.open(new) as kept:
        assert kept.size == (200, 200) and not kept.getexif()
    with Image.open(add_portrait(met, "p2", ASTRONAUT).crop) as whole:
        assert whole.size == (480, 480)
    for box in ((0.0, 0.0, 513.0, 10.0), (30.0, 30.0, 30.0, 40.0), (-1.0, 0.0, 5.0, 5.0)):
        with pytest.raises(InvalidInput, match="512 × 512 px"):
            add_portrait(met, "p1", ASTRONAUT, box)
    with pytest.raises(NotFound):
        add_portrait(met, "p9", ASTRONAUT)
    with pytest.raises(UnreadablePhoto):
        add_portrait(met, "p1", Path(__file__))


def test_of_a_forgotten_face_no_byte_is_left_in_the_data_folder(met: Store, tmp_path: Path) -> None:
    home = tmp_path / "home"
    (searched,) = search_pictures(met)
    gone, *others = searched.faces
    met.name_face(gone.id, "p1")
    cut_out, original, imported = gone.crop.read_bytes(), met.original("f2"), FIVE.read_bytes()
    assert original.read_bytes() == imported
    (painted,) = forget(met, met.faces(person="p1"))
    assert painted.id == "f2"
    left = bytes_below(home)
    everything = b"\0".join(left.values())
    assert cut_out not in everything and imported not in everything
    assert gone.crop.stem.encode() not in everything, "nor the name of its file in the database"
    for piece in (cut_out[-2000:-1000], imported[2000:3000]):
        assert piece not in everything
    picture = load_photo(met.original("f2")).pixels
    assert on_heads(find_faces(picture), HEADS[FIVE][1:])
    assert gone.box is not None
    x0, y0, x1, y1 = region(picture, gone.box)
    inside = picture[y0 + 16 : y1 - 16, x0 + 16 : x1 - 16].astype(int)
    assert np.abs(inside - 128).max() <= 2, "JPEG leaves no more than that of the flat gray"
    with Image.open(met.original("f2")) as kept:
        assert not kept.getexif(), "whose small preview would show everybody"
    assert all(path.stat().st_mode & 0o777 == 0o600 for path in left)
    assert [face.id for face in met.faces()] == [face.id for face in others]
    assert FIVE.read_bytes() == imported, "the file that was imported is the person's own"
    assert list(search_pictures(met)) == []
    assert keep_picture(met, FIVE, "e1").id == "f2"
    assert not original.exists()


def test_what_others_cut_outs_show_of_a_forgotten_face_goes_too(met: Store, tmp_path: Path) -> None:
    picture = load_photo(FIVE).pixels
    keep_picture(met, SEVEN, "e1")
    far, (near, other) = (10.0, 10.0, 60.0, 60.0), ((235.0, 464.0, 378.0, 660.0), (380.0, 464.0, 480.0, 600.0))
    found = met.add_found_faces(
        "f2", [(box, 0.9, as_file(picture, box)) for box in (near, other, far)], FaceOrigin.FOUND
    )
    before = [face.crop.read_bytes() for face in found]
    forget(met, [found[0]])
    left = met.faces()
    assert [face.id for face in left] == ["h2", "h3"]
    assert left[0].crop.read_bytes() != before[1] and left[1].crop.read_bytes() == before[2]
    assert not found[1].crop.exists()
    neighbour = load_photo(left[0].crop).pixels
    assert (np.abs(neighbour[60, :40].astype(int) - 128) <= 3).all(), "gray where the forgotten face reaches into it"


def as_file(picture: Pixels, box: tuple[float, float, float, float]) -> bytes:
    return jpeg(cut_face(picture, box))


def test_all_faces_of_a_person_are_forgotten_on_all_pictures(met: Store) -> None:
    keep_picture(met, SEVEN, "e1")
    five, seven = search_pictures(met)
    for face in (five.faces[1], seven.faces[2]):
        met.name_face(face.id, "p2")
    given = add_portrait(met, "p2", ASTRONAUT)
    assert sorted(photo.id for photo in forget(met, met.faces(person="p2"))) == ["f2", "f3"]
    assert met.faces(person="p2") == [] and not given.crop.exists()
    assert len(met.faces()) == 10
    assert len(find_faces(load_photo(met.original("f3")).pixels)) == 6


def test_a_broken_off_forgetting_can_be_done_again(met: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    (searched,) = search_pictures(met)
    with monkeypatch.context() as broken:
        broken.setattr(Store, "forget_faces", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            forget(met, searched.faces[:1])
    assert len(met.faces()) == 5
    forget(met, searched.faces[:1])
    assert len(met.faces()) == 4
    met.original("f2").unlink()
    assert forget(met, met.faces()) == [] == met.faces(), "a copy that is gone shows nobody"

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from cardscan.config import Config
from cardscan.errors import InvalidInput, NotFound
from cardscan.store.face_records import FaceOrigin, FaceStatus
from cardscan.store.store import Store
from tests.store.people_met import SAITO, WHITE, add

BOX = (10.0, 20.0, 110.0, 140.0)


def crops(config: Config) -> list[Path]:
    return sorted(path for path in (config.home / "faces").rglob("*.jpg"))


@pytest.fixture
def met(store: Store) -> Store:
    """p1 and p2 on f1, and a group picture f2, all of e1."""
    event = store.add_event("交流会", date(2026, 11, 20))
    add(store, SAITO, WHITE, event_id=event.id)
    add(store, name="group.jpg", event_id=event.id)
    return store


def test_a_photo_without_a_card_is_a_picture_of_its_event(met: Store) -> None:
    (picture,) = met.event_photos("交流会")
    assert (picture.photo_id, picture.event_id, picture.searched_at) == ("f2", "e1", None)
    other = met.add_event("二次会", None)
    met.add_event_photo("f2", other.id)
    met.add_event_photo("f2", other.id)
    assert (met.event_photos("e1"), [one.event_id for one in met.event_photos()]) == ([], ["e2"])
    met.delete_event("e2")
    assert met.event_photos() == []
    with pytest.raises(NotFound):
        met.add_event_photo("f9", "e1")


def test_faces_are_found_named_and_told_to_be_none(met: Store, config: Config) -> None:
    one, two = met.add_found_faces("f2", [(BOX, 0.9, b"one"), ((1, 2, 3, 4), 0.5, b"two")], FaceOrigin.FOUND)
    assert (one.id, one.person_id, one.photo_id, one.box, one.score) == ("h1", None, "f2", BOX, 0.9)
    assert (one.origin, one.status, one.crop.read_bytes()) == (FaceOrigin.FOUND, FaceStatus.UNKNOWN, b"one")
    assert met.event_photos()[0].searched_at is not None
    named = met.name_face(one.id, "斎藤")
    assert (named.person_id, named.status) == ("p1", FaceStatus.NAMED)
    assert met.set_face_status(two.id, FaceStatus.NOT_A_PERSON).status is FaceStatus.NOT_A_PERSON
    assert met.person("p1").faces == (named,) == tuple(met.faces(person="p1"))
    assert [face.id for face in met.faces(event="交流会")] == [face.id for face in met.faces(photo_id="f2")]
    assert [face.id for face in met.faces(status=FaceStatus.NAMED)] == ["h1"]
    assert met.set_face_status(one.id, FaceStatus.STRANGER).person_id is None
    with pytest.raises(InvalidInput, match="saying who"):
        met.set_face_status(one.id, FaceStatus.NAMED)
    for face in (met.face, lambda face: met.name_face(face, "p1"), lambda face: met.forget_faces([face])):
        with pytest.raises(NotFound):
            face("h9")


def test_a_given_portrait_is_kept_without_a_photo(met: Store) -> None:
    face = met.add_face(b"portrait", person="c2", origin=FaceOrigin.GIVEN)
    assert (face.person_id, face.photo_id, face.box, face.status) == ("p2", None, None, FaceStatus.NAMED)
    for photo_id, box in ((None, BOX), ("f2", (5.0, 5.0, 5.0, 9.0))):
        with pytest.raises(InvalidInput, match="area on a photo"):
            met.add_face(b"x", person="p1", origin=FaceOrigin.GIVEN, photo_id=photo_id, box=box)


def test_forgetting_deletes_record_and_cut_out_but_not_one_that_another_face_has(met: Store, config: Config) -> None:
    found = met.add_found_faces("f2", [(BOX, 0.9, b"same"), (BOX, 0.9, b"same"), (BOX, 0.9, b"own")], FaceOrigin.FOUND)
    assert len(crops(config)) == 2
    met.forget_faces([found[0].id])
    assert len(crops(config)) == 2
    met.forget_faces([found[1].id, found[2].id])
    assert (crops(config), met.faces()) == ([], [])


def test_a_deleted_persons_faces_are_not_shown(met: Store) -> None:
    met.add_face(b"portrait", person="p1", origin=FaceOrigin.GIVEN)
    met.add_found_faces("f2", [(BOX, 0.9, b"unknown")], FaceOrigin.FOUND)
    met.delete("p1")
    assert [face.person_id for face in met.faces()] == [None]
    met.bring_back("p1")
    assert [face.person_id for face in met.faces()] == ["p1", None]


def test_faces_follow_the_card_to_its_other_side_and_back(met: Store) -> None:
    face = met.add_face(b"portrait", person="p2", origin=FaceOrigin.GIVEN)
    met.join_sides("c1", "c2")
    assert [one.id for one in met.person("p1").faces] == [face.id]
    met.part_sides("c1", "c2")
    assert (met.person("p1").faces, met.person("p2").faces) == ((), (face,))


def test_an_original_is_replaced_for_good_and_importing_it_again_brings_nothing_back(met: Store) -> None:
    before, old = met.photo("f2"), met.original("f2")
    met.replace_original("f2", b"painted over", "image/png")
    assert not old.exists()
    assert (met.original("f2").read_bytes(), met.original("f2").suffix) == (b"painted over", ".png")
    after = met.photo("f2")
    assert (after.sha256, after.size, after.media_type) == (before.sha256, 12, "image/png")
    assert add(met, name="group.jpg").id == "f2"
    assert not old.exists()
    met.replace_original("f2", b"painted over", "image/png")
    assert met.original("f2").exists()

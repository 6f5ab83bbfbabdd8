"""Somebody who is purged: of all that was known no byte is left in the data folder, and of the card no pixel."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from cardscan.config import Config
from cardscan.errors import InvalidInput, NotFound, StoreError, UnreadablePhoto
from cardscan.orthography.bigrams import index_tokens
from cardscan.orthography.fold import search_fold
from cardscan.photo.load import load_photo
from cardscan.purging import purge
from cardscan.records import (
    CardFields,
    CardImage,
    Contact,
    FieldKind,
    LabelledLine,
    Phone,
    PhotoInfo,
    PhotoReading,
    Pixels,
    Quad,
    ReadCard,
)
from cardscan.search.search import search
from cardscan.store.face_records import FaceOrigin
from cardscan.store.review_records import ReviewDirection, ReviewState
from cardscan.store.store import Store
from tests.store.people_met import WHITE

GONE = Contact(
    full_name="猩々丸 玄蕃",
    family_name="猩々丸",
    given_name="玄蕃",
    phonetic_name="しょうじょうまる げんば",
    organization="蓬莱鼈甲堂",
    titles=("鼈甲師",),
    phones=(Phone("mobile", "+819087651234", "090-8765-1234"),),
    emails=("genba@houraibekkou.example.jp",),
)
BACK = Contact(full_name="Genba Shojomaru", organization="Hourai Bekkoudou", titles=("Tortoiseshell craftsman",))
NOW = datetime(2026, 11, 20, 20, tzinfo=UTC)

SECRETS = {
    "name": "猩々丸",
    "given": "玄蕃",
    "kana": "しょうじょうまる",
    "firm": "蓬莱鼈甲堂",
    "back": "Tortoiseshell",
    "phone": "8765-1234",
    "number": "819087651234",
    "mail": "houraibekkou",
    "memo": "竜宮城帰り",
    "note": "河童と相撲",
    "deleted note": "天狗に遭遇",
    "tag": "狐憑き",
    "look": "鬢に白髪",
    "talk": "蹴鞠の作法",
    "promise": "勾玉を送る",
    "edited": "蜃気楼課",
    "undone": "幽霊部",
    "line": "創業慶長七年",
    "former firm": "水車組合",
}
"""What is known of the one who goes, each word of nobody else."""

LEFT: Quad = ((100.0, 100.0), (1000.0, 100.0), (1000.0, 650.0), (100.0, 650.0))
RIGHT: Quad = ((1200.0, 100.0), (2100.0, 100.0), (2100.0, 650.0), (1200.0, 650.0))
HEAD, BESIDE, FAR = (300.0, 300.0, 400.0, 420.0), (410.0, 300.0, 510.0, 420.0), (1500.0, 300.0, 1600.0, 420.0)


def photo(seed: int) -> bytes:
    """A picture of noise, with a thumbnail of itself in its EXIF."""
    pixels = np.random.default_rng(seed).integers(0, 255, (70, 220, 3), dtype=np.uint8).repeat(10, 0).repeat(10, 1)
    image, thumbnail, buffer = Image.fromarray(pixels), io.BytesIO(), io.BytesIO()
    image.resize((160, 51)).save(thumbnail, "JPEG")
    exif = Image.Exif()
    exif[0x010E] = "PHOTO OF THE CARD"
    image.save(buffer, "JPEG", quality=92, exif=exif, comment=thumbnail.getvalue())
    return buffer.getvalue()


def take_in(store: Store, content: bytes, *cards: tuple[Contact, Quad], name: str, memo: str | None = None) -> str:
    """A photo with cards at their places."""
    with Image.open(io.BytesIO(content)) as image:
        pixels: Pixels = np.asarray(image)[:, :, ::-1]
    read = tuple(
        ReadCard(
            CardImage(quad, np.ascontiguousarray(pixels[100:650, int(quad[0][0]) : int(quad[1][0])]), 10.0, 0.9),
            "front",
            CardFields(contact, {"name": 0.8}, {}, (LabelledLine(SECRETS["line"], quad, 0.9, FieldKind.OTHER),)
                       if contact is GONE else ()),
        )
        for contact, quad in cards
    )  # fmt: skip
    info = PhotoInfo(Path(name), hashlib.sha256(content).hexdigest(), "image/jpeg", 2200, 700, None, None)
    return store.add_reading(PhotoReading(Path(name), info, read), content, event_id="e1", memo=memo).id


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def store(home: Path) -> Iterator[Store]:
    """p1, who goes, alone on f1, with p2 on f2 (the back of the card), and with p2 on the picture f3."""
    with Store.open(Config(home, f"sqlite:///{home / 'cardscan.sqlite3'}")) as opened:
        opened.add_event("交流会", date(2026, 11, 20))
        take_in(opened, photo(1), (GONE, LEFT), name="猩々丸.jpg", memo=SECRETS["memo"])
        take_in(opened, photo(2), (WHITE, RIGHT), (BACK, LEFT), name="2.jpg")
        take_in(opened, photo(3), name="3.jpg")
        opened.join_sides("c1", "c3")
        told(opened)
        yield opened


def told(store: Store) -> None:
    """Everything that can be remembered of p1."""
    store.add_note("p1", SECRETS["note"])
    store.delete_note(store.add_note("p1", SECRETS["deleted note"]).id)
    store.tag("p1", [SECRETS["tag"]])
    store.add_look("p1", SECRETS["look"], event="e1")
    store.add_talk("p1", SECRETS["talk"])
    store.add_promise("p1", SECRETS["promise"], due=date(2026, 12, 1))
    store.edit("p1", {"department": SECRETS["edited"]})
    store.edit("p1", {"department": SECRETS["undone"]})
    store.undo()
    store.answer_review(ReviewState("p1", ReviewDirection.LOOK_TO_NAME, 2, None, 3.0, 5.0, NOW, NOW), 3, NOW)
    found = store.add_found_faces(
        "f3", [(box, 0.9, str(box).encode()) for box in (HEAD, BESIDE, FAR)], FaceOrigin.FOUND
    )
    store.name_face(found[0].id, "p1")
    store.name_face(found[1].id, "p2")
    store.add_face(b"portrait of somebody", person="p1", origin=FaceOrigin.GIVEN)
    former = store.add_person({"full_name": GONE.full_name, "organization": SECRETS["former firm"]})
    store.merge("p1", former.id)
    store.duplicates()  # makes the keys by which people are compared
    store.tag("p2", ["fair"])


def everything(home: Path) -> bytes:
    """All bytes of the data folder but those of backups, which keep what was in them."""
    files = [path for path in sorted(home.rglob("*")) if path.is_file() and "backups" not in path.parts]
    return b"\n".join(path.read_bytes() for path in files)


def traces(secret: str) -> set[bytes]:
    """The word, folded as it is searched, and every pair of characters and every run of pairs that the index keeps."""
    folded = search_fold(secret)
    pairs = {folded[at : at + 2] for at in range(len(folded) - 1)} if not folded.isascii() else set()
    kept = (secret, folded, index_tokens([folded]).strip(), json.dumps(secret)[1:-1], *pairs)
    return {text.encode() for text in kept}


def test_of_somebody_who_is_purged_no_byte_is_left(store: Store, home: Path) -> None:
    with store._database.reading() as connection:
        keys = connection.exec_driver_sql("SELECT key FROM person_index_keys WHERE person_id = 1").scalars().all()
    assert len(keys) > 2
    before = everything(home)
    for secret in SECRETS.values():
        assert any(trace in before for trace in traces(secret)), secret
    files = {path for kind in ("originals", "cards", "faces") for path in (home / kind).rglob("*.*")}
    own = {store.original("f1"), store.card_picture("c1"), store.card_picture("c3")}
    own |= {face.crop for face in store.faces(person="p1")}
    shared = {store.original("f2"), store.original("f3")}
    assert b"PHOTO OF THE CARD" in before
    assert purge(store, ["p1"]).people == ("p1",)
    store.close()
    after = everything(home)
    for name, secret in SECRETS.items():
        for trace in traces(secret):
            assert trace not in after, (name, trace.decode())
    left = {path for kind in ("originals", "cards", "faces") for path in (home / kind).rglob("*.*")}
    assert not left & (own | shared)
    assert len(left) == len(files) - len(own) and b"PHOTO OF THE CARD" not in after
    assert not list((home / "incoming").iterdir())
    assert not [key for key in keys if len(key) > 2 and key.encode() in after]


def test_others_keep_everything_and_can_still_be_found(store: Store) -> None:
    before = store.person("p2")
    purge(store, ["p1"])
    after = store.person("p2")
    assert [met.memo for met in after.encounters] == [met.memo for met in before.encounters]
    before, after = (replace(one, cards=(), faces=(), encounters=()) for one in (before, after))  # these tell of others
    assert after == before
    assert [hit.person.id for hit in search(store, "Emma")] == ["p2"]
    assert store.counts() == {"photos": 2, "cards": 1, "people": 1, "events": 1, "notes": 0}
    for gone in ("p1", "p3", "c1", "猩々丸"):
        with pytest.raises(NotFound):
            store.person(gone)
    with store._database.reading() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"


def test_on_photos_of_others_only_the_card_and_the_face_become_gray(store: Store) -> None:
    cards, heads = (load_photo(store.original(one)).pixels for one in ("f2", "f3"))
    neighbour = {face.id: face.crop.read_bytes() for face in store.faces(photo_id="f3") if face.person_id != "p1"}
    assert purge(store, ["p1"]).painted == ("f2", "f3")
    painted = load_photo(store.original("f2")).pixels
    assert (np.abs(painted[105:645, 105:995].astype(int) - 128) <= 2).all()
    assert np.abs(painted[:, 1150:].astype(int) - cards[:, 1150:]).mean() < 8
    painted = load_photo(store.original("f3")).pixels
    assert (np.abs(painted[305:415, 305:395].astype(int) - 128) <= 2).all()
    assert np.abs(painted[:, 600:].astype(int) - heads[:, 600:]).mean() < 8
    for face in store.faces(photo_id="f3"):
        assert (face.crop.read_bytes() != neighbour[face.id]) == (face.box == BESIDE)


def test_changes_that_touched_somebody_who_is_purged_cannot_be_undone_and_others_can(store: Store) -> None:
    last = store.next_undo()
    purge(store, ["p1"])
    kinds = {change.kind: change for change in reversed(store.changes()) if "p1" in change.people}
    assert {"import", "note", "tag", "look", "edit", "review", "face", "sides", "undo"} <= set(kinds)
    for change in kinds.values():
        assert (change.summary, change.detail, change.undoable) == ("", None, False)
        with pytest.raises(InvalidInput, match=r"deleted for good|undone already"):
            store.undo(change.id)
    assert store.next_undo().kind == "purge"
    with pytest.raises(InvalidInput, match="deleted for good"):
        store.undo()
    store.undo(last.id)
    assert store.person("p2").tags == ()
    assert store.files_in_journal() == set()


def test_somebody_in_the_bin_and_photos_of_nobody_else_go_as_well(store: Store, home: Path) -> None:
    for person in ("p1", "p2"):
        store.delete(person)
    assert purge(store, ["猩々丸 玄蕃", "p2"]).people == ("p1", "p2")
    assert store.bin() == []
    assert store.counts() == {"photos": 1, "cards": 0, "people": 0, "events": 1, "notes": 0}
    assert len(list((home / "cards").rglob("*.*"))) == 0
    take_in(store, photo(1), (GONE, LEFT), name="again.jpg")
    assert [person.name for person in store.people()] == ["猩々丸 玄蕃"]


def test_a_photo_of_others_that_cannot_be_painted_keeps_everybody(store: Store) -> None:
    store.original("f2").write_bytes(b"no picture")
    with pytest.raises(UnreadablePhoto):
        purge(store, ["p1"])
    assert store.person("p1").contact.full_name == GONE.full_name
    store.original("f2").unlink()
    assert purge(store, ["p1"]).painted == ("f3",)


def test_what_changed_since_it_was_looked_at_is_not_removed(store: Store) -> None:
    plan = store.purge_plan(["p1"])
    store.add_found_faces("f3", [((9.0, 9.0, 20.0, 20.0), 0.9, b"new")], FaceOrigin.FOUND)
    with pytest.raises(StoreError, match="Nothing was removed"):
        store.purge(plan, {}, {})
    with pytest.raises(NotFound):
        purge(store, ["p9"])
    assert store.counts()["people"] == 2

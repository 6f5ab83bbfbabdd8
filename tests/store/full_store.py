"""A store with something in every table; run as a module, it becomes the fixture of the newest schema.

    python -m tests.store.full_store

writes ``old_schemas/REVISION.sqlite3``. To be done once, when a revision is released, and never again.
"""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np

from cardscan.config import Config
from cardscan.store.face_records import FaceOrigin, FaceStatus
from cardscan.store.migrations import REVISIONS
from cardscan.store.photos import jpeg
from cardscan.store.review_records import ReviewDirection, ReviewState
from cardscan.store.store import Store
from tests.export.sample_store import SAITO, WHITE, add, card, photo_bytes, reading
from tests.store.people_met import SATO

OLD_SCHEMAS = Path(__file__).parent / "old_schemas"
EVENING = datetime(2026, 11, 20, 19, 31)
NOW = datetime(2026, 12, 1, 20, 0, tzinfo=UTC)


def fill(config: Config) -> None:
    """Somebody with everything (p1), also a card with two sides (c1, and c2 that was p2's); p3, p4; p5 in the bin."""
    with Store.open(config) as store:
        event = store.put_appointment("uid-1", "異業種交流会", EVENING, EVENING.replace(hour=21), place="新宿")
        front = card(SAITO, other=("相続のご相談承ります",))
        add(store, Path("IMG_0001.HEIC"), front, card(WHITE), taken=EVENING, event_id=event.id)
        add(store, Path("IMG_0002.HEIC"), card(SATO), taken=EVENING, event_id=event.id)
        store.join_sides("c1", "c2")
        store.add_person({"full_name": "山田 太郎"}, event=event.id)
        store.delete(store.add_person({"full_name": "鈴木 一郎"}).id)
        store.edit("p1", {"titles": ["所長"]})
        store.tag("p1", ["税"])
        store.add_note("p1", "テニスの話", at=NOW)
        store.add_note(event.id, "会費 5,000 円", at=NOW)
        store.add_look("p1", "丸い眼鏡", event=event.id, at=NOW)
        store.add_talk("p1", "相続税の話", event=event.id, at=NOW)
        store.set_done(store.add_promise("p1", "見積もり", due=date(2026, 12, 4), event=event.id, at=NOW).id, NOW)
        store.set_debriefed("p1", event.id, skipped=False)
        group = photo_bytes(200)
        store.add_reading(reading(Path("group.png"), group, taken=EVENING), group, event_id=event.id)
        (picture,) = store.event_photos(event.id)
        crops = [jpeg(np.full((40, 30, 3), shade, np.uint8)) for shade in (90, 160, 220)]
        boxes = [(10.0 + 60 * place, 20.0, 50.0 + 60 * place, 70.0) for place in range(2)]
        found = [(box, 0.9, crop) for box, crop in zip(boxes, crops[:2], strict=True)]
        first, second = store.add_found_faces(picture.photo_id, found, FaceOrigin.FOUND)
        store.name_face(first.id, "p1")
        store.set_face_status(second.id, FaceStatus.STRANGER)
        store.add_face(crops[2], person="p3", origin=FaceOrigin.GIVEN)
        for direction in ReviewDirection:
            state = ReviewState("p1", direction, 2, None, 2.3, 5.5, NOW, NOW)
            store.answer_review(state, 3, NOW, hints=1)
            store.answer_review(state, 1, NOW)
        store.plan_first_session(event.id, [["p1", "p3"]])
        store.mark_first_session(event.id, "p1", "shown_at", NOW)
        newer = store.add_person({"full_name": "山田 太郎", "organization": "サンプル㈱", "titles": ["部長"]})
        store.merge("p4", newer.id)
        store.keep_apart("p1", "p3")
    shutil.rmtree(config.home / "backups")  # the one that precedes a merge


def _make() -> None:
    """Write the fixture, in pages of 512 bytes so that it is small."""
    with tempfile.TemporaryDirectory() as folder:
        config = Config.resolve(Path(folder) / "home")
        fill(config)
        target = OLD_SCHEMAS / f"{REVISIONS[-1]}.sqlite3"
        target.unlink(missing_ok=True)
        with closing(sqlite3.connect(config.home / "cardscan.sqlite3")) as connection:
            connection.execute("PRAGMA page_size = 512")
            connection.execute("VACUUM")
            connection.execute("VACUUM INTO ?", (str(target),))


if __name__ == "__main__":
    _make()

"""A home in which every table has rows: photos, both sides, people without cards, memories, faces, reviews, the lot."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from cardscan.address_book.vcard_book import read_vcards
from cardscan.calendar.appointment import Appointment
from cardscan.config import Config
from cardscan.records import Contact, Phone
from cardscan.store.face_records import FaceOrigin
from cardscan.store.photos import jpeg
from cardscan.store.review_records import ReviewDirection, ReviewState
from cardscan.store.store import Store
from tests.address_book import books
from tests.export.sample_store import add, card, fill

EVENING = datetime(2026, 11, 20, 19, 31)


def fill_everything(home: Path) -> Config:
    """p1 and p2 of ``sample_store``, a back joined to a front, and something of everything else."""
    config = fill(home)
    with Store.open(config) as store:
        pair = (
            Contact(full_name="佐藤 花子", emails=("hanako@example.jp",)),
            Contact(full_name="Hanako Sato", emails=("hanako@example.jp",), phones=(Phone("work", None, "03"),)),
        )
        add(store, Path(b"IMG_\xff\xfe.HEIC".decode("utf-8", "surrogateescape")), *map(card, pair), taken=EVENING)
        store.join_sides("c3", "c4")
        add(store, Path("IMG_0009.HEIC"), taken=EVENING + timedelta(minutes=5), event_id="e1")
        yamada = store.add_person({"full_name": "山田 太郎", "organization": "見本商事"}, event="e1", after="p1")
        newer = store.add_person({"full_name": "山田 太郎", "organization": "サンプル㈱", "titles": ["部長"]})
        store.merge(yamada.id, newer.id)
        store.keep_apart("p1", "p2")
        gone = store.add_person({"full_name": "鈴木 一郎"})
        store.delete(gone.id)
        store.edit("p1", {"titles": ["所長"], "phones": ["mobile: 090-1234-5678"]})
        store.confirm("p2", ["organization"])
        store.add_look("p1", "丸い眼鏡", event="e1", at=EVENING)
        store.add_talk("p1", "相続税", event="e1", at=EVENING)
        store.add_promise("p1", "見積もり", due=date(2026, 12, 4), event="e1")
        store.set_debriefed("p1", "e1", skipped=False)
        picture = jpeg(card(pair[0]).image.pixels)
        store.add_event_photo("f4", "e1")
        store.add_found_faces("f4", [((10.0, 20.0, 40.0, 60.0), 0.9, picture)], FaceOrigin.FOUND)
        store.add_face(picture + b"\x00", person="p1", origin=FaceOrigin.GIVEN)
        due = datetime(2026, 12, 3, 9, 0, tzinfo=UTC)
        for rating, stability in ((3, 2.3), (4, 11.0)):
            state = ReviewState("p1", ReviewDirection.CARD_TO_PERSON, 2, None, stability, 5.1, due, due)
            store.answer_review(state, rating, due, hints=1)
        store.plan_first_session("e1", [["p1", "p2"]])
        store.mark_first_session("e1", "p1", "shown_at", due)
        day = Appointment(
            "cal-1", None, "忘年会", EVENING.replace(month=12), EVENING.replace(month=12, hour=22), "渋谷", None
        )
        store.update_calendar([day], date(2026, 1, 1), date(2027, 1, 1))
        store.take_in_entries(read_vcards(books.IPHONE.encode()).entries)
    return config

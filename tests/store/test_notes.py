from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from cardscan.errors import InvalidInput, NotFound
from cardscan.store.store import Store
from tests.store.people_met import SAITO, WHITE, add


def test_several_notes_a_person_dated_and_in_order(store: Store) -> None:
    add(store, SAITO)
    tokyo = timezone(timedelta(hours=9))
    later = store.add_note("斎藤", "相続税に詳しい\n丸い眼鏡")
    earlier = store.add_note("p1", "テニス", at=datetime(2026, 11, 20, 21, 0, tzinfo=tokyo))
    assert [note.id for note in store.notes("p1")] == [earlier.id, later.id] == ["n2", "n1"]
    assert store.person("p1").notes == tuple(store.notes("p1"))
    assert earlier.at == datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
    assert later.text == "相続税に詳しい\n丸い眼鏡"
    assert (later.subject, later.created_at) == ("p1", later.updated_at)


def test_a_note_changes_and_goes(store: Store) -> None:
    add(store, SAITO)
    note = store.add_note("p1", "テニス")
    changed = store.edit_note(note.id, "卓球")
    assert (changed.text, changed.at, changed.created_at) == ("卓球", note.at, note.created_at)
    assert changed.updated_at > note.updated_at
    assert store.note(note.id) == changed
    store.delete_note(note.id)
    assert store.notes("p1") == []
    for look in (store.note, store.delete_note):
        with pytest.raises(NotFound):
            look(note.id)
    with pytest.raises(NotFound):
        store.edit_note(note.id, "x")


def test_an_event_has_notes_too(store: Store) -> None:
    event = store.add_event("会", date(2026, 11, 20))
    note = store.add_note(event.id, "二次会あり")
    assert (note.subject, store.notes("e1")) == ("e1", [note])
    assert store.edit_note(note.id, "二次会なし").text == "二次会なし"
    store.delete_note(note.id)
    assert store.notes("e1") == []


@pytest.mark.parametrize("text", ["", "  \n ", "\x00"])
def test_an_empty_note_is_refused(store: Store, text: str) -> None:
    add(store, SAITO)
    with pytest.raises(InvalidInput, match="empty"):
        store.add_note("p1", text)
    note = store.add_note("p1", "x")
    with pytest.raises(InvalidInput, match="empty"):
        store.edit_note(note.id, text)


def test_tags_come_and_go(store: Store) -> None:
    add(store, SAITO, WHITE)
    store.tag("p1", ["#税", "VIP", "税"])
    store.tag("斎藤", ["VIP"])
    assert store.person("p1").tags == ("VIP", "税")
    assert store.person("p2").tags == ()
    store.untag("p1", ["VIP", "nothing"])
    assert store.person("p1").tags == ("税",)
    with pytest.raises(InvalidInput):
        store.tag("p1", ["#"])

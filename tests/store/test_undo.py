"""Changes are taken back, and taken back again; what cannot be is refused with the reason."""

from __future__ import annotations

import sqlite3
from typing import Any

import pytest
from sqlalchemy import event

import cardscan.store.journal as journal_module
from cardscan.config import Config
from cardscan.errors import InvalidInput, NotFound, StoreError
from cardscan.search.search import search
from cardscan.store.face_records import FaceOrigin, FaceStatus
from cardscan.store.store import Store
from cardscan.store.undo import ON_UNDO
from tests.store.database_content import content, hasty
from tests.store.people_met import SAITO, WHITE, add


def found(store: Store, query: str) -> list[str]:
    return [hit.person.id for hit in search(store, query)]


def kinds(store: Store) -> list[str]:
    return [change.kind for change in store.changes()]


def test_every_edit_can_be_taken_back_and_done_again(store: Store) -> None:
    add(store, SAITO)
    before = content(store)
    store.edit("p1", {"organization": "見本商会", "phones": ["03-9999-8888"]})
    after = content(store)
    assert (found(store, "見本商会"), found(store, "税理士事務所")) == (["p1"], [])
    undone = store.undo()
    assert (undone.kind, undone.undoes, undone.people) == ("undo", "u2", ("p1",))
    assert content(store) == before
    assert (found(store, "見本商会"), found(store, "税理士事務所")) == ([], ["p1"])
    assert store.change("u2").undone_by == undone.id
    again = store.undo(undone.id)
    assert content(store) == after
    assert store.change("u2").undone_by is None
    assert store.change(undone.id).undone_by == again.id


def test_undo_goes_back_one_change_after_the_other_until_nothing_is_left(store: Store) -> None:
    empty = content(store)
    add(store, SAITO, WHITE)
    store.tag("p1", ["vip"])
    store.delete("p2")
    assert [store.undo().undoes for _ in range(3)] == ["u3", "u2", "u1"]
    assert content(store) == empty
    with pytest.raises(NotFound, match="nothing to undo"):
        store.undo()


def test_what_changes_nothing_is_no_change(store: Store) -> None:
    add(store, SAITO)
    add(store, SAITO)
    with store.one_change("import"):
        add(store, SAITO)
    store.delete_event(store.ensure_event("会", None).id)
    assert kinds(store) == ["event", "event", "import"]


def test_an_import_of_many_photos_is_one_change_with_its_summary(store: Store) -> None:
    before = content(store)
    with store.one_change("import", "0 photos") as change:
        for number in range(3):
            add(store, SAITO, name=f"{number}.jpg")
            with store.one_change("other"):
                store.tag(f"p{number + 1}", ["neu"])
        change.summary = "3 photos"
    (kept,) = store.changes()
    assert (kept.kind, kept.summary, kept.people) == ("import", "3 photos", ("p1", "p2", "p3"))
    store.undo()
    assert content(store) == before


def test_what_goes_on_after_somebody_undid_its_beginning_is_a_change_of_its_own(config: Config) -> None:
    with Store.open(config) as store, Store.open(config) as other, store.one_change("import"):
        add(store, SAITO)
        other.undo()
        add(store, WHITE, name="2.jpg")
    with Store.open(config) as store:
        assert [(change.id, change.kind, change.undone_by) for change in store.changes()] == [
            ("u3", "import", None),
            ("u2", "undo", None),
            ("u1", "import", "u2"),
        ]
        assert [person.name for person in store.people()] == ["Emma White"]


def test_an_older_change_is_taken_back_alone_where_nothing_builds_on_it(store: Store) -> None:
    add(store, SAITO, WHITE)
    store.add_note("p1", "テニスの話")
    store.edit("p1", {"department": "第一課"})
    store.tag("p2", ["vip"])
    store.undo("u2")
    person = store.person("p1")
    assert (person.notes, person.contact.department, store.person("p2").tags) == ((), "第一課", ("vip",))
    assert (found(store, "テニス"), found(store, "第一課")) == ([], ["p1"])
    store.undo("u5")
    assert [note.text for note in store.person("p1").notes] == ["テニスの話"]


def test_an_older_change_that_others_build_on_is_refused_with_their_ids(store: Store) -> None:
    add(store, SAITO)
    store.add_note("p1", "一")
    store.edit_note("n1", "二")
    before = content(store)
    for change, others in (("u2", r"u3 \(note: 二\)"), ("u1", r"u2 \(note: 一\), u3 \(note: 二\)")):
        with pytest.raises(InvalidInput, match=rf"{change} cannot be undone.*{others}\. Undo those first"):
            store.undo(change)
    assert content(store) == before
    store.undo("u3")
    store.undo("u2")
    store.undo("u1")
    assert store.counts()["people"] == 0


def test_what_hangs_on_a_row_without_being_part_of_the_change_keeps_it(store: Store) -> None:
    store.add_event("会", None)
    add(store, SAITO)
    store.attach("p1", "e1")
    store.add_look("p1", "眼鏡", event="e1")
    with pytest.raises(InvalidInput, match=r"u1 cannot be undone.*u3.*u4"):
        store.undo("u1")
    assert store.person("p1").looks[0].event_id == "e1"
    store.delete_event("e1")
    store.undo("u5")
    assert [encounter.event and encounter.event.name for encounter in store.person("p1").encounters] == ["会"]
    assert store.person("p1").looks[0].event_id == "e1"


def test_a_row_does_not_come_back_without_the_row_it_names(store: Store) -> None:
    add(store, SAITO)
    store.add_note("p1", "一")
    store.delete_note("n1")
    store.undo("u3")
    store.undo("u2")
    store.undo("u1")
    with pytest.raises(InvalidInput, match=r"u5 cannot be undone.*u6"):
        store.undo("u5")  # it would bring the note of somebody who is gone
    assert store.counts()["notes"] == 0


def test_what_can_stand_only_once_is_not_brought_back_beside_its_successor(store: Store) -> None:
    add(store, SAITO)
    store.edit("p1", {"department": "第一課"})
    store.edit("p1", {"department": None})
    store.edit("p1", {"department": "第二課"})
    with pytest.raises(InvalidInput, match=r"u3 cannot be undone.*u4 \(edit: department\)"):
        store.undo("u3")
    assert store.person("p1").contact.department == "第二課"


def test_doing_again_is_refused_where_the_ground_was_changed(store: Store) -> None:
    add(store, SAITO)
    store.add_note("p1", "一")
    store.edit_note("n1", "二")
    store.undo()
    store.undo()
    with pytest.raises(InvalidInput, match=r"u4 cannot be undone.*u5"):
        store.undo("u4")
    store.undo("u5")
    store.undo("u4")
    assert store.note("n1").text == "二"


def test_a_change_is_undone_once(store: Store) -> None:
    store.add_event("会", None)
    store.undo("u1")
    with pytest.raises(InvalidInput, match=r"u1 is undone already, by u2.*cardscan undo u2"):
        store.undo("u1")
    for unknown in ("u9", "p1", "x"):
        with pytest.raises(NotFound):
            store.undo(unknown)


def test_the_last_hundred_changes_can_be_undone_and_the_header_of_others_stays(store: Store) -> None:
    assert journal_module.UNDOABLE == 100
    event.listen(store._database._engine, "checkout", hasty)
    store.add_event("最初", None)
    before = content(store)
    for number in range(journal_module.UNDOABLE):
        store.add_event(f"会{number}", None)
    with pytest.raises(InvalidInput, match="only the last 100"):
        store.undo("u1")
    assert (store.change("u1").lost, store.change("u1").summary) == ("old", "最初")
    for _ in range(journal_module.UNDOABLE):
        store.undo()
    assert content(store) == before
    with pytest.raises(InvalidInput, match="only the last 100"):
        store.undo()


def test_files_stay_until_no_undo_can_bring_them_back(config: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal_module, "UNDOABLE", 2)

    def files() -> int:
        return len([path for kind in ("originals", "cards") for path in (config.home / kind).rglob("*.*")])

    with Store.open(config) as store:
        photo = add(store, SAITO)
        store.undo()
        assert store.find_photo(photo.sha256) is None
        assert files() == 2
        assert len(store.files_in_journal()) == 2
        store.undo("u2")
        assert store.original(photo.id).exists()
        store.undo()
        store.add_event("一", None)
        assert files() == 2
        store.add_event("二", None)
        assert (files(), store.files_in_journal()) == (0, set())
        add(store, SAITO)
        assert files() == 2


def test_what_is_read_anew_is_not_removed_with_what_was_undone(config: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal_module, "UNDOABLE", 2)
    with Store.open(config) as store:
        add(store, SAITO)
        store.undo()
        photo = add(store, SAITO)
        store.add_event("一", None)
        store.add_event("二", None)
        assert store.original(photo.id).exists()
        assert store.card_picture(photo.card_ids[0]).exists()


def test_faces_that_were_forgotten_do_not_come_back(store: Store) -> None:
    add(store, SAITO)
    face = store.add_face(b"portrait", person="p1", origin=FaceOrigin.GIVEN)
    store.set_face_status(face.id, FaceStatus.STRANGER)
    store.forget_faces([face.id])
    for change in ("u2", "u3"):
        with pytest.raises(InvalidInput, match="deleted for good"):
            store.undo(change)
    assert not face.crop.exists()
    with pytest.raises(InvalidInput, match="deleted for good"):
        store.undo()


def test_the_index_follows_the_event_of_a_note(store: Store) -> None:
    store.add_event("異業種交流会", None)
    add(store, SAITO, event_id="e1")
    store.add_note("e1", "抽選会があった")
    store.edit_event("e1", {"name": "忘年会"})
    assert found(store, "抽選会") == found(store, "忘年会") == ["p1"]
    store.undo("u3")
    assert (found(store, "抽選会"), found(store, "忘年会")) == ([], ["p1"])
    store.undo("u4")
    assert (found(store, "忘年会"), found(store, "異業種")) == ([], ["p1"])
    store.undo("u5")
    assert found(store, "抽選会") == ["p1"]


def test_a_merge_that_is_undone_is_no_obstacle_to_undoing_the_import(store: Store) -> None:
    empty = content(store)
    add(store, SAITO, WHITE)
    store.merge("p1", "p2")
    store.undo()
    merged = content(store)
    assert [person.id for person in store.people()] == ["p1", "p2"] and merged["kept_apart"]
    undone = store.undo()
    assert content(store) == empty
    store.undo(undone.id)
    assert content(store) == merged


def test_who_wants_to_know_is_told_when_a_kind_is_taken_back(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[Any] = []

    def noted(connection: Any, detail: dict[str, Any]) -> None:
        told.append(detail)
        connection.exec_driver_sql("INSERT INTO events (name) VALUES ('apart')")

    monkeypatch.setitem(ON_UNDO, "merge", noted)
    add(store, SAITO, WHITE)
    with store.one_change("merge", detail={"people": [1, 2]}):
        store.tag("p1", ["vip"])
    store.undo()
    assert (told, [one.name for one in store.events()]) == ([{"people": [1, 2]}], ["apart"])
    store.undo("u3")
    assert (store.events(), store.person("p1").tags) == ([], ("vip",))


def test_history_tells_everything_oldest_first(store: Store) -> None:
    add(store, SAITO, WHITE)
    store.edit("p1", {"department": "第一課"})
    store.tag("p2", ["x"])
    store.add_note("p1", "テニスの話")
    store.delete("p1")
    store.bring_back("p1")
    told = [(one.kind, one.summary, one.change and one.change.id) for one in store.history("斎藤")]
    assert told == [
        ("import", "2 cards", "u1"),
        ("edit", "department", "u2"),
        ("note", "テニスの話", "u4"),
        ("delete", "into the bin", "u5"),
        ("restore", "out of the bin", "u6"),
    ]
    (value,) = store.history("p1")[1].fields
    assert (value.old, value.new and value.new.value) == (None, "第一課")


def test_undos_that_undo_each_other_in_a_circle_hang_nobody(config: Config) -> None:
    with Store.open(config) as store:
        for name in ("一", "二"):
            store.edit_event(store.ensure_event("会", None).id, {"place": name})
        store.undo()
    with sqlite3.connect(config.home / "cardscan.sqlite3") as connection:
        connection.execute("UPDATE changes SET undoes = 4 WHERE id = 4")
    connection.close()
    with Store.open(config) as store:
        with pytest.raises(InvalidInput, match=r"u2 cannot be undone.*u3.*u4"):
            store.undo("u2")
        store.add_event("三", None)


def test_a_hostile_journal_is_refused_and_nothing_of_it_runs(config: Config) -> None:
    path = config.home / "cardscan.sqlite3"
    for column, value in (
        ("table_name", "sqlite_master"),
        ("table_name", 'people"; DROP TABLE people; --'),
        ("table_name", "changes"),
        ("key", '["1); DROP TABLE people; --"]'),
        ("key", "[1]"),
        ("key", '["1","2"]'),
        ("key", "[" * 10**5),
        ("operation", "drop"),
        ("old", '{"id":"(SELECT 1)"}'),
        ("old", '{"id = 1; --":"1"}'),
        ("old", '{"id":"99999999999999999999"}'),
        ("old", "null"),
        ("old", None),
    ):
        with Store.open(config) as store:
            add(store, SAITO)
            store.add_note("p1", "一")
            store.edit_note("n1", "二")
            before = content(store)
        with sqlite3.connect(path) as connection:
            connection.execute(
                f"UPDATE change_rows SET {column} = ? WHERE change_id = 3 AND table_name = 'notes'", [value]
            )
        connection.close()
        with Store.open(config) as store:
            with pytest.raises(StoreError, match=r"journal of changes.*Nothing was undone"):
                store.undo("u3")
            assert content(store) == before
        path.unlink()

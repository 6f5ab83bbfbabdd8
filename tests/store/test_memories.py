from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from cardscan.errors import InvalidInput, NotFound
from cardscan.search.search import search
from cardscan.store.ids import IdKind
from cardscan.store.store import Store
from tests.store.people_met import SAITO, SATO, WHITE, add


@pytest.fixture
def met(store: Store) -> Store:
    """p1 and p2 on one photo, then p3, all at e1."""
    event = store.add_event("交流会", date(2026, 11, 20))
    add(store, SAITO, WHITE, event_id=event.id)
    add(store, SATO, name="2.jpg", event_id=event.id)
    return store


def test_looks_talks_and_promises_are_kept_with_event_and_moment(met: Store) -> None:
    tokyo = timezone(timedelta(hours=9))
    look = met.add_look("斎藤", "丸い眼鏡\n低い声", event="交流会")
    talk = met.add_talk("c1", "相続税", at=datetime(2026, 11, 20, 21, 0, tzinfo=tokyo))
    promise = met.add_promise("p1", "見積もりを送る", due=date(2026, 12, 3), event="e1")
    assert (look.id, talk.id, promise.id) == ("l1", "t1", "d1")
    assert (look.event_id, talk.event_id, look.text) == ("e1", None, "丸い眼鏡\n低い声")
    assert talk.at == datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
    assert (promise.due, promise.done_at, promise.created_at) == (date(2026, 12, 3), None, promise.updated_at)
    person = met.person("p1")
    assert (person.looks, person.talks, person.promises) == ((look,), (talk,), (promise,))
    assert [met.memory(one.id) for one in (look, talk, promise)] == [look, talk, promise]
    assert met.memories("p1", IdKind.TALK) == [talk]
    assert met.person("p2").looks == ()


def test_they_change_and_go(met: Store) -> None:
    look, promise = met.add_look("p1", "眼鏡"), met.add_promise("p1", "電話")
    time.sleep(0.001)
    changed = met.edit_memory(look.id, "髭")
    assert (changed.text, changed.at, changed.created_at) == ("髭", look.at, look.created_at)
    assert changed.updated_at > look.updated_at
    assert met.set_due(promise.id, date(2026, 12, 3)).due == date(2026, 12, 3)
    assert met.set_due(promise.id, None).due is None
    met.delete_memory(look.id)
    assert met.person("p1").looks == ()
    for gone in (met.memory, met.delete_memory, lambda one: met.edit_memory(one, "x")):
        with pytest.raises(NotFound, match="no look l1"):
            gone(look.id)
    with pytest.raises(NotFound):
        met.set_done("d9", None)
    with pytest.raises(InvalidInput, match="l12, t12 and d12"):
        met.memory("p1")
    with pytest.raises(NotFound):
        met.memory("眼鏡")


@pytest.mark.parametrize("text", ["", " \n", "\x00"])
def test_an_empty_one_is_refused(met: Store, text: str) -> None:
    for add_one in (met.add_look, met.add_talk, met.add_promise):
        with pytest.raises(InvalidInput, match="is empty"):
            add_one("p1", text)
    with pytest.raises(InvalidInput, match="is empty"):
        met.edit_memory(met.add_look("p1", "x").id, text)


def test_promises_stand_by_day_and_can_be_done_and_open_again(met: Store) -> None:
    someday = met.add_promise("p1", "本を貸す")
    late = met.add_promise("p2", "資料", due=date(2026, 12, 24))
    soon = met.add_promise("p3", "電話", due=date(2026, 12, 1), event="e1")
    assert met.promises() == [soon, late, someday]
    assert met.promises(person="white") == [late]
    assert met.promises(event="交流会") == [soon]
    moment = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
    done = met.set_done(soon.id, moment)
    assert done.done_at == moment
    assert (met.promises(), met.promises(done=True), met.promises(done=None)) == (
        [late, someday],
        [done],
        [done, late, someday],
    )
    assert met.set_done(soon.id, None).done_at is None


def test_the_index_follows(met: Store) -> None:
    def found(query: str) -> list[str]:
        return [hit.person.id for hit in search(met, query) if not hit.near]

    look, talk = met.add_look("p1", "丸い眼鏡"), met.add_talk("p1", "相続税")
    met.add_promise("p2", "見積もりを送る")
    assert (found("眼鏡 相続税"), found("見積"), found("note:眼鏡")) == (["p1"], ["p2"], [])
    met.edit_memory(talk.id, "贈与税")
    met.delete_memory(look.id)
    assert (found("相続税"), found("眼鏡"), found("贈与税")) == ([], [], ["p1"])


def test_they_follow_the_card_to_its_other_side_and_back(met: Store) -> None:
    met.add_look("p2", "背が高い")
    met.add_promise("p2", "電話", due=date(2026, 12, 1))
    met.join_sides("c1", "c2")
    assert [look.text for look in met.person("p1").looks] == ["背が高い"]
    assert [promise.person_id for promise in met.promises()] == ["p1"]
    met.part_sides("c1", "c2")
    assert (met.person("p1").looks, [look.text for look in met.person("p2").looks]) == ((), ["背が高い"])


def test_what_is_remembered_outlives_the_event_but_not_the_person(met: Store) -> None:
    met.add_look("p1", "眼鏡", event="e1")
    met.add_promise("p2", "電話")
    met.delete_event("e1")
    assert [(look.text, look.event_id) for look in met.person("p1").looks] == [("眼鏡", None)]
    met.delete("p1")
    met.delete("p2")
    assert met.promises(done=None) == []


def test_a_debrief_goes_through_people_in_the_order_of_their_cards(met: Store) -> None:
    add(met, SAITO, name="3.jpg")
    assert [(place.person_id, place.state) for place in met.debrief("交流会")] == [
        ("p1", "open"),
        ("p2", "open"),
        ("p3", "open"),
    ]
    met.set_debriefed("p1", "e1", skipped=False)
    met.set_debriefed("p2", "e1", skipped=True)
    assert [place.state for place in met.debrief("e1")] == ["done", "skipped", "open"]
    met.set_debriefed("p1", "e1", skipped=None)
    met.set_debriefed("p2", "e1", skipped=False)
    assert [place.state for place in met.debrief("e1")] == ["open", "done", "open"]
    met.set_debriefed("p4", None, skipped=False)
    assert [(place.person_id, place.event_id, place.state) for place in met.debrief(None)] == [("p4", None, "done")]
    met.join_sides("c1", "c2")
    assert [(place.person_id, place.state) for place in met.debrief("e1")] == [("p1", "done"), ("p3", "open")]


def test_neighbours_are_those_before_after_and_on_the_same_photo(met: Store) -> None:
    add(met, *[SAITO] * 2, name="3.jpg", event_id="e1")
    add(met, WHITE, name="4.jpg")

    def named(person: str, reach: int = 1) -> list[tuple[str, str, int]]:
        found = met.neighbours(person, "e1", reach=reach)
        return [(one.person_id, one.place, one.distance) for one in found]

    assert named("p3") == [("p2", "before", 1), ("p4", "after", 1)]
    assert named("p3", reach=2) == [("p1", "before", 2), ("p2", "before", 1), ("p4", "after", 1), ("p5", "after", 2)]
    assert named("p1") == [("p3", "after", 2), ("p2", "same_photo", 1)]
    assert named("p3", reach=0) == named("p6") == []
    assert met.neighbours("p6", None) == []

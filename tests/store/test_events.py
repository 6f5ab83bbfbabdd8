from __future__ import annotations

from datetime import date, datetime

import pytest

from cardscan.errors import InvalidInput, NotFound
from cardscan.store.store import Store
from tests.store.people_met import SAITO, SATO, WHITE, add

DAY = date(2026, 11, 20)


def test_the_same_name_on_the_same_day_is_one_event(store: Store) -> None:
    first = store.ensure_event("異業種交流会", DAY)
    assert store.ensure_event(" 異業種交流会 ", DAY).id == first.id
    assert store.ensure_event("異業種交流会", date(2026, 12, 20)).id != first.id
    assert store.ensure_event("異業種交流会", None).id == store.ensure_event("異業種交流会", None).id
    assert store.counts()["events"] == 3


def test_events_stand_in_order_with_the_number_of_people(store: Store) -> None:
    unknown = store.add_event("いつか", None)
    fair = store.add_event("展示会", DAY, end=date(2026, 11, 22), place="幕張", memo="ホール3")
    early = store.ensure_event("朝会", date(2026, 11, 1))
    add(store, SAITO, SATO, event_id=fair.id)
    assert [event.id for event in store.events()] == [early.id, fair.id, unknown.id]
    event = store.event("展示会")
    assert (event.start, event.end, event.place, event.memo, event.people) == (
        DAY,
        date(2026, 11, 22),
        "幕張",
        "ホール3",
        2,
    )


def test_an_event_is_known_by_id_or_name(store: Store) -> None:
    event = store.add_event("異業種交流会 Vol.3", DAY)
    for ref in (event.id, "Ｅ１", "異業種交流会vol3", "交流会"):
        assert store.event(ref).id == event.id
    store.add_event("交流会", date(2026, 12, 1))
    assert store.event("交流会").name == "交流会"
    store.add_event("交流会", date(2027, 1, 1))
    with pytest.raises(InvalidInput, match=r"e2 \(交流会, 2026-12-01\), e3"):
        store.event("交流会")
    for ref in ("e9", "運動会", "", "p1"):
        with pytest.raises(NotFound):
            store.event(ref)


def test_events_change(store: Store) -> None:
    event = store.add_event("会", DAY)
    moved = store.edit_event(event.id, {"name": "大会", "start": "2026-11-21", "place": "渋谷"})
    assert (moved.name, moved.start, moved.end, moved.place) == ("大会", date(2026, 11, 21), date(2026, 11, 21), "渋谷")
    longer = store.edit_event(event.id, {"end": date(2026, 11, 23)})
    assert (longer.start, longer.end) == (date(2026, 11, 21), date(2026, 11, 23))
    undated = store.edit_event(event.id, {"start": None, "end": None})
    assert (undated.start, undated.end) == (None, None)


@pytest.mark.parametrize(
    "changes", [{"name": " "}, {"end": date(2026, 1, 1)}, {"start": "morgen"}, {"colour": "red"}, {"start": None}]
)
def test_what_makes_no_event_is_refused(store: Store, changes: dict[str, str | date | None]) -> None:
    event = store.add_event("会", DAY, end=date(2026, 11, 22))
    with pytest.raises(InvalidInput):
        store.edit_event(event.id, changes)
    assert store.event(event.id) == event
    with pytest.raises(InvalidInput):
        store.add_event("", DAY)


def test_attaching_gives_a_card_from_nowhere_its_event(store: Store) -> None:
    event = store.add_event("会", DAY)
    add(store, SAITO, taken_at=datetime(2026, 11, 20, 19, 0), memo="窓際")
    store.attach("p1", event.id)
    store.attach("p1", "会")
    (met,) = store.person("p1").encounters
    assert met.event is not None
    assert (met.event.id, met.card_id, met.photo_id, met.memo) == (event.id, "c1", "f1", "窓際")
    assert met.met_at == datetime(2026, 11, 20, 19, 0)


def test_a_second_event_is_a_second_meeting(store: Store) -> None:
    first, second = store.add_event("春", date(2026, 4, 1)), store.add_event("秋", DAY)
    add(store, SAITO, event_id=first.id)
    store.attach("p1", second.id)
    assert [met.order for met in store.person("p1").encounters] == [1, 2]
    assert store.people()[0].event == "秋"
    store.detach("p1", second.id)
    store.detach("p1", first.id)
    (met,) = store.person("p1").encounters
    assert (met.event, met.card_id) == (None, "c1")
    with pytest.raises(NotFound, match="not recorded"):
        store.detach("p1", first.id)


def test_the_order_in_which_cards_came_is_kept(store: Store) -> None:
    event = store.add_event("会", DAY)
    add(store, SATO, WHITE, event_id=event.id, name="a.jpg")
    add(store, SAITO, event_id=event.id, name="b.jpg")
    assert [one.id for one in store.people(event=event.id)] == ["p1", "p2", "p3"]
    assert [person.encounters[0].order for person in store.dump()] == [1, 2, 3]


def test_a_deleted_event_leaves_its_people(store: Store) -> None:
    event = store.add_event("会", DAY)
    add(store, SAITO, event_id=event.id)
    store.add_note(event.id, "二次会あり")
    store.delete_event("会")
    assert store.counts() == {"photos": 1, "cards": 1, "people": 1, "events": 0, "notes": 0}
    assert store.person("p1").encounters[0].event is None

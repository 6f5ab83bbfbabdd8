from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from cardscan.errors import InvalidInput
from cardscan.store.store import Store
from tests.store.people_met import SAITO, add

TOKYO = timezone(timedelta(hours=9))


def test_the_same_appointment_again_brings_it_up_to_date_and_keeps_memo_and_people(store: Store) -> None:
    event = store.put_appointment(
        "uid-1",
        "交流会",
        datetime(2026, 11, 20, 19, tzinfo=TOKYO),
        datetime(2026, 11, 20, 21, tzinfo=TOKYO),
        place="新宿",
    )
    assert (event.id, event.name, event.place, event.calendar_uid) == ("e1", "交流会", "新宿", "uid-1")
    assert (event.start, event.end) == (date(2026, 11, 20), date(2026, 11, 20))
    assert (event.starts_at, event.ends_at) == (
        datetime(2026, 11, 20, 19, tzinfo=TOKYO),
        datetime(2026, 11, 20, 21, tzinfo=TOKYO),
    )
    add(store, SAITO, event_id=event.id)
    store.edit_event(event.id, {"memo": "二次会あり"})
    moved = store.put_appointment(
        "uid-1", "大交流会", date(2026, 11, 21), date(2026, 11, 22), place=None, memo="新しい"
    )
    assert (moved.id, moved.name, moved.place, moved.memo, moved.people) == ("e1", "大交流会", None, "二次会あり", 1)
    assert (moved.start, moved.end, moved.starts_at) == (date(2026, 11, 21), date(2026, 11, 22), None)
    other = store.put_appointment("uid-2", "交流会", date(2026, 11, 20), date(2026, 11, 20), memo="初")
    assert (other.id, other.memo) == ("e2", "初")


@pytest.mark.parametrize(
    ("moment", "found"),
    [
        (datetime(2026, 11, 20, 18, 59), []),
        (datetime(2026, 11, 20, 19, 0), ["e1"]),
        (datetime(2026, 11, 20, 20, 30), ["e2", "e1"]),
        (datetime(2026, 11, 20, 23, 0), ["e2"]),
        (datetime(2026, 11, 20, 10, 30, tzinfo=UTC), ["e1"]),
        (datetime(2026, 11, 20, 19, 30, tzinfo=UTC), []),
    ],
)
def test_a_moment_lies_within_appointments(store: Store, moment: datetime, found: list[str]) -> None:
    evening = datetime(2026, 11, 20, 19, tzinfo=TOKYO)
    store.put_appointment("1", "交流会", evening, evening + timedelta(hours=2))
    store.put_appointment("2", "二次会", evening + timedelta(hours=1), evening + timedelta(hours=5))
    store.put_appointment("3", "終日", date(2026, 11, 20), date(2026, 11, 20))
    assert [event.id for event in store.appointments_at(moment)] == found


def test_until_midnight_is_one_day(store: Store) -> None:
    event = store.put_appointment("1", "会", datetime(2026, 11, 20, 19), datetime(2026, 11, 21))
    assert (event.start, event.end) == (date(2026, 11, 20), date(2026, 11, 20))
    night = store.put_appointment("2", "会", datetime(2026, 11, 20, 19), datetime(2026, 11, 21, 2))
    assert night.end == date(2026, 11, 21)


@pytest.mark.parametrize(
    ("uid", "name", "end"),
    [("", "会", date(2026, 11, 20)), ("1", " ", date(2026, 11, 20)), ("1", "会", date(2026, 11, 19))],
)
def test_what_is_no_appointment_is_refused(store: Store, uid: str, name: str, end: date) -> None:
    with pytest.raises(InvalidInput):
        store.put_appointment(uid, name, date(2026, 11, 20), end)
    assert store.events() == []

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from cardscan.config import Config
from cardscan.errors import InvalidInput, NotFound
from cardscan.records import Phone, Source
from cardscan.store.records import Change, ChangedBy, Person, StoredField
from cardscan.store.store import Store
from tests.store.people_met import SAITO, WHITE, add


def value_of(person: Person, field: str, text: str | None = None) -> StoredField:
    return next(value for value in person.fields if value.field == field and text in (None, value.value))


def told(history: tuple[Change, ...]) -> list[tuple[str, str | None, str | None]]:
    return [(one.field, one.old.value if one.old else None, one.new.value if one.new else None) for one in history]


def test_what_was_just_read_has_no_history(store: Store) -> None:
    add(store, SAITO)
    assert store.person("p1").history == ()


def test_an_edit_is_remembered_with_all_of_the_old_value(store: Store) -> None:
    add(store, SAITO, confidence=0.6)
    before = datetime.now(UTC)
    person = store.edit("p1", {"emails": "yukio@example.co.jp"})
    (change,) = person.history
    assert change.by is ChangedBy.HAND and change.field == "emails"
    assert before <= change.at <= datetime.now(UTC)
    assert change.old is not None and change.new is not None
    assert (change.old.value, change.old.confidence, change.old.source) == ("saito@example.co.jp", 0.6, Source.PRINTED)
    assert (change.old.confirmed, change.old.card_id) == (False, "c1")
    assert (change.new.value, change.new.source, change.new.confirmed) == (
        "yukio@example.co.jp",
        Source.HAND,
        True,
    )


def test_each_value_of_a_field_has_its_own_change(store: Store) -> None:
    add(store, SAITO)
    store.edit("p1", {"qualifications": ["行政書士", "公認会計士", "社会保険労務士"]})
    changes = [change for change in told(store.person("p1").history) if change[0] == "qualifications"]
    assert changes == [
        ("qualifications", "行政書士", "行政書士"),  # confirmed
        ("qualifications", "税理士", "公認会計士"),
        ("qualifications", None, "社会保険労務士"),
    ]
    store.edit("p1", {"qualifications": None})
    assert told(store.person("p1").history)[-3:] == [
        ("qualifications", "行政書士", None),
        ("qualifications", "公認会計士", None),
        ("qualifications", "社会保険労務士", None),
    ]


def test_confirming_twice_is_one_change_and_tags_are_none(store: Store) -> None:
    add(store, SAITO)
    store.confirm("p1", ["organization"])
    store.confirm("p1", ["organization"])
    store.tag("p1", ["税"])
    (change,) = store.person("p1").history
    assert change.old is not None and change.new is not None
    assert (change.old.confirmed, change.new.confirmed) == (False, True)


def test_a_value_that_only_moved_did_not_change(store: Store) -> None:
    add(store, SAITO)
    store.confirm("p1", ["qualifications"])
    count = len(store.person("p1").history)
    store.edit("p1", {"qualifications": ["行政書士", "税理士"]})
    assert len(store.person("p1").history) == count


def test_settling_one_value_leaves_its_neighbours_unconfirmed(store: Store) -> None:
    add(store, SAITO, confidence=0.6)
    person = store.person("p1")
    person = store.settle("p1", value_of(person, "qualifications", "税理士"), "税理士")
    assert [(v.value, v.confirmed) for v in person.fields if v.field == "qualifications"] == [
        ("税理士", True),
        ("行政書士", False),
    ]
    person = store.settle("p1", value_of(person, "qualifications", "行政書士"), "行政書上")
    person = store.settle("p1", value_of(person, "titles", "代表"), None)
    assert person.contact.qualifications == ("税理士", "行政書上") and person.contact.titles == ()
    assert {change.by for change in person.history} == {ChangedBy.PROOF}
    assert told(person.history) == [
        ("qualifications", "税理士", "税理士"),
        ("qualifications", "行政書士", "行政書上"),
        ("titles", "代表", None),
    ]


def test_a_confirmed_name_keeps_its_parts(store: Store) -> None:
    add(store, WHITE)
    person = store.settle("p1", value_of(store.person("p1"), "full_name"), "Emma White")
    assert (person.contact.family_name, person.contact.given_name) == ("White", "Emma")
    assert all(value_of(person, field).confirmed for field in ("full_name", "family_name", "given_name"))
    assert not value_of(person, "organization").confirmed


def test_a_corrected_phone_keeps_its_kind_and_an_address_its_code(store: Store) -> None:
    add(store, SAITO)
    person = store.person("p1")
    person = store.settle("p1", value_of(person, "phones", "090-1111-2222"), "080-1111-2222")
    person = store.settle("p1", value_of(person, "phones", "03-1234-5678"), "fax: 03-1234-5678")
    assert person.contact.phones == (
        Phone("fax", "+81312345678", "03-1234-5678"),
        Phone("mobile", "+818011112222", "080-1111-2222"),
    )
    person = store.settle("p1", value_of(person, "addresses"), "東京都世田谷区太子堂1-2-4")
    assert person.contact.addresses[0].postal_code == "154-0004"
    person = store.settle("p1", value_of(person, "addresses"), "〒154-0005 東京都世田谷区三宿1-2-4")
    assert person.contact.addresses[0].postal_code == "154-0005"


def test_what_can_be_no_phone_is_kept_only_if_insisted(store: Store) -> None:
    add(store, SAITO)
    phone = value_of(store.person("p1"), "phones", "03-1234-5678")
    with pytest.raises(InvalidInput, match="not a telephone number"):
        store.settle("p1", phone, "内線のみ")
    person = store.settle("p1", phone, "内線のみ", insist=True)
    assert person.contact.phones[0] == Phone("work", None, "内線のみ")


def test_an_answer_that_makes_two_values_equal_leaves_one(store: Store) -> None:
    add(store, SAITO)
    person = store.settle("p1", value_of(store.person("p1"), "qualifications", "税理士"), "行政書士")
    assert person.contact.qualifications == ("行政書士",)


def test_a_value_that_another_changed_meanwhile_is_not_settled(store: Store) -> None:
    add(store, SAITO)
    old = value_of(store.person("p1"), "organization")
    store.edit("p1", {"organization": "見本会計事務所"})
    with pytest.raises(NotFound, match="in the meantime"):
        store.settle("p1", old, "別の名前")
    assert store.person("p1").contact.organization == "見本会計事務所"


def test_putting_back_restores_everything_and_is_remembered_too(store: Store) -> None:
    add(store, SAITO, confidence=0.6)
    before = store.person("p1")
    after = store.settle("p1", value_of(before, "full_name"), "斎藤 一郎")
    assert after.contact.given_name == "一郎" and after.contact.phonetic_name != before.contact.phonetic_name
    again = store.put_back(before, after)
    assert again.fields == before.fields
    changes = [change for change in again.history if change.field == "full_name"]
    assert told(tuple(changes)) == [
        ("full_name", "齋藤 幸生", "斎藤 一郎"),
        ("full_name", "斎藤 一郎", "齋藤 幸生"),
    ]
    assert changes[1].new == changes[0].old


def test_what_is_unsure_comes_newest_event_first(store: Store) -> None:
    older = store.add_event("春の会", date(2026, 4, 1))
    newer = store.add_event("秋の会", date(2026, 11, 20))
    add(store, WHITE, name="a", event_id=older.id, confidence=0.5)
    add(store, WHITE, name="b", confidence=0.5)
    add(store, SAITO, name="c", event_id=newer.id, confidence=0.5)
    add(store, WHITE, name="d", event_id=newer.id, confidence=0.95)
    unsure = store.unsure()
    assert list(dict.fromkeys(value.person_id for value in unsure)) == ["p3", "p1", "p2"]
    assert [(value.field, value.value) for value in unsure[:3]] == [
        ("full_name", "齋藤 幸生"),
        ("phonetic_name", "さいとう ゆきお"),
        ("organization", "サンプル税理士事務所"),
    ]
    assert {value.event_id for value in store.unsure(event="春の会")} == {older.id}
    assert {value.field for value in store.unsure(person="さいとう", fields=["phones", "emails"])} == {
        "phones",
        "emails",
    }
    assert sum(person.unsure for person in store.people()) == len(unsure)


def test_settled_values_are_sure(store: Store) -> None:
    add(store, SAITO, confidence=0.5)
    for unsure in store.unsure():
        person = store.person(unsure.person_id)
        store.settle("p1", value_of(person, unsure.field, unsure.value), unsure.value)
    assert store.unsure() == [] and store.people()[0].unsure == 0


def test_people_of_an_older_store_begin_their_history_now(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    shutil.copy(Path(__file__).parent / "old_schemas" / "0001.sqlite3", home / "cardscan.sqlite3")
    with Store.open(Config(home, f"sqlite:///{home / 'cardscan.sqlite3'}")) as store:
        person = store.person("さいとう")
        assert person.history == ()
        assert {(value.lines, value.rivals) for value in person.fields} == {((), ())}
        person = store.settle(person.id, value_of(person, "organization"), "見本事務所")
        assert told(person.history) == [("organization", SAITO.organization, "見本事務所")]


def test_a_deleted_persons_history_goes(store: Store) -> None:
    add(store, SAITO)
    store.edit("p1", {"department": "第一課"})
    store.delete("p1")
    add(store, WHITE, name="other")
    assert store.person("p2").history == ()

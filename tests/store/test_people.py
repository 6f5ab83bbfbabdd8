from __future__ import annotations

from datetime import date, datetime

import pytest

from cardscan.errors import InvalidInput, NotFound
from cardscan.records import Address, Contact, Phone, Source
from cardscan.store.store import Store
from tests.store.people_met import SAITO, SATO, WHITE, add


def test_a_contact_comes_back_as_it_was_read(store: Store) -> None:
    add(store, SAITO, WHITE, SATO)
    assert [person.contact for person in store.dump()] == [SAITO, WHITE, SATO]


def test_values_carry_confidence_and_origin(store: Store) -> None:
    add(store, SAITO, confidence=0.6)
    values = {(value.field, value.position): value for value in store.person("p1").fields}
    assert values["full_name", 0].confidence == 0.6
    assert values["phones", 1].parts == {"kind": "mobile", "number": "+819011112222"}
    assert values["phonetic_name", 0].source is Source.DICTIONARY
    assert values["titles", 0].source is Source.PRINTED
    assert not any(value.confirmed for value in values.values())
    assert {value.card_id for value in values.values()} == {"c1"}


@pytest.mark.parametrize(
    "ref",
    [
        "p1",
        "P1",
        "ｐ１",
        " p1 ",
        "c1",
        "齋藤 幸生",
        "斎藤幸生",
        "斎藤",
        "幸生",
        "さいとう",
        "ｻｲﾄｳ ﾕｷｵ",
        "saitoh",
        "Yukio",
        "さいとうゆき",
    ],
)
def test_a_person_is_known_by_id_by_card_and_by_any_spelling_of_the_name(store: Store, ref: str) -> None:
    add(store, SAITO, WHITE)
    assert store.person(ref).id == "p1"


def test_a_whole_name_wins_over_one_that_only_contains_it(store: Store) -> None:
    add(store, Contact(full_name="林 一", family_name="林", given_name="一"))
    add(store, Contact(full_name="小林 一郎", family_name="小林", given_name="一郎"), name="2.jpg")
    assert store.person("林").id == "p1"


def test_a_name_of_several_people_lists_them(store: Store) -> None:
    add(store, SAITO, Contact(full_name="斉藤 花", family_name="斉藤", given_name="花"))
    with pytest.raises(InvalidInput, match=r"p2 \(斉藤 花\), p1 \(齋藤 幸生, サンプル税理士事務所\)"):
        store.person("斎藤")


def test_a_name_of_nobody_tells_near_misses(store: Store) -> None:
    add(store, SAITO, WHITE)
    with pytest.raises(NotFound, match=r"Did you mean p1 \(齋藤 幸生"):
        store.person("斎藤幸男")
    with pytest.raises(NotFound, match="cardscan list"):
        store.person("###")
    for ref in ("p99", "c99", "p" + "9" * 30):
        with pytest.raises(NotFound):
            store.person(ref)


def test_lists_are_in_the_order_of_meeting_of_names_or_of_adding(store: Store) -> None:
    monday, tuesday = store.ensure_event("朝会", date(2026, 11, 16)), store.ensure_event("夜会", date(2026, 11, 17))
    add(store, SATO, WHITE, name="a.jpg", event_id=tuesday.id, taken_at=datetime(2026, 11, 17, 20, 0))
    add(store, SAITO, name="b.jpg", event_id=monday.id, taken_at=datetime(2026, 11, 16, 9, 0))
    add(store, Contact(organization="名無し商店"), name="c.jpg")
    assert [one.id for one in store.people()] == ["p3", "p1", "p2", "p4"]
    assert [one.id for one in store.people(order="added")] == ["p4", "p3", "p2", "p1"]
    assert [one.name for one in store.people(order="name")] == ["Emma White", "佐藤 花子", "齋藤 幸生", "名無し商店"]
    assert [one.id for one in store.people(event="夜会")] == ["p1", "p2"]
    assert [one.id for one in store.people(limit=1)] == ["p3"]
    assert len(store.people(limit=10**30)) == 4
    with pytest.raises(NotFound):
        store.people(event="昼会")


def test_a_line_of_a_list_says_who_where_and_when(store: Store) -> None:
    event = store.ensure_event("交流会", date(2026, 11, 20))
    add(store, SAITO, taken_at=datetime(2026, 11, 20, 19, 31), event_id=event.id, confidence=0.5)
    (line,) = store.people()
    assert (line.id, line.name, line.kana) == ("p1", "齋藤 幸生", "さいとう ゆきお")
    assert (line.organization, line.titles, line.event) == ("サンプル税理士事務所", ("代表",), "交流会")
    assert line.met_at == datetime(2026, 11, 20, 19, 31)
    assert line.unsure == 10


def test_a_photo_taken_after_the_event_does_not_move_the_meeting(store: Store) -> None:
    event = store.ensure_event("交流会", date(2026, 11, 20))
    add(store, SAITO, taken_at=datetime(2026, 11, 22, 10, 0), event_id=event.id)
    assert store.people()[0].met_at == date(2026, 11, 20)


def test_what_is_typed_is_confirmed_and_the_rest_stays(store: Store) -> None:
    add(store, SAITO, confidence=0.5)
    person = store.edit("p1", {"organization": "見本会計", "department": "総務部", "titles": None})
    assert person.contact == store.person("p1").contact
    assert (person.contact.organization, person.contact.department, person.contact.titles) == ("見本会計", "総務部", ())
    assert person.contact.phones == SAITO.phones
    typed = {value.field: value for value in person.fields if value.confirmed}
    assert set(typed) == {"organization", "department"}
    assert typed["organization"].source is Source.HAND
    assert typed["organization"].card_id is None
    assert person.updated_at > person.created_at
    assert store.people()[0].organization == "見本会計"


def test_a_value_that_was_there_keeps_its_parts_and_becomes_confirmed(store: Store) -> None:
    add(store, SAITO)
    person = store.edit("p1", {"phones": ["090-1111-2222", "fax: 03-1234-5679"]})
    assert person.contact.phones == (
        Phone("mobile", "+819011112222", "090-1111-2222"),
        Phone("fax", "+81312345679", "03-1234-5679"),
    )
    kept = next(value for value in person.fields if value.value == "090-1111-2222")
    assert (kept.confirmed, kept.source, kept.card_id) == (True, Source.PRINTED, "c1")


def test_a_new_name_brings_its_parts_and_its_reading(store: Store) -> None:
    add(store, SAITO)
    contact = store.edit("p1", {"full_name": "髙橋 健一"}).contact
    assert (contact.family_name, contact.given_name) == ("髙橋", "健一")
    assert contact.phonetic_name is not None
    assert contact.phonetic_name.startswith("たかはし ")
    reading = next(value for value in store.person("p1").fields if value.field == "phonetic_name")
    assert (reading.source, reading.confirmed) == (Source.DICTIONARY, False)
    assert store.person("高橋").id == "p1"


def test_new_parts_bring_a_new_name(store: Store) -> None:
    add(store, SAITO)
    contact = store.edit("p1", {"given_name": "幸夫"}).contact
    assert (contact.full_name, contact.family_name, contact.given_name) == ("齋藤 幸夫", "齋藤", "幸夫")


def test_a_reading_that_was_typed_outlives_a_new_name(store: Store) -> None:
    add(store, SAITO)
    store.edit("p1", {"phonetic_name": "サイトウ サチオ"})
    contact = store.edit("p1", {"full_name": "斉藤 幸生"}).contact
    assert contact.phonetic_name == "さいとう さちお"


def test_western_names_are_given_name_first(store: Store) -> None:
    add(store, WHITE)
    contact = store.edit("p1", {"full_name": "Emma Black"}).contact
    assert (contact.family_name, contact.given_name) == ("Black", "Emma")


def test_an_address_is_typed_with_its_postal_code(store: Store) -> None:
    add(store, SAITO)
    person = store.edit("p1", {"addresses": ["〒530-0001 大阪府大阪市北区梅田1-1-1"]})
    assert person.contact.addresses == (Address("大阪府大阪市北区梅田1-1-1", "530-0001", country="JP"),)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"shoe_size": "27"}, "There is no field"),
        ({"full_name": ["a", "b"]}, "only one value"),
        ({"phones": ["call me"]}, "not a telephone number"),
        ({"phonetic_name": "齋藤"}, "written in kana"),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_changes(
    store: Store, changes: dict[str, list[str] | str], reason: str
) -> None:
    add(store, SAITO)
    before = store.person("p1")
    with pytest.raises(InvalidInput, match=reason):
        store.edit("p1", {"organization": "x", **changes})
    assert store.person("p1") == before


def test_confirming_takes_away_the_doubt(store: Store) -> None:
    add(store, SAITO, confidence=0.5)
    store.confirm("p1", ["full_name", "phones"])
    confirmed = {value.field for value in store.person("p1").fields if value.confirmed}
    assert confirmed == {"full_name", "phones"}
    assert store.people()[0].unsure == 7
    with pytest.raises(InvalidInput):
        store.confirm("p1", ["shoe_size"])


def test_a_deleted_person_is_found_nowhere_and_importing_the_photo_again_does_not_change_that(store: Store) -> None:
    photo = add(store, SAITO)
    picture = store.card_picture("c1")
    store.add_note("p1", "テニス")
    store.delete("p1")
    assert store.counts() == {"photos": 1, "cards": 0, "people": 0, "events": 0, "notes": 0}
    assert picture.exists()
    assert store.original(photo.id).exists()
    assert add(store, SAITO).person_ids == ()
    with pytest.raises(NotFound):
        store.person("斎藤")
    add(store, WHITE, name="next.jpg")
    assert [one.id for one in store.people()] == ["p2"]


def test_a_picture_that_another_card_shares_stays(store: Store) -> None:
    add(store, SAITO, WHITE)
    store.delete("p1")
    assert store.card_picture("c2").is_file()

from __future__ import annotations

from datetime import date

import pytest

from cardscan.errors import InvalidInput, NotFound
from cardscan.records import Source
from cardscan.search.search import search
from cardscan.store.store import Store
from tests.store.people_met import SAITO, SATO, WHITE, add


@pytest.fixture
def met(store: Store) -> Store:
    """p1, p2 and p3 one after the other at e1, then p4 at e2."""
    first, second = store.add_event("交流会", date(2026, 11, 20)), store.add_event("忘年会", date(2026, 11, 27))
    for number, contact in enumerate((SAITO, WHITE, SATO)):
        add(store, contact, name=f"{number}.jpg", event_id=first.id)
    add(store, SAITO, name="4.jpg", event_id=second.id)
    return store


def order(store: Store, event: str) -> list[str]:
    return [person.id for person in store.people(event=event)]


def test_somebody_without_a_card_is_typed_found_and_listed(met: Store) -> None:
    person = met.add_person(
        {"full_name": "山田 太郎", "organization": "見本商事", "phones": ["090-1234-5678"]}, event="交流会"
    )
    assert (person.id, person.cards, person.contact.family_name) == ("p5", (), "山田")
    assert (person.contact.phonetic_name, person.contact.phones[0].number) == ("やまだ たろう", "+819012345678")
    assert {(value.source, value.confirmed) for value in person.fields if value.field == "organization"} == {
        (Source.HAND, True)
    }
    (met_there,) = person.encounters
    assert met_there.event is not None and (met_there.event.id, met_there.met_at) == ("e1", date(2026, 11, 20))
    assert [hit.person.id for hit in search(met, "山田 見本商事")] == ["p5"]
    assert order(met, "e1") == ["p1", "p2", "p3", "p5"]
    assert met.person("p5") == person


def test_a_place_between_others_can_be_said(met: Store) -> None:
    before = [one.order for ref in ("p1", "p2", "p3", "p4") for one in met.person(ref).encounters]
    met.add_person({"full_name": "山田 太郎"}, event="e1", after="p1")
    met.add_person({"full_name": "鈴木 健"}, event="e1", after="佐藤")
    assert order(met, "e1") == ["p1", "p5", "p2", "p3", "p6"]
    assert order(met, "e2") == ["p4"]
    orders = [one.order for ref in ("p1", "p5", "p2", "p3", "p6", "p4") for one in met.person(ref).encounters]
    assert orders == sorted(orders) == list(range(before[0], before[0] + 6))
    assert [(one.person_id, one.place) for one in met.neighbours("p5", "e1")] == [("p1", "before"), ("p2", "after")]


def test_somebody_of_whom_nothing_is_known_and_met_nowhere(met: Store) -> None:
    person = met.add_person({})
    assert (person.fields, person.encounters) == ((), ())
    assert met.summaries([person.id])[0].name == person.id
    met.add_look(person.id, "赤い眼鏡")
    assert [hit.person.id for hit in search(met, "赤い眼鏡")] == [person.id]


@pytest.mark.parametrize(
    ("changes", "event", "after", "error"),
    [
        ({"phones": ["none"]}, "e1", None, InvalidInput),
        ({"shoes": "black"}, "e1", None, InvalidInput),
        ({"full_name": "山田"}, "e9", None, NotFound),
        ({"full_name": "山田"}, "e1", "p9", NotFound),
        ({"full_name": "山田"}, "e1", "p4", InvalidInput),
    ],
)
def test_what_cannot_be_is_told_and_nobody_added(
    met: Store, changes: dict[str, str], event: str, after: str | None, error: type[Exception]
) -> None:
    with pytest.raises(error):
        met.add_person(changes, event=event, after=after)
    assert met.counts()["people"] == 4
    assert order(met, "e1") == ["p1", "p2", "p3"]

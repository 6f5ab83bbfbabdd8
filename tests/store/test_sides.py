"""Two cards become one person and two again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cardscan.config import Config
from cardscan.errors import InvalidInput, NotFound
from cardscan.records import Address, Contact, Phone, Source
from cardscan.search.search import search
from cardscan.store.records import ChangedBy, Person, StoredPhoto
from cardscan.store.store import Store
from tests.store.people_met import SAITO, SATO, WHITE, add

ENGLISH = Contact(
    full_name="Yukio Saito",
    family_name="Saito",
    given_name="Yukio",
    organization="Sample Tax Office",
    titles=("Managing Partner",),
    phones=(
        Phone("work", "+81312345678", "+81-3-1234-5678"),
        Phone("tollfree", "+81120000111", "+81-120-000-111"),
    ),
    emails=("saito@example.co.jp", "yukio@example.com"),
    addresses=(Address("1-2-3 Taishido, Setagaya-ku, Tokyo 154-0004", "154-0004", country="JP"),),
)
MARK = Contact(organization="SAMPLE TAX")
EVENING = datetime(2026, 11, 20, 19, 0)


def both(store: Store, back: Contact = ENGLISH, **options: str | None) -> tuple[StoredPhoto, StoredPhoto]:
    """Front and back on two photos, ten seconds apart."""
    front = add(store, SAITO, name="1.jpg", taken_at=EVENING, **options)  # type: ignore[arg-type]
    over = add(store, back, name="2.jpg", taken_at=EVENING + timedelta(seconds=10), **options)  # type: ignore[arg-type]
    return front, over


def joined(store: Store) -> None:
    assert len(store.join_sides_on([photo.id for photo in both(store)])) == 1


def remembered(person: Person) -> object:
    """A person without the history and the time of the last change."""
    return replace(person, history=(), updated_at=person.created_at)


def test_front_and_back_are_one_person_with_what_either_prints(store: Store) -> None:
    add(store, WHITE, name="0.jpg")
    joined(store)
    person = store.person("p2")
    assert person.contact == replace(
        SAITO,
        romanized_name="Yukio Saito",
        organization_en="Sample Tax Office",
        phones=(*SAITO.phones, ENGLISH.phones[1]),
        emails=("saito@example.co.jp", "yukio@example.com"),
    )
    assert [(card.id, card.side) for card in person.cards] == [("c2", "front"), ("c3", "back")]
    from_back = {value.value for value in person.fields if value.source is Source.OTHER_SIDE}
    assert {"Yukio Saito", "Sample Tax Office", "+81-120-000-111", "yukio@example.com"} <= from_back
    assert {value.card_id for value in person.fields if value.value in from_back} == {"c3"}
    assert [one.id for one in store.people()] == ["p2", "p1"]
    assert [one.id for one in store.dump()] == ["p1", "p2"]
    assert (store.counts()["people"], store.counts()["cards"]) == (2, 3)


def test_every_id_that_was_printed_still_leads_there(store: Store) -> None:
    joined(store)
    for ref in ("p1", "p2", "c1", "c2", "Yukio Saito", "齋藤"):
        assert store.person(ref).id == "p1"
    store.add_note("p2", "テニスの話")
    assert [note.subject for note in store.person("p1").notes] == ["p1"]
    assert store.photo("f2").person_ids == ("p1",)


def test_what_only_the_back_says_is_found(store: Store) -> None:
    add(store, SAITO, name="1.jpg")
    add(store, ENGLISH, name="2.jpg", other_lines=("Managing Partner",))
    assert [hit.person.id for hit in search(store, "managing partner")] == ["p2"]
    store.join_sides_on(["f1", "f2"])
    for query in ("managing partner", "yukio@example.com", "Sample Tax Office", "0120-000-111"):
        assert [hit.person.id for hit in search(store, query)] == ["p1"], query


def test_the_back_may_come_in_a_later_import(store: Store) -> None:
    front = add(store, SAITO, name="1.jpg", taken_at=EVENING)
    assert store.join_sides_on([front.id]) == []
    add(store, WHITE, SATO, name="2.jpg", taken_at=EVENING + timedelta(days=3))
    back = add(store, ENGLISH, name="3.jpg", taken_at=EVENING + timedelta(days=9))
    (pair,) = store.join_sides_on([back.id])
    assert (pair.front_id, pair.back_id, pair.front_person, pair.was) == ("c1", "c4", "p1", "p4")
    assert store.join_sides_on([front.id, back.id]) == []


def test_a_back_without_a_name_right_after_its_front(store: Store) -> None:
    photos = both(store, MARK)
    (pair,) = store.join_sides_on([photo.id for photo in photos])
    assert pair.signs == ("next_photo",)
    assert store.person("p1").contact == replace(SAITO, organization_en="SAMPLE TAX")


def test_meeting_somebody_once_is_one_encounter(store: Store) -> None:
    event = store.add_event("交流会", date(2026, 11, 20))
    photos = both(store, event_id=event.id)
    store.join_sides_on([photo.id for photo in photos])
    assert [met.card_id for met in store.person("p1").encounters] == ["c1"]
    assert store.event(event.id).people == 1
    assert [one.id for one in store.people(event=event.id)] == ["p1"]
    store.part_sides("c2")
    assert store.event(event.id).people == 2


def test_parting_gives_both_back_as_they_were(store: Store) -> None:
    both(store)
    for person, tag in (("p1", "税"), ("p2", "golf"), ("p2", "税")):
        store.add_note(person, f"note on {person}")
        store.tag(person, [tag])
    store.attach("p2", store.add_event("展示会", None).id)
    store.edit("p2", {"department": "Audit"})
    before = [remembered(person) for person in store.dump()]
    store.join_sides_on(["f1", "f2"])
    together = store.person("p1")
    assert [note.text for note in together.notes] == ["note on p1", "note on p2", "note on p2"]
    assert together.tags == ("golf", "税") and together.contact.department == "Audit"
    assert len(together.encounters) == 2
    (pair,) = store.part_sides("c1", "c2")
    assert (pair.state, pair.by_hand, pair.front_person, pair.back_person) == ("apart", True, "p1", "p2")
    assert [remembered(person) for person in store.dump()] == before
    assert [hit.person.id for hit in search(store, "yukio@example.com")] == ["p2"]


def test_what_was_written_while_they_were_one_stays(store: Store) -> None:
    joined(store)
    store.add_note("p2", "later")
    store.edit("p1", {"romanized_name": "Yukio SAITO", "titles": ["代表", "所長"]})
    store.confirm("p1", ["organization_en"])
    store.tag("p1", ["new"])
    store.part_sides("p1")
    front, back = store.person("p1"), store.person("p2")
    assert front.contact == replace(SAITO, romanized_name="Yukio SAITO", titles=("代表", "所長"))
    assert ([note.text for note in front.notes], front.tags, back.notes, back.tags) == (["later"], ("new",), (), ())
    assert back.contact == ENGLISH
    assert [v.value for v in back.fields if v.confirmed] == ["Sample Tax Office"]


def test_the_history_tells_what_the_other_side_brought_and_took(store: Store) -> None:
    joined(store)
    brought = [change for change in store.person("p1").history if change.field == "emails"]
    assert [(change.by, change.old, change.new and change.new.value) for change in brought] == [
        (ChangedBy.SIDES, None, "yukio@example.com")
    ]
    store.part_sides("p1")
    assert [change.new for change in store.person("p1").history if change.field == "emails"][1:] == [None]
    assert store.person("p2").history == ()


def test_what_a_person_decided_is_never_overruled(store: Store) -> None:
    photos = [photo.id for photo in both(store)]
    store.part_sides("c2", "c1")
    assert store.join_sides_on(photos) == []
    assert [pair.state for pair in store.sides()] == ["apart"]
    assert store.join_sides("p1", "p2").by_hand
    assert store.join_sides_on(photos) == []
    assert [(pair.state, pair.by_hand) for pair in store.sides()] == [("joined", True)]


def test_joining_by_hand_what_nothing_speaks_for(store: Store) -> None:
    add(store, WHITE, SATO, name="1.jpg")
    pair = store.join_sides("p1", "c2")
    assert (pair.front_id, pair.back_id) == ("c2", "c1")
    person = store.person("p1")
    assert (person.id, person.contact.full_name, person.contact.phones) == ("p2", "佐藤 花子", WHITE.phones)
    assert store.join_sides("c1", "c2") == pair


def test_a_card_is_the_back_of_one_front_only(store: Store) -> None:
    add(store, SAITO, WHITE, SATO, name="1.jpg")
    store.join_sides("c1", "c2")
    with pytest.raises(InvalidInput, match=r"sides --apart c2 c1"):
        store.join_sides("c2", "c3")
    store.join_sides("c1", "c3")  # a folded card has more than two sides
    assert [card.side for card in store.person("p1").cards] == ["front", "back", "back"]
    store.part_sides("p1")
    assert [person.contact for person in store.dump()] == [SAITO, WHITE, SATO]


def test_what_cannot_be_joined_or_parted_is_told(store: Store) -> None:
    both(store)
    with pytest.raises(InvalidInput, match="same card"):
        store.join_sides("c1", "p1")
    with pytest.raises(InvalidInput, match="no other side"):
        store.part_sides("c1")
    with pytest.raises(NotFound, match="c9"):
        store.join_sides("c1", "c9")


def test_deleting_the_person_hides_both_sides(store: Store) -> None:
    joined(store)
    store.delete("p2")
    assert (store.counts()["people"], store.counts()["cards"]) == (0, 0)
    with pytest.raises(NotFound):
        store.person("p2")
    assert store.sides() == []
    for card in ("c1", "c2"):
        with pytest.raises(NotFound, match=r"in the bin.*cardscan bin --restore p1"):
            store.part_sides(card)
    store.bring_back("c2")
    assert [pair.state for pair in store.sides()] == ["joined"]


def test_what_may_belong_together_is_listed_until_somebody_decides(store: Store) -> None:
    add(store, SAITO, name="1.jpg")
    add(store, replace(WHITE, emails=SAITO.emails), name="2.jpg")
    assert store.join_sides_on(["f1", "f2"]) == []
    assert [(pair.state, pair.signs) for pair in store.sides()] == [("suggested", ("domain", "email", "next_photo"))]
    store.part_sides("p1", "p2")
    assert [pair.state for pair in store.sides()] == ["apart"]


def test_a_store_of_the_first_version_takes_in_a_back(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / "cardscan.sqlite3").write_bytes((Path(__file__).parent / "old_schemas" / "0001.sqlite3").read_bytes())
    with Store.open(Config(home, f"sqlite:///{home / 'cardscan.sqlite3'}")) as store:
        before = [remembered(person) for person in store.dump()]
        photo = add(store, ENGLISH, name="new.jpg")
        (pair,) = store.join_sides_on([photo.id])
        person = store.person("さいとう")
        assert person.contact.organization_en == "Sample Tax Office"
        assert ([note.text for note in person.notes], person.tags) == (["テニスの話"], ("税",))
        store.part_sides(pair.front_id, pair.back_id)
        assert [remembered(person) for person in store.dump()][: len(before)] == before


STEPS = st.lists(
    st.tuples(st.sampled_from(["join", "part", "note", "tag", "edit", "machine"]), *[st.integers(1, 4)] * 2)
)


@settings(max_examples=10, deadline=None)
@given(STEPS)
def test_whatever_is_joined_and_parted_nothing_is_lost(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, int, int]]
) -> None:
    home = tmp_path_factory.mktemp("sides")
    written: list[str] = []
    with Store.open(Config(home, f"sqlite:///{home / 'cardscan.sqlite3'}")) as store:
        for number, contact in enumerate((SAITO, ENGLISH, SATO, MARK), 1):
            add(store, contact, name=f"{number}.jpg")
        for number, (step, one, other) in enumerate(steps):
            text = f"{step} {number}"
            try:
                match step:
                    case "join":
                        store.join_sides(f"c{one}", f"c{other}")
                    case "part":
                        store.part_sides(f"c{one}", f"c{other}")
                    case "machine":
                        store.join_sides_on(["f1", "f2", "f3", "f4"])
                    case "note":
                        store.add_note(f"p{one}", text)
                        written.append(text)
                    case "tag":
                        store.tag(f"p{one}", [text])
                        written.append(text)
                    case "edit":
                        store.edit(f"p{one}", {"socials": [*store.person(f"p{one}").contact.socials, text]})
                        written.append(text)
            except InvalidInput:
                assert step in ("join", "part")
            people = list(store.dump())
            kept = [text for person in people for text in (*person.tags, *person.contact.socials)]
            kept += [note.text for person in people for note in person.notes]
            assert set(written) <= set(kept)
            assert sorted(card.id for person in people for card in person.cards) == ["c1", "c2", "c3", "c4"]
            assert len(people) == store.counts()["people"] == len(store.people())
            assert {store.person(f"p{number}").id for number in range(1, 5)} == {person.id for person in people}
        for number in range(1, 5):
            if len(store.person(f"c{number}").cards) > 1:
                store.part_sides(f"c{number}")
        printed = [replace(person.contact, socials=()) for person in store.dump()]
        assert printed == [SAITO, ENGLISH, SATO, MARK]

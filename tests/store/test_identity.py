"""One person, many cards: who is taken for whom, and nothing is lost by it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cardscan.config import Config
from cardscan.errors import InvalidInput
from cardscan.export.to_csv import people_to_csv
from cardscan.export.to_vcard import people_to_vcards
from cardscan.records import Contact, Phone
from cardscan.search.search import search
from cardscan.store.records import ChangedBy, Person, SamePerson
from cardscan.store.review_records import ReviewDirection, ReviewState
from cardscan.store.store import Store
from tests.store.job_change import BEFORE, ICHIRO, KEN, NEW_FIRM, NOW, OTHER_KEN, TARO
from tests.store.people_met import SAITO, SATO, WHITE, add
from tests.store.test_sides import ENGLISH


def remembered(store: Store) -> list[Person]:
    """Everybody, without the history and the times of the last change."""
    return [replace(person, history=(), updated_at=person.created_at) for person in store.dump()]


def both(store: Store, one: Contact, other: Contact, **options: object) -> list[SamePerson]:
    """Two cards on two photos, an evening and two years later, and what matching says."""
    add(store, one, name="1.jpg", taken_at=BEFORE)
    second = add(store, other, name="2.jpg", taken_at=NOW)
    return store.match_people_on([second.id])


def changed_firm(store: Store) -> Person:
    (merged,) = both(store, SAITO, NEW_FIRM)
    assert (merged.state, merged.person_id, merged.other_id) == ("merged", "p1", "p2")
    return store.person("p1")


def test_a_new_firm_is_a_new_position_and_what_stays_stays(store: Store) -> None:
    person = changed_firm(store)
    contact = person.contact
    assert (contact.organization, contact.department, contact.titles) == ("株式会社大和建設", "経理部", ("部長",))
    assert contact.phones == NEW_FIRM.phones, "the old firm's telephone is gone, the mobile number stands once"
    assert contact.emails == NEW_FIRM.emails
    assert [address.postal_code for address in contact.addresses] == ["530-0001"]
    assert contact.qualifications == ("税理士", "行政書士"), "of both cards"
    assert contact.registration_numbers == ()
    new, old = person.positions
    assert (new.organization, new.cards, new.current) == ("株式会社大和建設", ("c2",), True)
    assert (new.since, new.until) == (NOW.date(), None)
    assert (old.organization, old.titles, old.cards, old.current) == (SAITO.organization, ("代表",), ("c1",), False)
    assert (old.since, old.until) == (BEFORE.date(), NOW.date())
    assert old.contact.emails == ("saito@example.co.jp",) and old.contact.addresses == SAITO.addresses
    assert [card.id for card in person.cards] == ["c1", "c2"]
    assert [met.card_id for met in person.encounters] == ["c1", "c2"]
    assert {change.by for change in person.history} == {ChangedBy.MERGE}


def test_every_id_leads_to_the_one_person_and_everything_finds_it(store: Store) -> None:
    changed_firm(store)
    for ref in ("p1", "p2", "c1", "c2", "齋藤"):
        assert store.person(ref).id == "p1"
    assert [one.id for one in store.people()] == ["p1"]
    assert (store.counts()["people"], store.counts()["cards"]) == (1, 2)
    for query in ("大和建設", "経理部", "09011112222", "y.saito"):
        (hit,) = search(store, query)
        assert hit.person.id == "p1" and "former" not in {match.field for match in hit.matches}
    for query in ("サンプル税理士事務所", "0312345678", "saito@example.co.jp", "太子堂"):
        (hit,) = search(store, query)
        assert hit.person.id == "p1" and {match.field for match in hit.matches} == {"former"}, query


def test_exports_carry_what_is_current_only(store: Store) -> None:
    changed_firm(store)
    for text in ("".join(people_to_vcards(store.dump(), photos=False)), "".join(people_to_csv(list(store.dump())))):
        assert "大和建設" in text and "9011112222" in text.replace("-", "")
        assert "サンプル税理士事務所" not in text and "saito@example.co.jp" not in text


def test_an_older_card_that_comes_later_is_a_former_position(store: Store) -> None:
    add(store, NEW_FIRM, name="1.jpg", taken_at=NOW)
    second = add(store, SAITO, name="2.jpg", taken_at=BEFORE)
    (merged,) = store.match_people_on([second.id])
    assert merged.person_id == "p1"
    person = store.person("p1")
    assert person.contact.organization == "株式会社大和建設"
    assert [(one.organization, one.current) for one in person.positions] == [
        ("株式会社大和建設", True),
        (SAITO.organization, False),
    ]


def test_a_new_title_in_the_same_firm_keeps_what_the_new_card_leaves_out(store: Store) -> None:
    promoted = replace(SAITO, titles=("会長",), phones=SAITO.phones[:1], registration_numbers=())
    (merged,) = both(store, SAITO, promoted)
    assert merged.state == "merged" and "email" in merged.signs
    person = store.person("p1")
    assert person.contact.titles == ("会長",)
    assert person.contact.registration_numbers == SAITO.registration_numbers
    assert {phone.text for phone in person.contact.phones} == {"03-1234-5678", "090-1111-2222"}
    assert [(one.titles, one.current) for one in person.positions] == [(("会長",), True), (("代表",), False)]


def test_another_photo_of_the_same_card_is_a_second_picture_and_no_second_position(store: Store) -> None:
    add(store, SAITO, name="1.jpg", taken_at=NOW)
    read_again = replace(SAITO, organization="サンブル税理士事務所", phones=SAITO.phones[:1])
    second = add(store, read_again, name="2.jpg", taken_at=NOW + timedelta(minutes=1), confidence=0.6)
    assert [one.state for one in store.match_people_on([second.id])] == ["merged"]
    person = store.person("p1")
    assert person.contact == SAITO, "the surer reading stays, and what was not read the second time"
    (position,) = person.positions
    assert position.cards == ("c2", "c1")


def test_two_cards_at_one_event_are_two_current_positions(store: Store) -> None:
    event = store.add_event("交流会", NOW.date())
    association = replace(NEW_FIRM, organization="一般社団法人見本協会", department=None, titles=("理事",))
    add(store, SAITO, name="1.jpg", taken_at=NOW, event_id=event.id)
    second = add(store, association, name="2.jpg", taken_at=NOW + timedelta(seconds=9), event_id=event.id)
    assert [one.state for one in store.match_people_on([second.id])] == ["merged"]
    person = store.person("p1")
    assert [(one.organization, one.current) for one in person.positions] == [
        ("一般社団法人見本協会", True),
        (SAITO.organization, True),
    ]
    assert (person.contact.organization, person.contact.titles) == ("一般社団法人見本協会", ("理事",))
    assert {"saito@example.co.jp", "y.saito@daiwa-kensetsu.co.jp"} <= set(person.contact.emails), "both firms' mail"
    assert [one.id for one in store.people(event=event.id)] == ["p1"] and store.event(event.id).people == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (TARO, ICHIRO),
        (SAITO, replace(SATO, phones=SAITO.phones[:1], organization=SAITO.organization)),
        (replace(KEN, emails=("info@hokuto-shoji.co.jp",)), replace(SATO, emails=("info@hokuto-shoji.co.jp",))),
    ],
    ids=["father and son", "the same firm and switchboard", "info@"],
)
def test_colleagues_and_families_are_neither_merged_nor_proposed(store: Store, one: Contact, other: Contact) -> None:
    assert both(store, one, other) == []
    assert store.duplicates() == [] and len(store.people()) == 2


def test_a_frequent_name_at_two_firms_is_a_question_at_most(store: Store) -> None:
    (asked,) = both(store, KEN, OTHER_KEN)
    assert (asked.state, asked.signs) == ("suggested", ("name", "title")) and 0 < (asked.chance or 0) < 0.9
    assert [(one.person_id, one.other_id) for one in store.duplicates()] == [("p1", "p2")]


def test_namesakes_in_one_firm_are_told_by_their_addresses(store: Store) -> None:
    (asked,) = both(store, KEN, replace(KEN, emails=("ken2@hokuto-shoji.co.jp",)))
    assert asked.state == "suggested" and "other_email" in asked.signs


def test_a_card_that_could_be_either_of_two_namesakes_is_a_question(store: Store) -> None:
    two = replace(KEN, emails=("ken2@hokuto-shoji.co.jp",))
    add(store, KEN, name="1.jpg", taken_at=BEFORE)
    add(store, two, name="2.jpg", taken_at=BEFORE)
    third = add(store, replace(KEN, emails=()), name="3.jpg", taken_at=NOW)
    assert {(one.state, one.person_id) for one in store.match_people_on([third.id])} == {
        ("suggested", "p1"),
        ("suggested", "p2"),
    }


def test_a_mailbox_that_two_names_share_tells_nobody(store: Store) -> None:
    mobile = (Phone("mobile", "+819099998888", "090-9999-8888"),)
    family = [replace(one, phones=mobile, organization=None) for one in (TARO, ICHIRO)]
    add(store, *family, name="1.jpg", taken_at=BEFORE)
    again = replace(family[0], emails=TARO.emails, addresses=(), titles=())
    third = add(store, again, name="2.jpg", taken_at=NOW)
    assert {one.state for one in store.match_people_on([third.id])} == {"suggested"}


def test_two_cards_on_one_photo_with_other_names_are_two_people(store: Store) -> None:
    misread = replace(SAITO, full_name="斎藤 幸圭", given_name="幸圭")
    photo = add(store, SAITO, misread, name="1.jpg", confidence=0.5)
    assert store.match_people_on([photo.id]) == []


def test_old_and_new_characters_and_latin_letters_are_one_name(store: Store) -> None:
    add(store, SAITO, name="1.jpg", taken_at=BEFORE)
    second = add(
        store, replace(ENGLISH, full_name="YUKIO SAITOH", family_name="SAITOH", given_name="YUKIO"), name="2.jpg"
    )
    (merged,) = store.match_people_on([second.id])
    assert merged.state == "merged" and {"email", "spelled_name"} <= set(merged.signs)
    contact = store.person("p1").contact
    assert (contact.full_name, contact.romanized_name) == ("齋藤 幸生", "YUKIO SAITOH")


def test_somebody_added_by_hand_becomes_one_with_the_card_that_comes(store: Store) -> None:
    event = store.add_event("交流会", NOW.date())
    by_event = store.add_person({"full_name": "斎藤 幸生"}, event=event.id)
    by_mail = store.add_person({"full_name": "花子", "emails": ["hanako@example.jp"]})
    only_family = store.add_person({"full_name": "White"}, event=event.id)
    photo = add(
        store, SAITO, replace(SATO, emails=("hanako@example.jp",)), WHITE, name="1.jpg", taken_at=NOW, event_id=event.id
    )
    found = store.match_people_on([photo.id])
    assert {one.person_id for one in found if one.state == "merged"} == {by_event.id, by_mail.id}
    assert [(one.person_id, one.signs) for one in found if one.state == "suggested"] == [
        (only_family.id, ("part_of_name", "same_event"))
    ]
    person = store.person(by_event.id)
    assert person.contact.organization == SAITO.organization and len(person.cards) == 1
    assert person.contact.full_name == "斎藤 幸生", "as it was typed"
    assert store.person(by_mail.id).contact.full_name == "花子", "as it was typed"


def test_what_was_confirmed_is_never_overwritten(store: Store) -> None:
    add(store, SAITO, name="1.jpg", taken_at=BEFORE, confidence=0.5)
    store.confirm("p1", ["full_name", "family_name", "given_name", "phonetic_name", "organization", "phones"])
    again = replace(SAITO, full_name="斎藤 幸生", family_name="斎藤", organization="㈱サンプル税理士事務所")
    second = add(store, again, name="2.jpg", taken_at=NOW, confidence=0.99)
    assert [one.state for one in store.match_people_on([second.id])] == ["merged"]
    contact = store.person("p1").contact
    assert (contact.full_name, contact.family_name) == ("齋藤 幸生", "齋藤")
    assert contact.organization == SAITO.organization and contact.phonetic_name == SAITO.phonetic_name


def test_splitting_gives_each_back_what_it_was(store: Store) -> None:
    add(store, SAITO, name="1.jpg", taken_at=BEFORE)
    second = add(store, NEW_FIRM, name="2.jpg", taken_at=NOW)
    store.add_note("p1", "テニス")
    store.add_note("p2", "転職した")
    store.tag("p1", ["vip"])
    store.tag("p2", ["大阪", "vip"])
    store.add_look("p2", "眼鏡")
    before = remembered(store)
    store.match_people_on([second.id])
    merged = store.person("p1")
    assert [note.text for note in merged.notes] == ["テニス", "転職した"] and merged.tags == ("vip", "大阪")
    parted = store.split("p1")
    assert (parted.state, parted.person_id, parted.other_id) == ("apart", "p1", "p2")
    assert remembered(store) == before
    assert [hit.person.id for hit in search(store, "大和建設")] == ["p2"]
    assert store.match_people_on([second.id]) == [] and store.duplicates() == [], "never again by itself"
    assert store.merge("p1", "p2").state == "merged", "but by hand"
    assert len(store.people()) == 1


def test_what_was_written_since_stays_and_corrections_go_where_they_belong(store: Store) -> None:
    changed_firm(store)
    store.add_note("p1", "seit dem")
    store.edit("p1", {"titles": ["本部長"]})
    store.confirm("p1", ["emails"])
    store.split("p1")
    one, other = store.person("p1"), store.person("p2")
    assert [note.text for note in one.notes] == ["seit dem"]
    assert one.contact.organization == SAITO.organization and one.contact.emails == SAITO.emails
    assert {value.value for value in other.fields if value.confirmed} == set(NEW_FIRM.emails)


def test_an_undone_merge_stays_undone(store: Store) -> None:
    add(store, SAITO, name="1.jpg", taken_at=BEFORE)
    second = add(store, NEW_FIRM, name="2.jpg", taken_at=NOW)
    before = remembered(store)
    store.match_people_on([second.id])
    undone = store.undo()
    assert remembered(store) == before
    assert store.match_people_on([second.id]) == [] and store.duplicates() == []
    store.undo(undone.id)
    assert len(store.people()) == 1 and store.person("p2").id == "p1"


def test_people_kept_apart_stay_apart_whoever_joins_them(store: Store) -> None:
    both(store, KEN, OTHER_KEN)
    store.keep_apart("p1", "p2")
    assert store.duplicates() == []
    third = add(store, OTHER_KEN, name="3.jpg", taken_at=NOW + timedelta(days=1))
    assert [(one.state, one.person_id) for one in store.match_people_on([third.id])] == [("merged", "p2")]
    assert store.duplicates() == [], "the third card is the second one's"
    store.forget_apart("p1", "p2")
    assert [(one.person_id, one.other_id) for one in store.duplicates()] == [("p1", "p2")]
    with pytest.raises(InvalidInput, match="one person"):
        store.keep_apart("p2", "p3")


def test_merging_needs_two_and_splitting_something_to_split(store: Store) -> None:
    changed_firm(store)
    with pytest.raises(InvalidInput, match="one and the same"):
        store.merge("p1", "p2")
    add(store, KEN, WHITE, name="3.jpg", taken_at=NOW + timedelta(days=1))
    with pytest.raises(InvalidInput, match="nothing was merged"):
        store.split("p3")
    store.merge("p1", "p3")
    with pytest.raises(InvalidInput, match="p2, p3"):
        store.split("p1")
    with pytest.raises(InvalidInput, match="did not become part"):
        store.split("p1", "p4")
    assert store.split("p1", "c2").other_id == "p2"
    assert store.person("p1").contact.full_name == "佐藤 健", "p3 is still part of it"
    assert [one.other_id for one in store.merges()] == ["p3"]


def test_memory_of_the_survivor_stays_and_else_comes_along(store: Store) -> None:
    now = datetime(2026, 12, 1, tzinfo=UTC)
    add(store, SAITO, name="1.jpg", taken_at=BEFORE)
    second = add(store, NEW_FIRM, name="2.jpg", taken_at=NOW)
    card, look = ReviewDirection.CARD_TO_PERSON, ReviewDirection.LOOK_TO_NAME
    for person, direction, stability in (("p1", card, 5.0), ("p2", card, 9.0), ("p2", look, 7.0)):
        store.answer_review(ReviewState(person, direction, 2, None, stability, 5.0, now, now), 3, now)
    before = {(one.person_id, one.direction): one.stability for one in store.review_states()}
    store.match_people_on([second.id])
    assert {(one.person_id, one.direction): one.stability for one in store.review_states()} == {
        ("p1", card): 5.0,
        ("p1", look): 7.0,
    }
    store.split("p1")
    assert {(one.person_id, one.direction): one.stability for one in store.review_states()} == before


def test_a_back_that_comes_after_the_merge_goes_with_its_front(store: Store) -> None:
    changed_firm(store)
    back = replace(
        NEW_FIRM, full_name="Yukio Saito", family_name="Saito", given_name="Yukio", organization="Daiwa Inc."
    )
    over = add(store, back, name="3.jpg", taken_at=NOW + timedelta(seconds=10))
    (pair,) = store.join_sides_on([over.id])
    assert (pair.front_id, pair.back_id, pair.front_person) == ("c2", "c3", "p1")
    assert store.person("p3").id == "p1" and store.person("p1").contact.organization_en == "Daiwa Inc."
    store.split("p1")
    assert [store.person(card).id for card in ("c1", "c2", "c3")] == ["p1", "p2", "p2"]
    assert (store.person("p1").contact.organization_en, store.person("p2").contact.organization_en) == (
        None,
        "Daiwa Inc.",
    )
    store.merge("p1", "p2")
    store.part_sides("c2", "c3")
    assert [store.person(card).id for card in ("c1", "c2", "c3")] == ["p1", "p1", "p3"]


def test_deleting_the_person_takes_all_cards_along_and_brings_them_back(store: Store) -> None:
    changed_firm(store)
    before = remembered(store)
    store.delete("p2")
    assert store.people() == [] and search(store, "大和建設") == [] and store.duplicates() == []
    store.bring_back("p1")
    assert remembered(store) == before


def test_who_is_in_the_bin_is_nobody_to_be_taken_for(store: Store) -> None:
    add(store, SAITO, name="1.jpg", taken_at=BEFORE)
    second = add(store, NEW_FIRM, name="2.jpg", taken_at=NOW)
    store.duplicates()
    store.delete("p1")
    assert store.match_people_on([second.id]) == [] and store.duplicates() == []
    store.bring_back("p1")
    assert [one.state for one in store.match_people_on([second.id])] == ["merged"]


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["merge", "split", "machine", "note", "tag", "edit", "position", "join", "part", "undo"]),
        st.integers(1, 4),
        st.integers(1, 4),
    ),
    min_size=3,
    max_size=14,
)


@settings(max_examples=12, deadline=None)
@given(STEPS)
def test_whatever_is_merged_and_split_nothing_is_lost(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, int, int]]
) -> None:
    home = tmp_path_factory.mktemp("identity")
    with Store.open(Config(home, f"sqlite:///{home / 'cardscan.sqlite3'}")) as store:
        for number, contact in enumerate((SAITO, NEW_FIRM, ENGLISH, KEN), 1):
            add(store, contact, name=f"{number}.jpg", taken_at=BEFORE + timedelta(days=100 * number))
        written: list[str] = []
        for number, (step, one, other) in enumerate(steps):
            text = f"{step} {number}"
            try:
                match step:
                    case "merge":
                        store.merge(f"p{one}", f"p{other}")
                    case "split":
                        store.split(f"p{one}", f"c{other}")
                    case "machine":
                        store.join_sides_on(["f1", "f2", "f3", "f4"])
                        store.match_people_on(["f1", "f2", "f3", "f4"])
                    case "note":
                        store.add_note(f"p{one}", text)
                        written.append(text)
                    case "tag":
                        store.tag(f"p{one}", [text])
                        written.append(text)
                    case "edit":
                        store.edit(f"p{one}", {"socials": [*store.person(f"p{one}").contact.socials, text]})
                        written.append(text)
                    case "position":
                        person = store.person(f"p{one}")
                        store.change_position(person.id, person.positions[-1].holder, current=other % 2 == 0)
                    case "join":
                        store.join_sides(f"c{one}", f"c{other}")
                    case "part":
                        store.part_sides(f"c{one}", f"c{other}")
                    case "undo" if store.next_undo().kind not in ("note", "tag", "edit", "import"):
                        store.undo()
            except InvalidInput:
                assert step in ("merge", "split", "join", "part", "undo")
            people = list(store.dump())
            kept = [text for person in people for text in (*person.tags, *person.contact.socials)]
            kept += [note.text for person in people for note in person.notes]
            assert sorted(kept) == sorted(written)
            assert sorted(card.id for person in people for card in person.cards) == ["c1", "c2", "c3", "c4"]
            for person in people:
                assert {hit.person.id for hit in search(store, person.contact.full_name or "?")} >= {person.id}


@settings(max_examples=12, deadline=None)
@given(st.permutations([1, 2, 3, 4]), st.permutations([0, 1, 2]), st.booleans())
def test_merging_and_splitting_leaves_what_there_was(
    tmp_path_factory: pytest.TempPathFactory, order: list[int], back: list[int], chained: bool
) -> None:
    home = tmp_path_factory.mktemp("identity")
    with Store.open(Config(home, f"sqlite:///{home / 'cardscan.sqlite3'}")) as store:
        for number, contact in enumerate((SAITO, NEW_FIRM, TARO, KEN), 1):
            add(store, contact, name=f"{number}.jpg", taken_at=BEFORE + timedelta(days=100 * number))
            store.add_note(f"p{number}", f"note {number}")
            store.tag(f"p{number}", [f"tag {number}", "all"])
        store.confirm("p1", ["organization"])
        before = remembered(store)
        first, *others = order
        into = [order[0], order[0], order[1] if chained else order[0]]
        merges = list(zip(into, others, strict=True))
        if chained:  # the last one becomes part of the first one's part, before that one does
            merges = [merges[2], merges[0], merges[1]]
        for one, other in merges:
            store.merge(f"p{one}", f"p{other}")
        assert [one.id for one in store.people()] == [f"p{first}"]
        for place in back:
            store.split(f"p{merges[place][0]}", f"p{merges[place][1]}")
        assert remembered(store) == before

"""Which cards are two sides of one: sequences of photos as people take them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cardscan.person.side_signs import Sign
from cardscan.person.sides import SeenSide, TwoSides, find_sides, front_first
from cardscan.records import Contact, Phone, Point

EVENING = datetime(2026, 11, 20, 19, 0)
PEOPLE = (
    ("田中 一郎", "Ichiro Tanaka"),
    ("田中 花子", "Hanako Tanaka"),
    ("佐藤 健", "Ken Sato"),
    ("鈴木 次郎", "Jiro Suzuki"),
    ("高橋 誠", "Makoto Takahashi"),
    ("渡辺 恵", "Megumi Watanabe"),
)
REPRESENTATIVE = Phone("work", "+81312345678", "03-1234-5678")
ABROAD = Phone("work", "+81312345678", "+81-3-1234-5678")
GRID: tuple[Point, ...] = ((0.25, 0.2), (0.75, 0.2), (0.25, 0.5), (0.75, 0.5), (0.25, 0.8), (0.75, 0.8))


def front(person: int, firm: str = "mihon") -> Contact:
    name, latin = PEOPLE[person]
    family, given_name = name.split()
    return Contact(
        full_name=name,
        family_name=family,
        given_name=given_name,
        organization="㈱見本商事",
        phones=(REPRESENTATIVE,),
        emails=(f"{latin.replace(' ', '.').lower()}@{firm}.co.jp",),
    )


def english(person: int, firm: str = "mihon") -> Contact:
    """The same person's English side, without the address on the front."""
    latin = PEOPLE[person][1]
    given_name, family = latin.split()
    return Contact(
        full_name=latin,
        family_name=family,
        given_name=given_name,
        organization="Mihon Trading Co., Ltd.",
        phones=(ABROAD,),
        urls=(f"www.{firm}.co.jp",),
    )


MARK = Contact(organization="MIHON TRADING")
MAP = Contact(organization="㈱見本商事", urls=("https://www.mihon.co.jp/access",))


def in_turn(*contacts: Contact, seconds: int | None = 20, first: int = 0) -> list[SeenSide]:
    """One card a photo, one photo after the other."""
    return [
        SeenSide(
            key=f"c{number}",
            contact=contact,
            photo=number,
            among=1,
            place=(0.5, 0.5),
            proportion=1.65,
            taken_at=None if seconds is None else EVENING + number * timedelta(seconds=seconds),
        )
        for number, contact in enumerate(contacts, first)
    ]


def sheet(photo: int, contacts: Sequence[Contact]) -> list[SeenSide]:
    """All cards on one photo."""
    return [
        SeenSide(f"f{photo}-{number}", contact, photo, len(contacts), GRID[number], 1.65, None)
        for number, contact in enumerate(contacts)
    ]


def sure(found: Sequence[TwoSides]) -> set[tuple[str, str]]:
    return {(pair.front, pair.back) for pair in found if pair.sure}


@pytest.mark.parametrize("seconds", [20, None])
@pytest.mark.parametrize("back", [english, lambda _: MARK, lambda _: MAP], ids=["english", "mark", "map"])
def test_front_and_back_in_turn_also_of_colleagues(back: object, seconds: int | None) -> None:
    cards = in_turn(*(side(person) for person in range(4) for side in (front, back)), seconds=seconds)  # type: ignore[operator]
    assert sure(find_sides(cards)) == {("c0", "c1"), ("c2", "c3"), ("c4", "c5"), ("c6", "c7")}


def test_the_back_may_come_first() -> None:
    cards = in_turn(*(side(person) for person in range(3) for side in (english, front)))
    assert sure(find_sides(cards)) == {("c1", "c0"), ("c3", "c2"), ("c5", "c4")}
    cards = in_turn(english(0), front(0), MARK, front(2), english(3), front(3))
    assert ("c3", "c2") in sure(find_sides(cards))


def test_colleagues_are_never_one() -> None:
    assert find_sides(in_turn(*map(front, range(6)))) == ()
    assert not sure(find_sides(in_turn(front(0), english(1), front(2), english(3))))


def test_cards_with_one_side_between_those_with_two() -> None:
    cards = in_turn(front(0), front(2), MARK, front(3), front(4), english(4), front(5))
    assert sure(find_sides(cards)) == {("c1", "c2"), ("c4", "c5")}


def test_the_other_side_is_found_in_another_import_by_what_it_prints() -> None:
    cards = [*in_turn(*map(front, range(4))), *in_turn(english(2), first=100)]
    assert sure(find_sides(cards)) == {("c2", "c100")}
    assert sure(find_sides(cards, around=frozenset({"c100"}))) == {("c2", "c100")}
    assert find_sides(cards, around=frozenset({"c1"})) == ()


def test_a_mark_long_after_a_card_is_nobodys() -> None:
    assert not sure(find_sides(in_turn(front(0), MARK, seconds=600)))
    assert not sure(find_sides([*in_turn(front(0)), *in_turn(MARK, first=2)]))


def test_a_shops_card_after_a_persons_is_not_its_back() -> None:
    shop = Contact(organization="カフェ青葉", phones=(Phone("work", "+81450001111", "045-000-1111"),))
    assert find_sides(in_turn(front(0), shop)) == ()


def test_the_same_name_in_another_firm_is_another_person() -> None:
    other = Contact(full_name="Ken Sato", emails=("ken@aoba.com",), phones=(Phone("mobile", "+819011112222", "090"),))
    assert not sure(find_sides(in_turn(front(2), other)))


def test_sheets_turned_over_where_they_lie() -> None:
    cards = [*sheet(0, [front(person) for person in range(6)]), *sheet(1, [MARK] * 6)]
    assert sure(find_sides(cards)) == {(f"f0-{number}", f"f1-{number}") for number in range(6)}
    mixed = [english(0), MARK, MAP, english(3), MARK, MARK]
    cards = [*sheet(0, [front(person) for person in range(6)]), *sheet(1, mixed)]
    assert sure(find_sides(cards)) == {(f"f0-{number}", f"f1-{number}") for number in range(6)}


def test_a_firm_misread_on_a_colleagues_card_does_not_outweigh_the_places() -> None:
    misread = [replace(front(person), organization="NP0法人パレット文化財団") for person in range(4)]
    fronts = [replace(front(0), organization="NPO法人パレット文化財団"), *misread[1:]]
    backs = [Contact(organization="NP0法人パレット文化財団"), english(1), english(2), MARK]
    found = sure(find_sides([*sheet(0, fronts), *sheet(1, backs)]))
    assert found == {(f"f0-{number}", f"f1-{number}") for number in range(4)}


def test_sheets_collected_and_laid_out_anew_go_by_name_only() -> None:
    backs = [english(5), english(4), MARK, MARK, english(1), english(0)]
    found = sure(find_sides([*sheet(0, [front(person) for person in range(6)]), *sheet(1, backs)]))
    assert found == {("f0-5", "f1-0"), ("f0-4", "f1-1"), ("f0-1", "f1-4"), ("f0-0", "f1-5")}


def test_both_sides_on_one_photo() -> None:
    assert sure(find_sides(sheet(0, [front(0), MARK]))) == {("f0-0", "f0-1")}
    assert sure(find_sides(sheet(0, [english(1), front(0), front(1), MARK]))) == {("f0-2", "f0-0")}


def test_what_a_person_said_stands() -> None:
    cards = in_turn(front(0), english(0), front(1), english(1))
    assert sure(find_sides(cards, apart=frozenset({frozenset({"c0", "c1"})}))) == {("c2", "c3")}


def test_the_same_side_twice_is_only_suggested() -> None:
    found = find_sides(in_turn(front(0), front(0)))
    assert [(pair.front, pair.back, pair.sure) for pair in found] == [("c0", "c1", False)]
    assert Sign.EMAIL in found[0].signs


def test_two_people_who_share_an_address_are_only_suggested() -> None:
    one, other = front(0), Contact(full_name="Ken Sato", emails=front(0).emails)
    assert [pair.sure for pair in find_sides(in_turn(one, other))] == [False]


def test_the_side_with_the_japanese_name_is_the_front() -> None:
    cards = in_turn(english(0), front(0), MARK)
    assert [card.key for card in front_first(cards[0], cards[1])] == ["c1", "c0"]
    assert [card.key for card in front_first(cards[2], cards[0])] == ["c0", "c2"]


SIDES = st.sampled_from([*(front(p) for p in range(6)), *(english(p) for p in range(6)), MARK, MAP])


@settings(max_examples=60, deadline=None)
@given(st.lists(SIDES, max_size=9), st.sampled_from([20, 400, None]))
def test_whatever_the_photos_show_no_card_is_used_twice_and_no_two_people_are_one(
    contacts: list[Contact], seconds: int | None
) -> None:
    cards = in_turn(*contacts, seconds=seconds)
    found = find_sides(cards)
    used = [key for pair in found if pair.sure for key in (pair.front, pair.back)]
    assert len(used) == len(set(used))
    contact = {card.key: card.contact for card in cards}
    owner = {name: number for number, names in enumerate(PEOPLE) for name in names}
    for pair in found:
        names = [contact[key].full_name for key in (pair.front, pair.back)]
        if pair.sure and all(names):
            assert len({owner[name] for name in names if name}) == 1

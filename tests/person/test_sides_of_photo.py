from __future__ import annotations

from dataclasses import replace

from cardscan.person.sides_of_photo import with_sides
from cardscan.records import Contact, PhotoReading, Source
from tests.search.crowd import reading_of
from tests.store.people_met import SAITO, SATO

ENGLISH = Contact(
    full_name="Yukio Saito",
    family_name="Saito",
    given_name="Yukio",
    organization="Sample Tax Office",
    emails=("saito@example.co.jp", "yukio@example.com"),
)


def told(reading: PhotoReading) -> PhotoReading:
    assert reading.info is not None
    return replace(reading, cards=with_sides(reading.cards, reading.info))


def test_every_card_stays_an_entry_of_its_own_and_says_what_stands_on_it() -> None:
    cards = told(reading_of(b"x", ENGLISH, SATO, SAITO)).cards
    assert [card.side for card in cards] == ["back", "front", "front"]
    front = cards[2].fields
    assert front.contact == replace(SAITO, romanized_name="Yukio Saito", organization_en="Sample Tax Office")
    assert front.source["romanized_name"] is front.source["organization_en"] is Source.OTHER_SIDE
    assert [cards[0].fields.contact, cards[1].fields.contact] == [ENGLISH, SATO]


def test_one_card_is_left_alone() -> None:
    reading = reading_of(b"x", SAITO)
    assert told(reading) == reading

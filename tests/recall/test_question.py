from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from cardscan.errors import NotFound
from cardscan.recall.question import Cue, HintKind, offered_rating, question
from cardscan.store.face_records import FaceOrigin
from cardscan.store.review_records import ReviewDirection
from cardscan.store.store import Store
from tests.recall.conftest import meet
from tests.store.people_met import SAITO, add

TO_PERSON, TO_NAME = ReviewDirection.CARD_TO_PERSON, ReviewDirection.LOOK_TO_NAME
OCCUPATION, TALK, BESIDE, LOOK, FACE = HintKind


def test_hints_go_from_the_occupation_to_the_face_and_only_those_there_are(store: Store) -> None:
    assert question(store, "p1", TO_PERSON, pictures=True).hints == (OCCUPATION, TALK, BESIDE, LOOK)
    assert question(store, "p2", TO_PERSON, pictures=True).hints == (OCCUPATION, BESIDE)
    assert question(store, "p2", TO_PERSON, pictures=False).hints == (BESIDE,), "the firm is shown, there is no title"
    assert question(store, "p1", TO_NAME, pictures=True).hints == (OCCUPATION, TALK, BESIDE)
    store.add_face(b"jpeg", person="p1", origin=FaceOrigin.GIVEN)
    assert question(store, "p1", TO_PERSON, pictures=True).hints == tuple(HintKind)
    assert question(store, "p1", TO_PERSON, pictures=False).hints == (TALK, BESIDE, LOOK)
    assert question(store, "p1", TO_NAME, pictures=True).hints == (OCCUPATION, TALK, BESIDE, LOOK)
    assert question(store, "p1", TO_NAME, pictures=False).hints == (OCCUPATION, TALK, BESIDE)
    add(store, replace(SAITO, organization=None), name="alone.jpg")
    assert question(store, "p8", TO_PERSON, pictures=False).hints == (OCCUPATION,), "met at no event"


def test_the_face_is_shown_before_the_look_and_the_card_where_pictures_can_be(store: Store) -> None:
    def cue(person: str, direction: ReviewDirection, pictures: bool) -> Cue:
        return question(store, person, direction, pictures=pictures).cue

    assert (cue("p1", TO_PERSON, True), cue("p1", TO_PERSON, False)) == (Cue.CARD, Cue.NAME)
    assert cue("p1", TO_NAME, True) is Cue.LOOK
    store.add_face(b"jpeg", person="p1", origin=FaceOrigin.GIVEN)
    assert (cue("p1", TO_NAME, True), cue("p1", TO_NAME, False)) == (Cue.FACE, Cue.LOOK)


def test_who_stood_beside_is_told_of_the_last_event_or_the_one_asked_for(store: Store) -> None:
    def beside(event: str | None = None) -> tuple[str | None, list[tuple[str, str]]]:
        asked = question(store, "p2", TO_PERSON, pictures=True, event=event)
        return asked.event.id if asked.event else None, [(one.place, one.person.id) for one in asked.beside]

    assert beside() == ("e1", [("before", "p1"), ("after", "p3")])
    meet(store, "忘年会", date(2026, 12, 20), 1)
    store.attach("p2", "e3")
    assert beside() == ("e3", [("before", "p8")])
    assert beside("e1") == ("e1", [("before", "p1"), ("after", "p3")])
    store.delete("p1")
    with pytest.raises(NotFound):
        question(store, "p1", TO_PERSON, pictures=True)


def test_hints_lower_the_grade_that_is_offered() -> None:
    for direction in ReviewDirection:
        assert offered_rating(direction, []) == 3
        assert offered_rating(direction, [OCCUPATION]) == offered_rating(direction, [OCCUPATION, TALK, BESIDE]) == 2
    assert offered_rating(TO_PERSON, [OCCUPATION, TALK, BESIDE, LOOK]) == offered_rating(TO_PERSON, [FACE]) == 1
    assert offered_rating(TO_NAME, [OCCUPATION, LOOK]) == 2, "a look tells no name"

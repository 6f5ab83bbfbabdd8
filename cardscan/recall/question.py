"""What is shown of a person, what is to be recalled, and the hints, from the farthest to the nearest.

The order of the hints follows how memory goes from a name to a face: by way of the occupation (Memory 1993, PMID
7584278; Cohen 1990, British Journal of Psychology 81:287).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Literal

from cardscan.recall.scheduling import AGAIN, GOOD, HARD
from cardscan.store.review_records import ReviewDirection

if TYPE_CHECKING:
    from cardscan.store.records import Event, Person, PersonSummary
    from cardscan.store.store import Store


class HintKind(StrEnum):
    """The hints in the order in which they are given."""

    OCCUPATION = "occupation"
    """Title, department, qualifications and firm."""
    TALK = "talk"
    """What was talked about."""
    BESIDE = "beside"
    """At which event, and who was met just before, just after, and on the same photo."""
    LOOK = "look"
    FACE = "face"


class Cue(StrEnum):
    """What a question shows."""

    CARD = "card"
    """The card's picture with the name."""
    NAME = "name"
    """Name and firm."""
    LOOK = "look"
    FACE = "face"


@dataclass(frozen=True, slots=True)
class Beside:
    """Somebody who was met near the person."""

    place: Literal["before", "after", "same_photo"]
    person: PersonSummary


@dataclass(frozen=True, slots=True)
class Question:
    """One person to be recalled, with all that can be shown."""

    person: Person
    direction: ReviewDirection
    cue: Cue
    hints: tuple[HintKind, ...]
    """Those that there are, in their order."""
    event: Event | None
    """Where the person was met, last of all unless another was asked for."""
    beside: tuple[Beside, ...]


def question(
    store: Store, person_id: str, direction: ReviewDirection, *, pictures: bool, event: str | None = None
) -> Question:
    """Everything about one person to be recalled.

    Args:
        store: Where it is kept.
        person_id: Whom to recall.
        direction: From the card to the person, or from look or face to the name.
        pictures: Whether pictures can be shown.
        event: The event to hint at; None: the one at which the person was last met.

    Raises:
        NotFound: The person is gone.
    """
    person = store.person(person_id)
    met = [one.event for one in person.encounters if one.event is not None]
    place = next((one for one in reversed(met) if event in (None, one.id)), None)
    near = store.neighbours(person.id, place.id) if place is not None else []
    people = {one.id: one for one in store.summaries([one.person_id for one in near])}
    beside = tuple(Beside(one.place, people[one.person_id]) for one in near if one.person_id in people)
    cue = _cue(person, direction, pictures=pictures)
    return Question(person, direction, cue, _hints(person, cue, place, pictures=pictures), place, beside)


def offered_rating(direction: ReviewDirection, hints: Collection[HintKind]) -> int:
    """The rating that goes with the hints that were needed; only an offer, because nobody else knows.

    From a card the look is what was to be recalled, so whoever had to see it or the face did not recall it.
    """
    told = {HintKind.LOOK, HintKind.FACE} & set(hints)
    if told and direction is ReviewDirection.CARD_TO_PERSON:
        return AGAIN
    return HARD if hints else GOOD


def _cue(person: Person, direction: ReviewDirection, *, pictures: bool) -> Cue:
    if direction is ReviewDirection.CARD_TO_PERSON:
        return Cue.CARD if pictures and person.cards else Cue.NAME
    return Cue.FACE if pictures and person.faces else Cue.LOOK


def _hints(person: Person, cue: Cue, event: Event | None, *, pictures: bool) -> tuple[HintKind, ...]:
    contact = person.contact
    occupied = contact.titles or contact.department or contact.qualifications
    firm = contact.organization or contact.organization_en
    there = {
        HintKind.OCCUPATION: bool(occupied or (firm and cue is not Cue.NAME)),
        HintKind.TALK: bool(person.talks),
        HintKind.BESIDE: event is not None,
        HintKind.LOOK: bool(person.looks) and cue is not Cue.LOOK,
        HintKind.FACE: bool(person.faces) and pictures and cue is not Cue.FACE,
    }
    return tuple(kind for kind in HintKind if there[kind])

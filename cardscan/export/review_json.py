"""What is to be reviewed, and how it stands, as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cardscan.recall.due import Review
    from cardscan.recall.status import ReviewStatus
    from cardscan.store.records import PersonSummary
    from cardscan.store.review_records import SessionPlace


def review_to_json(review: Review, person: PersonSummary) -> dict[str, Any]:
    """One line of ``cardscan review --json``: who is due in which direction, and the chance of recall now."""
    state = review.state
    return _person(person) | {
        "direction": review.direction.value,
        "due": state.due.isoformat(),
        "last_review": state.last_review.isoformat() if state.last_review else None,
        "retrievability": round(review.retrievability, 4) if review.retrievability is not None else None,
        "stability": round(state.stability, 2) if state.stability is not None else None,
        "group": None,
    }


def session_place_to_json(place: SessionPlace, person: PersonSummary) -> dict[str, Any]:
    """The same line for somebody who waits for the first session of an event; ``group`` counts from 1."""
    unknown = dict.fromkeys(("due", "last_review", "retrievability", "stability"))
    return _person(person) | {"direction": "card_to_person"} | unknown | {"group": place.group + 1}


def status_to_json(status: ReviewStatus, people: dict[str, PersonSummary]) -> dict[str, Any]:
    """``cardscan review --status --json``; ``people`` holds those who are about to be forgotten, by id."""
    return {
        "day": status.day.isoformat(),
        "due": status.due,
        "forecast": [{"day": day.isoformat(), "due": count} for day, count in status.forecast],
        "holds": {hold.value: count for hold, count in status.holds.items()},
        "never_asked": status.never_asked,
        "forgetting": [
            review_to_json(review, people[review.person_id])
            for review in status.forgetting
            if review.person_id in people
        ],
    }


def _person(person: PersonSummary) -> dict[str, Any]:
    return {"person": person.id, "name": person.name, "organization": person.organization, "event": person.event}

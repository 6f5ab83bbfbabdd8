"""The part of the store's door for spaced repetition: what is due, every answer, and the last one taken back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Literal

from sqlalchemy import select

from cardscan.store.base import StoreBase
from cardscan.store.database import chunks
from cardscan.store.events import find_event
from cardscan.store.ids import IdKind, row_number
from cardscan.store.listed import listed_of
from cardscan.store.lookup import find_person
from cardscan.store.notes import utc
from cardscan.store.review_records import RATINGS
from cardscan.store.reviews import (
    add_answer,
    list_answers,
    mark_session,
    put_session,
    put_state,
    recognisable_people,
    review_states,
    session_places,
    take_back_answer,
)
from cardscan.store.schema import encounters, reviews

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection

    from cardscan.store.review_records import Answer, ReviewDirection, ReviewState, SessionPlace


class ReviewStore(StoreBase):
    """A store that knows how well people are remembered."""

    def review_states(
        self,
        *,
        person: str | None = None,
        event: str | None = None,
        direction: ReviewDirection | None = None,
        due_by: datetime | None = None,
    ) -> list[ReviewState]:
        """What was ever asked, the longest due first.

        Args:
            person: Only about this person.
            event: Only about people met at this event.
            direction: Only in this direction.
            due_by: Only what is due at this moment (aware).
        """
        with self._database.reading() as connection:
            conditions: list[ColumnElement[bool]] = []
            if person is not None:
                conditions.append(reviews.c.person_id == find_person(connection, person))
            if event is not None:
                there = encounters.c.event_id == _event(connection, event)
                conditions.append(reviews.c.person_id.in_(select(encounters.c.person_id).where(there)))
            if direction is not None:
                conditions.append(reviews.c.direction == str(direction))
            if due_by is not None:
                conditions.append(reviews.c.due <= utc(due_by))
            return review_states(connection, *conditions)

    def answer_review(self, after: ReviewState, rating: int, at: datetime, *, hints: int = 0) -> int:
        """Keep an answer and the state it leads to, in one transaction.

        Args:
            after: The state after the answer.
            rating: 1 again, 2 hard, 3 good, 4 easy.
            at: When, aware.
            hints: How many hints were shown before.

        Returns:
            The answer's number.

        Raises:
            InvalidInput: The rating is none of these.
        """
        with self._changing(after.person_id, "review", RATINGS.get(rating, "")) as (connection, _):
            return add_answer(connection, after, rating, hints, at)

    def set_review_state(self, person: str, direction: ReviewDirection, state: ReviewState | None) -> None:
        """Replace a state without an answer, as putting off does; None: it is as if it had never been asked."""
        with self._database.writing("review", "put off" if state is not None else "as if never asked") as connection:
            put_state(connection, find_person(connection, person), direction, state)

    def recognisable(self, *, by_face: bool = True) -> set[str]:
        """The ids of all who have a look or (``by_face``) a face, by which their name can be asked for."""
        with self._database.reading() as connection:
            return recognisable_people(connection, by_face=by_face)

    def undo_answer(self) -> Answer | None:
        """Take back the last answer of all, and what it made of the state; None where there is none."""
        with self._database.writing("review", "answer taken back") as connection:
            return take_back_answer(connection)

    def answers(self, *, person: str | None = None, limit: int | None = None) -> list[Answer]:
        """Answers about a person, or about everybody, the newest first."""
        with self._database.reading() as connection:
            number = find_person(connection, person) if person is not None else None
            return list_answers(connection, number, limit)

    def first_session(self, event: str) -> list[SessionPlace]:
        """The groups of an event's first session, in their order; empty where none was begun."""
        with self._database.reading() as connection:
            return session_places(connection, _event(connection, event))

    def plan_first_session(self, event: str, groups: Sequence[Sequence[str]]) -> list[SessionPlace]:
        """Lay down who is learned in which group; how far people came who are in it already stays.

        Args:
            event: Of which event (id or name).
            groups: Ids of people, nobody twice; those who are gone are left out.
        """
        with self._database.writing("review", "groups of a first session") as connection:
            number = _event(connection, event)
            asked = [[row_number(one, IdKind.PERSON) for one in group] for group in groups]
            there = {one for group in asked for portion in chunks(group) for one in listed_of(connection, portion)}
            put_session(connection, number, [[one for one in group if one in there] for group in asked])
            return session_places(connection, number)

    def mark_first_session(
        self, event: str, person: str, step: Literal["shown_at", "tested_at"], at: datetime | None
    ) -> None:
        """Remember when a person was shown or asked for in an event's first session; None: not yet."""
        with self._database.writing("review", "first session") as connection:
            mark_session(connection, _event(connection, event), find_person(connection, person), step, at)


def _event(connection: Connection, ref: str) -> int:
    return row_number(find_event(connection, ref).id, IdKind.EVENT)

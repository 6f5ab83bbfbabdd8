"""How well people are remembered, as rows: the state of each direction, every answer, the groups of a first session."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select, update

from cardscan.errors import InvalidInput
from cardscan.store.database import MOST_ROWS, insert_row
from cardscan.store.ids import IdKind, public_id, row_number
from cardscan.store.listed import listed
from cardscan.store.notes import utc
from cardscan.store.review_records import Answer, ReviewDirection, ReviewState, SessionPlace
from cardscan.store.schema import answers, faces, first_sessions, looks, reviews

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection, Row


def review_states(connection: Connection, *conditions: ColumnElement[bool]) -> list[ReviewState]:
    """What meets all conditions, the longest due first; people who are not listed are left out."""
    query = select(reviews).where(listed(reviews.c.person_id), *conditions)
    query = query.order_by(reviews.c.due, reviews.c.person_id, reviews.c.direction)
    return [_state(row) for row in connection.execute(query)]


def add_answer(connection: Connection, after: ReviewState, rating: int, hints: int, at: datetime) -> int:
    """Keep an answer and what it makes of the state; returns the answer's number.

    Raises:
        InvalidInput: The rating is none of 1 to 4.
    """
    if rating not in range(1, 5):
        raise InvalidInput(f"{rating} is no rating; they go from 1 (again) to 4 (easy).")
    person_id = row_number(after.person_id, IdKind.PERSON)
    before = connection.execute(select(reviews).where(_of(person_id, after.direction))).one_or_none()
    _put_state(connection, person_id, after.direction, _values(after))
    row = {
        "person_id": person_id,
        "direction": str(after.direction),
        "rating": rating,
        "hints": hints,
        "at": utc(at),
        "before": _to_json(_state(before)) if before else None,
    }
    return insert_row(connection, answers, **row)


def put_state(connection: Connection, person_id: int, direction: ReviewDirection, state: ReviewState | None) -> None:
    """Replace a state; None: there is none."""
    _put_state(connection, person_id, direction, _values(state) if state is not None else None)


def recognisable_people(connection: Connection, *, by_face: bool) -> set[str]:
    """The ids of all who have a look or (``by_face``) a face."""
    found = set(connection.scalars(select(looks.c.person_id).where(listed(looks.c.person_id)).distinct()))
    if by_face:
        shown = select(faces.c.person_id).where(faces.c.person_id.is_not(None), listed(faces.c.person_id))
        found |= set(connection.scalars(shown.distinct()))
    return {public_id(IdKind.PERSON, number) for number in found}


def take_back_answer(connection: Connection) -> Answer | None:
    """Undo the last answer of all: the state becomes what it was and the answer is forgotten; None: there is none."""
    there = select(answers).where(listed(answers.c.person_id))
    row = connection.execute(there.order_by(answers.c.id.desc()).limit(1)).one_or_none()
    if row is None:
        return None
    answer = _answer(row)
    _put_state(connection, row.person_id, answer.direction, _values(answer.before) if answer.before else None)
    connection.execute(delete(answers).where(answers.c.id == row.id))
    return answer


def list_answers(connection: Connection, person_id: int | None, limit: int | None) -> list[Answer]:
    """Answers about one person or all, the newest first, at most ``limit``."""
    query = select(answers).where(listed(answers.c.person_id)).order_by(answers.c.id.desc())
    query = query.limit(MOST_ROWS if limit is None else limit)
    if person_id is not None:
        query = query.where(answers.c.person_id == person_id)
    return [_answer(row) for row in connection.execute(query)]


def session_places(connection: Connection, event_id: int) -> list[SessionPlace]:
    """The first session of an event, group by group; empty where none was begun."""
    query = select(first_sessions).where(first_sessions.c.event_id == event_id, listed(first_sessions.c.person_id))
    return [
        SessionPlace(
            event_id=public_id(IdKind.EVENT, row.event_id),
            person_id=public_id(IdKind.PERSON, row.person_id),
            group=row.group_number,
            position=row.position,
            shown_at=_aware(row.shown_at),
            tested_at=_aware(row.tested_at),
        )
        for row in connection.execute(query.order_by(first_sessions.c.group_number, first_sessions.c.position))
    ]


def put_session(connection: Connection, event_id: int, groups: Sequence[Sequence[int]]) -> None:
    """Lay down the groups of an event's first session; how far people came who are in it already stays."""
    known = {row.person_id: row for row in connection.execute(select(first_sessions).where(_at(event_id)))}
    connection.execute(delete(first_sessions).where(_at(event_id)))
    rows = [
        {
            "event_id": event_id,
            "person_id": person_id,
            "group_number": number,
            "position": position,
            "shown_at": known[person_id].shown_at if person_id in known else None,
            "tested_at": known[person_id].tested_at if person_id in known else None,
        }
        for number, group in enumerate(groups)
        for position, person_id in enumerate(group)
    ]
    if rows:
        connection.execute(insert(first_sessions), rows)


def mark_session(connection: Connection, event_id: int, person_id: int, column: str, at: datetime | None) -> None:
    """Remember when a person was shown (``shown_at``) or asked for (``tested_at``) in a session; None: not yet."""
    place = (first_sessions.c.event_id == event_id) & (first_sessions.c.person_id == person_id)
    connection.execute(update(first_sessions).where(place).values(**{column: utc(at) if at else None}))


def _of(person_id: int, direction: ReviewDirection) -> ColumnElement[bool]:
    return (reviews.c.person_id == person_id) & (reviews.c.direction == str(direction))


def _at(event_id: int) -> ColumnElement[bool]:
    return first_sessions.c.event_id == event_id


def _put_state(
    connection: Connection, person_id: int, direction: ReviewDirection, values: dict[str, Any] | None
) -> None:
    connection.execute(delete(reviews).where(_of(person_id, direction)))
    if values is not None:
        connection.execute(insert(reviews).values(person_id=person_id, direction=str(direction), **values))


def _values(state: ReviewState) -> dict[str, Any]:
    return {
        "state": int(state.state),
        "step": state.step,
        "stability": state.stability,
        "difficulty": state.difficulty,
        "due": utc(state.due),
        "last_review": utc(state.last_review) if state.last_review else None,
    }


def _state(row: Row[Any]) -> ReviewState:
    return ReviewState(
        person_id=public_id(IdKind.PERSON, row.person_id),
        direction=ReviewDirection(row.direction),
        state=row.state,
        step=row.step,
        stability=row.stability,
        difficulty=row.difficulty,
        due=row.due.replace(tzinfo=UTC),
        last_review=_aware(row.last_review),
    )


def _to_json(state: ReviewState) -> dict[str, Any]:
    return {
        "state": state.state,
        "step": state.step,
        "stability": state.stability,
        "difficulty": state.difficulty,
        "due": state.due.isoformat(),
        "last_review": state.last_review.isoformat() if state.last_review else None,
    }


def _answer(row: Row[Any]) -> Answer:
    person_id, direction = public_id(IdKind.PERSON, row.person_id), ReviewDirection(row.direction)
    before = None
    if row.before is not None:
        moments = {
            name: row.before[name] and datetime.fromisoformat(row.before[name]) for name in ("due", "last_review")
        }
        before = ReviewState(person_id, direction, **(row.before | moments))
    return Answer(row.id, person_id, direction, row.rating, row.hints, row.at.replace(tzinfo=UTC), before)


def _aware(moment: datetime | None) -> datetime | None:
    return moment.replace(tzinfo=UTC) if moment else None

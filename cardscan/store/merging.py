"""Two people become one, or two again, and nothing that anybody wrote is lost.

The absorbed person's row stays with its values (what that card said) but is nobody any more (``schema.joined``); cards,
meetings, notes and memory move to the other person. Splitting takes the same way back. Merges lie on each other: to
take one back, the later ones are taken back first and done again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select, update

from cardscan.store.absorbed import absorbed_by, survivor
from cardscan.store.apart import forget_apart
from cardscan.store.composition import both_personal, composed, personal_of
from cardscan.store.contact_values import CONTACT_FIELDS, MANY_VALUED
from cardscan.store.editing import put_all_back, put_back
from cardscan.store.following import follow, go_back
from cardscan.store.held import held_by, kept_rows, put_held, put_rows_back
from cardscan.store.history import from_json, record_changes
from cardscan.store.indexing import reindex
from cardscan.store.notes import utc
from cardscan.store.people import fields_of
from cardscan.store.records import ChangedBy, StoredField
from cardscan.store.schema import answers, cards, field_values, joined, merges, people, positions, reviews

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row


def merge_people(
    connection: Connection, person: int, other: int, *, by_hand: bool, signs: Sequence[str], now: datetime
) -> None:
    """Let one person become part of another one.

    Args:
        connection: A transaction; to be called within ``recorded``.
        person: Who stays, with id, notes and memory.
        other: Who becomes part of that person.
        by_hand: Whether a person said so.
        signs: What speaks for it.
        now: The present, aware.
    """
    values = fields_of(connection, [person, other])
    before, theirs = values[person], values[other]
    held = held_by(connection, [person, other], values)
    kept = kept_rows(connection, [one.holder for some in held.values() for one in some])
    newest = {one: max((h.received_at or datetime.min, h.received) for h in held[one]) for one in (person, other)}
    personal = both_personal(
        personal_of(before, held[person]),
        personal_of(theirs, held[other]),
        other_is_newer=newest[other] >= newest[person],
    )
    after = composed(personal, [*held[person], *held[other]])
    brought = {"held": kept, **follow(connection, other, person), **_memory(connection, other, person)}
    brought["cards"] = list(connection.scalars(select(cards.c.id).where(cards.c.person_id == other)))
    connection.execute(update(cards).where(cards.c.person_id == other).values(person_id=person))
    put_held(connection, [*held[person], *held[other]])
    connection.execute(insert(joined).values(person_id=other, to_id=person))
    row = {
        "person_id": person,
        "other_id": other,
        "by_hand": by_hand,
        "signs": list(signs),
        "before": [asdict(value) for value in before],
        "after": [[value.field, value.value] for value in after],
        "brought": brought,
        "decided_at": utc(now),
    }
    connection.execute(insert(merges).values(**row))
    put_all_back(connection, person, after)
    forget_apart(connection, _all_of(connection, person), _all_of(connection, other))


def take_back_merges(connection: Connection, person: int, since: int) -> list[Row[Any]]:
    """Take back all merges from number ``since`` on among those who are this person; returns them, the oldest first."""
    everybody = _all_of(connection, person)
    later = select(merges).where(merges.c.person_id.in_(everybody), merges.c.id >= since).order_by(merges.c.id.desc())
    rows = list(connection.execute(later))
    for row in rows:
        _take_back(connection, row)
    return rows[::-1]


def merge_again(connection: Connection, rows: Sequence[Row[Any]]) -> None:
    """Do merges again that were taken back, where they are still two people."""
    for row in rows:
        person, other = survivor(connection, row.person_id), survivor(connection, row.other_id)
        if person != other:
            then = row.decided_at.replace(tzinfo=UTC)
            merge_people(connection, person, other, by_hand=row.by_hand, signs=row.signs, now=then)


def merges_into(connection: Connection, person: int) -> list[Row[Any]]:
    """The merges that made a person what they are, the oldest first."""
    everybody = _all_of(connection, person)
    return list(connection.execute(select(merges).where(merges.c.person_id.in_(everybody)).order_by(merges.c.id)))


@contextmanager
def beneath_merges(connection: Connection, people_concerned: Sequence[int], now: datetime) -> Iterator[None]:
    """Do something to the single cards of people as if they had not been merged; afterwards they are again."""
    persons = list(dict.fromkeys(survivor(connection, one) for one in people_concerned))
    concerned = [person for person in persons if merges_into(connection, person)]
    if not concerned:
        yield
        return
    everybody = [one for person in persons for one in _all_of(connection, person)]
    with recorded(connection, everybody, ChangedBy.SIDES, now):
        said = said_by_hand(connection, everybody)
        rows = [row for person in concerned for row in take_back_merges(connection, person, 0)]
        yield
        merge_again(connection, sorted(rows, key=lambda row: row.id))
        say_again(connection, said)


@contextmanager
def recorded(connection: Connection, person_ids: Sequence[int], by: ChangedBy, now: datetime) -> Iterator[None]:
    """Remember how people's values change meanwhile, and bring the index up to date."""
    before = fields_of(connection, person_ids)
    yield
    after = fields_of(connection, person_ids)
    alone = set(person_ids) - set(
        connection.scalars(select(joined.c.person_id).where(joined.c.person_id.in_(person_ids)))
    )
    for person in sorted(alone):
        record_changes(connection, person, before[person], after[person], by, now)
        connection.execute(update(people).where(people.c.id == person).values(updated_at=utc(now)))
    reindex(connection, person_ids)


def said_by_hand(connection: Connection, holders: Sequence[int]) -> list[Row[Any]]:
    """What people said by hand about positions."""
    by_hand = positions.c.since.is_not(None) | positions.c.until.is_not(None) | positions.c.is_current.is_not(None)
    return list(connection.execute(select(positions).where(positions.c.holder_id.in_(holders), by_hand)))


def say_again(connection: Connection, said: Sequence[Row[Any]]) -> None:
    """Put back what people said by hand about positions, of cards that are still one of several."""
    persons: dict[int, None] = {}
    for row in said:
        values = {"since": row.since, "until": row.until, "is_current": row.is_current}
        changed = connection.execute(update(positions).where(positions.c.holder_id == row.holder_id).values(**values))
        if changed.rowcount:
            persons[survivor(connection, row.holder_id)] = None
    for person in persons:
        values_before = fields_of(connection, [person])[person]
        held = held_by(connection, [person])[person]
        put_held(connection, held)
        put_all_back(connection, person, composed(personal_of(values_before, held), held))


def _memory(connection: Connection, other: int, person: int) -> dict[str, list[Any]]:
    """Let how well the other one was remembered count, in directions in which the person was never asked for."""
    known = set(connection.scalars(select(reviews.c.direction).where(reviews.c.person_id == person)))
    theirs = connection.scalars(select(reviews.c.direction).where(reviews.c.person_id == other))
    moved = [direction for direction in theirs if direction not in known]
    given = list(
        connection.scalars(select(answers.c.id).where(answers.c.person_id == other, answers.c.direction.in_(moved)))
    )
    _move_memory(connection, moved, given, other, person)
    return {"reviews": moved, "answers": given}


def _move_memory(connection: Connection, directions: Sequence[str], given: Sequence[int], one: int, to: int) -> None:
    own = (reviews.c.person_id == one) & reviews.c.direction.in_(directions)
    connection.execute(update(reviews).where(own).values(person_id=to))
    connection.execute(update(answers).where(answers.c.person_id == one, answers.c.id.in_(given)).values(person_id=to))


def _take_back(connection: Connection, row: Row[Any]) -> None:
    """Make two people again of the two of a merge, which must be the last one of the person."""
    person, other, brought = row.person_id, row.other_id, row.brought
    now = fields_of(connection, [person])[person]
    back = _before(list(map(from_json, row.before)), {tuple(pair) for pair in row.after}, now)
    put_all_back(connection, person, back.values)
    put_back(connection, other, {value.field for value in back.corrected}, back.corrected)
    for field, value in back.confirmed:
        same = (field_values.c.person_id == other) & (field_values.c.field == field) & (field_values.c.value == value)
        connection.execute(update(field_values).where(same).values(confirmed=True))
    put_rows_back(connection, brought["held"])
    connection.execute(delete(joined).where(joined.c.person_id == other))
    go_back(connection, brought, person, other)
    _move_memory(connection, brought["reviews"], brought["answers"], person, other)
    connection.execute(update(cards).where(cards.c.id.in_(brought["cards"])).values(person_id=other))
    connection.execute(delete(merges).where(merges.c.id == row.id))


@dataclass(frozen=True, slots=True)
class _Before:
    """What becomes of the values of two who were one person."""

    values: list[StoredField]
    """The person's, as they were before the merge, with what somebody did to them since."""
    corrected: list[StoredField]
    """Corrections since of what came with the other one; they go with it."""
    confirmed: list[tuple[str, str]]
    """What came with the other one and was confirmed since."""


def _before(before: list[StoredField], after: set[tuple[Any, ...]], now: Sequence[StoredField]) -> _Before:
    kept: list[StoredField] = []
    corrected: list[StoredField] = []
    looked_at = {(value.field, value.value) for value in now if value.confirmed}
    mine = {(value.field, value.value) for value in before}
    for field in CONTACT_FIELDS:
        then = [value for value in before if value.field == field]
        present = [value for value in now if value.field == field]
        merged = {text for name, text in after if name == field}
        gone = merged - {value.value for value in present}
        typed = [value for value in present if value.value not in merged]
        if field not in MANY_VALUED and merged != {value.value for value in then}:
            corrected += typed
            gone, typed = set(), []
        known = {value.value for value in typed}
        kept += [
            replace(value, confirmed=value.confirmed or (field, value.value) in looked_at)
            for value in then
            if value.value not in gone | known
        ]
        kept += typed
    return _Before(kept, corrected, [pair for pair in looked_at - mine if pair in after])


def _all_of(connection: Connection, person: int) -> list[int]:
    return [person, *absorbed_by(connection, [person])[person]]

"""Two cards become two sides of one, or two cards again, and nothing that anybody wrote is lost.

The back's person stays as a row with its values, tags and history, but is nobody any more (``schema.joined``): cards,
encounters and notes move to the front's person, with the values that the front lacks. Parting takes the same way back.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, delete, func, insert, or_, select, update

from cardscan.errors import InvalidInput, NotFound
from cardscan.records import Contact, Source
from cardscan.store.contact_values import CONTACT_FIELDS, MANY_VALUED, Value, contact_of, item_of
from cardscan.store.following import follow, go_back
from cardscan.store.full_text import forget_person
from cardscan.store.history import record_changes
from cardscan.store.ids import IdKind, public_id
from cardscan.store.indexing import reindex
from cardscan.store.notes import utc
from cardscan.store.people import fields_of
from cardscan.store.records import CardPair, ChangedBy
from cardscan.store.schema import cards, field_values, joined, people, sides
from cardscan.store.seen_sides import stated_contact

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection, Row

    from cardscan.store.records import StoredField


def pairs_of(connection: Connection, card_id: int | None = None) -> list[CardPair]:
    """What was decided about two cards, or about one and others, in the order of the decisions."""
    query = select(sides).order_by(sides.c.id)
    if card_id is not None:
        query = query.where(or_(sides.c.front_id == card_id, sides.c.back_id == card_id))
    rows = connection.execute(query).all()
    owners = (
        {row.id: row.person_id for row in connection.execute(select(cards.c.id, cards.c.person_id))} if rows else {}
    )
    return [
        CardPair(
            state="joined" if row.together else "apart",
            front_id=public_id(IdKind.CARD, row.front_id),
            back_id=public_id(IdKind.CARD, row.back_id),
            by_hand=row.by_hand,
            signs=tuple(row.signs),
            front_person=public_id(IdKind.PERSON, owners[row.front_id]),
            back_person=public_id(IdKind.PERSON, owners[row.back_id]),
            was=public_id(IdKind.PERSON, row.brought["person"]) if row.together else None,
        )
        for row in rows
    ]


def join_cards(
    connection: Connection, front: int, back: int, *, by_hand: bool, signs: Sequence[str], now: datetime
) -> None:
    """Make two cards two sides of one.

    Args:
        connection: A transaction.
        front: The row number of the front.
        back: Of the back; its person has no other card.
        by_hand: Whether a person said so.
        signs: What speaks for it.
        now: The present, aware.

    Raises:
        InvalidInput: The back is a side of another card already.
    """
    for card, role in ((front, sides.c.back_id), (back, sides.c.back_id), (back, sides.c.front_id)):
        other = connection.execute(select(sides).where(role == card, sides.c.together)).first()
        if other is not None:
            known = other.front_id if other.back_id == card else other.back_id
            name, other_name = public_id(IdKind.CARD, card), public_id(IdKind.CARD, known)
            raise InvalidInput(
                f"{name} and {other_name} are two sides of one card already; "
                f"part them first: cardscan sides --apart {name} {other_name}"
            )
    person, absorbed = (_person(connection, card) for card in (front, back))
    before = fields_of(connection, [person])[person]
    replaced = _add_values(connection, person, fields_of(connection, [absorbed])[absorbed], back)
    brought = {"person": absorbed, "replaced": replaced, **follow(connection, absorbed, person)}
    connection.execute(update(cards).where(cards.c.id == back).values(person_id=person, side="back"))
    connection.execute(update(cards).where(cards.c.id == front).values(side="front"))
    connection.execute(insert(joined).values(person_id=absorbed, to_id=person))
    _decide(connection, front, back, together=True, by_hand=by_hand, signs=signs, brought=brought, now=now)
    forget_person(connection, absorbed)
    _changed(connection, person, before, now)


def part_cards(connection: Connection, one: int, other: int, now: datetime) -> None:
    """Say that two cards are two; where they were joined, each becomes again what it was."""
    pair = connection.execute(select(sides).where(_of(one, other))).first()
    if pair is not None and pair.together:
        _take_back(connection, pair, now)
    _decide(connection, one, other, together=False, by_hand=True, signs=(), brought={}, now=now)


def _of(one: int, other: int) -> ColumnElement[bool]:
    return or_(
        and_(sides.c.front_id == one, sides.c.back_id == other), and_(sides.c.front_id == other, sides.c.back_id == one)
    )


def _decide(
    connection: Connection,
    front: int,
    back: int,
    *,
    together: bool,
    by_hand: bool,
    signs: Sequence[str],
    brought: dict[str, Any],
    now: datetime,
) -> None:
    """Remember the last word on two cards."""
    connection.execute(delete(sides).where(_of(front, back)))
    connection.execute(
        insert(sides).values(
            front_id=front,
            back_id=back,
            together=together,
            by_hand=by_hand,
            signs=list(signs),
            brought=brought,
            decided_at=utc(now),
        )
    )


def _person(connection: Connection, card: int) -> int:
    person = connection.scalar(select(cards.c.person_id).where(cards.c.id == card))
    if person is None:
        raise NotFound(f"There is no card {public_id(IdKind.CARD, card)}.")
    return int(person)


def _add_values(connection: Connection, person: int, others: Sequence[StoredField], back: int) -> list[dict[str, Any]]:
    """Give a person the values that only the back has; returns the rows of the guesses that gave way."""
    from cardscan.person.other_side import added_by_back, reading_by_romaji  # its dictionaries take time to load

    own = fields_of(connection, [person])[person]
    front = contact_of(
        [value for value in own if value.confirmed or value.source not in (Source.DICTIONARY, Source.EMAIL)]
    )
    added = added_by_back(front, stated_contact(others))
    new = [value for field in CONTACT_FIELDS for value in _values(field, added, others, back)]
    guess = reading_by_romaji(front, added.romanized_name) if added.romanized_name else None
    if guess is not None and front.phonetic_name is None and added.phonetic_name is None:
        new.append(Value("phonetic_name", guess.kana, guess.kana, {}, guess.chance, Source.OTHER_SIDE, card_id=back))
    replaced = []
    for value in new:
        same = (field_values.c.person_id == person) & (field_values.c.field == value.field)
        if value.field not in MANY_VALUED:  # only a guess can stand there
            replaced += [dict(row) for row in connection.execute(select(field_values).where(same)).mappings()]
            connection.execute(delete(field_values).where(same))
        last = connection.scalar(select(func.max(field_values.c.position)).where(same))
        connection.execute(insert(field_values).values(**value.row(person, 0 if last is None else last + 1)))
    return replaced


def _values(field: str, added: Contact, others: Sequence[StoredField], back: int) -> list[Value]:
    """The back's values behind one field of what it adds; a Latin name comes from its full name."""
    wanted = getattr(added, field)
    items = wanted if isinstance(wanted, tuple) else (wanted,) if wanted is not None else ()
    by_item = {(value.field == field, item_of(value)): value for value in reversed(others)}
    found = [by_item.get((True, item)) or by_item[False, item] for item in items]
    return [
        Value(
            field,
            value.value,
            value.text,
            value.parts,
            value.confidence,
            Source.OTHER_SIDE,
            confirmed=value.confirmed,
            card_id=back,
            lines=value.lines,
            rivals=value.rivals,
        )
        for value in found
    ]


def _take_back(connection: Connection, pair: Row[Any], now: datetime) -> None:
    """Give the back's person its card again, with everything that came with it."""
    from cardscan.store.editing import put_back  # its dictionaries take time to load

    person, absorbed = _person(connection, pair.front_id), int(pair.brought["person"])
    before = fields_of(connection, [person])[person]
    card = public_id(IdKind.CARD, pair.back_id)
    gone = [value for value in before if value.card_id == card]
    put_back(connection, person, {value.field for value in gone}, [value for value in before if value.card_id != card])
    looked_at = [value.value for value in gone if value.confirmed]
    connection.execute(
        update(field_values)
        .where(field_values.c.person_id == absorbed, field_values.c.value.in_(looked_at))
        .values(confirmed=True)
    )
    present = {value.field for value in fields_of(connection, [person])[person]}
    for row in pair.brought["replaced"]:
        if row["field"] not in present:
            connection.execute(insert(field_values).values(**row))
    go_back(connection, pair.brought, person, absorbed)
    connection.execute(update(cards).where(cards.c.id == pair.back_id).values(person_id=absorbed, side="front"))
    connection.execute(delete(joined).where(joined.c.person_id == absorbed))
    _changed(connection, person, before, now)
    reindex(connection, [absorbed])


def _changed(connection: Connection, person: int, before: Sequence[StoredField], now: datetime) -> None:
    """Remember how the values changed, and bring the index up to date."""
    record_changes(connection, person, before, fields_of(connection, [person])[person], ChangedBy.SIDES, now)
    connection.execute(update(people).where(people.c.id == person).values(updated_at=utc(now)))
    reindex(connection, [person])

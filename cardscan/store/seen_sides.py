"""The cards of the store as ``person.sides`` looks at them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlalchemy import select

from cardscan.person.other_side import NOT_STATED
from cardscan.person.photo_layout import middle, proportion
from cardscan.person.sides import SeenSide
from cardscan.records import Contact
from cardscan.store.contact_values import contact_of
from cardscan.store.database import chunks
from cardscan.store.history import from_json
from cardscan.store.ids import IdKind, public_id
from cardscan.store.listed import listed
from cardscan.store.people import fields_of, quad_of
from cardscan.store.schema import cards, merges, photos, sides

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from cardscan.store.records import StoredField

_UNDATED = 10**12
"""Photos without a time stand after all others, in the order in which they came in and never beside a dated one."""


def stated_contact(values: Sequence[StoredField]) -> Contact:
    """What a card states or a person typed, without guesses and without what came from the other side."""
    return contact_of([value for value in values if value.confirmed or value.source not in NOT_STATED])


def seen_sides(connection: Connection) -> list[SeenSide]:
    """Every card of people who are listed; those whose other side is known are not free."""
    rows = connection.execute(
        select(cards.c.id, cards.c.photo_id, cards.c.person_id, cards.c.quad, photos.c.width, photos.c.height)
        .add_columns(photos.c.taken_at)
        .join(photos, cards.c.photo_id == photos.c.id)
        .where(listed(cards.c.person_id))
        .order_by(cards.c.id)
    ).all()
    first_owners, before = _before_merges(connection)
    owners = {row.id: first_owners.get(row.id, row.person_id) for row in rows}
    joined_cards: set[int] = set()
    for pair in connection.execute(select(sides).where(sides.c.together)):
        joined_cards |= {pair.front_id, pair.back_id}
        owners[pair.back_id] = pair.brought["person"]
    contacts: dict[int, Contact] = {}
    for portion in chunks(sorted(set(owners.values()))):
        contacts |= {number: stated_contact(values) for number, values in fields_of(connection, portion).items()}
    contacts |= {number: stated_contact(values) for number, values in before.items()}
    order = _order_of_photos(connection)
    among = Counter(row.photo_id for row in rows)
    return [
        SeenSide(
            key=public_id(IdKind.CARD, row.id),
            contact=contacts.get(owners[row.id], Contact()),
            photo=order[row.photo_id],
            among=among[row.photo_id],
            place=middle(quad_of(row.quad), row.width, row.height),
            proportion=proportion(quad_of(row.quad)),
            taken_at=row.taken_at,
            free=row.id not in joined_cards,
        )
        for row in rows
    ]


def _order_of_photos(connection: Connection) -> dict[int, int]:
    """Row number of each photo → its place in the order in which photos were taken."""
    known = connection.execute(select(photos.c.id, photos.c.taken_at).order_by(photos.c.taken_at, photos.c.id)).all()
    dated = (row.id for row in known if row.taken_at is not None)
    return {row.id: _UNDATED + row.id for row in known} | {number: place for place, number in enumerate(dated)}


def _before_merges(connection: Connection) -> tuple[dict[int, int], dict[int, list[StoredField]]]:
    """Who was made of each card whose person became part of another, and what people's values were before that."""
    owners: dict[int, int] = {}
    values: dict[int, list[StoredField]] = {}
    for row in connection.execute(select(merges).order_by(merges.c.id)):
        for card in row.brought["cards"]:
            owners.setdefault(card, row.other_id)
        if row.person_id not in values:
            values[row.person_id] = list(map(from_json, row.before))
    return owners, values

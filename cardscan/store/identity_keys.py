"""The keys under which people who may be one person meet (``person.identity_keys``), as rows made when they are needed.

They follow from the values, like the full-text index, and so stand outside of ``schema``: whoever changes values
forgets the keys, and the next import makes them anew.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import Column, Integer, MetaData, Table, Text, delete, insert, select

from cardscan.store.database import chunks
from cardscan.store.listed import listed
from cardscan.store.schema import people

if TYPE_CHECKING:
    from sqlalchemy import Connection

keys = Table(
    "person_index_keys",
    MetaData(),
    Column("person_id", Integer, primary_key=True),
    Column("key", Text, primary_key=True),
)

_NO_KEY = "-"
"""Says that somebody has been looked at."""


def forget_keys(connection: Connection, person_ids: Sequence[int]) -> None:
    """Forget people's keys, because their values changed."""
    for portion in chunks(person_ids):
        connection.execute(delete(keys).where(keys.c.person_id.in_(portion)))


def people_without_keys(connection: Connection) -> list[int]:
    """Everybody whose keys are to be made."""
    known = select(keys.c.person_id).where(keys.c.person_id == people.c.id).exists()
    return list(connection.scalars(select(people.c.id).where(~known, listed(people.c.id)).order_by(people.c.id)))


def put_keys(connection: Connection, found: Mapping[int, frozenset[str]]) -> None:
    """Keep the keys of people who have none."""
    rows = [{"person_id": person, "key": key} for person, some in found.items() for key in (_NO_KEY, *sorted(some))]
    if rows:
        connection.execute(insert(keys), rows)


def people_under(connection: Connection, asked: Sequence[str]) -> dict[str, list[int]]:
    """Key → everybody who is found under it."""
    found: dict[str, list[int]] = {}
    for portion in chunks(asked):
        for row in connection.execute(select(keys.c.key, keys.c.person_id).where(keys.c.key.in_(portion))):
            found.setdefault(row.key, []).append(row.person_id)
    return found

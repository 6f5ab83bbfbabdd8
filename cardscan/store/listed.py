"""Who is anybody at all: the one place that tells which people are listed, found and counted."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, or_, select

from cardscan.store.schema import binned, joined, people

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection


def listed(person_id: ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether a column's person is neither in the bin nor became part of somebody else."""
    return and_(person_id.not_in(select(joined.c.person_id)), person_id.not_in(select(binned.c.person_id)))


def listed_or_none(person_id: ColumnElement[Any]) -> ColumnElement[bool]:
    """The same for a column that may name nobody."""
    return or_(person_id.is_(None), listed(person_id))


def listed_of(connection: Connection, person_ids: Iterable[int]) -> set[int]:
    """Those of these people (at most as many as fit into one query) who are there and are listed."""
    return set(connection.scalars(select(people.c.id).where(people.c.id.in_(list(person_ids)), listed(people.c.id))))

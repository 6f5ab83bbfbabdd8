"""Pairs of people of whom somebody said that they are two: they are never proposed or merged by the machine again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select

from cardscan.store.absorbed import survivor
from cardscan.store.notes import utc
from cardscan.store.schema import kept_apart, people

if TYPE_CHECKING:
    from sqlalchemy import Connection


def keep_apart(connection: Connection, one: int, other: int, now: datetime) -> None:
    """Remember that two people (row numbers) are two, whoever they become part of; merging them by hand forgets it."""
    first, second = sorted((one, other))
    known = (kept_apart.c.one_id == first) & (kept_apart.c.other_id == second)
    connection.execute(delete(kept_apart).where(known))
    connection.execute(insert(kept_apart).values(one_id=first, other_id=second, decided_at=utc(now)))


def keep_apart_again(connection: Connection, detail: Mapping[str, Any]) -> None:
    """What is to be done when a merge is undone: it stays undone, whatever the next import finds.

    Args:
        connection: The transaction of the undo.
        detail: The change's; ``merged`` names pairs of people by their row numbers.
    """
    for one, other in detail.get("merged", ()):
        there = connection.scalars(select(people.c.id).where(people.c.id.in_([one, other]))).all()
        if len(there) == 2:  # an undone import takes its people along
            keep_apart(connection, one, other, datetime.now(UTC))


def forget_apart(connection: Connection, some: Sequence[int], others: Sequence[int]) -> None:
    """Forget that any of these are other people than any of those."""
    for one, other in ((some, others), (others, some)):
        connection.execute(delete(kept_apart).where(kept_apart.c.one_id.in_(one), kept_apart.c.other_id.in_(other)))


def apart_pairs(connection: Connection) -> set[frozenset[int]]:
    """Pairs of people as they are today, each of two row numbers, that are two."""
    known: dict[int, int] = {}

    def today(number: int) -> int:
        if number not in known:
            known[number] = survivor(connection, number)
        return known[number]

    rows = connection.execute(select(kept_apart.c.one_id, kept_apart.c.other_id)).all()
    return {frozenset((today(row.one_id), today(row.other_id))) for row in rows}

"""Who became part of whom, by way of whomever."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlalchemy import select

from cardscan.store.database import chunks
from cardscan.store.schema import joined

if TYPE_CHECKING:
    from sqlalchemy import Connection


def survivor(connection: Connection, number: int) -> int:
    """The person that this one became part of, or the person itself."""
    while (to := connection.scalar(select(joined.c.to_id).where(joined.c.person_id == number))) is not None:
        number = int(to)
    return number


def absorbed_by(connection: Connection, numbers: Sequence[int]) -> dict[int, list[int]]:
    """Row number of each person → everybody who became part of them, in the order of their row numbers."""
    into = {number: number for number in numbers}
    found: dict[int, list[int]] = {number: [] for number in numbers}
    asked = list(numbers)
    while asked:
        next_asked = []
        for portion in chunks(asked):
            for row in connection.execute(select(joined).where(joined.c.to_id.in_(portion))):
                into[row.person_id] = into[row.to_id]
                found[into[row.to_id]].append(row.person_id)
                next_asked.append(row.person_id)
        asked = next_asked
    return {number: sorted(members) for number, members in found.items()}

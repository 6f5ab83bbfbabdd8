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
    parts: dict[int, list[int]] = {}
    asked = list(dict.fromkeys(numbers))
    while asked:
        for portion in chunks(asked):
            for row in connection.execute(select(joined).where(joined.c.to_id.in_(portion))):
                parts.setdefault(row.to_id, []).append(row.person_id)
        asked = [part for number in asked for part in parts.get(number, ()) if part not in parts]

    def below(number: int) -> list[int]:
        return [one for part in parts.get(number, ()) for one in (part, *below(part))]

    return {number: sorted(set(below(number))) for number in numbers}


def owners_among(connection: Connection, numbers: Sequence[int]) -> dict[int, int]:
    """Everybody who is, or became part of, one of these people → which of them; the one that others became part of."""
    known = absorbed_by(connection, numbers)
    parts = {part for some in known.values() for part in some}
    outermost = {number: some for number, some in known.items() if number not in parts}
    return {one: number for number, some in outermost.items() for one in (number, *some)}

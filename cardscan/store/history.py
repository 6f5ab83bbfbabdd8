"""What became of values since they were read: one row a change, with all of the old value and of the new one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select

from cardscan.records import Source
from cardscan.store.contact_values import CONTACT_FIELDS
from cardscan.store.journal import current_change
from cardscan.store.notes import utc
from cardscan.store.records import Change, ChangedBy, StoredField
from cardscan.store.schema import field_history

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row

Pair = tuple[StoredField | None, StoredField | None]


def record_changes(
    connection: Connection,
    person_id: int,
    before: Sequence[StoredField],
    after: Sequence[StoredField],
    by: ChangedBy,
    now: datetime,
) -> None:
    """Remember how a person's values differ from what they were; to be called in the transaction of the change."""
    change = current_change(connection)
    rows = [
        {
            "person_id": person_id,
            "at": utc(now),
            "by": str(by),
            "field": field,
            "old": asdict(old) if old else None,
            "new": asdict(new) if new else None,
            "change_id": change.number if change else None,
        }
        for field in CONTACT_FIELDS
        for old, new in _changed([v for v in before if v.field == field], [v for v in after if v.field == field])
    ]
    if rows:
        connection.execute(insert(field_history), rows)


def history_of(connection: Connection, person_ids: Sequence[int]) -> dict[int, list[Change]]:
    """Row number of each person → the changes, oldest first."""
    found: dict[int, list[Change]] = {number: [] for number in person_ids}
    query = select(field_history).where(field_history.c.person_id.in_(person_ids)).order_by(field_history.c.id)
    for row in connection.execute(query):
        found[row.person_id].append(_change(row))
    return found


def history_by_change(connection: Connection, person_id: int) -> dict[int | None, list[Change]]:
    """Row number of each change of the journal (None: from before there was one) → how it changed a person's values."""
    found: dict[int | None, list[Change]] = {}
    query = select(field_history).where(field_history.c.person_id == person_id).order_by(field_history.c.id)
    for row in connection.execute(query):
        found.setdefault(row.change_id, []).append(_change(row))
    return found


def _change(row: Row[Any]) -> Change:
    return Change(row.at.replace(tzinfo=UTC), ChangedBy(row.by), row.field, _value(row.old), _value(row.new))


def _changed(before: Sequence[StoredField], after: Sequence[StoredField]) -> Iterator[Pair]:
    """The values of one field that differ, each with what it became: the same text first, the rest in their order.

    A value that only moved within its field did not change.
    """
    kept = {value.value for value in before} & {value.value for value in after}
    now = {value.value: value for value in after}
    for old in before:
        if old.value in kept and replace(old, position=0) != replace(now[old.value], position=0):
            yield old, now[old.value]
    gone = [value for value in before if value.value not in kept]
    come = [value for value in after if value.value not in kept]
    yield from zip_longest(gone, come)


def from_json(kept: Mapping[str, Any]) -> StoredField:
    """A value that was kept in a JSON column by ``dataclasses.asdict``."""
    known = {**kept, "source": Source(kept["source"]), "lines": tuple(kept["lines"]), "rivals": tuple(kept["rivals"])}
    return StoredField(**known)


def _value(kept: dict[str, Any] | None) -> StoredField | None:
    return None if kept is None else from_json(kept)

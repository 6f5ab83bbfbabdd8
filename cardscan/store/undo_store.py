"""The part of the store's door through which changes are seen, taken back, and put together to one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from cardscan.errors import NotFound
from cardscan.store.absorbed import absorbed_by
from cardscan.store.base import StoreBase
from cardscan.store.change_records import PastChange, StoredChange
from cardscan.store.database import MOST_ROWS, chunks
from cardscan.store.history import history_by_change
from cardscan.store.ids import IdKind, missing, public_id, row_number
from cardscan.store.journal import OpenChange, current_change, files_in_journal
from cardscan.store.lookup import find_person
from cardscan.store.records import ChangedBy
from cardscan.store.schema import change_people, changes

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row

_KINDS = {ChangedBy.HAND: "edit", ChangedBy.PROOF: "proof", ChangedBy.SIDES: "sides"}
"""How a change of a value from before the journal would be called today."""


class UndoStore(StoreBase):
    """A store in which what was done can be taken back."""

    @contextmanager
    def one_change(self, kind: str, summary: str = "", *, detail: dict[str, Any] | None = None) -> Iterator[OpenChange]:
        """Let everything that is kept within be one change, taken back in one go; of several the outermost counts.

        Args:
            kind: What is done, in one word.
            summary: What it is about; it may be set anew until the end.
            detail: What undoing it has to know beside the rows.
        """
        with self._database.one_change(OpenChange(kind, summary, detail)) as change:
            yield change

    def changes(self, *, limit: int | None = None) -> list[StoredChange]:
        """What was done, the newest first."""
        with self._database.reading() as connection:
            query = select(changes).order_by(changes.c.id.desc()).limit(MOST_ROWS if limit is None else limit)
            return _stored(connection, connection.execute(query).all())

    def change(self, change_id: str) -> StoredChange:
        """One change.

        Raises:
            NotFound: There is no such change.
        """
        with self._database.reading() as connection:
            return _one(connection, row_number(change_id, IdKind.CHANGE))

    def next_undo(self) -> StoredChange:
        """What ``undo`` takes back next: the newest change that is not taken back yet.

        Raises:
            NotFound: There is none.
        """
        from cardscan.store.undo import newest_to_undo  # a search has no time to import what it does not need

        with self._database.reading() as connection:
            number = newest_to_undo(connection)
            if number is None:
                raise NotFound("There is nothing to undo.")
            return _one(connection, number)

    def undo(self, change_id: str | None = None) -> StoredChange:
        """Take a change back; that is a change, too, and can be taken back itself.

        Args:
            change_id: Which; None: the newest that is not taken back yet.

        Returns:
            The change that the undo is.

        Raises:
            NotFound: There is no such change.
            InvalidInput: It was taken back already, is too long ago, or later changes build on it; they are named.
        """
        from cardscan.store.undo import undo_change  # see next_undo

        undone = self.next_undo() if change_id is None else self.change(change_id)
        number = row_number(undone.id, IdKind.CHANGE)
        said = f"{undone.kind}: {undone.summary}" if undone.summary else undone.kind
        with self._database.writing("undo", f"{undone.id} ({said})", undoes=number) as connection:
            undo_change(connection, number)
            own = current_change(connection)
        assert own is not None  # noqa: S101  # see ``Database.writing``
        if own.number is None:
            raise NotFound(f"{undone.id} left nothing that could be undone.")
        return self.change(public_id(IdKind.CHANGE, own.number))

    def history(self, person: str) -> list[PastChange]:
        """Every change that touched a person (id, card's id or name), oldest first, with the values it changed."""
        with self._database.reading() as connection:
            number = find_person(connection, person)
            own = [number, *absorbed_by(connection, [number])[number]]
            touched = select(change_people.c.change_id).where(change_people.c.person_id.in_(own))
            rows = connection.execute(select(changes).where(changes.c.id.in_(touched)).order_by(changes.c.id)).all()
            values = history_by_change(connection, number)
            told = [
                PastChange(one.at, one.kind, one.summary, tuple(values.pop(row.id, ())), one)
                for row, one in zip(rows, _stored(connection, rows), strict=True)
            ]
            before = [
                PastChange(change.at, _KINDS[change.by], "", (change,), None)
                for some in values.values()
                for change in some
            ]
            return before + told

    def files_in_journal(self) -> set[str]:
        """The files, below the data folder, that an undo may bring back to use."""
        with self._database.reading() as connection:
            return files_in_journal(connection)


def _one(connection: Connection, number: int) -> StoredChange:
    rows = connection.execute(select(changes).where(changes.c.id == number)).all()
    if not rows:
        raise missing(IdKind.CHANGE, number)
    return _stored(connection, rows)[0]


def _stored(connection: Connection, rows: Sequence[Row[Any]]) -> list[StoredChange]:
    people: dict[int, list[str]] = {row.id: [] for row in rows}
    for portion in chunks(people):
        query = select(change_people).where(change_people.c.change_id.in_(portion))
        for change_id, person_id in connection.execute(query.order_by(change_people.c.person_id)):
            people[change_id].append(public_id(IdKind.PERSON, person_id))
    return [
        StoredChange(
            id=public_id(IdKind.CHANGE, row.id),
            at=row.at.replace(tzinfo=UTC),
            kind=row.kind,
            summary=row.summary,
            people=tuple(people[row.id]),
            undoes=public_id(IdKind.CHANGE, row.undoes) if row.undoes is not None else None,
            undone_by=public_id(IdKind.CHANGE, row.undone_by) if row.undone_by is not None else None,
            lost=row.lost,
            detail=row.detail,
        )
        for row in rows
    ]

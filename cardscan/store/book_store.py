"""The part of the store's door through which address books come in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import select

from cardscan.store.absorbed import survivor
from cardscan.store.base import StoreBase
from cardscan.store.book_records import Status, TakenEntry
from cardscan.store.database import chunks
from cardscan.store.events import all_events, ensure_event, find_event
from cardscan.store.ids import IdKind, parse_id, public_id, row_number
from cardscan.store.indexing import reindex
from cardscan.store.listed import listed_of
from cardscan.store.schema import book_entries
from cardscan.store.storable_text import storable_line

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from cardscan.address_book.records import BookEntry


class BookStore(StoreBase):
    """A store that takes in address books."""

    def known_entries(self, keys: Iterable[str]) -> set[str]:
        """Which of these entries came in before."""
        with self._database.reading() as connection:
            return {
                key
                for portion in chunks(keys)
                for key in connection.scalars(select(book_entries.c.key).where(book_entries.c.key.in_(portion)))
            }

    def take_in_entries(
        self,
        entries: Sequence[BookEntry],
        *,
        event: str | None = None,
        memo: str | None = None,
    ) -> list[TakenEntry]:
        """Take in the people of one file, all in one transaction; an entry that came in before changes its person.

        Args:
            entries: As they stand in the file.
            event: The event at which all of them were met (id or name; where none is called so, one is made on the day
                that the entry names, or today); None: what each entry says.
            memo: What to remember of all that are new.

        Returns:
            What became of each, in their order.

        Raises:
            NotFound: ``event`` is an id that names nothing.
        """
        from cardscan.store.address_books import add_entry, known_entry, update_person

        now = datetime.now(UTC)
        taken: list[TakenEntry] = []
        touched: dict[int, None] = {}
        with self._database.writing("import", "an address book") as connection:
            fixed = _known_event(connection, event) if event is not None else None
            for entry in entries:
                known = known_entry(connection, entry.key)
                if known is not None and not _is_there(connection, known.person_id):
                    taken.append(TakenEntry(entry.line, "deleted", None))
                    continue
                met = fixed
                if event is not None and fixed is None:
                    met = ensure_event(connection, event, entry.met or date.today())
                if known is None:
                    status: Status = "new"
                    person = add_entry(connection, entry, event_id=met, memo=memo, now=now)
                else:
                    status = "known" if known.digest == entry.digest else "changed"
                    person = survivor(connection, known.person_id)
                    if status == "changed":
                        update_person(connection, entry, person, known.note_id, event_id=met, now=now)
                if status != "known":
                    touched[person] = None
                taken.append(TakenEntry(entry.line, status, public_id(IdKind.PERSON, person)))
            for portion in chunks(touched):
                reindex(connection, portion)
        return taken


def _is_there(connection: Connection, person: int | None) -> bool:
    """Whether somebody whom an entry made is still listed, be it as one with somebody else."""
    return person is not None and bool(listed_of(connection, [survivor(connection, person)]))


def _known_event(connection: Connection, ref: str) -> int | None:
    """The event with this id, or the only one of this name; None where there is none, or are several."""
    parsed = parse_id(ref)
    if parsed is not None and parsed[0] is IdKind.EVENT:
        return row_number(find_event(connection, ref).id, IdKind.EVENT)
    named = [event for event in all_events(connection) if event.name == storable_line(ref)]
    return row_number(named[0].id, IdKind.EVENT) if len(named) == 1 else None

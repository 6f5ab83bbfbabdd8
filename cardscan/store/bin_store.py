"""The part of the store's door for the bin: who is deleted is found nowhere, loses nothing, and can be brought back."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy import delete, exists, insert, select

from cardscan.errors import InvalidInput, NotFound
from cardscan.orthography.fold import search_fold
from cardscan.store.base import StoreBase
from cardscan.store.change_records import Binned
from cardscan.store.full_text import forget_person
from cardscan.store.ids import IdKind, parse_id, public_id, row_number
from cardscan.store.indexing import reindex
from cardscan.store.lookup import find_person, owner_of
from cardscan.store.notes import utc
from cardscan.store.schema import binned, cards, faces, field_values, looks, notes, people, promises, tags, talks
from cardscan.store.summaries import summaries

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from cardscan.store.records import Person


class BinStore(StoreBase):
    """A store that forgets nobody at once."""

    def delete(self, person_id: str) -> None:
        """Put a person into the bin: found nowhere any more, with nothing lost.

        Importing the photo of the card again does not bring the person back; ``bring_back`` does, and so does ``undo``.
        """
        with self._database.writing("delete", "into the bin") as connection:
            number = find_person(connection, person_id)
            connection.execute(insert(binned).values(person_id=number, at=utc(datetime.now(UTC))))
            forget_person(connection, number)

    def drop(self, person_id: str) -> None:
        """Take away a person of whom nothing at all is known; there is nothing to bring back.

        Raises:
            InvalidInput: Something is known of them.
        """
        with self._database.writing("delete", "nobody") as connection:
            number = find_person(connection, person_id)
            tables = (field_values, cards, notes, looks, talks, promises, tags, faces)
            if any(connection.scalar(select(exists().where(one.c.person_id == number))) for one in tables):
                raise InvalidInput(f"{public_id(IdKind.PERSON, number)} is somebody: something is known of them.")
            forget_person(connection, number)
            connection.execute(delete(people).where(people.c.id == number))

    def bin(self) -> list[Binned]:
        """Who is in the bin, the last one deleted first."""
        with self._database.reading() as connection:
            return _in_bin(connection)

    def bring_back(self, ref: str) -> Person:
        """Bring a person back from the bin (id, card's id, or the name they had).

        Raises:
            NotFound: Nobody in the bin is meant by it.
        """
        with self._database.writing("restore", "out of the bin") as connection:
            number = binned_person(connection, ref)
            connection.execute(delete(binned).where(binned.c.person_id == number))
            reindex(connection, [number])
        return self.person(public_id(IdKind.PERSON, number))


def binned_person(connection: Connection, ref: str) -> int:
    """The row number of somebody in the bin, by id, card's id, or a name that only one of them has.

    Raises:
        NotFound: Nobody in the bin is meant by it.
    """
    parsed = parse_id(ref)
    if parsed is not None and parsed[0] in (IdKind.PERSON, IdKind.CARD):
        number = owner_of(connection, *parsed)
        if connection.scalar(select(binned.c.person_id).where(binned.c.person_id == number)) is None:
            raise NotFound(f"{ref} is not in the bin. `cardscan bin` shows who is.")
        return number
    wanted = search_fold(ref)
    named = [one.person.id for one in _in_bin(connection) if wanted and search_fold(one.person.name) == wanted]
    if len(named) != 1:
        several = f"Several in the bin are called “{ref}”: {', '.join(named)}. Use the id."
        raise NotFound(several if named else f"Nobody in the bin is called “{ref}”. `cardscan bin` shows who is there.")
    return row_number(named[0], IdKind.PERSON)


def _in_bin(connection: Connection) -> list[Binned]:
    rows = connection.execute(select(binned).order_by(binned.c.at.desc(), binned.c.person_id.desc())).all()
    moments = {public_id(IdKind.PERSON, row.person_id): row.at.replace(tzinfo=UTC) for row in rows}
    return [Binned(person, moments[person.id]) for person in summaries(connection, [row.person_id for row in rows])]

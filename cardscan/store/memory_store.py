"""The part of the store's door for looks, talks, promises, and the debrief that asks for them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, cast

from cardscan.errors import InvalidInput, NotFound
from cardscan.store.base import StoreBase
from cardscan.store.debrief import debrief_places, mark_debriefed, neighbours_of
from cardscan.store.events import find_event
from cardscan.store.ids import IdKind, parse_id, public_id, row_number
from cardscan.store.indexing import reindex
from cardscan.store.journal import in_few_words
from cardscan.store.lookup import find_person
from cardscan.store.memories import (
    TABLES,
    add_memory,
    all_promises,
    change_done,
    change_due,
    change_memory,
    find_memory,
    memories_of,
    remove_memory,
)

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from cardscan.store.memory_records import DebriefPlace, Look, Memory, Neighbour, Promise, Talk


class MemoryStore(StoreBase):
    """A store that remembers what no card says."""

    def add_look(self, person: str, text: str, *, event: str | None = None, at: datetime | None = None) -> Look:
        """Remember what a person looked like.

        Args:
            person: Whom (id, card's id or name).
            text: Hair, glasses, voice, where they stood, whom they resemble.
            event: The event it is from (id or name); None: from none.
            at: The moment it speaks of, local time if it has no zone; None: now.

        Raises:
            InvalidInput: The text is empty.
        """
        return cast("Look", self._add(IdKind.LOOK, person, text, event=event, at=at))

    def add_talk(self, person: str, text: str, *, event: str | None = None, at: datetime | None = None) -> Talk:
        """Remember what was talked about with a person (arguments as of ``add_look``)."""
        return cast("Talk", self._add(IdKind.TALK, person, text, event=event, at=at))

    def add_promise(
        self, person: str, text: str, *, due: date | None = None, event: str | None = None, at: datetime | None = None
    ) -> Promise:
        """Remember what was promised to a person.

        Args:
            person: To whom (id, card's id or name).
            text: What.
            due: The day by which it is to be done; None: no day.
            event: The event at which it was promised (id or name).
            at: When, local time if it has no zone; None: now.

        Raises:
            InvalidInput: The text is empty.
        """
        return cast("Promise", self._add(IdKind.PROMISE, person, text, event=event, at=at, due=due))

    def memory(self, memory_id: str) -> Memory:
        """One look, talk or promise by its id."""
        kind, number = _memory_id(memory_id)
        with self._database.reading() as connection:
            return find_memory(connection, kind, number)

    def edit_memory(self, memory_id: str, text: str) -> Memory:
        """Replace the text of a look, talk or promise.

        Raises:
            InvalidInput: The text is empty.
        """
        kind, number = _memory_id(memory_id)
        with self._database.writing(kind.name.lower(), in_few_words(text)) as connection:
            change_memory(connection, kind, number, text, datetime.now(UTC))
            return self._indexed(connection, kind, number)

    def delete_memory(self, memory_id: str) -> None:
        """Forget a look, talk or promise."""
        kind, number = _memory_id(memory_id)
        with self._database.writing(kind.name.lower(), "deleted") as connection:
            found = find_memory(connection, kind, number)
            remove_memory(connection, kind, number)
            reindex(connection, [row_number(found.person_id, IdKind.PERSON)])

    def set_due(self, promise_id: str, due: date | None) -> Promise:
        """Change the day by which a promise is to be done; None: no day."""
        number = row_number(promise_id, IdKind.PROMISE)
        with self._database.writing("promise", f"due {due}" if due else "no day") as connection:
            change_due(connection, number, due, datetime.now(UTC))
            return cast("Promise", self._indexed(connection, IdKind.PROMISE, number))

    def set_done(self, promise_id: str, done_at: datetime | None) -> Promise:
        """Say when a promise was kept; None: it is open again."""
        number = row_number(promise_id, IdKind.PROMISE)
        with self._database.writing("promise", "kept" if done_at else "open again") as connection:
            change_done(connection, number, done_at, datetime.now(UTC))
            return cast("Promise", find_memory(connection, IdKind.PROMISE, number))

    def memories(self, person: str, kind: IdKind) -> list[Memory]:
        """A person's looks, talks or promises, oldest first."""
        with self._database.reading() as connection:
            number = find_person(connection, person)
            return memories_of(connection, kind, [number])[number]

    def promises(
        self, *, done: bool | None = False, person: str | None = None, event: str | None = None
    ) -> list[Promise]:
        """Promises by the day they are due, those without a day last.

        Args:
            done: The open ones (False), those that were kept (True), or all (None).
            person: Only to this person.
            event: Only from this event.
        """
        with self._database.reading() as connection:
            return all_promises(
                connection,
                done=done,
                person_id=find_person(connection, person) if person is not None else None,
                event_id=_event(connection, event),
            )

    def debrief(self, event: str | None) -> list[DebriefPlace]:
        """The people met at an event (None: at no event) in the order of their cards, and who was gone through."""
        with self._database.reading() as connection:
            return debrief_places(connection, _event(connection, event))

    def set_debriefed(self, person: str, event: str | None, *, skipped: bool | None) -> None:
        """Say that the debrief went through a person, with an answer or (``skipped``) without; None: open again."""
        with self._database.writing(
            "debrief", "open again" if skipped is None else "skipped" if skipped else "gone through"
        ) as connection:
            number = find_person(connection, person)
            mark_debriefed(connection, number, _event(connection, event), skipped=skipped, now=datetime.now(UTC))

    def neighbours(self, person: str, event: str | None, *, reach: int = 1) -> list[Neighbour]:
        """Who was met just before and after a person at an event, and whose card lies on the same photo.

        Args:
            person: Whose neighbours.
            event: At which event; None: among those met at no event.
            reach: How many people before and after.
        """
        with self._database.reading() as connection:
            number = find_person(connection, person)
            return neighbours_of(connection, _event(connection, event), reach, [number])[number]

    def everybodys_neighbours(self, event: str | None, *, reach: int = 1) -> dict[str, list[Neighbour]]:
        """Id of everybody met at an event (None: at no event), in the order met → their neighbours there."""
        with self._database.reading() as connection:
            found = neighbours_of(connection, _event(connection, event), reach)
            return {public_id(IdKind.PERSON, number): around for number, around in found.items()}

    def _add(
        self,
        kind: IdKind,
        person: str,
        text: str,
        *,
        event: str | None,
        at: datetime | None,
        due: date | None = None,
    ) -> Memory:
        with self._changing(person, kind.name.lower(), in_few_words(text)) as (connection, person_id):
            number = add_memory(
                connection,
                kind,
                person_id,
                text,
                event_id=_event(connection, event),
                at=at,
                now=datetime.now(UTC),
                due=due,
            )
            return find_memory(connection, kind, number)

    def _indexed(self, connection: Connection, kind: IdKind, number: int) -> Memory:
        """A memory that was just changed, with the index in step."""
        changed = find_memory(connection, kind, number)
        reindex(connection, [row_number(changed.person_id, IdKind.PERSON)])
        return changed


def _event(connection: Connection, ref: str | None) -> int | None:
    return row_number(find_event(connection, ref).id, IdKind.EVENT) if ref is not None else None


def _memory_id(ref: str) -> tuple[IdKind, int]:
    parsed = parse_id(ref)
    if parsed is None:
        raise NotFound(f"“{ref}” is not the id of a look (l12), a talk (t12) or a promise (d12).")
    if parsed[0] not in TABLES:
        raise InvalidInput(f"{ref} is no look, talk or promise; their ids look like l12, t12 and d12.")
    return parsed

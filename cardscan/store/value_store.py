"""The part of the store's door through which people add somebody without a card, change and confirm values."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from cardscan.store.base import StoreBase
from cardscan.store.events import find_event
from cardscan.store.ids import IdKind, public_id, row_number
from cardscan.store.indexing import reindex
from cardscan.store.lookup import find_person
from cardscan.store.records import ChangedBy
from cardscan.store.unsure import UnsureValue, unsure_values

if TYPE_CHECKING:
    from cardscan.store.editing import Changes
    from cardscan.store.records import Person, StoredField


class ValueStore(StoreBase):
    """A store whose values can be changed; every change is remembered."""

    def add_person(self, changes: Changes, *, event: str | None = None, after: str | None = None) -> Person:
        """Remember a person of whom there is no card.

        Args:
            changes: What is known, as of ``edit``; nothing is needed.
            event: Where the person was met (id or name).
            after: Who was met there just before (id, card's id or name); None: the person is the last one so far.

        Raises:
            InvalidInput: A value does not fit its field, or ``after`` was not met there.
        """
        from cardscan.store.cardless import add_cardless  # see edit

        with self._database.writing("add") as connection:
            number = add_cardless(
                connection,
                changes,
                event_id=row_number(find_event(connection, event).id, IdKind.EVENT) if event is not None else None,
                after=find_person(connection, after) if after is not None else None,
                now=datetime.now(UTC),
            )
            reindex(connection, [number])
            return self._load(connection, number)

    def edit(self, person_id: str, changes: Changes) -> Person:
        """Correct fields by hand; what was typed is marked as confirmed.

        Args:
            person_id: Whose.
            changes: Contact field → value or values as text (a phone may be ``mobile: 090-…``, an address may
                begin with its postal code); None takes the field away.

        Raises:
            InvalidInput: There is no such field, or a value does not fit it.
        """
        from cardscan.store.editing import change_fields  # a search has no time to import what it does not need

        with self._changing(person_id, "edit", ", ".join(changes), by=ChangedBy.HAND) as (connection, number):
            change_fields(connection, number, changes)
        return self.person(public_id(IdKind.PERSON, number))

    def confirm(self, person_id: str, fields: Sequence[str]) -> Person:
        """Mark the values of some fields as looked at and right.

        Raises:
            InvalidInput: There is no such field.
        """
        from cardscan.store.editing import confirm_fields  # see edit

        with self._changing(person_id, "edit", "confirmed", by=ChangedBy.HAND) as (connection, number):
            confirm_fields(connection, number, fields)
        return self.person(public_id(IdKind.PERSON, number))

    def unsure(
        self, *, person: str | None = None, event: str | None = None, fields: Sequence[str] = ()
    ) -> list[UnsureValue]:
        """The values that may be wrong, newest event first, then as the cards were received.

        Args:
            person: Only this person's (id, card's id or name).
            event: Only of people met at this event (id or name).
            fields: Only of these contact fields; none: of all.
        """
        with self._database.reading() as connection:
            return unsure_values(
                connection,
                person_id=find_person(connection, person) if person is not None else None,
                event_id=row_number(find_event(connection, event).id, IdKind.EVENT) if event is not None else None,
                fields=fields,
            )

    def settle(self, person_id: str, value: StoredField, answer: str | None, *, insist: bool = False) -> Person:
        """Keep what a person who looked at the card says of one value (see ``editing.settle_value``).

        Raises:
            InvalidInput: The answer does not fit the field.
            NotFound: The value is no longer there.
        """
        from cardscan.store.editing import settle_value  # see edit

        with self._changing(person_id, "proof", value.field, by=ChangedBy.PROOF) as (connection, number):
            settle_value(connection, number, value, answer, insist=insist)
        return self.person(public_id(IdKind.PERSON, number))

    def put_back(self, before: Person, after: Person) -> Person:
        """Take back a change: the fields in which ``after`` differs from ``before`` become what they were."""
        from cardscan.store.editing import put_back  # see edit

        differing = {value.field for value in before.fields if value not in after.fields}
        differing |= {value.field for value in after.fields if value not in before.fields}
        with self._changing(before.id, "proof", "taken back", by=ChangedBy.PROOF) as (connection, number):
            put_back(connection, number, differing, before.fields)
        return self.person(before.id)

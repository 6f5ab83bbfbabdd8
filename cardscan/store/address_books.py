"""Entries of address books as people: new ones come in, known ones follow what their program says now.

What a person confirmed or typed here, or what stands on a card, is never changed by an entry that comes in again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import insert, select, update

from cardscan.records import Source
from cardscan.store.contact_values import CONTACT_FIELDS, MANY_VALUED, values_of_contact
from cardscan.store.database import insert_row
from cardscan.store.editing import guess_reading_anew, guessed_reading, kept_value, replace_values
from cardscan.store.events import attach, ensure_event, meet
from cardscan.store.history import record_changes
from cardscan.store.ids import IdKind
from cardscan.store.notes import add_note, add_tags, change_note, utc
from cardscan.store.people import fields_of
from cardscan.store.records import ChangedBy
from cardscan.store.schema import book_entries, field_history, field_values, notes, people

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row

    from cardscan.address_book.records import BookEntry
    from cardscan.store.contact_values import Value
    from cardscan.store.records import StoredField


def known_entry(connection: Connection, key: str) -> Row[tuple[str, int | None, int | None, str, datetime]] | None:
    """The row of an entry that came in before."""
    return connection.execute(select(book_entries).where(book_entries.c.key == key)).one_or_none()


def add_entry(
    connection: Connection, entry: BookEntry, *, event_id: int | None, memo: str | None, now: datetime
) -> int:
    """A new person from an entry that never came in; returns the row number. The one way in for imported people.

    Args:
        connection: A transaction.
        entry: What is known of the person.
        event_id: Where the person was met; None: at the event or on the day that the entry names.
        memo: What to remember of the meeting.
        now: The present, aware.
    """
    person = insert_row(connection, people, sort_key="", created_at=utc(now), updated_at=utc(now))
    values = values_of_contact(entry.contact, Source.IMPORTED)
    if entry.contact.phonetic_name is None:
        values += guessed_reading(entry.contact)
    places, rows = Counter[str](), []
    for value in values:
        rows.append(value.row(person, places[value.field]))
        places[value.field] += 1
    if rows:
        connection.execute(insert(field_values), rows)
    event = event_id if event_id is not None else _named_event(connection, entry.event, entry.met)
    if event is not None or memo:
        meet(connection, person, event_id=event, memo=memo)
    note = add_note(connection, (IdKind.PERSON, person), entry.note, None, now) if entry.note else None
    if entry.tags:
        add_tags(connection, person, entry.tags)
    connection.execute(
        insert(book_entries).values(
            key=entry.key, person_id=person, note_id=note, digest=entry.digest, imported_at=utc(now)
        )
    )
    return person


def update_person(
    connection: Connection, entry: BookEntry, person: int, note_id: int | None, *, event_id: int | None, now: datetime
) -> None:
    """Let a person follow what an entry that came in before says now.

    Args:
        connection: A transaction.
        entry: What it says.
        person: Whom it made.
        note_id: The note it made, if that is still there.
        event_id: Where the person was met as well.
        now: The present, aware.
    """
    before = fields_of(connection, [person])[person]
    new = values_of_contact(entry.contact, Source.IMPORTED)
    by_hand = _fields_by_hand(connection, person)
    if "full_name" in by_hand or any(v.field == "full_name" and v.source is not Source.IMPORTED for v in before):
        by_hand |= {"family_name", "given_name"}  # parts of another name than the one that stays
    for field in CONTACT_FIELDS:
        if field in by_hand:
            continue
        _update_field(
            connection, person, field, [v for v in before if v.field == field], [v for v in new if v.field == field]
        )
    guess_reading_anew(connection, person)
    record_changes(connection, person, before, fields_of(connection, [person])[person], ChangedBy.IMPORT, now)
    note = _update_note(connection, person, note_id, entry.note, now)
    if entry.tags:
        add_tags(connection, person, entry.tags)
    if event_id is not None:
        attach(connection, person, event_id)
    connection.execute(update(people).where(people.c.id == person).values(updated_at=utc(now)))
    connection.execute(
        update(book_entries)
        .where(book_entries.c.key == entry.key)
        .values(digest=entry.digest, note_id=note, imported_at=utc(now))
    )


def _fields_by_hand(connection: Connection, person: int) -> set[str]:
    """The fields that a person changed, confirmed or emptied here: these are theirs from then on."""
    by = (str(ChangedBy.HAND), str(ChangedBy.PROOF))
    query = select(field_history.c.field).where(field_history.c.person_id == person, field_history.c.by.in_(by))
    return set(connection.scalars(query.distinct()))


def _update_field(
    connection: Connection, person: int, field: str, old: Sequence[StoredField], new: Sequence[Value]
) -> None:
    """Values that an earlier import brought and nobody confirmed give way to today's; all others stay."""
    by_import = {value.value for value in old if value.source is Source.IMPORTED and not value.confirmed}
    guesses = {
        value.value for value in old if value.source in (Source.DICTIONARY, Source.EMAIL) and not value.confirmed
    }
    stays = [value for value in old if value.value not in by_import | guesses]
    if stays and field not in MANY_VALUED:
        return
    told = {value.value for value in stays}
    fresh = [value for value in new if value.value not in told]
    if not fresh and not by_import:
        return
    replace_values(connection, person, field, [*(kept_value(value, value.confirmed) for value in stays), *fresh])


def _update_note(
    connection: Connection, person: int, note_id: int | None, text: str | None, now: datetime
) -> int | None:
    """The entry's note follows it, unless a person changed that note: then today's stands beside it."""
    known = connection.execute(select(notes).where(notes.c.id == note_id)).one_or_none() if note_id else None
    if text is None:
        return note_id if known is not None else None
    if known is not None and known.text == text:
        return note_id
    if known is None or known.updated_at != known.created_at:
        return add_note(connection, (IdKind.PERSON, person), text, None, now)
    change_note(connection, known.id, text, now)
    connection.execute(update(notes).where(notes.c.id == known.id).values(created_at=utc(now)))
    return int(known.id)


def _named_event(connection: Connection, name: str | None, day: date | None) -> int | None:
    """The event that an entry names, or that its day is."""
    if name is None and day is None:
        return None
    return ensure_event(connection, name or f"{day}", day)

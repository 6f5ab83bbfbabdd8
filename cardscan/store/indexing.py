"""What of a person can be searched, and keeping the index in step with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select, update

from cardscan.orthography.bigrams import index_tokens, values_of_tokens
from cardscan.orthography.fold import search_fold
from cardscan.orthography.kana import is_kana
from cardscan.orthography.romaji import fold_romaji, kana_to_romaji
from cardscan.records import FieldKind, Source
from cardscan.store.absorbed import owners_among
from cardscan.store.contact_values import contact_of
from cardscan.store.database import chunks
from cardscan.store.full_text import IndexColumn, forget_person, index_person, indexed_values
from cardscan.store.identity_keys import forget_keys
from cardscan.store.ids import IdKind
from cardscan.store.listed import listed_of
from cardscan.store.memories import memories_of
from cardscan.store.notes import notes_on, tags_of
from cardscan.store.people import fields_of
from cardscan.store.schema import cards, encounters, events, field_values, people, positions
from cardscan.store.summaries import sort_key

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from cardscan.store.records import StoredField

COLUMN_OF_FIELD = {
    "full_name": IndexColumn.NAME,
    "family_name": IndexColumn.NAME,
    "given_name": IndexColumn.NAME,
    "phonetic_name": IndexColumn.READING,
    "romanized_name": IndexColumn.READING,
    "organization": IndexColumn.COMPANY,
    "organization_en": IndexColumn.COMPANY,
    "department": IndexColumn.TITLE,
    "titles": IndexColumn.TITLE,
    "qualifications": IndexColumn.TITLE,
    "phones": IndexColumn.PHONE,
    "emails": IndexColumn.ONLINE,
    "urls": IndexColumn.ONLINE,
    "socials": IndexColumn.ONLINE,
    "registration_numbers": IndexColumn.ONLINE,
    "addresses": IndexColumn.ADDRESS,
}
"""Contact field → where it is searched, in the order in which matches are shown."""

_FORMER_NAMES = ("full_name", "family_name", "given_name", "phonetic_name", "romanized_name")

_MEMORY_COLUMNS = {
    IdKind.LOOK: IndexColumn.LOOK,
    IdKind.TALK: IndexColumn.TALK,
    IdKind.PROMISE: IndexColumn.PROMISE,
}

_SHOWN_ORDER = {field: place for place, field in enumerate(COLUMN_OF_FIELD)}


@dataclass(frozen=True, slots=True)
class Searchable:
    """One text of a person as it can be found and shown."""

    column: IndexColumn
    field: str
    """A contact field, ``former`` (what is no longer so), ``event``, ``note``, ``look``, ``talk``, ``promise``, ``tag``
    or ``line``."""
    value: str


def searchable_texts(connection: Connection, person_ids: Sequence[int]) -> dict[int, list[Searchable]]:
    """Row number of each person → every text by which the person can be found, but not the spellings made from it."""
    found: dict[int, list[Searchable]] = {number: [] for number in person_ids}
    for portion in chunks(person_ids):
        query = select(field_values).where(field_values.c.person_id.in_(portion)).order_by(field_values.c.position)
        for row in connection.execute(query):
            texts = [row.value]
            if row.field == "phones" and row.parts.get("number"):
                texts.append(row.parts["number"])
            if row.field == "addresses" and row.parts.get("postal_code"):
                texts.append(row.parts["postal_code"])
            found[row.person_id] += [Searchable(COLUMN_OF_FIELD[row.field], row.field, text) for text in texts]
        for own in portion:
            found[own].sort(key=lambda text: _SHOWN_ORDER[text.field])
        for person_id, former in _former_texts(connection, portion).items():
            said = {text.value for text in found[person_id]}
            found[person_id] += [text for text in former if text.value not in said]
        for person_id, texts in _event_texts(connection, portion):
            found[person_id] += [Searchable(IndexColumn.EVENT, "event", text) for text in texts if text]
        for person_id, text in _note_texts(connection, portion):
            found[person_id].append(Searchable(IndexColumn.NOTE, "note", text))
        for kind, column in _MEMORY_COLUMNS.items():
            for person_id, memories in memories_of(connection, kind, portion).items():
                found[person_id] += [Searchable(column, str(column), memory.text) for memory in memories]
        for person_id, names in tags_of(connection, portion).items():
            found[person_id] += [Searchable(IndexColumn.TAG, "tag", name) for name in names]
        for person_id, side, lines in connection.execute(
            select(cards.c.person_id, cards.c.side, cards.c.lines)
            .where(cards.c.person_id.in_(portion))
            .order_by(cards.c.id)
        ):
            found[person_id] += [
                Searchable(IndexColumn.LINE, "line", text)
                for line in lines
                if line["kind"] in (FieldKind.OTHER, FieldKind.CODE)
                or side == "back"  # titles and addresses in the other language
                for text in line["text"].split("\n")  # the payload of a code has several
            ]
    return found


def reindex(connection: Connection, person_ids: Sequence[int]) -> None:
    """Bring the index and the place in the list by name up to date; to be called in the transaction of the change.

    Who is not listed is in no index.
    """
    forget_keys(connection, person_ids)
    found_by_search = {number for portion in chunks(person_ids) for number in listed_of(connection, portion)}
    for person_id, entry in _entries(connection, person_ids).items():
        if person_id in found_by_search:
            index_person(connection, person_id, entry.folded)
        else:
            forget_person(connection, person_id)
        connection.execute(update(people).where(people.c.id == person_id).values(sort_key=entry.sort_key))


def out_of_step(connection: Connection, person_ids: Sequence[int]) -> list[int]:
    """Those of some listed people whose index or place in the list by name is not what ``reindex`` would make it."""
    indexed = indexed_values(connection, person_ids)
    query = select(people.c.id, people.c.sort_key).where(people.c.id.in_(person_ids))
    keys = {row.id: row.sort_key for row in connection.execute(query)}
    wrong = []
    for number, entry in _entries(connection, person_ids).items():
        wanted = {column: values_of_tokens(index_tokens(texts)) for column, texts in entry.folded.items()}
        if indexed.get(number) != wanted or keys.get(number) != entry.sort_key:
            wrong.append(number)
    return wrong


@dataclass(frozen=True, slots=True)
class _Entry:
    """What the index and the list by name should hold of a person."""

    folded: dict[IndexColumn, dict[str, None]]
    sort_key: str


def _entries(connection: Connection, person_ids: Sequence[int]) -> dict[int, _Entry]:
    """Row number of each person → what the index should hold."""
    entries = {}
    known = fields_of(connection, person_ids)
    for person_id, texts in searchable_texts(connection, person_ids).items():
        folded: dict[IndexColumn, dict[str, None]] = {column: {} for column in IndexColumn}
        values: dict[str, list[str]] = {}
        for text in texts:
            folded[text.column][search_fold(text.value)] = None
            values.setdefault(text.field, []).append(text.value)
        folded[IndexColumn.NAME].update(dict.fromkeys(_name_words(values)))
        folded[IndexColumn.READING].update(dict.fromkeys(_reading_keys(values)))
        folded[IndexColumn.READING].update(dict.fromkeys(_possible_readings(known[person_id])))
        folded[IndexColumn.PHONE].update(dict.fromkeys(_national_numbers(values)))
        entries[person_id] = _Entry(folded, sort_key(values))
    return entries


def _name_words(values: dict[str, list[str]]) -> Iterator[str]:
    """The words of a name that was not split."""
    for name in values.get("full_name", ()):
        yield from map(search_fold, name.split())


def _reading_keys(values: dict[str, list[str]]) -> Iterator[str]:
    """Spellings of the sounds that are not written on the card: the words by themselves, and one key for all romaji."""
    for reading in values.get("phonetic_name", ()):
        yield from map(search_fold, reading.split())
        yield from _sound_keys(map(kana_to_romaji, reading.split()))
    for field in ("romanized_name", "full_name", "family_name", "given_name"):
        for name in values.get(field, ()):
            if name.isascii() or field == "romanized_name":
                yield from _sound_keys(name.split())


def _possible_readings(values: Sequence[StoredField]) -> Iterator[str]:
    """Where nobody knows how the name is read, the other readings of its kanji, in kana and as keys."""
    certain = any(
        value.field == "phonetic_name" and (value.confirmed or value.source is not Source.DICTIONARY)
        for value in values
    )
    if certain or not any(value.field == "full_name" and not value.value.isascii() for value in values):
        return
    from cardscan.person.search_terms import name_forms  # its dictionaries take time to load

    for form in sorted(name_forms(contact_of(values))):
        if form.isascii():
            yield fold_romaji(form)
        elif is_kana("".join(form.split())):
            yield search_fold(form)


def _national_numbers(values: dict[str, list[str]]) -> Iterator[str]:
    """Japanese numbers as they are dialled in Japan, for cards that print them with +81."""
    for number in values.get("phones", ()):
        if number.startswith("+81"):
            yield search_fold("0" + number[3:])


def _sound_keys(words: Iterable[str]) -> Iterator[str]:
    """Each word's key, and those of the whole name in either order."""
    keys = [key for key in map(fold_romaji, words) if key]
    yield from keys
    yield fold_romaji("".join(keys))
    yield fold_romaji("".join(reversed(keys)))


def _former_texts(connection: Connection, person_ids: Sequence[int]) -> dict[int, list[Searchable]]:
    """What other cards of these people say or said: former firms, old telephones, the name before a marriage."""
    owner = owners_among(connection, person_ids)
    found: dict[int, dict[tuple[str, str], str]] = {person: {} for person in person_ids}
    for portion in chunks(owner):
        kept = select(positions).where(positions.c.holder_id.in_(portion)).order_by(positions.c.former)
        rows = connection.execute(kept).all()
        for row in rows:
            for value in row.work:
                said = found[owner[row.holder_id]]
                said.setdefault((value["field"], value["value"]), "former" if row.former else value["field"])
        names = select(field_values.c.person_id, field_values.c.field, field_values.c.value).where(
            field_values.c.person_id.in_([row.holder_id for row in rows if owner[row.holder_id] != row.holder_id]),
            field_values.c.field.in_(_FORMER_NAMES),
        )
        for person_id, field, name in connection.execute(names):
            found[owner[person_id]].setdefault((field, name), "former")
    return {
        person: [Searchable(COLUMN_OF_FIELD[field], shown, value) for (field, value), shown in texts.items()]
        for person, texts in found.items()
    }


def _event_texts(connection: Connection, person_ids: Sequence[int]) -> Iterator[tuple[int, list[str | None]]]:
    query = (
        select(encounters.c.person_id, events.c.name, events.c.place, events.c.memo, encounters.c.memo)
        .join(events, encounters.c.event_id == events.c.id, isouter=True)
        .where(encounters.c.person_id.in_(person_ids))
        .order_by(encounters.c.received)
    )
    for person_id, *texts in connection.execute(query):
        yield person_id, texts


def _note_texts(connection: Connection, person_ids: Sequence[int]) -> Iterator[tuple[int, str]]:
    """A person's own notes, then those on the events the person was met at."""
    for person_id, own in notes_on(connection, IdKind.PERSON, person_ids).items():
        yield from ((person_id, note.text) for note in own)
    there = connection.execute(
        select(encounters.c.person_id, encounters.c.event_id)
        .where(encounters.c.person_id.in_(person_ids), encounters.c.event_id.is_not(None))
        .order_by(encounters.c.received)
    ).all()
    on_events = notes_on(connection, IdKind.EVENT, sorted({event_id for _, event_id in there}))
    for person_id, event_id in dict.fromkeys((row.person_id, row.event_id) for row in there):
        yield from ((person_id, note.text) for note in on_events[event_id])

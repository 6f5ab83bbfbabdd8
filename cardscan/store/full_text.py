"""The full-text index: one row a person, SQLite's FTS5 over pairs of characters. The only SQL that is SQLite's own.

FTS5's own tokenizers do not serve: ``unicode61`` sees a Japanese sentence as one word, and ``trigram`` silently finds
nothing for two characters. Here Python makes the pairs (``orthography.bigrams``) and the tokenizer ``ascii``, to which
every character beyond ASCII is a letter, only splits them at the spaces. What is asked is quoted, so that no operator is
ever obeyed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import Integer, String, and_, bindparam, literal_column, or_, select, text

from cardscan.orthography.bigrams import BEGIN, END, index_tokens, pairs, values_of_tokens
from cardscan.store.schema import encounters, events, photos

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection, Select


class IndexColumn(StrEnum):
    """What can be searched apart from the rest."""

    NAME = "name"
    """The name as written, whole and in parts."""
    READING = "reading"
    """The name in kana and in Latin letters, in every plausible spelling."""
    COMPANY = "company"
    TITLE = "title"
    """Titles, departments, qualifications."""
    ADDRESS = "address"
    PHONE = "phone"
    ONLINE = "online"
    """Mail addresses, web addresses, accounts, registration numbers."""
    EVENT = "event"
    """Names, places and memos of events."""
    NOTE = "note"
    TAG = "tag"
    LINE = "line"
    """Lines of the card that are no field's."""


@dataclass(frozen=True, slots=True)
class Term:
    """A run of folded characters to be found within one value."""

    text: str
    """Already folded; not empty."""
    columns: tuple[IndexColumn, ...] = ()
    """Where to look; empty: everywhere."""
    at_begin: bool = False
    """Only where a value begins."""
    at_end: bool = False
    """Only where a value ends."""


@dataclass(frozen=True, slots=True)
class Days:
    """A span of days, both ends included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Question:
    """Which people to find."""

    all_of: tuple[tuple[Term, ...], ...] = ()
    """Each group must be met by at least one of its terms."""
    none_of: tuple[Term, ...] = ()
    met: Days | None = None
    """Met on one of these days."""


def create_index(connection: Connection) -> None:
    """Make the empty index."""
    columns = ", ".join(IndexColumn)
    connection.execute(text(f"CREATE VIRTUAL TABLE person_index USING fts5({columns}, tokenize='ascii')"))


def index_person(connection: Connection, person_id: int, values: Mapping[IndexColumn, Iterable[str]]) -> None:
    """Replace what the index holds of a person; ``values`` are folded."""
    forget_person(connection, person_id)
    names = ", ".join(IndexColumn)
    places = ", ".join(f":{column}" for column in IndexColumn)
    connection.execute(
        text(f"INSERT INTO person_index (rowid, {names}) VALUES (:person_id, {places})"),  # noqa: S608  # names of ours
        {"person_id": person_id} | {str(column): index_tokens(values.get(column, ())) for column in IndexColumn},
    )


def forget_person(connection: Connection, person_id: int) -> None:
    """Take a person out of the index."""
    connection.execute(text("DELETE FROM person_index WHERE rowid = :person_id"), {"person_id": person_id})


def matching_people(connection: Connection, question: Question, limit: int) -> list[int]:
    """The people who answer ``question``, the newest first, at most ``limit``."""
    person_id: ColumnElement[int] = literal_column("person_index.rowid", Integer)
    query = select(person_id).select_from(text("person_index")).order_by(person_id.desc()).limit(limit)
    if question.all_of:
        query = query.where(_match("wanted")).params(wanted=_expression(question))
    elif question.none_of:
        unwanted = select(literal_column("rowid", Integer)).select_from(text("person_index")).where(_match("unwanted"))
        query = query.where(person_id.not_in(unwanted)).params(unwanted=" OR ".join(map(_phrase, question.none_of)))
    if question.met is not None:
        query = query.where(person_id.in_(_met(question.met)))
    return list(connection.scalars(query))


def resembling_people(
    connection: Connection, texts: Sequence[str], columns: Sequence[IndexColumn], limit: int
) -> list[int]:
    """The people who share most pairs of characters (rare ones count more) with any of the folded ``texts``."""
    phrases = {_quoted([pair]) for text_ in texts for pair in pairs(BEGIN + text_ + END)}
    if not phrases:
        return []
    scope = "{" + " ".join(columns) + "} : "
    query = text("SELECT rowid FROM person_index WHERE person_index MATCH :wanted ORDER BY rank LIMIT :limit")
    return list(connection.scalars(query, {"wanted": f"{scope}({' OR '.join(sorted(phrases))})", "limit": limit}))


def indexed_values(connection: Connection, person_ids: Sequence[int]) -> dict[int, dict[IndexColumn, list[str]]]:
    """What the index holds of these people: folded values by column."""
    columns = [literal_column(str(column), String) for column in IndexColumn]
    person_id: ColumnElement[int] = literal_column("rowid", Integer)
    query = select(person_id, *columns).select_from(text("person_index")).where(person_id.in_(person_ids))
    return {
        number: {column: values_of_tokens(tokens) for column, tokens in zip(IndexColumn, held, strict=True)}
        for number, *held in connection.execute(query)
    }


def _met(days: Days) -> Select[tuple[int]]:
    """People met at an event of these days, or outside any dated event with a photo taken on one of them."""
    at_event = and_(events.c.start_day <= days.last, events.c.end_day >= days.first)
    begin = datetime.combine(days.first, time.min)
    by_photo = and_(events.c.start_day.is_(None), photos.c.taken_at >= begin)
    if days.last < date.max:
        by_photo = and_(by_photo, photos.c.taken_at < datetime.combine(days.last, time.min) + timedelta(days=1))
    return (
        select(encounters.c.person_id)
        .join(events, encounters.c.event_id == events.c.id, isouter=True)
        .join(photos, encounters.c.photo_id == photos.c.id, isouter=True)
        .where(or_(at_event, by_photo))
    )


def _match(name: str) -> ColumnElement[bool]:
    """FTS5's operator, with the expression as a parameter called ``name``."""
    return literal_column("person_index").op("MATCH", is_comparison=True)(bindparam(name, type_=String))


def _expression(question: Question) -> str:
    """The question in FTS5's language; every word quoted."""
    wanted = " AND ".join("(" + " OR ".join(map(_phrase, group)) + ")" for group in question.all_of)
    unwanted = " OR ".join(map(_phrase, question.none_of))
    return f"({wanted}) NOT ({unwanted})" if unwanted else wanted


def _phrase(term: Term) -> str:
    """One term in FTS5's language: its pairs in a row, or for a single character the beginning of a pair."""
    scope = "{" + " ".join(term.columns) + "} : " if term.columns else ""
    run = BEGIN * term.at_begin + term.text + END * term.at_end
    return scope + (_quoted(pairs(run)) if len(run) > 1 else f"{_quoted([run])} *")


def _quoted(tokens: Sequence[str]) -> str:
    """A phrase that FTS5 takes literally. NUL would end its string early and is never part of folded text."""
    return '"' + " ".join(tokens).replace('"', '""') + '"'

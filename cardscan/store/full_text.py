"""The full-text index: one row a person, SQLite's FTS5 over pairs of characters. The only SQL that is SQLite's own.

FTS5's own tokenizers do not serve: ``unicode61`` sees a Japanese sentence as one word, and ``trigram`` silently finds
nothing for two characters. Here Python makes the pairs (``orthography.bigrams``) and the tokenizer ``ascii``, to which
every character beyond ASCII is a letter, only splits them at the spaces. What is asked is quoted: FTS5 never takes
it for an operator.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, Integer, String, literal, literal_column, or_, select, text
from sqlalchemy.exc import DatabaseError

from cardscan.dates.days import Days
from cardscan.orthography.bigrams import BEGIN, END, index_tokens, pairs, values_of_tokens
from cardscan.store.database import MOST_ROWS, chunks
from cardscan.store.dated import dated_on, met_on

if TYPE_CHECKING:
    from sqlalchemy import Connection, Select


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
    LOOK = "look"
    """What people looked like."""
    TALK = "talk"
    """What was talked about."""
    PROMISE = "promise"
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
class Time:
    """A word that names a time: it may stand somewhere as a word, or be when something was."""

    terms: tuple[Term, ...]
    days: tuple[Days, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """Which people to find."""

    all_of: tuple[tuple[Term, ...], ...] = ()
    """Each group must be met by at least one of its terms."""
    none_of: tuple[Term, ...] = ()
    met: tuple[Days, ...] | None = None
    """Met on one of these days; None: whenever."""
    times: tuple[Time, ...] = ()
    """Each must be met by one of its terms or by one of its days."""


_SHORT = 3
"""Up to so many characters one wrong one can spoil every pair, so that beginning and end have to help."""

_INDEX = text("person_index")
_PERSON_ID: ColumnElement[int] = literal_column("person_index.rowid", Integer)


def create_index(connection: Connection) -> None:
    """Make the empty index."""
    columns = ", ".join(IndexColumn)
    connection.execute(text(f"CREATE VIRTUAL TABLE person_index USING fts5({columns}, tokenize='ascii')"))


def add_missing_columns(connection: Connection) -> None:
    """Make an index of an older version anew, with every column of today and all that it holds."""
    known = connection.execute(text("SELECT name FROM pragma_table_info('person_index')")).scalars().all()
    if len(known) == len(IndexColumn):
        return
    connection.execute(text("ALTER TABLE person_index RENAME TO older_person_index"))
    create_index(connection)
    names, kept = ", ".join(IndexColumn), ", ".join(column if column in known else "''" for column in IndexColumn)
    connection.execute(
        text(f"INSERT INTO person_index (rowid, {names}) SELECT rowid, {kept} FROM older_person_index")  # noqa: S608  # names of ours
    )
    connection.execute(text("DROP TABLE older_person_index"))


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


def tidy_index(connection: Connection) -> None:
    """Write the index anew in one piece: until then it holds, as marked, what was taken out of it."""
    connection.execute(text("INSERT INTO person_index (person_index) VALUES ('optimize')"))


def index_is_whole(connection: Connection) -> bool:
    """Whether the index agrees with itself; needs a transaction that writes, though nothing is changed."""
    try:
        connection.execute(text("INSERT INTO person_index (person_index) VALUES ('integrity-check')"))
    except DatabaseError:
        return False
    return True


def rebuild_index(connection: Connection) -> None:
    """Make the index anew, empty."""
    connection.execute(text("DROP TABLE person_index"))
    create_index(connection)


def matching_people(connection: Connection, question: Question, limit: int) -> list[int]:
    """The people who answer ``question``, the newest first, at most ``limit``."""
    if question.all_of:
        query = _found(_expression(question.all_of, question.none_of), question)
    else:
        query = select(_PERSON_ID).select_from(_INDEX)
        if question.none_of:
            unwanted = " OR ".join(map(_phrase, question.none_of))
            query = query.where(_PERSON_ID.not_in(_found(unwanted, Question())))
        query = _when(query, question)
    return list(connection.scalars(query.order_by(_PERSON_ID.desc()).limit(min(limit, MOST_ROWS))))


def resembling_people(
    connection: Connection, texts: Sequence[str], columns: Sequence[IndexColumn], question: Question, limit: int
) -> list[int]:
    """Of the people who answer ``question`` those who share most pairs of characters with any of ``texts``.

    Args:
        connection: A transaction.
        texts: Folded, not empty.
        columns: Where to look; empty: everywhere.
        question: What the people have to answer besides.
        limit: At most so many people; those who share rare pairs come first (BM25).
    """
    runs = [BEGIN + text + END if len(text) <= _SHORT else text for text in texts]
    shared = [Term(pair, tuple(columns)) for pair in dict.fromkeys(pair for run in runs for pair in pairs(run))]
    query = _found(_expression((*question.all_of, shared), question.none_of), question)
    return list(connection.scalars(query.order_by(text("rank")).limit(min(limit, MOST_ROWS))))


def indexed_people(connection: Connection) -> set[int]:
    """The row numbers of everybody who is in the index."""
    return set(connection.scalars(select(_PERSON_ID).select_from(_INDEX)))


def indexed_values(connection: Connection, person_ids: Sequence[int]) -> dict[int, dict[IndexColumn, list[str]]]:
    """What the index holds of these people: folded values by column."""
    columns = [literal_column(str(column), String) for column in IndexColumn]
    query = select(_PERSON_ID, *columns).select_from(_INDEX)
    return {
        number: {column: values_of_tokens(tokens) for column, tokens in zip(IndexColumn, held, strict=True)}
        for portion in chunks(person_ids)
        for number, *held in connection.execute(query.where(_PERSON_ID.in_(portion)))
    }


def _found(expression: str, question: Question) -> Select[int]:
    """The people found by an expression in FTS5's language who were met when ``question`` says."""
    match = literal_column("person_index").op("MATCH", is_comparison=True)(literal(expression))
    return _when(select(_PERSON_ID).select_from(_INDEX).where(match), question)


def _when(query: Select[int], question: Question) -> Select[int]:
    """Restrict to people met then and to the times; the sum keeps SQLite from asking FTS5 about each one by one."""
    if question.met is not None:
        query = query.where((_PERSON_ID + 0).in_(met_on(question.met)))
    for asked in question.times:
        said = _found(" OR ".join(map(_phrase, asked.terms)), Question())
        query = query.where(or_((_PERSON_ID + 0).in_(said), (_PERSON_ID + 0).in_(dated_on(asked.days))))
    return query


def _expression(all_of: Iterable[Sequence[Term]], none_of: Sequence[Term]) -> str:
    """Groups of terms in FTS5's language; every word quoted."""
    wanted = " AND ".join("(" + " OR ".join(map(_phrase, group)) + ")" for group in all_of)
    unwanted = " OR ".join(map(_phrase, none_of))
    return f"({wanted}) NOT ({unwanted})" if unwanted else wanted


def _phrase(term: Term) -> str:
    """One term in FTS5's language: its pairs in a row, or for a single character the beginning of a pair."""
    scope = "{" + " ".join(term.columns) + "} : " if term.columns else ""
    run = BEGIN * term.at_begin + term.text + END * term.at_end
    return scope + (_quoted(pairs(run)) if len(run) > 1 else f"{_quoted([run])} *")


def _quoted(tokens: Sequence[str]) -> str:
    """A phrase that FTS5 takes literally. NUL would end its string early and is never part of folded text."""
    return '"' + " ".join(tokens).replace('"', '""') + '"'

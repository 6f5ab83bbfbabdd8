"""The journal: every row that a change touches, with what stood there before, so that it can be taken back.

Triggers write it, so that nobody has to remember to, and so that what a foreign key deletes or empties is kept as well.
They are made from ``schema.metadata`` for the connection alone (TEMP), which keeps the database file free of code.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import column, delete, exists, func, insert, or_, select, table, true, update
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from cardscan.store.schema import JOURNAL, cards, change_people, change_rows, changes, faces, metadata, people, photos
from cardscan.store.sql_literals import parse_row
from cardscan.store.storable_text import storable_text

if TYPE_CHECKING:
    import sqlite3

    from sqlalchemy import Column, ColumnElement, Connection, Table

UNDOABLE = 100
"""So many changes can be undone, not counting the undos themselves; of older ones only the header stays."""

FILES = {photos.name: photos.c.original, cards.name: cards.c.picture, faces.name: faces.c.crop}
"""Table → its column that names a file of the data folder."""

BOOKKEEPING = {people.name: {"sort_key", "updated_at"}}
"""Table → columns that only follow from the rest: a change of nothing else is a touch, and no later change minds it."""

_OPEN = table("journaled", column("change_id"))
"""The change that is being made, on a connection that makes one; empty otherwise."""

_CHANGE, _PREPARED = "cardscan_change", "cardscan_journal"

_CHUNK = 500
_WORDS = 60
"""Characters of a summary."""


@dataclass(slots=True)
class OpenChange:
    """A change while it is being made; what it says of itself can be changed until it is done."""

    kind: str
    summary: str = ""
    detail: dict[str, Any] | None = None
    undoes: int | None = None
    number: int | None = None
    """None: nothing was written yet."""
    kept: tuple[str, dict[str, Any] | None] | None = None
    """Summary and detail as the database has them."""
    began_after: int = 0
    """The last row of the journal before the present transaction."""


def prepare(connection: Connection) -> None:
    """Make the triggers on a connection that has none yet; to be called outside a transaction."""
    if _PREPARED in connection.info:
        return
    driver = cast("sqlite3.Connection", connection.connection.driver_connection)
    driver.execute("CREATE TEMP TABLE IF NOT EXISTS journaled (change_id INTEGER NOT NULL)").close()
    for journaled in metadata.sorted_tables:
        if journaled not in JOURNAL:
            for trigger in _triggers(journaled):
                driver.execute(trigger).close()
    connection.info[_PREPARED] = True


def begin_change(connection: Connection, change: OpenChange) -> None:
    """Let everything that follows in the transaction be a part of a change."""
    if change.number is not None and not _goes_on(connection, change.number):
        change.number = change.kept = None
    if change.number is None:
        change.number = (connection.scalar(select(func.max(changes.c.id))) or 0) + 1
    change.began_after = connection.scalar(select(func.max(change_rows.c.id))) or 0
    connection.execute(insert(_OPEN).values(change_id=change.number))
    connection.info[_CHANGE] = change


def finish_change(connection: Connection, change: OpenChange) -> set[str]:
    """Keep the change's header and whom it touched, or nothing where it changed nothing.

    Returns:
        Paths of files that nothing names any more, because the oldest change lost its rows.
    """
    connection.execute(delete(_OPEN))
    own = (change_rows.c.change_id == change.number) & (change_rows.c.id > change.began_after)
    if not connection.scalar(select(exists().where(own))):
        if change.kept is None:
            change.number = None
        return set()
    known = change.kept is not None
    describe_change(connection, change)
    touched = select(change_rows.c.change_id, change_rows.c.person_id).distinct()
    connection.execute(
        sqlite_insert(change_people)
        .from_select(["change_id", "person_id"], touched.where(own, change_rows.c.person_id.is_not(None)))
        .on_conflict_do_nothing()
    )
    return set() if known else _forget_oldest(connection)


def let_go(connection: Connection) -> None:
    """The connection makes no change any more."""
    connection.info.pop(_CHANGE, None)


def current_change(connection: Connection) -> OpenChange | None:
    """The change that a transaction is a part of; None in one of which no journal is kept."""
    found: OpenChange | None = connection.info.get(_CHANGE)
    return found


def describe_change(connection: Connection, change: OpenChange) -> None:
    """Keep what a change says of itself now."""
    said = (change.summary, change.detail)
    if change.kept is None:
        connection.execute(
            insert(changes).values(
                id=change.number,
                at=datetime.now(UTC).replace(tzinfo=None),
                kind=change.kind,
                summary=change.summary,
                detail=change.detail,
                undoes=change.undoes,
            )
        )
    elif change.kept != said:
        there = (changes.c.id == change.number) & changes.c.lost.is_(None)
        connection.execute(update(changes).where(there).values(summary=change.summary, detail=change.detail))
    change.kept = said


def in_few_words(said: str) -> str:
    """The beginning of a text, in one line, as a summary."""
    line = " ".join(storable_text(said).split())
    return line if len(line) <= _WORDS else line[: _WORDS - 1] + "…"


def files_in_journal(connection: Connection) -> set[str]:
    """The files, below the data folder, that some row of the journal names: an undo may bring them back to use."""
    return _files_of(connection, true())


def rename_file(connection: Connection, name: str, number: int, old: str, new: str) -> None:
    """Let what is kept of a row name another file, so that an undo does not bring back the name of a lost one.

    Args:
        connection: A transaction.
        name: The row's table.
        number: The row's number.
        old: The file as it was called; a SHA-256 is in it, so that it stands for nothing else.
        new: The file that takes its place.
    """
    own = (change_rows.c.table_name == name) & (change_rows.c.key == f'["{number}"]')
    connection.execute(update(change_rows).where(own).values(old=func.replace(change_rows.c.old, old, new)))


def unnamed_files(connection: Connection, paths: Iterable[str]) -> set[str]:
    """Those of these files that no row and no row of the journal names."""
    asked = sorted(set(paths))
    left = set(asked)
    for begin in range(0, len(asked), _CHUNK):
        for named in FILES.values():
            left -= set(connection.scalars(select(named).where(named.in_(asked[begin : begin + _CHUNK]))))
    return left - files_in_journal(connection) if left else left


def changes_of_rows(connection: Connection, name: str, numbers: Iterable[int], *, held: bool = False) -> set[int]:
    """The changes that touched rows of a table; with ``held`` only those that hold what stood there."""
    keys = [f'["{number}"]' for number in numbers]
    found: set[int] = set()
    for begin in range(0, len(keys), _CHUNK):
        touched = (change_rows.c.table_name == name) & change_rows.c.key.in_(keys[begin : begin + _CHUNK])
        query = select(change_rows.c.change_id).where(touched)
        found |= set(connection.scalars(query.where(change_rows.c.old.is_not(None)) if held else query))
    return found


def spoil_changes(connection: Connection, numbers: Iterable[int]) -> set[str]:
    """Let changes stay as they are for good, because something they touched is to be gone without a trace.

    Which rows they touched is kept, for the sake of the changes before them.

    Returns:
        The files that their rows named.
    """
    spoilt = sorted(set(numbers))
    own = change_rows.c.change_id.in_(spoilt)
    files = _files_of(connection, own)
    connection.execute(update(change_rows).where(own).values(old=None))
    connection.execute(update(changes).where(changes.c.id.in_(spoilt)).values(lost="gone"))
    return files


def _goes_on(connection: Connection, number: int) -> bool:
    """Whether a change of several transactions can still be added to: nobody undid it in the meantime."""
    there = changes.c.id == number
    return (
        connection.scalar(select(changes.c.id).where(there, changes.c.undone_by.is_(None), changes.c.lost.is_(None)))
        is not None
    )


def _forget_oldest(connection: Connection) -> set[str]:
    """Let go of the rows of all but the last ``UNDOABLE`` changes and their undos."""
    newest = select(changes.c.id).where(changes.c.undoes.is_(None)).order_by(changes.c.id.desc())
    first = connection.scalar(newest.limit(1).offset(UNDOABLE - 1))
    if first is None:
        return set()
    kept = connection.execute(select(changes.c.id, changes.c.undoes).where(changes.c.lost.is_(None))).all()
    undoes = {row.id: row.undoes for row in kept}

    def origin(number: int) -> int:
        while (before := undoes.get(number)) is not None and before < number:  # a forged journal may go in circles
            number = before
        return number

    old = [number for number in undoes if origin(number) < first]
    if not old:
        return set()
    own = change_rows.c.change_id.in_(old)
    files = _files_of(connection, own)
    spoilt = select(changes.c.id).where(changes.c.lost == "gone", changes.c.id < first)
    connection.execute(delete(change_rows).where(or_(own, change_rows.c.change_id.in_(spoilt))))
    connection.execute(update(changes).where(changes.c.id.in_(old)).values(lost="old"))
    return unnamed_files(connection, files)


def _files_of(connection: Connection, condition: ColumnElement[bool]) -> set[str]:
    """The files that some rows of the journal name."""
    query = select(change_rows.c.table_name, change_rows.c.old).where(condition, change_rows.c.old.is_not(None))
    values = (
        parse_row(old).get(FILES[name].name)
        for name, old in connection.execute(query.where(change_rows.c.table_name.in_(FILES)))
    )
    return {value for value in values if isinstance(value, str)}


def _triggers(journaled: Table) -> Iterator[str]:
    """The statements that make a table's triggers. A changed primary key is a row that went and another that came."""
    name = journaled.name
    same_key = " AND ".join(f'OLD."{one.name}" IS NEW."{one.name}"' for one in journaled.primary_key)
    rest = BOOKKEEPING.get(name, set())
    operation = "'update'"
    if rest:
        differs = _differs(one for one in journaled.c if one.name not in rest)
        operation = f"CASE WHEN {differs} THEN 'update' ELSE 'touch' END"
    came = _entry(journaled, "'insert'", "NEW", keeps=False)
    went = _entry(journaled, "'delete'", "OLD", keeps=True)
    changed = _entry(journaled, operation, "NEW", keeps=True)
    for happening, when, entries in (
        ("INSERT", "1", came),
        ("DELETE", "1", went),
        ("UPDATE", f"({same_key}) AND ({_differs(journaled.c)})", changed),
        ("UPDATE", f"NOT ({same_key})", went + came),
    ):
        label = "moved" if entries == went + came else happening.lower()
        yield (
            f'CREATE TEMP TRIGGER IF NOT EXISTS "journal_{name}_{label}" AFTER {happening} ON main."{name}" '
            f"WHEN {when} BEGIN {entries} END"
        )


def _differs(columns: Iterable[Column[Any]]) -> str:
    return " OR ".join(f'OLD."{one.name}" IS NOT NEW."{one.name}"' for one in columns)


def _entry(journaled: Table, operation: str, row: str, *, keeps: bool) -> str:
    """The statement within a trigger that writes one row of the journal."""
    key = ", ".join(f'quote({row}."{one.name}")' for one in journaled.primary_key)
    old = "NULL"
    if keeps:
        old = "json_object(" + ", ".join(f"'{one.name}', quote(OLD.\"{one.name}\")" for one in journaled.c) + ")"
    person = _person(journaled, row)
    if row == "NEW" and keeps and journaled.name != people.name:
        person = f"coalesce({person}, {_person(journaled, 'OLD')})"
    return (
        "INSERT INTO change_rows (change_id, table_name, key, operation, old, person_id) "  # noqa: S608  # names of ours
        f"SELECT change_id, '{journaled.name}', json_array({key}), {operation}, {old}, {person} FROM journaled;"
    )


def _person(journaled: Table, row: str) -> str:
    """Whose row it is, in SQL."""
    if journaled is people:
        return f"{row}.id"
    if "person_id" in journaled.c:
        return f"{row}.person_id"
    if own := [one.name for one in journaled.c if any(key.column.table is people for key in one.foreign_keys)]:
        return f"{row}.{own[0]}"
    for one in journaled.c:
        for key in one.foreign_keys:
            if "person_id" in (parent := key.column.table).c:
                return f'(SELECT person_id FROM main."{parent.name}" WHERE id = {row}."{one.name}")'  # noqa: S608  # names of ours
    return "NULL"

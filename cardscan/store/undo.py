"""Taking a change back: its rows in reverse order become what they were, or all of it is refused."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

from sqlalchemy import UniqueConstraint, bindparam, column, delete, except_, func, insert, select, table, text, update
from sqlalchemy.exc import IntegrityError

from cardscan.errors import InvalidInput, StoreError
from cardscan.store.apart import keep_apart_again
from cardscan.store.database import chunks
from cardscan.store.ids import IdKind, missing, public_id
from cardscan.store.indexing import reindex
from cardscan.store.journal import UNDOABLE, current_change
from cardscan.store.schema import JOURNAL, change_rows, changes, encounters, metadata, notes
from cardscan.store.sql_literals import parse_key, parse_row

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row, Table, TableClause

    from cardscan.store.sql_literals import Literal

Cell = tuple[str, str]
"""A table's name and a row's key."""

Hook = Callable[["Connection", dict[str, Any]], None]

ON_UNDO: dict[str, Hook] = dict.fromkeys(("merge", "match", "import"), keep_apart_again)
"""Kind of change → what is to be done, within the transaction, when one is taken back; it is given the change's detail.
What it writes is a part of the undo."""

_PORTION = 2000
"""Rows of the journal that are read at once."""

_MOST_NAMED = 10

TABLES = {one.name: one for one in metadata.sorted_tables if one not in JOURNAL}
"""Name → table of which a journal is kept."""


def newest_to_undo(connection: Connection) -> int | None:
    """The newest change that is not taken back; None where there is none."""
    there = changes.c.undoes.is_(None) & changes.c.undone_by.is_(None)
    found: int | None = connection.scalar(select(func.max(changes.c.id)).where(there))
    return found


def undo_change(connection: Connection, number: int) -> None:
    """Take a change back within a transaction that ``undoes`` it.

    Raises:
        NotFound: There is no such change.
        InvalidInput: It was taken back already, its rows are not kept any more, or later changes build on it.
        StoreError: The journal is damaged.
    """
    change = connection.execute(select(changes).where(changes.c.id == number)).one_or_none()
    if change is None:
        raise missing(IdKind.CHANGE, number)
    _refuse_settled(change)
    moved_on, touched_on = _later(connection, number)
    if moved_on:
        raise _refused(connection, number, moved_on.values())
    connection.execute(text("PRAGMA defer_foreign_keys = ON"))
    for portion in _backwards(connection, number):
        for (name, operation), rows in groupby(portion, key=lambda row: (row.table_name, row.operation)):
            left = [row for row in rows if operation != "touch" or (name, row.key) not in touched_on]
            _reverse(connection, number, _table(name), operation, left)
    own = current_change(connection)
    assert own is not None and own.number is not None  # noqa: S101  # undone within ``Database.writing``
    _refuse_dependent(connection, number, own.number)
    _index_anew(connection, [number, own.number])
    connection.execute(update(changes).where(changes.c.id == number).values(undone_by=own.number))
    if change.undoes is not None:
        connection.execute(update(changes).where(changes.c.id == change.undoes).values(undone_by=None))
    if change.kind in ON_UNDO:
        ON_UNDO[change.kind](connection, change.detail or {})


def _refuse_settled(change: Row[Any]) -> None:
    name = public_id(IdKind.CHANGE, change.id)
    if change.undone_by is not None:
        by = public_id(IdKind.CHANGE, change.undone_by)
        raise InvalidInput(f"{name} is undone already, by {by}. To do it again: cardscan undo {by}")
    if change.lost == "gone":
        raise InvalidInput(f"{name} cannot be undone any more: something that it touched was deleted for good.")
    if change.lost is not None:
        raise InvalidInput(f"{name} cannot be undone any more: only the last {UNDOABLE} changes can.")


def _later(connection: Connection, number: int) -> tuple[dict[Cell, list[int]], dict[Cell, list[int]]]:
    """What changed the change's rows after it, and what at least touched them: cell → the changes.

    A change and the undo right after it leave a row as it was, so that both of them do not count.
    """
    own = change_rows.c.change_id == number
    first = connection.scalar(select(func.min(change_rows.c.id)).where(own))
    mine = (
        select(change_rows.c.table_name, change_rows.c.key, func.min(change_rows.c.id).label("first"))
        .where(own)
        .group_by(change_rows.c.table_name, change_rows.c.key)
        .subquery()
    )
    later = change_rows.alias("later")
    last = connection.scalar(select(change_rows.c.id).where(~own).order_by(change_rows.c.id.desc()).limit(1))
    if first is None or last is None or last < first:
        return {}, {}
    query = (
        select(later.c.table_name, later.c.key, later.c.change_id, later.c.operation)
        .join(mine, (mine.c.table_name == later.c.table_name) & (mine.c.key == later.c.key))
        .where(later.c.id > mine.c.first, later.c.change_id != number)
        .order_by(later.c.id)
    )
    strong: defaultdict[Cell, dict[int, None]] = defaultdict(dict)
    weak: defaultdict[Cell, dict[int, None]] = defaultdict(dict)
    for row in connection.execute(query.where(later.c.id > first)):
        cell = (row.table_name, row.key)
        weak[cell][row.change_id] = None
        if row.operation != "touch":
            strong[cell][row.change_id] = None
    changed = select(change_rows.c.table_name, change_rows.c.key).where(own, change_rows.c.operation != "touch")
    solid = {(row.table_name, row.key) for row in connection.execute(changed.distinct())} if strong else set()
    earlier = changes.c.undoes < changes.c.id  # as it is in every journal but a forged one
    undoes = {row.id: row.undoes for row in connection.execute(select(changes.c.id, changes.c.undoes).where(earlier))}
    return (
        {cell: left for cell, found in strong.items() if cell in solid and (left := _in_force(found, undoes))},
        {cell: left for cell, found in weak.items() if (left := _in_force(found, undoes))},
    )


def _in_force(found: Iterable[int], undoes: Mapping[int, int]) -> list[int]:
    """What is left of the changes of one row, in their order, where one that takes back the one before cancels it."""
    left: list[tuple[int, int, bool]] = []
    for number in found:
        origin, done = number, True
        while origin in undoes:  # an undo of an undo does what was done at first
            origin, done = undoes[origin], not done
        if left and left[-1][1:] == (origin, not done):
            left.pop()
        else:
            left.append((number, origin, done))
    return [number for number, _, _ in left]


def _backwards(connection: Connection, number: int) -> Iterator[Sequence[Row[Any]]]:
    """The change's rows from the last to the first, in portions."""
    query = select(change_rows).where(change_rows.c.change_id == number).order_by(change_rows.c.id.desc())
    portion = connection.execute(query.limit(_PORTION)).all()
    while portion:
        yield portion
        portion = connection.execute(query.where(change_rows.c.id < portion[-1].id).limit(_PORTION)).all()


def _table(name: str) -> Table:
    if name not in TABLES:
        raise StoreError(f"The journal of changes names a table that is not there: “{name}”. Nothing was undone.")
    return TABLES[name]


def _reverse(connection: Connection, number: int, real: Table, operation: str, rows: Sequence[Row[Any]]) -> None:
    """Do the opposite of one operation on some rows of one table."""
    if not rows:
        return
    plain: TableClause = table(real.name, *(column(one.name) for one in real.c))  # values pass as they are
    names = [one.name for one in real.primary_key]
    where = [plain.c[name] == bindparam(f"key_{name}") for name in names]
    keys = [_key(real, row.key) for row in rows]
    if operation == "insert":
        _execute(connection, delete(plain).where(*where), keys)
        return
    held = [_values(real, row.old) for row in rows]
    try:
        if operation == "delete":
            for columns, some in groupby(held, key=list):
                _execute(connection, insert(plain).values({one: bindparam(one) for one in columns}), list(some))
        elif operation in ("update", "touch"):
            for values, key in zip(held, keys, strict=True):
                new = {f"new_{one}": value for one, value in values.items()}
                setting: dict[str, Any] = {one: bindparam(f"new_{one}") for one in values}
                _execute(connection, update(plain).where(*where).values(setting), [key | new])
        else:
            raise StoreError("The journal of changes is damaged: it holds an unknown operation. Nothing was undone.")
    except IntegrityError as error:
        raise _refused(connection, number, _in_the_way(connection, number, real, held)) from error


def _execute(connection: Connection, statement: Any, rows: list[dict[str, Literal]]) -> None:
    connection.execute(statement, rows)


def _key(real: Table, text: str) -> dict[str, Literal]:
    names = [one.name for one in real.primary_key]
    values = parse_key(text)
    if len(values) != len(names):
        raise StoreError("The journal of changes is damaged: a key does not fit its table. Nothing was undone.")
    return {f"key_{name}": value for name, value in zip(names, values, strict=True)}


def _values(real: Table, old: str | None) -> dict[str, Literal]:
    """What stood in a row; a column that the table did not have then is left to its default."""
    values = parse_row(old or "")
    if not set(values) <= set(real.c.keys()):
        raise StoreError("The journal of changes is damaged: a row does not fit its table. Nothing was undone.")
    return values


def _in_the_way(
    connection: Connection, number: int, real: Table, rows: Sequence[dict[str, Literal]]
) -> Iterator[list[int]]:
    """The changes by which other rows came to hold what may stand in a table only once."""
    once = [[one.name for one in rule.columns] for rule in real.constraints if isinstance(rule, UniqueConstraint)]
    once += [[one.name for one in index.columns] for index in real.indexes if index.unique]
    once += [[one.name] for one in real.c if one.unique]
    for names in once:
        for row in rows:
            same = [column(name) == row[name] for name in names if row.get(name) is not None]
            if len(same) == len(names):
                keys = ", ".join(f'quote("{one.name}")' for one in real.primary_key)
                query = select(text(f"json_array({keys})")).select_from(table(real.name)).where(*same)
                for key in connection.scalars(query):
                    yield _touching(connection, number, [(real.name, str(key))])


def _refuse_dependent(connection: Connection, number: int, own: int) -> None:
    """Refuse an undo that took away rows of later changes with it, or left a row that names one that is not there.

    What only undos wrote (``ON_UNDO``) goes with the rows it is about.
    """
    cells = select(change_rows.c.table_name, change_rows.c.key)
    more = except_(cells.where(change_rows.c.change_id == own), cells.where(change_rows.c.change_id == number))
    others = [(row.table_name, row.key) for row in connection.execute(more)]
    others += _left_over(connection, own)
    if others and (others := list(set(others) - _of_undos_alone(connection))):
        raise _refused(connection, number, [_touching(connection, number, others)])


def _of_undos_alone(connection: Connection) -> set[Cell]:
    """The rows that came by what was to be done at an undo, and that nobody has touched but undos."""
    query = (
        select(change_rows.c.table_name, change_rows.c.key)
        .join(changes, changes.c.id == change_rows.c.change_id)
        .group_by(change_rows.c.table_name, change_rows.c.key)
        .having(func.count(changes.c.undoes) == func.count())
    )
    return {(row.table_name, row.key) for row in connection.execute(query)}


def _left_over(connection: Connection, own: int) -> list[Cell]:
    """Rows without the row they name, and such missing rows, as cells."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for row in connection.execute(
        select(change_rows.c.table_name, change_rows.c.key).where(change_rows.c.change_id == own).distinct()
    ):
        found[row.table_name][row.key] = None
    cells: list[Cell] = []
    for child in TABLES.values():
        for one in child.c:
            for reference in one.foreign_keys:
                parent = reference.column.table
                changed = [parse_key(key)[0] for key in found.get(parent.name, ())]
                own_keys = [parse_key(key)[0] for key in found.get(child.name, ())]
                names = list(child.primary_key)
                there = select(parent.c[reference.column.name])
                lacking = one.is_not(None) & one.not_in(there)
                for values, named in ((changed, one), (own_keys, names[0])):
                    for portion in chunks(values):
                        query = select(one, *names).where(named.in_(portion), lacking)
                        for lacks, *key in connection.execute(query):
                            cells += [(parent.name, f'["{lacks}"]'), (child.name, f'["{key[0]}"]')]
    return cells


def _touching(connection: Connection, number: int, cells: Iterable[Cell]) -> list[int]:
    """The changes in force after one that did something to these rows."""
    wanted = set(cells)
    began = select(func.min(change_rows.c.id)).where(change_rows.c.change_id == number).scalar_subquery()
    query = (
        select(change_rows.c.change_id, change_rows.c.table_name, change_rows.c.key)
        .join(changes, changes.c.id == change_rows.c.change_id)
        .where(change_rows.c.change_id != number, change_rows.c.id > began)
        .where(changes.c.undone_by.is_(None), change_rows.c.operation != "touch")
        .distinct()
    )
    own = current_change(connection)
    touching = {row.change_id for row in connection.execute(query) if (row.table_name, row.key) in wanted}
    return sorted(touching - {own.number if own else None})


def _refused(connection: Connection, number: int, found: Iterable[Iterable[int]]) -> InvalidInput:
    """Why a change cannot be taken back, with the changes that stand in its way."""
    name = public_id(IdKind.CHANGE, number)
    numbers = sorted({one for some in found for one in some})
    known = connection.execute(
        select(changes.c.id, changes.c.kind, changes.c.summary).where(changes.c.id.in_(numbers[:_MOST_NAMED]))
    )
    told = [
        f"{public_id(IdKind.CHANGE, row.id)} ({row.kind}{f': {row.summary}' if row.summary else ''})"
        for row in known.all()
    ]
    if not told:
        return InvalidInput(
            f"{name} cannot be undone: what came after it, and is in no journal any more, builds on it."
        )
    more = " and more" if len(numbers) > _MOST_NAMED else ""
    return InvalidInput(
        f"{name} cannot be undone by itself: later changes build on it: {', '.join(told)}{more}. "
        "Undo those first, the last one first."
    )


def _index_anew(connection: Connection, numbers: Sequence[int]) -> None:
    """Bring the index in step for everybody whom some changes concern."""
    own = change_rows.c.change_id.in_(numbers)
    concerned = set(
        connection.scalars(select(change_rows.c.person_id).where(own, change_rows.c.person_id.is_not(None)).distinct())
    )
    events = {
        int(str(parse_key(key)[0]))
        for key in connection.scalars(
            select(change_rows.c.key).where(own, change_rows.c.table_name == "events").distinct()
        )
    }
    noted = connection.execute(
        select(change_rows.c.key, change_rows.c.old).where(own, change_rows.c.table_name == notes.name)
    )
    for key, old in noted.all():
        about = parse_row(old).get("event_id") if old else None
        about = about or connection.scalar(select(notes.c.event_id).where(notes.c.id == parse_key(key)[0]))
        if isinstance(about, int):
            events.add(about)
    for portion in chunks(sorted(events)):
        concerned |= set(connection.scalars(select(encounters.c.person_id).where(encounters.c.event_id.in_(portion))))
    for portion in chunks(sorted(concerned)):
        reindex(connection, portion)

"""How looks, talks and promises look in the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from cardscan.cli.output import joined, styled
from cardscan.cli.table import day

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table
    from rich.text import Text

    from cardscan.store.memory_records import Memory, Promise
    from cardscan.store.records import Event, Person, PersonSummary


def remembered(person: Person, today: date) -> list[tuple[str, Table]]:
    """What is remembered of a person beside the card: a heading and a table each, none for what is empty."""
    events = {one.event.id: one.event for one in person.encounters if one.event is not None}
    tables = [
        ("look", memories_table(person.looks, events), person.looks),
        ("talked about", memories_table(person.talks, events), person.talks),
        ("promised", _promises_of_one(person.promises, today), person.promises),
    ]
    return [(heading, table) for heading, table, held in tables if held]


def memories_table(memories: Iterable[Memory], events: Mapping[str, Event]) -> Table:
    """One look or talk a line or more, with its id and the day it is from."""
    grid = _grid()
    for memory in memories:
        grid.add_row(
            styled(memory.id, "cyan"), styled(day_of(memory, events), "dim"), styled(memory.text, newlines=True)
        )
    return grid


def promises_table(promises: Sequence[Promise], people: Mapping[str, PersonSummary], today: date) -> Table:
    """One promise a line or more: by when, to whom, what.

    Args:
        promises: In the order in which they are shown.
        people: Id → person, for everybody to whom something was promised.
        today: Against which what is overdue is told.
    """
    grid = _grid(columns=4)
    for promise in promises:
        person = people[promise.person_id]
        who = joined(styled(person.id, "cyan"), styled(f" {person.name}", "bold"))
        text = styled(promise.text, newlines=True)
        grid.add_row(styled(promise.id, "cyan"), due(promise, today), who, text)
    return grid


def due(promise: Promise, today: date) -> Text:
    """When a promise is due or was kept; what is overdue says so."""
    if promise.done_at is not None:
        return styled(f"done {day(promise.done_at.astimezone())}", "dim")
    if promise.due is None:
        return styled("no day", "dim")
    said = f"by {weekday(promise.due)}"
    if promise.due < today:
        return joined(styled(said), styled("  overdue", "bold red"))
    return joined(styled(said), styled("  today" if promise.due == today else "", "bold yellow"))


def weekday(of: date) -> str:
    """A day with its weekday: ``Fri 2026-12-04``."""
    return f"{of:%a %Y-%m-%d}"


def day_of(memory: Memory, events: Mapping[str, Event]) -> str:
    """The day a memory is from: its event's, else the one it speaks of."""
    event = events.get(memory.event_id or "")
    return day(event.start) if event is not None and event.start is not None else day(memory.at.astimezone())


def _promises_of_one(promises: Sequence[Promise], today: date) -> Table:
    grid = _grid()
    for promise in promises:
        grid.add_row(styled(promise.id, "cyan"), due(promise, today), styled(promise.text, newlines=True))
    return grid


def _grid(columns: int = 3) -> Table:
    from rich.table import Table

    grid = Table.grid(padding=(0, 2, 0, 0))
    for _ in range(columns - 1):
        grid.add_column(no_wrap=True)
    grid.add_column()
    return grid


def section(heading: str, content: RenderableType) -> list[RenderableType]:
    """A dim heading with something indented below it."""
    from rich.padding import Padding

    return [Padding(styled(heading, "dim"), (1, 0, 0, 2)), Padding(content, (0, 0, 0, 4))]

"""Tables of people, events and notes; columns are counted in terminal cells, in which a kanji takes two."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from cardscan.cli.output import styled

if TYPE_CHECKING:
    from rich.table import Table

    from cardscan.store.records import Event, Note, PersonSummary


def day(moment: datetime | date | None) -> str:
    """The day of a moment as ``2026-11-20``; nothing for no moment."""
    return f"{moment:%Y-%m-%d}" if moment else ""


def days(event: Event) -> str:
    """The day or days of an event."""
    if event.end is None or event.end == event.start:
        return day(event.start)
    return f"{day(event.start)} to {day(event.end)}"


def people_table(people: Sequence[PersonSummary]) -> Table:
    """One line a person; the column of unsure values is there only if somebody has some."""
    table = _table()
    table.add_column("id", style="cyan", no_wrap=True)
    for title, share in (("name", 4), ("company", 5), ("title", 3)):
        table.add_column(title, no_wrap=True, overflow="ellipsis", ratio=share)
    table.add_column("met", no_wrap=True)
    table.add_column("event", no_wrap=True, overflow="ellipsis", ratio=3)
    unsure = any(person.unsure for person in people)
    if unsure:
        table.add_column("?", style="bold yellow", justify="right", no_wrap=True)
    for person in people:
        name = styled(person.name, "bold")
        if person.kana:
            name.append_text(styled(f" {person.kana}", "not bold dim"))
        row = [
            styled(person.id),
            name,
            styled(person.organization or ""),
            styled("・".join(person.titles)),
            styled(day(person.met_at)),
            styled("" if person.event == day(person.met_at) else person.event or ""),
        ]
        table.add_row(*row, *([styled(person.unsure or "")] if unsure else []))
    return table


def events_table(events: Iterable[Event]) -> Table:
    """One line an event."""
    table = _table()
    table.add_column("id", style="cyan", no_wrap=True)
    table.add_column("day", no_wrap=True)
    table.add_column("event", style="bold", overflow="fold", ratio=4)
    table.add_column("place", overflow="fold", ratio=2)
    table.add_column("people", justify="right", no_wrap=True)
    for event in events:
        table.add_row(
            styled(event.id), styled(days(event)), styled(event.name), styled(event.place or ""), styled(event.people)
        )
    return table


def notes_table(notes: Iterable[Note]) -> Table:
    """One note a line or more, with the id by which it can be changed."""
    from rich.table import Table

    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(style="cyan", no_wrap=True)
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column()
    for note in notes:
        grid.add_row(styled(note.id), styled(day(note.at)), styled(note.text, newlines=True))
    return grid


def _table() -> Table:
    from rich.table import Table

    return Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="dim", show_edge=False)

"""Tables of people, events and notes; columns are counted in terminal cells, in which a kanji takes two."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from cardscan.cli.output import joined, styled

if TYPE_CHECKING:
    from rich.table import Table
    from rich.text import Text

    from cardscan.store.records import Event, Note, PersonSummary

_GAP = 2
"""Blanks between columns."""
_LEAST = 12
"""Cells below which a cut column says too little: six kanji."""


def day(moment: datetime | date | None) -> str:
    """The day of a moment as ``2026-11-20``; nothing for no moment."""
    return f"{moment:%Y-%m-%d}" if moment else ""


def days(event: Event) -> str:
    """The day or days of an event."""
    if event.end is None or event.end == event.start:
        return day(event.start)
    return f"{day(event.start)} to {day(event.end)}"


def hours(event: Event) -> str:
    """From when until when, behind its day: `` 19:00–21:00``; nothing where the hours are not known."""
    if event.starts_at is None or event.ends_at is None:
        return ""
    same_day = event.starts_at.date() == event.ends_at.date()
    return f" {event.starts_at:%H:%M}–{event.ends_at:{'%H:%M' if same_day else '%Y-%m-%d %H:%M'}}"


def people_table(people: Sequence[PersonSummary], width: int) -> list[Text]:
    """A header and one line a person; in a narrow terminal the widest columns are cut, then event and title left out.

    Args:
        people: Whom to list.
        width: Columns of the terminal.
    """
    columns: dict[str, list[Text]] = {
        "name": [_name(person) for person in people],
        "company": [styled(person.organization or "") for person in people],
        "title": [styled("・".join(person.titles)) for person in people],
        "event": [styled("" if person.event == day(person.met_at) else person.event or "") for person in people],
    }
    columns = {name: cells for name, cells in columns.items() if any(cells)}
    ids = [styled(person.id, "cyan") for person in people]
    met = [styled(day(person.met_at), "dim") for person in people]
    unsure = [styled(person.unsure or "", "bold yellow") for person in people]
    fixed = {"id": ids, "met": met, **({"?": unsure} if any(unsure) else {})}
    room = width - sum(_natural(name, cells) + _GAP for name, cells in fixed.items())
    widths = fitted({name: _natural(name, cells) for name, cells in columns.items()}, room)
    widths = {"id": _natural("id", ids), **widths, "met": _natural("met", met), "?": 0}
    shown = {**columns, **fixed}
    cells = {name: [styled(name, "dim"), *shown[name]] for name in widths if name in shown}
    return [_row(row, list(widths.values())) for row in zip(*cells.values(), strict=True)]


def _row(cells: Sequence[Text], widths: Sequence[int]) -> Text:
    """Cells side by side, each cut or filled to its width; the last is left as it is."""
    for cell, width in zip(cells[:-1], widths, strict=False):
        cell.truncate(width, overflow="ellipsis", pad=True)
    return joined(*(part for cell in cells for part in (cell, styled(" " * _GAP))))


def fitted(natural: Mapping[str, int], room: int) -> dict[str, int]:
    """Widths for columns, in terminal cells, so that all fit in ``room`` with a gap each.

    The widest are cut first and equally; a last column goes when otherwise one would have to be cut below ``_LEAST``.
    """
    widths = dict(natural)
    while len(widths) > 1 and sum(min(width, _LEAST) + _GAP for width in widths.values()) > room:
        widths.popitem()
    while sum(width + _GAP for width in widths.values()) > room and max(widths.values()) > 1:
        widest = max(widths, key=lambda name: widths[name])
        widths[widest] -= 1
    return widths


def _name(person: PersonSummary) -> Text:
    return joined(styled(person.name, "bold"), styled(f" {person.kana}" if person.kana else "", "dim"))


def _natural(title: str, cells: Iterable[Text]) -> int:
    return max([len(title), *(cell.cell_len for cell in cells)])


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
            styled(event.id),
            styled(days(event) + hours(event)),
            styled(event.name),
            styled(event.place or ""),
            styled(event.people),
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
        grid.add_row(styled(note.id), styled(day(note.at.astimezone())), styled(note.text, newlines=True))
    return grid


def _table() -> Table:
    from rich.table import Table

    return Table(box=None, padding=(0, _GAP, 0, 0), pad_edge=False, header_style="dim", show_edge=False)

"""Changes as lines: which, when, what was done, to whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from cardscan.cli.history_view import told_values
from cardscan.cli.output import joined, styled

if TYPE_CHECKING:
    from rich.table import Table
    from rich.text import Text

    from cardscan.store.change_records import PastChange, StoredChange
    from cardscan.store.store import Store

_MOST_NAMED = 3
"""People of a change that are named in its line."""


def names_of(store: Store, changes: Iterable[StoredChange]) -> dict[str, str]:
    """Id → name of the people whom the lines of these changes name; those who are deleted have no name there."""
    named = dict.fromkeys(person for change in changes for person in change.people[:_MOST_NAMED])
    return {person.id: person.name for person in store.summaries(list(named))}


def told_change(change: StoredChange, names: Mapping[str, str]) -> str:
    """A change in a line: ``edit: phones of p12 齋藤 幸生``."""
    what = f"{change.kind}: {change.summary}" if change.summary else change.kind
    if not change.people:
        return what
    people = [f"{one} {names[one]}" if names.get(one, one) != one else one for one in change.people[:_MOST_NAMED]]
    more = len(change.people) - len(people)
    return f"{what} — {', '.join(people)}" + (f" and {more} more" if more else "")


def changes_table(changes: Sequence[StoredChange], names: Mapping[str, str]) -> Table:
    """One line a change."""
    grid = _grid()
    for change in changes:
        shown = styled(told_change(change, names), "" if change.undoable else "dim")
        grid.add_row(
            styled(change.id), styled(f"{change.at.astimezone():%Y-%m-%d %H:%M}"), joined(shown, _state(change))
        )
    return grid


def past_table(past: Iterable[PastChange]) -> Table:
    """One line a change, and below it a line for each value that it changed."""
    grid = _grid()
    for one in past:
        what = f"{one.kind}: {one.summary}" if one.summary else one.kind
        state = _state(one.change) if one.change else styled("")
        grid.add_row(
            styled(one.change.id if one.change else ""),
            styled(f"{one.at.astimezone():%Y-%m-%d %H:%M}"),
            joined(styled(what), state),
        )
        for line in told_values(one.fields):
            grid.add_row("", "", joined(styled("  "), line))
    return grid


def _state(change: StoredChange) -> Text:
    if change.undone_by is not None:
        return styled(f"  undone by {change.undone_by}", "dim")
    if change.lost == "gone":
        return styled("  cannot be undone: something it touched was deleted for good", "dim")
    return styled("  too long ago to undo" if change.lost else "", "dim")


def _grid() -> Table:
    from rich.table import Table

    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(style="cyan", no_wrap=True)
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column()
    return grid

"""Positions on the terminal: newest first, with their days and cards."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cardscan.cli.output import joined, styled
from cardscan.cli.table import day

if TYPE_CHECKING:
    from rich.table import Table

    from cardscan.store.records import Position


def position_name(position: Position) -> str:
    """Firm, department and titles in one line."""
    firm = position.organization or position.organization_en
    return " ".join(filter(None, (firm, position.department, "・".join(position.titles))))


def position_days(position: Position) -> str:
    """``2024-05-10 to 2026-11-20``; days that only follow from cards stand behind ≤: by then."""
    since = day(position.since) and f"{'' if 'since' in position.by_hand else '≤'}{day(position.since)}"
    if position.until is not None:
        until = f"{'' if 'until' in position.by_hand else '≤'}{day(position.until)}"
    else:
        until = "today" if position.current else "?"
    return f"{since or '?'} to {until}"


def positions_table(positions: Sequence[Position]) -> Table:
    """A row a position, numbered as ``cardscan position`` takes them."""
    from rich.table import Table

    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(style="cyan", no_wrap=True)
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column()
    for number, position in enumerate(positions, start=1):
        cards = styled(f"  card {' '.join(position.cards)}" if position.cards else "", "dim")
        name = styled(position_name(position), "" if position.current else "dim")
        grid.add_row(styled(number), styled(position_days(position)), joined(name, cards))
    return grid

"""How ``cardscan review --status`` looks: what is due, a plot of the next days, who is known how well."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from cardscan.cli.memory_view import section, weekday
from cardscan.cli.output import joined, styled
from cardscan.cli.table import day
from cardscan.recall.status import Hold
from cardscan.store.review_records import ReviewDirection

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table
    from rich.text import Text

    from cardscan.recall.due import Review
    from cardscan.recall.status import ReviewStatus
    from cardscan.store.records import PersonSummary

_BAR_COLUMNS = 40
_HOLDS = {
    Hold.MONTHS: "for months",
    Hold.WEEKS: "for weeks",
    Hold.DAYS: "for days",
    Hold.SLIPPING: "slipping",
}
_COLOURS = {Hold.MONTHS: "green", Hold.WEEKS: "cyan", Hold.DAYS: "yellow", Hold.SLIPPING: "red"}
_DIRECTIONS = {ReviewDirection.CARD_TO_PERSON: "the person", ReviewDirection.LOOK_TO_NAME: "the name"}


def status_view(status: ReviewStatus, people: Mapping[str, PersonSummary]) -> list[RenderableType]:
    """What is shown; ``people`` holds those who are about to be forgotten, by id."""
    from rich.padding import Padding

    due = styled(f"{status.due} due", "bold" if status.due else "")
    never = f"   {status.never_asked} never asked for" if status.never_asked else ""
    shown: list[RenderableType] = [joined(styled(weekday(status.day)), styled("   "), due, styled(never, "dim"))]
    if any(count for _, count in status.forecast):
        bars = [(weekday(of), count, "cyan") for of, count in status.forecast]
        shown += section("due in the next days, as it stands", _bars(bars))
    if any(status.holds.values()):
        held = [(_HOLDS[hold], status.holds[hold], _COLOURS[hold]) for hold in _HOLDS]
        shown += section("people you will know", _bars(held))
    forgetting = [one for one in status.forgetting if one.person_id in people]
    if forgetting:
        shown += section("about to be forgotten", Padding(_forgetting(forgetting, people), 0))
    return shown


def _bars(rows: Sequence[tuple[str, int, str]]) -> Table:
    """A label, a bar and a count a row; the longest bar is ``_BAR_COLUMNS`` long."""
    from rich.bar import Bar
    from rich.table import Table

    most = max(count for _, count, _ in rows)
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(justify="right", no_wrap=True)
    grid.add_column(width=_BAR_COLUMNS)
    for label, count, colour in rows:
        number = styled(count or "·", "" if count else "dim")
        grid.add_row(styled(label), number, Bar(most, 0, count, width=_BAR_COLUMNS, color=colour))
    return grid


def _forgetting(reviews: Sequence[Review], people: Mapping[str, PersonSummary]) -> Table:
    from rich.table import Table

    grid = Table.grid(padding=(0, 2, 0, 0))
    for _ in range(2):
        grid.add_column(justify="right", no_wrap=True)
    for review in reviews:
        person = people[review.person_id]
        grid.add_row(
            styled(f"{review.retrievability or 0:.0%}", "bold red"),
            styled(person.id, "cyan"),
            joined(styled(person.name, "bold"), styled(f"  {person.organization}" if person.organization else "")),
            _met(person),
            styled(_DIRECTIONS[review.direction], "dim"),
        )
    return grid


def _met(person: PersonSummary) -> Text:
    when = day(person.met_at)
    return styled("  ".join(filter(None, (person.event if person.event != when else None, when))), "dim")

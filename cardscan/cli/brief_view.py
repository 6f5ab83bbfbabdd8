"""A briefing in the terminal: a few lines a person, the card and the face beside them where there is room."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from cardscan.cli.memory_view import due
from cardscan.cli.output import joined, styled
from cardscan.cli.table import day, days, hours

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.text import Text

    from cardscan.briefing.brief import BriefedPerson, Briefing

_CARD_COLUMNS, _FACE_COLUMNS, _PICTURE_ROWS = 26, 14, 7
"""Character cells: which card it was can be told, not what it says; a person then fills as many rows as their text."""

_NARROW = 90
"""Columns of a terminal below which pictures leave too little for text."""


def briefing_lines(briefing: Briefing, screen: Console, today: date, *, pictures: bool | None) -> list[RenderableType]:
    """What is shown of a briefing.

    Args:
        briefing: Who, in the order of the screen.
        screen: Where.
        today: Against which what is overdue is told.
        pictures: Whether to draw cards and faces; None: where all of it fits on the screen.
    """
    from rich.padding import Padding

    from cardscan.briefing.brief import headline

    event = briefing.event
    shown: list[RenderableType] = [
        joined(
            styled(f"{event.id}  " if event else "", "cyan"),
            styled(briefing.title, "bold"),
            styled(f"  {days(event)}{hours(event)}  {event.place or ''}" if event else ""),
        )
    ]
    shown.append(styled(headline(briefing.people), "dim"))
    fits = len(briefing.people) * (_PICTURE_ROWS + 1) + 4 <= screen.height and screen.width >= _NARROW
    drawn = fits if pictures is None else pictures
    for one in briefing.people:
        lines = list(_person(one, today))
        shown.append(Padding(_beside(one, lines) if drawn else _stacked(lines), (1, 0, 0, 0)))
    if briefing.unknown:
        shown.append(Padding(styled("nobody you know is called", "dim"), (1, 0, 0, 0)))
        shown.extend(Padding(styled(name), (0, 0, 0, 2)) for name in briefing.unknown)
    return shown


def _person(one: BriefedPerson, today: date) -> Iterator[Text]:
    contact = one.person.contact
    name = contact.full_name or contact.romanized_name or contact.organization or one.person.id
    reading = contact.phonetic_name or contact.romanized_name
    yield joined(
        styled(f"{one.person.id}  ", "cyan"),
        styled(name, "bold"),
        styled(f"  {reading}" if reading and reading != name else "", "dim"),
        styled("   "),
        _recall(one.recall),
    )
    firm = contact.organization or contact.organization_en or ""
    post = [firm if firm != name else "", contact.department or "", "・".join(contact.titles)]
    if any(post):
        yield styled("  ".join(filter(None, post)))
    if one.said is not None and not one.sure:
        yield _row("perhaps", f"the list says: {one.said}")
    met = one.last_met
    if met is not None:
        parts = [day(met.met_at), met.event.name if met.event else ""]
        times = f"({len(one.at)} times at these)" if len(one.at) > 1 else ""
        yield _row("met", "  ".join(filter(None, [*dict.fromkeys(parts), times])))
    if one.look is not None:
        yield _row("look", one.look.text)
    if one.talk is not None:
        yield _row("talked", one.talk.text)
    for promise in one.promises:
        yield joined(_label("promised"), due(promise, today), styled(f"  {_one_line(promise.text)}"))


def _recall(chance: float | None) -> Text:
    if chance is None:
        return styled("never reviewed", "dim")
    style = "bold red" if chance < 0.5 else "yellow" if chance < 0.8 else "green"
    return styled(f"{chance:.0%} still known", style)


def _row(label: str, text: str) -> Text:
    return joined(_label(label), styled(_one_line(text)))


def _label(label: str) -> Text:
    return styled(f"{label:<9}", "dim")


def _one_line(text: str) -> str:
    return " / ".join(line.strip() for line in text.splitlines() if line.strip())


def _stacked(lines: list[Text]) -> RenderableType:
    from rich.console import Group
    from rich.padding import Padding

    first, *rest = lines
    return Group(first, *(Padding(line, (0, 0, 0, 5)) for line in rest))


def _beside(one: BriefedPerson, lines: list[Text]) -> RenderableType:
    from rich.console import Group
    from rich.table import Table

    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(width=_CARD_COLUMNS, no_wrap=True)
    cells: list[RenderableType] = [_picture(one.card, _CARD_COLUMNS)]
    if one.face is not None:
        grid.add_column(width=_FACE_COLUMNS, no_wrap=True)
        cells.append(_picture(one.face, _FACE_COLUMNS))
    grid.add_column()
    grid.add_row(*cells, Group(*lines))
    return grid


def _picture(path: Path | None, columns: int) -> RenderableType:
    from cardscan.cli.picture import block_picture

    if path is None:
        return styled("no card", "dim")
    try:
        return block_picture(path, columns, _PICTURE_ROWS)
    except OSError:
        return styled("the picture cannot be read", "dim")

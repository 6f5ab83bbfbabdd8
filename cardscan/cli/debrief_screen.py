"""How one person of a debrief looks on the terminal: who it is, the card, who stood beside, what is known already."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from cardscan.cli.output import joined, styled, tell
from cardscan.cli.table import day

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from cardscan.cli.debrief_item import DebriefItem
    from cardscan.cli.picture import PictureKind

HELP = """
  any text   is kept at once; put = before a text that is a key: =s
  Enter      nothing to say; on to the next question
  s          skip the person
  u          take the last answer back
  c          show the card larger, both sides
  q          quit; go on another time with: cardscan debrief
  ?          this help
"""

QUESTIONS = {
    "look": "What did they look like? Hair, glasses, voice, where they stood, whom they resemble",
    "talk": "What did you talk about?",
    "promise": "What did you promise? A day in it is understood: 来週金曜, 12月3日, in 2 weeks",
}
"""What is asked, in this order."""

_KEYS = "Enter nothing · s skip person · u undo · c card · q quit · ? help"
_LABEL = 11
"""Cells of the words before names and texts."""
_ROWS_BESIDE = 14
"""Rows of the screen for everything but the picture: heading, neighbours, three questions with answers, keys."""
_MOST_COLUMNS = 60
_LEAST_COLUMNS = 24
"""Narrower than this a card in half blocks is a blot."""
_LARGE_COLUMNS = 110
_CARD_ASPECT = 91 / 55
"""Japanese cards (JIS S 5507 size 4: 91 × 55 mm)."""


def show_item(screen: Console, item: DebriefItem, number: int, count: int, kind: PictureKind) -> None:
    """Draw one person to be asked about, ``number`` of ``count``."""
    screen.print()
    screen.rule(_heading(item, number, count), style="dim", align="left")
    if item.card is not None and kind != "none":
        rows = max(0, screen.height - _ROWS_BESIDE)
        fitting = int(rows * 2 * _CARD_ASPECT)
        _draw(screen, item, kind, max(_LEAST_COLUMNS, min(_MOST_COLUMNS, screen.width - 2, fitting)), sides=1)
    screen.print(_titled(item))
    for label, names in _neighbours(item).items():
        screen.print(_row(label, styled(" · ").join(names)))
    for question in QUESTIONS:
        for memory in item.written(question):
            screen.print(_row(question, joined(styled(memory.text, newlines=True), styled(f"  {memory.id}", "cyan"))))
    screen.print(styled(_KEYS, "dim"))


def show_question(screen: Console, question: str) -> None:
    """Ask one of ``QUESTIONS``."""
    screen.print(styled(QUESTIONS[question], "bold"))


def show_card(screen: Console, item: DebriefItem, kind: PictureKind) -> None:
    """Draw the card larger, both sides, or write its lines where the terminal shows no pictures."""
    if item.card is None:
        tell("There is no card.")
    elif kind == "none":
        for card in item.person.cards:
            for line in card.lines:
                screen.print(styled(f"  {line.text}"))
    else:
        _draw(screen, item, kind, min(_LARGE_COLUMNS, screen.width - 2), sides=len(item.person.cards))


def _draw(screen: Console, item: DebriefItem, kind: PictureKind, columns: int, *, sides: int) -> None:
    from cardscan.cli.picture import print_picture

    first = [card for card in item.person.cards if item.card is not None and card.id == item.card.id]
    for card in [*first, *(card for card in item.person.cards if card not in first)][:sides]:
        try:
            print_picture(screen, card.picture, kind, columns)
        except OSError as error:
            tell(f"The picture of {card.id} cannot be shown: {error}")


def _heading(item: DebriefItem, number: int, count: int) -> Text:
    parts = [styled(f"{number} of {count}", "bold"), styled(f"  {item.person.id}", "cyan")]
    if item.event is not None:
        parts.append(styled(f"  {item.event.name}", "dim"))
        dated = item.event.start and item.event.name != day(item.event.start)
        parts.append(styled(f"  {day(item.event.start)}" if dated else "", "dim"))
    return joined(*parts)


def _titled(item: DebriefItem) -> Text:
    from cardscan.cli.contact_view import heading, shown_values

    contact = item.person.contact
    beside = [contact.organization or contact.organization_en, *contact.titles[:2]]
    name = heading(shown_values(item.person.fields), "no name was read")
    return joined(name, *(styled(f"   {one}") for one in beside if one))


def _neighbours(item: DebriefItem) -> dict[str, list[Text]]:
    labels = {"before": "before", "after": "after", "same_photo": "same photo"}
    found: dict[str, list[Text]] = {}
    for neighbour, person in item.neighbours:
        firm = styled(f" {person.organization}" if person.organization else "", "dim")
        found.setdefault(labels[neighbour.place], []).append(joined(styled(person.name), firm))
    return found


def _row(label: str, text: Text) -> Text:
    return joined(styled(f"{label:>{_LABEL}}  ", "dim"), text)


def said(due: date | None) -> str:
    """What was understood of when a promise is due."""
    from cardscan.cli.memory_view import weekday

    return f"by {weekday(due)}" if due is not None else "no day"

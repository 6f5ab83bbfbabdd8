"""How one unsure value looks on the terminal: whose it is, the strip of the card, the reading, the alternatives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cardscan.cli.output import joined, styled, tell
from cardscan.cli.table import day

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from cardscan.cli.picture import PictureKind
    from cardscan.cli.proof_item import ProofItem

HELP = """
  Enter      the reading is right
  1 … 9      this alternative is right
  any text   the card says this; put = before a text that is a key: =s
  e          edit the reading
  -          the card says no such thing
  c          show the whole card
  s          skip: ask another time
  u          take the last answer back
  q          quit; every answer so far is kept
  ?          this help
"""

_KEYS = "Enter right · {numbers}text corrects · s skip · u undo · q quit · ? more keys"

_ROWS_BESIDE = 6
"""Rows of the screen that an item takes beside strip and alternatives: heading, reading, keys, prompt, a spare one."""

_LEAST_ROWS = 10
_MOST_COLUMNS = 100
"""Wider strips make the eye travel."""

_BLOCKS = (12, 7, 5)
"""Rows for a line drawn in quadrants at most, well and at least: 24 px tell 瀬 from 瀨, 14 px read well, 10 px just."""
_PICTURE = (4, 3, 2)
"""Rows for a line drawn as a picture."""
_CARD_COLUMNS = 96


def show_item(screen: Console, item: ProofItem, number: int, count: int, kind: PictureKind) -> None:
    """Draw one value to be judged, ``number`` of ``count``."""
    from cardscan.cli.contact_view import shown_values

    (shown,) = shown_values([item.value])
    screen.print()
    screen.rule(_heading(item, number, count), style="dim", align="left")
    _draw_strip(screen, item, kind)
    sure = styled(f"   {item.value.confidence or 0:.0%} sure", "dim")
    screen.print(joined(styled(f"{shown.label:>12}  ", "dim"), shown.marked("bold"), sure))
    for place, one in enumerate(item.alternatives, start=1):
        why = styled(f"   {one.why}", "dim")
        screen.print(joined(styled(f"{place:>12}  ", "cyan"), styled(one.value), why))
    last = len(item.alternatives)
    numbers = "" if not last else "1 or " if last == 1 else f"1-{last} or "
    screen.print(styled(_KEYS.format(numbers=numbers), "dim"))


def show_card(screen: Console, item: ProofItem, kind: PictureKind) -> None:
    """Draw the whole card, or write its lines where the terminal shows no pictures."""
    from cardscan.cli.picture import print_picture

    if item.card is None:
        tell("There is no card.")
    elif kind == "none":
        for line in item.card.lines:
            screen.print(styled(f"  {line.text}"))
    else:
        try:
            print_picture(screen, item.card.picture, kind, min(_CARD_COLUMNS, screen.width - 2))
        except OSError as error:
            tell(f"The picture of {item.card.id} cannot be shown: {error}")


def _heading(item: ProofItem, number: int, count: int) -> Text:
    contact, event = item.person.contact, item.event
    parts = [styled(f"{number} of {count}", "bold"), styled(f"  {item.person.id}", "cyan")]
    names = [contact.full_name or contact.romanized_name, contact.organization or contact.organization_en]
    parts += [styled(f"  {name}") for name in names if name]
    if event is not None:
        parts.append(styled(f"  {event.name}", "dim"))
        parts.append(styled(f"  {day(event.start)}" if event.start and event.name != day(event.start) else "", "dim"))
    return joined(*parts)


def _draw_strip(screen: Console, item: ProofItem, kind: PictureKind) -> None:
    """The lines of the value as they stand on the card; their text where the terminal shows no pictures."""
    if item.card is not None and item.lines and kind != "none":
        from cardscan.cli.picture import kitty, sixel
        from cardscan.cli.quadrants import quadrants
        from cardscan.cli.strip import Room, cut_strip

        sizes = _BLOCKS if kind == "blocks" else _PICTURE
        columns, rows = min(_MOST_COLUMNS, screen.width - 2), screen.height - _ROWS_BESIDE - len(item.alternatives)
        room = Room(columns, max(_LEAST_ROWS, rows), *sizes)
        try:
            strip = cut_strip(item.card.picture, [line.quad for line in item.lines], room)
        except OSError as error:
            tell(f"The picture of {item.card.id} cannot be shown: {error}")
        else:
            if kind == "blocks":
                screen.print(quadrants(strip.image, strip.columns, strip.rows), end="")
            else:
                drawn = (
                    kitty(strip.image, strip.columns, strip.rows)
                    if kind == "kitty"
                    else sixel(strip.image, strip.columns)
                )
                screen.file.write(drawn + "\n")
                screen.file.flush()
            return
    for line in item.lines:
        screen.print(joined(styled(f"{'on the card':>12}  ", "dim"), styled(line.text)))

"""How two people who may be one look on the terminal: both cards and their values side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cardscan.cli.output import joined, styled, tell
from cardscan.cli.person_signs import said_signs
from cardscan.cli.table import day

if TYPE_CHECKING:
    from PIL.Image import Image
    from rich.console import Console
    from rich.table import Table

    from cardscan.cli.picture import PictureKind
    from cardscan.store.records import Person, SamePerson, StoredCard

HELP = """
  1          they are the same person: the older entry stays, with everything of both
  2          they are two people; nothing proposes them again
  Enter, s   skip: ask another time
  c          show the cards larger, one below the other
  u          take the last answer back
  q          quit; every answer so far is kept
  ?          this help
"""

_KEYS = "1 same person · 2 different people · Enter skip · u undo · c cards · q quit · ? help"

_ROWS_BESIDE = 13
"""Rows of the screen for everything but the pictures: heading, eight values, keys, prompt, a spare one."""
_LEAST_COLUMNS = 40
"""Narrower than this two cards in half blocks are blots."""
_MOST_COLUMNS = 160
_LARGE_COLUMNS = 96
_LABEL = 10
_GAP = 24
"""Px between the two pictures, of a card about 900 px wide."""


@dataclass(frozen=True, slots=True)
class DuplicateItem:
    """Two people who may be one."""

    pair: SamePerson
    one: Person
    other: Person


def show_item(screen: Console, item: DuplicateItem, number: int, count: int, kind: PictureKind) -> None:
    """Draw two people to be judged, ``number`` of ``count``."""
    screen.print()
    chance = styled(f"  {item.pair.chance or 0:.0%}", "bold yellow")
    heading = joined(styled(f"{number} of {count}", "bold"), chance, styled(f"  {said_signs(item.pair)}"))
    screen.rule(heading, style="dim", align="left")
    values = _values(screen, item)
    if kind != "none" and (image := _side_by_side(item)) is not None:
        rows = max(0, screen.height - _ROWS_BESIDE)
        fitting = int(rows * 2 * image.width / image.height)
        columns = max(_LEAST_COLUMNS, min(_MOST_COLUMNS, screen.width - 2, fitting))
        from cardscan.cli.picture import print_image

        print_image(screen, image, kind, columns)
    screen.print(values)
    screen.print(styled(_KEYS, "dim"))


def show_cards(screen: Console, item: DuplicateItem, kind: PictureKind) -> None:
    """Draw both cards larger, or write their lines where the terminal shows no pictures."""
    from cardscan.cli.picture import print_picture

    for person in (item.one, item.other):
        card = front_of(person)
        screen.print(styled(person.id, "cyan"))
        if card is None:
            tell("There is no card.")
        elif kind == "none":
            for line in card.lines:
                screen.print(styled(f"  {line.text}"))
        else:
            try:
                print_picture(screen, card.picture, kind, min(_LARGE_COLUMNS, screen.width - 2))
            except OSError as error:
                tell(f"The picture of {card.id} cannot be shown: {error}")


def front_of(person: Person) -> StoredCard | None:
    """The front of the person's newest card."""
    fronts = [card for card in person.cards if card.side == "front"] or list(person.cards)
    newest = next((card for position in person.positions for card in position.cards), None)
    return next((card for card in fronts if card.id == newest), fronts[-1] if fronts else None)


def _side_by_side(item: DuplicateItem) -> Image | None:
    """Both cards as one picture, grey where there is none; None where neither can be shown."""
    from PIL import Image as PillowImage

    from cardscan.cli.picture import beside, open_picture

    found: list[Image | None] = []
    for card in (front_of(item.one), front_of(item.other)):
        try:
            found.append(open_picture(card.picture) if card is not None else None)
        except OSError as error:
            tell(f"The picture of {card.id if card else ''} cannot be shown: {error}")
            found.append(None)
    known = next((image for image in found if image is not None), None)
    if known is None:
        return None
    first, second = (image or PillowImage.new("RGB", known.size, (96, 96, 96)) for image in found)
    return beside(first, PillowImage.new("RGB", (round(_GAP * first.height / 550), first.height)), second)


def _values(screen: Console, item: DuplicateItem) -> Table:
    """The values that tell people apart, a row a field, those that differ set off."""
    from rich.table import Table

    grid = Table.grid(padding=(0, 2, 0, 0))
    width = max(12, (screen.width - _LABEL - 4) // 2)
    grid.add_column(style="dim", no_wrap=True, width=_LABEL)
    for _ in range(2):
        grid.add_column(no_wrap=True, overflow="ellipsis", width=width)
    grid.add_row("", *(styled(person.id, "cyan") for person in (item.one, item.other)))
    for label, (one, other) in zip(_LABELS, zip(*map(_told, (item.one, item.other)), strict=True), strict=True):
        if one or other:
            style = "bold" if one != other else "dim"
            grid.add_row(label, styled(one, style), styled(other, style))
    return grid


_LABELS = ("name", "reading", "company", "title", "phone", "e-mail", "met")


def _told(person: Person) -> list[str]:
    contact = person.contact
    met = next((encounter for encounter in reversed(person.encounters) if encounter.met_at), None)
    event = met.event.name if met and met.event and met.event.name != day(met.met_at) else ""
    mobile_first = sorted(contact.phones, key=lambda phone: phone.kind != "mobile")
    return [
        contact.full_name or contact.romanized_name or "",
        contact.phonetic_name or "",
        contact.organization or contact.organization_en or "",
        "・".join(filter(None, (contact.department, *contact.titles))),
        " ".join(phone.text for phone in mobile_first if phone.kind != "fax"),
        " ".join(contact.emails),
        f"{day(met.met_at)} {event}".strip() if met else "",
    ]

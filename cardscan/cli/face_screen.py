"""How one face to be named looks on the terminal: the cut-out, where it is from, and who was there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from cardscan.cli.output import joined, styled, tell
from cardscan.cli.table import days

if TYPE_CHECKING:
    from pathlib import Path

    from rich.console import Console
    from rich.text import Text

    from cardscan.cli.face_item import FaceItem
    from cardscan.cli.picture import PictureKind
    from cardscan.store.records import PersonSummary

HELP = """
  1 … 99     it is this person
  any text   search by name or reading; the one who was there is taken, else take a number of those found
  p12        it is the person with this id
  Enter      skip: ask another time
  x          nobody to remember
  -          no face at all
  p          show the whole picture with a frame around the face
  u          take the last answer back
  q          quit; every answer so far is kept
  ?          this help
"""

_KEYS = "number or name · Enter skip · x nobody · - no face · p picture · u undo · q quit · ? help"

_MOST_COLUMNS, _LEAST_COLUMNS = 48, 24
"""A face drawn in half blocks is then 24 to 12 lines high: who knows it knows it."""
_ROWS_BESIDE = 5
"""Rows of the screen that are neither the face nor the people: heading, keys, prompt, two spare ones."""
_ROWS_OF_PEOPLE, _NAME_COLUMNS = 10, 24
"""More people stand in further columns, as long as each is wide enough for a number and a name with its reading."""
_PICTURE_COLUMNS = 96
_GAP = 3
_FRAME = (255, 60, 60)


def show_face(screen: Console, item: FaceItem, number: int, count: int, kind: PictureKind) -> None:
    """Draw one face to be named, ``number`` of ``count``."""
    screen.print()
    screen.rule(_heading(item, number, count), style="dim", align="left")
    people = people_in_columns(item.candidates, screen.width)
    if kind != "none":
        from cardscan.cli.picture import print_picture

        try:
            free = 2 * (screen.height - len(people) - _ROWS_BESIDE)
            columns = min(_MOST_COLUMNS, max(_LEAST_COLUMNS, free), screen.width - 2)
            print_picture(screen, item.face.crop, kind, columns)
        except OSError as error:
            tell(f"The picture of {item.face.id} cannot be shown: {error}")
    else:
        screen.print(styled(f"  {item.face.crop}", "dim"))
    for line in people:
        screen.print(line)
    screen.print(styled(_KEYS, "dim"))


def show_whole_picture(screen: Console, item: FaceItem, original: Path, kind: PictureKind) -> None:
    """Draw the picture the face is from, with a frame around it."""
    from cardscan.cli.picture import print_image
    from cardscan.errors import UnreadablePhoto
    from cardscan.face.cut import region
    from cardscan.photo.load import load_photo

    if kind == "none" or item.face.box is None:
        tell(f"The picture is {original}")
        return
    try:
        pixels = load_photo(original).pixels
    except UnreadablePhoto as error:
        tell(f"The picture cannot be shown: {error}")
        return
    from PIL import Image, ImageDraw

    image = Image.fromarray(pixels[:, :, ::-1])
    ImageDraw.Draw(image).rectangle(region(pixels, item.face.box), outline=_FRAME, width=max(2, image.width // 100))
    print_image(screen, image, kind, min(_PICTURE_COLUMNS, screen.width - 2))


def people_in_columns(people: Mapping[int, PersonSummary], width: int) -> list[Text]:
    """Numbered people with their firms, downwards in columns where there are many; ``width`` in terminal cells."""
    cells = [_person(number, person) for number, person in people.items()]
    if not cells:
        return []
    columns = max(1, min(-(-len(cells) // _ROWS_OF_PEOPLE), (width + _GAP) // (_NAME_COLUMNS + _GAP)))
    widest = min(max(cell.cell_len for cell in cells), max(1, (width - (columns - 1) * _GAP) // columns))
    rows = -(-len(cells) // columns)
    lines = []
    for row in range(rows):
        line = []
        for cell in cells[row::rows]:
            cell.truncate(widest, overflow="ellipsis", pad=True)
            line += [cell, styled(" " * _GAP)]
        lines.append(joined(*line))
        lines[-1].rstrip()
    return lines


def _person(number: int, person: PersonSummary) -> Text:
    parts = [styled(f"{number:>3}  ", "cyan"), styled(person.name, "bold")]
    parts += [styled(f"  {text}", "dim") for text in (person.kana, person.organization) if text]
    return joined(*parts)


def _heading(item: FaceItem, number: int, count: int) -> Text:
    parts = [styled(f"{number} of {count}", "bold"), styled(f"  {item.face.id}", "cyan")]
    if item.event is not None:
        parts += [styled(f"  {item.event.name}"), styled(f"  {days(item.event)}", "dim")]
    if item.photo is not None:
        parts.append(styled(f"  {item.photo.file_name}", "dim"))
    return joined(*parts)

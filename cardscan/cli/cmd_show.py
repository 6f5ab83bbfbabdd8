"""``cardscan show``: one person with the card's picture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

import click

from cardscan.cli.invocation import Invocation, pass_invocation
from cardscan.cli.options import ExampleCommand, json_option
from cardscan.cli.output import console, joined, print_json, styled, tell
from cardscan.cli.output import show as print_text
from cardscan.cli.references import person_argument

if TYPE_CHECKING:
    from pathlib import Path

    from PIL.Image import Image
    from rich.console import RenderableType

    from cardscan.cli.picture import PictureKind
    from cardscan.store.memory_records import Neighbour
    from cardscan.store.records import Person, StoredCard

_PICTURE_COLUMNS = 56
"""Character cells; a card drawn in half blocks is then 17 lines high, and its layout can be told."""
_FACE_COLUMNS = 32
"""For the face of somebody without a card."""


@click.command(
    short_help="Show a person with the card, notes and events.",
    cls=ExampleCommand,
    examples="""
        cardscan show p12
        cardscan show c12                    # the person of that card
        cardscan show 齋藤 --no-picture
        cardscan show p12 --history          # what was corrected, when, and what had been read
        cardscan show p12 --json | jq .contact.emails
    """,
)
@person_argument
@click.option(
    "--picture",
    type=click.Choice(["auto", "kitty", "sixel", "blocks", "none"]),
    default="auto",
    show_default=True,
    help="How to draw the card; auto draws only on a terminal.",
)
@click.option("--no-picture", "picture", flag_value="none", help="The same as --picture none.")
@click.option("--history", is_flag=True, help="Also what became of the values since they were read.")
@json_option
@pass_invocation
def show(invocation: Invocation, ref: str, picture: PictureKind | str, history: bool, as_json: bool) -> None:
    """Show a person: the card, the face, the values, where you met, looks, talks, promises, notes.

    PERSON is an id (p12), a card's id (c12) or a name that only one person has. Values marked ? are not sure to be
    right in every character; (guess) and the like tell what is not printed on the card but worked out.
    """
    from cardscan.cli.neighbour_view import neighbours_at_events

    with invocation.store() as store:
        person = store.person(ref)
        neighbours, names = neighbours_at_events(store, person)
    if as_json:
        from cardscan.export.neighbour_json import neighbours_to_json
        from cardscan.export.to_json import person_to_json

        print_json({**person_to_json(person), "neighbours": neighbours_to_json(neighbours, names)})
        return
    if picture != "none":
        _draw(person, ref, picture)
    print_text(*_shown(person, neighbours, names), *(_history(person) if history else []))
    if _unsure(person):
        tell("\n? may be wrong in a character or two")
        tell(f"  cardscan proof {person.id}                 shows each beside the card and asks")
        tell(f"  cardscan edit {person.id} FIELD=VALUE      puts it right")
        tell(f"  cardscan edit {person.id} --confirm all    says that it is right")


def _unsure(person: Person) -> bool:
    from cardscan.cli.contact_view import shown_values

    return any(value.unsure for value in shown_values(person.fields))


def _draw(person: Person, ref: str, asked: str) -> None:
    """Draw the card, both sides, and beside it the face that came in last; what cannot be read is told and left out."""
    from cardscan.cli.picture import beside, print_image, terminal_picture_kind

    screen = console()
    kind = terminal_picture_kind(screen) if asked == "auto" else asked
    if kind == "none" or not (person.cards or person.faces):
        return
    asked_for = ref.strip().lower()
    sides = _cards_to_draw(person, asked_for)
    room = screen.width - 2
    if asked != "auto":
        screen = console(colours=True)
    pictures = [image for card in sides if (image := _opened(card.id, card.picture)) is not None]
    columns = [_PICTURE_COLUMNS] * len(pictures)
    face = _opened(person.faces[-1].id, person.faces[-1].crop) if person.faces else None
    if face is not None and pictures:
        alone, pictures[0] = pictures[0], beside(pictures[0], face)
        columns[0] = round(_PICTURE_COLUMNS * max(pictures[0].size) / max(alone.size))
    elif face is not None:
        pictures, columns = [face], [_FACE_COLUMNS]
    for image, wanted in zip(pictures, columns, strict=True):
        print_image(screen, image, kind, min(wanted, room))  # type: ignore[arg-type]  # click checked the choice


def _cards_to_draw(person: Person, asked_for: str) -> list[StoredCard]:
    """The card that was asked for, else the newest one, the front before the back; the others stand with positions."""
    newest = next((card for position in person.positions for card in position.cards), None)
    wanted = asked_for if any(card.id == asked_for for card in person.cards) else newest
    position = next((one for one in person.positions if wanted in one.cards), None)
    together = [card for card in person.cards if position is None or card.id in (wanted, *position.cards)]
    return sorted(together, key=lambda card: (card.id != wanted, card.side == "back"))


def _opened(held: str, path: Path) -> Image | None:
    """The picture of a card or face; None, and a word about it, where it cannot be read."""
    from cardscan.cli.picture import open_picture

    try:
        return open_picture(path)
    except OSError as error:
        tell(f"cardscan: the picture of {held} cannot be shown: {error}")
        return None


def _history(person: Person) -> list[RenderableType]:
    from rich.padding import Padding

    from cardscan.cli.history_view import history_table

    told = history_table(person.history) if person.history else styled("nothing was changed since the card was read")
    return [Padding(styled("history", "dim"), (1, 0, 0, 2)), Padding(told, (0, 0, 0, 4))]


def _shown(person: Person, neighbours: Sequence[Neighbour], names: Mapping[str, str]) -> list[RenderableType]:
    from rich.padding import Padding

    from cardscan.cli.contact_view import heading, rows, shown_values
    from cardscan.cli.memory_view import remembered, section
    from cardscan.cli.neighbour_view import neighbours_line
    from cardscan.cli.position_view import positions_table
    from cardscan.cli.table import day, notes_table

    values = shown_values(person.fields)
    title = joined(styled(person.id, "cyan"), styled("  "), heading(values, "no name was read"))
    shown: list[RenderableType] = [title, Padding(rows(values), (1, 0, 0, 2))]
    if len(person.positions) > 1 or any(position.by_hand for position in person.positions):
        shown += section("positions", positions_table(person.positions))
    if person.tags:
        shown.append(Padding(styled(" ".join(f"#{tag}" for tag in person.tags), "magenta"), (1, 0, 0, 2)))
    met: list[RenderableType] = []
    told = set()
    for encounter in person.encounters:
        event, when = encounter.event, day(encounter.met_at)
        parts = [styled(when or "day unknown")]
        if event:
            parts += [styled(f"  {event.id}", "cyan"), styled(f"  {event.name}" if event.name != when else "")]
            parts.append(styled(f"  {event.place}" if event.place else "", "dim"))
        parts.append(styled(f"  {encounter.memo}" if encounter.memo else "", "italic"))
        parts.append(styled(f"  card {encounter.card_id}" if encounter.card_id else "", "dim"))
        met.append(joined(*parts))
        here = [one for one in neighbours if one.event_id == (event.id if event else None)]
        if here and event not in told:
            met.append(Padding(neighbours_line(here, names), (0, 0, 0, 2)))
        told.add(event)
    if met:
        shown += [Padding(styled("met", "dim"), (1, 0, 0, 2)), *(Padding(line, (0, 0, 0, 4)) for line in met)]
    if person.faces:
        shown += section("faces", styled(" ".join(one.id for one in person.faces), "cyan"))
    for heading_text, table in remembered(person, date.today()):
        shown += section(heading_text, table)
    if person.notes:
        shown += [Padding(styled("notes", "dim"), (1, 0, 0, 2)), Padding(notes_table(person.notes), (0, 0, 0, 4))]
    fronts, backs = ([card for card in person.cards if card.side == side] for side in ("front", "back"))
    rest = [line.text for card in fronts for line in card.lines if line.kind == "other"]
    overleaf = [line.text for card in backs for line in card.lines if line.kind != "code"]
    codes = [
        text for card in person.cards for line in card.lines if line.kind == "code" for text in line.text.split("\n")
    ]
    for heading_text, lines in (("also on the card", rest), ("on the back", overleaf), ("in its QR code", codes)):
        if lines:
            shown.append(Padding(styled(heading_text, "dim"), (1, 0, 0, 2)))
            shown += [Padding(styled(text), (0, 0, 0, 4)) for text in lines]
    return shown

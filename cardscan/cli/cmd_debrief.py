"""``cardscan debrief``: go through the cards of an evening and write down what no card says."""

from __future__ import annotations

import sys
from datetime import date
from typing import TYPE_CHECKING, Literal

import click

from cardscan.cli.invocation import Invocation, pass_invocation
from cardscan.cli.options import ExampleCommand, json_option
from cardscan.cli.output import print_json, say, tell
from cardscan.cli.references import complete_event

if TYPE_CHECKING:
    from cardscan.cli.picture import PictureKind
    from cardscan.store.memory_records import DebriefPlace
    from cardscan.store.store import Store


@click.command(
    short_help="Go through an evening's cards: look, talk, promise.",
    cls=ExampleCommand,
    examples="""
        cardscan debrief                     # the newest event with somebody left
        cardscan debrief e3
        cardscan debrief none                # people who were met at no event
        cardscan debrief e3 --again          # those too who were gone through or skipped
        cardscan debrief --json | jq -r .contact.full_name
    """,
)
@click.argument("ref", metavar="[EVENT]", required=False, shell_complete=complete_event)
@click.option("--again", is_flag=True, help="Go through those too who were gone through or skipped.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="No more than N people.")
@click.option(
    "--picture",
    type=click.Choice(["auto", "kitty", "sixel", "blocks", "none"]),
    default="auto",
    show_default=True,
    help="How to draw the card.",
)
@json_option
@pass_invocation
def debrief(
    invocation: Invocation,
    ref: str | None,
    again: bool,
    limit: int | None,
    picture: PictureKind | Literal["auto"],
    as_json: bool,
) -> None:
    """Go through the people of an event in the order in which you got their cards, a minute each.

    Beside the card stand those whom you met just before and after. Three short questions: what did they look like,
    what did you talk about, what did you promise and by when. Enter goes past each; every answer is kept at once, and
    q stops until another time.

    With --json, or without a terminal, those who are left are listed and nothing is asked.
    """
    with invocation.store() as store:
        places, event = _places(store, ref)
        queue = [place for place in places if again or place.state == "open"]
        if as_json or not sys.stdin.isatty():
            _list(store, queue[:limit], as_json=as_json)
        elif queue:
            _ask(store, queue[:limit], picture, again)
            _tell_left(store, event)
        else:
            say(_nobody(places, event))


def _places(store: Store, ref: str | None) -> tuple[list[DebriefPlace], str | None]:
    """The people to go through, and the event's id (None: those of no event)."""
    if ref is not None:
        event = None if ref.lower() in ("none", "-", "なし") else store.event(ref).id
        return store.debrief(event), event
    newest = sorted((one for one in store.events() if one.people), key=lambda one: one.start or date.min, reverse=True)
    for event in (*(one.id for one in newest), None):
        places = store.debrief(event)
        if any(place.state == "open" for place in places):
            return places, event
    return [], None


def _ask(store: Store, queue: list[DebriefPlace], picture: PictureKind | Literal["auto"], again: bool) -> None:
    """Walk through the people; what came of it is told even when Ctrl-C ends the walk."""
    from cardscan.cli.debrief_dialogue import DebriefDialogue
    from cardscan.cli.output import console
    from cardscan.cli.picture import terminal_picture_kind

    kind = terminal_picture_kind(console(stderr=True)) if picture == "auto" else picture
    dialogue = DebriefDialogue(store, queue, kind, again)
    try:
        dialogue.run()
    finally:
        say(dialogue.told() or "Nothing was written down.")


def _tell_left(store: Store, event: str | None) -> None:
    places = store.debrief(event)
    left = sum(place.state == "open" for place in places)
    skipped = sum(place.state == "skipped" for place in places)
    again = f"cardscan debrief {event or 'none'}"
    if left:
        say(f"{left} {'person is' if left == 1 else 'people are'} left: {again}")
    else:
        say("Nobody is left." + (f" {skipped} without an answer: {again} --again" if skipped else ""))


def _nobody(places: list[DebriefPlace], event: str | None) -> str:
    if not places:
        return "Nobody is left to go through."
    return f"Everybody there was gone through. Once more: cardscan debrief {event or 'none'} --again"


def _list(store: Store, queue: list[DebriefPlace], *, as_json: bool) -> None:
    from cardscan.cli.debrief_item import debrief_item

    people = {person.id: person for person in store.summaries([place.person_id for place in queue])}
    for place in queue:
        if as_json:
            print_json(debrief_item(store, place).to_json())
        elif place.person_id in people:
            person = people[place.person_id]
            say("  ".join(filter(None, (person.id, person.name, person.organization, person.event))))
    if not as_json:
        tell('There is no terminal to ask on. Write it down with: cardscan look ID "…", and talk, and promise')

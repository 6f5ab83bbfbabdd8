"""``cardscan proof``: look at what was hard to read, card by card, and say what is right."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Literal

import click

from cardscan.cli.field_changes import field_name
from cardscan.cli.invocation import Invocation, pass_invocation
from cardscan.cli.options import ExampleCommand, json_option
from cardscan.cli.output import print_json, say, tell
from cardscan.cli.references import complete_subject
from cardscan.errors import NotFound

if TYPE_CHECKING:
    from cardscan.cli.picture import PictureKind
    from cardscan.store.store import Store
    from cardscan.store.unsure import UnsureValue


@click.command(
    short_help="Look through what is unsure, with its strip of the card.",
    cls=ExampleCommand,
    examples="""
        cardscan proof                       # everything unsure, newest event first
        cardscan proof e3                    # of the people met there
        cardscan proof p12 --field name      # one person's name
        cardscan proof --limit 10            # ten values, the rest another time
        cardscan proof --json | jq -r '[.person, .field, .value, .alternatives[0].value] | @tsv'
    """,
)
@click.argument("ref", metavar="[PERSON_OR_EVENT]", required=False, shell_complete=complete_subject)
@click.option("--field", "fields", multiple=True, metavar="FIELD", help="Only this field; may be given several times.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Look at no more than N values.")
@click.option(
    "--picture",
    type=click.Choice(["auto", "kitty", "sixel", "blocks", "none"]),
    default="auto",
    show_default=True,
    help="How to draw the strip of the card.",
)
@json_option
@pass_invocation
def proof(
    invocation: Invocation,
    ref: str | None,
    fields: tuple[str, ...],
    limit: int | None,
    picture: PictureKind | Literal["auto"],
    as_json: bool,
) -> None:
    """Look at the values that may be wrong, each beside its strip of the card.

    Enter says that a reading is right, a number takes that alternative, and what you type instead is what the card
    says. Every answer is kept at once, and the history of a value stays: cardscan show ID --history.

    With --json, or without a terminal, the unsure values and their alternatives are listed and nothing is asked.
    """
    named = [field_name(name) for name in fields]
    with invocation.store() as store:
        queue = _queue(store, ref, named)
        if as_json or not sys.stdin.isatty():
            _list(store, queue[:limit], as_json=as_json)
        elif queue:
            _ask(store, queue[:limit], picture)
            left = len(_queue(store, ref, named))
            say(f"{left} {'value is' if left == 1 else 'values are'} left to look at." if left else "Nothing is left.")
        else:
            say("Nothing is unsure.")


def _queue(store: Store, ref: str | None, fields: list[str]) -> list[UnsureValue]:
    """The unsure values of everybody, or of the person or the event that ``ref`` names."""
    from cardscan.store.ids import IdKind, parse_id

    if ref is None:
        return store.unsure(fields=fields)
    parsed = parse_id(ref)
    if parsed is not None and parsed[0] is IdKind.EVENT:
        return store.unsure(event=ref, fields=fields)
    try:
        return store.unsure(person=ref, fields=fields)
    except NotFound as nobody:
        try:
            return store.unsure(event=ref, fields=fields)
        except NotFound:
            raise nobody from None


def _ask(store: Store, queue: list[UnsureValue], picture: PictureKind | Literal["auto"]) -> None:
    """Ask about the values one by one."""
    from cardscan.cli.output import console
    from cardscan.cli.picture import terminal_picture_kind
    from cardscan.cli.proof_dialogue import Dialogue
    from cardscan.cli.walk_through import walk_through

    dialogue = Dialogue(store, queue, terminal_picture_kind(console(stderr=True)) if picture == "auto" else picture)
    walk_through(dialogue)


def _list(store: Store, queue: list[UnsureValue], *, as_json: bool) -> None:
    from cardscan.cli.labels import FIELD_LABELS
    from cardscan.cli.proof_item import proof_item

    for unsure in queue:
        item = proof_item(store, unsure)
        if item is None:
            continue
        if as_json:
            print_json(item.to_json())
        else:
            others = "".join(f"  | {one.value}" for one in item.alternatives)
            say(f"{item.person.id}  {FIELD_LABELS[item.value.field]}: {item.value.value} ?{others}")
    if not as_json:
        tell("There is no terminal to ask on. Put values right with: cardscan edit ID FIELD=VALUE, or --confirm FIELD")

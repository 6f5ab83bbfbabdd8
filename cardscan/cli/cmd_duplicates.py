"""``cardscan duplicates``: who may be one person."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Literal

import click

from cardscan.cli.invocation import Invocation, pass_invocation
from cardscan.cli.options import ExampleCommand, json_option, limit_option
from cardscan.cli.output import joined, print_json, say, show, styled, tell
from cardscan.cli.references import complete_person

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.text import Text

    from cardscan.cli.picture import PictureKind
    from cardscan.store.records import SamePerson
    from cardscan.store.store import Store


@click.command(
    short_help="Look through people who may be one person.",
    cls=ExampleCommand,
    examples="""
        cardscan duplicates                  # asks about each pair, with both cards
        cardscan duplicates 佐藤             # only about this person
        cardscan duplicates --merged         # who became part of whom
        cardscan duplicates --json | jq -r 'select(.chance > 0.8) | "\\(.person) \\(.other)"'
    """,
)
@click.argument("ref", required=False, metavar="[PERSON]", shell_complete=complete_person)
@click.option("--merged", is_flag=True, help="List who became part of whom, instead of asking.")
@click.option(
    "--picture",
    type=click.Choice(["auto", "kitty", "sixel", "blocks", "none"]),
    default="auto",
    show_default=True,
    help="How to draw the cards.",
)
@limit_option
@json_option
@pass_invocation
def duplicates(
    invocation: Invocation,
    ref: str | None,
    merged: bool,
    picture: PictureKind | Literal["auto"],
    limit: int | None,
    as_json: bool,
) -> None:
    """Look through people who may be one person, the likeliest first: the cards side by side, and you say which it is.

    An import merges only what is sure: the same name with the same mobile number or own mail address, or with the same
    company in the same place. A shared mailbox such as info@, a switchboard or a name alone merges nobody. Whom you
    call different people is never proposed again; what was merged is parted by `cardscan split`. Without a terminal,
    or with --json, the pairs are listed.
    """
    with invocation.store() as store:
        person = store.person(ref).id if ref is not None else None
        pairs = store.merges(person) if merged else store.duplicates()
        queue = [pair for pair in pairs if merged or person is None or person in (pair.person_id, pair.other_id)][
            :limit
        ]
        if as_json:
            from cardscan.export.to_json import same_person_to_json

            for pair in queue:
                print_json(same_person_to_json(pair))
        elif merged or not sys.stdin.isatty():
            _list(store, queue, merged=merged)
        elif queue:
            _ask(store, queue, picture)
        else:
            say("Nobody seems to be there twice.")


def _ask(store: Store, queue: Sequence[SamePerson], picture: PictureKind | Literal["auto"]) -> None:
    """Ask about the pairs one by one."""
    from cardscan.cli.duplicate_dialogue import Dialogue
    from cardscan.cli.output import console
    from cardscan.cli.picture import terminal_picture_kind
    from cardscan.cli.walk_through import walk_through

    dialogue = Dialogue(store, queue, terminal_picture_kind(console(stderr=True)) if picture == "auto" else picture)
    walk_through(dialogue)


def _list(store: Store, pairs: Sequence[SamePerson], *, merged: bool) -> None:
    from rich.table import Table

    from cardscan.cli.person_signs import said_signs

    if not pairs:
        tell("Nobody became part of somebody else yet." if merged else "Nobody seems to be there twice.")
        return
    grid = Table.grid(padding=(0, 2, 0, 0))
    for _ in range(4):
        grid.add_column()
    for pair in pairs:
        chance = "" if pair.chance is None else f"{pair.chance:.0%}"
        other = styled(pair.other_id, "cyan") if merged else _named(store, pair.other_id)
        grid.add_row(styled(chance), _named(store, pair.person_id), other, styled(said_signs(pair), "dim"))
    show(grid)
    first = pairs[0]
    if merged:
        tell(f"  cardscan split {first.person_id} {first.other_id}    parts them again")
    else:
        tell(f"  cardscan merge {first.person_id} {first.other_id}    says that they are one person")


def _named(store: Store, person_id: str) -> Text:
    contact = store.person(person_id).contact
    name = contact.full_name or contact.romanized_name or "no name"
    firm = contact.organization or contact.organization_en
    return joined(styled(person_id, "cyan"), styled(f" {name}"), styled(f" {firm}" if firm else "", "dim"))

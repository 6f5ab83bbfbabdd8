"""``cardscan list``: everybody, newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import click

from cardscan.cli.invocation import Invocation, pass_invocation
from cardscan.cli.options import ExampleCommand, json_option, limit_option
from cardscan.cli.output import console, print_json, show, tell

if TYPE_CHECKING:
    from cardscan.store.records import PersonSummary


@click.command(
    "list",
    short_help="List everybody, or those of an event.",
    cls=ExampleCommand,
    examples="""
        cardscan list
        cardscan list --event e3             # whom I met there, in the order in which I got the cards
        cardscan list --unsure               # whose card was hard to read
        cardscan list --json | jq -r .name
    """,
)
@click.option("--event", metavar="EVENT", help="Only people met at this event (its id or name).")
@click.option("--unsure", is_flag=True, help="Only people with values that are not sure to be read right.")
@click.option(
    "--order",
    type=click.Choice(["met", "name", "added"]),
    default="met",
    show_default=True,
    help="By when they were met, by name, or by when they were imported.",
)
@limit_option
@json_option
@pass_invocation
def list_people(
    invocation: Invocation,
    event: str | None,
    unsure: bool,
    order: Literal["met", "name", "added"],
    limit: int | None,
    as_json: bool,
) -> None:
    """List the people whose cards were imported."""
    with invocation.store() as store:
        found = store.people(event=event, limit=None if unsure else limit, order=order)
        everybody = len(found) if limit is None else store.counts()["people"]
    people = [person for person in found if person.unsure or not unsure][:limit]
    if as_json:
        from cardscan.export.to_json import summary_to_json

        for person in people:
            print_json(summary_to_json(person))
        return
    if people:
        from cardscan.cli.table import people_table

        show(*people_table(people, console().width))
    tell(_closing(people, everybody, narrowed=unsure or event is not None))


def _closing(people: list[PersonSummary], everybody: int, *, narrowed: bool) -> str:
    if not people:
        return "Nobody matches." if narrowed else "Nobody here yet. Start with: cardscan import PHOTO_OR_FOLDER"
    count = "1 person" if len(people) == 1 else f"{len(people)} people"
    shown = count if narrowed or len(people) == everybody else f"{len(people)} of {everybody} people"
    unsure = sum(person.unsure > 0 for person in people)
    return f"\n{shown}" + (f", {unsure} with values marked ? to check: cardscan proof" if unsure else "")

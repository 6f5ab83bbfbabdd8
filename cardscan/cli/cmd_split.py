"""``cardscan split``: what was merged is two people again."""

from __future__ import annotations

import click

from cardscan.cli.invocation import Invocation, pass_invocation
from cardscan.cli.options import ExampleCommand, json_option
from cardscan.cli.output import print_json, say
from cardscan.cli.references import complete_person


@click.command(
    short_help="Part two who were taken for one person.",
    cls=ExampleCommand,
    examples="""
        cardscan split p12                   # the only one that became part of p12
        cardscan split p12 c31               # whoever came with this card
        cardscan split p12 p57               # who had this id
    """,
)
@click.argument("ref", metavar="PERSON", shell_complete=complete_person)
@click.argument("part", required=False, metavar="[CARD_OR_PERSON]")
@json_option
@pass_invocation
def split(invocation: Invocation, ref: str, part: str | None, as_json: bool) -> None:
    """Part what became part of PERSON: each is again what it was, and nothing takes them for one any more.

    What came with the card goes with it: its values, meetings and notes of then. What was written since stays with
    PERSON.
    """
    with invocation.store() as store:
        parted = store.split(ref, part)
        names = [store.person(one).contact.full_name or "no name" for one in (parted.person_id, parted.other_id)]
    if as_json:
        from cardscan.export.to_json import same_person_to_json

        print_json(same_person_to_json(parted))
    else:
        say(f"{parted.person_id} {names[0]} and {parted.other_id} {names[1]} are two people.")

"""``cardscan delete``: forget a person."""

from __future__ import annotations

import sys

import click

from cardscan.cli.invocation import Invocation, pass_invocation
from cardscan.cli.options import ExampleCommand, json_option, yes_option
from cardscan.cli.output import clean, print_json, say, tell
from cardscan.cli.references import person_argument
from cardscan.errors import InvalidInput


@click.command(
    short_help="Forget a person.",
    cls=ExampleCommand,
    examples="""
        cardscan delete p12
        cardscan delete p12 --yes            # in a script: nothing is asked
    """,
)
@person_argument
@yes_option
@json_option
@pass_invocation
def delete(invocation: Invocation, ref: str, yes: bool, as_json: bool) -> None:
    """Delete a person with values, cards, notes and tags.

    The photo's original stays, and importing it again does not bring the person back. There is no way back: export
    first (cardscan export json) if you are not sure.
    """
    with invocation.store() as store:
        person = store.person(ref)
        name = person.contact.full_name or person.contact.romanized_name or person.contact.organization or "nameless"
        notes = "1 note" if len(person.notes) == 1 else f"{len(person.notes)} notes"
        if not yes and not confirmed(f"Delete {person.id} {name} with {notes} for good?"):
            tell("Nothing was deleted.")
            return
        store.delete(person.id)
    if as_json:
        print_json({"deleted": person.id})
    else:
        say(f"Deleted {person.id} {name}.")


def confirmed(question: str) -> bool:
    """Ask on the terminal.

    Raises:
        InvalidInput: Without a terminal nothing is asked, so that ``--yes`` must be given.
    """
    if not sys.stdin.isatty():
        raise InvalidInput("there is no terminal to ask on; say --yes if you are sure")
    return click.confirm(clean(question), err=True)

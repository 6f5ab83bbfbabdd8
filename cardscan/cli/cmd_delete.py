"""``cardscan delete``: forget a person."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from cardscan.cli.invocation import Invocation, pass_invocation
from cardscan.cli.options import ExampleCommand, json_option, yes_option
from cardscan.cli.output import clean, print_json, say, tell
from cardscan.cli.references import person_argument
from cardscan.errors import InvalidInput

if TYPE_CHECKING:
    from cardscan.store.store import Store

BACKUPS = (
    "Backups and exports made before still have what was in them, also the backups that cardscan made by itself "
    "(cardscan backup --list), and so do your own photos; importing such a photo again reads the card anew."
)
"""What a purge does not reach."""


@click.command(
    short_help="Forget a person.",
    cls=ExampleCommand,
    examples="""
        cardscan delete p12
        cardscan bin                         # who was deleted
        cardscan bin --restore p12           # brings them back, and so does: cardscan undo
        cardscan delete p12 --purge          # for good; asks first
        cardscan delete p12 --purge --yes    # in a script: nothing is asked
    """,
)
@person_argument
@click.option("--purge", is_flag=True, help="Remove everything of the person for good, also of somebody in the bin.")
@yes_option
@json_option
@pass_invocation
def delete(invocation: Invocation, ref: str, purge: bool, yes: bool, as_json: bool) -> None:
    """Delete a person: into the bin, where nothing is lost and nothing is found.

    With --purge everything goes for good and cannot be undone: values, notes, cards, faces, answers, their trace in
    the journal and the search. A photo that shows nobody else goes, too; on a photo with others the card (and the face)
    becomes gray. Copies in backups stay.
    """
    with invocation.store() as store:
        if purge:
            _purge(store, ref, yes=yes, as_json=as_json)
            return
        person = store.person(ref)
        store.delete(person.id)
    name = person.contact.full_name or person.contact.romanized_name or person.contact.organization or "nameless"
    if as_json:
        print_json({"deleted": person.id})
    else:
        say(f"Deleted {person.id} {name}.")
        tell(f"To bring them back: cardscan bin --restore {person.id}")


def _purge(store: Store, ref: str, *, yes: bool, as_json: bool) -> None:
    from cardscan.purging import purge

    ((person_id, name),) = store.purge_plan([ref]).people
    told = f"{person_id} {name}"
    if not yes and not confirmed(f"Remove {told} for good, with cards, notes and pictures? No undo brings it back."):
        tell("Nothing was removed.")
        return
    purged = purge(store, [person_id])
    if as_json:
        print_json({"purged": list(purged.people), "painted": list(purged.painted)})
    else:
        say(f"Removed {told} for good.")
        for photo in purged.painted:
            say(f"On the kept copy of the photo {photo} the place is gray now.")
        tell(BACKUPS)


def confirmed(question: str) -> bool:
    """Ask on the terminal.

    Raises:
        InvalidInput: Without a terminal nothing is asked, so that ``--yes`` must be given.
    """
    if not sys.stdin.isatty():
        raise InvalidInput("there is no terminal to ask on; say --yes if you are sure")
    return click.confirm(clean(question), err=True)

"""``cardscan bin``: who was deleted, and bringing them back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cardscan.cli.cmd_delete import BACKUPS, confirmed
from cardscan.cli.invocation import Invocation, pass_invocation
from cardscan.cli.options import ExampleCommand, json_option, yes_option
from cardscan.cli.output import print_json, say, show, styled, tell
from cardscan.cli.references import complete_binned
from cardscan.errors import InvalidInput

if TYPE_CHECKING:
    from cardscan.store.change_records import Binned
    from cardscan.store.store import Store


@click.command(
    "bin",
    short_help="Show deleted people, bring them back, or let go of them for good.",
    cls=ExampleCommand,
    examples="""
        cardscan bin
        cardscan bin --restore p12
        cardscan bin --empty                 # everybody there, for good
    """,
)
@click.option(
    "--restore", metavar="PERSON", shell_complete=complete_binned, help="Bring somebody back: id, card's id or name."
)
@click.option("--empty", is_flag=True, help="Remove everybody in the bin for good, as `cardscan delete --purge` does.")
@yes_option
@json_option
@pass_invocation
def show_bin(invocation: Invocation, restore: str | None, empty: bool, yes: bool, as_json: bool) -> None:
    """Show who was deleted, the last one first. Nobody leaves the bin by themselves, however long they are there."""
    if empty and restore is not None:
        raise InvalidInput("--empty and --restore cannot be said together")
    with invocation.store() as store:
        if restore is not None:
            person = store.bring_back(restore)
            (summary,) = store.summaries([person.id])
            if as_json:
                print_json({"restored": person.id})
            else:
                say(f"{person.id} {summary.name} is back.")
        elif empty:
            _empty(store, yes=yes, as_json=as_json)
        else:
            _list(store.bin(), as_json=as_json)


def _list(binned: list[Binned], *, as_json: bool) -> None:
    if as_json:
        from cardscan.export.change_json import binned_to_json

        for one in binned:
            print_json(binned_to_json(one))
    elif binned:
        from rich.table import Table

        grid = Table.grid(padding=(0, 2, 0, 0))
        for one in binned:
            person = one.person
            grid.add_row(
                styled(person.id, "cyan"),
                styled(person.name, "bold"),
                styled(person.organization or ""),
                styled(f"deleted {one.at.astimezone():%Y-%m-%d %H:%M}", "dim"),
            )
        show(grid)
        tell(f"\nTo bring somebody back: cardscan bin --restore {binned[0].person.id}")
    else:
        tell("The bin is empty.")


def _empty(store: Store, *, yes: bool, as_json: bool) -> None:
    from cardscan.purging import purge

    people = [one.person for one in store.bin()]
    if not people:
        tell("The bin is empty.")
        return
    count = "1 person" if len(people) == 1 else f"{len(people)} people"
    if not yes and not confirmed(f"Remove {count} for good, with cards, notes and pictures? No undo brings them back."):
        tell("Nothing was removed.")
        return
    purged = purge(store, [person.id for person in people])
    if as_json:
        print_json({"purged": list(purged.people), "painted": list(purged.painted)})
    else:
        say(f"{count} removed for good.")
        tell(BACKUPS)

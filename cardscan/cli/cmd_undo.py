"""``cardscan undo``: take back what was done."""

from __future__ import annotations

import click

from cardscan.cli.invocation import Invocation, pass_invocation
from cardscan.cli.options import ExampleCommand, json_option
from cardscan.cli.output import print_json, say, show, tell
from cardscan.cli.references import complete_change
from cardscan.errors import InvalidInput

_SHOWN = 20
"""Changes that are listed unless said otherwise."""


@click.command(
    short_help="Take back the last change, or an earlier one.",
    cls=ExampleCommand,
    examples="""
        cardscan undo                        # the last change; again: the one before it
        cardscan undo --list                 # what was done
        cardscan undo u12                    # an earlier one, where nothing builds on it
        cardscan undo u13                    # an undo, too: that does it again
    """,
)
@click.argument("change", metavar="[CHANGE]", required=False, shell_complete=complete_change)
@click.option("--list", "listing", is_flag=True, help="Show the last changes, the newest first.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help=f"With --list: so many. Default: {_SHOWN}.")
@json_option
@pass_invocation
def undo(invocation: Invocation, change: str | None, listing: bool, limit: int | None, as_json: bool) -> None:
    """Take back a change: an edit, an import with all its people, a deletion, an answer, anything.

    Without CHANGE the newest that is not taken back yet. An undo is a change, too, and can be taken back. The last 100
    changes can be undone; an earlier one only where no later change builds on it.
    """
    from cardscan.cli.change_view import changes_table, names_of, told_change
    from cardscan.export.change_json import change_to_json

    if (listing and change is not None) or (limit is not None and not listing):
        raise InvalidInput("--list shows changes, --limit how many of them; with CHANGE there is nothing to list")
    with invocation.store() as store:
        if listing:
            found = store.changes(limit=limit or _SHOWN)
            if as_json:
                for one in found:
                    print_json(change_to_json(one))
            elif found:
                show(changes_table(found, names_of(store, found)))
            else:
                tell("Nothing was changed yet.")
            return
        wanted = store.next_undo() if change is None else store.change(change)
        if change is None and not wanted.undoable:
            tell("cardscan undo --list shows what can be undone; an earlier change is named by its id.")
        tell(f"Undoing {wanted.id}: {told_change(wanted, names_of(store, [wanted]))}")
        done = store.undo(wanted.id)
    if as_json:
        print_json(change_to_json(done))
    else:
        say(f"Undone. To do it again: cardscan undo {done.id}")

"""``cardscan history``: everything that was ever done to a person."""

from __future__ import annotations

import click

from cardscan.cli.invocation import Invocation, pass_invocation
from cardscan.cli.options import ExampleCommand, json_option
from cardscan.cli.output import print_json, show, tell
from cardscan.cli.references import person_argument


@click.command(
    short_help="Tell everything that was done to a person.",
    cls=ExampleCommand,
    examples="""
        cardscan history p12
        cardscan history 齋藤
        cardscan history p12 --json | jq -r '.fields[].new.value'
    """,
)
@person_argument
@json_option
@pass_invocation
def history(invocation: Invocation, ref: str, as_json: bool) -> None:
    """Tell every change that touched a person, oldest first: import, edits with old and new value, notes, tags, all.

    The id in front is what `cardscan undo` takes. Changes of values from before there were ids have none.
    """
    with invocation.store() as store:
        past = store.history(ref)
    if as_json:
        from cardscan.export.change_json import past_change_to_json

        for one in past:
            print_json(past_change_to_json(one))
    elif past:
        from cardscan.cli.change_view import past_table

        show(past_table(past))
    else:
        tell("Nothing was changed since the person came in.")

"""``cardscan promises``: what is still to be done for whom, by day."""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cardscan.cli.invocation import Invocation, pass_invocation
from cardscan.cli.options import ExampleCommand, ExampleGroup, json_option
from cardscan.cli.output import print_json, say, show, tell
from cardscan.cli.references import complete_promise

if TYPE_CHECKING:
    from cardscan.store.memory_records import Promise
    from cardscan.store.store import Store

_promises_argument = click.argument(
    "ids", nargs=-1, required=True, metavar="PROMISE...", shell_complete=complete_promise
)


@click.group(
    invoke_without_command=True,
    short_help="What you promised and have not done yet, by day.",
    cls=ExampleGroup,
    examples="""
        cardscan promises
        cardscan promises --event e3 --all   # those that were kept too
        cardscan promises done d3
        cardscan promises --ics promises.ics # for a calendar's list of tasks
        cardscan promises --json | jq -r 'select(.overdue) | .text'
    """,
)
@click.option("--person", metavar="PERSON", help="Only those to this person.")
@click.option("--event", metavar="EVENT", help="Only those from this event (its id or name).")
@click.option("--all", "everything", is_flag=True, help="Those that were kept too.")
@click.option(
    "--ics",
    type=click.Path(path_type=Path, allow_dash=True),
    metavar="FILE",
    help="Write them as tasks of iCalendar (VTODO) to this file; - is stdout.",
)
@json_option
@click.pass_context
@pass_invocation
def promises(
    invocation: Invocation,
    ctx: click.Context,
    person: str | None,
    event: str | None,
    everything: bool,
    ics: Path | None,
    as_json: bool,
) -> None:
    """List what you promised and have not done yet, by day; those without a day come last.

    Exported again, a task that the calendar knows is updated.
    """
    if ctx.invoked_subcommand is not None:
        return
    with invocation.store() as store:
        found = store.promises(done=None if everything else False, person=person, event=event)
        if ics is not None:
            _write_ics(store, found, ics)
        elif as_json:
            from cardscan.export.memory_json import memory_to_json

            for one in found:
                print_json(memory_to_json(one))
        else:
            _list(store, found)


@promises.command(cls=ExampleCommand, examples="cardscan promises done d3\ncardscan promises done d3 d4")
@_promises_argument
@json_option
@pass_invocation
def done(invocation: Invocation, ids: tuple[str, ...], as_json: bool) -> None:
    """Say that promises were kept."""
    _set(invocation, ids, datetime.now(UTC), "Done", as_json)


@promises.command("open", cls=ExampleCommand, examples="cardscan promises open d3")
@_promises_argument
@json_option
@pass_invocation
def open_again(invocation: Invocation, ids: tuple[str, ...], as_json: bool) -> None:
    """Say that promises are open again."""
    _set(invocation, ids, None, "Open again", as_json)


def _set(invocation: Invocation, ids: tuple[str, ...], done_at: datetime | None, sentence: str, as_json: bool) -> None:
    from cardscan.export.memory_json import memory_to_json
    from cardscan.store.ids import IdKind, row_number

    with invocation.store() as store:
        for one in ids:
            row_number(one, IdKind.PROMISE)
            store.memory(one)  # so that nothing is half done where one of them does not exist
        with store.one_change("promise", sentence.lower()):
            kept = [store.set_done(one, done_at) for one in ids]
        for changed in kept:
            if as_json:
                print_json(memory_to_json(changed))
            else:
                say(f"{sentence}: {changed.id} {changed.text}")


def _list(store: Store, found: list[Promise]) -> None:
    from cardscan.cli.memory_view import promises_table

    if not found:
        tell('Nothing is open. Write one down: cardscan promise PERSON "…" --by DAY')
        return
    people = {person.id: person for person in store.summaries([one.person_id for one in found])}
    show(promises_table(found, people, date.today()))


def _write_ics(store: Store, found: list[Promise], path: Path) -> None:
    from cardscan.export.to_ical import promises_to_ical

    data = promises_to_ical((one, store.person(one.person_id)) for one in found)
    if str(path) == "-":
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    from cardscan.export.write import write_whole

    write_whole(path, [data])
    tell(f"Wrote {len(found)} {'promise' if len(found) == 1 else 'promises'} to {path}")

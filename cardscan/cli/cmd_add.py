"""``cardscan add``: somebody who gave no card."""

from __future__ import annotations

import sys
from datetime import date
from typing import TYPE_CHECKING

import click

from cardscan.cli.due_option import due_of
from cardscan.cli.field_changes import Changes, is_assignment, parse_assignments
from cardscan.cli.invocation import Invocation, pass_invocation
from cardscan.cli.labels import SEVERAL, SINGLE
from cardscan.cli.options import ExampleCommand, json_option
from cardscan.cli.output import print_json, say
from cardscan.cli.references import complete_event, complete_person
from cardscan.errors import InvalidInput

if TYPE_CHECKING:
    from cardscan.store.records import Person
    from cardscan.store.store import Store


@click.command(
    short_help="Remember somebody who gave no card.",
    cls=ExampleCommand,
    examples="""
        cardscan add                         # by questions, in a terminal
        cardscan add "山田 太郎" company=サンプル商事 --event 異業種交流会
        cardscan add "山田 太郎" phone=090-1234-5678 --event e3 --after p12 --look "髭、青いネクタイ"
        cardscan add --event e3 --look "赤い眼鏡の司会者" --talk "次回は2月"
    """,
)
@click.argument("words", nargs=-1, metavar="[NAME] [FIELD=VALUE]...")
@click.option("--event", metavar="EVENT", shell_complete=complete_event, help="Where you met (id or name).")
@click.option(
    "--after",
    metavar="PERSON",
    shell_complete=complete_person,
    help="Whom you met there just before. Default: everybody else.",
)
@click.option("--look", metavar="TEXT", help="What they looked like.")
@click.option("--talk", metavar="TEXT", help="What you talked about.")
@click.option("--promise", metavar="TEXT", help="What you promised.")
@click.option("--by", metavar="DAY", help="By when. Default: the day that the promise names.")
@json_option
@pass_invocation
def add(
    invocation: Invocation,
    words: tuple[str, ...],
    event: str | None,
    after: str | None,
    look: str | None,
    talk: str | None,
    promise: str | None,
    by: str | None,
    as_json: bool,
) -> None:
    """Remember somebody who gave no card. The name may be missing too.

    The fields are those of cardscan edit. In a terminal, without arguments, it asks: where, after whom, name, firm and
    so on, then look, talk and promise; Enter goes past each, and every answer is kept at once.
    """
    look, talk, promise = (text.strip() or None if text else None for text in (look, talk, promise))
    said = words or event or after or look or talk or promise or by
    with invocation.store() as store:
        if not said and not as_json and sys.stdin.isatty():
            from cardscan.cli.add_dialogue import ask_for_person

            with store.one_change("add"):
                added = ask_for_person(store)
            say(_sentence(store, added) if added is not None else "Nobody was added.")
            return
        if not (words or look or talk or promise):
            raise InvalidInput('say at least something of them: cardscan add "山田 太郎", or --look, or --talk')
        if after is not None and event is None:
            raise InvalidInput("--after needs --event: where you met both")
        if by is not None and promise is None:
            raise InvalidInput("--by goes with --promise")
        due = due_of(by, promise, date.today()) if promise is not None else None
        with store.one_change("add"):
            added = store.add_person(_changes(words), event=event, after=after)
            where = store.event(event).id if event is not None else None
            if look is not None:
                store.add_look(added.id, look, event=where)
            if talk is not None:
                store.add_talk(added.id, talk, event=where)
            if promise is not None:
                store.add_promise(added.id, promise, due=due, event=where)
        if as_json:
            from cardscan.export.to_json import person_to_json

            print_json(person_to_json(store.person(added.id)))
        else:
            say(_sentence(store, added))


def _changes(words: tuple[str, ...]) -> Changes:
    """What ``NAME`` and ``FIELD=VALUE`` say of a person; the name's words may come one by one."""
    assignments = [word for word in words if is_assignment(word)]
    name = " ".join(word for word in words if not is_assignment(word)).strip()
    nothing: dict[str, list[str]] = {field: [] for field in SINGLE + SEVERAL}
    changes = parse_assignments(assignments, nothing)
    if name and changes.get("full_name"):
        raise InvalidInput(f"the name is said twice: “{name}” and “{changes['full_name']}”")
    return changes | {"full_name": name} if name else changes


def _sentence(store: Store, added: Person) -> str:
    (summary,) = store.summaries([added.id])
    name = f" {summary.name}" if summary.name != added.id else ""
    at = f", met at {summary.event}" if summary.event else ""
    return f"Added {added.id}{name}{at}. See it: cardscan show {added.id}"

"""``cardscan promise``: what was promised to somebody, and by when."""

from __future__ import annotations

from datetime import date

import click

from cardscan.cli.due_option import due_of
from cardscan.cli.invocation import Invocation, pass_invocation
from cardscan.cli.memory_command import (
    at_option,
    delete_one,
    event_option,
    list_of,
    of_kind,
    one_of_these,
    origin,
    report,
    subject,
    words_argument,
    written,
)
from cardscan.cli.options import ExampleCommand, json_option
from cardscan.store.ids import IdKind


@click.command(
    short_help="Write down what you promised, and by when.",
    cls=ExampleCommand,
    examples="""
        cardscan promise p12 "来週金曜までに見積もりを送る"
        cardscan promise p12 "本を貸す" --by 12月3日
        cardscan promise p12 "introduce her to 佐藤" --by "in 2 weeks"
        cardscan promise --edit d7 --by 来月10日
        cardscan promise --delete d7
    """,
)
@words_argument
@click.option(
    "--by",
    metavar="DAY",
    help="By when: 2026-12-04, 12月3日, 明日, 来週金曜, in 2 weeks; or none. Default: the day that the text names.",
)
@click.option("--edit", "edit_id", metavar="ID", help="Change this one's text, or only its day with --by.")
@click.option("--delete", "delete_id", metavar="ID", help="Delete this one.")
@click.option("--list", "listing", is_flag=True, help="Print all of a person, those that were kept too.")
@event_option
@at_option
@json_option
@pass_invocation
def promise(
    invocation: Invocation,
    words: tuple[str, ...],
    by: str | None,
    edit_id: str | None,
    delete_id: str | None,
    listing: bool,
    event: str | None,
    when: str | None,
    as_json: bool,
) -> None:
    """Write down what you promised to a person.

    cardscan promises lists what is open, by day. Without TEXT the editor in $VISUAL or $EDITOR opens. A promise belongs
    to the event at which you last met, unless --event or --at says otherwise.
    """
    today = date.today()
    with invocation.store() as store:
        if asked := [flag for flag in (edit_id, delete_id) if flag is not None] + [listing] * listing:
            one_of_these(asked, event or when)
        if delete_id is not None:
            delete_one(store, IdKind.PROMISE, delete_id, words, as_json)
        elif edit_id is not None:
            of_kind(IdKind.PROMISE, edit_id)
            before = store.memory(edit_id)
            with store.one_change("promise"):
                if words or by is None:
                    store.edit_memory(edit_id, written(words, before.text, "promise"))
                if by is not None:
                    store.set_due(edit_id, due_of(by, "", today))
            report(store, store.memory(edit_id), as_json, "Changed")
        elif listing:
            list_of(store, IdKind.PROMISE, words, as_json)
        else:
            person = subject(store, words, "promise")
            text = written(words[1:], "", "promise")
            due = due_of(by, text, today)
            report(
                store,
                store.add_promise(person.id, text, due=due, **origin(store, person, event, when)),
                as_json,
                "Promised",
            )

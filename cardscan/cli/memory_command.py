"""What ``look``, ``talk`` and ``promise`` have in common: write one down, change, delete or list them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

import click

from cardscan.cli.editor import edited_text
from cardscan.cli.invocation import Invocation, pass_invocation
from cardscan.cli.options import ExampleCommand, json_option
from cardscan.cli.output import print_json, say, show, tell
from cardscan.cli.references import complete_person
from cardscan.errors import InvalidInput
from cardscan.store.ids import IdKind

if TYPE_CHECKING:
    from cardscan.store.memory_records import Memory
    from cardscan.store.records import Person
    from cardscan.store.store import Store

_NONE = ("none", "-", "なし")
"""What may be typed for no event and no day."""

words_argument = click.argument("words", nargs=-1, metavar="[PERSON] [TEXT]...", shell_complete=complete_person)
event_option = click.option(
    "--event", metavar="EVENT", help="The event it is from (id or name), or none. Default: where you last met."
)
at_option = click.option(
    "--at",
    "when",
    metavar="DAY",
    help="The day it is from, when it is not from an event: 2026-11-20, 昨日, last friday. Default: now.",
)


def memory_command(kind: IdKind, *, short_help: str, help: str, examples: str) -> click.Command:
    """The command that writes down, changes, deletes or lists looks or talks.

    Args:
        kind: Which of the two.
        short_help: For the list of commands.
        help: For its own help.
        examples: As of ``ExampleCommand``.
    """
    name = kind.name.lower()

    @click.command(name, short_help=short_help, help=help, cls=ExampleCommand, examples=examples)
    @words_argument
    @click.option("--edit", "edit_id", metavar="ID", help="Change this one; without a text, in $EDITOR.")
    @click.option("--delete", "delete_id", metavar="ID", help="Delete this one.")
    @click.option("--list", "listing", is_flag=True, help="Print all of a person.")
    @event_option
    @at_option
    @json_option
    @pass_invocation
    def command(
        invocation: Invocation,
        words: tuple[str, ...],
        edit_id: str | None,
        delete_id: str | None,
        listing: bool,
        event: str | None,
        when: str | None,
        as_json: bool,
    ) -> None:
        with invocation.store() as store:
            if asked := [flag for flag in (edit_id, delete_id) if flag is not None] + [listing] * listing:
                one_of_these(asked, event or when)
            if delete_id is not None:
                delete_one(store, kind, delete_id, words, as_json)
            elif edit_id is not None:
                of_kind(kind, edit_id)
                changed = store.edit_memory(edit_id, written(words, store.memory(edit_id).text, name))
                report(store, changed, as_json, "Changed")
            elif listing:
                list_of(store, kind, words, as_json)
            else:
                person = subject(store, words, name)
                add: Callable[..., Memory] = store.add_look if kind is IdKind.LOOK else store.add_talk
                text = written(words[1:], "", name)
                report(store, add(person.id, text, **origin(store, person, event, when)), as_json, "Noted")

    return command


def one_of_these(asked: list[Any], more: object) -> None:
    """Insist on one of --edit, --delete and --list, and that nothing else goes with it."""
    if len(asked) > 1:
        raise InvalidInput("--edit, --delete and --list do not go together; give one of them")
    if more:
        raise InvalidInput("--event and --at go with a new one only")


def of_kind(kind: IdKind, ref: str) -> None:
    """Insist that an id is one of this kind.

    Raises:
        NotFound: It is not.
    """
    from cardscan.store.ids import row_number

    row_number(ref, kind)


def subject(store: Store, words: tuple[str, ...], name: str) -> Person:
    """The person the words begin with."""
    if not words:
        raise InvalidInput(f"say whom it is about: cardscan {name} p12 TEXT")
    return store.person(words[0])


def written(words: tuple[str, ...], before: str, name: str) -> str:
    """The text that was given, or made in the editor."""
    text = " ".join(words) if words else edited_text(before, ".txt")
    if not text.strip():
        raise InvalidInput(f"an empty text is not kept; delete one with: cardscan {name} --delete ID")
    return text.strip()


def origin(store: Store, person: Person, event: str | None, when: str | None) -> dict[str, Any]:
    """Which event and moment something is from: what was said, else where the person was last met."""
    at = moment(when, date.today()) if when is not None else None
    if event is not None:
        return {"event": None if event.lower() in _NONE else store.event(event).id, "at": at}
    events = [one.event for one in person.encounters if one.event is not None]
    if at is not None:
        events = [one for one in events if one.start and one.end and one.start <= at.date() <= one.end]
    return {"event": events[-1].id if events else None, "at": at}


def moment(said: str, today: date) -> datetime:
    """The moment that was said, local time; a day means its noon, which is the same day in most of the world.

    Raises:
        InvalidInput: It is neither a day nor a time.
    """
    from cardscan.dates.past_days import past_days

    spans = past_days(said, today)
    if len(spans) == 1 and spans[0].first == spans[0].last:
        return datetime.combine(spans[0].first, time(12)).astimezone()
    try:
        found = datetime.fromisoformat(said.strip())
    except ValueError as error:
        raise InvalidInput(f"“{said}” is no day; write it like 2026-11-20, 昨日 or last friday") from error
    bare = re.fullmatch(r"\d{4}-?\d{2}-?\d{2}", said.strip())
    return (datetime.combine(found.date(), time(12)) if bare else found).astimezone()


def delete_one(store: Store, kind: IdKind, memory_id: str, words: tuple[str, ...], as_json: bool) -> None:
    """Delete one and say so."""
    name = kind.name.lower()
    if words:
        raise InvalidInput(f"--delete takes the id only: cardscan {name} --delete {memory_id}")
    of_kind(kind, memory_id)
    store.delete_memory(memory_id)
    if as_json:
        print_json({"deleted": memory_id})
    else:
        say(f"Deleted {name} {memory_id}.")


def list_of(store: Store, kind: IdKind, words: tuple[str, ...], as_json: bool) -> None:
    """Print a person's looks, talks or promises."""
    from cardscan.cli.memory_view import remembered

    name = kind.name.lower()
    person = subject(store, words, name)
    held = {IdKind.LOOK: person.looks, IdKind.TALK: person.talks, IdKind.PROMISE: person.promises}
    if as_json:
        for one in held[kind]:
            report(store, one, as_json, "")
    elif held[kind]:
        place = [key for key, memories in held.items() if memories].index(kind)
        show(remembered(person, date.today())[place][1])
    else:
        tell(f'Nothing yet. Write it down: cardscan {name} {person.id} "…"')


def report(store: Store, memory: Memory, as_json: bool, done: str) -> None:
    """Say what was kept about whom, from which event, and by when it is due."""
    if as_json:
        from cardscan.export.memory_json import memory_to_json

        print_json(memory_to_json(memory))
        return
    from cardscan.cli.memory_view import weekday
    from cardscan.store.memory_records import Promise

    (person,) = store.summaries([memory.person_id])
    event = f", {store.event(memory.event_id).name}" if memory.event_id is not None else ""
    due = f", by {weekday(memory.due)}" if isinstance(memory, Promise) and memory.due else ""
    say(f"{done} {memory.id}, {person.id} {person.name}{event}{due}: {memory.text}")

"""How commands are told whom or what they are about, and how the shell completes it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

from cardscan.cli.invocation import Invocation

if TYPE_CHECKING:
    from cardscan.store.store import Store


_RECENT = 200
"""Changes among which those that can be undone are looked for."""


def _invocation(ctx: click.Context) -> Invocation:
    """The global options as far as the half-typed line has them; completion does not run the group itself."""
    given = ctx.find_root().params
    return Invocation(given.get("home"), given.get("database_url"))


def _people(store: Store) -> Iterable[CompletionItem]:
    from cardscan.cli.output import clean

    return (
        CompletionItem(person.id, help=clean(" ".join(filter(None, (person.name, person.organization)))))
        for person in store.people()
    )


def _events(store: Store) -> Iterable[CompletionItem]:
    from cardscan.cli.output import clean

    return (CompletionItem(event.id, help=clean(event.name)) for event in store.events())


def complete_person(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The ids of people, each with name and firm beside it."""
    with _invocation(ctx).store() as store:
        return [item for item in _people(store) if item.value.startswith(incomplete)]


def complete_event(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The ids of events, each with its name beside it."""
    with _invocation(ctx).store() as store:
        return [item for item in _events(store) if item.value.startswith(incomplete)]


def complete_subject(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The ids of everything a note can be about."""
    with _invocation(ctx).store() as store:
        return [item for item in (*_people(store), *_events(store)) if item.value.startswith(incomplete)]


def complete_promise(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The ids of open promises, each with its text beside it."""
    from cardscan.cli.output import clean

    with _invocation(ctx).store() as store:
        found = [CompletionItem(promise.id, help=clean(promise.text)) for promise in store.promises()]
    return [item for item in found if item.value.startswith(incomplete)]


def complete_change(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The ids of changes that can be undone, the newest first, each with what was done beside it."""
    from cardscan.cli.output import clean

    with _invocation(ctx).store() as store:
        found = [one for one in store.changes(limit=_RECENT) if one.undoable and one.id.startswith(incomplete)]
    return [CompletionItem(one.id, help=clean(f"{one.kind} {one.summary}")) for one in found]


def complete_binned(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The ids of those in the bin, each with the name beside it."""
    from cardscan.cli.output import clean

    with _invocation(ctx).store() as store:
        found = [CompletionItem(one.person.id, help=clean(one.person.name)) for one in store.bin()]
    return [item for item in found if item.value.startswith(incomplete)]


person_argument = click.argument("ref", metavar="PERSON", shell_complete=complete_person)
event_argument = click.argument("ref", metavar="EVENT", shell_complete=complete_event)

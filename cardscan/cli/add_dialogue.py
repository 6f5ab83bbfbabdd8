"""Questions about somebody who gave no card; every answer is kept at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cardscan.cli.labels import FIELD_LABELS
from cardscan.cli.line_input import read_line
from cardscan.cli.output import tell
from cardscan.cli.table import days
from cardscan.errors import InvalidInput, NotFound

if TYPE_CHECKING:
    from cardscan.store.records import Event, Person
    from cardscan.store.store import Store

_FIELDS = ("full_name", "phonetic_name", "organization", "titles", "phones", "emails")
"""What is asked, in this order; the rest is for ``cardscan edit``."""

_NONE = ("-", "ー", "none", "なし")


class _Enough(Exception):
    """The input is at its end."""


def ask_for_person(store: Store) -> Person | None:
    """Ask about one person; None where nothing was said."""
    tell("Enter goes past a question, Ctrl-D ends; every answer is kept at once.")
    added: Person | None = None
    try:
        event = _event(store)
        after = _after(store, event) if event is not None else None
        for field in _FIELDS:
            added = _field(store, added, field, event, after)
        added = _remembered(store, added, event, after)
    except _Enough:
        pass
    return store.person(added.id) if added is not None else None


def _event(store: Store) -> Event | None:
    """Where they met: the newest event where nothing else is said."""
    known = [event for event in store.events() if event.start is not None]
    newest = known[-1] if known else None
    offer = f"{_named(newest)} · another event · - for none" if newest is not None else "nowhere · an event"
    tell(f"Where did you meet? Enter: {offer}")
    while True:
        typed = _typed("event> ")
        if not typed:
            return newest
        if typed.lower() in _NONE:
            return None
        try:
            return store.event(typed)
        except (NotFound, InvalidInput) as error:
            tell(str(error))


def _named(event: Event) -> str:
    return event.name if event.name == days(event) else f"{event.name} {days(event)}"


def _after(store: Store, event: Event) -> str | None:
    """Whom they met just before: everybody else of the event where nothing is said."""
    met = store.people(event=event.id)
    if not met:
        return None
    tell(f"Whom did you meet just before? Enter: {met[-1].name}, the last one")
    there = {person.id for person in met}
    while True:
        typed = _typed("after> ")
        if not typed:
            return None
        try:
            found = store.person(typed).id
        except (NotFound, InvalidInput) as error:
            tell(str(error))
            continue
        if found in there:
            return found
        tell(f"{found} was not met there.")


def _field(store: Store, added: Person | None, field: str, event: Event | None, after: str | None) -> Person | None:
    """Ask for one value; the first one makes the person. What is hardly right is doubted once."""
    from cardscan.person.doubts import doubt

    doubted = None
    while True:
        typed = _typed(f"{FIELD_LABELS[field]}> ")
        if not typed:
            return added
        against = doubt(field, typed)
        if against is not None and typed != doubted:
            tell(f"{against[0].upper()}{against[1:]}. Type it again if it is so.")
            doubted = typed
            continue
        try:
            if added is not None:
                return store.edit(added.id, {field: typed})
            return store.add_person({field: typed}, event=event.id if event else None, after=after)
        except InvalidInput as error:
            tell(str(error))


def _remembered(store: Store, added: Person | None, event: Event | None, after: str | None) -> Person | None:
    """Ask for look, talk and promise as a debrief does; a person of whom nothing was said is not kept."""
    from cardscan.cli.debrief_dialogue import DebriefDialogue
    from cardscan.store.memory_records import DebriefPlace

    nameless = added is None
    person = added or store.add_person({}, event=event.id if event else None, after=after)
    place = DebriefPlace(person.id, event.id if event else None, 0, "open")
    try:
        DebriefDialogue(store, [place], "none").run()
    finally:  # also after Ctrl-C
        person = store.person(person.id)
        unknown = nameless and not (person.looks or person.talks or person.promises)
        if unknown:
            store.drop(person.id)
    return None if unknown else person


def _typed(prompt: str) -> str:
    typed = read_line(prompt)
    if typed is None:
        raise _Enough
    return typed.strip()

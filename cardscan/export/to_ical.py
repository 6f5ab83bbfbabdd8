"""Promises as the tasks of a calendar: VTODO of iCalendar (RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from cardscan.export.printable import printable

if TYPE_CHECKING:
    from icalendar import Todo

    from cardscan.store.memory_records import Promise
    from cardscan.store.records import Person


def promises_to_ical(promises: Iterable[tuple[Promise, Person]]) -> bytes:
    """A calendar with one task a promise, UTF-8.

    The id of a task is that of its promise with the moment it was written down, so that a calendar that knows it
    updates it, and no two homes have the same.
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//cardscan//promises//EN")
    calendar.add("version", "2.0")
    for promise, person in promises:
        calendar.add_component(_task(promise, person))
    return bytes(calendar.to_ical())


def _task(promise: Promise, person: Person) -> Todo:
    from icalendar import Todo

    contact = person.contact
    name = contact.full_name or contact.romanized_name or contact.organization or person.id
    firm = contact.organization or contact.organization_en
    first, *more = printable(promise.text).split("\n")
    events = {one.event.id: one.event for one in person.encounters if one.event is not None}
    event = events.get(promise.event_id or "")
    told = [
        *more,
        printable(f"{name} ({firm})" if firm else name),
        *([printable(f"{event.name} {event.start or ''}".strip())] if event else []),
    ]
    task = Todo()
    task.add("uid", f"{promise.id}-{promise.created_at:%Y%m%dT%H%M%S.%fZ}@cardscan")
    task.add("dtstamp", promise.updated_at)
    task.add("created", promise.created_at)
    task.add("last-modified", promise.updated_at)
    task.add("summary", f"{first} ({printable(name)})")
    task.add("description", "\n".join(told))
    if promise.due is not None:
        task.add("due", promise.due)
    if promise.done_at is not None:
        task.add("completed", promise.done_at)
        task.add("percent-complete", 100)
    task.add("status", "NEEDS-ACTION" if promise.done_at is None else "COMPLETED")
    return task

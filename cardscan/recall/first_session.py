"""The first session of an event: everybody is shown and tested in groups, the next group after the test of the last.

A test after each group of twelve faces more than doubled what was learned of the fourth list, without the earlier ones
getting in the way (Weinstein 2011, Psychonomic Bulletin & Review 18:518).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from cardscan.store.review_records import SessionPlace

if TYPE_CHECKING:
    from cardscan.store.records import Event
    from cardscan.store.store import Store

MOST_IN_GROUP = 12
"""People of a group (see above)."""


def groups(people: Sequence[str]) -> list[list[str]]:
    """People in their order, in as few groups as there can be and all of nearly the same size: 25 are 9, 8, 8."""
    count = math.ceil(len(people) / MOST_IN_GROUP)
    sizes = [len(people) // count + (number < len(people) % count) for number in range(count)]
    starts = [sum(sizes[:number]) for number in range(count)]
    return [list(people[start : start + size]) for start, size in zip(starts, sizes, strict=True)]


def planned_places(store: Store, event: str) -> list[SessionPlace]:
    """The first session of an event as it would go on now; who was met there but never asked for has joined it.

    Groups that were begun stay as they are; newcomers are spread over the others.
    """
    places = store.first_session(event)
    new = _newcomers(store, event, places)
    if not new:
        return places
    begun = [place for place in places if place.group in {one.group for one in places if one.shown_at or one.tested_at}]
    settled = {place.person_id for place in begun}
    waiting = {place.person_id for place in places} | new
    left = [place for place in store.debrief(event) if place.person_id in waiting - settled]
    event_id = store.event(event).id
    after = max((place.group for place in begun), default=-1) + 1
    return begun + [
        SessionPlace(event_id, person_id, after + number, position, None, None)
        for number, group in enumerate(groups([place.person_id for place in left]))
        for position, person_id in enumerate(group)
    ]


def plan(store: Store, event: str) -> list[SessionPlace]:
    """Lay down the first session of an event as ``planned_places`` has it."""
    places = planned_places(store, event)
    if places == store.first_session(event):
        return places
    numbers = sorted({place.group for place in places})
    return store.plan_first_session(
        event, [[place.person_id for place in places if place.group == number] for number in numbers]
    )


def open_group(places: Iterable[SessionPlace]) -> list[SessionPlace]:
    """The first group that is not through its test yet; empty where all are."""
    places = list(places)
    number = next((place.group for place in places if place.tested_at is None), None)
    return [place for place in places if place.group == number]


def newest_open(store: Store) -> tuple[Event, int] | None:
    """The newest event with people who were never asked for, and how many they are."""
    with_people = [event for event in store.events() if event.people]
    for event in sorted(with_people, key=lambda event: event.start or date.min, reverse=True):
        places = store.first_session(event.id)
        left = len(_newcomers(store, event.id, places)) + sum(place.tested_at is None for place in places)
        if left:
            return event, left
    return None


def _newcomers(store: Store, event: str, places: Iterable[SessionPlace]) -> set[str]:
    known = {state.person_id for state in store.review_states(event=event)} | {place.person_id for place in places}
    return {place.person_id for place in store.debrief(event)} - known

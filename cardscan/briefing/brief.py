"""Who may be there, and what is known of each: for an event, for names, for a search."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from cardscan.briefing.attendees import find_attendee
from cardscan.errors import NotFound
from cardscan.orthography.fold import search_fold
from cardscan.recall.retrievability import weakest_retrievability
from cardscan.search.search import search
from cardscan.store.ids import IdKind, parse_id

if TYPE_CHECKING:
    from pathlib import Path

    from cardscan.store.memory_records import Look, Promise, Talk
    from cardscan.store.records import Encounter, Event, Note, Person
    from cardscan.store.review_records import ReviewState
    from cardscan.store.store import Store

_COUNTED = re.compile(r"第\s*[0-9一二三四五六七八九十百]+\s*[回期]?|(?:no|vol|#)[.\s]*[0-9]+|[0-9]+", re.IGNORECASE)
"""What tells one occasion of a series from the next: 第5回, Vol. 3, 2026."""

_OCCURRENCE = re.compile(r"#\d{8}(?:T\d{6}Z?)?$")
"""What ``Appointment.key`` puts behind the id of a series."""


@dataclass(frozen=True, slots=True)
class BriefedPerson:
    """Somebody who may be there."""

    person: Person
    recall: float | None
    """The chance, 0 to 1, that the person is recalled now; None: never reviewed."""
    at: tuple[Event, ...] = ()
    """The earlier events of the same series at which the person was met."""
    said: str | None = None
    """How a list of names calls the person."""
    sure: bool = True
    """Whether the list can mean nobody else that is known."""

    @property
    def last_met(self) -> Encounter | None:
        """The last encounter by its day, and of one day by the order in which cards were received."""
        return max(self.person.encounters, key=lambda one: (_day(one.met_at), one.order), default=None)

    @property
    def look(self) -> Look | None:
        """What the person looked like the last time."""
        return self.person.looks[-1] if self.person.looks else None

    @property
    def talk(self) -> Talk | Note | None:
        """What was talked about the last time; the last note where no talk was written down."""
        said = self.person.talks or self.person.notes
        return said[-1] if said else None

    @property
    def promises(self) -> list[Promise]:
        """What was promised and is not done, the first due first."""
        still = [promise for promise in self.person.promises if promise.done_at is None]
        return sorted(still, key=lambda promise: (promise.due is None, promise.due or date.max, promise.at))

    @property
    def card(self) -> Path | None:
        """The picture of the newest front."""
        fronts = [card for card in self.person.cards if card.side == "front"] or list(self.person.cards)
        return fronts[-1].picture if fronts else None

    @property
    def face(self) -> Path | None:
        """The newest cut-out of the face."""
        return self.person.faces[-1].crop if self.person.faces else None


@dataclass(frozen=True, slots=True)
class Briefing:
    """What to know before meeting people."""

    title: str
    event: Event | None
    people: tuple[BriefedPerson, ...]
    unknown: tuple[str, ...] = ()
    """The lines of a list of names that mean nobody who is known."""


def next_event(store: Store, now: datetime) -> Event:
    """The next event from now on at which somebody known may be, else the next one at all.

    Args:
        store: Where the events are.
        now: The present, aware.

    Raises:
        NotFound: Nothing is ahead.
    """
    events = store.events()
    ahead = sorted((one for one in events if _ends(one, now)), key=lambda one: (one.start or date.max, one.id))
    if not ahead:
        raise NotFound(
            "no event is ahead; take them from a calendar with cardscan event import CAL.ics, or say whom: "
            "cardscan brief NAME... or cardscan brief company:FIRM"
        )
    connected = _connected(events)
    series = {key for one in events if one.people for key in _series(one)}
    return next((one for one in ahead if series & connected[one.id]), ahead[0])


def event_called(store: Store, ref: str, now: datetime) -> Event | None:
    """The event of this id or name; of several of one name the next one ahead, else the last; None: there is none.

    Raises:
        NotFound: There is no event of this id.
    """
    parsed = parse_id(ref)
    if parsed is not None and parsed[0] is IdKind.EVENT:
        return store.event(ref)
    wanted = search_fold(ref)
    events = [one for one in store.events() if wanted and wanted in search_fold(one.name)]
    named = [one for one in events if search_fold(one.name) == wanted] or events
    return next((one for one in named if _ends(one, now)), named[-1] if named else None)


def brief_event(store: Store, event: Event, now: datetime) -> Briefing:
    """Who was met at an event or at others of its series: those who come most often first, then those met last.

    Events are of a series when a calendar says so, or when they are called the same but for a number (第5回, 2026).
    """
    events = store.events()
    wanted = _connected(events)[event.id]
    series = [one for one in events if one.people and (one.id == event.id or wanted & _series(one))]
    met = {one.id: [place.person_id for place in store.debrief(one.id)] for one in series}
    times = Counter(person for people in met.values() for person in dict.fromkeys(people))
    states = _states(store)
    people = []
    for number in times:
        at = tuple(one for one in series if number in met[one.id])
        people.append(replace(_briefed(store.person(number), states, now), at=at))
    people.sort(key=lambda one: (len(one.at), _day(one.last_met.met_at if one.last_met else None)), reverse=True)
    return Briefing(event.name, event, tuple(people))


def brief_names(store: Store, lines: Sequence[str], now: datetime, event: Event | None = None) -> Briefing:
    """Whom the lines of a list mean, in its order; a line may mean several of one name.

    Args:
        store: Where the people are.
        lines: As of ``attendees.attendee_lines``.
        now: The present, aware.
        event: Where they will be.
    """
    with store.searching() as index:
        attendees = [find_attendee(index, line) for line in lines]
    states = _states(store)
    people: dict[str, BriefedPerson] = {}
    for attendee in attendees:
        for one in attendee.people:
            briefed = _briefed(store.person(one.id), states, now)
            if one.id not in people or (attendee.sure and not people[one.id].sure):
                people[one.id] = replace(briefed, said=attendee.said, sure=attendee.sure)
    unknown = tuple(attendee.said for attendee in attendees if not attendee.people)
    return Briefing(event.name if event else "", event, tuple(people.values()), unknown)


def brief_query(store: Store, query: str, now: datetime, limit: int) -> Briefing:
    """Whom a search finds, the best first.

    Args:
        store: Where the people are.
        query: As of ``search.search``.
        now: The present, aware.
        limit: At most so many people.
    """
    states = _states(store)
    found = [store.person(hit.person.id) for hit in search(store, query, limit)]
    return Briefing(query, None, tuple(_briefed(person, states, now) for person in found))


def _briefed(person: Person, states: Mapping[str, list[ReviewState]], now: datetime) -> BriefedPerson:
    return BriefedPerson(person, weakest_retrievability(states.get(person.id, ()), now))


def _states(store: Store) -> dict[str, list[ReviewState]]:
    found: dict[str, list[ReviewState]] = {}
    for state in store.review_states():
        found.setdefault(state.person_id, []).append(state)
    return found


def _series(event: Event) -> set[str]:
    """What the events of one series have in common: the calendar's id, or the name without its number."""
    named = search_fold(_COUNTED.sub(" ", unicodedata.normalize("NFKC", event.name)))
    keys = {f"name {named}"} if named else set()
    if event.calendar_uid is not None and _OCCURRENCE.search(event.calendar_uid):
        keys.add(f"uid {_OCCURRENCE.sub('', event.calendar_uid)}")
    return keys


def _connected(events: Iterable[Event]) -> dict[str, set[str]]:
    """Id of each event → what its series has in common, also of those that are once called otherwise (忘年会)."""
    keys = {one.id: _series(one) for one in events}
    of_uid: dict[str, set[str]] = {}
    for own in keys.values():
        for key in own:
            if key.startswith("uid "):
                of_uid.setdefault(key, set()).update(own)
    return {event: own.union(*(of_uid.get(key, ()) for key in own)) for event, own in keys.items()}


def _ends(event: Event, now: datetime) -> bool:
    """Whether an event is not over yet."""
    if event.ends_at is not None:
        return event.ends_at.astimezone() > now
    return event.end is not None and event.end >= now.astimezone().date()


def _day(moment: datetime | date | None) -> str:
    return f"{moment:%Y-%m-%d}" if moment else ""


def headline(people: Iterable[BriefedPerson]) -> str:
    """How many there are, and how many of them are likely forgotten: ``12 people, 5 never reviewed``."""
    counted = list(people)
    parts = [f"{len(counted)} {'person' if len(counted) == 1 else 'people'}"]
    if forgotten := sum(one.recall is not None and one.recall < _SHAKY for one in counted):
        parts.append(f"{forgotten} likely forgotten")
    if never := sum(one.recall is None for one in counted):
        parts.append(f"{never} never reviewed")
    return ", ".join(parts)


_SHAKY = 0.5
"""Below this chance of recall somebody is more likely forgotten than known."""

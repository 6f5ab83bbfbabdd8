"""One person of a debrief with all that helps to remember: card, neighbours, what is written down already."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cardscan.store.memory_records import DebriefPlace, Memory, Neighbour
    from cardscan.store.records import Event, Person, PersonSummary, StoredCard
    from cardscan.store.store import Store


@dataclass(frozen=True, slots=True)
class DebriefItem:
    """One person to be asked about."""

    place: DebriefPlace
    person: Person
    event: Event | None
    card: StoredCard | None
    """The front that was received there, else the newest one."""
    neighbours: tuple[tuple[Neighbour, PersonSummary], ...]
    """Who was met just before and after, and who is on the same photo."""

    def written(self, question: str) -> tuple[Memory, ...]:
        """What is written down already from this event: ``look``, ``talk`` or ``promise``."""
        held = {"look": self.person.looks, "talk": self.person.talks, "promise": self.person.promises}[question]
        return tuple(memory for memory in held if memory.event_id == self.place.event_id)

    def to_json(self) -> dict[str, Any]:
        """One line of ``cardscan debrief --json``."""
        from cardscan.export.memory_json import memory_to_json
        from cardscan.export.to_json import contact_to_json, event_to_json

        return {
            "person": self.person.id,
            "state": self.place.state,
            "order": self.place.order,
            "event": event_to_json(self.event) if self.event else None,
            "contact": contact_to_json(self.person.contact),
            "picture": str(self.card.picture) if self.card else None,
            "neighbours": [
                {"person": one.person_id, "name": who.name, "place": one.place, "distance": one.distance}
                for one, who in self.neighbours
            ],
            "looks": [memory_to_json(one) for one in self.written("look")],
            "talks": [memory_to_json(one) for one in self.written("talk")],
            "promises": [memory_to_json(one) for one in self.written("promise")],
        }


def debrief_item(store: Store, place: DebriefPlace) -> DebriefItem:
    """Everything about one person of a debrief.

    Raises:
        NotFound: The person is gone.
    """
    person = store.person(place.person_id)
    near = store.neighbours(person.id, place.event_id)
    people = {one.id: one for one in store.summaries([one.person_id for one in near])}
    return DebriefItem(
        place=place,
        person=person,
        event=store.event(place.event_id) if place.event_id is not None else None,
        card=_card(person, place),
        neighbours=tuple((one, people[one.person_id]) for one in near if one.person_id in people),
    )


def _card(person: Person, place: DebriefPlace) -> StoredCard | None:
    there = {
        one.card_id for one in person.encounters if (one.event.id if one.event is not None else None) == place.event_id
    }
    cards = sorted(person.cards, key=lambda card: (card.id in there, card.side == "front"))
    return cards[-1] if cards else None

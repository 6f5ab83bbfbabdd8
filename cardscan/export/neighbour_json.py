"""Who was met beside whom, as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cardscan.store.memory_records import Neighbour


def neighbours_to_json(neighbours: Iterable[Neighbour], names: Mapping[str, str]) -> list[dict[str, Any]]:
    """Neighbours at events with their names (id → name) and how many people further they were met."""
    return [
        {
            "event": one.event_id,
            "place": one.place,
            "person": one.person_id,
            "name": names[one.person_id],
            "distance": one.distance,
        }
        for one in neighbours
    ]

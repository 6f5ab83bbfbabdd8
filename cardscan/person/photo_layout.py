"""How cards lie on photos, and which were turned over where they lay."""

from __future__ import annotations

from collections.abc import Mapping
from math import dist

from cardscan.records import Point, Quad

_NEAR = 0.12
"""Share of the photo's edge by which a card may have moved: half a card's width where three lie side by side."""


def middle(quad: Quad, width: int, height: int) -> Point:
    """The middle of a card as a share of its photo's width and height."""
    return sum(x for x, _ in quad) / 4 / max(width, 1), sum(y for _, y in quad) / 4 / max(height, 1)


def proportion(quad: Quad) -> float:
    """A card's long edge by its short one, each the mean of two opposite edges; 1 for a quad without extent."""
    edges = [dist(quad[index], quad[(index + 1) % 4]) for index in range(4)]
    short, long = sorted((edges[0] + edges[2], edges[1] + edges[3]))
    return long / short if short else 1.0


def same_places(before: Mapping[str, Point], after: Mapping[str, Point]) -> dict[str, str]:
    """The cards of one photo with those that lie in their places on another.

    Args:
        before: Each card with its middle, as a share of the photo's width and height.
        after: The same for the other photo.

    Returns:
        Card → card; empty unless every card of both photos has its counterpart.
    """
    if len(before) != len(after):
        return {}
    found = {card: _nearest(place, after) for card, place in before.items()}
    if len(set(found.values())) != len(before):
        return {}
    return found if all(dist(before[card], after[other]) <= _NEAR for card, other in found.items()) else {}


def _nearest(place: Point, cards: Mapping[str, Point]) -> str:
    return min(cards, key=lambda card: dist(place, cards[card]))

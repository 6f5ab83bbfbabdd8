"""Where in a text the characters stand that an engine was not sure of.

Their places are counted without white space, so that spaces may come and go between an engine and the fields.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cardscan.records import DoubtfulCharacter


def placed_doubts(text: str, doubts: Sequence[DoubtfulCharacter]) -> list[DoubtfulCharacter | None]:
    """For each character of a text the doubt about it, or None.

    A doubt whose character is no longer there, as where another reading took its place, is passed over.
    """
    by_place = {doubt.place: doubt for doubt in doubts}
    found: list[DoubtfulCharacter | None] = []
    place = 0
    for character in text:
        doubt = None if character.isspace() else by_place.get(place)
        found.append(doubt if doubt is not None and doubt.character == character else None)
        place += not character.isspace()
    return found


def doubts_in_order(text: str, doubts: Sequence[DoubtfulCharacter | None]) -> tuple[DoubtfulCharacter, ...]:
    """The inverse of :func:`placed_doubts`: the doubts about the characters of a text, at their places in it."""
    ordered: list[DoubtfulCharacter] = []
    place = 0
    for character, doubt in zip(text, doubts, strict=True):
        if doubt is not None and not character.isspace():
            ordered.append(replace(doubt, place=place))
        place += not character.isspace()
    return tuple(ordered)

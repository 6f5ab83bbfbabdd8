"""Front and back of one card on the same photo."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cardscan.person.other_side import stated, with_names_of_back
from cardscan.person.photo_layout import middle, proportion
from cardscan.person.sides import SeenSide, find_sides
from cardscan.records import PhotoInfo, ReadCard


def with_sides(cards: Sequence[ReadCard], info: PhotoInfo) -> tuple[ReadCard, ...]:
    """The cards of a photo, each still by itself, with their sides told and the names that only a back prints.

    Args:
        cards: As they were read.
        info: The photo's.
    """
    if len(cards) < 2:
        return tuple(cards)
    seen = [
        SeenSide(
            key=str(index),
            contact=stated(card.fields),
            photo=0,
            among=len(cards),
            place=middle(card.image.quad, info.width, info.height),
            proportion=proportion(card.image.quad),
            taken_at=info.taken_at,
        )
        for index, card in enumerate(cards)
    ]
    told = list(cards)
    for pair in find_sides(seen):
        if pair.sure:
            front, back = int(pair.front), int(pair.back)
            told[front] = replace(told[front], fields=with_names_of_back(told[front].fields, told[back].fields))
            told[back] = replace(told[back], side="back")
    return tuple(told)

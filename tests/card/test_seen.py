from __future__ import annotations

import pytest

from cardscan.card.seen import Seen, scaled
from cardscan.records import CardOutline, Quad


def box(left: float, top: float, width: float, height: float) -> Quad:
    return ((left, top), (left + width, top), (left + width, top + height), (left, top + height))


CARD = CardOutline(box(100, 100, 450, 270), 0.99)
GROUND = tuple(box(10 + 80 * column, 10 + 30 * row, 70, 22) for column in range(3) for row in range(2))
FINE_PRINT = tuple(box(10 + 80 * column, 10 + 30 * row, 40, 8) for column in range(3) for row in range(2))
BLOCK = tuple(box(10, 10 + 45 * row, 120 + 30 * row, 22) for row in range(4))
ON_IT, BESIDE_IT = box(150, 150, 200, 20), box(10, 10, 60, 10)


@pytest.mark.parametrize(
    ("outlines", "texts", "clear"),
    [
        ((CARD,), (ON_IT,), True),
        ((CARD,), (), True),
        ((CARD,), (ON_IT, BESIDE_IT), False),
        ((CARD,), (ON_IT, *GROUND), True),
        ((CARD,), (ON_IT, *FINE_PRINT), False),
        ((CARD,), (ON_IT, *BLOCK), False),
        ((CARD,), GROUND, False),
        ((CardOutline(CARD.quad, 0.9),), (ON_IT,), False),
        ((CARD, CardOutline(box(600, 400, 60, 40), 0.99)), (ON_IT,), False),
        ((), (), False),
    ],
    ids=[
        "one card",
        "a card without text",
        "a line elsewhere",
        "a newspaper",
        "small cards?",
        "a card without edges?",
        "no text on the card",
        "a doubtful card",
        "a small card too",
        "no card",
    ],
)
def test_a_small_copy_is_clear_where_large_sure_cards_hold_all_text(
    outlines: tuple[CardOutline, ...], texts: tuple[Quad, ...], clear: bool
) -> None:
    assert Seen(outlines, texts).is_clear(672, 504) is clear


def test_what_was_seen_in_a_copy_lies_on_the_photo() -> None:
    seen = Seen((CARD,), (ON_IT,)).scaled(6)
    assert seen.outlines == (CardOutline(box(600, 600, 2700, 1620), 0.99),)
    assert seen.texts == (scaled(ON_IT, 6),) == (box(900, 900, 1200, 120),)


def test_the_smallest_card_counts() -> None:
    small = CardOutline(box(600, 400, 40, 60), 0.99)
    assert Seen((CARD, small), ()).shortest == 60
    assert Seen((), ()).shortest == float("inf")

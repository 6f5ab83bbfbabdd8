"""What was seen on a photo: its cards and its text, and whether a small copy of the photo was enough to see them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from statistics import median

import cv2
import numpy as np

from cardscan.card.geometry import as_quad, side_lengths, signed_areas
from cardscan.card.text_outline import is_card_like, text_blocks
from cardscan.card.working_picture import along_text
from cardscan.records import CardOutline, Quad

SURE = 0.95
"""Score of a card from which a small copy has shown it well enough."""
LARGE = 0.15
"""Share of the picture that such a card covers at least: its long side is then 270 px or more of a copy of 672 × 504.
At 0.1 white cards on a pale table were once taken for one that covered 0.103. Of 220 photos drawn by others 179 are
clear with this and 195 with 0.1, of 185 with a single card 174 and 179."""
ON_CARDS = 0.95
"""Share of the text that lies on such cards, or else what lies elsewhere must be the ground's own print."""
GROUND_LINES = 4
GROUND_SIZES = (0.6, 1.6)
"""So many lines elsewhere, whose median height is so many times that of the lines on cards, are print on the ground, as
of newspapers and keyboards: were they on cards, these would be about as large and would have been seen. What is smaller
may be on cards too small to be seen, a line or two may be all that was seen of a card, and a block set as on a card may
be on one whose edges were not seen."""


@dataclass(frozen=True, slots=True)
class Seen:
    """Cards and text, in px of the picture on which they were seen."""

    outlines: tuple[CardOutline, ...]
    texts: tuple[Quad, ...]

    @property
    def shortest(self) -> float:
        """The long side of the smallest card in px, the mean of both edges; infinite where there is no card."""
        return min((_long_side(outline.quad) for outline in self.outlines), default=float("inf"))

    def scaled(self, factor: float) -> Seen:
        """The same on a picture ``factor`` times as large."""
        return Seen(
            tuple(replace(outline, quad=scaled(outline.quad, factor)) for outline in self.outlines),
            tuple(scaled(text, factor) for text in self.texts),
        )

    def is_clear(self, width: int, height: int) -> bool:
        """Whether a closer look would hardly show more: only large and sure cards, and no text of others.

        Of 188 drawn photos 144 were clear in copies of 672 px (with ``LARGE`` 0.1), 27 of them with print on the
        ground. A closer look at these 27 showed the same cards (overlap 0.99, 0.87 for one that the photo cuts off)
        and, twice, a doubtful one more that was none.

        Args:
            width: Px of the picture on which this was seen.
            height: Px, likewise.
        """
        if not self.outlines:
            return False
        quads = np.asarray([outline.quad for outline in self.outlines], dtype=np.float64)
        if min(outline.score for outline in self.outlines) < SURE or signed_areas(quads).min() < LARGE * width * height:
            return False
        shapes = quads.astype(np.float32)
        on_cards: list[Quad] = []
        elsewhere: list[Quad] = []
        for text in self.texts:
            middle = tuple(float(value) for value in np.mean(text, axis=0))
            is_on_card = any(cv2.pointPolygonTest(shape, middle, False) >= 0 for shape in shapes)
            (on_cards if is_on_card else elsewhere).append(text)
        if len(on_cards) >= ON_CARDS * len(self.texts):
            return True
        if len(elsewhere) < GROUND_LINES or not on_cards:
            return False
        low, high = GROUND_SIZES
        if not low <= median(map(_line_height, elsewhere)) / median(map(_line_height, on_cards)) <= high:
            return False
        blocks = text_blocks(along_text(np.asarray(elsewhere, dtype=np.float64)))
        return not any(is_card_like(block) for block in blocks)


def scaled(quad: Quad, factor: float) -> Quad:
    """A quadrilateral on a picture ``factor`` times as large."""
    return as_quad(np.asarray(quad) * factor)


def _line_height(text: Quad) -> float:
    """Px from the top to the bottom of a line, or across a column."""
    return float(side_lengths(np.asarray([text], dtype=np.float64))[0].min())


def _long_side(quad: Quad) -> float:
    top, right, bottom, left = side_lengths(np.asarray([quad], dtype=np.float64))[0]
    return float(max(top + bottom, left + right)) / 2

"""The engine that reads nothing: for photos kept without their text, and for tests of everything around the text."""

from __future__ import annotations

from collections.abc import Sequence

from cardscan.records import OcrPage, Pixels, Quad


class NullEngine:
    """Sees no text anywhere and takes every card for upright."""

    name = "null"
    version = "1"

    def locate(self, pixels: Pixels) -> tuple[Quad, ...]:
        """No text on any photo."""
        return ()

    def quarter_turns(self, card: Pixels, runs: Sequence[Quad] = ()) -> int:
        """Every card is upright as it lies."""
        return 0

    def read(self, card: Pixels) -> OcrPage:
        """A page of the card's size without a line."""
        height, width = card.shape[:2]
        return OcrPage(engine=f"{self.name} {self.version}", width=width, height=height, lines=())

"""What a text engine can do for the rest of the program."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from cardscan.records import OcrPage, Pixels, Quad


class OcrEngine(Protocol):
    """Finds and reads text in pictures; the same answer for the same pixels, no network, no output of its own."""

    @property
    def name(self) -> str:
        """The name by which it is chosen, for example ``rapidocr``."""
        ...

    @property
    def version(self) -> str:
        """The version of the engine behind it, for example ``3.10.0``."""
        ...

    def locate(self, pixels: Pixels) -> tuple[Quad, ...]:
        """Where text stands on a whole photo, without reading it.

        Args:
            pixels: A photo of any size. A small copy is searched faster, and small text on it is missed.

        Returns:
            One quadrilateral a run of text, in px of ``pixels``, along the text's slant, clockwise from the corner that
            is nearest to the top left of the photo. Whether a run is upright is not known here.
        """
        ...

    def quarter_turns(self, card: Pixels, runs: Sequence[Quad] = ()) -> int:
        """How a flat card must be turned to stand upright, told by its text.

        Args:
            card: A flat card whose edges are parallel to the picture's, lying on any of its four sides.
            runs: Where text is known to stand on it, in px of ``card``; an engine may look for itself, and does where
                nothing is known.

        Returns:
            Clockwise quarter turns, 0 to 3; 0 where no text says anything.
        """
        ...

    def read(self, card: Pixels) -> OcrPage:
        """Every line of text on an upright flat card, in no particular order.

        Lines with a low score are kept with their score; only what has no text at all is left out.
        """
        ...

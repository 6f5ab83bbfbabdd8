"""RapidOCR as a text engine: PP-OCRv6 finds lines in a small copy and reads them from the full picture."""

from __future__ import annotations

from cardscan.ocr.crops import cut, quad_size, turned
from cardscan.ocr.rapid_models import load_models, rapidocr_version
from cardscan.ocr.uprightness import upright_quarter_turns
from cardscan.records import OcrLine, OcrPage, Pixels, Quad

_PHOTO_SIDE = 1280
"""Px: the longest side of the copy in which text is located on a whole photo."""

_CARD_SIDE = 960
"""Px: the longest side of the copy in which text is located on a flat card."""

_TURNED_SIDE = 640
"""Px: the longest side of the copy in which a card's larger text is located to tell which way is up."""

_TALL = 1.5
"""A box this many times as high as wide is a column (the value PP-OCR itself turns boxes at)."""


class RapidEngine:
    """The default engine: Japanese and English, horizontal and vertical, offline."""

    name = "rapidocr"

    def __init__(self, threads: int = 1) -> None:
        """Load both networks.

        Args:
            threads: Threads a network may use. One, because the program reads photos in parallel processes: two
                processes with one thread each read more cards a second than one process with two.

        Raises:
            EngineMissing: RapidOCR or one of its models is not there.
        """
        self.version = rapidocr_version()
        self._finder, self._reader = load_models(threads)

    def locate(self, pixels: Pixels) -> tuple[Quad, ...]:
        """See :meth:`cardscan.ocr.engine.OcrEngine.locate`."""
        return tuple(quad for quad, _ in self._finder.find(pixels, _PHOTO_SIDE))

    def quarter_turns(self, card: Pixels) -> int:
        """See :meth:`cardscan.ocr.engine.OcrEngine.quarter_turns`."""
        runs = [quad for quad, _ in self._finder.find(card, _TURNED_SIDE)]
        return upright_quarter_turns(card, runs, self._reader.read)

    def read(self, card: Pixels) -> OcrPage:
        """See :meth:`cardscan.ocr.engine.OcrEngine.read`."""
        quads = [quad for quad, _ in self._finder.find(card, _CARD_SIDE)]
        tall = [quad_size(quad)[1] >= _TALL * quad_size(quad)[0] for quad in quads]
        crops = [turned(cut(card, quad), -1 if is_tall else 0) for quad, is_tall in zip(quads, tall, strict=True)]
        readings = self._reader.read(crops)
        lines = tuple(
            OcrLine(quad, reading.text, reading.score, "vertical" if is_tall else "horizontal")
            for quad, is_tall, reading in zip(quads, tall, readings, strict=True)
            if reading.text.strip()
        )
        height, width = card.shape[:2]
        return OcrPage(engine=f"{self.name} {self.version}", width=width, height=height, lines=lines)

"""RapidOCR as a text engine: PP-OCRv6 finds lines in a small copy and reads them from the full picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cardscan.ocr.apart import set_apart
from cardscan.ocr.column_parts import with_parts_joined
from cardscan.ocr.column_search import with_columns_searched
from cardscan.ocr.columns import mend_column
from cardscan.ocr.crops import cut, quad_size, turned
from cardscan.ocr.figure_gaps import with_figure_gaps
from cardscan.ocr.house_number import STARTS_A_STREET, is_blank, reached_left, with_figures
from cardscan.ocr.lone_stroke import with_lone_stroke
from cardscan.ocr.networks import Runtime, rapidocr_version
from cardscan.ocr.postal_mark import with_postal_mark
from cardscan.ocr.rapid_models import Found, Reading, load_models
from cardscan.ocr.two_readings import read_column
from cardscan.ocr.uprightness import upright_quarter_turns
from cardscan.ocr.wide_gaps import with_wide_gap, with_word_gaps
from cardscan.records import Direction, OcrLine, OcrPage, Pixels, Quad

_PHOTO_SIDE = 1280
"""Px: the longest side of the copy in which text is located on a whole photo."""

_CARD_SIDE = 960
"""Px: the longest side of the copy in which text is located on a flat card. At 800, for a third less time, all fields
of 308 drawn cards were right nearly as often (F1 0.0005 lower), but gaps within names got lost; at 736 the F1 is 0.005
lower."""

_TURNED_SIDE = 640
"""Px: the longest side of the copy in which a card's larger text is located to tell which way is up."""

_TALL = 1.5
"""A box this many times as high as wide is a column (the value PP-OCR itself turns boxes at) ..."""

_SURELY_TALL = 3.0
"""... and surely so from here; a narrow letter or figure by itself, such as the T before a number, is not this slim."""

_MAYBE_TALL = 1.2
"""A box of two or three characters is measured a tenth too low or too wide at times; from here what is read badly as a
line is read as a column too."""

_READ_WELL = 0.7
"""Mean score below which a column is also read from below, as Latin text set upwards along an edge."""


class RapidEngine:
    """The default engine: Japanese and English, horizontal and vertical, offline."""

    name = "rapidocr"

    def __init__(self, threads: int = 1, runtime: Runtime = "onnxruntime") -> None:
        """Load both networks.

        Args:
            threads: Threads a network may use. One, because the program reads photos in parallel processes: two
                processes with one thread each read more cards a second than one process with two.
            runtime: What runs the networks; both give the same answers.

        Raises:
            EngineMissing: RapidOCR, one of its models or the runtime is not there.
        """
        self.version = rapidocr_version()
        self._finder, self._reader = load_models(threads, runtime)

    def locate(self, pixels: Pixels) -> tuple[Quad, ...]:
        """See :meth:`cardscan.ocr.engine.OcrEngine.locate`."""
        return tuple(found.with_margin for found in self._finder.find(pixels, _PHOTO_SIDE))

    def quarter_turns(self, card: Pixels, runs: Sequence[Quad] = ()) -> int:
        """See :meth:`cardscan.ocr.engine.OcrEngine.quarter_turns`."""
        known = runs or [found.with_margin for found in self._finder.find(card, _TURNED_SIDE)]
        return upright_quarter_turns(card, known, self._reader.read)

    def read(self, card: Pixels) -> OcrPage:
        """See :meth:`cardscan.ocr.engine.OcrEngine.read`."""
        runs = self._runs(card)
        lines = (self._with_house_number(card, found, runs, self._read_line(card, found)) for found in runs)
        height, width = card.shape[:2]
        return OcrPage(
            engine=f"{self.name} {self.version}",
            width=width,
            height=height,
            lines=tuple(line for line in lines if line.text.strip()),
        )

    def _runs(self, card: Pixels) -> list[Found]:
        """Where text stands on a flat card."""
        runs = with_columns_searched(card, self._finder.find(card, _CARD_SIDE), self._finder, _CARD_SIDE)
        return set_apart(card, with_lone_stroke(card, with_parts_joined(runs)))

    def _with_house_number(self, card: Pixels, found: Found, runs: Sequence[Found], line: OcrLine) -> OcrLine:
        """The line with the lone figure that may stand before a street's name."""
        if line.direction == "vertical" or not STARTS_A_STREET.match(line.text):
            return line
        longer = reached_left(found.with_margin, [other.with_margin for other in runs])
        if longer is None:
            return line
        strip = cut(card, longer)
        if is_blank(strip, quad_size(found.with_margin)[1]):
            return line
        (reading,) = self._reader.read([strip])
        text = with_figures(line.text, reading.text)
        return line if text == line.text else replace(line, text=text, quad=longer, doubts=reading.doubts)

    def _read_line(self, card: Pixels, found: Found) -> OcrLine:
        """One run of text, read in each way in which it may have been set."""
        crop = cut(card, found.with_margin)
        size = min(quad_size(found.hugging))
        height, width = crop.shape[:2]
        upright = self._reader.read([crop])[0] if height < _SURELY_TALL * width else None
        if upright is not None and (
            height < _MAYBE_TALL * width or (height < _TALL * width and upright.score >= _READ_WELL)
        ):
            return _line(found, upright, _spaced(upright, crop, size), "horizontal")
        strip = turned(crop, -1)
        reading = read_column(self._reader, strip)
        if upright is not None and sum(upright.char_scores) > sum(reading.char_scores):
            return _line(found, upright, upright.text, "horizontal")
        if reading.score < _READ_WELL:
            (upwards,) = self._reader.read([turned(crop, 1)])
            if sum(upwards.char_scores) > sum(reading.char_scores):
                return _line(found, upwards, upwards.text, "vertical")
        reading = mend_column(strip, reading, self._reader.read)
        return _line(found, reading, _spaced(reading, strip, size), "vertical")


def _spaced(reading: Reading, strip: Pixels, size: float) -> str:
    """The text with the spaces that were not read."""
    name = with_wide_gap(reading, strip, size)
    return name if name != reading.text else with_word_gaps(reading, strip, size)


def _line(found: Found, reading: Reading, text: str, direction: Direction) -> OcrLine:
    """What was found and read as a line."""
    weakest = min(reading.char_scores, default=0.0)
    if text == reading.text:
        text = with_figure_gaps(reading, max(quad_size(found.with_margin)), min(quad_size(found.hugging)))
    return OcrLine(
        found.hugging,
        with_postal_mark(text, column=direction == "vertical"),
        reading.score,
        direction,
        reading.forms,
        weakest,
        reading.doubts,
    )

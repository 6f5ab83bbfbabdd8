"""Tesseract as a text engine, for those who have it: Japanese with English in lines, Japanese in columns."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

import cv2
import numpy as np
import pytesseract
from PIL import Image

from cardscan.errors import EngineMissing, UnreadablePhoto
from cardscan.ocr.crops import resized, turned
from cardscan.ocr.gradient_text import text_runs
from cardscan.ocr.tesseract_words import lines_of_words
from cardscan.records import OcrLine, OcrPage, Pixels, Quad

LANGUAGES: Final = ("jpn", "eng", "jpn_vert", "osd")
"""Tesseract's data files that are needed; ``osd`` tells which way is up."""

_TIME_LIMIT = 60
"""Seconds for one call; a dense card takes one or two."""

_CARD_SIDE = 1300
"""Px: the length for reading. Of 154 texts on 14 drawn cards it read 97 at 1000, 100 at 1300, 95 at 1600."""

_LARGEST_SCALE = 3.0
"""More enlargement only makes blur larger."""

_IN_LINES = "--psm 12"
"""Sparse text: cards have no paragraphs. Of 154 texts it read 106, without its own orientation step (11) 100."""

_IN_LINES_AS_IT_LIES = "--psm 11"
"""Sparse text without the orientation step, which would read a card that lies on its side."""

_IN_COLUMNS = "--psm 5"
"""One block of columns."""

_READ_WELL = 0.75
"""Score from which a line is left alone when columns are looked for. Lines read across columns score 0.0 to 0.6."""

_SURE_OF_ORIENTATION = 0.2
"""Tesseract's own measure, without a unit. Of 56 drawn cards it was right on 53, on 11 of them below 0.5, and wrong at
0.1, 0.4 and 0.6."""


class TesseractEngine:
    """Tesseract 4 or newer with its Japanese data."""

    name = "tesseract"

    def __init__(self) -> None:
        """Find Tesseract and its languages.

        Raises:
            EngineMissing: Tesseract or one of ``LANGUAGES`` is not installed.
        """
        # Its threads slow each other down on a line of text, and the program already works on several photos at once.
        os.environ.setdefault("OMP_THREAD_LIMIT", "1")
        try:
            self.version = str(pytesseract.get_tesseract_version())
            installed = pytesseract.get_languages()
        except (pytesseract.TesseractNotFoundError, OSError) as error:
            raise EngineMissing(f"Tesseract is not installed. {_how_to_install()}") from error
        missing = [language for language in LANGUAGES if language not in installed]
        if missing:
            raise EngineMissing(f"Tesseract has no data for {', '.join(missing)}. {_how_to_install()}")

    def locate(self, pixels: Pixels) -> tuple[Quad, ...]:
        """See :meth:`cardscan.ocr.engine.OcrEngine.locate`; Tesseract itself cannot find text on slanted cards."""
        return text_runs(pixels)

    def quarter_turns(self, card: Pixels, runs: Sequence[Quad] = ()) -> int:
        """See :meth:`cardscan.ocr.engine.OcrEngine.quarter_turns`; Tesseract always looks for itself."""
        gray, _ = _prepared(card)
        try:
            # Its default of 50 characters is more than many a card has.
            found = _asked(pytesseract.image_to_osd, gray, config="--psm 0 -c min_characters_to_try=5")
        except pytesseract.TesseractError:  # too few characters
            found = {"rotate": 0, "orientation_conf": 0.0}
        if float(found["orientation_conf"]) >= _SURE_OF_ORIENTATION:
            return int(found["rotate"]) // 90 % 4
        pages = [_read(turned(gray, turns), _IN_LINES_AS_IT_LIES) for turns in range(4)]
        well_read = [_weight([line for line in page if line.score >= _READ_WELL]) for page in pages]
        return max(range(4), key=well_read.__getitem__)

    def read(self, card: Pixels) -> OcrPage:
        """See :meth:`cardscan.ocr.engine.OcrEngine.read`.

        Lines are read first. If some cannot be read well, what was read well is painted over and columns are looked for
        in the rest; of these two readings of the rest the better one is kept.
        """
        gray, scale = _prepared(card)
        lines = _read(gray, _IN_LINES)
        height, width = card.shape[:2]
        return OcrPage(
            engine=f"{self.name} {self.version}",
            width=width,
            height=height,
            lines=tuple(_scaled(line, 1 / scale) for line in lines),
        )


def _how_to_install() -> str:
    """What to type on this platform."""
    if sys.platform == "darwin":
        return "Install it with: brew install tesseract tesseract-lang"
    if sys.platform == "win32":
        return (
            "Install it from https://github.com/UB-Mannheim/tesseract/wiki, ticking Japanese and Japanese (vertical), "
            "and add its folder to PATH."
        )
    return "Install it with: sudo apt install tesseract-ocr tesseract-ocr-jpn tesseract-ocr-jpn-vert"


def _prepared(card: Pixels) -> tuple[Pixels, float]:
    """The card in gray at the size that Tesseract reads best, dark on light, and its scale."""
    gray = cv2.cvtColor(card, cv2.COLOR_BGR2GRAY)
    scale = min(_LARGEST_SCALE, _CARD_SIDE / max(gray.shape))
    height, width = gray.shape
    gray = resized(np.asarray(gray, dtype=np.uint8), max(1, round(width * scale)), max(1, round(height * scale)))
    return (255 - gray if np.median(gray) < 128 else gray), scale


def _asked(function: Any, gray: Pixels, **options: Any) -> dict[str, Any]:
    """Tesseract's answer as a dictionary.

    Raises:
        UnreadablePhoto: It took longer than the time limit.
    """
    try:
        answer = function(Image.fromarray(gray), output_type=pytesseract.Output.DICT, timeout=_TIME_LIMIT, **options)
    except pytesseract.TesseractError:
        raise
    except RuntimeError as error:  # what pytesseract raises for a timeout
        raise UnreadablePhoto(
            "timeout", f"Tesseract did not answer within {_TIME_LIMIT} seconds. Try --engine rapidocr."
        ) from error
    return dict(answer)


def _read(gray: Pixels, layout: str) -> list[OcrLine]:
    """The lines of a prepared picture, and the columns in what could not be read as lines."""
    lines = lines_of_words(_asked(pytesseract.image_to_data, gray, lang="jpn+eng", config=layout), "horizontal")
    good = [line for line in lines if line.score >= _READ_WELL]
    poor = [line for line in lines if line.score < _READ_WELL]
    if poor:
        rest = _painted_over(gray, good)
        table = _asked(pytesseract.image_to_data, rest, lang="jpn_vert", config=_IN_COLUMNS)
        columns = [line for line in lines_of_words(table, "vertical") if _is_column(line)]
        if _weight(columns) > _weight(poor):
            poor = columns
    return [*good, *poor]


def _painted_over(gray: Pixels, lines: list[OcrLine]) -> Pixels:
    """The picture with ``lines`` replaced by its commonest shade."""
    rest = gray.copy()
    paper = int(np.median(gray))
    for line in lines:
        (left, top), _, (right, bottom), _ = line.quad
        cv2.rectangle(rest, (int(left), int(top)), (int(right), int(bottom)), paper, thickness=cv2.FILLED)
    return rest


def _is_column(line: OcrLine) -> bool:
    """Whether a line read as a column is one: not wider than high."""
    (left, top), _, (right, bottom), _ = line.quad
    return bottom - top >= right - left


def _weight(lines: list[OcrLine]) -> float:
    """How much was read, each character counted by its line's score."""
    return sum(line.score * len(line.text) for line in lines)


def _scaled(line: OcrLine, factor: float) -> OcrLine:
    """The line in a picture ``factor`` times as large."""
    top_left, top_right, bottom_right, bottom_left = ((x * factor, y * factor) for x, y in line.quad)
    return replace(line, quad=(top_left, top_right, bottom_right, bottom_left))

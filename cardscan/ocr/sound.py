"""A text engine's answers, looked at before anything is made of them: an engine may fail without raising anything."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from cardscan.errors import EngineFailed

if TYPE_CHECKING:
    from cardscan.ocr.engine import OcrEngine
    from cardscan.records import OcrLine, OcrPage, Pixels, Quad

MOST_LINES = 2000
"""Runs of text on one picture: twenty cards have four hundred, a page of a newspaper a thousand."""

LONGEST_LINE = 2000
"""Characters of one run of text: the small print of a card has a hundred and fifty."""

_TOLERANCE = 1e-3
"""By which a mean of probabilities may exceed 1: they are counted in 32 bits."""


class SoundEngine:
    """An engine whose answers can be relied on to be of the right form; where one is not, ``EngineFailed`` is raised.

    A run of text may stick out of its picture by the picture's own size, as turned boxes do at the edge.
    """

    def __init__(self, engine: OcrEngine) -> None:
        """Stand before ``engine``."""
        self._engine = engine

    @property
    def name(self) -> str:
        """That of the engine behind it."""
        return self._engine.name

    @property
    def version(self) -> str:
        """That of the engine behind it."""
        return self._engine.version

    def locate(self, pixels: Pixels) -> tuple[Quad, ...]:
        """As the engine behind it.

        Raises:
            EngineFailed: The answer cannot be right.
        """
        runs = self._engine.locate(pixels)
        _check_runs(runs, pixels)
        return runs

    def quarter_turns(self, card: Pixels, runs: Sequence[Quad] = ()) -> int:
        """As the engine behind it.

        Raises:
            EngineFailed: The answer cannot be right.
        """
        turns = self._engine.quarter_turns(card, runs)
        if turns not in range(4):
            raise EngineFailed(f"{turns!r} quarter turns")
        return turns

    def read(self, card: Pixels) -> OcrPage:
        """As the engine behind it.

        Raises:
            EngineFailed: The answer cannot be right.
        """
        page = self._engine.read(card)
        _check_runs([line.quad for line in page.lines], card)
        for line in page.lines:
            _check_line(line)
        return page


def _check_runs(runs: Sequence[Quad], pixels: Pixels) -> None:
    if len(runs) > MOST_LINES:
        raise EngineFailed(f"{len(runs)} runs of text on one picture")
    height, width = pixels.shape[:2]
    for quad in runs:
        if len(quad) != 4:
            raise EngineFailed(f"a run of text with {len(quad)} corners")
        for x, y in quad:
            if not (-width <= x <= 2 * width and -height <= y <= 2 * height):  # false for NaN as well
                raise EngineFailed(f"text at {x:g}, {y:g} on a picture of {width} × {height} px")


def _check_line(line: OcrLine) -> None:
    if len(line.text) > LONGEST_LINE:
        raise EngineFailed(f"a line of {len(line.text)} characters")
    if any("\ud800" <= character <= "\udfff" for character in line.text):
        raise EngineFailed("half of a character")
    _check_scores((line.score, line.weakest))
    _check_scores(doubt.score for doubt in line.doubts)
    if any(math.isnan(likelihood) for form in line.forms for _, likelihood in form.likelihoods):
        raise EngineFailed("a likelihood that is no number")


def _check_scores(scores: Iterable[float]) -> None:
    for score in scores:
        if not 0 <= score <= 1 + _TOLERANCE:
            raise EngineFailed(f"a score of {score:g}")

"""The two networks inside RapidOCR's wheel, PP-OCRv6 text detection and recognition, without RapidOCR's front door.

RapidOCR's own call answers in four types, keeps flags from one call to the next, swallows exceptions and cuts lines
from the shrunken picture it searched; its two networks do none of that.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from cardscan.ocr.crops import inset, shrunk
from cardscan.ocr.networks import Network, Runtime, Tensor, load_networks
from cardscan.ocr.second_guesses import second_guesses
from cardscan.ocr.text_boxes import text_boxes
from cardscan.ocr.variants import FormReader
from cardscan.orthography.variants import has_variants
from cardscan.records import DoubtfulCharacter, Pixels, PrintedForm, Quad

_NETWORK_STRIDE = 32
"""Detection works on sides that are multiples of this many px (the network halves the picture five times)."""

_LINE_PX = 48
"""Height of the line pictures that recognition was trained on."""

_MARGIN = 3.0
"""Px of the searched copy by which detection draws a box too large on each side. Measured on 178 lines of drawn cards:
box height = 0.97 to 1.02 × type size + 5 to 7 px."""

_FILLS = 0.9
"""Of both sides of a picture: no run of text fills a photo or a card so, but detection takes a blank one for text."""

_LEVELS = np.arange(256, dtype=np.float32) * np.float32(2 / 255) - np.float32(1)
"""What the networks were trained on for each grey level: −1 to 1."""

_IDEOGRAPH = re.compile(r"[㐀-鿿豈-﫿\U00020000-\U0003ffff]")

_BEYOND_THE_CODE_PAGE = frozenset("剝塡頰")
"""Forms of the list of everyday characters (常用漢字表, 2010) that code page 932 has only simplified."""


@dataclass(frozen=True, slots=True)
class Found:
    """A run of text as detection draws it: px of the picture, clockwise from its top left corner."""

    with_margin: Quad
    """What the recogniser is to see; it was trained on lines with a margin."""
    hugging: Quad
    """Around the characters themselves."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the recogniser read in one line picture."""

    text: str
    score: float
    """Mean of ``char_scores``, 0–1; 0 where there is no text."""
    char_scores: tuple[float, ...]
    """The recogniser's probability of each character of ``text``, 0–1."""
    centres: tuple[float, ...]
    """About where each character of ``text`` stands along the picture's width, 0–1."""
    forms: tuple[PrintedForm, ...] = ()
    """See :class:`cardscan.records.OcrLine`."""
    doubts: tuple[DoubtfulCharacter, ...] = ()
    """See :class:`cardscan.records.OcrLine`."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What the recogniser says along the picture of one line."""

    text: str
    """Its best answers."""
    steps: npt.NDArray[np.intp]
    """The time step of each."""
    probabilities: npt.NDArray[np.float32]
    """Time steps × characters, 0–1."""
    best: npt.NDArray[np.intp]
    """The likeliest character at each time step."""

    @property
    def scores(self) -> tuple[float, ...]:
        """The probability of each answer, 0–1."""
        return tuple(self.probabilities[self.steps, self.best[self.steps]].tolist())

    @property
    def centres(self) -> tuple[float, ...]:
        """About where each answer stands along the picture's width, 0–1."""
        return tuple((int(step) + 0.5) / len(self.probabilities) for step in self.steps)


class TextFinder:
    """PP-OCRv6 text detection: where text stands."""

    def __init__(self, network: Network) -> None:
        """Use a loaded network."""
        self._network = network

    def find(self, pixels: Pixels, longest_side: int) -> list[Found]:
        """Runs of text in ``pixels``, searched for in a copy no side of which is longer than ``longest_side`` px."""
        height, width = pixels.shape[:2]
        small = shrunk(pixels, longest_side)
        rows, columns = (round(side / _NETWORK_STRIDE) * _NETWORK_STRIDE for side in small.shape[:2])
        if not rows or not columns:
            return []
        heat = self._network(_as_tensor(cv2.resize(small, (columns, rows))))[0, 0]
        margin = _MARGIN * max(height, width) / max(small.shape[:2])
        boxes = [
            box
            for box in text_boxes(heat, width, height)
            if (np.ptp(box, axis=0) < (_FILLS * width, _FILLS * height)).any()
        ]
        quads = [_as_quad(box) for box in boxes]
        return [Found(with_margin=quad, hugging=inset(quad, margin)) for quad in quads]


class LineReader:
    """PP-OCRv6 text recognition: what stands in a picture of one line."""

    def __init__(self, network: Network, characters: Sequence[str]) -> None:
        """Use a loaded network whose columns stand for ``characters``."""
        self._network = network
        answers = [index for index, character in enumerate(characters) if _is_printed_in_japan(character)]
        self._answers = np.array(answers, dtype=np.intp)
        self.characters = [characters[index] for index in answers]
        """The columns of :meth:`probabilities`; the first stands for no character."""
        self.forms = FormReader(self.characters)
        """Tells the forms of a character apart."""

    def read(self, lines: list[Pixels]) -> list[Reading]:
        """Read pictures of one horizontal line each; see :mod:`cardscan.ocr.two_readings` for columns."""
        # One at a time: on a CPU a batch is no faster, and its shorter lines would be padded at full cost.
        return [self._read_one(line) for line in lines]

    def _read_one(self, line: Pixels) -> Reading:
        """Read the picture of one line."""
        answers = self.answers(line)
        return self.reading(answers, self.forms.read(answers.text, answers.probabilities, answers.steps, column=False))

    def probabilities(self, line: Pixels) -> npt.NDArray[np.float32]:
        """Time steps × ``characters``, each 0–1, for the picture of one line."""
        height, width = line.shape[:2]
        whole = int(_LINE_PX * max(1.0, width / height))
        shown = min(whole, math.ceil(_LINE_PX * width / height))
        picture = _as_tensor(cv2.resize(line, (shown, _LINE_PX)))
        if shown < whole:
            picture = np.pad(picture, ((0, 0), (0, 0), (0, 0), (0, whole - shown)))
        return np.asarray(self._network(picture)[0].take(self._answers, axis=1), dtype=np.float32)

    def answers(self, line: Pixels) -> Answers:
        """Greedy CTC decoding of the picture of one line: repeats fold into one, blanks (index 0) fall out."""
        probabilities = self.probabilities(line)
        best = probabilities.argmax(axis=1)
        is_new = np.concatenate(([True], best[1:] != best[:-1])) & (best != 0)
        steps = np.flatnonzero(is_new)
        return Answers("".join(self.characters[best[step]] for step in steps), steps, probabilities, best)

    def reading(self, answers: Answers, forms: Sequence[PrintedForm | None]) -> Reading:
        """What was read, with the forms seen of those answers that have several."""
        text = "".join(form.character if form else answer for answer, form in zip(answers.text, forms, strict=True))
        scores = answers.scores
        score = sum(scores) / len(scores) if scores else 0.0
        doubts = second_guesses(text, answers.probabilities, answers.best, self.characters)
        return Reading(text, score, scores, answers.centres, tuple(filter(None, forms)), doubts)


def _is_printed_in_japan(character: str) -> bool:
    """Whether a character may be answered: all but the ideographs that Windows code page 932 lacks.

    The recogniser was trained on more Chinese than Japanese and answers 带 for 帯 or 爱 for 愛 where the print is poor.
    The code page holds JIS X 0208 and many of the forms of names, such as 髙 and 黑. Others that the recogniser
    knows, such as 戶 and 內, are told from the everyday ones by :class:`FormReader`; a 戶 read as no 戶 was nothing.
    """
    if not _IDEOGRAPH.fullmatch(character) or character in _BEYOND_THE_CODE_PAGE or has_variants(character):
        return True
    try:
        character.encode("cp932")
    except UnicodeEncodeError:
        return False
    return True


def load_models(threads: int, runtime: Runtime = "onnxruntime") -> tuple[TextFinder, LineReader]:
    """Both networks, each running on ``threads`` threads.

    Raises:
        EngineMissing: RapidOCR, one of its models or the runtime is not there.
    """
    finder, reader, characters = load_networks(threads, runtime)
    return TextFinder(finder), LineReader(reader, characters)


def _as_tensor(picture: Pixels | npt.NDArray[Any]) -> Tensor:
    """A picture as both networks were trained on them: 1 × 3 × height × width, −1 to 1."""
    planes = np.empty((1, 3, *picture.shape[:2]), dtype=np.float32)
    for plane, channel in zip(planes[0], cv2.split(picture), strict=True):
        cv2.LUT(channel, _LEVELS, dst=plane)
    return planes


def _as_quad(box: npt.NDArray[np.float32]) -> Quad:
    """Four rows of x, y as a quadrilateral."""
    top_left, top_right, bottom_right, bottom_left = ((float(x), float(y)) for x, y in box)
    return (top_left, top_right, bottom_right, bottom_left)

"""Reads drawn lines and keeps what the recogniser saw of each of their characters, one file a typeface.

The recogniser's scores are a linear image of its last hidden layer; ``find_layer`` finds, from lines of any text, a set
of characters whose log-probabilities give that layer back, and how.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from cardscan.ocr.rapid_models import Answers, LineReader, load_models
from cardscan.ocr.two_readings import read_anew
from cardscan.ocr.variants import Layer, considered, fingerprints
from tests.benchmarks.variant_lines import DrawnLine, Forms, drawn_line
from tests.benchmarks.variant_typefaces import Font, glyph

_COLUMN_SHARE = 0.5
"""Of the drawn lines that are columns."""

_NEAR = 0.35
"""In pitches: how far from its place a character may be read."""

_TELLING = 1e-5
"""Singular values below this share of the largest are rounding."""


@dataclass(frozen=True)
class Samples:
    """Characters as they were drawn and read; all arrays have one row a character and reading."""

    drawn: npt.NDArray[np.str_]
    answered: npt.NDArray[np.str_]
    others: npt.NDArray[np.str_]
    """What it may have been besides: see ``cardscan.ocr.variants.considered``."""
    family: npt.NDArray[np.str_]
    """Of the typeface."""
    column: npt.NDArray[np.bool_]
    """Whether it was read in a column turned on its side."""
    anew: npt.NDArray[np.bool_]
    """Whether it was read in a column set anew as a line: a second reading of what has another row."""
    size: npt.NDArray[np.float32]
    """Px to the em."""
    prints: npt.NDArray[np.float16]
    """See ``cardscan.ocr.variants.fingerprints``."""

    def where(self, rows: npt.NDArray[np.bool_]) -> Samples:
        """Only some rows."""
        return Samples(**{key: value[rows] for key, value in vars(self).items()})


def joined(parts: Sequence[Samples]) -> Samples:
    """All rows of all parts."""
    return Samples(**{key: np.concatenate([getattr(part, key) for part in parts]) for key in vars(parts[0])})


@cache
def reader() -> LineReader:
    """One recogniser a process."""
    return load_models(1)[1]


def find_layer(lines: Sequence[DrawnLine]) -> Layer:
    """The recogniser's last hidden layer, whitened, from what it says to some lines.

    Principal components of all centred log-probabilities span the layer; characters are picked greedily, each the one
    that says most of what the earlier ones leave open, until they are twice as many as the layer has dimensions.
    """
    scores = np.concatenate([reader().probabilities(line.pixels) for line in lines])
    logs = np.log(np.maximum(scores[scores.argmax(axis=1) != 0], 1e-37)).astype(np.float64)
    centred = logs - logs.mean(axis=1, keepdims=True)
    mean = centred.mean(axis=0)
    _, strengths, directions = np.linalg.svd(centred - mean, full_matrices=False)
    rank = int((strengths > strengths[0] * _TELLING).sum())
    loadings = directions[:rank].T * strengths[:rank] / np.sqrt(len(logs))
    picked: list[int] = []
    for _ in range(2):
        rest = loadings.copy()
        for _ in range(rank):
            rest[picked] = 0
            lengths = (rest**2).sum(axis=1)
            picked.append(int(lengths.argmax()))
            axis = rest[picked[-1]] / np.sqrt(lengths[picked[-1]])
            rest -= np.outer(rest @ axis, axis)
    # The last unknown is the logarithm of the softmax's sum, which no log-probability tells.
    projection = np.linalg.pinv(np.c_[loadings[picked], np.ones(len(picked))])[:rank].T
    return Layer(
        columns=np.array(picked, dtype=np.intp),
        mean=mean[picked].astype(np.float32),
        projection=projection.astype(np.float32),
    )


def read_typeface(font: Font, layer: Layer, forms: Forms, *, lines: int, seed: str) -> Samples | None:
    """Draw and read ``lines`` lines in one font; None where it has less than half of the forms.

    Args:
        font: To draw with.
        layer: What to keep of the recogniser's scores.
        forms: What to draw.
        lines: How many.
        seed: Of chance.
    """
    rng = random.Random(seed)
    had = {form: weight for form, weight in forms.weight_of.items() if glyph(font, form, 20) is not None}
    if 2 * len(had) < len(forms.weight_of):
        return None
    parts = []
    for form in rng.choices(list(had), list(had.values()), k=lines):
        column = rng.random() < _COLUMN_SHARE
        line = drawn_line(rng, font, form, forms, column=column)
        first = reader().answers(line.pixels)
        found = _read_at(line, first)
        parts.append(_samples(font, line, layer, first, found, (column, False)))
        if column:
            anew = read_anew(reader(), line.pixels, first)
            if anew:
                again = [(drawn, anew[1][place]) for drawn, place in found]
                parts.append(_samples(font, line, layer, anew[0], again, (False, True)))
    return joined([part for part in parts if part is not None])


def _samples(
    font: Font,
    line: DrawnLine,
    layer: Layer,
    answers: Answers,
    found: Sequence[tuple[str, int]],
    kind: tuple[bool, bool],
) -> Samples | None:
    """The characters found in one reading, a column or a column set anew by ``kind``; None where there is none."""
    if not found:
        return None
    steps = [int(answers.steps[place]) for _, place in found]
    others = ["".join(considered(answers.probabilities[step], reader().characters)) for step in steps]
    count = len(found)
    return Samples(
        drawn=np.array([drawn for drawn, _ in found]),
        answered=np.array([answers.text[place] for _, place in found]),
        others=np.array(others),
        family=np.full(count, font.family),
        column=np.full(count, kind[0]),
        anew=np.full(count, kind[1]),
        size=np.full(count, line.size, dtype=np.float32),
        prints=fingerprints(answers.probabilities, steps, layer).astype(np.float16),
    )


def _read_at(line: DrawnLine, answers: Answers) -> list[tuple[str, int]]:
    """(drawn character, place in the answers) for each character that was read about where it stands."""
    places = [place for place, answer in enumerate(answers.text) if answer.strip()]
    if len(places) == len(line.text):
        return list(zip(line.text, places, strict=True))
    pitch = (line.centres[-1] - line.centres[0]) / max(1, len(line.centres) - 1) or 1.0
    centres = answers.centres
    found = []
    for character, centre in zip(line.text, line.centres, strict=True):
        distance, place = min(((abs(centres[place] - centre), place) for place in places), default=(1.0, 0))
        if distance < _NEAR * pitch:
            found.append((character, place))
    return found


def saved(samples: Samples, file: Path) -> None:
    """Keep samples in a file."""
    np.savez_compressed(file, **vars(samples))


def loaded(file: Path) -> Samples:
    """Samples from a file."""
    with np.load(file) as data:
        return Samples(**{key: data[key] for key in data.files})

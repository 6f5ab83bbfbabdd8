"""Signs in place of labels before telephone numbers: a handset, a mobile telephone, a fax machine.

The shape just before a number is described by the directions of its edges (histograms of oriented gradients, Dalal and
Triggs, 2005) and by a small copy of itself, and a network of one hidden layer tells what it is. It is learned from the
drawings of 136 families of icons by ``tests/benchmarks/fit_signs.py``, which tells how often it is right
on families that nothing was learned from.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

import cv2
import numpy as np
import numpy.typing as npt

from cardscan.ocr.crops import quad_size
from cardscan.ocr.sign_shapes import SIDE, Floats, Shape, is_compact, shapes_around_start
from cardscan.orthography.width import normalise
from cardscan.records import ContactSign, OcrLine, OcrPage, Pixels, Quad, SignKind

KINDS: tuple[SignKind | None, ...] = (None, "handset", "mobile", "fax")
"""What the network tells apart, in the order of its answers; None is anything else."""

LEAST = 0.8
"""Probability from which a sign is believed. Of 3,183 signs of families that nothing was learned from, drawn small and
blurred, 87 % are told then and 2 for another of the three; of 695 other icons 60 are taken for one of them, and of
6,920 letters, figures, bullets and rules 1."""

_WITHIN = 0.9
"""... and if it is the first thing in the line's own box, where a figure or a letter would stand: of these none."""

_CELL = 4
_DIRECTIONS = 8
_SMALL = 16
"""Px a cell of edges, directions told apart, px of the small copy's side."""

_STARTS_A_NUMBER = re.compile(r"[^\W\d]?[\W_]{0,3}\+?[\W_]?\d(?:[\s\-.()/+‐–—ー]{0,3}\d){6}")
"""A number that has no label, or one letter, sign or figure that may be what the engine took the sign for."""

_REACH = 2.5
"""In heights of the line: the widest gap between a sign and its number."""

_NEXT = 1.1
"""The same between two signs of one number, or between each of them and the stroke that parts them."""

_FREE = 0.18
"""The same after a sign within the line's own box; figures of a number stand closer."""

_STROKE = 0.6
"""In heights: the width of a stroke between two signs at most."""

_LONG = 3
"""Characters from which another text before a line is words, not what the engine took a sign for."""


@dataclass(frozen=True, slots=True)
class SignModel:
    """The network: features → hidden → ``KINDS``."""

    mean: Floats
    scale: Floats
    hidden: tuple[Floats, Floats]
    """Weights (features × hidden) and biases."""
    answer: tuple[Floats, Floats]
    """Weights (hidden × kinds) and biases."""

    def probabilities(self, features: Floats) -> Floats:
        """Rows of features → rows of probabilities of ``KINDS``."""
        hidden = np.maximum((features - self.mean) * self.scale @ self.hidden[0] + self.hidden[1], 0)
        scores = hidden @ self.answer[0] + self.answer[1]
        chances = np.exp(scores - scores.max(axis=1, keepdims=True))
        return np.asarray(chances / chances.sum(axis=1, keepdims=True), dtype=np.float32)


def with_contact_signs(card: Pixels, page: OcrPage) -> OcrPage:
    """``page`` with the signs that stand before its telephone numbers; the lines' text stays as it is.

    Args:
        card: The picture that was read.
        page: What an engine read on it.
    """
    quads = [line.quad for line in page.lines if len(line.text.strip()) >= _LONG]
    return replace(page, lines=tuple(_with_sign(card, line, quads) for line in page.lines))


def _with_sign(card: Pixels, line: OcrLine, texts: Sequence[Quad]) -> OcrLine:
    text = normalise(line.text).strip()
    if line.direction == "vertical" or not _STARTS_A_NUMBER.match(text):
        return line
    others = [quad for quad in texts if quad is not line.quad]
    sign = sign_before(card, line.quad, others, only_within=text[0].isalpha())
    return line if sign is None else replace(line, signs=(sign,))


def sign_before(
    card: Pixels, quad: Quad, texts: Sequence[Quad] = (), *, only_within: bool = False
) -> ContactSign | None:
    """The sign that a line begins with or that stands before it.

    Args:
        card: The card's picture.
        quad: A horizontal line on it, px.
        texts: Where other texts stand; a shape within one of them is none.
        only_within: Look at what the line begins with only, as where a letter was read there: it is the sign, or else
            it is a label, before which a sign says nothing more.
    """
    shapes = shapes_around_start(card, quad)
    within = next((place for place, shape in enumerate(shapes) if shape.right > 0.3), len(shapes))
    if within + 1 < len(shapes) and shapes[within + 1].left - shapes[within].right >= _FREE:
        found = _told(shapes[within], _WITHIN)
        if found is not None:
            return _sign(found, shapes, within)
    place = within - 1
    if only_within or place < 0 or -shapes[place].right > _REACH or _is_covered(shapes[place], quad, texts):
        return None
    found = _told(shapes[place], LEAST)
    return None if found is None else _sign(found, shapes, place)


def _sign(found: tuple[SignKind, float], shapes: Sequence[Shape], place: int) -> ContactSign:
    """The sign at a place, with the other one before it that belongs to the same number."""
    for before in range(place - 1, max(-1, place - 3), -1):
        if shapes[before + 1].left - shapes[before].right > _NEXT:
            break
        other = _told(shapes[before], LEAST)
        if other is not None and other[0] != found[0]:
            return ContactSign(0, (other[0], found[0]), min(other[1], found[1]))
        if other is not None or shapes[before].width > _STROKE:
            break
    return ContactSign(0, (found[0],), found[1])


def _told(shape: Shape, least: float) -> tuple[SignKind, float] | None:
    """What a shape is and how probably; None for anything that is no sign of a telephone, or not surely one."""
    if not is_compact(shape):
        return None
    (chances,) = sign_model().probabilities(features_of([shape]))
    best = int(chances.argmax())
    kind = KINDS[best]
    return (kind, float(chances[best])) if kind is not None and chances[best] >= least else None


def _is_covered(shape: Shape, quad: Quad, texts: Sequence[Quad]) -> bool:
    """Whether a shape is a part of another text."""
    _, height = quad_size(quad)
    (x0, y0), (x1, y1), _, (x3, y3) = quad
    length = max(float(np.hypot(x1 - x0, y1 - y0)), 1e-6)
    reach = (shape.left + shape.right) / 2 * height / length
    x, y = (x0 + x3) / 2 + reach * (x1 - x0), (y0 + y3) / 2 + reach * (y1 - y0)
    return any(cv2.pointPolygonTest(np.array(other, dtype=np.float32), (x, y), False) >= 0 for other in texts)


def features_of(shapes: Sequence[Shape]) -> Floats:
    """What the network is told of each shape, a row each."""
    pictures = np.stack([shape.picture for shape in shapes])
    sizes = np.array([(shape.width, shape.height) for shape in shapes], dtype=np.float32)
    small = pictures.reshape(len(shapes), _SMALL, SIDE // _SMALL, _SMALL, SIDE // _SMALL).mean(axis=(2, 4))
    parts = (_edges(pictures), small.reshape(len(shapes), -1), np.log(np.maximum(sizes, 0.05)))
    return np.concatenate(parts, axis=1).astype(np.float32)


def _edges(pictures: Floats) -> Floats:
    """Histograms of the edges' directions, cell by cell, each block of four cells brought to one strength."""
    padded = np.pad(pictures, ((0, 0), (1, 1), (1, 1)))
    across = padded[:, 1:-1, 2:] - padded[:, 1:-1, :-2]
    down = padded[:, 2:, 1:-1] - padded[:, :-2, 1:-1]
    strength = np.hypot(across, down)
    turn = np.arctan2(down, across) / np.pi * (_DIRECTIONS / 2) % _DIRECTIONS
    low = np.floor(turn).astype(np.intp) % _DIRECTIONS
    part = turn - np.floor(turn)
    planes = np.zeros((*pictures.shape, _DIRECTIONS), dtype=np.float32)
    np.put_along_axis(planes, low[..., None], (strength * (1 - part))[..., None], axis=-1)
    high = (low + 1) % _DIRECTIONS
    np.put_along_axis(planes, high[..., None], (strength * part)[..., None], axis=-1)
    side = SIDE // _CELL
    cells = planes.reshape(len(pictures), side, _CELL, side, _CELL, _DIRECTIONS).sum(axis=(2, 4))
    energy = np.pad((cells**2).sum(axis=-1), ((0, 0), (1, 1), (1, 1)))
    around = sum(energy[:, y : y + side, x : x + side] for y in range(3) for x in range(3))
    edges: npt.NDArray[np.float32] = cells / np.sqrt(np.asarray(around) + 0.5)[..., None]
    return edges.reshape(len(pictures), -1)


@cache
def sign_model() -> SignModel:
    """The learned part that comes with the program, from ``data/contact_signs.npz``."""
    with files("cardscan.ocr").joinpath("data/contact_signs.npz").open("rb") as file, np.load(file) as data:
        arrays = {key: data[key].astype(np.float32) for key in data.files if data[key].dtype.kind == "f"}
    return SignModel(
        mean=arrays["mean"],
        scale=arrays["scale"],
        hidden=(arrays["hidden_weights"], arrays["hidden_biases"]),
        answer=(arrays["answer_weights"], arrays["answer_biases"]),
    )

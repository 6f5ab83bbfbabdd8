"""Draws lines of names in which the forms of a character stand, as text detection would cut them from a card's photo.

A line is a family name, a given name, or both, of the dataset of Japanese names, where some characters are put in
another of their forms; some lines are a row of such characters alone, so that each form is also seen without a name
to guess it from. Type of 20 to 70 px, light or dark stock, blurred, shaken, lit unevenly, tilted and saved as JPEG.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image

from cardscan.records import Pixels
from tests.benchmarks.variant_typefaces import Font, glyph

Floats = npt.NDArray[np.float32]

_HEIGHTS = (20.0, 70.0)
"""Px to the em on a flattened card: contact data of a card among eight, and the name of a card alone."""

_MARGIN = (1.1, 1.55)
"""Height of a detected box in ems (see ``rapid_models``: 1.3 times the type)."""

_ROWS = 0.4
"""Share of lines that are rows of forms and no names."""

_FAR_APART = 0.25
"""Share of lines set with wide gaps."""


@dataclass(frozen=True)
class DrawnLine:
    """A picture of a line with what stands in it."""

    text: str
    """Without spaces."""
    centres: tuple[float, ...]
    """Of each character, 0–1 along the picture."""
    pixels: Pixels
    size: float
    """Px to the em."""


@dataclass(frozen=True)
class Forms:
    """What is drawn."""

    group_of: Mapping[str, str]
    """Form → its group, the everyday form first; what is only taken for a form is a group by itself."""
    weight_of: Mapping[str, float]
    """Form → how often it is drawn against others."""


def drawn_line(rng: random.Random, font: Font, form: str, forms: Forms, *, column: bool) -> DrawnLine:
    """A line with ``form`` in it.

    Args:
        rng: Source of chance.
        font: Has ``form``; characters that it lacks are left out.
        form: The form that is wanted.
        forms: All forms, for what stands beside it.
        column: Whether it is a column of vertical text, turned counter-clockwise as the recogniser is shown it.
    """
    text = _row(rng, form, forms.weight_of) if rng.random() < _ROWS else _name(rng, form, forms.group_of)
    height = np.exp(rng.uniform(*np.log(_HEIGHTS)))
    size = round(1.5 * height)
    glyphs = [(character, glyph(font, character, size)) for character in text]
    drawn = [(character, picture) for character, picture in glyphs if picture is not None]
    step = size * (rng.uniform(1.15, 2.2) if rng.random() < _FAR_APART else rng.uniform(0.98, 1.1))
    margin = rng.uniform(*_MARGIN)
    tall = round(size * margin)
    ends = (margin - 1) / 2 * size + size * np.array([rng.uniform(-0.05, 0.25), rng.uniform(-0.05, 0.25)])
    ink: Floats = np.zeros((tall, max(1, round(step * (len(drawn) - 1) + size + ends.sum()))), dtype=np.float32)
    centres = []
    for place, (_, picture) in enumerate(drawn):
        middle = ends[0] + size / 2 + step * place
        _stamp(ink, np.asarray(picture.rotate(90) if column else picture), middle, tall / 2)
        centres.append(float(middle / ink.shape[1]))
    pixels = _photographed(rng, (ink / 255).astype(np.float32), height / size)
    return DrawnLine("".join(character for character, _ in drawn), tuple(centres), pixels, float(height))


def _row(rng: random.Random, form: str, weight_of: Mapping[str, float]) -> str:
    others = rng.choices(list(weight_of), list(weight_of.values()), k=rng.randint(3, 6))
    return "".join(rng.sample([form, *others], len(others) + 1))


def _name(rng: random.Random, form: str, group_of: Mapping[str, str]) -> str:
    """A name of the dataset with ``form`` in it; an unknown one around it where the dataset has none."""
    families, givens = _names_with()
    group = group_of.get(form, form)
    family, given = rng.choice(families[""]), rng.choice(givens[""])
    in_family, in_given = [n for f in group for n in families.get(f, ())], [n for f in group for n in givens.get(f, ())]
    if in_family and (not in_given or rng.random() < 0.7):
        family = _with(rng, rng.choice(in_family), group, form)
    elif in_given:
        given = _with(rng, rng.choice(in_given), group, form)
    else:
        family = rng.choice([family[0] + form, form + family[-1]])
    return _varied(rng, family, form, group_of) + _varied(rng, given, form, group_of)


def _with(rng: random.Random, name: str, group: str, form: str) -> str:
    place = rng.choice([index for index, character in enumerate(name) if character in group])
    return name[:place] + form + name[place + 1 :]


def _varied(rng: random.Random, name: str, form: str, group_of: Mapping[str, str]) -> str:
    """Some characters other than ``form`` in another of their forms."""
    return "".join(
        rng.choice(group_of[character])
        if character != form and character in group_of and rng.random() < 0.5
        else character
        for character in name
    )


@cache
def _names_with() -> tuple[Mapping[str, Sequence[str]], Mapping[str, Sequence[str]]]:
    """Family and given names by each of their characters; all of them under the empty text."""
    from japanese_personal_name_dataset import load_dataset

    men, women, families = load_dataset(kind="org", include_last_names=True)
    givens = [kanji for names in (men, women) for entry in names.values() for kanji in entry["kanji"]]
    return _by_character(list(families)), _by_character(sorted(set(givens)))


def _by_character(names: Sequence[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {"": [name for name in names if len(name) <= 3]}
    for name in found[""]:
        for character in name:
            found.setdefault(character, []).append(name)
    return found


def _stamp(ink: Floats, picture: npt.NDArray[np.uint8], x: float, y: float) -> None:
    """Lay a glyph's square with its middle at ``x``, ``y``; what reaches over the edge is cut."""
    height, width = picture.shape
    left, top = round(x - width / 2), round(y - height / 2)
    a, b = max(0, left), min(ink.shape[1], left + width)
    c, d = max(0, top), min(ink.shape[0], top + height)
    if a < b and c < d:
        part = picture[c - top : d - top, a - left : b - left]
        ink[c:d, a:b] = np.maximum(ink[c:d, a:b], part)


def _photographed(rng: random.Random, ink: Floats, scale: float) -> Pixels:
    """Ink (0–1) on some stock, through a phone's lens: BGR at ``scale`` of the ink's size."""
    noise = np.random.default_rng(rng.getrandbits(64))
    ink = _tilted(rng, ink)
    stock, letters = _colours(rng)
    picture = stock + (letters - stock) * ink[..., None]
    size = (max(1, round(ink.shape[1] * scale)), max(1, round(ink.shape[0] * scale)))
    picture = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
    em = size[1] / 1.3
    picture = cv2.GaussianBlur(
        picture.astype(np.float32), (0, 0), max(0.3, abs(rng.gauss(0, 0.5)) + rng.uniform(0, 0.028) * em)
    )
    if rng.random() < 0.2:
        picture = _shaken(rng, np.asarray(picture, dtype=np.float32), rng.uniform(0.02, 0.08) * em)
    light = np.linspace(rng.uniform(0.75, 1.05), rng.uniform(0.75, 1.05), size[0])[None, :, None]
    picture = picture * light * rng.uniform(0.6, 1.02)
    if rng.random() < 0.12:
        picture = _with_glare(rng, np.asarray(picture, dtype=np.float32))
    picture = picture + noise.normal(0, abs(rng.gauss(0, 0.012)) + 0.002, picture.shape)
    store = BytesIO()
    Image.fromarray((np.clip(picture, 0, 1) * 255).astype(np.uint8)).save(store, "JPEG", quality=rng.randint(60, 95))
    return np.ascontiguousarray(np.asarray(Image.open(store).convert("RGB"))[:, :, ::-1])


def _tilted(rng: random.Random, ink: Floats) -> Floats:
    """A line whose box does not fit it quite: turned by a degree or two, its sides not quite parallel."""
    height, width = ink.shape
    corners = np.array([(0, 0), (width, 0), (width, height), (0, height)], dtype=np.float32)
    lean = height * rng.gauss(0, 0.05)
    moved = corners + np.array([(lean, 0), (lean, 0), (0, 0), (0, 0)]) + height * 0.03 * _gauss(rng, (4, 2))
    matrix = cv2.getPerspectiveTransform(corners, moved.astype(np.float32))
    return np.asarray(cv2.warpPerspective(ink, matrix, (width, height), flags=cv2.INTER_LINEAR), dtype=np.float32)


def _gauss(rng: random.Random, shape: tuple[int, int]) -> npt.NDArray[np.float64]:
    return np.array([rng.gauss(0, 1) for _ in range(shape[0] * shape[1])]).reshape(shape)


def _colours(rng: random.Random) -> tuple[Floats, Floats]:
    """RGB, 0–1, of the stock and of the letters: one in seven cards is dark, one in ten has coloured letters."""
    paper = rng.uniform(0.8, 1.0) + 0.02 * _gauss(rng, (1, 3))[0]
    black = rng.uniform(0.02, 0.35) + 0.02 * _gauss(rng, (1, 3))[0]
    if rng.random() < 0.1:
        black = np.array([rng.uniform(0, 0.5) for _ in range(3)])
    pair = (black, paper) if rng.random() < 0.14 else (paper, black)
    return pair[0].astype(np.float32), pair[1].astype(np.float32)


def _shaken(rng: random.Random, picture: Floats, length: float) -> Floats:
    """Motion blur of so many px in any direction."""
    side = 2 * int(np.ceil(length)) + 3
    kernel = np.zeros((side, side), dtype=np.float32)
    angle = rng.uniform(0, np.pi)
    for along in np.linspace(-length / 2, length / 2, 32):
        x, y = side // 2 + along * np.cos(angle), side // 2 + along * np.sin(angle)
        kernel[round(y), round(x)] += 1
    return np.asarray(cv2.filter2D(picture, -1, kernel / kernel.sum()), dtype=np.float32)


def _with_glare(rng: random.Random, picture: Floats) -> Floats:
    """A lamp's reflection over part of the line."""
    height, width = picture.shape[:2]
    x = np.arange(width)[None, :] - rng.uniform(0, width)
    y = np.arange(height)[:, None] - rng.uniform(-0.5, 1.5) * height
    spot = np.exp(-(x**2 + y**2) / (2 * (rng.uniform(0.6, 2.0) * height) ** 2))
    return np.asarray(picture + (1 - picture) * rng.uniform(0.2, 0.65) * spot[..., None], dtype=np.float32)

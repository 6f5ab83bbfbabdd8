"""Which lines of text may stand on one card: nested groups of neighbouring boxes with a common slant."""

from __future__ import annotations

import cmath
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from cardscan.card.geometry import Floats, lengths, next_corners, signed_areas
from cardscan.card.medians import medians

MOST_LINES = 30
"""Boxes on one card; crowded cards have about 20."""
WIDEST = 60.0
"""Extent of a card's text in heights of its characters: 91 mm of 1.5 mm type."""
FARTHEST = 30.0
"""Gap between two boxes of a card at most, in heights of their characters."""
COLUMN = 8
DENSEST = 0.62
"""This many lines that cover more of their common rectangle are running text, not a card's."""
MOST_GROUPS = 150
"""Twenty cards of eight lines make 300 groups, of which 20 matter and stand apart."""
SLANT_APART = np.radians(14.0)
"""Perspective and the detector turn lines of one card against each other by less."""


@dataclass(frozen=True, slots=True)
class TextGroup:
    """Some boxes that may stand on one card."""

    members: tuple[int, ...]
    """Indices into ``WorkingPicture.texts``."""
    slant: float
    """Radians clockwise from the x axis, of the writing or across it (only the cross of both is known), −π/4 to π/4."""
    size: float
    """Median height of the characters, px."""


def text_groups(texts: Floats) -> list[TextGroup]:
    """Groups met while neighbouring boxes (T × 4 × 2) are joined, nearest first; single boxes too.

    Those that stand most apart, for their own gaps, come first: the text of one card does so, a part of it does not.
    """
    count = len(texts)
    if not count:
        return []
    slant, run, height = _lines(texts)
    pull = _pull(slant, run, height)
    members: dict[int, list[int]] = {i: [i] for i in range(count)}
    owner = np.arange(count)
    groups = [TextGroup((i,), _common_slant(pull[[i]]), float(height[i])) for i in range(count)]
    born = [0.0] * count
    died = [np.inf] * count
    latest = {i: i for i in range(count)}  # the group, if it was kept, that each owner's members are now
    for i, j, gap in _by_nearness(texts, height, slant, run):
        a, b = int(owner[i]), int(owner[j])
        if a == b:
            continue
        for part in (a, b):
            if part in latest:
                died[latest.pop(part)] = gap
        joined = members[a] + members.pop(b)
        owner[joined] = a
        members[a] = joined
        if len(joined) > MOST_LINES:
            continue
        size = float(medians(height[joined]))
        if _is_loose(texts[joined], size):
            latest[a] = len(groups)
            groups.append(TextGroup(tuple(joined), _common_slant(pull[joined]), size))
            born.append(gap)
            died.append(np.inf)
    apart = np.asarray(died) - np.asarray(born)
    return [groups[k] for k in np.argsort(-apart, kind="stable")[:MOST_GROUPS]]


def text_slant(boxes: Floats) -> float:
    """The common slant of boxes (T × 4 × 2), radians clockwise, −π/4 to π/4: along the writing or across it."""
    return _common_slant(_pull(*_lines(boxes)))


def _lines(boxes: Floats) -> tuple[Floats, Floats, Floats]:
    """The slant of each box (T × 4 × 2) in radians clockwise, its length and its height in px."""
    along = boxes[:, 1] - boxes[:, 0]
    height = np.maximum(lengths(boxes[:, 3] - boxes[:, 0]), 1.0)
    return np.arctan2(along[:, 1], along[:, 0]), lengths(along), height


def _pull(slant: Floats, run: Floats, height: Floats) -> npt.NDArray[np.complex128]:
    """What each box adds to a common slant: a quarter turn is a whole turn in this plane."""
    trust = np.minimum(run / height - 0.8, 10.0)  # short boxes say little about their slant
    return np.asarray(np.exp(4j * slant) * trust, dtype=np.complex128)


def _common_slant(pull: npt.NDArray[np.complex128]) -> float:
    return cmath.phase(complex(pull.sum())) / 4


def _is_loose(boxes: Floats, size: float) -> bool:
    """Whether boxes are spread as on a card: not over a whole page, nor as close as the lines of a column."""
    _, (across, down), _ = cv2.minAreaRect(boxes.reshape(-1, 1, 2).astype(np.float32))
    if max(across, down) > WIDEST * size:
        return False
    return len(boxes) < COLUMN or float(signed_areas(boxes).sum()) < DENSEST * across * down


def _by_nearness(texts: Floats, height: Floats, slant: Floats, run: Floats) -> list[tuple[int, int, float]]:
    """Pairs of boxes of agreeing slant with their gap in heights of their characters, smallest first."""
    following = next_corners(texts)
    outline = np.concatenate([texts, (texts + following) / 2, texts * 0.75 + following * 0.25], axis=1)
    first, second = np.triu_indices(len(texts), k=1)
    apart = lengths((texts[first] - texts[second]).mean(axis=1)) - (run[first] + run[second]) / 2
    near = apart < FARTHEST * np.sqrt(height[first] * height[second])
    first, second = first[near], second[near]
    turn = np.abs((slant[first] - slant[second] + np.pi / 4) % (np.pi / 2) - np.pi / 4)
    sure = np.minimum(run[first] / height[first], run[second] / height[second]) > 2.5
    agree = ~sure | (turn < SLANT_APART)
    first, second = first[agree], second[agree]
    gap = np.empty(len(first))
    for part in np.array_split(np.arange(len(first)), max(1, len(first) // 4000)):
        between = outline[first[part], :, None] - outline[second[part], None]
        gap[part] = np.sqrt((between[..., 0] ** 2 + between[..., 1] ** 2).min(axis=(1, 2)))
    gap /= np.sqrt(height[first] * height[second])
    return [(int(first[k]), int(second[k]), float(gap[k])) for k in np.argsort(gap, kind="stable")]

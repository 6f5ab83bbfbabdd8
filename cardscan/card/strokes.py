"""Straight strokes on a picture: line segments, and those in line with each other joined."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from cardscan.card.geometry import Floats, contains, lengths
from cardscan.card.working_picture import WorkingPicture
from cardscan.records import Pixels

SHORTEST = 14.0
"""Px; shorter segments are mostly letters and grain."""
MOST = 600
"""Segments kept, longest first: bounds the work on woven or printed backgrounds."""
JOIN_ANGLE = np.radians(2.5)
JOIN_OFFSET = 2.0
"""Px off the longer segment's line: the lens bends a card's side about this much."""


@dataclass(frozen=True, slots=True)
class Strokes:
    """N straight strokes."""

    starts: Floats
    ends: Floats
    covered: Floats
    """N; px of the stroke really seen, gaps not counted."""

    @property
    def directions(self) -> Floats:
        """N × 2 unit vectors from start to end."""
        along = self.ends - self.starts
        return np.asarray(along / np.maximum(np.linalg.norm(along, axis=1, keepdims=True), 1e-9), dtype=np.float64)


def _segments(channel: Pixels) -> Floats:
    # half size and a quarter of the usual quantisation: faint edges of white on white count, the noise is averaged out
    detector = cv2.createLineSegmentDetector(refine=cv2.LSD_REFINE_NONE, scale=0.5, quant=0.5)
    found = detector.detect(channel)[0]
    return np.zeros((0, 4)) if found is None else np.asarray(found, dtype=np.float64).reshape(-1, 4)


def find_strokes(picture: WorkingPicture) -> Strokes:
    """Straight strokes in brightness and in colour strength that are not part of text."""
    brightness = np.asarray(cv2.cvtColor(picture.pixels, cv2.COLOR_BGR2GRAY), dtype=np.uint8)
    blue, green, red = cv2.split(picture.pixels)
    colour = cv2.subtract(cv2.max(cv2.max(blue, green), red), cv2.min(cv2.min(blue, green), red))
    segments = np.concatenate([_segments(brightness), _segments(np.asarray(colour, dtype=np.uint8))])
    length = lengths(segments[:, 2:] - segments[:, :2])
    segments, length = segments[length >= SHORTEST], length[length >= SHORTEST]
    if len(picture.texts):
        outside = ~(contains(picture.texts, segments[:, :2]) & contains(picture.texts, segments[:, 2:])).any(axis=0)
        segments, length = segments[outside], length[outside]
    order = np.argsort(-length, kind="stable")[:MOST]
    starts, ends = segments[order, :2], segments[order, 2:]
    return _join(starts, ends, length[order])


def _join(starts: Floats, ends: Floats, length: Floats) -> Strokes:
    """Join segments in line with each other whose gap is not longer than what they show together."""
    if not len(length):
        return Strokes(starts=starts, ends=ends, covered=length)
    owner = _owners(starts, ends, length)
    order = np.argsort(owner, kind="stable")
    _, first, row = np.unique(owner[order], return_index=True, return_inverse=True)
    starts, ends, length = starts[order], ends[order], length[order]
    weight = np.add.reduceat(length, first)
    centre = np.add.reduceat((starts + ends) / 2 * length[:, None], first) / weight[:, None]
    from_start, from_end = starts - centre[row], ends - centre[row]
    # the axis of the least squares through all ends, weighted by length
    xx, yy, xy = (
        np.add.reduceat(length * (from_start[:, i] * from_start[:, j] + from_end[:, i] * from_end[:, j]), first)
        for i, j in ((0, 0), (1, 1), (0, 1))
    )
    slant = np.arctan2(2 * xy, xx - yy) / 2
    axis = np.stack([np.cos(slant), np.sin(slant)], axis=1)
    reaches = np.stack([(from_start * axis[row]).sum(axis=1), (from_end * axis[row]).sum(axis=1)])
    low, high = np.minimum.reduceat(reaches.min(axis=0), first), np.maximum.reduceat(reaches.max(axis=0), first)
    along = ((ends - starts) / length[:, None])[first[row]]  # of the longest, which leads
    at_start, at_end = ((points * along).sum(axis=1) for points in (from_start, from_end))
    return Strokes(
        starts=centre + low[:, None] * axis,
        ends=centre + high[:, None] * axis,
        covered=_covered(np.minimum(at_start, at_end), np.maximum(at_start, at_end), row, first),
    )


def _owners(starts: Floats, ends: Floats, length: Floats) -> npt.NDArray[np.intp]:
    """For each segment, longest first, the longest one that it is in line with, or itself."""
    along = (ends - starts) / length[:, None]
    x, y = along.T
    i, j = np.nonzero(np.triu(np.abs(np.outer(x, x) + np.outer(y, y)) > np.cos(JOIN_ANGLE), k=1))
    # position of segment j in the frame of segment i
    (ax, ay), (sx, sy), (ex, ey) = along[i].T, (starts[j] - starts[i]).T, (ends[j] - starts[i]).T
    off = np.maximum(np.abs(ax * sy - ay * sx), np.abs(ax * ey - ay * ex))
    at_start, at_end = ax * sx + ay * sy, ax * ex + ay * ey
    gap = np.maximum(np.minimum(at_start, at_end) - length[i], -np.maximum(at_start, at_end))
    near = (off < JOIN_OFFSET) & (gap < 0.5 * (length[i] + length[j]))
    owner = list(range(len(length)))
    for leader, other in zip(i[near].tolist(), j[near].tolist(), strict=True):
        if owner[leader] == leader and owner[other] == other:
            owner[other] = leader
    return np.asarray(owner, dtype=np.intp)


def _covered(low: Floats, high: Floats, row: npt.NDArray[np.intp], first: npt.NDArray[np.intp]) -> Floats:
    """The lengths of unions of intervals, whose ``row`` rises and begins anew at ``first``."""
    apart = row * (high.max() - low.min() + 1)  # so that intervals of different rows never meet
    order = np.lexsort([low, row])
    low, high = (low + apart)[order], np.maximum.accumulate((high + apart)[order])
    before = np.concatenate([low[:1], high[:-1]])
    return np.asarray(np.add.reduceat(np.maximum(high - np.maximum(low, before), 0), first), dtype=np.float64)

"""Straight strokes on a picture: line segments, and those in line with each other joined."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from cardscan.card.geometry import Floats, contains
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
    starts, ends = segments[:, :2], segments[:, 2:]
    length = np.linalg.norm(ends - starts, axis=1)
    keep = length >= SHORTEST
    if len(picture.texts):
        inside = contains(picture.texts, starts) & contains(picture.texts, ends)
        keep &= ~inside.any(axis=0)
    order = np.flatnonzero(keep)
    order = order[np.argsort(-length[order], kind="stable")][:MOST]
    return _join(starts[order], ends[order], length[order])


def _join(starts: Floats, ends: Floats, length: Floats) -> Strokes:
    """Join segments in line with each other whose gap is not longer than what they show together."""
    count = len(length)
    if not count:
        return Strokes(starts=starts, ends=ends, covered=length)
    along = (ends - starts) / length[:, None]
    # position of segment j in the frame of segment i
    to_start, to_end = starts[None] - starts[:, None], ends[None] - starts[:, None]
    normal = np.stack([-along[:, 1], along[:, 0]], axis=1)
    off = np.maximum(np.abs(np.einsum("ijk,ik->ij", to_start, normal)), np.abs(np.einsum("ijk,ik->ij", to_end, normal)))
    at_start, at_end = np.einsum("ijk,ik->ij", to_start, along), np.einsum("ijk,ik->ij", to_end, along)
    low, high = np.minimum(at_start, at_end), np.maximum(at_start, at_end)
    gap = np.maximum(low - length[:, None], -high)
    aligned = np.abs(along @ along.T) > np.cos(JOIN_ANGLE)
    near = aligned & (off < JOIN_OFFSET) & (gap < 0.5 * (length[:, None] + length[None]))
    owner = np.arange(count)
    for i in range(count):  # longest first: each segment joins the longest it is in line with
        if owner[i] == i:
            mates = near[i] & (owner == np.arange(count)) & (np.arange(count) > i)
            owner[mates] = i
    leaders = np.unique(owner)
    new_starts, new_ends, covered = np.empty((len(leaders), 2)), np.empty((len(leaders), 2)), np.empty(len(leaders))
    for row, leader in enumerate(leaders):
        members = np.flatnonzero(owner == leader)
        points = np.concatenate([starts[members], ends[members]])
        weights = np.concatenate([length[members], length[members]])[:, None]
        centre = (points * weights).sum(axis=0) / weights.sum()
        _, _, axes = np.linalg.svd((points - centre) * np.sqrt(weights), full_matrices=False)
        reach = (points - centre) @ axes[0]
        new_starts[row], new_ends[row] = centre + reach.min() * axes[0], centre + reach.max() * axes[0]
        covered[row] = _covered(low[leader, members], high[leader, members])
    return Strokes(starts=new_starts, ends=new_ends, covered=covered)


def _covered(low: Floats, high: Floats) -> float:
    """The length of a union of intervals."""
    order = np.argsort(low)
    low, high = low[order], np.maximum.accumulate(high[order])
    before = np.concatenate([[low[0]], high[:-1]])
    return float(np.maximum(high - np.maximum(low, before), 0).sum())

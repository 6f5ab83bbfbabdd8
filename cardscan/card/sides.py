"""What the pixels say along the sides of quadrilaterals: profiles across them, and sides moved onto the true edge."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from cardscan.card.geometry import (
    Floats,
    are_convex,
    lengths,
    lines_through,
    next_corners,
    quads_from_sides,
    signed_areas,
)
from cardscan.card.medians import medians
from cardscan.records import Pixels

ALONG = 48
"""Samples along a side."""
RUNS = 16
"""Runs of three samples into which a side is divided: fingers, glare and text spoil some of them."""
END_MARGIN = 0.04
"""Share of a side left out at its ends, where corners are rounded and worn."""
AGREEMENT = 0.35
"""Share of a side's samples within 1.5 px of the fitted line; noise alone gives 3 of 16 px."""


def spots_across(quads: Floats, offsets: Floats) -> npt.NDArray[np.float32]:
    """Points (2 × N × 4 × ALONG × O: x, y) on normals of the sides; positive offsets (px) lie outside."""
    ends = next_corners(quads)
    at = END_MARGIN + (1 - 2 * END_MARGIN) * (np.arange(ALONG) + 0.5) / ALONG
    points = quads[:, :, None] + (ends - quads)[:, :, None] * at[:, None]
    outward = -lines_through(quads, ends)[..., :2]
    spots = np.empty((2, *points.shape[:-1], len(offsets)), dtype=np.float32)
    for k in (0, 1):  # added in full precision and rounded once
        np.add(points[..., k, None], outward[..., k, None, None] * offsets, out=spots[k], casting="same_kind")
    return spots


def across_sides(smooth: Pixels, quads: Floats, offsets: Floats) -> Pixels:
    """Colours (N × 4 × ALONG × O × 4) at ``spots_across``; the photo's outermost px are repeated beyond its border.

    The last channel says nothing: OpenCV samples four channels in half the time that three take.
    """
    x, y = spots_across(quads, offsets).reshape(2, -1, ALONG * len(offsets))
    padded = cv2.cvtColor(smooth, cv2.COLOR_BGR2BGRA)
    colours = cv2.remap(padded, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(colours, dtype=np.uint8).reshape(len(quads), 4, ALONG, len(offsets), 4)


def slopes(colours: Pixels | npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """How much colours (… × O × 4, as of ``across_sides``) change from before to after each offset but the outermost.

    Returns:
        … × (O − 2): distances of colours in grey levels.
    """
    pixels = colours.reshape(1, -1, 4)  # in one row, which is quicker: what reaches into the next is cut off at the end
    change = cv2.absdiff(pixels[:, 2:], pixels[:, :-2]).astype(np.float32).reshape(-1, 4)
    change *= change
    slope = np.zeros(colours.shape[:-1], dtype=np.float32)
    np.sqrt(change[:, 0] + change[:, 1] + change[:, 2], out=slope.reshape(-1)[:-2])
    return slope[..., :-2]


def refine(smooth: Pixels, quads: Floats, reach: int) -> Floats:
    """Move each side, by at most ``reach`` px at each sample, onto the edge that most of its length agrees on.

    The edge is found at each sample to a fraction of a px, then a line is fitted with weights that fade for outliers.
    A side keeps its place where it lies on the photo's border or where its samples do not agree; a quadrilateral keeps
    its place where the fit would tear it apart.
    """
    if not len(quads):
        return quads
    offsets = np.arange(-reach - 1, reach + 1.5)
    slope = slopes(across_sides(smooth, quads, offsets))  # at offsets[1:-1]
    height, width = smooth.shape[:2]
    middle = offsets[1:-1]
    nearness = 1 - 0.3 * np.abs(middle) / (reach + 1)
    peak = np.argmax(slope * nearness, axis=-1)
    strength = np.take_along_axis(slope, peak[..., None], axis=-1)[..., 0]
    inner = np.clip(peak, 1, len(middle) - 2)
    before, here, after = (np.take_along_axis(slope, (inner + k)[..., None], axis=-1)[..., 0] for k in (-1, 0, 1))
    bend = before - 2 * here + after
    shift = np.where(bend < -1e-6, 0.5 * (before - after) / np.where(bend < -1e-6, bend, -1.0), 0.0)
    position = middle[inner] + np.clip(shift, -1, 1)
    base = medians(slope.reshape(len(quads), 4, -1))[..., None]
    weight = np.maximum(strength - base, 0.05)
    weight = np.minimum(weight, medians(weight)[..., None] * 2)
    at = np.linspace(-1, 1, ALONG)
    powers = np.stack([np.ones(ALONG), at, at**2], axis=1)
    start = medians(position)
    tilt = np.zeros_like(start)
    for softness in (3.0, 2.0, 1.2, 0.8, 0.8):
        residual = position - start[..., None] - tilt[..., None] * at
        w = weight / (1 + (residual / softness) ** 2)
        total, first, second = np.moveaxis(w @ powers, 2, 0)
        value, cross = np.moveaxis((w * position) @ powers[:, :2], 2, 0)
        det = np.maximum(total * second - first**2, 1e-9)
        start, tilt = (second * value - first * cross) / det, (total * cross - first * value) / det
    agreeing = (np.abs(position - start[..., None] - tilt[..., None] * at) < 1.5).mean(axis=2) > AGREEMENT
    start, tilt = np.where(agreeing, start, 0), np.where(agreeing, tilt, 0)
    ends = next_corners(quads)
    outward = -lines_through(quads, ends)[..., :2]
    stretch = 1 / (1 - 2 * END_MARGIN)
    new_starts = quads + outward * (start - tilt * stretch)[..., None]
    new_ends = ends + outward * (start + tilt * stretch)[..., None]
    on_border = np.expand_dims(sides_on_border(quads, width, height), 2)
    moved = quads_from_sides(lines_through(np.where(on_border, quads, new_starts), np.where(on_border, ends, new_ends)))
    jump = lengths(moved - quads).max(axis=1)
    sane = jump < 3 * reach + 2
    return np.where(sane[:, None, None], moved, quads)


def sides_on_border(quads: Floats, width: int, height: int, slack: float = 2.5) -> npt.NDArray[np.bool_]:
    """N × 4: sides that lie on (within ``slack`` px) or outside the photo's border, where no edge can be seen."""
    ends = next_corners(quads)
    low, high = np.minimum(quads, ends), np.maximum(quads, ends)
    limit = np.array([width, height], dtype=np.float64) - 1
    return np.asarray(((high <= slack) | (low >= limit - slack)).any(axis=2), dtype=np.bool_)


def clip_sides(quads: Floats, width: int, height: int) -> Floats:
    """Move sides that lie on or beyond the photo's border onto it; their corners slide along the neighbouring sides."""
    ends = next_corners(quads)
    beyond = sides_on_border(quads, width, height)
    right, bottom = float(width - 1), float(height - 1)
    limits = np.array([right, bottom])
    # how far outside each of the four borders (left, top, right, bottom) the middle of a side is
    middle = (quads + ends) / 2
    excess = np.concatenate([-middle, middle - limits], axis=2)
    corners = np.array([[0.0, 0.0], [right, 0.0], [right, bottom], [0.0, bottom]])
    borders = lines_through(corners, next_corners(corners))[[3, 0, 1, 2]]
    lines = np.where(beyond[..., None], borders[np.argmax(excess, axis=2)], lines_through(quads, ends))
    any_beyond = np.logical_or.reduce(beyond, axis=1)
    return np.where(any_beyond[:, None, None], quads_from_sides(lines), quads)


def settle(smooth: Pixels, quads: Floats) -> Floats:
    """Move sides onto edges, first coarsely, then finely; what is no longer a convex quadrilateral is dropped."""
    quads = refine(smooth, refine(smooth, quads, 8), 3)
    quads = clip_sides(quads, smooth.shape[1], smooth.shape[0])
    return quads[are_convex(quads) & (signed_areas(quads) > 0)]

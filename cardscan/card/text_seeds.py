"""Cards around text: the four strokes that close in a group of text lines."""

from __future__ import annotations

import itertools

import numpy as np
import numpy.typing as npt

from cardscan.card.geometry import (
    Floats,
    are_convex,
    contains,
    crossings,
    lengths,
    lines_through,
    next_corners,
    signed_areas,
)
from cardscan.card.perspective import shapes
from cardscan.card.strokes import Strokes
from cardscan.card.text_groups import TextGroup
from cardscan.card.working_picture import WorkingPicture

SIDE_TURN = np.radians(28.0)
"""A card tilted by 35° shows its sides turned from its text's cross by up to 12°, and as much again by convergence."""
STROKES_A_SIDE = 5
QUADS_A_GROUP = 6
FARTHEST = 45.0
"""How far a side may be from the text, in heights of the characters: 91 mm of 2 mm type."""
SMALLEST = 0.003
"""Of the photo's area."""
WORST_MISFIT = 16.0
"""Squared standard deviations, see ``perspective.Shapes``."""
STROKES_AN_OPEN_SIDE = 3
OPEN_SHAPES = (91 / 55, 85 / 55, 55 / 91, 55 / 85)
"""Length of the sides beside the missing one over the side opposite: Japanese and EU, landscape and portrait."""
CLOSED = 1.25
"""Merit (mean coverage and half the least, at most 1.5) from which no side is missing."""
OPEN_COVERAGE = 0.5
"""Share of each of three sides that must be seen before the fourth is supposed."""


def with_frame(strokes: Strokes, width: int, height: int) -> Strokes:
    """Strokes and the photo's own border, which bounds a card that is cut off."""
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float64)
    ends = next_corners(corners)
    return Strokes(
        starts=np.concatenate([strokes.starts, corners]),
        ends=np.concatenate([strokes.ends, ends]),
        covered=np.concatenate([strokes.covered, 0.3 * lengths(ends - corners)]),
    )


def seeded_quads(picture: WorkingPicture, strokes: Strokes, groups: list[TextGroup]) -> Floats:
    """Quadrilaterals (N × 4 × 2) made of strokes around each group of text."""
    strokes = with_frame(strokes, picture.width, picture.height)
    found: list[Floats] = []
    seen: set[tuple[tuple[int, ...], ...]] = set()
    for group in groups:
        sides = _strokes_around(picture.texts[list(group.members)].reshape(-1, 2), group, strokes)
        key = tuple(tuple(int(i) for i in side) for side in sides)
        if key in seen or sum(bool(side) for side in key) < 3:
            continue
        seen.add(key)
        closed, merit = _best_quads(strokes, sides, picture) if all(key) else (np.zeros((0, 4, 2)), 0.0)
        found.append(closed)
        if merit < CLOSED and len(group.members) > 1:
            found.append(_best_open_quads(strokes, sides, picture, picture.texts[list(group.members)].reshape(-1, 2)))
    return np.concatenate(found) if found else np.zeros((0, 4, 2))


def _strokes_around(points: Floats, group: TextGroup, strokes: Strokes) -> list[npt.NDArray[np.intp]]:
    """Indices of the most promising strokes above, right of, below and left of the text, in the text's own axes."""
    cosine, sine = np.cos(group.slant), np.sin(group.slant)
    axes = np.array([[cosine, sine], [-sine, cosine]])
    text, starts, ends = points @ axes.T, strokes.starts @ axes.T, strokes.ends @ axes.T
    left, right = _strokes_beside(text[:, ::-1], group, starts[:, ::-1], ends[:, ::-1], strokes.covered)
    above, below = _strokes_beside(text, group, starts, ends, strokes.covered)
    return [above, right, below, left]


def _strokes_beside(
    text: Floats, group: TextGroup, starts: Floats, ends: Floats, covered: Floats
) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    """Indices of the most promising strokes along the first axis, on the near and on the far side of the text.

    Args:
        text: corners of the boxes of ``group``, K × 2.
        group: the text.
        starts: N × 2.
        ends: N × 2.
        covered: as ``Strokes.covered``.
    """
    run_text, off_text = text.T
    first, last = run_text.min(), run_text.max()
    reach = last - first + 2 * FARTHEST * group.size
    across, down = (ends - starts).T
    low, high = np.minimum(starts[:, 0], ends[:, 0]), np.maximum(starts[:, 0], ends[:, 0])
    level = np.abs(down) < np.tan(SIDE_TURN) * np.maximum(np.abs(across), 1e-6)
    near = np.flatnonzero(level & (high > first - reach / 2) & (low < last + reach / 2))
    across, down, low, high = across[near], down[near], low[near], high[near]
    slope = down / np.where(np.abs(across) < 1e-6, 1e-6, across)
    beside = np.maximum(np.maximum(low - last, first - high), 0) + 6 * group.size
    # how far the stroke's line is from each text corner
    over = (starts[near, 1] - slope * starts[near, 0])[:, None] + slope[:, None] * run_text - off_text
    mean = over.mean(axis=1)
    sides: list[npt.NDArray[np.intp]] = []
    for least, distance in ((-over.max(axis=1), -mean), (over.min(axis=1), mean)):
        usable = np.flatnonzero((least > -0.35 * group.size) & (least < FARTHEST * group.size))
        merit = covered[near[usable]] / (np.maximum(distance[usable], 0) + beside[usable])
        ranked = usable[np.argsort(-merit, kind="stable")]
        sides.append(near[ranked[_distinct(mean[ranked], slope[ranked], group.size)]])
    return sides[0], sides[1]


def _distinct(offsets: Floats, slopes: Floats, size: float) -> list[int]:
    """Ranks of the first few strokes that are not another trace of a better one's line."""
    apart = max(3.0, 0.15 * size)
    kept: list[tuple[float, float]] = []
    ranks: list[int] = []
    for rank, (offset, slope) in enumerate(zip(offsets.tolist(), slopes.tolist(), strict=True)):
        if all(abs(offset - other) > apart or abs(slope - turn) > 0.07 for other, turn in kept):
            kept.append((offset, slope))
            ranks.append(rank)
            if len(ranks) == STROKES_A_SIDE:
                break
    return ranks


def _best_quads(strokes: Strokes, sides: list[npt.NDArray[np.intp]], picture: WorkingPicture) -> tuple[Floats, float]:
    """The best-covered card-shaped quadrilaterals of all choices of one stroke a side, and the merit of the first."""
    counts = [len(side) for side in sides]
    ranks = (np.indices(counts).reshape(4, -1).T + np.cumsum([0, *counts[:3]])).astype(np.intp)
    used = np.concatenate(sides)
    lines = lines_through(strokes.starts[used], strokes.ends[used])
    corners = crossings(lines[:, None], lines[None])
    quads = corners[ranks[:, (3, 0, 1, 2)], ranks]
    fit = _possible(quads, picture)
    choice, quads = used[ranks[fit]], quads[fit]
    shape = shapes(quads, picture.width, picture.height)
    card_like = shape.misfit < WORST_MISFIT
    choice, quads, misfit = choice[card_like], quads[card_like], shape.misfit[card_like]
    covered = _coverage(strokes, choice, quads)
    merit = covered.mean(axis=1) + 0.5 * covered.min(axis=1) - 0.02 * misfit
    best = np.argsort(-merit, kind="stable")[:QUADS_A_GROUP]
    return np.asarray(quads[best], dtype=np.float64), float(merit[best[0]]) if len(best) else 0.0


def _possible(quads: Floats, picture: WorkingPicture) -> npt.NDArray[np.bool_]:
    """Convex, large enough, and not far outside the photo."""
    size = np.array([picture.width, picture.height])
    margin = 0.35 * size.max()
    near = (quads > -margin).all(axis=(1, 2)) & (quads < size + margin).all(axis=(1, 2))
    return np.asarray(are_convex(quads) & (signed_areas(quads) > SMALLEST * size.prod()) & near, dtype=np.bool_)


def _best_open_quads(
    strokes: Strokes, sides: list[npt.NDArray[np.intp]], picture: WorkingPicture, text: Floats
) -> Floats:
    """Quadrilaterals of three well-covered sides, the fourth where the usual formats put it.

    On a scanner, white paper on a white lid shows its shadow on some sides only; glare does the same to a photo.
    """
    lines = lines_through(strokes.starts, strokes.ends)
    found: list[Floats] = []
    merits: list[Floats] = []
    for missing in range(4):
        before, middle, after = ((missing + k) % 4 for k in (1, 2, 3))
        choice = np.array(
            list(itertools.product(*(sides[i][:STROKES_AN_OPEN_SIDE] for i in (before, middle, after)))), dtype=np.intp
        )
        if not len(choice):
            continue
        first, last = (crossings(lines[choice[:, a]], lines[choice[:, b]]) for a, b in ((0, 1), (1, 2)))
        width = lengths(last - first)[:, None]
        back, forth = (_inward(strokes, choice[:, k], corner) for k, corner in ((0, first), (2, last)))
        shaped = np.empty((len(OPEN_SHAPES), len(choice), 4, 2))
        shape = np.array(OPEN_SHAPES)[:, None, None]
        shaped[:, :, missing], shaped[:, :, before] = last + forth * width * shape, first + back * width * shape
        shaped[:, :, middle], shaped[:, :, after] = first, last
        # corner i starts side i: side ``before`` runs from its own corner to ``first``
        quads, choice = shaped.reshape(-1, 4, 2), np.tile(choice, (len(OPEN_SHAPES), 1))
        fit = np.flatnonzero(_possible(quads, picture))
        fit = fit[contains(quads[fit], text, slack=2.0).all(axis=1)]
        quads, choice = quads[fit], choice[fit]
        chosen = np.empty((len(fit), 4), dtype=np.intp)
        chosen[:, before], chosen[:, middle], chosen[:, after] = choice.T
        chosen[:, missing] = chosen[:, middle]
        covered = np.delete(_coverage(strokes, chosen, quads), missing, axis=1)
        found.append(quads)
        merits.append(np.where(covered.min(axis=1) > OPEN_COVERAGE, covered.mean(axis=1), 0))
    if not found:
        return np.zeros((0, 4, 2))
    merit = np.concatenate(merits)
    order = np.argsort(-merit, kind="stable")[:QUADS_A_GROUP]
    return np.asarray(np.concatenate(found)[order[merit[order] > 0]], dtype=np.float64)


def _inward(strokes: Strokes, index: npt.NDArray[np.intp], corner: Floats) -> Floats:
    """Unit directions along strokes, away from ``corner`` towards the stroke's middle."""
    along = strokes.directions[index]
    towards = ((strokes.starts[index] + strokes.ends[index]) / 2 - corner) * along
    return np.asarray(along * np.where(towards.sum(axis=1, keepdims=True) < 0, -1.0, 1.0), dtype=np.float64)


def _coverage(strokes: Strokes, choice: npt.NDArray[np.intp], quads: Floats) -> Floats:
    """N × 4: the share of each side that its stroke really shows."""
    sides = next_corners(quads) - quads
    length = np.maximum(lengths(sides), 1e-9)
    along = sides / length[..., None]
    start, end = (_dot(points[choice] - quads, along) for points in (strokes.starts, strokes.ends))
    low, high = np.minimum(start, end), np.maximum(start, end)
    overlap = np.maximum(np.minimum(high, length) - np.maximum(low, 0), 0)
    density = strokes.covered[choice] / np.maximum(high - low, 1e-9)
    return np.asarray(overlap * density / length, dtype=np.float64)


def _dot(a: Floats, b: Floats) -> Floats:
    """The dot products of plane vectors (… × 2)."""
    return np.asarray(a[..., 0] * b[..., 0] + a[..., 1] * b[..., 1], dtype=np.float64)

"""Cards around text: the four strokes that close in a group of text lines."""

from __future__ import annotations

import itertools

import numpy as np
import numpy.typing as npt

from cardscan.card.geometry import Floats, are_convex, crossings, lines_through, side_lengths, signed_areas
from cardscan.card.perspective import shapes
from cardscan.card.strokes import Strokes
from cardscan.card.text_groups import TextGroup
from cardscan.card.working_picture import WorkingPicture

SIDE_TURN = np.radians(28.0)
"""A card tilted by 35° shows its sides turned from its text's cross by up to 12°, and as much again by convergence."""
STROKES_A_SIDE = 6
QUADS_A_GROUP = 6
FARTHEST = 45.0
"""How far a side may be from the text, in heights of the characters: 91 mm of 2 mm type."""
SMALLEST = 0.003
"""Of the photo's area."""
WORST_MISFIT = 16.0
"""Squared standard deviations, see ``perspective.Shapes``."""


def with_frame(strokes: Strokes, width: int, height: int) -> Strokes:
    """Strokes and the photo's own border, which bounds a card that is cut off."""
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float64)
    ends = np.roll(corners, -1, axis=0)
    return Strokes(
        starts=np.concatenate([strokes.starts, corners]),
        ends=np.concatenate([strokes.ends, ends]),
        covered=np.concatenate([strokes.covered, 0.3 * np.linalg.norm(ends - corners, axis=1)]),
    )


def seeded_quads(picture: WorkingPicture, strokes: Strokes, groups: list[TextGroup]) -> Floats:
    """Quadrilaterals (N × 4 × 2) made of strokes around each group of text."""
    strokes = with_frame(strokes, picture.width, picture.height)
    found: list[Floats] = []
    seen: set[tuple[tuple[int, ...], ...]] = set()
    for group in groups:
        sides = _strokes_around(picture.texts[list(group.members)].reshape(-1, 2), group, strokes)
        key = tuple(tuple(int(i) for i in side) for side in sides)
        if key in seen or not all(key):
            continue
        seen.add(key)
        found.append(_best_quads(strokes, sides, picture))
    return np.concatenate(found) if found else np.zeros((0, 4, 2))


def _strokes_around(points: Floats, group: TextGroup, strokes: Strokes) -> list[npt.NDArray[np.intp]]:
    """Indices of the most promising strokes above, right of, below and left of the text, in the text's own axes."""
    cosine, sine = np.cos(group.slant), np.sin(group.slant)
    axes = np.array([[cosine, sine], [-sine, cosine]])
    text = points @ axes.T
    ends = np.stack([strokes.starts, strokes.ends], axis=1) @ axes.T
    sides: list[npt.NDArray[np.intp]] = []
    for axis, outward in ((1, -1.0), (0, 1.0), (1, 1.0), (0, -1.0)):  # top, right, bottom, left
        run, off = ends[:, :, 1 - axis], ends[:, :, axis] * outward
        run_text, off_text = text[:, 1 - axis], text[:, axis] * outward
        length = run[:, 1] - run[:, 0]
        slope = (off[:, 1] - off[:, 0]) / np.where(np.abs(length) < 1e-6, 1e-6, length)
        # height of the stroke's line over each text corner
        over = off[:, :1] + slope[:, None] * (run_text[None] - run[:, :1]) - off_text[None]
        low, high = run.min(axis=1), run.max(axis=1)
        reach = run_text.max() - run_text.min() + 2 * FARTHEST * group.size
        near = (high > run_text.min() - reach / 2) & (low < run_text.max() + reach / 2)
        usable = (
            (np.abs(slope) < np.tan(SIDE_TURN))
            & (over.min(axis=1) > -0.35 * group.size)
            & (over.min(axis=1) < FARTHEST * group.size)
            & near
        )
        picked = np.flatnonzero(usable)
        distance = np.maximum(over[picked].mean(axis=1), 0)
        beside = np.maximum(np.maximum(low[picked] - run_text.max(), run_text.min() - high[picked]), 0)
        merit = strokes.covered[picked] / (distance + beside + 6 * group.size)
        sides.append(_distinct(picked[np.argsort(-merit, kind="stable")], over.mean(axis=1), slope, group.size))
    return sides


def _distinct(ranked: npt.NDArray[np.intp], offset: Floats, slope: Floats, size: float) -> npt.NDArray[np.intp]:
    """The first few strokes that are not another trace of a better one's line."""
    kept: list[int] = []
    for i in ranked:
        if all(abs(offset[i] - offset[k]) > max(3.0, 0.15 * size) or abs(slope[i] - slope[k]) > 0.07 for k in kept):
            kept.append(int(i))
            if len(kept) == STROKES_A_SIDE:
                break
    return np.asarray(kept, dtype=np.intp)


def _best_quads(strokes: Strokes, sides: list[npt.NDArray[np.intp]], picture: WorkingPicture) -> Floats:
    """The best-covered card-shaped quadrilaterals of all choices of one stroke a side."""
    choice = np.array(list(itertools.product(*sides)), dtype=np.intp)
    lines = lines_through(strokes.starts, strokes.ends)
    chosen = lines[choice]
    quads = crossings(np.roll(chosen, 1, axis=1), chosen)
    frame = picture.width * picture.height
    areas = signed_areas(quads)
    margin = 0.35 * max(picture.width, picture.height)
    inside = (quads > -margin).all(axis=(1, 2)) & (quads < np.array([picture.width, picture.height]) + margin).all(
        axis=(1, 2)
    )
    fit = are_convex(quads) & (areas > SMALLEST * frame) & inside
    choice, quads = choice[fit], quads[fit]
    shape = shapes(quads, picture.width, picture.height)
    card_like = shape.misfit < WORST_MISFIT
    choice, quads, misfit = choice[card_like], quads[card_like], shape.misfit[card_like]
    covered = _coverage(strokes, choice, quads)
    merit = covered.mean(axis=1) + 0.5 * covered.min(axis=1) - 0.02 * misfit
    return np.asarray(quads[np.argsort(-merit, kind="stable")[:QUADS_A_GROUP]], dtype=np.float64)


def _coverage(strokes: Strokes, choice: npt.NDArray[np.intp], quads: Floats) -> Floats:
    """N × 4: the share of each side that its stroke really shows."""
    length = np.maximum(side_lengths(quads), 1e-9)
    along = (np.roll(quads, -1, axis=1) - quads) / length[..., None]
    start = ((strokes.starts[choice] - quads) * along).sum(axis=-1)
    end = ((strokes.ends[choice] - quads) * along).sum(axis=-1)
    low, high = np.minimum(start, end), np.maximum(start, end)
    overlap = np.maximum(np.minimum(high, length) - np.maximum(low, 0), 0)
    density = strokes.covered[choice] / np.maximum(high - low, 1e-9)
    return np.asarray(overlap * density / length, dtype=np.float64)

"""Outlines of cards of which no edge is seen, from their text alone: white paper on a scanner's white lid."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from cardscan.card.geometry import Floats, contains, intersection_area, order_all_clockwise, side_lengths, signed_areas
from cardscan.card.text_groups import DENSEST, MOST_LINES, text_slant
from cardscan.card.working_picture import WorkingPicture

ODDS = -0.7
"""Log-odds of an outline from text alone (a chance of 1 in 3): posters, labels and letters have text as well."""
GAP = 9.0
"""Gap, in heights of the characters, up to which boxes belong to one block: a name and an address stand 25 mm apart."""
FEWEST_LINES = 3
FEWEST_HEIGHTS = 20.0
"""Length of all lines together, in heights of their characters: a name, a firm and a number."""
MARGIN = 1.6
"""Rim around the text in heights of its characters: 4 to 5 mm around 3 mm type."""
SHAPE = 91 / 55
FEW = 1.0
"""Text without a card per text on cards, by length: more of it is the background, a newspaper or a page."""
OVERLAP = 0.1


def text_outlines(picture: WorkingPicture, cards: Floats) -> Floats:
    """Outlines (N × 4 × 2) around blocks of text that lie on none of the ``cards`` found (M × 4 × 2).

    A block takes the size of the cards found, if there are any, else it gets a usual rim and a usual shape. Where much
    more text lies outside cards than on them, nothing is supposed.
    """
    loose = picture.texts[~_on_cards(picture.texts, cards)]
    if not len(loose):
        return np.zeros((0, 4, 2))
    total, free = _lengths(picture.texts).sum(), _lengths(loose).sum()
    if len(cards) and free > FEW * (total - free):
        return np.zeros((0, 4, 2))
    blocks = [block for block in text_blocks(loose) if is_card_like(block)]
    if not len(cards) and (len(blocks) != 1 or len(blocks[0]) < 0.7 * len(loose)):
        return np.zeros((0, 4, 2))
    taken = list(cards)
    found: list[Floats] = []
    for block in blocks:
        outline = _outline(block, cards)
        size = float(signed_areas(outline))
        if all(intersection_area(outline, other) < OVERLAP * size for other in taken):
            taken.append(outline)
            found.append(outline)
    return np.stack(found) if found else np.zeros((0, 4, 2))


def _on_cards(texts: Floats, cards: Floats) -> npt.NDArray[np.bool_]:
    if not len(cards) or not len(texts):
        return np.zeros(len(texts), dtype=np.bool_)
    return np.asarray(contains(cards, texts.mean(axis=1)).any(axis=0), dtype=np.bool_)


def _heights(texts: Floats) -> Floats:
    return np.asarray(np.maximum(side_lengths(texts)[:, 1], 1.0), dtype=np.float64)


def _lengths(texts: Floats) -> Floats:
    """Lengths of lines in heights of their characters."""
    return np.asarray(side_lengths(texts)[:, 0] / _heights(texts), dtype=np.float64)


def text_blocks(texts: Floats) -> list[Floats]:
    """Boxes (T × 4 × 2, the long side first) joined over gaps of up to ``GAP`` heights, whatever their slant."""
    heights = _heights(texts)
    along = np.linspace(0, 1, 5)[:, None]
    points = texts[:, None, 0] + (texts[:, None, 1] - texts[:, None, 0]) * along
    points = np.concatenate([points, texts[:, None, 3] + (texts[:, None, 2] - texts[:, None, 3]) * along], axis=1)
    owner = np.arange(len(texts))
    for i in range(len(texts)):
        gap = np.linalg.norm(points[i][None, :, None] - points[:, None], axis=-1).min(axis=(1, 2))
        near = gap < GAP * np.sqrt(heights[i] * heights)
        owner[np.isin(owner, owner[near])] = owner[i]
    return [texts[owner == block] for block in np.unique(owner)]


def is_card_like(block: Floats) -> bool:
    """Whether a block has as much text as a card has, and as loosely set."""
    if not FEWEST_LINES <= len(block) <= MOST_LINES or _lengths(block).sum() < FEWEST_HEIGHTS:
        return False
    _, (across, down), _ = cv2.minAreaRect(block.reshape(-1, 1, 2).astype(np.float32))
    shape = max(across, down) / max(min(across, down), 1e-6)
    return shape < 4 and float(signed_areas(block).sum()) < DENSEST * across * down


def _outline(block: Floats, cards: Floats) -> Floats:
    """A rectangle along the block's own slant around its middle."""
    slant = text_slant(block)
    axes = np.array([[np.cos(slant), np.sin(slant)], [-np.sin(slant), np.cos(slant)]])
    points = block.reshape(-1, 2) @ axes.T
    low, high = points.min(axis=0), points.max(axis=0)
    extent = high - low
    if len(cards):
        sides = side_lengths(cards)
        pair = np.sort(np.stack([sides[:, ::2].mean(axis=1), sides[:, 1::2].mean(axis=1)]), axis=0)
        size = np.median(pair, axis=1)[::-1] if extent[0] >= extent[1] else np.median(pair, axis=1)
        size = np.maximum(size, extent)
    else:
        size = extent + 2 * MARGIN * float(np.median(_heights(block)))
        shape = SHAPE if size[0] >= size[1] else 1 / SHAPE
        size = np.maximum(size, [size[1] * shape, size[0] / shape])
    corners = (low + high) / 2 + np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]]) * size / 2
    return np.asarray(order_all_clockwise((corners @ axes)[None])[0], dtype=np.float64)

"""The small picture on which cards are looked for, and where its text lies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from cardscan.card.geometry import Floats, order_all_clockwise
from cardscan.records import Pixels, Quad

WORKING_SIDE = 1024
"""Px of the long side: a card a fifth of the photo wide then still has sides of over 100 px."""


@dataclass(frozen=True, slots=True)
class WorkingPicture:
    """A photo scaled down for the search, with the text on it; all in px of this picture."""

    pixels: Pixels
    scale: float
    """This picture's px for one px of the photo."""
    texts: Floats
    """T × 4 × 2, clockwise; the long side of each box first, so that 0 → 1 runs along the text."""

    @property
    def width(self) -> int:
        """Px."""
        return int(self.pixels.shape[1])

    @property
    def height(self) -> int:
        """Px."""
        return int(self.pixels.shape[0])


def working_picture(pixels: Pixels, text_regions: Sequence[Quad]) -> WorkingPicture:
    """Scale a photo (never up) and its text regions to at most ``WORKING_SIDE`` px."""
    height, width = pixels.shape[:2]
    scale = min(1.0, WORKING_SIDE / max(height, width))
    if scale < 1:
        step = max(1, int(0.5 / scale))
        thinned = pixels[::step, ::step]  # averaging every px of 12 megapixels would cost more than the whole search
        size = (max(1, round(width * scale)), max(1, round(height * scale)))
        pixels = np.asarray(cv2.resize(thinned, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)
    texts = np.asarray(text_regions, dtype=np.float64).reshape(-1, 4, 2) * scale
    return WorkingPicture(pixels=np.ascontiguousarray(pixels), scale=scale, texts=along_text(texts))


def along_text(texts: Floats) -> Floats:
    """Clockwise boxes whose first side is a long one, without degenerate boxes."""
    boxes = order_all_clockwise(texts) if len(texts) else texts
    across = np.linalg.norm(boxes[:, 1] - boxes[:, 0], axis=1)
    down = np.linalg.norm(boxes[:, 2] - boxes[:, 1], axis=1)
    boxes = np.where((down > across)[:, None, None], np.roll(boxes, -1, axis=1), boxes)
    return np.asarray(boxes[np.minimum(across, down) > 1], dtype=np.float64)

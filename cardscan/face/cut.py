"""A face cut out of a picture, and a picture on which faces are painted over."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from cardscan.face.find import FaceBox
    from cardscan.records import Pixels

_AROUND = 0.35
"""What is cut out, and painted over, on each side of a face, in its width or height: hair, ears and chin."""

_LONGEST = 480
"""Px of the longer side of a cut-out: a terminal shows no more, and a printed page 4 cm of it at 300 dpi."""

PAINT = 128
"""The gray that stands for a forgotten face, 0–255."""


def cut_face(pixels: Pixels, box: FaceBox) -> Pixels:
    """A face with its hair, at most ``_LONGEST`` px long."""
    left, top, right, bottom = region(pixels, box)
    return shrunk(pixels[top:bottom, left:right])


def shrunk(pixels: Pixels) -> Pixels:
    """A picture no longer than a cut-out is."""
    import cv2

    height, width = pixels.shape[:2]
    scale = _LONGEST / max(height, width)
    if scale >= 1:
        return np.ascontiguousarray(pixels)
    size = max(1, round(width * scale)), max(1, round(height * scale))
    return np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)


def painted_over(pixels: Pixels, boxes: Iterable[FaceBox]) -> Pixels:
    """A copy on which nothing is left of these faces, hair and ears included: one flat gray."""
    painted = pixels.copy()
    for box in boxes:
        left, top, right, bottom = region(pixels, box)
        painted[top:bottom, left:right] = PAINT
    return painted


def region(pixels: Pixels, box: FaceBox) -> tuple[int, int, int, int]:
    """A face with its hair: left, top, right and bottom in whole px of the picture, inside it and never empty."""
    height, width = pixels.shape[:2]
    beside, above = _AROUND * (box[2] - box[0]), _AROUND * (box[3] - box[1])
    left = min(max(0, math.floor(box[0] - beside)), width - 1)
    top = min(max(0, math.floor(box[1] - above)), height - 1)
    right = max(left + 1, min(width, math.ceil(box[2] + beside)))
    bottom = max(top + 1, min(height, math.ceil(box[3] + above)))
    return left, top, right, bottom

"""Boxes around runs of text from the heat map of text detection: Differentiable Binarization (Liao et al., AAAI 2020).

The boxes are those of RapidOCR's ``DBPostProcess``, which cannot be had without loading the whole of RapidOCR.
"""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
import numpy.typing as npt
import pyclipper

from cardscan.ocr.networks import Tensor

_TEXT = 0.3
"""Heat from which a px is text. This and the other figures are RapidOCR's settings for PP-OCRv6."""
_MEAN_HEAT = 0.5
"""Mean heat of a box that is kept."""
_GROWTH = 1.6
"""The network shrinks text; each side of a box is moved out by its area times this over its length."""
_MOST_BOXES = 1000
_LEAST_SIDE = 3.0
"""Px of the heat map: the shorter side of a box before it is grown; afterwards it is two px longer."""
_LEAST_PX = 3
"""Px of the picture: both sides of a box are longer."""

Box = npt.NDArray[np.float32]
"""4 × 2, px."""


def text_boxes(heat: Tensor, width: int, height: int) -> list[Box]:
    """Boxes around runs of text, clockwise from the top left.

    Args:
        heat: Rows × columns, 0–1.
        width: Px of the picture that was searched; the boxes are in px of it.
        height: Likewise.
    """
    # Widened by a px, as strokes of one line may hang together by a corner only.
    text = cv2.dilate((heat > _TEXT).astype(np.uint8), np.ones((2, 2), dtype=np.uint8))
    contours, _ = cv2.findContours(text, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    size = np.array([width, height], dtype=np.float32)
    heat_size = np.array(heat.shape[::-1], dtype=np.float32)
    boxes = []
    for contour in contours[:_MOST_BOXES]:
        corners = _around(contour, _LEAST_SIDE)
        if corners is None or _mean_heat(heat, corners) < _MEAN_HEAT:
            continue
        grown = _around(_outset(corners), _LEAST_SIDE + 2)
        if grown is None:
            continue
        scaled = np.round(grown / heat_size * size).astype(np.int32)
        box = np.clip(_clockwise(scaled), 0, size - 1).astype(np.float32)
        if min(int(np.linalg.norm(box[0] - box[1])), int(np.linalg.norm(box[0] - box[3]))) > _LEAST_PX:
            boxes.append(box)
    return boxes


def _around(points: npt.NDArray[Any], least_side: float) -> Box | None:
    """The corners of the smallest rectangle around points; None where its shorter side is below ``least_side``."""
    rectangle = cv2.minAreaRect(points)
    return None if min(rectangle[1]) < least_side else np.asarray(cv2.boxPoints(rectangle), dtype=np.float32)


def _mean_heat(heat: Tensor, corners: Box) -> float:
    """The mean heat inside a box."""
    limit = np.array(heat.shape[::-1]) - 1
    left, top = (int(value) for value in np.clip(np.floor(corners.min(axis=0)), 0, limit))
    right, bottom = (int(value) for value in np.clip(np.ceil(corners.max(axis=0)), 0, limit))
    inside = np.zeros((bottom - top + 1, right - left + 1), dtype=np.uint8)
    cv2.fillPoly(inside, [(corners - (left, top)).astype(np.int32)], (1,))
    return float(cv2.mean(heat[top : bottom + 1, left : right + 1], inside)[0])


def _outset(corners: Box) -> npt.NDArray[np.int32]:
    """The outline of a box grown on all sides, with round corners."""
    length = float(np.linalg.norm(np.roll(corners, -1, axis=0) - corners, axis=1).sum())
    offset = pyclipper.PyclipperOffset()
    offset.AddPath(corners, pyclipper.JT_ROUND, pyclipper.ET_CLOSEDPOLYGON)
    paths = offset.Execute(cv2.contourArea(corners) * _GROWTH / length)
    return np.concatenate([np.asarray(path, dtype=np.int32) for path in paths])


def _clockwise(corners: npt.NDArray[np.int32]) -> npt.NDArray[np.int32]:
    """Corners in order from the upper one of the two on the left."""
    by_x = corners[np.argsort(corners[:, 0])]
    top_left, bottom_left = by_x[:2][np.argsort(by_x[:2, 1])]
    top_right, bottom_right = by_x[2:][np.argsort(by_x[2:, 1])]
    return np.array([top_left, top_right, bottom_right, bottom_left])

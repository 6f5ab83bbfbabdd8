"""Pieces of a picture cut out along quadrilaterals, as a line recogniser wants them."""

from __future__ import annotations

import math

import cv2
import numpy as np

from cardscan.records import Pixels, Quad


def quad_size(quad: Quad) -> tuple[float, float]:
    """Width and height of a quadrilateral in px: the longer of each pair of opposite edges."""
    top_left, top_right, bottom_right, bottom_left = quad
    width = max(math.dist(top_left, top_right), math.dist(bottom_left, bottom_right))
    height = max(math.dist(top_left, bottom_left), math.dist(top_right, bottom_right))
    return width, height


def inset(quad: Quad, margin: float) -> Quad:
    """``quad`` with each side moved inwards by ``margin`` px, but at most by a quarter of its smaller side."""
    corners = np.array(quad)
    width, height = quad_size(quad)
    margin = min(margin, min(width, height) / 4)
    along = (corners[1] - corners[0] + corners[2] - corners[3]) / 2
    down = (corners[3] - corners[0] + corners[2] - corners[1]) / 2
    right = along * (margin / max(float(np.linalg.norm(along)), 1e-6))
    lower = down * (margin / max(float(np.linalg.norm(down)), 1e-6))
    moved = corners + np.array([right + lower, lower - right, -right - lower, right - lower])
    top_left, top_right, bottom_right, bottom_left = ((float(x), float(y)) for x, y in moved)
    return (top_left, top_right, bottom_right, bottom_left)


def cut(pixels: Pixels, quad: Quad) -> Pixels:
    """The inside of ``quad`` flattened to an upright rectangle at the picture's own resolution.

    What lies outside the picture repeats the picture's edge.
    """
    width, height = (max(1, round(side)) for side in quad_size(quad))
    corners = np.array([(0, 0), (width, 0), (width, height), (0, height)], dtype=np.float32)
    matrix = cv2.getPerspectiveTransform(np.array(quad, dtype=np.float32), corners)
    flat = cv2.warpPerspective(pixels, matrix, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(flat, dtype=np.uint8)


def turned(pixels: Pixels, quarter_turns: int) -> Pixels:
    """``pixels`` turned clockwise by quarter turns (any integer)."""
    return np.ascontiguousarray(np.rot90(pixels, k=-quarter_turns))


def shrunk(pixels: Pixels, longest_side: int) -> Pixels:
    """``pixels`` made smaller until no side is longer than ``longest_side`` px; smaller pictures stay as they are."""
    height, width = pixels.shape[:2]
    ratio = longest_side / max(height, width)
    if ratio >= 1:
        return pixels
    return resized(pixels, max(1, round(width * ratio)), max(1, round(height * ratio)))


def resized(pixels: Pixels, width: int, height: int) -> Pixels:
    """``pixels`` at another size: averaged where it becomes smaller, interpolated where larger."""
    method = cv2.INTER_AREA if width * height <= pixels.shape[0] * pixels.shape[1] else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(pixels, (width, height), interpolation=method), dtype=np.uint8)

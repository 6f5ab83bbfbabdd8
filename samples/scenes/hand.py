"""A hand that holds a card: fingers as rounded rods, lit from the side, in front of and behind the card.

Works in picture px: the hand is drawn where the card's corners were projected to.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from samples.scenes.camera import Points
from samples.scenes.noise import Field, Picture, fractal, smooth, step

SKINS: tuple[tuple[float, float, float], ...] = (
    (0.88, 0.69, 0.57),
    (0.80, 0.60, 0.47),
    (0.93, 0.76, 0.66),
    (0.55, 0.38, 0.28),
)
"""Skin under soft light, RGB 0–1."""

LIGHT = np.array([-0.45, -0.55, 0.70], dtype=np.float32)
"""Direction to the lamp: from the upper left, towards the camera; near unit length."""


@dataclass(frozen=True)
class Rod:
    """A finger's bone line with its thickness: points in px, radius in px at each point."""

    points: tuple[tuple[float, float], ...]
    radii: tuple[float, ...]


def _height(rods: Sequence[Rod], shape: tuple[int, int]) -> Field:
    """How far the skin rises towards the camera, px; 0 off the hand."""
    y, x = np.mgrid[0 : shape[0], 0 : shape[1]].astype(np.float32)
    top = np.zeros(shape, dtype=np.float32)
    for rod in rods:
        for (ax, ay), (bx, by), ra, rb in zip(rod.points, rod.points[1:], rod.radii, rod.radii[1:], strict=False):
            dx, dy = bx - ax, by - ay
            along = np.clip(((x - ax) * dx + (y - ay) * dy) / max(dx * dx + dy * dy, 1e-6), 0, 1)
            radius = ra + (rb - ra) * along
            off2 = (x - ax - along * dx) ** 2 + (y - ay - along * dy) ** 2
            np.maximum(top, np.sqrt(np.maximum(radius * radius - off2, 0)), out=top)
    return top


def paint(
    rng: np.random.Generator,
    picture: Picture,
    rods: Sequence[Rod],
    tone: tuple[float, float, float],
    nail: Rod | None = None,
) -> None:
    """Paint rods of skin over a picture, in place.

    Args:
        rng: Chooses the grain.
        picture: Painted on.
        rods: The fingers.
        tone: The skin's colour, one of ``SKINS``.
        nail: Where the thumb's nail lies.
    """
    scale = max(1.0, max(picture.shape[:2]) / 1000)  # skin is smooth: drawn small, then stretched
    shape = (round(picture.shape[0] / scale), round(picture.shape[1] / scale))
    small = [_shrunk(rod, scale) for rod in rods]
    height = _height(small, shape)
    rounded = cv2.GaussianBlur(height, (0, 0), max(r for rod in small for r in rod.radii) * 0.12)
    gx, gy = cv2.Sobel(rounded, cv2.CV_32F, 1, 0, scale=1 / 8), cv2.Sobel(rounded, cv2.CV_32F, 0, 1, scale=1 / 8)
    facing = (-gx * LIGHT[0] - gy * LIGHT[1] + LIGHT[2]) / np.sqrt(gx * gx + gy * gy + 1)
    grain = 1 + 0.035 * fractal(rng, shape, (9, 9), octaves=3) + 0.04 * smooth(rng, shape, (60, 60))
    shade = (0.42 + 0.62 * np.clip(facing, 0, 1)) * grain
    skin = np.array(tone, dtype=np.float32) * shade[..., None]
    skin[..., 0] *= 1 + 0.10 * (1 - np.clip(facing, 0, 1))  # light that went through flesh comes out red
    if nail is not None:
        plate = _height([_shrunk(nail, scale)], shape)
        cover = cv2.GaussianBlur(step(plate, 0.0, 2.5), (0, 0), 1.0)[..., None]
        skin = skin * (1 - cover) + cover * np.clip(skin * np.array([1.06, 1.02, 1.05]) + 0.06, 0, 1)
    alpha = cv2.GaussianBlur((height > 0).astype(np.float32), (0, 0), 0.8)
    size = (picture.shape[1], picture.shape[0])
    stretched = np.asarray(cv2.resize(alpha, size, interpolation=cv2.INTER_LINEAR), dtype=np.float32)
    alpha_full = step(stretched, 0.3, 0.7)[..., None]
    skin_full = cv2.resize(skin.astype(np.float32), size, interpolation=cv2.INTER_LINEAR)
    picture *= 1 - alpha_full
    picture += np.clip(skin_full, 0, 1) * alpha_full


def _shrunk(rod: Rod, scale: float) -> Rod:
    return Rod(tuple((x / scale, y / scale) for x, y in rod.points), tuple(r / scale for r in rod.radii))


def cast(picture: Picture, rods: Sequence[Rod], distance: float) -> None:
    """Let rods throw a soft shadow to their lower right, in place; ``distance`` is in px."""
    scale = max(1.0, max(picture.shape[:2]) / 800)
    shape = (round(picture.shape[0] / scale), round(picture.shape[1] / scale))
    cover = (_height([_shrunk(rod, scale) for rod in rods], shape) > 0).astype(np.float32)
    shift = np.array([[1, 0, -LIGHT[0] * distance / scale], [0, 1, -LIGHT[1] * distance / scale]], dtype=np.float32)
    moved = cv2.warpAffine(cover, shift, (shape[1], shape[0]), borderMode=cv2.BORDER_REPLICATE)
    soft = cv2.GaussianBlur(moved, (0, 0), max(1.0, 0.4 * distance / scale))
    picture *= (
        1 - 0.4 * cv2.resize(soft, (picture.shape[1], picture.shape[0]), interpolation=cv2.INTER_LINEAR)[..., None]
    )


@dataclass(frozen=True)
class Grip:
    """A hand about one card: what is behind it, what is in front, and the thumb's nail."""

    behind: tuple[Rod, ...]
    front: tuple[Rod, ...]
    nail: Rod


def grip(rng: np.random.Generator, quad: Points, px_per_mm: float, side: int, along: float, reach_mm: float) -> Grip:
    """Fingers that hold a card by one of its edges.

    Args:
        rng: Varies the pose.
        quad: The card's corners, px, clockwise.
        px_per_mm: On the card.
        side: Edge that the thumb comes over: 0 is from corner 0 to corner 1, and so on.
        along: Place of the thumb on that edge, 0–1.
        reach_mm: How far the thumb's tip comes over the card.
    """
    a, b = quad[side], quad[(side + 1) % 4]
    edge = (b - a) / np.linalg.norm(b - a)
    inward = np.array([-edge[1], edge[0]])  # the corners run clockwise with y down, so the card lies to their right
    mm = px_per_mm

    def at(spot: float, inside: float, shift: float = 0.0) -> tuple[float, float]:
        point = a + (b - a) * spot + (edge * shift + inward * inside) * mm
        return float(point[0]), float(point[1])

    lean = float(rng.uniform(-14, 14))
    radius = 9.0 * mm
    tip = reach_mm - 9.0
    thumb = Rod(
        (at(along, tip), at(along, tip - 22, lean * 0.4), at(along, tip - 55, lean), at(along, tip - 130, lean * 2)),
        (radius * 0.86, radius, radius * 1.15, radius * 1.7),
    )
    nail = Rod((at(along, tip + 3.0), at(along, tip - 5.0, lean * 0.1)), (radius * 0.55, radius * 0.6))
    depth = float(np.linalg.norm(quad[(side + 2) % 4] - b)) / mm
    behind = [
        Rod((at(along, 5, lean), at(along, -40, lean * 2), at(along, -190, lean * 4)), (26 * mm, 34 * mm, 44 * mm)),
    ]
    for i in range(3):
        spot = along + (i - 1) * 19 * mm / float(np.linalg.norm(b - a)) + float(rng.uniform(-0.02, 0.02))
        out = depth + float(rng.uniform(-2, 9)) - 2 * abs(i - 1)
        if depth < 70:  # longer than that and no finger reaches across
            behind.append(Rod((at(spot, out), at(spot, -20)), (7.4 * mm, 8.6 * mm)))
    return Grip(tuple(behind), (thumb,), nail)

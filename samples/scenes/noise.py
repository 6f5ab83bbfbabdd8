"""Smooth random fields, from which wood, stone, paper and light are made."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

Picture = npt.NDArray[np.float32]
"""Height × width × 3, RGB, 0–1."""

Field = npt.NDArray[np.float32]
"""Height × width, one number a px."""


def smooth(rng: np.random.Generator, shape: tuple[int, int], cell: tuple[float, float]) -> Field:
    """Value noise, mean 0, about -1 to 1.

    Args:
        rng: Source of the values.
        shape: Height and width in px.
        cell: Height and width in px of one hill.
    """
    rows, columns = (max(2, round(n / max(c, 1.0)) + 2) for n, c in zip(shape, cell, strict=True))
    seed = rng.uniform(-1, 1, (rows, columns)).astype(np.float32)
    # Stretched from a grid one cell larger on each side, then cut, so that the border is as lively as the middle.
    full = (round(shape[1] * columns / max(1, columns - 1)) + 1, round(shape[0] * rows / max(1, rows - 1)) + 1)
    stretched = cv2.resize(seed, full, interpolation=cv2.INTER_CUBIC)
    return np.asarray(stretched[: shape[0], : shape[1]], dtype=np.float32)


def fractal(
    rng: np.random.Generator,
    shape: tuple[int, int],
    cell: tuple[float, float],
    octaves: int = 4,
    roughness: float = 0.5,
) -> Field:
    """Hills upon hills (fractal Brownian motion): each octave half as wide and ``roughness`` times as high.

    Mean 0, about -1 to 1.
    """
    total = np.zeros(shape, dtype=np.float32)
    weight, whole = 1.0, 0.0
    for octave in range(octaves):
        total += np.float32(weight) * smooth(rng, shape, (cell[0] / 2**octave, cell[1] / 2**octave))
        whole += weight
        weight *= roughness
    return total / np.float32(whole)


def tint(field: Field, dark: tuple[float, float, float], light: tuple[float, float, float]) -> Picture:
    """Colour a field: 0 becomes ``dark``, 1 becomes ``light`` (RGB 0–1)."""
    low, high = np.array(dark, dtype=np.float32), np.array(light, dtype=np.float32)
    return low + field[..., None] * (high - low)


def step(field: Field, low: float, high: float) -> Field:
    """0 below ``low``, 1 above ``high``, a smooth S between them."""
    t = np.clip((field - np.float32(low)) / np.float32(high - low), 0, 1)
    return np.asarray(t * t * (3 - 2 * t), dtype=np.float32)

"""What cards lie on: wood, cloth, marble, paper and painted desks, made from noise.

Each function takes ``(rng, shape, px_per_mm)`` and gives a picture of ``shape`` (height, width in px).
"""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np

from samples.scenes.noise import Field, Picture, fractal, smooth, step, tint

Shape = tuple[int, int]
Surface = Callable[[np.random.Generator, Shape, float], Picture]

Colour = tuple[float, float, float]

WOODS: tuple[tuple[Colour, Colour], ...] = (
    ((0.36, 0.22, 0.13), (0.62, 0.43, 0.27)),  # walnut
    ((0.60, 0.43, 0.26), (0.84, 0.68, 0.47)),  # oak
    ((0.72, 0.56, 0.38), (0.91, 0.80, 0.62)),  # beech
    ((0.20, 0.12, 0.08), (0.38, 0.24, 0.16)),  # wenge
)
"""Dark and light tone of common desk veneers, RGB 0–1."""

CLOTHS: tuple[Colour, ...] = (
    (0.20, 0.25, 0.38),
    (0.45, 0.13, 0.16),
    (0.80, 0.77, 0.70),
    (0.28, 0.36, 0.28),
    (0.16, 0.16, 0.17),
)
"""Navy, wine, linen, moss and charcoal, RGB 0–1."""

DARK_DESKS: tuple[Colour, ...] = ((0.09, 0.09, 0.10), (0.13, 0.11, 0.10), (0.10, 0.12, 0.16))
PAINTED_DESKS: tuple[Colour, ...] = ((0.55, 0.57, 0.60), (0.42, 0.50, 0.55), (0.70, 0.66, 0.58), (0.33, 0.35, 0.34))
WHITES: tuple[Colour, ...] = ((0.93, 0.93, 0.92), (0.90, 0.90, 0.91), (0.94, 0.92, 0.88))


def _grid(shape: Shape) -> tuple[Field, Field]:
    y, x = np.mgrid[0 : shape[0], 0 : shape[1]].astype(np.float32)
    return y, x


def _chosen(rng: np.random.Generator, colours: tuple[Colour, ...]) -> Picture:
    colour = np.array(colours[rng.integers(len(colours))], dtype=np.float32)
    return np.asarray(np.clip(colour * rng.uniform(0.93, 1.07), 0, 1), dtype=np.float32)


def wood(rng: np.random.Generator, shape: Shape, px_per_mm: float) -> Picture:
    """A desk of planks, along or across the picture."""
    if rng.random() < 0.6:
        return _planks(rng, shape, px_per_mm)
    return np.ascontiguousarray(np.rot90(_planks(rng, (shape[1], shape[0]), px_per_mm)))


def _planks(rng: np.random.Generator, shape: Shape, px_per_mm: float) -> Picture:
    """Veneer: year rings cut lengthwise and bent by noise, pores, and seams between planks."""
    dark, light = WOODS[rng.integers(len(WOODS))]
    y, _ = _grid(shape)
    bend = fractal(rng, shape, (60 * px_per_mm, 400 * px_per_mm), octaves=3) * 18
    rings = (y / np.float32(px_per_mm) + bend) / np.float32(rng.uniform(5, 9))
    saw = rings - np.floor(rings)
    tone = 0.55 + 0.28 * saw * saw + 0.12 * fractal(rng, shape, (1.2 * px_per_mm, 60 * px_per_mm), octaves=3)
    pores = step(smooth(rng, shape, (0.35 * px_per_mm, 7 * px_per_mm)), 0.45, 0.8)
    picture = tint(np.clip(tone - 0.28 * pores, 0, 1), dark, light)
    plank = y / np.float32(rng.uniform(110, 180) * px_per_mm) + np.float32(rng.uniform())
    picture *= (1 + 0.07 * np.sin(np.floor(plank) * 12.9898))[..., None].astype(np.float32)
    picture[np.abs(plank - np.round(plank)) < 0.003] *= 0.55
    return picture


def cloth(rng: np.random.Generator, shape: Shape, px_per_mm: float) -> Picture:
    """Plain weave with uneven yarn and soft folds."""
    colour = _chosen(rng, CLOTHS)
    y, x = _grid(shape)
    pitch = np.float32(max(2.6, 0.7 * px_per_mm))  # yarn finer than a px would only shimmer
    wobble = smooth(rng, shape, (8 * px_per_mm, 8 * px_per_mm)) * pitch
    warp, weft = np.sin((x + wobble) * 2 * np.pi / pitch), np.sin((y + wobble) * 2 * np.pi / pitch)
    yarn = smooth(rng, shape, (0.5 * px_per_mm, 12 * px_per_mm)) + smooth(rng, shape, (12 * px_per_mm, 0.5 * px_per_mm))
    folds = fractal(rng, shape, (120 * px_per_mm, 180 * px_per_mm), octaves=2)
    shade = 1 + 0.10 * warp * weft + 0.07 * yarn + 0.14 * folds
    return np.asarray(np.clip(colour * shade[..., None], 0, 1), dtype=np.float32)


def marble(rng: np.random.Generator, shape: Shape, px_per_mm: float) -> Picture:
    """Pale stone with dark veins along the folds of a noise field."""
    clouds = fractal(rng, shape, (90 * px_per_mm, 90 * px_per_mm), octaves=5)
    vein_field = fractal(rng, shape, (150 * px_per_mm, 110 * px_per_mm), octaves=7, roughness=0.62)
    veins = 1 - step(np.abs(vein_field), 0.0, 0.035)
    fine = 1 - step(np.abs(fractal(rng, shape, (60 * px_per_mm, 70 * px_per_mm), octaves=4)), 0.0, 0.03)
    tone = np.clip(0.85 + 0.2 * clouds - 0.45 * veins - 0.15 * fine, 0, 1)
    return tint(tone, (0.50, 0.51, 0.54), (0.95, 0.94, 0.92))


def paper(rng: np.random.Generator, shape: Shape, px_per_mm: float) -> Picture:
    """A white sheet: fibres and a faint cockle."""
    shade = (
        1
        + 0.012 * smooth(rng, shape, (0.4 * px_per_mm, 0.4 * px_per_mm))
        + 0.02 * smooth(rng, shape, (80 * px_per_mm, 80 * px_per_mm))
    )
    return np.asarray(np.clip(_chosen(rng, WHITES) * shade[..., None], 0, 1), dtype=np.float32)


def white_desk(rng: np.random.Generator, shape: Shape, px_per_mm: float) -> Picture:
    """A white melamine desk top: almost featureless, with a scratch or two."""
    picture = np.broadcast_to(_chosen(rng, WHITES), (*shape, 3)).astype(np.float32)
    picture *= (1 + 0.015 * smooth(rng, shape, (150 * px_per_mm, 150 * px_per_mm)))[..., None]
    return _scratched(rng, picture, px_per_mm, -0.05)


def dark_desk(rng: np.random.Generator, shape: Shape, px_per_mm: float) -> Picture:
    """A black or near-black desk with the grain of a pressed laminate."""
    grain = fractal(rng, shape, (0.9 * px_per_mm, 1.6 * px_per_mm), octaves=2)
    sheen = smooth(rng, shape, (200 * px_per_mm, 200 * px_per_mm))
    picture = np.asarray(_chosen(rng, DARK_DESKS) + (0.025 * grain + 0.02 * sheen)[..., None], dtype=np.float32)
    return _scratched(rng, np.clip(picture, 0, 1), px_per_mm, 0.06)


def painted_desk(rng: np.random.Generator, shape: Shape, px_per_mm: float) -> Picture:
    """A grey or coloured office desk with a speckled finish."""
    speckle = smooth(rng, shape, (0.7 * px_per_mm, 0.7 * px_per_mm))
    sheen = fractal(rng, shape, (150 * px_per_mm, 150 * px_per_mm), octaves=2)
    picture = np.asarray(_chosen(rng, PAINTED_DESKS) * (1 + 0.05 * speckle + 0.05 * sheen)[..., None], dtype=np.float32)
    return _scratched(rng, np.clip(picture, 0, 1), px_per_mm, 0.05)


def _scratched(rng: np.random.Generator, picture: Picture, px_per_mm: float, change: float) -> Picture:
    height, width, _ = picture.shape
    mask = np.zeros((height, width), dtype=np.float32)
    for _ in range(int(rng.integers(1, 6))):
        x, y = rng.uniform(0, width), rng.uniform(0, height)
        angle, length = rng.uniform(0, np.pi), rng.uniform(10, 70) * px_per_mm
        end = (int(x + length * np.cos(angle)), int(y + length * np.sin(angle)))
        cv2.line(mask, (int(x), int(y)), end, float(rng.uniform(0.4, 1.0)), 1, cv2.LINE_AA)
    return np.asarray(np.clip(picture + np.float32(change) * mask[..., None], 0, 1), dtype=np.float32)

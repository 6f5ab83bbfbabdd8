"""What speaks for a quadrilateral being a card: its edges, its shape, and how it agrees with the text."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from cardscan.card.geometry import Floats, contains, side_lengths, signed_areas
from cardscan.card.perspective import shapes
from cardscan.card.sides import ALONG, RUNS, across_sides, sides_on_border
from cardscan.card.working_picture import WorkingPicture
from cardscan.records import Pixels

OFFSETS = np.arange(-9.0, 10.0)
"""Px across a side that are looked at; the edge is expected in the middle."""
NOISE = 1.0
"""Grey levels: slope that remains of sensor noise after smoothing and averaging a run."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Measures of N quadrilaterals, each N or N × 4 (by side)."""

    support: Floats
    """N × 4, 0–1: the share of the side along which an edge stands out from what lies beside it; 0.5 on the photo's border."""
    contrast: Floats
    """N × 4: the slope at the edge, grey levels per 2 px."""
    step: Floats
    """N × 4, 0–1: how different inside and outside are, compared with the edge between them; printed lines have none."""
    misfit: Floats
    """N: see ``perspective.Shapes``."""
    aspect: Floats
    held: Floats
    """N: text lines wholly inside, long lines counting more, in text lines of ten characters."""
    cut: Floats
    """N: text lines partly inside, counted likewise."""
    lines: Floats
    """N: number of text lines inside."""
    size: Floats
    """N: median height of the text inside over the shorter side; 0 without text."""
    share: Floats
    """N: of the photo's area."""
    border: Floats
    """N: number of sides on the photo's border."""


def gather(picture: WorkingPicture, smooth: Pixels, quads: Floats) -> Evidence:
    """Measure quadrilaterals (N × 4 × 2, px of the working picture)."""
    support, contrast, step = _edges(smooth, quads, _text_mask(picture))
    on_border = sides_on_border(quads, picture.width, picture.height)
    support = np.where(on_border, 0.5, support)
    shape = shapes(quads, picture.width, picture.height)
    held, cut, lines, size = _text(picture.texts, quads)
    return Evidence(
        support=support,
        contrast=contrast,
        step=step,
        misfit=shape.misfit,
        aspect=shape.aspect,
        held=held,
        cut=cut,
        lines=lines,
        size=size,
        share=signed_areas(quads) / (picture.width * picture.height),
        border=on_border.sum(axis=1).astype(np.float64),
    )


def _text_mask(picture: WorkingPicture) -> Pixels:
    """Three equal channels, 255 where there is text."""
    mask = np.zeros((picture.height, picture.width, 3), dtype=np.uint8)
    for box in picture.texts:
        middle = box.mean(axis=0)
        cv2.fillConvexPoly(mask, np.round(middle + (box - middle) * 0.95).astype(np.int32), (255, 255, 255))
    return mask


def _edges(smooth: Pixels, quads: Floats, text: Pixels) -> tuple[Floats, Floats, Floats]:
    colours = across_sides(smooth, quads, OFFSETS)
    runs = colours.reshape(len(quads), 4, RUNS, ALONG // RUNS, len(OFFSETS), 3).mean(axis=3)
    slope = np.sqrt(((runs[..., 2:, :] - runs[..., :-2, :]) ** 2).sum(axis=-1))  # at OFFSETS[1:-1]
    middle = slope.shape[-1] // 2
    edge = slope[..., middle - 1 : middle + 2].max(axis=-1)
    beside = np.concatenate([slope[..., : middle - 3], slope[..., middle + 4 :]], axis=-1)
    # text or grain on one side only must not hide an edge: the quieter side counts most
    quiet = np.minimum(np.median(beside[..., :5], axis=-1), np.median(beside[..., 5:], axis=-1))
    loud = np.maximum(np.median(beside[..., :5], axis=-1), np.median(beside[..., 5:], axis=-1))
    ratio = edge / (NOISE + quiet + 0.5 * loud)
    # the foot of a line of text, or the rim of a block of it, is no edge of a card
    abutting = across_sides(text, quads, np.array([-3.0, -1.0])).reshape(len(quads), 4, RUNS, -1).mean(axis=-1) / 255
    support = ((1 - abutting) / (1 + np.exp(-3.0 * (ratio - 1.6)))).mean(axis=-1)
    inside, outside = runs[..., 2:6, :].mean(axis=-2), runs[..., -6:-2, :].mean(axis=-2)
    difference = np.sqrt(((inside.mean(axis=2) - outside.mean(axis=2)) ** 2).sum(axis=-1))
    strength = np.median(edge, axis=-1)
    step = np.clip(difference / (strength + NOISE), 0, 1)
    return np.asarray(support, np.float64), np.asarray(strength, np.float64), np.asarray(step, np.float64)


def _text(texts: Floats, quads: Floats) -> tuple[Floats, Floats, Floats, Floats]:
    count = len(quads)
    if not len(texts):
        return np.zeros(count), np.zeros(count), np.zeros(count), np.zeros(count)
    grid = np.stack(np.meshgrid(np.linspace(0.03, 0.97, 7), [0.2, 0.5, 0.8]), axis=-1).reshape(-1, 2)
    top = texts[:, 0, None] + (texts[:, 1] - texts[:, 0])[:, None] * grid[:, :1]
    bottom = texts[:, 3, None] + (texts[:, 2] - texts[:, 3])[:, None] * grid[:, :1]
    points = top + (bottom - top) * grid[:, 1:]
    inside = contains(quads, points.reshape(-1, 2)).reshape(count, len(texts), -1).mean(axis=2)
    run = np.linalg.norm(texts[:, 1] - texts[:, 0], axis=1)
    height = np.maximum(np.linalg.norm(texts[:, 3] - texts[:, 0], axis=1), 1.0)
    weight = np.minimum(run / height / 10, 1.5)
    whole: npt.NDArray[np.bool_] = inside > 0.9
    held = (whole * weight).sum(axis=1)
    cut = (np.minimum(inside, 1 - inside) * 2 * (~whole & (inside > 0.05)) * weight).sum(axis=1)
    shorter = side_lengths(quads).min(axis=1)
    sizes = np.where(whole, height[None], np.nan)
    median = np.array([np.nanmedian(row) if found.any() else 0.0 for row, found in zip(sizes, whole, strict=True)])
    return held, cut, whole.sum(axis=1).astype(np.float64), median / np.maximum(shorter, 1)

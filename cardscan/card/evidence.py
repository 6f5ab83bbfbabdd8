"""What speaks for a quadrilateral being a card: its edges, its shape, and how it agrees with the text."""

from __future__ import annotations

from dataclasses import dataclass, fields

import cv2
import numpy as np
import numpy.typing as npt

from cardscan.card.geometry import Floats, contains, side_lengths, signed_areas
from cardscan.card.medians import medians
from cardscan.card.perspective import shapes
from cardscan.card.sides import ALONG, RUNS, across_sides, sides_on_border, slopes, spots_across
from cardscan.card.working_picture import WorkingPicture
from cardscan.records import Pixels

OFFSETS = np.arange(-9.0, 10.0)
"""Px across a side that are looked at; the edge is expected in the middle."""
NOISE = 1.0
"""Grey levels: slope that remains of sensor noise after smoothing and averaging a run."""
PICTURE = 0.4
"""Height over the card's shorter side from which a detected box is a logo or a picture, not a line of text."""
INK = 5.0
"""Times the usual slope inside that counts as print."""
FAINTEST_INK = 16.0
"""Grey levels per 2 px."""
STRONG_LINE = 25.0
"""Slope in grey levels per 2 px above which an edge without a step is a printed line, not a shadow at a card's rim."""
NO_STEP = 0.6
"""``Evidence.step`` of a line with some text or shade on one side."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Measures of N quadrilaterals, each N or N × 4 (by side)."""

    support: Floats
    """N × 4, 0–1: the share of the side along which an edge stands out from what lies beside it.

    Meaningless on the photo's border."""
    contrast: Floats
    """N × 4: the slope at the edge, grey levels per 2 px."""
    step: Floats
    """N × 4, 0–1: how different inside and outside are, compared with the edge between; 0 at a printed line."""
    misfit: Floats
    """N: see ``perspective.Shapes``."""
    held: Floats
    """N: text lines wholly inside, in lines of ten characters."""
    cut: Floats
    """N: text lines partly inside, counted likewise."""
    lines: Floats
    """N: number of text lines inside."""
    boxes: Floats
    """N: number of detected boxes inside, lines of text or not."""
    on_photo: int
    """Number of boxes of text on the whole photo."""
    size: Floats
    """N: median height of the text inside over the shorter side; 0 without text."""
    share: Floats
    """N: of the photo's area."""
    ink: Floats
    """N: share of the inside where something is printed: strong slopes among weak ones, as grain and weave have not."""
    dense: Floats
    """N: share of the area covered by text."""
    printed: Floats
    """N × 4, 0–1: how much the side looks like a printed line: dark, with the same paper on both sides."""
    sides_seen: npt.NDArray[np.bool_]
    """N × 4: sides that are not on the photo's border."""


def joined(first: Evidence, second: Evidence) -> Evidence:
    """The evidence on two sets of quadrilaterals of one photo, one after the other."""
    columns = {
        column.name: np.concatenate([getattr(first, column.name), getattr(second, column.name)])
        for column in fields(Evidence)
        if column.name != "on_photo"
    }
    return Evidence(on_photo=first.on_photo, **columns)


def gather(picture: WorkingPicture, smooth: Pixels, quads: Floats) -> Evidence:
    """Measure quadrilaterals (N × 4 × 2, px of the working picture)."""
    held, cut, whole, boxes, size = _text(picture.texts, quads)
    support, contrast, step = _edges(smooth, quads, _abutting(picture, quads, whole))
    on_border = sides_on_border(quads, picture.width, picture.height)
    areas = signed_areas(quads)
    return Evidence(
        support=support,
        contrast=contrast,
        step=step,
        misfit=shapes(quads, picture.width, picture.height).misfit,
        held=held,
        cut=cut,
        lines=whole.sum(axis=1).astype(np.float64),
        boxes=boxes,
        on_photo=len(picture.texts),
        size=size,
        share=areas / (picture.width * picture.height),
        ink=_ink(smooth, quads),
        dense=(whole * signed_areas(picture.texts)).sum(axis=1) / np.maximum(areas, 1),
        printed=np.clip(np.log(np.maximum(contrast, 1) / STRONG_LINE), 0, 1) * np.clip(1 - step / NO_STEP, 0, 1),
        sides_seen=~on_border,
    )


def _text_map(picture: WorkingPicture) -> npt.NDArray[np.int32]:
    """For each px the index of the text box that covers it, -1 for none."""
    index = np.full((picture.height, picture.width), -1, dtype=np.int32)
    for i, box in enumerate(picture.texts):
        middle = box.mean(axis=0)
        cv2.fillConvexPoly(index, np.round(middle + (box - middle) * 0.95).astype(np.int32), float(i))
    return index


def _abutting(picture: WorkingPicture, quads: Floats, whole: npt.NDArray[np.bool_]) -> Floats:
    """N × 4 × RUNS: the share of a run just inside of which lies text that the quadrilateral holds."""
    if not len(picture.texts):
        return np.zeros((len(quads), 4, RUNS))
    x, y = np.round(spots_across(quads, np.array([-3.0, -1.5]))).astype(np.intp)
    x, y = np.clip(x, 0, picture.width - 1), np.clip(y, 0, picture.height - 1)
    index = _text_map(picture)[y, x]
    rows = np.arange(len(quads))[:, None, None, None]
    held = (index >= 0) & whole[rows, np.maximum(index, 0)]
    return np.asarray(held.reshape(len(quads), 4, RUNS, -1).mean(axis=-1), dtype=np.float64)


def _edges(smooth: Pixels, quads: Floats, abutting: Floats) -> tuple[Floats, Floats, Floats]:
    samples = across_sides(smooth, quads, OFFSETS).reshape(len(quads), 4, RUNS, ALONG // RUNS, len(OFFSETS), 4)
    runs = samples[:, :, :, 0].astype(np.float32)  # sum or mean along so short an axis take three times as long
    for k in range(1, ALONG // RUNS):
        runs += samples[:, :, :, k]
    runs /= ALONG // RUNS
    slope = slopes(runs)  # at OFFSETS[1:-1]
    middle = slope.shape[-1] // 2
    edge = np.maximum(np.maximum(slope[..., middle - 1], slope[..., middle]), slope[..., middle + 1])
    # text or grain on one side only must not hide an edge: the quieter side counts most
    within, outside = medians(slope[..., : middle - 3]), medians(slope[..., middle + 4 :])
    quiet, loud = np.minimum(within, outside), np.maximum(within, outside)
    ratio = edge / (NOISE + quiet + 0.5 * loud)
    # the foot of a line of text, or the rim of a block of it, is no edge of a card
    support = ((1 - abutting) / (1 + np.exp(-3.0 * (ratio - 1.6)))).mean(axis=-1)
    colour = runs.mean(axis=2)
    difference = np.sqrt(((colour[..., 2:6, :].mean(axis=-2) - colour[..., -6:-2, :].mean(axis=-2)) ** 2).sum(axis=-1))
    strength = medians(edge)
    step = np.clip(difference / (strength + NOISE), 0, 1)
    return np.asarray(support, np.float64), np.asarray(strength, np.float64), np.asarray(step, np.float64)


def _ink(smooth: Pixels, quads: Floats) -> Floats:
    grey = cv2.cvtColor(smooth, cv2.COLOR_BGR2GRAY)
    across, down = (cv2.Scharr(grey, cv2.CV_32F, dx, 1 - dx, scale=1 / 16) for dx in (1, 0))
    slope = np.asarray(cv2.magnitude(across, down), dtype=np.float32)  # grey levels per 2 px
    u, v = np.linspace(0.1, 0.9, 28)[:, None], np.linspace(0.1, 0.9, 18)[:, None, None]
    top = quads[:, None, 0] + u * (quads[:, 1] - quads[:, 0])[:, None]
    bottom = quads[:, None, 3] + u * (quads[:, 2] - quads[:, 3])[:, None]
    spots = np.round(top[:, None] + v * (bottom - top)[:, None]).astype(np.intp).reshape(len(quads), -1, 2)
    height, width = smooth.shape[:2]
    inside = slope[np.clip(spots[..., 1], 0, height - 1), np.clip(spots[..., 0], 0, width - 1)]
    usual = medians(inside)[:, None]
    return np.asarray((inside > np.maximum(INK * usual, FAINTEST_INK)).mean(axis=1), dtype=np.float64)


def _text(texts: Floats, quads: Floats) -> tuple[Floats, Floats, npt.NDArray[np.bool_], Floats, Floats]:
    """Held and cut text, which lines (N × T) are inside, how many boxes of any kind, the lines' relative size."""
    count = len(quads)
    if not len(texts):
        return np.zeros(count), np.zeros(count), np.zeros((count, 0), dtype=np.bool_), np.zeros(count), np.zeros(count)
    grid = np.stack(np.meshgrid(np.linspace(0.03, 0.97, 6), [0.25, 0.75]), axis=-1).reshape(-1, 2)
    top = texts[:, 0, None] + (texts[:, 1] - texts[:, 0])[:, None] * grid[:, :1]
    bottom = texts[:, 3, None] + (texts[:, 2] - texts[:, 3])[:, None] * grid[:, :1]
    points = top + (bottom - top) * grid[:, 1:]
    inside = contains(quads, points.reshape(-1, 2)).reshape(count, len(texts), len(grid)).mean(axis=2)
    run = np.linalg.norm(texts[:, 1] - texts[:, 0], axis=1)
    height = np.maximum(np.linalg.norm(texts[:, 3] - texts[:, 0], axis=1), 1.0)
    weight = np.clip(run / height - 1, 0, 14) / 9  # a single character is no word
    shorter = side_lengths(quads).min(axis=1)
    whole: npt.NDArray[np.bool_] = (inside > 0.9) & (height[None] < PICTURE * shorter[:, None])
    held = (whole * weight).sum(axis=1)
    cut = (np.minimum(inside, 1 - inside) * 2 * (~whole & (inside > 0.05)) * weight).sum(axis=1)
    sizes = np.sort(np.where(whole, height[None], np.inf), axis=1)
    middle = np.maximum(whole.sum(axis=1) - 1, 0) // 2
    median = np.where(whole.any(axis=1), sizes[np.arange(count), middle], 0)
    return held, cut, whole, (inside > 0.9).sum(axis=1).astype(np.float64), median / np.maximum(shorter, 1)

"""Finds every card on a photo: candidates from regions, strokes and text; evidence; the best consistent set."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from cardscan.card.evidence import gather
from cardscan.card.geometry import Floats, are_convex, as_quad, frame_quad, signed_areas
from cardscan.card.regions import region_quads
from cardscan.card.score import gains, log_odds, vouched
from cardscan.card.select import select
from cardscan.card.sides import refine
from cardscan.card.strokes import find_strokes
from cardscan.card.text_groups import text_groups
from cardscan.card.text_seeds import seeded_quads
from cardscan.card.working_picture import WorkingPicture, working_picture
from cardscan.records import CardOutline, Pixels, Quad


def find_cards(pixels: Pixels, text_regions: Sequence[Quad]) -> tuple[CardOutline, ...]:
    """Find all cards on a photo.

    Args:
        pixels: the photo, BGR.
        text_regions: boxes around lines of text on it, px of the photo; some may be missing or not on a card.

    Returns:
        One outline a card, surest first; none where there is no card. Corners of a card that is cut off by the photo's
        border lie on the border.
    """
    picture = working_picture(pixels, text_regions)
    smooth = np.asarray(cv2.GaussianBlur(picture.pixels, (0, 0), 1.0), dtype=np.uint8)
    quads = _candidates(picture, smooth)
    evidence = gather(picture, smooth, quads)
    odds = log_odds(evidence)
    chosen = select(quads, gains(evidence, odds))
    odds = vouched(evidence, odds, chosen)
    chosen = select(quads, gains(evidence, odds))
    limit = np.array([pixels.shape[1], pixels.shape[0]], dtype=np.float64)
    outlines = []
    for i in chosen:
        corners = np.clip(quads[i] / picture.scale, 0, limit)
        outlines.append(CardOutline(quad=as_quad(corners), score=float(1 / (1 + np.exp(-odds[i])))))
    return tuple(sorted(outlines, key=lambda outline: -outline.score))


def _candidates(picture: WorkingPicture, smooth: Pixels) -> Floats:
    """Every quadrilateral worth judging, its sides moved onto edges."""
    groups = text_groups(picture.texts)
    frame = np.asarray([frame_quad(picture.width - 1, picture.height - 1)])
    quads = np.concatenate([region_quads(picture), seeded_quads(picture, find_strokes(picture), groups)])
    quads = refine(smooth, refine(smooth, quads, 8), 3)
    sound = are_convex(quads) & (signed_areas(quads) > 0)
    return np.concatenate([quads[sound], frame])

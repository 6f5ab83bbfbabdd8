"""Whether a picture is itself one card: a scan without a border, or a photo cropped to the card."""

from __future__ import annotations

import numpy as np

from cardscan.card.evidence import Evidence
from cardscan.card.geometry import Floats
from cardscan.card.perspective import aspect_misfit
from cardscan.card.score import MOST_LINES, WORDS_ENOUGH, type_size_penalty
from cardscan.card.working_picture import WorkingPicture
from cardscan.records import Pixels

RIM = 3
"""Px inside the border at which a scanned card shows its paper, clear of the scanner's own edge."""
FLAT = 6.0
"""Grey levels per px below which the rim is paper, not a textured desk."""
SPAN = 0.5
"""Share of the longer or the shorter side that the text of a card spans."""


def frame_log_odds(picture: WorkingPicture, smooth: Pixels, evidence: Evidence, row: int) -> float:
    """Log-odds that the whole picture is one card; ``row`` is the whole frame's place in ``evidence``."""
    shape = float(aspect_misfit(np.array([picture.width / picture.height]))[0])
    crowded = max(float(evidence.lines[row]) - MOST_LINES, 0) / 10
    wordless = float(np.clip(1 - evidence.held[row] / WORDS_ENOUGH, 0, 1))
    return float(
        3.0
        - 0.5 * min(shape, 12)
        - 5.0 * crowded
        - 6.0 * wordless
        - 8.0 * (1 - _flat_rim(smooth))
        - 6.0 * max(SPAN - _text_span(picture), 0)
        - float(type_size_penalty(evidence)[row])
    )


def _flat_rim(smooth: Pixels) -> float:
    """The share of the picture's rim that runs along without an edge."""
    inner = smooth[RIM:-RIM, RIM:-RIM]
    rim = np.concatenate([inner[0], inner[:, -1], inner[-1, ::-1], inner[::-1, 0]]).astype(np.float64)
    return float((np.abs(np.diff(rim, axis=0)).max(axis=1) < FLAT).mean()) if len(rim) > 1 else 0.0


def _text_span(picture: WorkingPicture) -> float:
    """How much of the picture's width or height, whichever is more, lies between its outermost text."""
    if not len(picture.texts):
        return 0.0
    points: Floats = picture.texts.reshape(-1, 2)
    extent = points.max(axis=0) - points.min(axis=0)
    return float((extent / np.array([picture.width, picture.height])).max())

"""One number for the evidence: the log-odds that a quadrilateral is a card.

The weights started as a logistic regression's, fitted on the candidates of drawn photos, and were rounded; what a
penalty stands for is said at its constant.
"""

from __future__ import annotations

import numpy as np

from cardscan.card.evidence import Evidence
from cardscan.card.geometry import Floats
from cardscan.card.perspective import areas_in_plane

WORDS_ENOUGH = 0.8
"""Text lines of ten characters that make a card credible; a key cap or a road sign has less."""
PRINT_ENOUGH = 0.03
"""Share of print inside that a card has; a tile or a sheet of paper has none."""
UNDETECTED_BELOW = 0.06
"""Share of the photo below which a card's type may be too small for the text detector; impossible at twice that."""
TEXT_ELSEWHERE = 10
"""Boxes of text on the photo from which a card's own would have been detected as well."""
SMALLEST_TYPE = 0.03
LARGEST_TYPE = 0.25
"""Median text height over the card's shorter side: 6 pt on 91 × 55 mm is 0.038; pages of text have far less."""
MOST_LINES = 25.0
DENSEST = 0.38
"""Share of a card covered by boxes of text; columns of a newspaper have 0.6."""
CUT_OFF = np.array([0.0, 3.5, 6.0, 9.0, 30.0])
"""What 0 to 4 sides on the photo's border cost: there the photo shows no edge, and tables and pages end there too."""
CUT_OFF_MISFIT = 3.0
"""A card that is cut off has no shape of its own: a middling misfit, squared standard deviations."""
EMPTIEST = 0.02
"""Share of a card covered by text: a name alone has 0.016, but stands with more."""
ALIKE = 0.4
"""Natural logarithm of the ratio of areas up to which two cards of one photo are of one size (perspective included)."""
SURE = 2.0
"""Log-odds from which a card's size may vouch for others."""
VOUCHED = (0.0, 4.0, 6.0)
"""Log-odds that a wordless outline gains when none, one, or more sure cards of its size are on the photo."""
GROWTH = 0.27
"""Power of the area by which a candidate gains weight: a whole card outweighs its frame, its band or its coloured half,
but not the two cards that together look like one."""


def log_odds(evidence: Evidence) -> Floats:
    """Log-odds of N quadrilaterals; above 0 more likely a card than not."""
    seen = evidence.sides_seen
    visible = np.maximum(seen.sum(axis=1), 1)
    support = (evidence.support * seen).sum(axis=1) / visible
    weakest = np.where(seen, evidence.support, 1.0).min(axis=1)
    border = (~seen).sum(axis=1)
    misfit = np.where(border > 0, CUT_OFF_MISFIT, np.minimum(evidence.misfit, 40.0))
    return np.asarray(
        14.0 * support
        + 2.5 * weakest
        - 0.4 * misfit
        - 1.5 * np.minimum(evidence.cut, 3)
        - 8.0 * _wordless(evidence)
        + 0.6 * np.minimum(evidence.held, 4) / 4
        - type_size_penalty(evidence)
        - 0.5 * np.maximum(evidence.lines - MOST_LINES, 0)
        - 12.0 * np.maximum(evidence.dense - DENSEST, 0)
        - np.where(evidence.lines > 0, 80.0 * np.maximum(EMPTIEST - evidence.dense, 0), 0)
        - 9.0 * (evidence.printed * seen).sum(axis=1) / visible
        - CUT_OFF[border]
        - 9.0,
        dtype=np.float64,
    )


def type_size_penalty(evidence: Evidence) -> Floats:
    """What type too small or too large for a card costs, in log-odds."""
    size = np.maximum(evidence.size, 1e-3)
    small = np.clip(np.log(SMALLEST_TYPE / size), 0, 1)
    large = np.clip(np.log(size / LARGEST_TYPE), 0, 1)
    return np.asarray(np.where(evidence.lines > 0, 6.0 * small + 4.0 * large, 0), dtype=np.float64)


def gains(evidence: Evidence, odds: Floats) -> Floats:
    """What choosing each candidate is worth: its log-odds, weighted by its size."""
    return np.asarray(odds * np.maximum(evidence.share, 1e-4) ** GROWTH, dtype=np.float64)


def vouched(evidence: Evidence, quads: Floats, odds: Floats, chosen: list[int]) -> Floats:
    """Log-odds again, knowing which cards were ``chosen``: outlines of their size gain, with little or no text.

    The back of a card, or one whose type is too small to be detected, lies among others of its kind. Their sizes are
    compared as seen, which perspective falsifies, and as they are on the table, which a small error at a corner does.
    """
    sure = [i for i in chosen if odds[i] > SURE]
    if not sure:
        return odds
    seen = np.abs(np.log(evidence.share[:, None] / evidence.share[sure][None]))
    lying = np.abs(np.log(np.stack([areas_in_plane(quads, quads[i]) for i in sure], axis=1)))
    apart = np.minimum(seen, lying)
    vouchers = np.minimum((apart < ALIKE).sum(axis=1), 2)
    credible = (evidence.ink > PRINT_ENOUGH / 2) & (evidence.size < LARGEST_TYPE)
    bonus = np.where(credible, np.asarray(VOUCHED)[vouchers], 0) * _wordless(evidence)
    return np.asarray(odds + bonus, dtype=np.float64)


def _wordless(evidence: Evidence) -> Floats:
    """0–1: how far an outline is from showing enough words.

    Where nothing at all was detected, on the whole photo, print inside speaks a little for a small card, whose type is
    too small to be detected; where a lone character was, it is the cap of a key.
    """
    small = np.clip(2 - evidence.share / UNDETECTED_BELOW, 0, 1) * max(0.0, 1 - evidence.on_photo / TEXT_ELSEWHERE)
    undetected = np.where(evidence.boxes == 0, 0.35 * np.clip(evidence.ink / PRINT_ENOUGH, 0, 1) * small, 0)
    return np.asarray(np.clip(1 - evidence.held / WORDS_ENOUGH, 0, 1) * (1 - undetected), dtype=np.float64)

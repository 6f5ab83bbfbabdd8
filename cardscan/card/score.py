"""One number for the evidence: the log-odds that a quadrilateral is a card.

The weights are a logistic regression's, fitted on the candidates of drawn photos and rounded.
"""

from __future__ import annotations

import numpy as np

from cardscan.card.evidence import Evidence
from cardscan.card.geometry import Floats

WORDS_ENOUGH = 0.8
"""Text lines of ten characters that make a card credible; a key cap or a road sign has less."""
SMALLEST_TYPE = 0.03
LARGEST_TYPE = 0.25
"""Median text height over the card's shorter side: 6 pt on 91 × 55 mm is 0.038; pages of text have far less."""
MOST_LINES = 25.0
ALIKE = 0.22
"""Natural logarithm of the ratio of areas up to which two cards of one photo are of one size (perspective included)."""
SURE = 2.0
"""Log-odds from which a card's size may vouch for others."""
VOUCHED = 6.0
"""Log-odds that a wordless outline gains when at least two sure cards of its size are on the photo."""
GROWTH = 0.27
"""Power of the area by which a candidate gains weight: a whole card outweighs its frame, its band or its coloured half,
but not the two cards that together look like one."""


def log_odds(evidence: Evidence) -> Floats:
    """Log-odds of N quadrilaterals; above 0 more likely a card than not."""
    support = np.sort(evidence.support, axis=1)
    size = np.maximum(evidence.size, 1e-3)
    small = np.where(evidence.lines > 0, np.clip(np.log(SMALLEST_TYPE / size), 0, 1), 0)
    large = np.clip(np.log(size / LARGEST_TYPE), 0, 1)
    wordless = np.clip(1 - evidence.held / WORDS_ENOUGH, 0, 1)
    crowded = np.maximum(evidence.lines - MOST_LINES, 0) / 10
    printed = np.clip(np.log(np.maximum(evidence.contrast, 1) / 12), 0, 1) * np.clip(1 - evidence.step / 0.25, 0, 1)
    return np.asarray(
        14.0 * support.mean(axis=1)
        + 2.5 * support[:, 0]
        - 1.0 * np.minimum(evidence.misfit, 20) / 5
        - 1.5 * np.minimum(evidence.cut, 3)
        - 8.0 * wordless**2
        + 0.6 * np.minimum(evidence.held, 4) / 4
        - 6.0 * small
        - 4.0 * large
        - 5.0 * crowded
        - 3.0 * (printed.mean(axis=1))
        - 3.0 * (evidence.border == 3)
        - 9.5,
        dtype=np.float64,
    )


def gains(evidence: Evidence, odds: Floats) -> Floats:
    """What choosing each candidate is worth: its log-odds, weighted by its size."""
    return np.asarray(odds * np.maximum(evidence.share, 1e-4) ** GROWTH, dtype=np.float64)


def vouched(evidence: Evidence, odds: Floats, chosen: list[int]) -> Floats:
    """Log-odds again, knowing which cards were ``chosen``: outlines with little or no text that are as large as they are gain.

    The back of a card, or one whose type is too small to be detected, lies among others of its kind.
    """
    sure = [i for i in chosen if odds[i] > SURE]
    if len(sure) < 2:
        return odds
    apart = np.abs(np.log(evidence.share[:, None] / evidence.share[sure][None]))
    alike = (apart < ALIKE).sum(axis=1) >= 2
    wordless = np.clip(1 - evidence.held / WORDS_ENOUGH, 0, 1)
    return np.asarray(odds + np.where(alike, VOUCHED * wordless**2, 0), dtype=np.float64)

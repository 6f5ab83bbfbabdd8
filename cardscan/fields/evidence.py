"""Beliefs from evidence: independent signs add up as log-odds."""

from __future__ import annotations

import math


def belief(*log_odds: float) -> float:
    """0 to 1 from natural log-odds that add up; 0 is "as likely as not".

    >>> belief(), round(belief(1.0, 1.0), 2), round(belief(-3.0), 2)
    (0.5, 0.88, 0.05)
    """
    total = max(-20.0, min(20.0, sum(log_odds)))
    return 1 / (1 + math.exp(-total))


def log_odds(chance: float) -> float:
    """The inverse of ``belief``; 0 and 1 are taken for one in a million and its opposite."""
    inner = min(max(chance, 1e-6), 1 - 1e-6)
    return math.log(inner / (1 - inner))

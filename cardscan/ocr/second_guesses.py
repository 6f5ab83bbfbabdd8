"""What else the recogniser thought of where it was not sure of a character; the right one is often the next best."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from cardscan.orthography.variants import fold_variants
from cardscan.records import DoubtfulCharacter

_SURE = 0.998
"""A character with this probability is not doubted. 94 of 100 drawn characters have it; the surest misread one that its
second guess put right had 0.996."""

_LEAST = 0.003
"""Alternatives less probable than this are left out."""

_MOST = 8
"""Alternatives kept for a character."""


def second_guesses(
    text: str, probabilities: npt.NDArray[np.float32], best: npt.NDArray[np.intp], characters: Sequence[str]
) -> tuple[DoubtfulCharacter, ...]:
    """The doubtful characters of a line, in their order.

    Args:
        text: What was made of the line, one character for each run of equal answers that is not blank.
        probabilities: Time steps × ``characters``, 0–1.
        best: The likeliest column at each time step.
        characters: What the columns stand for; the first for no character.
    """
    starts = np.concatenate(([0], np.flatnonzero(np.diff(best)) + 1))
    ends = np.append(starts[1:], len(best))
    peaks = np.maximum.reduceat(probabilities[np.arange(len(best)), best], starts)
    printed = np.flatnonzero(best[starts])
    doubtful = []
    for number in np.flatnonzero(peaks[printed] < _SURE).tolist():
        if text[number].isspace():
            continue
        run = printed[number]
        answer, score = best[starts[run]], float(peaks[run])
        likely = probabilities[starts[run] : ends[run]].max(axis=0)
        likely[[0, answer]] = 0
        likelier = np.flatnonzero(likely >= _LEAST)
        ranked = likelier[np.argsort(-likely[likelier])][:_MOST].tolist()
        alternatives = tuple(
            (characters[column], round(float(likely[column]), 4))
            for column in ranked
            if fold_variants(characters[column]) != fold_variants(text[number])
        )
        if alternatives:
            place = sum(not character.isspace() for character in text[:number])
            doubtful.append(DoubtfulCharacter(place, text[number], round(score, 4), alternatives))
    return tuple(doubtful)

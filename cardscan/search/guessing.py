"""Words with a typing or reading error: how far a value is from what was asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from cardscan.search.ranking import Folded, column_worth
from cardscan.store.full_text import IndexColumn

if TYPE_CHECKING:
    from collections.abc import Iterator

_TWO_ERRORS_FROM = 8
"""Below this many characters a second error makes another word of most names (sakamoto, sasamoto)."""


@dataclass(frozen=True, slots=True)
class Guess:
    """What a mistyped word probably stands for."""

    text: str
    """The folded characters that were taken for the word."""
    column: IndexColumn
    worth: float
    """Comparable with ``ranking.score``, but at most as good as an exact match inside a value of the same column."""


def best_guess(forms: Sequence[str], columns: Sequence[IndexColumn], values: Folded) -> Guess | None:
    """The value of a person that is nearest to any form of a word, if one is near enough.

    One error (a character wrong, missing, too many, or two swapped) is allowed, from eight characters on two. A word
    of two characters can only stand for a whole value of two characters.

    Args:
        forms: Folded forms of the word, at least two characters each.
        columns: Where to look; empty: everywhere.
        values: The person's folded values.
    """
    found = [
        Guess(text, column, column_worth(column) + 0.25 * (1 - distance / len(form)))
        for column in columns or tuple(IndexColumn)
        for value in values.get(column, ())
        for form in forms
        for text, distance in _near(form, value)
    ]
    return max(found, key=lambda guess: guess.worth, default=None)


def _near(form: str, value: str) -> Iterator[tuple[str, int]]:
    """The stretch of ``value`` that is nearest to ``form``, with its distance, if it is near enough."""
    allowed = 2 if len(form) >= _TWO_ERRORS_FROM else 1
    if len(form) <= 2:
        candidates: Iterable[str] = [value] if len(value) == len(form) else []
    elif abs(len(value) - len(form)) <= allowed:
        candidates = [value]
    else:
        candidates = _windows(form, value, allowed)
    distances = [(text, OSA.distance(form, text, score_cutoff=allowed)) for text in candidates]
    near = [(text, distance) for text, distance in distances if distance <= allowed]
    if near:
        yield min(near, key=lambda pair: pair[1])


def _windows(form: str, value: str, allowed: int) -> list[str]:
    """The stretches of a longer value around the place that resembles ``form`` most."""
    cutoff = 100 * (1 - (allowed + 1) / len(form))
    place = fuzz.partial_ratio_alignment(form, value, score_cutoff=max(cutoff, 0.0))
    if place is None or len(value) < len(form):
        return []
    starts = range(max(place.dest_start - allowed, 0), place.dest_start + 2)
    ends = range(place.dest_end - 1, min(place.dest_end + allowed, len(value)) + 1)
    return [value[start:end] for start in starts for end in ends if end > start]

"""Dashes of telephone numbers and postal codes in columns that were read as the figure 1, told by the numbering plan.

Between upright figures a dash is a stroke along the column, as the figure 1 is. ``cardscan.ocr.columns`` tells most
of them apart on the picture; where it did not, the number is a figure or two too long and no plan knows it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from itertools import combinations

from cardscan.fields.phone_number import rate
from cardscan.orthography.width import HYPHENS, LONG_VOWELS, normalise_in_place, unify_dashes
from cardscan.records import DoubtfulCharacter

_NUMBER = re.compile(r"(?<![\d-])\(?0[\d()-]{9,17}(?!\d)")
_POSTAL = re.compile(r"^\s*(?:[〒〶〠TFテデ]|郵便番号)\s*\d{3}(1)\d{4}\s*$")
"""Behind a postal mark, or what that is read as, eight figures are one too many."""

_WHOLE = re.compile(r"0\d{1,3}-\d{2,4}-\d{4}")
"""A number in its usual three groups."""

_MOST_DASHES = 2
"""In one number."""

_PLAN_KNOWS = 0.95
"""What ``rate`` gives a number that is grouped as the numbering plan does."""

_SHAPED = 0.9
"""... and one that it knows, in three groups, but would group otherwise; taken where it is the only such reading."""

_UNGUESSED = math.log(0.003)
"""Log-odds of a dash that the engine did not think of; what it does not tell of is less probable than this."""

_DASHES = frozenset(HYPHENS + LONG_VOWELS + "|｜~一")


def with_column_dashes(text: str, doubts: Sequence[DoubtfulCharacter | None]) -> str:
    """A column's text with the dashes of its numbers; its length stays.

    Args:
        text: As printed, in narrow or wide characters.
        doubts: About each character, or None; they tell which figure is the likelier to be a dash.

    >>> with_column_dashes("携帯０８０１２３４５１６７８９", [None] * 15)
    '携帯０８０-２３４５-６７８９'
    >>> with_column_dashes("電話089140613597", [None] * 14)
    '電話089-406-3597'
    """
    plain = unify_dashes(normalise_in_place(text))
    postal = _POSTAL.match(plain)
    dashed = (
        plain[: postal.start(1)] + "-" + plain[postal.end(1) :]
        if postal is not None
        else _NUMBER.sub(lambda run: _with_dashes(run[0], doubts[run.start() : run.end()]), plain)
    )
    return "".join(
        new if new == "-" and old == "1" else printed for printed, old, new in zip(text, plain, dashed, strict=True)
    )


def _with_dashes(number: str, doubts: Sequence[DoubtfulCharacter | None]) -> str:
    """A number that no plan knows with one or two of its ones as dashes, where the plan then groups it so."""
    if rate(number, ("JP",)).valid:
        return number
    ones = [place for place, character in enumerate(number) if character == "1"]
    found, shaped = [], []
    for count in range(1, _MOST_DASHES + 1):
        for places in combinations(ones, count):
            trial = "".join("-" if place in places else character for place, character in enumerate(number))
            rating = rate(trial, ("JP",))
            if rating.belief >= _PLAN_KNOWS:
                found.append((sum(_odds(doubts[place]) for place in places), trial))
            elif rating.valid and rating.belief >= _SHAPED and _WHOLE.fullmatch(trial):
                shaped.append(trial)
    if found:
        return max(found)[1]
    return shaped[0] if len(shaped) == 1 else number


def _odds(doubt: DoubtfulCharacter | None) -> float:
    """Log-odds of a dash against what was read."""
    chance = max((other for sign, other in doubt.alternatives if sign in _DASHES), default=0.0) if doubt else 0.0
    return math.log(chance / max(doubt.score, 1e-6)) if doubt and chance else _UNGUESSED

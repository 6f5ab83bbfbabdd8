"""How well a person answers: where a word was found, and whether it is the whole value, its beginning or inside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product

from cardscan.store.full_text import IndexColumn, Term

TIERS = (
    (IndexColumn.NAME,),
    (IndexColumn.READING,),
    (IndexColumn.COMPANY,),
    (
        IndexColumn.TITLE,
        IndexColumn.TAG,
        IndexColumn.PHONE,
        IndexColumn.ONLINE,
        IndexColumn.EVENT,
        IndexColumn.ADDRESS,
        IndexColumn.NOTE,
        IndexColumn.LINE,
    ),
)
"""The columns in the order in which their answers are looked for: who, then which firm, then the rest."""

_ORDER = [column for tier in TIERS for column in tier]
_WORTH = {column: len(_ORDER) - place for place, column in enumerate(_ORDER)}
"""A column is always worth more than any behind it."""

_WHOLE, _BEGINNING, _INSIDE = 0.75, 0.5, 0.25
"""Below 1, so that the way of matching decides only within a column."""

Folded = Mapping[IndexColumn, Sequence[str]]
"""A person's folded values by column."""


def stages(words: Sequence[Sequence[Term]]) -> Iterator[tuple[Term, ...]]:
    """Additional conditions, the most telling first: together they cover everything that can match.

    Args:
        words: For each word of a query the terms of which any will do.
    """
    for tier, (begin, end) in product(TIERS, ((True, True), (True, False), (False, False))):
        narrowed = [
            Term(term.text, tuple(column for column in tier if not term.columns or column in term.columns), begin, end)
            for alternatives in words
            for term in alternatives
        ]
        if condition := tuple(dict.fromkeys(term for term in narrowed if term.columns)):
            yield condition


def score(words: Iterable[Sequence[Term]], values: Folded) -> float:
    """The sum over the words of the best place in which each was found."""
    return sum(max((worth for term in terms for worth in _worths(term, values)), default=0.0) for terms in words)


def column_worth(column: IndexColumn) -> float:
    """What a match in a column is worth at least; at most 1 more."""
    return float(_WORTH[column])


def _worths(term: Term, values: Folded) -> Iterator[float]:
    for column in term.columns or tuple(IndexColumn):
        for value in values.get(column, ()):
            at = value.find(term.text)
            if at == 0:
                yield _WORTH[column] + (_WHOLE if len(value) == len(term.text) else _BEGINNING)
            elif at > 0 and not term.at_begin:
                yield _WORTH[column] + _INSIDE

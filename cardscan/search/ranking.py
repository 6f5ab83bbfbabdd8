"""How well a person answers: where a word was found, and whether it is the whole value, its beginning or inside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

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
        IndexColumn.LOOK,
        IndexColumn.TALK,
        IndexColumn.PROMISE,
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


def conditions(words: Sequence[Sequence[Term]], tier: Sequence[IndexColumn]) -> tuple[tuple[Term, ...], ...]:
    """Additional conditions that keep only answers of one tier: for whole values, for their beginnings, for anything.

    Args:
        words: For each word of a query the terms of which any will do.
        tier: The columns in which at least one word has to be found.

    Returns:
        Three groups of terms, or nothing where no word may stand in these columns.
    """
    narrowed = [
        (term, tuple(column for column in tier if not term.columns or column in term.columns))
        for alternatives in words
        for term in alternatives
    ]
    if not any(columns for _, columns in narrowed):
        return ()
    return tuple(
        tuple(
            dict.fromkeys(
                Term(term.text, columns, at_begin=begin or term.at_begin, at_end=end)
                for term, columns in narrowed
                if columns
            )
        )
        for begin, end in ((True, True), (True, False), (False, False))
    )


def score(words: Iterable[Sequence[Term]], values: Folded) -> float:
    """The sum over the words of the best place in which each was found."""
    return sum((max((worth for term in terms for worth in _worths(term, values)), default=0.0) for terms in words), 0.0)


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

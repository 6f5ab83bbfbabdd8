"""Overlapping pairs of characters: what the full-text index holds, since Japanese has no spaces between words.

A value ``abc`` is indexed as ``⊢a ab bc c⊣``. So a run of pairs in a row is a substring, a run that begins with
``⊢`` is the beginning of a value, one that ends with ``⊣`` its end, and nothing matches across two values.
"""

from __future__ import annotations

from collections.abc import Iterable

BEGIN = "\ue000"
"""Private-use characters, so that no folded text contains them (``search_fold`` keeps letters and digits only)."""
END = "\ue001"


def index_tokens(values: Iterable[str]) -> str:
    """All values, already folded, as one run of tokens with spaces between; empty values leave nothing."""
    return " ".join(" ".join(pairs(BEGIN + value + END)) for value in values if value)


def pairs(text: str) -> list[str]:
    """The overlapping pairs of ``text``, in order: ``abc`` → ``["ab", "bc"]``; fewer than two characters give none."""
    return [text[i : i + 2] for i in range(len(text) - 1)]


def values_of_tokens(tokens: str) -> list[str]:
    """The values that ``index_tokens`` was given, without the empty ones."""
    return tokens[:: len("ab ")].split(BEGIN)[1:]  # the first characters of all pairs in a row spell the values

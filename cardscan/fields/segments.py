"""The parts of a line that may be a field by themselves: whole words between spaces, bars, commas and brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cardscan.orthography.width import normalise_in_place

_WORD = re.compile(r"[^\s/|,、;:()\[\]<>《》【】〈〉「」『』■●◆▪•·∙]+(?:\.,)?")
_MOST_WORDS = 9
"""A line of more words is a sentence or an address; only its whole, its beginnings and its ends are looked at."""
_TRIMMED = " \t\u3000/|,、;:・-–—~■●◆▪•·∙"
_PAIRS = {"(": ")", "[": "]", "《": "》", "【": "】", "〈": "〉", "「": "」", "『": "』", "<": ">"}


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a line."""

    text: str
    """Width-normalised, of the same length as the printed stretch."""
    start: int
    end: int
    """Characters of the line, end exclusive."""
    before: str
    after: str
    """What of the line stands before and after it."""

    @property
    def is_whole(self) -> bool:
        """Whether nothing but signs stands beside it."""
        return not self.before.strip(_TRIMMED) and not self.after.strip(_TRIMMED)

    @property
    def rest(self) -> tuple[str, ...]:
        """What stands beside it, without the separating signs; empty strings left out."""
        return tuple(filter(None, (unbracketed(self.before), unbracketed(self.after))))


def segments(line: str) -> Iterator[Segment]:
    """Every run of neighbouring words of a line, the whole line first.

    A run that opens a bracket without closing it, or the other way round, is left out.
    """
    text = normalise_in_place(line)
    words = [match.span() for match in _WORD.finditer(text)]
    if not words:
        return
    few = len(words) <= _MOST_WORDS
    for length in range(len(words), 0, -1):
        for first in range(len(words) - length + 1):
            last = first + length - 1
            if few or first == 0 or last == len(words) - 1:
                segment = _segment(text, words[first][0], words[last][1])
                if segment is not None:
                    yield segment


def segment_at(line: str, start: int, end: int) -> Segment:
    """The stretch of a line from ``start`` to ``end``."""
    text = normalise_in_place(line)
    return Segment(text[start:end], start, end, text[:start], text[end:])


def unbracketed(text: str) -> str:
    """Without separating signs and one pair of brackets at its ends; a bracket whose partner is inside stays.

    >>> unbracketed("(営業部)"), unbracketed("博士(工学)")
    ('営業部', '博士(工学)')
    """
    text = text.strip(_TRIMMED)
    inner = text.strip("".join(_PAIRS) + "".join(_PAIRS.values()))
    is_whole = all(inner.count(opening) == inner.count(closing) for opening, closing in _PAIRS.items())
    return (inner if is_whole else text).strip(_TRIMMED)


def _segment(text: str, start: int, end: int) -> Segment | None:
    """The run widened by brackets that it opened or needs to close: a bracket may begin or end a value such as (株)."""
    if start and text[start - 1] in _PAIRS and _PAIRS[text[start - 1]] in text[start:end]:
        start -= 1
    if (
        end < len(text)
        and text[end] in _PAIRS.values()
        and any(text[end] == _PAIRS[c] for c in text[start:end] if c in _PAIRS)
    ):
        end += 1
    run = text[start:end]
    whole = not text[:start].strip("".join(_PAIRS) + " ") and not text[end:].strip()
    if whole:  # an engine may have lost a bracket
        start, end, run = len(text) - len(text.lstrip()), len(text.rstrip()), text.strip()
    elif any(run.count(opening) != run.count(closing) for opening, closing in _PAIRS.items()):
        return None
    return Segment(run, start, end, text[:start], text[end:])

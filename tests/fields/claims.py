"""What the recognisers of this room say about cards made of strings."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from cardscan.fields import department, organization, person_name, qualification, reading, romanized_name, title
from cardscan.fields.assign import assign
from cardscan.records import Candidate, CardText, FieldKind
from tests.fields.card_text import Box, card_text, text_length

RECOGNISERS = (
    person_name.recognise,
    reading.recognise,
    romanized_name.recognise,
    organization.recognise,
    department.recognise,
    title.recognise,
    qualification.recognise,
)


def claims_on(card: CardText) -> list[Candidate]:
    """Every claim of who and where on a card."""
    return [claim for recognise in RECOGNISERS for claim in recognise(card)]


def read(lines: Sequence[str | tuple[str, float]]) -> list[tuple[FieldKind, str]]:
    """Kind and value of what is chosen on a card with lines below each other; a line may state its size in px."""
    card = card_text(stacked(lines))
    return [(choice.candidate.kind, choice.candidate.value) for choice in assign(card, claims_on(card))]


def stacked(lines: Sequence[str | tuple[str, float]]) -> list[tuple[str, Box, float]]:
    """Lines below each other with a line spacing of 1.6."""
    placed: list[tuple[str, Box, float]] = []
    top = 30.0
    for line in lines:
        text, size = line if isinstance(line, tuple) else (line, 24.0)
        placed.append((text, (40.0, top, 40.0 + text_length(text, size), top + size), size))
        top += 1.6 * size
    return placed


def compact(text: str) -> str:
    """Without widths and spaces, for comparing."""
    return "".join(unicodedata.normalize("NFKC", text).split())

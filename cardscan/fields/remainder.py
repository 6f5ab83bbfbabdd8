"""Whether what stands beside a part of a line is accounted for by another field."""

from __future__ import annotations

from functools import lru_cache

from cardscan.fields.department_grammar import department_belief, is_practice
from cardscan.fields.firm_grammar import firm_look
from cardscan.fields.japanese_name import japanese_name
from cardscan.fields.latin_name import credentials_end, latin_name
from cardscan.fields.placement import is_japanese
from cardscan.fields.qualification_grammar import is_licence_number, qualification_belief
from cardscan.fields.segments import Segment, segments
from cardscan.fields.title_grammar import title_belief
from cardscan.orthography.kana import is_kana

_SURE = 0.6
_UNEXPLAINED = -3.0
"""Log-odds: a name, title or firm is rarely printed within a run of words that mean nothing."""


def rest_weight(segment: Segment) -> float:
    """Log-odds to add to a claim on ``segment``: 0 where the rest of its line is explained, less where it is not."""
    return sum(_UNEXPLAINED for rest in segment.rest if not explained(rest))


@lru_cache(maxsize=4096)
def explained(text: str) -> bool:
    """Whether ``text`` is a title, department, licence, firm, name or reading, or two or three of them in a row."""
    if _is_one_field(text):
        return True
    pieces = [segment for segment in segments(text) if not segment.is_whole]
    return any(
        not piece.before.strip() and _is_one_field(piece.text) and all(map(_is_one_field, piece.rest))
        for piece in pieces
    )


def _is_one_field(text: str) -> bool:
    compact = "".join(text.split())
    if not compact or is_licence_number(text) or compact in ("様", "殿", "氏", "印"):
        return True
    if is_kana(compact) and len(compact) >= 3:
        return True
    if max(title_belief(text), department_belief(text), qualification_belief(text)) >= _SURE or is_practice(text):
        return True
    firm = firm_look(text)
    if firm.belief >= _SURE and (firm.has_legal_form or is_japanese(text) or len(text.split()) > 1):
        return True
    name = japanese_name(text)
    if name is not None and name.weight > 0.5:
        return True
    end, credentials = credentials_end(text)
    latin = latin_name(text[:end])
    return (latin is not None and latin.weight > 0.5) or (not text[:end].strip() and bool(credentials))

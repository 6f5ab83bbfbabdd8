"""Postal addresses of every kind that stands on cards; several offices are several addresses."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from cardscan.fields.address_ja import recognise_japanese
from cardscan.fields.address_latin import recognise_latin
from cardscan.records import Candidate, CardText

_TRANSLATION = 0.2
"""What remains of the belief in an address that only says in Latin letters what stands on the card in Japanese."""


def recognise(card: CardText) -> list[Candidate]:
    """Every claim of an address, those that compete for lines included.

    Parts: ``postal_code``, ``region``, ``locality``, ``street``, ``building``, ``country``, as far as they are printed;
    ``value`` and ``text`` are the address in one line without 〒 and a Japanese postal code. An office whose address
    stands on the card in Japanese and in Latin letters is one office: the Japanese print stands for it.
    """
    japanese = recognise_japanese(card)
    latin = [
        replace(claim, belief=claim.belief * _TRANSLATION) if _is_translation(claim, japanese) else claim
        for claim in recognise_latin(card)
    ]
    return [*japanese, *latin]


def _is_translation(claim: Candidate, japanese: Sequence[Candidate]) -> bool:
    """Whether a Japanese claim has the same postal code, or without one the same number of block and house."""
    code, number = claim.parts.get("postal_code"), _number(claim.value)
    for other in japanese:
        if set(other.lines) & set(claim.lines) or other.belief < claim.belief / 2:
            continue
        if code and code == other.parts.get("postal_code"):
            return True
        if not code and number and number == _number(other.value):
            return True
    return False


def _number(text: str) -> str:
    """The number of block and house in one spelling: 1-2-3 for 1丁目2番3号."""
    found = re.search(r"\d+(?:(?:-|丁目|番地?|号)\d+)+", text)
    return re.sub(r"\D+", "-", found[0]) if found else ""

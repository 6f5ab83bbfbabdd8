"""Postal addresses of every kind that stands on cards; several offices are several addresses."""

from __future__ import annotations

from cardscan.fields.address_ja import recognise_japanese
from cardscan.fields.address_latin import recognise_latin
from cardscan.records import Candidate, CardText


def recognise(card: CardText) -> list[Candidate]:
    """Every claim of an address, those that compete for lines included.

    Parts: ``postal_code``, ``region``, ``locality``, ``street``, ``building``, ``country``, as far as they are printed;
    ``value`` and ``text`` are the address in one line without 〒 and a Japanese postal code.
    """
    return [*recognise_japanese(card), *recognise_latin(card)]

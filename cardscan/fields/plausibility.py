"""Whether what was read on a piece of paper is a card at all: a receipt, a key cap or a page of news is none."""

from __future__ import annotations

from cardscan.records import CardFields

_FEW_LINES = 4
"""A card without a way to reach anyone holds a mark, a firm or a name: no more lines than this."""

_LEAST_LETTERS = 3
"""Fewer letters and digits than this are a key cap, a page number or noise."""

_PERSON_SIGNS = 3
"""A name, firm, department, title or qualification: of a receipt's lines one or two may pass for them, not three."""


def reads_like_card(fields: CardFields) -> bool:
    """Whether the text names a way to reach someone, or enough of who they are, or is as short as a logo's."""
    contact = fields.contact
    if contact.phones or contact.emails or contact.urls or contact.addresses or contact.socials:
        return True
    signs = (contact.full_name, contact.organization, contact.department, contact.titles, contact.qualifications)
    if sum(bool(sign) for sign in signs) >= _PERSON_SIGNS:
        return True
    letters = sum(character.isalnum() for line in fields.lines for character in line.text)
    return len(fields.lines) <= _FEW_LINES and letters >= _LEAST_LETTERS

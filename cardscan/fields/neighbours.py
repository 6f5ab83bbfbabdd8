"""What two claims on one card say about each other: where they stand and what they spell.

Weights are log-odds (natural logarithm): +1 makes a pairing about 2.7 times as likely. They state how cards are set:
the reading and the Latin name stand beside the name, the title beside the name or the department, and an e-mail
address is usually made of its owner's name.
"""

from __future__ import annotations

import math
import re

from cardscan.fields.domain import same_owner
from cardscan.fields.name_agreement import spelling_affinity
from cardscan.orthography.width import normalise
from cardscan.records import Candidate, CardText, FieldKind, TextLine

_NEAR: dict[tuple[FieldKind, FieldKind], tuple[float, float]] = {
    (FieldKind.KANA, FieldKind.NAME): (1.0, -2.0),
    (FieldKind.ROMAJI, FieldKind.NAME): (0.8, -0.8),
    (FieldKind.TITLE, FieldKind.NAME): (0.7, -0.4),
    (FieldKind.QUALIFICATION, FieldKind.NAME): (0.5, -0.2),
    (FieldKind.DEPARTMENT, FieldKind.TITLE): (0.5, -0.1),
    (FieldKind.DEPARTMENT, FieldKind.NAME): (0.3, -0.2),
    (FieldKind.COMPANY_EN, FieldKind.COMPANY): (0.5, -0.2),
}
"""(kind, its partner): log-odds when they are near, and when they are far apart."""

_NEAR_SIZES = 2.5
"""Two blocks are near when the gap between them is at most this many character heights of the larger: on a card the
name's reading, title and romanised name follow within one or two line spacings."""

_MAIL_SPELLS_NAME = 2.5
_MAIL_CONTRADICTS_NAME = -0.5
_DOMAIN_IS_FIRM = 1.5
_SAME_DOMAIN = 1.0


def affinity(card: CardText, one: Candidate, other: Candidate) -> float:
    """How much two claims that are both taken support (positive) or contradict each other, in log-odds."""
    return _one_way(card, one, other) + _one_way(card, other, one)


def _one_way(card: CardText, one: Candidate, other: Candidate) -> float:
    weights = _NEAR.get((one.kind, other.kind))
    if weights is not None:
        near = weights[0] if _gap(card, one, other) <= _NEAR_SIZES else weights[1]
        return near + spelling_affinity(one, other)
    if one.kind is FieldKind.EMAIL and other.kind in (FieldKind.NAME, FieldKind.ROMAJI):
        agrees = mail_spells(one.value, other.value)
        if agrees is None:
            return spelling_affinity(one, other)
        return _MAIL_SPELLS_NAME if agrees else _MAIL_CONTRADICTS_NAME
    if one.kind in (FieldKind.EMAIL, FieldKind.URL) and other.kind in (FieldKind.COMPANY, FieldKind.COMPANY_EN):
        return _DOMAIN_IS_FIRM if domain_names_firm(one.value, other.value) else 0.0
    if one.kind is FieldKind.EMAIL and other.kind is FieldKind.URL:
        return _SAME_DOMAIN if same_owner(one.value, other.value) else 0.0
    return spelling_affinity(one, other)


def mail_spells(address: str, name: str) -> bool | None:
    """Whether an e-mail address's local part holds a part of a Latin name; None where the name is not Latin.

    ``chris.smith@…`` or ``csmith@…`` with ``Chris Smith`` → True; ``info@…`` → False.
    """
    parts = [part for part in re.findall(r"[a-z]+", normalise(name).casefold()) if len(part) > 1]
    if not parts or not normalise(name).isascii():
        return None
    local = re.sub(r"[^a-z]", "", address.partition("@")[0].casefold())
    return any(part in local for part in parts if len(part) > 2) or (
        len(parts) > 1 and local in {parts[0][0] + parts[-1][0], parts[-1][0] + parts[0][0]}
    )


def domain_names_firm(address: str, firm: str) -> bool:
    """Whether a domain's own label spells the firm: ``…@contoso.com`` and ``CONTOSO``, ``Contoso Ltd.``."""
    host = re.sub(r"^https?://|/.*$", "", address.rpartition("@")[2].casefold()).removeprefix("www.")
    labels = [re.sub(r"[^a-z0-9]", "", label) for label in host.split(".")[:-1]]
    words = re.findall(r"[a-z0-9]+", normalise(firm).casefold())
    spellings = {"".join(words[i:j]) for i in range(len(words)) for j in range(i + 1, len(words) + 1)}
    initials = "".join(word[0] for word in words)
    return any(len(label) > 2 and (label in spellings or (len(words) > 2 and label == initials)) for label in labels)


def bounds(lines: list[TextLine]) -> tuple[float, float, float, float]:
    """Left, top, right, bottom in px of some lines together."""
    xs = [x for line in lines for x, _ in line.quad]
    ys = [y for line in lines for _, y in line.quad]
    return min(xs), min(ys), max(xs), max(ys)


def _gap(card: CardText, one: Candidate, other: Candidate) -> float:
    """The clear distance between two claims, in character heights of the larger; 0 within one line."""
    if set(one.lines) & set(other.lines):
        return 0.0
    mine, theirs = [card.lines[i] for i in one.lines], [card.lines[i] for i in other.lines]
    left, top, right, bottom = bounds(mine)
    left2, top2, right2, bottom2 = bounds(theirs)
    dx, dy = max(left2 - right, left - right2, 0.0), max(top2 - bottom, top - bottom2, 0.0)
    size = max(line.size for line in mine + theirs)
    return math.hypot(dx, dy) / max(size, 1.0)

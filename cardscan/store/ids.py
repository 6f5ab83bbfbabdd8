"""Public ids: a letter that tells what it is and the row's number, ``p12``."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum

from cardscan.errors import NotFound


class IdKind(StrEnum):
    """The letter in front."""

    PERSON = "p"
    CARD = "c"
    EVENT = "e"
    NOTE = "n"
    PHOTO = "f"
    LOOK = "l"
    TALK = "t"
    PROMISE = "d"
    """What is due."""
    FACE = "h"
    """A head on a photo."""
    CHANGE = "u"
    """What can be undone."""


_WORDS = {
    IdKind.PERSON: "person",
    IdKind.CARD: "card",
    IdKind.EVENT: "event",
    IdKind.NOTE: "note",
    IdKind.PHOTO: "photo",
    IdKind.LOOK: "look",
    IdKind.TALK: "talk",
    IdKind.PROMISE: "promise",
    IdKind.FACE: "face",
    IdKind.CHANGE: "change",
}

_SHAPE = re.compile(rf"([{''.join(IdKind)}])([0-9]{{1,18}})")
"""Eighteen digits always fit the 64-bit row numbers of SQLite and PostgreSQL."""


def public_id(kind: IdKind, number: int) -> str:
    """The id as people see it."""
    return f"{kind}{number}"


def parse_id(ref: str) -> tuple[IdKind, int] | None:
    """The kind and row number that ``ref`` stands for, or None where it is not shaped like an id (a name, say)."""
    shape = _SHAPE.fullmatch(unicodedata.normalize("NFKC", ref).strip().lower())
    return (IdKind(shape[1]), int(shape[2])) if shape else None


def row_number(ref: str, kind: IdKind) -> int:
    """The row number behind an id that must be of ``kind``.

    Raises:
        NotFound: ``ref`` is not an id of that kind.
    """
    parsed = parse_id(ref)
    if parsed is None or parsed[0] is not kind:
        raise NotFound(f"“{ref}” is not the id of a {_WORDS[kind]}; such an id looks like {kind}12.")
    return parsed[1]


def missing(kind: IdKind, number: int) -> NotFound:
    """The error for an id that is well-formed but names nothing."""
    return NotFound(f"There is no {_WORDS[kind]} {kind}{number}.")

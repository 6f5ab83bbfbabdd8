"""The event that a folder's name tells: ``2026-11-20 異業種交流会`` is that event on that day."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from pathlib import Path

_DAY = re.compile(
    r"(?<!\d)((?:19|20)\d\d)([-_./年]?)(1[0-2]|0[1-9]|[1-9])(?:\2|月)(3[01]|[12]\d|0[1-9]|[1-9])日?(?!\d)"
)
_EDGES = " 　-_.,・()（）[]【】"


@dataclass(frozen=True, slots=True)
class FolderEvent:
    """What a folder's name says of the event in it."""

    name: str
    day: date


def folder_event(photo: Path) -> FolderEvent | None:
    """The event of the nearest folder above a photo whose name holds a day and a name; None where none does.

    ``2026-11-20 異業種交流会/IMG_1.HEIC`` → 異業種交流会 on 2026-11-20; so do ``20261120_異業種交流会``,
    ``2026年11月20日 異業種交流会`` and ``異業種交流会 2026.11.20``. A bare day (``2026-11-20``) names no event.
    """
    for folder in photo.parents:
        found = named_day(folder.name)
        if found is not None:
            return found
    return None


def named_day(name: str) -> FolderEvent | None:
    """The day and the rest of one folder's name; None where either is missing or the day does not exist."""
    text = unicodedata.normalize("NFKC", name)
    match = _DAY.search(text)
    if match is None:
        return None
    rest = (text[: match.start()] + " " + text[match.end() :]).strip(_EDGES)
    try:
        day = date(int(match[1]), int(match[3]), int(match[4]))
    except ValueError:
        return None
    return FolderEvent(" ".join(rest.split()), day) if rest else None

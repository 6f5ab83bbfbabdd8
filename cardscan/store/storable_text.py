"""Text from outside, made fit for a database: no lone surrogates, no control characters."""

from __future__ import annotations

import re

_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
"""C0 (but tab and line feed), DEL and C1: never part of what a person writes; NUL would end a C string."""


def storable_text(text: str) -> str:
    """One or more lines: line ends as line feeds, other control characters gone, bytes that are no UTF-8 as U+FFFD."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROLS.sub("", lines).encode("utf-8", "replace").decode("utf-8").strip()


def storable_line(text: str) -> str:
    """The same in one line, runs of white space as one space."""
    return " ".join(storable_text(text).split())

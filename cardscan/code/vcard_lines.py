"""The content lines of a vCard, cut apart by vobject and understood here.

vobject's own understanding of them drops what stands behind a comma that is not escaped, and many programs escape none:
``ORG:Sample Co., Ltd.``. Here a comma parts values only where a property is a list of them.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

_ESCAPED = re.compile(r"\\([nN,;:\\])")
_RUNS = {sign: re.compile(rf"(?:\\.|[^{sign}\\])+|\\|{sign}", re.DOTALL) for sign in (",", ";")}
"""Sign → runs without the sign unescaped, and the sign itself."""


@dataclass(frozen=True, slots=True)
class VcardLine:
    """One property of a vCard."""

    name: str
    """Upper case."""
    group: str
    """What stands before its name and binds it to others: ``item1``; else empty."""
    params: Mapping[str, tuple[str, ...]]
    """Upper-case names → values, as they stand there."""
    flags: tuple[str, ...]
    """Parameters without a name, as vCard 2.1 has them: ``CELL``."""
    raw: str
    """The value with its escapes; quoted-printable is decoded."""

    @property
    def text(self) -> str:
        """The value as one text."""
        return _unescaped(self.raw)

    @property
    def texts(self) -> list[str]:
        """The value as a list parted by commas."""
        return [_unescaped(part) for part in _parts(self.raw, ",")]

    @property
    def fields(self) -> list[str]:
        """The value as parts that semicolons part: of a name, an address, a firm."""
        return [_unescaped(part) for part in _parts(self.raw, ";")]

    @property
    def field_lists(self) -> list[list[str]]:
        """The same, each part as a list parted by commas."""
        return [[_unescaped(one) for one in _parts(part, ",")] for part in _parts(self.raw, ";")]

    @property
    def types(self) -> frozenset[str]:
        """What kind of phone, address or so it is: ``TYPE``'s values and the flags, upper case."""
        said = ",".join([*self.params.get("TYPE", ()), *self.flags]).upper()
        return frozenset(filter(None, re.split(r"[,;\s]", said)))


@dataclass(frozen=True, slots=True)
class VcardLines:
    """A card cut apart."""

    lines: tuple[VcardLine, ...]
    """Without BEGIN and END, and without cards within it (vCard 2.1's AGENT)."""
    unread: tuple[str, ...]
    """Lines that are no property, or cannot be decoded."""
    ended: bool
    """Whether it has its END."""


def vcard_lines(text: str) -> VcardLines:
    """The properties of the first card of a text; never raises."""
    from vobject import base  # costs time to import, and few cards carry one

    lines, unread, depth = [], [], 0
    for logical, _ in base.getLogicalLines(io.StringIO(text.replace("\r\n", "\n").replace("\r", "\n"), newline="\n")):
        try:
            read = base.textLineToContentLine(logical.strip("\n"))
        except (base.VObjectError, ValueError, LookupError, TypeError):
            # bytes that are none of their charset, an unknown charset; vobject stumbles over two encodings at once
            if depth == 1:
                unread.append(logical)
            continue
        if read.name in ("BEGIN", "END") and read.value.strip().upper() == "VCARD":
            depth += 1 if read.name == "BEGIN" else -1
            if depth <= 0:
                break
        elif depth == 1:
            params = {name: tuple(values) for name, values in read.params.items()}
            value = read.value.replace("\r\n", "\n")
            lines.append(VcardLine(read.name, read.group or "", params, tuple(read.singletonparams), value))
    return VcardLines(tuple(lines), tuple(unread), depth == 0)


def _parts(raw: str, sign: Literal[",", ";"]) -> list[str]:
    """The parts between unescaped signs."""
    parts = [""]
    for run in _RUNS[sign].findall(raw):
        if run == sign:
            parts.append("")
        else:
            parts[-1] += run
    return parts


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda sign: "\n" if sign[1] in "nN" else sign[1], text)

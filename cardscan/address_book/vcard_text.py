"""The cards of a vCard file one by one, before they are understood: cut apart, decoded, without their pictures."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass

from cardscan.address_book.decoding import decoded

MOST_BYTES = 8_000_000
"""Of one card: a phone's largest contact picture (1 MB as base64) and much room."""

MOST_TEXT = 500_000
"""Characters of one card without its pictures; vobject takes time by their square to put lines together."""

_BEGIN = re.compile(rb"^[ \t]*BEGIN[ \t]*:[ \t]*VCARD[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_END = re.compile(rb"^[ \t]*END[ \t]*:[ \t]*VCARD[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_PICTURE = re.compile(
    r"^(?:[\w-]+\.)?(PHOTO|LOGO|SOUND|KEY|X-MS-CARDPICTURE)([;:][^\n]*(?:\n[ \t][^\n]*)*)\n?", re.I | re.M
)
_BASE64 = re.compile(r"[A-Za-z0-9+/]{32,}={0,2}")
_FOLD = re.compile(r"(?<!=)\n[ \t]")
"""Between the parts of a folded line; behind = it is quoted-printable, whose lines vobject puts together."""
_READING = re.compile(r";\s*X-IRMC-N", re.IGNORECASE)
"""A ``SOUND`` that is no sound but how Japanese telephones write a reading."""


@dataclass(frozen=True, slots=True)
class CardText:
    """One card as text."""

    line: int
    """The line of its BEGIN, from 1."""
    text: str
    """Lines ended by CRLF, without pictures."""
    picture: bytes | None
    """What its first PHOTO holds, where it holds it itself."""
    flaw: str | None = None
    """Why it cannot be used."""


def cards_of(data: bytes, encoding: str | None = None) -> Iterator[CardText]:
    """Every card of a file; one within another (vCard 2.1's AGENT) belongs to it.

    Args:
        data: The file; cards may differ in their encoding.
        encoding: By hand; None: find out, card by card.
    """
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or (encoding or "").lower().replace("_", "-").startswith("utf-16"):
        data, encoding = decoded(data, encoding).encode("utf-8", "replace"), "utf-8"
    if b"\n" not in data:
        data = data.replace(b"\r", b"\n")
    marks = [(match.start(), 1) for match in _BEGIN.finditer(data)]
    marks = sorted(marks + [(match.end(), -1) for match in _END.finditer(data)])
    depth, begin, counted, line = 0, 0, 0, 1  # of the text up to ``counted`` the lines are counted
    for place, step in marks:
        if step > 0 and depth == 0:
            begin = place
        depth = max(0, depth + step)
        if step < 0 and depth == 0 and place > begin:
            line += data.count(b"\n", counted, begin)
            counted = begin
            yield _card(line, data[begin:place], encoding)
            begin = place
    if depth:
        line += data.count(b"\n", counted, begin)
        yield CardText(line, "", None, "it has no END:VCARD; the file may have been cut short")


def _card(line: int, data: bytes, encoding: str | None) -> CardText:
    if len(data) > MOST_BYTES:
        return CardText(line, "", None, f"it is larger than {MOST_BYTES // 1_000_000} MB")
    text = decoded(data, encoding).replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    text = re.sub(r"^[ \t]+(?=BEGIN:|END:)", "", text, flags=re.IGNORECASE | re.MULTILINE)
    pictures: list[bytes] = []

    def taken_out(match: re.Match[str]) -> str:
        if match[1].upper() == "SOUND" and _READING.search(match[2].split(":")[0]):
            return match[0]
        if match[1].upper() == "PHOTO" and (held := _held(match[2])):
            pictures.append(held)
            return ""
        return match[0] if match[1].upper() == "PHOTO" else ""

    text = _FOLD.sub("", _PICTURE.sub(taken_out, text))
    if len(text) > MOST_TEXT:
        return CardText(line, "", None, f"it holds more than {MOST_TEXT:,} characters beside its pictures")
    return CardText(line, text.replace("\n", "\r\n") + "\r\n", next(iter(pictures), None))


def _held(value: str) -> bytes | None:
    """The bytes of a picture in base64; None for one that lies elsewhere."""
    data = "".join(re.split(r"[:,]", value)[-1].split())
    if not _BASE64.fullmatch(data):
        return None
    try:
        return base64.b64decode(data, validate=True)
    except binascii.Error:
        return None

"""Line folding of vCards: at most 75 octets a line, never within a character (RFC 6350, 3.2; RFC 2425, 5.8.1)."""

from __future__ import annotations

from collections.abc import Iterator

_OCTETS = 75


def folded(text: str) -> str:
    """``text`` with every CRLF-ended line of over 75 octets broken by CRLF and a blank."""
    return "".join("\r\n ".join(_pieces(line)) + "\r\n" for line in text.removesuffix("\r\n").split("\r\n"))


def _pieces(line: str) -> Iterator[str]:
    if line.isascii():  # a picture's base64 need not be walked through character by character
        yield line[:_OCTETS]
        yield from (line[at : at + _OCTETS - 1] for at in range(_OCTETS, len(line), _OCTETS - 1))
        return
    piece, room = "", _OCTETS
    for character in line:
        size = len(character.encode("utf-8"))
        if size > room:
            yield piece
            piece, room = "", _OCTETS - 1  # the blank that begins a continuation counts
        piece += character
        room -= size
    yield piece

"""Bytes of a text file as text: UTF-8, UTF-16 or cp932, whichever it is."""

from __future__ import annotations

import codecs

from cardscan.errors import InvalidInput

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 4096
"""Bytes that are looked at for UTF-16 without a byte order mark."""


def decoded(data: bytes, encoding: str | None = None) -> str:
    """The text; bytes that are none stand as lone surrogates, so that only what holds them is refused.

    A byte order mark tells; else zeros in every other byte are UTF-16, and of UTF-8 and cp932 (what Excel and Outlook
    write in Japan) it is the one with fewer bytes that are none of it, UTF-8 where both have none.

    Args:
        data: The file.
        encoding: By hand; None: find out.

    Raises:
        InvalidInput: Python knows no such encoding.
    """
    if encoding is not None:
        try:
            return data.decode(encoding, "surrogateescape").removeprefix("\ufeff")
        except (LookupError, UnicodeError) as error:
            raise InvalidInput(f"“{encoding}” is no encoding of this file; try utf-8, cp932 or utf-16") from error
    for mark, name in _BOMS:
        if data.startswith(mark):
            return data.decode(name, "surrogateescape" if name == "utf-8-sig" else "replace")
    sample = data[:_SAMPLE]
    for zeros, name in ((sample[1::2], "utf-16-le"), (sample[0::2], "utf-16-be")):
        if len(zeros) > 1 and zeros.count(0) * 2 > len(zeros):
            return data.decode(name, "replace")
    texts = [data.decode(name, "surrogateescape") for name in ("utf-8", "cp932")]
    return min(texts, key=undecoded)


def undecoded(text: str) -> int:
    """How many bytes could not be decoded."""
    return sum("\udc80" <= character <= "\udcff" for character in text) if not text.isascii() else 0

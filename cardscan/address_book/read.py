"""From a file to an address book: which form it has, and what it says."""

from __future__ import annotations

import stat
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from cardscan.address_book.columns import Target
from cardscan.address_book.records import AddressBook
from cardscan.errors import InvalidInput

Form = Literal["vcard", "csv"]

MOST_BYTES = {"vcard": 500_000_000, "csv": 100_000_000}
"""Of a file: 5,000 vCards with the largest pictures, and a million rows."""

_SUFFIXES: dict[str, Form] = {
    ".vcf": "vcard", ".vcard": "vcard", ".csv": "csv", ".tsv": "csv", ".tab": "csv", ".txt": "csv",
    ".xlsx": "csv", ".xls": "csv", ".numbers": "csv",
}  # fmt: skip
_TABLES = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How files of spreadsheet programs begin: zip, and Microsoft's older container."""
_BEGIN = b"begin:vcard"
_SAMPLE = 200
"""Bytes within which a vCard begins."""


def form_of(path: Path) -> Form | None:
    """Whether a file is an address book: by how it begins, else by its suffix; None: neither says so.

    A file that cannot be opened is judged by its suffix; reading it then tells why.
    """
    try:
        with path.open("rb") as file:
            begin = file.read(_SAMPLE) if stat.S_ISREG(path.stat().st_mode) else b""
    except OSError:
        begin = b""
    plain = begin.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    return "vcard" if plain.startswith(_BEGIN) else _SUFFIXES.get(path.suffix.lower())


def read_address_book(
    path: Path, form: Form, *, encoding: str | None = None, overrides: Mapping[str, Target] | None = None
) -> AddressBook:
    """The people of an address book.

    Args:
        path: The file.
        form: What it is.
        encoding: Of its text; None: find out.
        overrides: Where columns of CSV go, by hand.

    Raises:
        InvalidInput: It cannot be read, or as a whole is no such thing.
    """
    data = _read(path, MOST_BYTES[form])
    if data.startswith(_TABLES):
        raise InvalidInput("it is a file of a spreadsheet program; save it as CSV there, and import that")
    if form == "vcard":
        from cardscan.address_book.vcard_book import read_vcards

        book = read_vcards(data, encoding=encoding)
    else:
        from cardscan.address_book.csv_book import read_csv

        book = read_csv(data, encoding=encoding, overrides=overrides)
    if not book.entries and not book.refused:
        raise InvalidInput("nobody is in it")
    return book


def _read(path: Path, most: int) -> bytes:
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise InvalidInput("it is no file")
        if status.st_size > most:
            raise InvalidInput(f"it is larger than {most // 1_000_000} MB; split it")
        return path.read_bytes()
    except OSError as error:
        raise InvalidInput(f"it cannot be read: {error.strerror}") from error

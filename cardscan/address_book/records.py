"""What an address book says: frozen records from its file to the store."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from cardscan.records import Contact


@dataclass(frozen=True, slots=True)
class BookEntry:
    """One person of an address book."""

    line: int
    """The line of the file on which it begins, from 1."""
    key: str
    """What stays the same when the entry changes: hex SHA-256 of its id, or of all it says where it has none."""
    digest: str
    """Hex SHA-256 of all it says: another one where anything changed."""
    contact: Contact
    note: str | None = None
    """The entry's own note, then what has no field here, a line each."""
    tags: tuple[str, ...] = ()
    met: date | None = None
    """The day on which the card was received, where the program knows it."""
    event: str | None = None
    """The name of the event at which the person was met, where the program knows it."""
    portrait: bytes | None = None
    """The bytes of the picture that came with it."""


@dataclass(frozen=True, slots=True)
class RefusedEntry:
    """A row or card that cannot be used."""

    line: int
    """From 1."""
    reason: str
    """For the person."""


@dataclass(frozen=True, slots=True)
class BookColumn:
    """One column of a CSV file, or one property of vCards that has no field here."""

    name: str
    field: str
    """Where it goes: a contact field with what it is of it (``phones: mobile``), ``note``, ``tags``, ``ignored`` …"""
    known: bool
    """False: nobody knows this name, so that its values become lines of the note."""
    example: str = ""
    """The first value in it."""


@dataclass(frozen=True, slots=True)
class AddressBook:
    """Everything that one file says."""

    form: Literal["vcard", "csv"]
    program: str | None
    """Whose column names they are; None: of no particular program."""
    columns: tuple[BookColumn, ...]
    """All columns of a CSV file in their order; of vCards only those without a field."""
    entries: tuple[BookEntry, ...]
    refused: tuple[RefusedEntry, ...]
    pictures_left: int = 0
    """Pictures of cards in vCards that cardscan wrote: they show no face and are nobody's portrait."""

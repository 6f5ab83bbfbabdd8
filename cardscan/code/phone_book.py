"""Address book entries in the forms of telephones: MECARD, BIZCARD and MEMORY.

``MECARD`` is NTT DOCOMO's (also in ZXing's "barcode contents" and most generators), ``MEMORY`` that of au and SoftBank
telephones, ``BIZCARD`` that of i-nigma. Fields of the first two end with ``;``, a backslash escapes; MEMORY has a line
a field.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from cardscan.code.value import LONGEST_URL, MOST_VALUES, CodeName, address_of, clean, is_japanese, named, several
from cardscan.records import Address, Contact, Phone

_FIELD = re.compile(r"([A-Z][A-Z0-9\-]*):((?:\\.|[^;\\])*)(?:;|\Z)", re.IGNORECASE | re.DOTALL)
_LINE = re.compile(r"^([A-Z]+)\d?:(.*)$", re.IGNORECASE | re.MULTILINE)
_COMMA = re.compile(r"(?<!\\),")
_ADDRESS_PARTS = 7
"""A MECARD address may be divided as in a vCard: box, extended, street, city, region, code, country."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """The fields of an entry by their upper-case names, still escaped, in order."""

    fields: tuple[tuple[str, str], ...]

    def all(self, *names: str) -> list[str]:
        """Every value of these fields, still escaped."""
        return [value for name, value in self.fields if name in names]

    def texts(self, *names: str) -> list[str]:
        """The same without escapes."""
        return [_plain(value) for value in self.all(*names)]

    def first(self, *names: str) -> str:
        """The first of them; empty where there is none."""
        return next(iter(self.texts(*names)), "")


def read_phone_book(text: str) -> Contact | None:
    """The contact of an entry; None where the text is none.

    >>> read_phone_book("MECARD:N:Doe,Jane;TEL:+12065550100;EMAIL:jane@example.com;;").full_name
    'Jane Doe'
    """
    form, _, rest = text.partition(":")
    match form.upper():
        case "MECARD":
            contact = _mecard(_Entry(tuple((name.upper(), value) for name, value in _FIELD.findall(rest))))
        case "BIZCARD":
            contact = _bizcard(_Entry(tuple((name.upper(), value) for name, value in _FIELD.findall(rest))))
        case "MEMORY":
            contact = _memory(_Entry(tuple((name.upper(), value) for name, value in _LINE.findall(rest))))
        case _:
            return None
    return contact if contact != Contact() else None


def _mecard(entry: _Entry) -> Contact:
    names = [_divided(value) for value in entry.all("N")]
    return replace(
        named(names, [_divided(value) for value in entry.all("SOUND")]),
        organization=clean(entry.first("ORG", "CO")) or None,
        department=clean(entry.first("DIV")) or None,
        titles=several(entry.texts("TITLE", "TIL")),
        phones=_phones([("other", value) for value in entry.texts("TEL")]),
        emails=several(entry.texts("EMAIL")),
        urls=several(entry.texts("URL"), LONGEST_URL),
        addresses=tuple(
            address for value in entry.all("ADR")[:MOST_VALUES] if (address := _address(value)) is not None
        ),
    )


def _bizcard(entry: _Entry) -> Contact:
    phones: list[tuple[Literal["work", "mobile", "fax", "other"], str]] = []
    phones += [("work", value) for value in entry.texts("B")]
    phones += [("mobile", value) for value in entry.texts("M")]
    phones += [("fax", value) for value in entry.texts("F")]
    address = _address(next(iter(entry.all("A")), ""))
    return replace(
        named([CodeName(entry.first("X"), entry.first("N"))], []),
        organization=clean(entry.first("C")) or None,
        titles=several(entry.texts("T")),
        phones=_phones(phones),
        emails=several(entry.texts("E")),
        addresses=(address,) if address else (),
    )


def _memory(entry: _Entry) -> Contact:
    names = entry.texts("NAME")  # NAME1 is the name, NAME2 its reading
    address = _address(next(iter(entry.all("ADD")), ""))
    return replace(
        named([CodeName(name) for name in names[:1]], [CodeName(name) for name in names[1:2]]),
        phones=_phones([("other", value) for value in entry.texts("TEL")]),
        emails=several(entry.texts("MAIL")),
        addresses=(address,) if address else (),
    )


def _divided(value: str) -> CodeName:
    parts = [_plain(part) for part in _COMMA.split(value)]
    return CodeName(parts[0], parts[1]) if len(parts) > 1 else CodeName(parts[0])


def _phones(numbers: list[tuple[Literal["work", "mobile", "fax", "other"], str]]) -> tuple[Phone, ...]:
    found = [Phone(kind, None, clean(number)) for kind, number in numbers if clean(number)]
    return tuple(dict.fromkeys(found))[:MOST_VALUES]


def _address(value: str) -> Address | None:
    parts = [_plain(part) for part in _COMMA.split(value)]
    if len(parts) == _ADDRESS_PARTS and not is_japanese("".join(parts[:1])):
        _box, extended, street, city, region, code, _country = parts
        return address_of(street, city, region, code, extended)
    return address_of(street=_plain(value))


def _plain(value: str) -> str:
    return re.sub(r"\\(.)", r"\1", value, flags=re.DOTALL)

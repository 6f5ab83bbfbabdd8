"""vCard 2.1, 3.0 and 4.0 as generators and telephones put them into codes, read by vobject.

The reading of a Japanese name stands in ``X-PHONETIC-LAST-NAME`` (iOS, Android), in ``SOUND;X-IRMC-N`` (Japanese
telephones), in ``SORT-STRING`` (RFC 2426) or in N's ``SORT-AS`` (RFC 6350).
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from cardscan.code.value import LONGEST_URL, MOST_VALUES, CodeName, address_of, clean, named, several
from cardscan.code.vcard_lines import VcardLine, vcard_lines
from cardscan.records import Address, Contact, Phone

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_BEGIN = re.compile(r"BEGIN:VCARD\b", re.IGNORECASE)
_PHONE_URI = re.compile(r"tel:([^;]+).*", re.IGNORECASE)
PhoneKind = Literal["work", "mobile", "fax", "other"]


def read_vcard(text: str) -> Contact | None:
    """The contact of a vCard; None where the text is none or is damaged."""
    if not _BEGIN.match(text):
        return None
    card = vcard_lines(text)
    return _contact(card.lines) if card.ended else None


def _contact(lines: Sequence[VcardLine]) -> Contact | None:
    names = [CodeName(_part(line, 0), _part(line, 1)) for line in _called(lines, "N")]
    forms = names + [CodeName(line.text) for line in _called(lines, "FN")]
    contact = named(forms, list(_readings(lines)))
    firms = [part for line in _called(lines, "ORG")[:1] for part in line.fields]
    addresses = [_address(line) for line in _called(lines, "ADR")[:MOST_VALUES]]
    contact = replace(
        contact,
        organization=clean(firms[0]) or None if firms else None,
        department=clean(" ".join(firms[1:])) or None,
        titles=several(_texts(lines, "TITLE")),
        phones=tuple(_phones(lines))[:MOST_VALUES],
        emails=several(re.sub(r"(?i)^mailto:", "", text) for text in _texts(lines, "EMAIL")),
        urls=several(_texts(lines, "URL"), LONGEST_URL),
        addresses=tuple(dict.fromkeys(address for address in addresses if address is not None)),
    )
    return contact if contact != Contact() else None


def _address(line: VcardLine) -> Address | None:
    _, extended, street, city, region, code, *_ = [*line.fields, *[""] * 7]
    return address_of(street, city, region, code, extended)


def _called(lines: Sequence[VcardLine], name: str) -> list[VcardLine]:
    return [line for line in lines if line.name == name]


def _texts(lines: Sequence[VcardLine], name: str) -> list[str]:
    return [line.text for line in _called(lines, name)]


def _part(line: VcardLine, place: int) -> str:
    """A part of N, which may be a list."""
    lists = line.field_lists
    return " ".join(lists[place]) if place < len(lists) else ""


def _readings(lines: Sequence[VcardLine]) -> Iterator[CodeName]:
    families = [*_texts(lines, "X-PHONETIC-LAST-NAME"), ""]
    yield CodeName(families[0], next(iter(_texts(lines, "X-PHONETIC-FIRST-NAME")), ""))
    sounds = _texts(lines, "SOUND") + _texts(lines, "SORT-STRING")
    sounds += [", ".join(sort) for line in _called(lines, "N") if (sort := line.params.get("SORT-AS"))]
    for sound in sounds:
        parts = [part.strip() for part in re.split(r"[;,]", sound) if part.strip()]
        yield CodeName(parts[0] if parts else "", parts[1] if len(parts) > 1 else "")


def _phones(lines: Sequence[VcardLine]) -> Iterator[Phone]:
    for line in _called(lines, "TEL"):
        text = clean(_PHONE_URI.sub(r"\1", line.text))
        if text:
            yield Phone(_kind(line), None, text)


def _kind(line: VcardLine) -> PhoneKind:
    if "FAX" in line.types:
        return "fax"
    if line.types & {"CELL", "IPHONE", "MOBILE"}:
        return "mobile"
    return "work" if line.types & {"WORK", "VOICE", "MAIN"} else "other"

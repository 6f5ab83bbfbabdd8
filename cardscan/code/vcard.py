"""vCard 2.1, 3.0 and 4.0 as generators and telephones put them into codes, read by vobject.

The reading of a Japanese name stands in ``X-PHONETIC-LAST-NAME`` (iOS, Android), in ``SOUND;X-IRMC-N`` (Japanese
telephones), in ``SORT-STRING`` (RFC 2426) or in N's ``SORT-AS`` (RFC 6350).
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal

from cardscan.code.value import LONGEST_URL, MOST_VALUES, CodeName, address_of, clean, named, several
from cardscan.records import Address, Contact, Phone

if TYPE_CHECKING:
    from collections.abc import Iterator

_BEGIN = re.compile(r"BEGIN:VCARD\b", re.IGNORECASE)
_PHONE_URI = re.compile(r"tel:([^;]+).*", re.IGNORECASE)
PhoneKind = Literal["work", "mobile", "fax", "other"]


def read_vcard(text: str) -> Contact | None:
    """The contact of a vCard; None where the text is none or is damaged."""
    if not _BEGIN.match(text):
        return None
    import vobject  # costs time to import, and few cards carry one

    try:
        card = vobject.readOne(text, allowQP=True, ignoreUnreadable=True)
        lines = list(card.getChildren())
    except (vobject.base.VObjectError, ValueError, LookupError, AttributeError, TypeError):
        return None  # vobject lets a hostile text fail in its own code as well
    return _contact([line for line in lines if hasattr(line, "params")])


def _contact(lines: list[Any]) -> Contact | None:
    names = [CodeName(_joined(line.value.family), _joined(line.value.given)) for line in _called(lines, "N")]
    forms = names + [CodeName(line.value) for line in _called(lines, "FN") if isinstance(line.value, str)]
    contact = named(forms, list(_readings(lines)))
    firms = [part for line in _called(lines, "ORG")[:1] for part in line.value]
    addresses = [_address(line.value) for line in _called(lines, "ADR")[:MOST_VALUES]]
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


def _address(value: Any) -> Address | None:
    return address_of(
        _joined(value.street),
        _joined(value.city),
        _joined(value.region),
        _joined(value.code),
        _joined(value.extended),
    )


def _called(lines: list[Any], name: str) -> list[Any]:
    return [line for line in lines if line.name == name]


def _texts(lines: list[Any], name: str) -> list[str]:
    return [line.value for line in _called(lines, name) if isinstance(line.value, str)]


def _joined(part: object) -> str:
    """A part of N or ADR, which vobject gives as a list where it holds several."""
    return " ".join(map(str, part)) if isinstance(part, list) else str(part)


def _readings(lines: list[Any]) -> Iterator[CodeName]:
    families = [*_texts(lines, "X-PHONETIC-LAST-NAME"), ""]
    yield CodeName(families[0], next(iter(_texts(lines, "X-PHONETIC-FIRST-NAME")), ""))
    sounds = _texts(lines, "SOUND") + _texts(lines, "SORT-STRING")
    sounds += [", ".join(sort) for line in _called(lines, "N") if (sort := line.params.get("SORT-AS"))]
    for sound in sounds:
        parts = [part.strip() for part in re.split(r"[;,]", sound) if part.strip()]
        yield CodeName(parts[0] if parts else "", parts[1] if len(parts) > 1 else "")


def _phones(lines: list[Any]) -> Iterator[Phone]:
    for line in _called(lines, "TEL"):
        text = clean(_PHONE_URI.sub(r"\1", str(line.value)))
        if text:
            yield Phone(_kind(line), None, text)


def _kind(line: Any) -> PhoneKind:
    said = ",".join([*line.params.get("TYPE", ()), *line.singletonparams]).upper()
    types = set(re.split(r"[,;]", said))
    if "FAX" in types:
        return "fax"
    if types & {"CELL", "IPHONE", "MOBILE"}:
        return "mobile"
    return "work" if types & {"WORK", "VOICE", "MAIN"} else "other"

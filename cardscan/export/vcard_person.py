"""A person in vCard's terms, before either version's way of writing: names, one FN, addresses in parts, one note."""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from cardscan import __version__
from cardscan.export.printable import printable
from cardscan.export.small_picture import small_jpeg
from cardscan.store.records import SURE

if TYPE_CHECKING:
    from cardscan.records import Address, Phone
    from cardscan.store.records import Person

_PICTURE_LONGEST = 600
"""Px of the longer side of a card's picture: readable on a phone, about 50 kB; iCloud refuses contacts over 224 kB."""

_E164 = re.compile(r"\+[0-9]{4,15}")

_COUNTRIES = {"JP": "日本"}
"""ADR holds a country's name, not its code (RFC 6350, 6.3.1); others than these are written as they are."""


@dataclass(frozen=True, slots=True)
class PostalParts:
    """ADR's components; the building follows the street, as RFC 6350 wants the extended address left empty."""

    street: str
    locality: str
    region: str
    postal_code: str
    country: str
    label: str
    """The whole address in one line, as printed."""


PRODID = f"-//cardscan//cardscan {__version__}//EN"
"""Which program wrote a vCard (RFC 6350, 6.7.3): ours know what their PHOTO and PREF mean when they come in again."""


def own_properties(person: PersonForVcard) -> list[tuple[str, str]]:
    """What vCard has no place for, in properties of our own, so that it comes in again as it went out."""
    single = (
        ("X-CARDSCAN-ROMANIZED-NAME", person.romanized_name),
        ("X-CARDSCAN-ORGANIZATION-LATIN", person.organization_en),
    )
    return [
        *((name, text) for name, text in single if text),
        *(("X-CARDSCAN-REGISTRATION", number) for number in person.registration_numbers),
        *(("X-CARDSCAN-SOCIAL", account) for account in person.socials),
    ]


@dataclass(frozen=True, slots=True)
class PersonForVcard:
    """What a vCard says, every text free of control characters."""

    uid: str
    full_name: str
    family_name: str
    given_name: str
    suffixes: tuple[str, ...]
    """Qualifications: vCard calls them honorific suffixes."""
    phonetic_family: str
    phonetic_given: str
    romanized_name: str
    organization: str
    organization_latin: str
    """Only beside a firm in another script."""
    organization_en: str
    """The Latin name of the firm, also where it is the only one."""
    department: str
    title: str
    phones: tuple[Phone, ...]
    emails: tuple[str, ...]
    urls: tuple[str, ...]
    addresses: tuple[PostalParts, ...]
    registration_numbers: tuple[str, ...]
    socials: tuple[str, ...]
    tags: tuple[str, ...]
    note: str
    revised: datetime
    picture: bytes | None
    """JPEG."""


def for_vcard(person: Person, *, photos: bool) -> PersonForVcard:
    """Put a person into vCard's terms.

    Args:
        person: Somebody of the store.
        photos: Whether to carry the card's picture.

    Raises:
        StoreError: The card's picture cannot be read.
    """
    contact = person.contact
    family, given = printable(contact.family_name or ""), printable(contact.given_name or "")
    full = contact.full_name or contact.romanized_name or contact.organization or next(iter(contact.emails), person.id)
    if not family and not given:
        given = printable(contact.full_name or contact.romanized_name or "")
    phonetic_family, phonetic_given = _phonetic(printable(contact.phonetic_name or ""), split=bool(family))
    return PersonForVcard(
        uid=f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_OID, f'cardscan {person.id} {person.created_at.isoformat()}')}",
        full_name=printable(full),
        family_name=family,
        given_name=given,
        suffixes=tuple(map(printable, contact.qualifications)),
        phonetic_family=phonetic_family,
        phonetic_given=phonetic_given,
        romanized_name=printable(contact.romanized_name or ""),
        organization=printable(contact.organization or contact.organization_en or ""),
        organization_latin=printable(contact.organization_en or "") if contact.organization else "",
        organization_en=printable(contact.organization_en or ""),
        department=printable(contact.department or ""),
        title=printable(" / ".join(contact.titles)),
        phones=tuple(map(_phone, contact.phones)),
        emails=tuple(map(printable, contact.emails)),
        urls=tuple(map(printable, contact.urls)),
        addresses=tuple(_postal(address) for address in contact.addresses),
        registration_numbers=tuple(map(printable, contact.registration_numbers)),
        socials=tuple(map(printable, contact.socials)),
        tags=tuple(map(printable, person.tags)),
        note=printable(_note(person)),
        revised=person.updated_at,
        picture=_picture(person) if photos else None,
    )


def _phonetic(reading: str, *, split: bool) -> tuple[str, str]:
    """Family and given part of a reading with a space between; all of it to one of them where there is none."""
    family, _, given = reading.partition(" ")
    if given:
        return family, given
    return (family, "") if split else ("", family)


def _phone(phone: Phone) -> Phone:
    """A number that is none by E.164's grammar is left to its text."""
    known = phone.number is not None and _E164.fullmatch(phone.number)
    return replace(phone, number=phone.number if known else None, text=printable(phone.text))


def _postal(address: Address) -> PostalParts:
    street = " ".join(filter(None, (address.street, address.building)))
    whole = address.text if not street and not address.locality and not address.region else street
    country = address.country or ""
    return PostalParts(
        street=printable(whole),
        locality=printable(address.locality or ""),
        region=printable(address.region or ""),
        postal_code=printable(address.postal_code or ""),
        country=printable(_COUNTRIES.get(country, country)),
        label=printable(address.text),
    )


def _note(person: Person) -> str:
    """Notes first, then where the person was met, then what has no place of its own in a vCard."""
    contact = person.contact
    lines = [f"{note.at:%Y-%m-%d} {note.text}" for note in person.notes]
    for encounter in person.encounters:
        event = encounter.event
        parts = (
            _day(encounter.met_at),
            event.name if event and event.name != _day(encounter.met_at) else None,
            f"({event.place})" if event and event.place else None,
            event.memo if event else None,
            encounter.memo,
        )
        met = " ".join(filter(None, parts))
        if met and f"Met: {met}" not in lines:
            lines.append(f"Met: {met}")
    lines += [f"Registration number: {number}" for number in contact.registration_numbers]
    lines += list(contact.socials)
    doubtful = [f.value for f in person.fields if f.confidence is not None and f.confidence < SURE and not f.confirmed]
    if doubtful:
        lines.append("Read by machine, may be wrong: " + ", ".join(dict.fromkeys(doubtful)))
    return "\n".join(lines)


def _day(moment: date | datetime | None) -> str | None:
    return f"{moment:%Y-%m-%d}" if moment else None


def _picture(person: Person) -> bytes | None:
    """The newest front as a small JPEG without any metadata; None for a person without a card."""
    fronts = [card for card in person.cards if card.side == "front"] or list(person.cards)
    return small_jpeg(fronts[-1].picture, _PICTURE_LONGEST) if fronts else None

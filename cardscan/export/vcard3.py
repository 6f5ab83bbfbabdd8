"""vCard 3.0 (RFC 2426) through vobject, with the phonetic names that iOS, Android and Google read."""

from __future__ import annotations

from datetime import UTC

import vobject
from vobject.vcard import Address, Name

from cardscan.export.fold import folded
from cardscan.export.vcard_person import PRODID, PersonForVcard, own_properties

_PHONE_TYPES = {
    "work": ["WORK", "VOICE"],
    "direct": ["WORK", "VOICE", "PREF"],
    "mobile": ["CELL", "VOICE"],
    "fax": ["WORK", "FAX"],
    "tollfree": ["WORK", "VOICE"],
    "other": ["VOICE"],
}
"""Our kinds of phones in RFC 2426's types; a direct number is the one to call first."""


_ONE_LINE = 10**9
"""vobject's own folding lets lines of kanji grow over 75 octets, so it is told not to fold."""


def vcard3(person: PersonForVcard) -> str:
    """One vCard 3.0, lines ended by CRLF."""
    card = vobject.vCard()
    card.add("prodid").value = PRODID
    card.add("uid").value = person.uid
    card.add("n").value = Name(family=person.family_name, given=person.given_name, suffix=list(person.suffixes))
    card.add("fn").value = person.full_name
    texts = {
        "x-phonetic-last-name": person.phonetic_family,
        "x-phonetic-first-name": person.phonetic_given,
        "title": person.title,
        "note": "\n".join(filter(None, (person.romanized_name, person.organization_latin, person.note))),
    }
    for name, text in texts.items():
        if text:
            card.add(name).value = text
    if person.organization or person.department:
        card.add("org").value = [person.organization, *filter(None, [person.department])]
    for phone in person.phones:
        line = card.add("tel")
        line.value = phone.number or phone.text
        line.type_param = _PHONE_TYPES[phone.kind]
    for email in person.emails:
        line = card.add("email")
        line.value = email
        line.type_param = ["INTERNET", "WORK"]
    for url in person.urls:
        card.add("url").value = url
    for address in person.addresses:
        line = card.add("adr")
        line.value = Address(
            street=address.street,
            city=address.locality,
            region=address.region,
            code=address.postal_code,
            country=address.country,
        )
        line.type_param = "WORK"
        line = card.add("label")
        line.value = address.label
        line.type_param = "WORK"
    for name, text in own_properties(person):
        card.add(name.lower()).value = text
    if person.tags:
        card.add("categories").value = list(person.tags)
    if person.picture is not None:
        line = card.add("photo")
        line.value = person.picture
        line.encoding_param = "b"
        line.type_param = "JPEG"
    card.add("rev").value = f"{person.revised.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    return folded(card.serialize(lineLength=_ONE_LINE))

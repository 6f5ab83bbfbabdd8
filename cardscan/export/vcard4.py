"""vCard 4.0 (RFC 6350), which vobject cannot write."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator
from datetime import UTC

from cardscan.export.fold import folded
from cardscan.export.vcard_person import PRODID, PersonForVcard, own_properties

_PHONE_TYPES = {"work": "work,voice", "direct": "work,voice", "mobile": "cell,voice", "fax": "work,fax",
                "tollfree": "work,voice", "other": "voice"}  # fmt: skip


def vcard4(person: PersonForVcard) -> str:
    """One vCard 4.0, lines ended by CRLF and folded at 75 octets."""
    return folded("".join(f"{line}\r\n" for line in _lines(person)))


def _lines(person: PersonForVcard) -> Iterator[str]:
    yield "BEGIN:VCARD"
    yield "VERSION:4.0"
    yield f"UID:{person.uid}"
    nobody = not (person.family_name or person.given_name)
    yield f"KIND:{'org' if nobody and person.organization else 'individual'}"
    latin = person.romanized_name if person.romanized_name != person.full_name else ""
    yield f"FN{_language('1', 'ja', latin)}:{_text(person.full_name)}"
    if latin:
        yield f"FN{_language('1', 'ja-Latn', latin)}:{_text(latin)}"
    sort = _parameter("SORT-AS", (person.phonetic_family, person.phonetic_given))
    name = (person.family_name, person.given_name, "", "")
    yield f"N{sort}:{';'.join(map(_text, name))};{','.join(map(_text, person.suffixes))}"
    for key, reading in (("LAST", person.phonetic_family), ("FIRST", person.phonetic_given)):
        if reading:
            yield f"X-PHONETIC-{key}-NAME:{_text(reading)}"
    if person.organization or person.department:
        units = ";".join(
            _text(part) for part in (person.organization, person.department) if part or part is person.organization
        )
        yield f"ORG{_language('2', 'ja', person.organization_latin)}:{units}"
    if person.organization_latin:
        yield f"ORG{_language('2', 'en', person.organization_latin)}:{_text(person.organization_latin)}"
    if person.title:
        yield f"TITLE:{_text(person.title)}"
    for phone in person.phones:
        first = ";PREF=1" if phone.kind == "direct" else ""  # a direct number is the one to call first
        types = f'TEL;VALUE={"uri" if phone.number else "text"};TYPE="{_PHONE_TYPES[phone.kind]}"{first}'
        yield f"{types}:{f'tel:{phone.number}' if phone.number else _text(phone.text)}"
    yield from (f"EMAIL;TYPE=work:{_text(email)}" for email in person.emails)
    yield from (f"URL:{_uri(url)}" for url in person.urls)
    for address in person.addresses:
        parts = (address.street, address.locality, address.region, address.postal_code, address.country)
        yield f"ADR;TYPE=work{_parameter('LABEL', (address.label,))}:;;{';'.join(map(_text, parts))}"
    yield from (f"{name}:{_text(text)}" for name, text in own_properties(person))
    if person.tags:
        yield f"CATEGORIES:{','.join(map(_text, person.tags))}"
    if person.note:
        yield f"NOTE:{_text(person.note)}"
    if person.picture is not None:
        yield f"PHOTO:data:image/jpeg;base64,{base64.b64encode(person.picture).decode('ascii')}"
    yield f"PRODID:{_text(PRODID)}"
    yield f"REV:{person.revised.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield "END:VCARD"


def _text(value: str) -> str:
    """A TEXT value (RFC 6350, 3.4): backslash, comma, semicolon and line feed escaped."""
    return value.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;").replace("\n", "\\n")


def _uri(value: str) -> str:
    """A URI value is not escaped, so a line feed in it, which no URI has, must go."""
    return value.replace("\n", "")


def _parameter(name: str, values: Iterable[str]) -> str:
    """A quoted parameter with RFC 6868's ``^`` escapes; nothing where all values are empty."""
    given = list(values)
    while given and not given[-1]:
        given.pop()
    if not given:
        return ""
    quoted = (value.replace("^", "^^").replace("\n", "^n").replace('"', "^'") for value in given)
    return f';{name}="{",".join(quoted)}"'


def _language(group: str, language: str, other: str) -> str:
    """Two properties with one ALTID say the same in two languages; one alone needs neither."""
    return f";ALTID={group};LANGUAGE={language}" if other else ""

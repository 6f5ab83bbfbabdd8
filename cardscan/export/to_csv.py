"""People as CSV that opens right in Excel and in Google Contacts, and of which no cell is ever run as a formula."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Literal

from cardscan.export.printable import printable
from cardscan.export.vcard_person import PersonForVcard, for_vcard
from cardscan.store.records import SURE

if TYPE_CHECKING:
    from cardscan.records import Phone
    from cardscan.store.records import Person

_BOM = "\ufeff"
"""Without it Excel takes UTF-8 for the machine's old code page."""

_UNSEEN = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f"
    "\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
"""Body of a regex class: what a program may show as nothing (Unicode's Default_Ignorable_Code_Point)."""
_FORMULA = re.compile(rf"[\t\r\n]|[\s'{_UNSEEN}]*[=+\-@]|'+[\t\r\n]")
"""What a spreadsheet may run (OWASP, CSV injection), also behind apostrophes, so that no two texts become one."""
_FORMS: tuple[Literal["NFC", "NFD", "NFKC", "NFKD"], ...] = ("NFC", "NFD", "NFKC", "NFKD")
"""Each makes other signs into those of a formula: NFKC ＝, NFD the = of ≠."""

_PHONE_LABELS = {
    "work": "Work",
    "direct": "Direct",
    "mobile": "Mobile",
    "fax": "Work Fax",
    "tollfree": "Toll-free",
    "other": "Other",
}


def people_to_csv(people: Sequence[Person]) -> Iterator[str]:
    """The header and a row a person, UTF-8 with a byte order mark when encoded, lines ended by CRLF.

    The first columns are those of Google Contacts, which Outlook's import maps as well, with as many e-mail, phone,
    address and website columns as the person with the most needs. The last ones are ours.
    """
    rows = [_row(person) for person in people]
    counts = {group: max([1, *(len(row[1][group]) for row in rows)]) for group in _GROUPS}
    header = list(_FIRST)
    for group, columns in _GROUPS.items():
        header += [f"{group} {i + 1} - {column}" for i in range(counts[group]) for column in columns]
    yield _BOM + _line([*header, *_LAST])
    for first, groups, last in rows:
        cells = [first.get(column, "") for column in _FIRST]
        for group, columns in _GROUPS.items():
            values = groups[group]
            for i in range(counts[group]):
                cells += values[i] if i < len(values) else [""] * len(columns)
        yield _line([*cells, *(last[column] for column in _LAST)])


def disarmed(cell: str) -> str:
    """The cell with an apostrophe before it if a spreadsheet could take it for a formula.

    What a spreadsheet may fold is folded before looking: full-width ＝, blanks and invisible characters in front.
    """
    folded = (cell,) if cell.isascii() else (unicodedata.normalize(form, cell) for form in _FORMS)
    return f"'{cell}" if any(map(_FORMULA.match, folded)) else cell


_FIRST = (
    "First Name", "Last Name", "Phonetic First Name", "Phonetic Last Name", "Name Suffix", "File As",
    "Organization Name", "Organization Title", "Organization Department", "Notes", "Labels",
)  # fmt: skip
_GROUPS = {
    "E-mail": ("Label", "Value"),
    "Phone": ("Label", "Value"),
    "Address": ("Label", "Formatted", "Street", "City", "Region", "Postal Code", "Country"),
    "Website": ("Label", "Value"),
}
_LAST = (
    "Romanized Name",
    "Organization Latin Name",
    "Registration Numbers",
    "Socials",
    "Met",
    "Events",
    "Looks",
    "Talks",
    "Open Promises",
    "Unsure",
    "cardscan ID",
)

_Row = tuple[dict[str, str], dict[str, list[list[str]]], dict[str, str]]


def _row(person: Person) -> _Row:
    spoken = for_vcard(person, photos=False)
    first = {
        "First Name": spoken.given_name,
        "Last Name": spoken.family_name,
        "Phonetic First Name": spoken.phonetic_given,
        "Phonetic Last Name": spoken.phonetic_family,
        "Name Suffix": ", ".join(spoken.suffixes),
        "File As": spoken.full_name,
        "Organization Name": spoken.organization,
        "Organization Title": spoken.title,
        "Organization Department": spoken.department,
        "Notes": spoken.note,
        "Labels": " ::: ".join(spoken.tags),  # Google's separator
    }
    return first, _groups(spoken), _ours(person, spoken)


def _groups(spoken: PersonForVcard) -> dict[str, list[list[str]]]:
    return {
        "E-mail": [["Work", email] for email in spoken.emails],
        "Phone": [[_PHONE_LABELS[phone.kind], _dialled(phone)] for phone in spoken.phones],
        "Address": [
            ["Work", a.label, a.street, a.locality, a.region, a.postal_code, a.country] for a in spoken.addresses
        ],
        "Website": [["Work", url] for url in spoken.urls],
    }


def _ours(person: Person, spoken: PersonForVcard) -> dict[str, str]:
    met = [f"{encounter.met_at:%Y-%m-%d}" for encounter in person.encounters if encounter.met_at]
    events = [encounter.event.name for encounter in person.encounters if encounter.event]
    unsure = [f.field for f in person.fields if f.confidence is not None and f.confidence < SURE and not f.confirmed]
    return {
        "Romanized Name": spoken.romanized_name,
        "Organization Latin Name": spoken.organization_en,
        "Registration Numbers": "\n".join(spoken.registration_numbers),
        "Socials": "\n".join(spoken.socials),
        "Met": met[-1] if met else "",
        "Events": printable(", ".join(dict.fromkeys(events))),
        "Looks": _lines(look.text for look in person.looks),
        "Talks": _lines(talk.text for talk in person.talks),
        "Open Promises": _lines(
            f"{promise.due or ''} {promise.text}".strip() for promise in person.promises if promise.done_at is None
        ),
        "Unsure": ", ".join(dict.fromkeys(unsure)),
        "cardscan ID": person.id,
    }


def _lines(texts: Iterable[str]) -> str:
    return "\n".join(map(printable, texts))


def _dialled(phone: Phone) -> str:
    """A number as it is dialled in its country: E.164's leading + would begin a formula.

    ``+81312345678`` → ``03-1234-5678``; abroad ``+442079460018`` → ``(+44) 20 7946 0018``; as printed where the
    number is not known.
    """
    import phonenumbers

    try:
        number = phonenumbers.parse(phone.number or "")
    except phonenumbers.NumberParseException:
        return printable(phone.text)
    if number.country_code == 81:
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)
    abroad = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    code, _, rest = abroad.partition(" ")
    return f"({code}) {rest}"


def _line(cells: Sequence[str]) -> str:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerow([disarmed(cell) for cell in cells])
    return buffer.getvalue()

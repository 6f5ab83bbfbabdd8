"""What is fuzzed: every parser of text and files from outside, with what must hold of its answer whatever it is given.

One set for both: libFuzzer through atheris (``python -m tests.fuzz``) and Hypothesis (``test_fuzz``). A target takes
bytes and raises where something does not hold; ``corpus/NAME`` has bytes to begin with, and those that once failed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path

from cardscan.address_book.csv_book import read_csv
from cardscan.address_book.records import AddressBook
from cardscan.address_book.vcard_book import read_vcards
from cardscan.briefing.attendees import attendee_lines
from cardscan.calendar.read import read_calendar
from cardscan.cli.field_changes import parse_assignments
from cardscan.cli.labels import SEVERAL, SINGLE
from cardscan.cli.output import clean
from cardscan.code.barcode import payload_text
from cardscan.code.meaning import meaning_of
from cardscan.code.value import LONGEST_URL, MOST_VALUES
from cardscan.dates.due_day import day_in_text, due_day
from cardscan.dates.past_days import past_days
from cardscan.errors import InvalidInput, UnreadablePhoto
from cardscan.export.printable import printable
from cardscan.export.to_csv import disarmed
from cardscan.export.to_json import json_line
from cardscan.fields.mail_address import find_mails
from cardscan.fields.phone_number import find_numbers, repair_digits
from cardscan.fields.read import read_fields
from cardscan.fields.web_address import find_webs
from cardscan.orthography.fold import fold_with_positions, search_fold
from cardscan.person.from_code import with_codes
from cardscan.photo.folder_name import named_day
from cardscan.photo.load import load_photo_bytes
from cardscan.records import CardCode, Contact
from cardscan.search.query_text import parse_query
from cardscan.store.storable_text import storable_line, storable_text
from tests.fields.card_text import card_text

CORPUS = Path(__file__).parent / "corpus"
TODAY = date(2026, 12, 1)
_E164 = re.compile(r"\+[0-9]{4,15}")
_UNSEEN = ("Cc", "Cf", "Cs", "Zl", "Zp")

Target = Callable[[bytes], None]


def text_of(data: bytes) -> str:
    """Bytes as text; those that are no UTF-8 become lone surrogates, as in names of files."""
    return data.decode("utf-8", "surrogateescape")


def acts(text: str) -> bool:
    return any(unicodedata.category(c) in _UNSEEN for c in text)


def values_of(contact: Contact) -> list[str]:
    """Every text of a contact."""
    single = (contact.full_name, contact.family_name, contact.given_name, contact.phonetic_name, contact.romanized_name,
              contact.organization, contact.organization_en, contact.department)  # fmt: skip
    several = (*contact.titles, *contact.qualifications, *contact.emails, *contact.urls, *contact.socials)
    return [text for text in (*single, *several, *(phone.text for phone in contact.phones),
            *(address.text for address in contact.addresses)) if text is not None]  # fmt: skip


def fields(data: bytes) -> None:
    """The recognisers of a card's lines: nothing raises, every line is kept, numbers are numbers."""
    lines = [line[:120] for line in text_of(data).splitlines()[:14] if line.strip()]
    read = read_fields(card_text(lines, vertical=len(data) % 5 == 0))
    assert len(read.lines) == len(lines)
    assert all(phone.number is None or _E164.fullmatch(phone.number) for phone in read.contact.phones)
    assert all(chance is None or 0 <= chance <= 1 for chance in read.confidence.values())
    assert all(values_of(read.contact))


def phone(data: bytes) -> None:
    text = text_of(data)
    for region in (("JP",), ("US", "GB"), ("DE",)):
        for number in find_numbers(repair_digits(text), region):
            assert 0 <= number.start < number.end <= len(repair_digits(text))


def mail_and_web(data: bytes) -> None:
    text = text_of(data)
    for mail in find_mails(text):
        assert mail.address.count("@") == 1 and not re.search(r"\s", mail.address)
    for web in find_webs(text):
        assert web.url and not re.search(r"\s", web.url)


def dates(data: bytes) -> None:
    text = text_of(data)
    for days in past_days(text, TODAY):
        assert days.first <= days.last
    due_day(text, TODAY)
    day_in_text(text, TODAY)
    named_day(text)


def query(data: bytes) -> None:
    """The query language and everything else that is typed: an answer or a mistake that is told."""
    text = text_of(data)
    with suppress(InvalidInput):
        asked = parse_query(text, TODAY)
        assert all(search_fold(word.text) for word in asked.words)
    attendee_lines(text)
    with suppress(InvalidInput):
        parse_assignments(text.split("\n")[:8], {field: ["a"] for field in (*SINGLE, *SEVERAL)})


def fold(data: bytes) -> None:
    """What is indexed and what is kept: folding twice changes nothing, and the way back stays within the text."""
    text = text_of(data)
    folded = search_fold(text)
    assert search_fold(folded) == folded
    ways = fold_with_positions(text)
    assert ways.text == folded and all(0 <= a < b <= len(text) for a, b in zip(ways.starts, ways.ends, strict=True))
    kept = storable_text(text)
    assert storable_text(kept) == kept and "\0" not in kept
    kept.encode("utf-8")
    assert "\n" not in storable_line(text)


def output(data: bytes) -> None:
    """The ways out: nothing acts on a terminal, no cell is a formula, and every cell can be read back."""
    text = text_of(data)
    assert not acts(clean(text)) and not acts(json_line({"a": text}))
    shown = printable(text)
    assert not acts(shown.replace("\n", ""))
    cell = disarmed(shown)
    assert cell in (shown, f"'{shown}")
    assert cell == shown or disarmed(cell[1:]) == cell
    for form in ("NFC", "NFD", "NFKC", "NFKD"):
        seen = unicodedata.normalize(form, cell).lstrip()
        assert not seen.startswith(("=", "+", "-", "@"))


def code(data: bytes) -> None:
    """Payloads of QR codes: vCard, MECARD, BIZCARD, MEMORY, links; joined with a card that says something else."""
    payload = payload_text(data, text_of(data))
    meaning = meaning_of(payload)
    for text in values_of(meaning.contact):
        assert text and not acts(text) and len(text) <= LONGEST_URL, ascii(text)
    assert len(meaning.contact.phones) <= MOST_VALUES and len(meaning.contact.emails) <= MOST_VALUES
    printed = read_fields(card_text(["株式会社見本", "高橋 健", "TEL 03-1234-5678", "ken@example.co.jp"]))
    quad = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0))
    joined = with_codes(printed, [CardCode(quad, payload, "QR Code")])
    assert [line.text for line in joined.lines if line.kind == "code"] == [payload]


def calendar(data: bytes) -> None:
    """Calendars: appointments within the days asked for, or a mistake that is told."""
    with suppress(InvalidInput):
        reading = read_calendar(data, date(2026, 11, 1), date(2026, 12, 31))
        for one in reading.appointments:
            assert (
                one.name and not re.search(r"[\x00-\x08\x0b-\x1f\x7f]", one.name) and type(one.start) is type(one.end)
            )


def vcard_book(data: bytes) -> None:
    """vCard files to be taken in: entries that can be kept, or a mistake that is told."""
    with suppress(InvalidInput):
        _kept(read_vcards(data))


def csv_book(data: bytes) -> None:
    """Tables of addresses to be taken in, likewise."""
    with suppress(InvalidInput):
        _kept(read_csv(data))


def _kept(book: AddressBook) -> None:
    for entry in book.entries:
        assert values_of(entry.contact) or entry.note or entry.tags or entry.portrait
        assert all(phone.number is None or _E164.fullmatch(phone.number) for phone in entry.contact.phones)


def photo(data: bytes) -> None:
    """Pictures and their Exif: a photo, or why there is none. Only small ones, as large ones are slow in any case."""
    try:
        read = load_photo_bytes(data[:200_000], Path("photo"), enough=64)
    except UnreadablePhoto as refused:
        assert refused.code in ("empty", "not_a_picture", "truncated", "too_large", "unreadable") and str(refused)
    else:
        assert read.pixels.ndim == 3


TARGETS: Mapping[str, Target] = {
    function.__name__: function
    for function in (
        fields,
        phone,
        mail_and_web,
        dates,
        query,
        fold,
        output,
        code,
        calendar,
        vcard_book,
        csv_book,
        photo,
    )
}


def seeds(name: str) -> list[bytes]:
    """The corpus of a target."""
    return [path.read_bytes() for path in sorted((CORPUS / name).iterdir())]

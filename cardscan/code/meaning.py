"""What a code's payload says: a contact, a link, an e-mail address, a telephone number, or nothing of the kind.

Payloads are hostile text: they are cut to what a QR code can hold, cleaned of control characters, and every value is
limited in length and number. A payload of a known form that is damaged beyond reading says nothing; it is still kept.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal
from urllib.parse import unquote

from cardscan.code.phone_book import read_phone_book
from cardscan.code.value import LONGEST_URL, clean
from cardscan.code.vcard import read_vcard
from cardscan.records import Contact, Phone

LONGEST_PAYLOAD = 7089
"""Characters: the most that any QR code holds (version 40-L, digits only; ISO/IEC 18004, table 7)."""

_LINK = re.compile(r"(?:URL(?:TO)?:)?(https?://\S+|www\.[^\s@]+\.\S+)\Z", re.IGNORECASE)
_BOOKMARK = re.compile(r"MEBKM:.*?URL:((?:\\.|[^;\\])+)", re.IGNORECASE | re.DOTALL)
"""NTT DOCOMO's bookmark, ``MEBKM:TITLE:…;URL:…;;``."""
_MAIL = re.compile(
    r"(?:mailto:|MATMSG:TO:|SMTP:)?([^\s@:;?<>,]+@[^\s@:;?<>,]+\.[^\s@:;?<>,]+)(?:[?;:].*)?\Z",
    re.IGNORECASE | re.DOTALL,
)
"""RFC 6068, DOCOMO's ``MATMSG:TO:…;SUB:…;;``, and the bare address."""
_PHONE = re.compile(r"(?:tel|sms|smsto):([+\d()\-. ]{6,40})(?:[;:,?].*)?\Z", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class CodeMeaning:
    """What one payload says."""

    kind: Literal["contact", "link", "email", "phone", "text"]
    """``contact``: a person or firm; the next three a single value; ``text``: anything else."""
    contact: Contact
    """The values, as they stand in the code; telephone numbers are not yet in E.164, addresses not taken apart."""


def meaning_of(payload: str) -> CodeMeaning:
    """What a payload says; never raises, whatever the text.

    >>> meaning_of("MECARD:N:齋藤,幸生;TEL:0312345678;;").contact.full_name
    '齋藤 幸生'
    >>> meaning_of("https://www.example.co.jp/").kind, meaning_of("WIFI:S:guest;;").kind
    ('link', 'text')
    """
    text = payload[:LONGEST_PAYLOAD].strip().lstrip("\ufeff")
    contact = read_vcard(text) or read_phone_book(text)
    if contact is not None:
        return CodeMeaning("contact", contact)
    if link := _LINK.match(text):
        return _single("link", clean(link[1], LONGEST_URL))
    if bookmark := _BOOKMARK.match(text):
        return _single("link", clean(re.sub(r"\\(.)", r"\1", bookmark[1]), LONGEST_URL))
    if mail := _MAIL.match(text):
        return _single("email", clean(unquote(mail[1])))
    if phone := _PHONE.match(text):
        return _single("phone", clean(phone[1]))
    return CodeMeaning("text", Contact())


def _single(kind: Literal["link", "email", "phone"], value: str) -> CodeMeaning:
    if not value:
        return CodeMeaning("text", Contact())
    match kind:
        case "link":
            return CodeMeaning(kind, Contact(urls=(value,)))
        case "email":
            return CodeMeaning(kind, Contact(emails=(value,)))
        case "phone":
            return CodeMeaning(kind, Contact(phones=(Phone("other", None, value),)))

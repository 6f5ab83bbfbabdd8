"""vCards 2.1, 3.0 and 4.0 as iOS, Android, Google, Outlook and others write address books."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import replace

from cardscan.address_book.columns import Target, kind_of_label
from cardscan.address_book.draft import EntryDraft
from cardscan.address_book.records import AddressBook, BookColumn, BookEntry, RefusedEntry
from cardscan.address_book.vcard_properties import (
    ADDRESS_PROPERTIES,
    NAME_PROPERTIES,
    add_addresses,
    add_name,
)
from cardscan.address_book.vcard_text import CardText, cards_of
from cardscan.code.vcard_lines import VcardLine, VcardLines, vcard_lines
from cardscan.fields.contact import PhoneKind
from cardscan.fields.typed_phone import typed_phone

MOST_CARDS = 100_000
"""Cards of a file."""
PRODID = "-//cardscan//"
"""How cardscan marks its own vCards."""

_TEXTS = {
    "TITLE": "titles",
    "EMAIL": "emails",
    "URL": "urls",
    "X-SOCIALPROFILE": "socials",
    "X-CARDSCAN-ROMANIZED-NAME": "romanized_name",
    "X-CARDSCAN-ORGANIZATION-LATIN": "organization_en",
    "X-CARDSCAN-REGISTRATION": "registration_numbers",
    "X-CARDSCAN-SOCIAL": "socials",
    "UID": "uid",
}
"""Properties that are one text, and the field they hold."""
_WORDS = {"BDAY": "Birthday", "ANNIVERSARY": "Anniversary", "NICKNAME": "Nickname", "ROLE": "Role", "IMPP": "Chat"}
"""What properties without a field are called in the note."""
_SAYS_NOTHING = frozenset((
    "BEGIN", "END", "VERSION", "PRODID", "REV", "SOURCE", "NAME", "PROFILE", "CLASS", "KIND", "MAILER", "TZ", "XML",
    "CLIENTPIDMAP", "MEMBER", "X-ABADR", "X-ABLABEL", "X-ABSHOWAS", "X-ABUID", "X-IMAGETYPE", "X-GNO", "X-REDUCTION",
    "X-ADDRESSBOOKSERVER-KIND", "X-ADDRESSBOOKSERVER-MEMBER", "X-ACCOUNT", "X-EVOLUTION-FILE-AS",
    "X-MS-OL-DESIGN", "X-MS-OL-DEFAULT-POSTAL-ADDRESS",
))  # fmt: skip
"""Properties about the card, not about the person."""
_LATIN_FIRM = "X-CARDSCAN-ORGANIZATION-LATIN"
_PHONE_URI = re.compile(r"(?i)tel:([^;]+).*", re.DOTALL)
_PHONE_TYPES: tuple[tuple[frozenset[str], PhoneKind], ...] = (
    (frozenset(("FAX",)), "fax"),
    (frozenset(("CELL", "IPHONE", "MOBILE", "PCS")), "mobile"),
    (frozenset(("WORK", "MAIN")), "work"),
    (frozenset(("HOME", "VOICE", "OTHER")), "other"),
)
"""Types of RFC 2426 and RFC 6350 (and iOS' own) and what they mean here; the first that is there counts."""


def read_vcards(data: bytes, *, encoding: str | None = None) -> AddressBook:
    """The people of a vCard file; cards that cannot be used are told apart with their line and the reason.

    Groups (KIND:group, and Apple's own) become tags of their members.

    Args:
        data: The file.
        encoding: By hand; None: find out, card by card.
    """
    entries: list[BookEntry] = []
    refused: list[RefusedEntry] = []
    uids: dict[str, int] = {}
    groups: list[tuple[str, list[str]]] = []
    unknown: dict[str, str] = {}
    left = 0
    for card in cards_of(data, encoding):
        if len(entries) + len(refused) >= MOST_CARDS:
            refused.append(RefusedEntry(card.line, f"it is behind {MOST_CARDS:,} others; split the file"))
            break
        if card.flaw is not None:
            refused.append(RefusedEntry(card.line, card.flaw))
            continue
        read = vcard_lines(card.text)
        lines = read.lines
        if members := _members(lines):
            groups.append((_first(lines, "FN"), members))
        else:
            own = _first(lines, "PRODID").startswith(PRODID)
            left += own and card.picture is not None
            entry = _entry(card, read, unknown, own=own)
            if entry is None:
                reason = "it names nobody: neither a name nor a firm, mail address, phone or address"
                refused.append(RefusedEntry(card.line, reason))
            else:
                uids[_bare(_first(lines, "UID"))] = len(entries)
                entries.append(entry)
    for name, members in groups:
        for place in (uids[member] for member in map(_bare, members) if member in uids):
            entry = entries[place]
            digest = hashlib.sha256(f"{entry.digest} {name}".encode("utf-8", "replace")).hexdigest()
            entries[place] = replace(entry, tags=tuple(dict.fromkeys((*entry.tags, name))), digest=digest)
    columns = tuple(BookColumn(name, "note", False, example) for name, example in unknown.items())
    return AddressBook("vcard", None, columns, tuple(entries), tuple(refused), left)


def _entry(card: CardText, read: VcardLines, unknown: dict[str, str], *, own: bool) -> BookEntry | None:
    draft, lines = EntryDraft(), read.lines
    draft.portrait = None if own else card.picture
    labels = {line.group: line.text for line in lines if line.group and line.name == "X-ABLABEL"}
    add_name(draft, lines)
    add_addresses(draft, lines)
    for line in lines:
        label = labels.get(line.group, "")
        text = line.text
        match line.name:
            case "TEL":
                _add_phone(draft, line, label, own=own)
            case "ORG":
                _add_organization(draft, line)
            case "CATEGORIES":
                for tag in line.texts:
                    draft.add(Target("labels"), tag, line.name)
            case "NOTE":
                draft.add_note(_without(text, lines) if own else text)
            case name if name in _TEXTS:
                draft.add(Target(_TEXTS[name]), text, name)
            case name if name not in _SAYS_NOTHING and name not in NAME_PROPERTIES | ADDRESS_PROPERTIES:
                unknown.setdefault(_WORDS.get(name, name), text)
                draft.add(Target("note"), text, label.strip("_$!<>") or _WORDS.get(name, name))
    for damaged in read.unread:
        draft.add(Target("note"), damaged, "?")
    return draft.entry(card.line, own=own)


def _add_phone(draft: EntryDraft, line: VcardLine, label: str, *, own: bool) -> None:
    text, types = _PHONE_URI.sub(r"\1", line.text), line.types
    kind = kind_of_label(label) if label else None
    if kind is None:
        kind = next((kind for known, kind in _PHONE_TYPES if types & known), None)
    if own and kind == "work":  # a direct number is the preferred one, and of toll-free ones the number tells
        kind = (
            "direct"
            if "PREF" in types or line.params.get("PREF")
            else None
            if typed_phone(text, insist=True).kind == "tollfree"
            else kind
        )
    if label and kind_of_label(label) is None:
        draft.add(Target("note"), text, label.strip("_$!<>"))
    draft.add(Target("phones", kind or ""), text, "TEL")


def _add_organization(draft: EntryDraft, line: VcardLine) -> None:
    """The firm and, behind it, its departments; a second one in Latin letters (RFC 6350's ALTID) is its Latin name."""
    firm, *units = line.fields
    if "en" in line.params.get("LANGUAGE", ()) and line.params.get("ALTID"):
        draft.add(Target("organization_en"), firm, "ORG")
        return
    draft.add(Target("organization"), firm, "ORG")
    for unit in units:
        draft.add(Target("department"), unit, "ORG")


def _without(note: str, lines: Sequence[VcardLine]) -> str:
    """Our own note without the Latin names that begin it for programs which know no better place."""
    known = {line.text for line in lines if line.name in ("X-CARDSCAN-ROMANIZED-NAME", _LATIN_FIRM)}
    texts = note.split("\n")
    while texts and texts[0] in known:
        texts.pop(0)
    return "\n".join(texts)


def _members(lines: Sequence[VcardLine]) -> list[str]:
    """The ids of those who belong to a group; none where it is no group."""
    kinds = {line.text.lower() for line in lines if line.name in ("KIND", "X-ADDRESSBOOKSERVER-KIND")}
    names = ("MEMBER", "X-ADDRESSBOOKSERVER-MEMBER")
    return [line.text for line in lines if line.name in names] or [""] if "group" in kinds else []


def _bare(uid: str) -> str:
    return uid.strip().lower().removeprefix("urn:uuid:")


def _first(lines: Sequence[VcardLine], name: str) -> str:
    return next((line.text for line in lines if line.name == name), "")

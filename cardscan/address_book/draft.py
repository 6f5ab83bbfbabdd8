"""One entry of an address book while its columns or properties come in one by one."""

from __future__ import annotations

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from typing import cast

from cardscan.address_book.columns import Target, kind_of_label
from cardscan.address_book.person_name import NameParts, written_name
from cardscan.address_book.postal_address import postal_address
from cardscan.address_book.records import BookEntry
from cardscan.fields.contact import PhoneKind
from cardscan.fields.typed_phone import typed_phone
from cardscan.records import Address, Contact, Phone

LONGEST_VALUE = 1000
"""Characters of a value; what is longer is no name, firm or address and goes into the note."""

_SEVERAL = re.compile(r"\s*(?: ::: |\n)\s*")
"""Between several values of one cell: Google's sign, and lines."""
_SPLIT = {
    "titles": re.compile(r" / | ::: |\n"),
    "qualifications": re.compile(r"\s*[,，、\n]\s*"),
    "emails": re.compile(r"\s*(?: ::: |[,;\n])\s*"),
    "urls": _SEVERAL,
    "registration_numbers": _SEVERAL,
    "socials": _SEVERAL,
}
"""Fields with several values, and what parts them in one cell."""
_TAGS = re.compile(r"\s*[;；,，、\n]\s*")
_LABELS = re.compile(r"\s*:::\s*")
_SYSTEM_GROUPS = frozenset(("mycontacts", "my contacts", "other contacts"))
"""Google's groups that everybody is in."""
_HONORIFICS = frozenset(("mr", "mrs", "ms", "miss", "mx", "様", "さん", "殿", "氏", "御中"))
"""What is said to everybody, and no part of a name."""
_NOTHING = frozenset(("00/0/0", "0/0/00"))
"""What Outlook writes where there is no day."""
_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T\s].*)?")
_OWN_ID = re.compile(r"p\d+")
"""Stands for a name where nothing at all is known of somebody."""
_ABROAD = re.compile(r"\((\+\d{1,3})\) ?(?=\d)")
"""A country code in brackets, as our own CSV has it: a plus at the beginning would be a formula."""
_INTERNATIONAL = re.compile(r"\+\d{5,15}")
_JAPAN = 81
"""Its country code (ITU-T E.164)."""


class EntryDraft:
    """Collects values under their targets; ``entry`` makes one person of them."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._texts: defaultdict[str, list[str]] = defaultdict(list)
        self._phones: list[tuple[str, Target]] = []
        self._labels: dict[str, str] = {}
        self._addresses: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        self._tags: list[str] = []
        self._met: date | None = None
        self._notes: list[str] = []
        self._more: list[str] = []
        self.portrait: bytes | None = None
        """Bytes of a picture that came with it."""

    def add(self, target: Target, text: str, name: str) -> None:
        """Take in one value.

        Args:
            target: Where it goes.
            text: The value.
            name: What the file calls it: what has no place stands in the note under this name.
        """
        text = text.strip()
        if not text or text in _NOTHING or target.field == "ignored":
            return
        if len(text) > LONGEST_VALUE:
            target = Target("note")
        match target.field:
            case "note" | "tag_where_1" if target.field == "note" or text != "1":
                self._more.append(f"{name}: {text}")
            case "tag_where_1":
                self._tags.append(name)
            case "label":
                self._labels[target.group] = text
            case "phones":
                self._phones += [(number, target) for number in _SEVERAL.split(text) if number]
            case "address":
                self._addresses[target.group][target.detail].append(text)
            case "tags" | "labels":
                self._tags += _tags(text, _LABELS if target.field == "labels" or ":::" in text else _TAGS)
            case "met":
                self._add_day(text, name)
            case _:
                self._add_text(target.field, text, name)

    def add_note(self, text: str) -> None:
        """Take in the entry's own note, or a line about it."""
        if text.strip():
            self._notes.append(text.strip())

    def entry(self, line: int, *, own: bool = False) -> BookEntry | None:
        """The person; None where the entry names nobody: neither a name nor a firm, mail, phone or address.

        Args:
            line: Where it begins in the file, from 1.
            own: Whether cardscan wrote the file: then a name without parts had none, and what stands for a name or
                firm that is not known is none.
        """
        contact = self._contact(own)
        if contact == Contact():
            return None
        note = "\n".join([*self._notes, *dict.fromkeys(self._more)]) or None
        tags = tuple(dict.fromkeys(self._tags))
        event = self._one("event") or None
        said = [asdict(contact), note, tags, str(self._met), event, hashlib.sha256(self.portrait or b"").hexdigest()]
        digest = hashlib.sha256(json.dumps(said, ensure_ascii=True).encode("ascii")).hexdigest()
        uid = self._one("uid")
        key = hashlib.sha256(f"uid\0{uid}".encode("utf-8", "replace")).hexdigest() if uid else digest
        return BookEntry(line, key, digest, contact, note, tags, self._met, event, self.portrait)

    def _contact(self, own: bool) -> Contact:
        one, several = self._one, self._several
        name = written_name(self._name_parts(own), split=not own)
        firm, latin_firm = one("organization"), one("organization_en")
        self._more += [f"Reading: {text}" for text in name.left_over]
        return Contact(
            full_name=name.full_name,
            family_name=name.family_name,
            given_name=name.given_name,
            phonetic_name=name.phonetic_name,
            romanized_name=name.romanized_name,
            organization=None if own and firm == latin_firm else firm or None,
            organization_en=latin_firm or None,
            department=" ".join(dict.fromkeys(self._texts["department"])) or None,
            titles=several("titles"),
            qualifications=several("qualifications"),
            phones=self._kept_phones(),
            emails=several("emails"),
            urls=several("urls"),
            addresses=tuple(dict.fromkeys(self._kept_addresses())),
            registration_numbers=several("registration_numbers"),
            socials=several("socials"),
        )

    def _name_parts(self, own: bool) -> NameParts:
        """What is said of the name; a firm or a mail address that stands in its place is none."""
        one = self._one
        full, family, given, romanized = (
            one(field) for field in ("full_name", "family_name", "given_name", "romanized_name")
        )
        stand_ins = {one("organization"), *self._texts["emails"]}
        if not (family or given) and (full in stand_ins or (own and _OWN_ID.fullmatch(full))):
            full = ""
        if own and not family and full == given == romanized:
            full = given = ""
        return NameParts(
            full=full,
            family=family,
            given=given,
            middle=one("middle_name"),
            prefix=one("name_prefix"),
            phonetic=one("phonetic_name"),
            phonetic_family=one("phonetic_family"),
            phonetic_given=" ".join(filter(None, (one("phonetic_given"), one("phonetic_middle")))),
            romanized=romanized,
        )

    def _one(self, field: str) -> str:
        return next(iter(self._texts[field]), "")

    def _several(self, field: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self._texts[field]))

    def _add_text(self, field: str, text: str, name: str) -> None:
        """A text field: several values where it can have them, else the first; the others stand in the note."""
        known = self._texts[field]
        if field in ("name_prefix", "name_suffix") and text.casefold().strip(" .") in _HONORIFICS:
            return
        if field == "name_suffix":
            field = "qualifications"
        if field in _SPLIT:
            self._texts[field] += [value for value in _SPLIT[field].split(text) if value]
        elif field == "event" and ", " in text:  # several, and one's own comma cannot be told from another's
            self._more.append(f"{name}: {text}")
        elif not known or field == "department":
            known.append(" ".join(text.split()))
        elif text not in known:
            self._more.append(f"{name}: {text}")

    def _add_day(self, text: str, name: str) -> None:
        found = _DAY.fullmatch(text)
        try:
            day = date(*map(int, found.groups())) if found else None
        except ValueError:
            day = None
        if day is None or self._met is not None:
            self._more.append(f"{name}: {text}")
        else:
            self._met = day

    def _kept_phones(self) -> tuple[Phone, ...]:
        phones = []
        for text, target in self._phones:
            label = self._labels.get(target.group, "")
            kind = cast("PhoneKind", target.detail) if target.detail else kind_of_label(label)
            if label and kind is None:
                self._more.append(f"{text}: {label}")
            phones.append(typed_phone(readable_number(text), kind=kind, insist=True))
        return tuple(dict.fromkeys(phones))

    def _kept_addresses(self) -> Iterator[Address]:
        for parts in self._addresses.values():
            joined = {part: ("\n" if part == "text" else " ").join(texts) for part, texts in parts.items()}
            address = postal_address(**joined)
            if address is not None:
                yield address


def readable_number(text: str) -> str:
    """A number in E.164, as programs store it, in the form in which people write it.

    >>> readable_number("+81312345678"), readable_number("+442079460018"), readable_number("03(1234)5678")
    ('03-1234-5678', '+44 20 7946 0018', '03(1234)5678')
    """
    if not _INTERNATIONAL.fullmatch(text):
        return _ABROAD.sub(r"\1 ", text, count=1) if _ABROAD.match(text) else text
    import phonenumbers

    try:
        number = phonenumbers.parse(text)
    except phonenumbers.NumberParseException:
        return text
    forms = phonenumbers.PhoneNumberFormat
    form = forms.NATIONAL if number.country_code == _JAPAN else forms.INTERNATIONAL
    return str(phonenumbers.format_number(number, form)) if phonenumbers.is_valid_number(number) else text


def _tags(text: str, between: re.Pattern[str]) -> list[str]:
    """Tags of one cell; Google's groups that everybody is in say nothing."""
    names = [tag.removeprefix("* ").strip() for tag in between.split(text)]
    return [name for name in names if name and name != "*" and name.casefold() not in _SYSTEM_GROUPS]

"""Corrections by hand: what a person typed or confirmed is marked, so that no machine overwrites it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, update

from cardscan.errors import InvalidInput
from cardscan.orthography.kana import is_kana, to_hiragana
from cardscan.records import Source
from cardscan.store.contact_values import CONTACT_FIELDS, MANY_VALUED, Value
from cardscan.store.ids import IdKind, row_number
from cardscan.store.people import fields_of
from cardscan.store.schema import field_values
from cardscan.store.storable_text import storable_line

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from cardscan.store.records import StoredField

Changes = Mapping[str, Sequence[str] | str | None]
"""Contact field → its new value or values; None or nothing takes it away."""

_POSTAL_CODE = re.compile(r"〒?\s*(\d{3})-?(\d{4})(?!\d)\s*")
_PHONE_KIND = re.compile(r"(work|direct|mobile|fax|tollfree|other)\s*[:：]\s*", re.IGNORECASE)
_IDEOGRAPH = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


def change_fields(connection: Connection, person_id: int, changes: Changes) -> None:
    """Replace the values of some fields by what a person typed.

    A value that was there already keeps its parts and its origin and becomes confirmed. A new full name brings its
    family and given name with it, and a reading that was only a guess about the old name goes.

    Raises:
        InvalidInput: There is no such field, or a value does not fit it.
    """
    old = {
        field: [v for v in fields_of(connection, [person_id])[person_id] if v.field == field]
        for field in CONTACT_FIELDS
    }
    for field, values in _with_parts_of_name(_listed(changes), old).items():
        connection.execute(
            delete(field_values).where(field_values.c.person_id == person_id, field_values.c.field == field)
        )
        new = [_kept(known) if (known := _same(old[field], text)) else _typed(field, text) for text in values]
        if rows := [value.row(person_id, position) for position, value in enumerate(new)]:
            connection.execute(insert(field_values), rows)


def confirm_fields(connection: Connection, person_id: int, fields: Sequence[str]) -> None:
    """Mark values as looked at and right.

    Raises:
        InvalidInput: There is no such field.
    """
    _listed(dict.fromkeys(fields))
    connection.execute(
        update(field_values)
        .where(field_values.c.person_id == person_id, field_values.c.field.in_(fields))
        .values(confirmed=True)
    )


def _listed(changes: Changes) -> dict[str, list[str]]:
    """The changes with every field's values as a list, cleaned, without repetitions."""
    listed: dict[str, list[str]] = {}
    for field, given in changes.items():
        if field not in CONTACT_FIELDS:
            raise InvalidInput(f"There is no field “{field}”. The fields are {', '.join(CONTACT_FIELDS)}.")
        texts = [given] if isinstance(given, str) else given or []
        listed[field] = [line for line in dict.fromkeys(map(storable_line, texts)) if line]
        if len(listed[field]) > 1 and field not in MANY_VALUED:
            raise InvalidInput(f"{field} can have only one value, not {len(listed[field])}.")
    return listed


def _with_parts_of_name(changes: dict[str, list[str]], old: Mapping[str, list[StoredField]]) -> dict[str, list[str]]:
    """What follows from a change of the name: its parts from the whole, or the whole from its parts."""

    def was(field: str) -> str:
        return old[field][0].value if old[field] else ""

    parts = ("family_name", "given_name")
    result = dict(changes)
    if "full_name" in changes:
        words = changes["full_name"][0].split() if changes["full_name"] else []
        split = words if len(words) == 2 and _IDEOGRAPH.search(words[0]) else ["", ""]
        for field, word in zip(parts, split, strict=True):
            result.setdefault(field, [word] if word else [])
    elif any(field in changes for field in parts) and was("full_name") == " ".join(map(was, parts)).strip():
        result["full_name"] = [
            " ".join(changes[f][0] if changes.get(f) else was(f) * (f not in changes) for f in parts).strip()
        ]
        result["full_name"] = [name for name in result["full_name"] if name]
    if result.get("full_name", [was("full_name")]) != [was("full_name")]:
        for field in ("phonetic_name", "romanized_name"):
            if old[field] and old[field][0].source is Source.DICTIONARY and not old[field][0].confirmed:
                result.setdefault(field, [])
    return result


def _same(known: Sequence[StoredField], text: str) -> StoredField | None:
    return next((value for value in known if value.value == text), None)


def _kept(known: StoredField) -> Value:
    card_id = row_number(known.card_id, IdKind.CARD) if known.card_id is not None else None
    return Value(
        known.field,
        known.value,
        known.text,
        known.parts,
        known.confidence,
        known.source,
        confirmed=True,
        card_id=card_id,
    )


def _typed(field: str, text: str) -> Value:
    """A value typed by hand, with the parts that it spells."""
    value, parts = text, dict[str, str]()
    if field == "phones":
        value, parts = _phone(text)
    elif field == "addresses":
        value, parts = _address(text)
    elif field == "phonetic_name":
        value = to_hiragana(text)
        if not is_kana("".join(value.split())):
            raise InvalidInput(f"The reading of a name is written in kana; “{text}” is not.")
    return Value(field, value, value, parts, source=Source.HAND, confirmed=True)


def _phone(text: str) -> tuple[str, dict[str, str]]:
    """A phone as ``number`` or ``kind: number``; a number without a country is a Japanese one."""
    import phonenumbers  # costs time to import, and only a typed phone needs it
    from phonenumbers import PhoneNumberType

    named = _PHONE_KIND.match(text)
    number = text[named.end() :] if named else text
    try:
        parsed = phonenumbers.parse(number, "JP")
    except phonenumbers.NumberParseException as error:
        raise InvalidInput(f"“{number}” is not a telephone number.") from error
    kinds = {PhoneNumberType.MOBILE: "mobile", PhoneNumberType.TOLL_FREE: "tollfree"}
    kind = named[1].lower() if named else kinds.get(phonenumbers.number_type(parsed), "work")
    parts = {"kind": kind}
    if phonenumbers.is_valid_number(parsed):
        parts["number"] = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
    return number.strip(), parts


def _address(text: str) -> tuple[str, dict[str, str]]:
    """An address, with a Japanese postal code before it or without."""
    code = _POSTAL_CODE.match(text)
    if code is None or not text[code.end() :]:
        return text, {}
    return text[code.end() :], {"postal_code": f"{code[1]}-{code[2]}", "country": "JP"}

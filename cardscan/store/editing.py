"""Corrections by hand: what a person typed or confirmed is marked, so that no machine overwrites it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, update

from cardscan.errors import InvalidInput, NotFound
from cardscan.fields.typed_phone import PHONE_KIND, typed_phone
from cardscan.orthography.kana import is_kana, to_hiragana
from cardscan.records import Source
from cardscan.store.contact_values import CONTACT_FIELDS, MANY_VALUED, Value, contact_of
from cardscan.store.ids import IdKind, row_number
from cardscan.store.people import fields_of
from cardscan.store.schema import field_values
from cardscan.store.storable_text import storable_line

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from cardscan.records import Contact
    from cardscan.store.records import StoredField

Changes = Mapping[str, Sequence[str] | str | None]
"""Contact field → its new value or values; None or nothing takes it away."""

_POSTAL_CODE = re.compile(r"〒?\s*(\d{3})-?(\d{4})(?!\d)\s*")
_JAPANESE = re.compile(r"[\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


def change_fields(connection: Connection, person_id: int, changes: Changes) -> None:
    """Replace the values of some fields by what a person typed.

    A value that was there already keeps its parts and its origin and becomes confirmed. A new full name brings its
    family and given name with it, and a reading that was only worked out from the old name is worked out anew.

    Raises:
        InvalidInput: There is no such field, or a value does not fit it.
    """
    old: dict[str, list[StoredField]] = {field: [] for field in CONTACT_FIELDS}
    for value in fields_of(connection, [person_id])[person_id]:
        old[value.field].append(value)
    listed = _with_parts_of_name(_listed(changes), old)
    for field, texts in listed.items():
        replace_values(
            connection,
            person_id,
            field,
            [kept_value(known, True) if (known := _same(old[field], text)) else _typed(field, text) for text in texts],
        )
    renamed = "full_name" in listed and not _same(old["full_name"], "".join(listed["full_name"]))
    if renamed and "phonetic_name" not in listed:
        guess_reading_anew(connection, person_id)


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


def settle_value(
    connection: Connection, person_id: int, settled: StoredField, answer: str | None, *, insist: bool = False
) -> None:
    """What a person who looked at the card says of one value; the field's other values stay as they are.

    Args:
        connection: A transaction.
        person_id: Whose value it is.
        settled: The value as it was shown.
        answer: The same text: it is right. Another: that is what the card says; a phone keeps its kind and an address
            its postal code unless the text names another. None: the card says no such thing.
        insist: Keep a phone although it cannot be a telephone number.

    Raises:
        InvalidInput: The answer does not fit the field.
        NotFound: The value is no longer there.
    """
    field = settled.field
    values = [value for value in fields_of(connection, [person_id])[person_id] if value.field == field]
    if not any(value.value == settled.value for value in values):
        raise NotFound(f"“{settled.value}” was changed in the meantime.")
    text = storable_line(answer or "")
    if text == settled.value:
        together = (field, "family_name", "given_name") if field == "full_name" else (field,)
        connection.execute(
            update(field_values)
            .where(field_values.c.person_id == person_id, field_values.c.field.in_(together))
            .where((field_values.c.field != field) | (field_values.c.value == text))
            .values(confirmed=True)
        )
    elif field not in MANY_VALUED:
        change_fields(connection, person_id, {field: text or None})
    else:
        new = [_typed(field, _completed(settled, text), insist=insist)] if text else []
        kept = [new if value.value == settled.value else [kept_value(value, value.confirmed)] for value in values]
        unique = {value.value: value for value in reversed(list(chain.from_iterable(kept)))}
        replace_values(connection, person_id, field, list(reversed(unique.values())))


def guess_reading_anew(connection: Connection, person_id: int) -> None:
    """Work the reading of a person's name out from what the name is now, where nobody said it."""
    values = fields_of(connection, [person_id])[person_id]
    if all(map(_is_guess, (value for value in values if value.field == "phonetic_name"))):
        replace_values(connection, person_id, "phonetic_name", guessed_reading(contact_of(values)))


def put_back(connection: Connection, person_id: int, fields: Collection[str], values: Sequence[StoredField]) -> None:
    """Make some fields of a person what they were: exactly those of ``values`` that are theirs."""
    for field in fields:
        replace_values(connection, person_id, field, [kept_value(v, v.confirmed) for v in values if v.field == field])


def put_all_back(connection: Connection, person_id: int, values: Sequence[StoredField]) -> None:
    """Let a person have exactly these values, counted within each field in their order."""
    places: Counter[str] = Counter()
    rows = []
    for value in values:
        rows.append(kept_value(value, value.confirmed).row(person_id, places[value.field]))
        places[value.field] += 1
    connection.execute(delete(field_values).where(field_values.c.person_id == person_id))
    if rows:
        connection.execute(insert(field_values), rows)


def _completed(old: StoredField, text: str) -> str:
    """A typed value with what the old one had beside its text: the kind of a phone, the postal code of an address."""
    if old.field == "phones" and not PHONE_KIND.match(text):
        return f"{old.parts.get('kind', 'work')}: {text}"
    code = old.parts.get("postal_code")
    if old.field == "addresses" and code and old.parts.get("country") == "JP" and not _POSTAL_CODE.match(text):
        return f"{code} {text}"
    return text


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

    def now(field: str) -> str:
        return "".join(changes[field] if field in changes else [value.value for value in old[field]])

    parts = ("family_name", "given_name")
    if "full_name" in changes:
        split = dict(zip(parts, _split(now("full_name")), strict=True))
        return {field: [word] if word else [] for field, word in split.items()} | changes
    before = " ".join(value.value for field in parts for value in old[field])
    if any(field in changes for field in parts) and before == " ".join(value.value for value in old["full_name"]):
        whole = " ".join(map(now, parts)).strip()
        return changes | {"full_name": [whole] if whole else []}
    return changes


def _split(name: str) -> tuple[str, str]:
    """Family and given name of a full name; both empty where they cannot be told."""
    words = name.split()
    japanese = _JAPANESE.search(name) is not None
    if len(words) == 2:
        return (words[0], words[1]) if japanese else (words[1], words[0])
    if len(words) == 1 and japanese:
        from cardscan.fields.name_split import split_name  # its dictionaries take time to load

        found = split_name(name)
        return (found.family, found.given) if found else ("", "")
    return "", ""


def _is_guess(reading: StoredField) -> bool:
    return not reading.confirmed and reading.source in (Source.DICTIONARY, Source.EMAIL)


def guessed_reading(contact: Contact) -> list[Value]:
    """How a contact's name is probably read, as a value that stays a guess; none where nothing is known of it."""
    from cardscan.person.complete import guess_reading  # its dictionaries take time to load

    guess = guess_reading(replace(contact, phonetic_name=None))
    if guess is None:
        return []
    return [Value("phonetic_name", guess.kana, guess.kana, {}, guess.chance, guess.source)]


def replace_values(connection: Connection, person_id: int, field: str, values: Sequence[Value]) -> None:
    """Let a field of a person have exactly these values."""
    connection.execute(delete(field_values).where(field_values.c.person_id == person_id, field_values.c.field == field))
    if rows := [value.row(person_id, position) for position, value in enumerate(values)]:
        connection.execute(insert(field_values), rows)


def _same(known: Sequence[StoredField], text: str) -> StoredField | None:
    return next((value for value in known if value.value == text), None)


def kept_value(known: StoredField, confirmed: bool) -> Value:
    """A value that stays as it is, but for whether it is confirmed."""
    card_id = row_number(known.card_id, IdKind.CARD) if known.card_id is not None else None
    return Value(
        known.field,
        known.value,
        known.text,
        known.parts,
        known.confidence,
        known.source,
        confirmed=confirmed,
        card_id=card_id,
        lines=known.lines,
        rivals=known.rivals,
    )


def _typed(field: str, text: str, *, insist: bool = False) -> Value:
    """A value typed by hand, with the parts that it spells."""
    value, parts = text, dict[str, str]()
    if field == "phones":
        phone = typed_phone(text, insist=insist)
        value, parts = phone.text, {"kind": phone.kind} | ({"number": phone.number} if phone.number else {})
    elif field == "addresses":
        value, parts = _address(text)
    elif field == "phonetic_name":
        value = to_hiragana(text)
        if not is_kana("".join(value.split())):
            raise InvalidInput(f"The reading of a name is written in kana; “{text}” is not.")
    return Value(field, value, value, parts, source=Source.HAND, confirmed=True)


def _address(text: str) -> tuple[str, dict[str, str]]:
    """An address, with a Japanese postal code before it or without."""
    code = _POSTAL_CODE.match(text)
    if code is None or not text[code.end() :]:
        return text, {}
    return text[code.end() :], {"postal_code": f"{code[1]}-{code[2]}", "country": "JP"}

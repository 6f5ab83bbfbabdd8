"""From the names of columns to fields: by the data files, which know the names that programs use, never by code."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import cast

from cardscan.errors import InvalidInput
from cardscan.fields.contact import PhoneKind

_ANY = "any"
"""The section of names that belong to no program."""
_ELSE = "*"
"""In a section: every column that nobody knows."""
_NUMBER = "\ue000"
"""Stands for ``#`` while a name is folded; a character for private use, which no name has."""

FIELDS = (
    "full_name", "family_name", "given_name", "middle_name", "name_prefix", "name_suffix",
    "phonetic_name", "phonetic_family", "phonetic_given", "phonetic_middle", "romanized_name",
    "organization", "organization_en", "department", "titles", "qualifications",
    "phones", "emails", "urls", "address", "registration_numbers", "socials",
    "note", "tags", "labels", "tag_where_1", "met", "event", "uid", "label", "ignored",
)  # fmt: skip
"""What a column can hold."""
ADDRESS_PARTS = ("text", "street", "building", "locality", "region", "postal_code", "country", "box")
PHONE_KINDS = ("work", "direct", "mobile", "fax", "tollfree", "other")

_SHOWN = {
    "address": "addresses", "labels": "tags", "tag_where_1": "tags", "label": "phones: kind",
    "phonetic_family": "phonetic_name: family", "phonetic_given": "phonetic_name: given",
    "phonetic_middle": "phonetic_name: middle", "uid": "which entry it is",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Target:
    """Where the values of a column go."""

    field: str
    """One of ``FIELDS``."""
    detail: str = ""
    """Of a phone its kind, of an address which part of it."""
    group: str = ""
    """Columns of one group belong together: the parts of an address, a phone and its label."""

    def __str__(self) -> str:
        """As it is shown: ``phones: mobile``, ``addresses: street``."""
        field = _SHOWN.get(self.field, self.field)
        return f"{field}: {self.detail}" if self.detail else field


@dataclass(frozen=True, slots=True)
class MappedColumn:
    """A column of a file with its place."""

    name: str
    target: Target
    known: bool


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """All columns of a file, in their order."""

    program: str | None
    """Whose names they are; None: of no program in particular."""
    columns: tuple[MappedColumn, ...]

    @property
    def known(self) -> int:
        """How many have a place of their own."""
        return sum(column.known for column in self.columns)


def map_columns(header: Sequence[str], overrides: Mapping[str, Target] | None = None) -> ColumnMapping:
    """Where each column goes.

    The program whose names most of them are is asked first, then the names of no program, then all others.

    Args:
        header: The names.
        overrides: Folded name → its place, by hand.
    """
    names = [fold(name) for name in header]
    sections = _sections()
    program = max(sections, key=lambda section: (sum(map(sections[section].knows, names)), section == _ANY))
    asked = list(dict.fromkeys((program, _ANY, *sections)))
    columns = []
    for name, folded in zip(header, names, strict=True):
        target = (overrides or {}).get(folded)
        if target is None:
            target = next((found for section in asked if (found := sections[section].target(folded))), None)
        known = target is not None
        columns.append(MappedColumn(name, target or sections[program].otherwise or Target("note"), known))
    return ColumnMapping(None if program == _ANY else program, tuple(columns))


def parse_override(text: str, names: Mapping[str, str]) -> tuple[str, Target]:
    """``会社名=organization`` as a folded name and its place.

    Args:
        text: What was typed: ``COLUMN=FIELD``; the field as in the data file, or under one of ``names``.
        names: Other names of fields.

    Raises:
        InvalidInput: It is no such thing.
    """
    name, equals, field = text.rpartition("=")
    if not equals or not fold(name):
        raise InvalidInput(f"“{text}” is not COLUMN=FIELD; for example: --map 会社名=organization")
    try:
        return fold(name), _target(names.get(field.strip(), field.strip()))
    except ValueError as error:
        raise InvalidInput(f"no field is called “{field}”; there are: {', '.join(_choices())}") from error


def kind_of_label(label: str) -> PhoneKind | None:
    """The kind of a phone that a program calls so; None where that says nothing.

    >>> kind_of_label("* Work Fax"), kind_of_label("_$!<Mobile>!$_"), kind_of_label("秘書")
    ('fax', 'mobile', None)
    """
    return _labels().get(fold(label))


def fold(name: str) -> str:
    """A name as it is compared: its words and numbers in narrow small letters, a blank between them.

    >>> fold("Ｅ-mail 1 - Value"), fold("TEL-1(1)"), fold("部署名２")
    ('e mail 1 value', 'tel 1 1', '部署名 2')
    """
    text = unicodedata.normalize("NFKC", name).casefold().replace("〒", " 郵便番号 ").replace("_", " ")
    words = re.sub(rf"[^\w{_NUMBER}]+", " ", text)
    return " ".join(re.sub(rf"(\d+|{_NUMBER})", r" \1 ", words).split())


class _Section:
    """The names of one program."""

    def __init__(self) -> None:
        self.exact: dict[str, Target] = {}
        self.numbered: list[tuple[re.Pattern[str], Target]] = []
        self.otherwise: Target | None = None

    def add(self, name: str, target: Target) -> None:
        if name == _ELSE:
            self.otherwise = target
        elif "#" in name:
            words = re.escape(fold(name.replace("#", _NUMBER)))
            self.numbered.append((re.compile(words.replace(rf"\ {_NUMBER}", r"(?:\ (\d+))?")), target))
        else:
            self.exact[fold(name)] = target

    def knows(self, folded: str) -> bool:
        return self.target(folded) is not None

    def target(self, folded: str) -> Target | None:
        if folded in self.exact:
            return self.exact[folded]
        for pattern, target in self.numbered:
            if match := pattern.fullmatch(folded):
                return replace(target, group=" ".join(number or "" for number in match.groups()).strip())
        return None


@cache
def _sections() -> dict[str, _Section]:
    sections: dict[str, _Section] = {}
    for line in _lines("columns.txt"):
        if line.startswith("["):
            section = sections.setdefault(line.strip("[]"), _Section())
        else:
            name, field = line.split("\t")
            section.add(name, _target(field))
    return sections


@cache
def _labels() -> dict[str, PhoneKind]:
    pairs = (line.split("\t") for line in _lines("phone_labels.txt"))
    return {fold(name): cast("PhoneKind", kind) for name, kind in pairs}


def _lines(name: str) -> list[str]:
    text = files("cardscan.address_book").joinpath(f"data/{name}").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def _target(field: str) -> Target:
    """``address:home.street`` → an address' part; ``phones:fax``; ``organization``.

    Raises:
        ValueError: There is no such field.
    """
    field, _, part = field.partition(".")
    field, _, detail = field.partition(":")
    field = "address" if field == "addresses" else field
    if field not in FIELDS:
        raise ValueError(field)
    if field == "address":
        part = part or "text"
        if part not in ADDRESS_PARTS:
            raise ValueError(part)
        return Target(field, part, detail)
    if part or (detail and (field != "phones" or detail not in PHONE_KINDS)):
        raise ValueError(part or detail)
    return Target(field, detail)


def _choices() -> list[str]:
    parts = [f"address.{part}" for part in ADDRESS_PARTS]
    kinds = [f"phones:{kind}" for kind in PHONE_KINDS]
    inner = ("address", "labels", "tag_where_1", "label")
    return [*(field for field in FIELDS if field not in inner), *kinds, *parts]

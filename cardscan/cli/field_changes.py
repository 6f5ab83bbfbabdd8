"""``FIELD=VALUE`` arguments as changes of a person's values."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from cardscan.cli.labels import FIELD_NAMES, SEVERAL, SINGLE
from cardscan.errors import InvalidInput

if TYPE_CHECKING:
    from cardscan.store.records import Person

Changes = dict[str, Sequence[str] | str | None]
"""Contact field → its new value or values; None or nothing empties it."""

_ASSIGNMENT = re.compile(r"([A-Za-z_]+)(\+=|-=|=)(.*)", re.DOTALL)


def field_name(typed: str) -> str:
    """The contact field that a typed name means.

    Raises:
        InvalidInput: No field is called so.
    """
    lowered = typed.lower()
    name = FIELD_NAMES.get(lowered, lowered)
    if name not in SINGLE + SEVERAL:
        raise InvalidInput(f"no field is called “{typed}”; there are: {', '.join((*SINGLE, *SEVERAL))}")
    return name


def is_assignment(word: str) -> bool:
    """Whether a word of the command line is ``FIELD=VALUE``."""
    return _ASSIGNMENT.fullmatch(word) is not None


def current_values(person: Person) -> dict[str, list[str]]:
    """Every field with the values it has, several or none."""
    values: dict[str, list[str]] = {field: [] for field in SINGLE + SEVERAL}
    for stored in person.fields:
        if stored.field in values:
            values[stored.field].append(stored.value)
    return values


def parse_assignments(assignments: Sequence[str], current: Mapping[str, Sequence[str]]) -> Changes:
    """What ``FIELD=VALUE`` arguments change.

    | arguments                  | current emails | changes                     |
    |----------------------------|----------------|-----------------------------|
    | ``email=a@x email=b@x``    | ``[c@x]``      | ``{"emails": [a@x, b@x]}``  |
    | ``email+=b@x``             | ``[c@x]``      | ``{"emails": [c@x, b@x]}``  |
    | ``email-=c@x``             | ``[c@x]``      | ``{"emails": []}``          |
    | ``department=``            |                | ``{"department": None}``    |

    Raises:
        InvalidInput: An argument is no assignment, a field is not known, or takes one value only.
    """
    wanted: dict[str, list[str]] = {}
    set_anew: set[str] = set()
    for assignment in assignments:
        shape = _ASSIGNMENT.fullmatch(assignment)
        if shape is None:
            raise InvalidInput(f"“{assignment}” is not FIELD=VALUE; for example: company=サンプル株式会社")
        field, sign, value = field_name(shape[1]), shape[2], shape[3].strip()
        if field in SINGLE and (sign != "=" or field in wanted):
            raise InvalidInput(f"{field} has one value; write {shape[1]}=VALUE once")
        if sign == "=" and field not in set_anew:
            set_anew.add(field)
            wanted[field] = []
        values = wanted.setdefault(field, list(current[field]))
        if sign == "-=":
            if value not in values:
                raise InvalidInput(f"{field} has no value “{value}”; it has: {', '.join(values) or 'none'}")
            values.remove(value)
        elif value:
            values.append(value)
    return {field: values if field in SEVERAL else next(iter(values), None) for field, values in wanted.items()}

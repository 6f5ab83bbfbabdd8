"""A person's values as YAML for an editor, and back as changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml

from cardscan.cli.field_changes import Changes
from cardscan.cli.labels import SEVERAL, SINGLE
from cardscan.errors import InvalidInput
from cardscan.export.printable import printable

if TYPE_CHECKING:
    from cardscan.store.records import Person, StoredField

_HEAD = """\
# {id}: change what is wrong, save and close. Nothing changes if you close without saving.
# One value behind a colon; several values one a line behind "- ". A telephone may have its kind before it:
# work, direct, mobile, fax, tollfree or other.
"""


def contact_to_yaml(person: Person) -> str:
    """Every field in the order of the screen, empty ones too, so that they can be filled in."""
    typed = _typed(person)
    lines = [_HEAD.format(id=person.id)]
    for field in SINGLE:
        lines.append(f"{field}: {_scalar(typed[field][0])}\n" if typed[field] else f"{field}:\n")
    for field in SEVERAL:
        lines.append(f"{field}:\n")
        for text in typed[field]:
            kind, colon, number = text.partition(": ") if field == "phones" else ("", "", text)
            lines.append(f"  - {kind}{colon}{_scalar(number)}\n")
    return "".join(lines)


def changes_from_yaml(text: str, person: Person) -> Changes:
    """The fields that differ from the person's; a field that was taken out of the text is left as it is.

    A value that was not touched is given back as the store has it, so that its parts and its origin are kept.

    Raises:
        InvalidInput: The text is no YAML, or holds something that no field is.
    """
    before = _typed(person)
    known = {(field.field, _spoken(field)): field.value for field in person.fields}
    changes: Changes = {}
    for field, given in _loaded(text).items():
        if field not in SINGLE + SEVERAL:
            raise InvalidInput(f"no field is called “{field}”; there are: {', '.join(SINGLE + SEVERAL)}")
        items = given if isinstance(given, list) else [given]
        values = [value for value in (_text(field, item) for item in items) if value]
        if field in SINGLE and len(values) > 1:
            raise InvalidInput(f"{field} has one value")
        if values != before[field]:
            values = [known.get((field, value), value) for value in values]
            changes[field] = values if field in SEVERAL else next(iter(values), None)
    return changes


def _loaded(text: str) -> dict[object, object]:
    try:
        # every scalar stays text, as 0312345678 would be a number elsewhere
        loaded = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - this loader makes no objects
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f" in line {mark.line + 1}" if mark else ""
        raise InvalidInput(f"this is no valid YAML{where}: {getattr(error, 'problem', None) or error}") from error
    if not loaded:
        return {}
    if not isinstance(loaded, dict):
        raise InvalidInput("this is not a list of “field: value” lines")
    return loaded


def _text(field: str, item: object) -> str:
    """One value as typed; ``mobile: 090-…`` is a YAML mapping of one key."""
    if field == "phones" and isinstance(item, dict) and len(item) == 1:
        ((kind, number),) = item.items()
        item = f"{kind}: {number}"
    if not isinstance(item, str):
        raise InvalidInput(f"{field} must be a text or a list of texts; put a text with a colon in it between quotes")
    return item.strip()


def _typed(person: Person) -> dict[str, list[str]]:
    typed: dict[str, list[str]] = {field: [] for field in SINGLE + SEVERAL}
    for field in person.fields:
        if field.field in typed:
            typed[field.field].append(_spoken(field))
    return typed


def _spoken(field: StoredField) -> str:
    """A stored value as the store takes it typed: a phone with its kind, an address with its Japanese postal code."""
    value = printable(field.value).strip()
    if field.field == "phones":
        return f"{field.parts.get('kind', 'other')}: {value}"
    code = field.parts.get("postal_code")
    if field.field == "addresses" and code and code not in value and field.parts.get("country") == "JP":
        return f"〒{code} {value}"
    return value


def _scalar(value: str) -> str:
    """One value on one line, quoted where YAML needs it."""
    written: str = yaml.safe_dump(value, allow_unicode=True, width=float("inf"))
    return written.removesuffix("\n").removesuffix("\n...")

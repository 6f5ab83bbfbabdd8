"""A person's values as YAML for an editor, and back as changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import yaml

from cardscan.cli.field_changes import Changes
from cardscan.cli.labels import SEVERAL, SINGLE
from cardscan.errors import InvalidInput
from cardscan.export.printable import printable

_HEAD = """\
# {id}: change what is wrong, save and close. Nothing changes if you close without saving.
# One value behind a colon; several values one a line behind "- ". Every value is taken as text.
"""


def contact_to_yaml(person_id: str, values: Mapping[str, Sequence[str]]) -> str:
    """Every field in the order of the screen, empty ones too, so that they can be filled in."""
    lines = [_HEAD.format(id=person_id)]
    for field in SINGLE:
        lines.append(f"{field}: {_scalar(values[field][0])}\n" if values[field] else f"{field}:\n")
    for field in SEVERAL:
        lines.append(f"{field}:\n" + "".join(f"  - {_scalar(value)}\n" for value in values[field]))
    return "".join(lines)


def changes_from_yaml(text: str, before: Mapping[str, Sequence[str]]) -> Changes:
    """The fields whose values differ from ``before``; a field that was taken out is left as it is.

    Raises:
        InvalidInput: The text is no YAML, or holds something that no field is.
    """
    try:
        # every scalar stays text, as 0312345678 would be a number elsewhere; this loader makes no objects either
        loaded = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506
    except yaml.YAMLError as error:
        where = getattr(error, "problem_mark", None)
        line = f" in line {where.line + 1}" if where else ""
        raise InvalidInput(f"this is no valid YAML{line}: {getattr(error, 'problem', None) or error}") from error
    if loaded is None or loaded == "":
        return {}
    if not isinstance(loaded, dict):
        raise InvalidInput("this is not a list of “field: value” lines")
    changes: Changes = {}
    for field, value in loaded.items():
        if field not in SINGLE + SEVERAL:
            raise InvalidInput(f"no field is called “{field}”; there are: {', '.join(SINGLE + SEVERAL)}")
        values = [value] if isinstance(value, str) else value
        if not isinstance(values, list) or not all(isinstance(one, str) for one in values):
            raise InvalidInput(f"{field} must be a text or a list of texts")
        values = [one.strip() for one in values if one.strip()]
        if field in SINGLE and len(values) > 1:
            raise InvalidInput(f"{field} has one value")
        if values != [printable(one).strip() for one in before[field]]:
            changes[field] = values if field in SEVERAL else next(iter(values), None)
    return changes


def _scalar(value: str) -> str:
    """One value on one line, quoted where YAML needs it."""
    written: str = yaml.safe_dump(printable(value), allow_unicode=True, width=float("inf"))
    return written.removesuffix("\n").removesuffix("\n...")

"""Rows as the journal keeps them: JSON texts of SQL literals, as SQLite's ``quote()`` writes them.

They are exact for every number and for bytes, which JSON's own numbers and strings are not. They are read by a parser
of their own and given back to the database as parameters: a file that was restored may be hostile, and nothing that
stands in it is ever run.
"""

from __future__ import annotations

import json
import re

from cardscan.errors import StoreError

Literal = str | int | float | bytes | None
"""A value as SQLite keeps it."""

_INTEGER = re.compile(r"-?[0-9]{1,19}")
_REAL = re.compile(r"-?[0-9]{1,330}\.[0-9]{1,30}(?:e[+-]?[0-9]{1,3})?")
_TEXT = re.compile(r"'(?:[^']|'')*'", re.DOTALL)
_BYTES = re.compile(r"X'((?:[0-9A-Fa-f]{2})*)'")
_LARGEST = 2**63


def parse_literal(literal: str) -> Literal:
    """The value that a literal stands for.

    | literal     | value   |
    |-------------|---------|
    | ``NULL``    | None    |
    | ``-7``      | -7      |
    | ``0.1``     | 0.1     |
    | ``'it''s'`` | it's    |
    | ``X'00ff'`` | two bytes |

    Raises:
        StoreError: It is no literal.
    """
    if literal == "NULL":
        return None
    if _INTEGER.fullmatch(literal) and -_LARGEST <= int(literal) < _LARGEST:
        return int(literal)
    if _REAL.fullmatch(literal):
        return float(literal)
    if _TEXT.fullmatch(literal):
        return literal[1:-1].replace("''", "'")
    if held := _BYTES.fullmatch(literal):
        return bytes.fromhex(held[1])
    raise _damaged()


def parse_key(text: str) -> tuple[Literal, ...]:
    """The values of a primary key.

    Raises:
        StoreError: The text is not a JSON list of literals.
    """
    held = _json(text)
    if not isinstance(held, list) or not held:
        raise _damaged()
    return tuple(map(_value, held))


def parse_row(text: str) -> dict[str, Literal]:
    """Column → value of a row.

    Raises:
        StoreError: The text is not a JSON object of literals.
    """
    held = _json(text)
    if not isinstance(held, dict) or not held:
        raise _damaged()
    return {column: _value(literal) for column, literal in held.items()}


def _json(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise _damaged() from error


def _value(literal: object) -> Literal:
    if not isinstance(literal, str):
        raise _damaged()
    return parse_literal(literal)


def _damaged() -> StoreError:
    return StoreError(
        "The journal of changes is damaged: what stood in a row before cannot be read. Nothing was undone."
    )

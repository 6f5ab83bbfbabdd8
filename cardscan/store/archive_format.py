r"""The archive of everything: one zip that any program can read, and in which every version finds its way.

``data.ndjson`` is UTF-8, one JSON object a line. The first line tells what it is::

    {"cardscan archive": 1, "schema": "0007", "program": "0.1.0", "written_at": "2026-12-01T09:00:00Z",
     "rows": {"people": 2, …}, "numbers": {"people": 57, …}, "missing": []}

Every further line is one row of a table: ``{"people": {"id": 12, "created_at": "2026-11-20T10:31:00", …}}``, a table
after those it refers to. ``rows`` counts them, ``numbers`` holds the last number that a table gave away, so that none
is given twice, ``missing`` the files that were not there any more. Columns without a value are left out. Moments are
in UTC, but for when a photo was taken and an event was on, which are as the clock on the spot showed them. Bytes that
are no UTF-8 stand as ``{"base64": "…"}``.

Files lie under ``originals/``, ``cards/`` and ``faces/`` where the rows say, named by the SHA-256 of their bytes.

``1`` is the version of this form; it changes when a line or a file is to be understood otherwise. ``schema`` says which
tables there are: what an older version wrote goes through the same migrations as its database would.
"""

from __future__ import annotations

import base64
import binascii
import math
import re
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, Boolean, Date, DateTime, Float, Integer, LargeBinary, String

from cardscan.store.schema import JOURNAL, metadata

if TYPE_CHECKING:
    from sqlalchemy import Column, Table

FORMAT = 1
DATA = "data.ndjson"
README = "README.txt"
KEY = "cardscan archive"
"""In the first line; its value is ``FORMAT``."""

FILE_NAME = re.compile(r"(?:originals|cards|faces)/([0-9a-f]{2})/(\1[0-9a-f]{62})\.[a-z0-9]{2,4}")
"""The only names of files that an archive may hold beside its data and its README."""

README_TEXT = """\
Everything that cardscan remembers: people, cards, photos, events, notes, reviews.

Take it in again, into an empty data folder:  cardscan import THIS_FILE

data.ndjson   one JSON object a line; the first says which version of this form it is and how many rows follow,
              each further line is {"table": {column: value}}
originals/    the photos as they were imported, named by the SHA-256 of their bytes
cards/        the straightened cards (JPEG)
faces/        cut-outs of faces (JPEG)
"""

_LARGEST_INTEGER = 2**63 - 1


def archived_tables() -> list[Table]:
    """The tables that an archive holds, each after those it refers to; what can be undone belongs to its home alone."""
    return [table for table in metadata.sorted_tables if table not in JOURNAL]


def to_json(value: Any) -> Any:
    """A value of a row as JSON has it."""
    if isinstance(value, bytes):
        try:
            return value.decode("utf-8")
        except UnicodeDecodeError:
            return {"base64": base64.b64encode(value).decode("ascii")}
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return value


def from_json(column: Column[Any], value: Any) -> Any:
    """A value of JSON as its column has it.

    Raises:
        ValueError: It is none for this column.
    """
    kind = column.type
    if value is None or isinstance(kind, JSON):
        return value
    if isinstance(kind, LargeBinary):
        return _bytes(value)
    if isinstance(kind, Boolean):
        wanted: tuple[type, ...] = (bool,)
    elif isinstance(kind, Float):
        wanted = (int, float)
    elif isinstance(kind, Integer):
        wanted = (int,)
    elif isinstance(kind, (String, Date, DateTime)):
        wanted = (str,)
    else:
        raise ValueError(f"columns like {column.name} are not known")
    if not isinstance(value, wanted) or (isinstance(value, bool) and bool not in wanted):
        raise ValueError(f"{column.name} cannot be {_shown(value)}")
    if isinstance(value, int) and abs(value) > _LARGEST_INTEGER:
        raise ValueError(f"{column.name} is too large")
    if isinstance(value, float) and not math.isfinite(value):
        raise ValueError(f"{column.name} is no number")
    return _text(column, value) if isinstance(value, str) else value


def _text(column: Column[Any], value: str) -> str | date | datetime:
    """A text, a day or a moment, whichever the column holds."""
    value.encode("utf-8")  # a lone surrogate raises UnicodeEncodeError, which is a ValueError
    if isinstance(column.type, DateTime):
        return _naive(column, value)
    return date.fromisoformat(value) if isinstance(column.type, Date) else value


def _naive(column: Column[Any], text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is not None:
        raise ValueError(f"{column.name} has a zone")
    return moment


def _bytes(value: Any) -> bytes:
    if isinstance(value, str):
        return value.encode("utf-8")
    if not isinstance(value, dict) or list(value) != ["base64"] or not isinstance(value["base64"], str):
        raise ValueError(f"bytes cannot be {_shown(value)}")
    try:
        return base64.b64decode(value["base64"], validate=True)
    except binascii.Error as error:
        raise ValueError("bytes are no base64") from error


def _shown(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 40 else f"{text[:40]}…"

"""Which files of the data folder are named by rows, and what such a name may look like."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from sqlalchemy import inspect, select

from cardscan.store.ids import IdKind, public_id
from cardscan.store.journal import files_in_journal
from cardscan.store.schema import cards, change_rows, faces, photos

if TYPE_CHECKING:
    from sqlalchemy import Connection

FOLDERS = ("originals", "cards", "faces")
"""The folders of the data folder that hold such files."""

_COLUMNS = (
    (IdKind.PHOTO, photos.c.id, photos.c.original),
    (IdKind.CARD, cards.c.id, cards.c.picture),
    (IdKind.FACE, faces.c.id, faces.c.crop),
)
_NAME = re.compile(rf"(?:{'|'.join(FOLDERS)})/([0-9a-f]{{2}})/(\1[0-9a-f]{{62}})\.[0-9a-z]{{1,8}}")


def named_files(connection: Connection) -> dict[str, list[str]]:
    """Path below the data folder → the public ids of the rows that name it; also of a database of an older version.

    Nobody's are the files that only an undo could bring back to use. Whoever keeps rows elsewhere that name files adds
    these here: what is named nowhere counts as an orphan and is in no backup.
    """
    there = inspect(connection).get_table_names()
    named: defaultdict[str, list[str]] = defaultdict(list)
    for kind, number, path in _COLUMNS:
        if path.table.name in there:
            for row, name in connection.execute(select(number, path).order_by(number)):
                named[name].append(public_id(kind, row))
    if change_rows.name in there:
        for name in sorted(files_in_journal(connection)):
            named[name] += []
    return dict(named)


def sha256_in_name(name: str) -> str | None:
    """The SHA-256 by which a kept file is called; None for a name that no kept file has."""
    shape = _NAME.fullmatch(name)
    return shape[2] if shape else None

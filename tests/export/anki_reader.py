"""Opens a deck of Anki: a zip with an SQLite database, a list of the media, and the media."""

from __future__ import annotations

import json
import sqlite3
import zipfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from cardscan.export.to_anki import FIELDS


@dataclass(frozen=True)
class Deck:
    notes: dict[str, dict[str, str]]
    """Id of the person → fields."""
    guids: dict[str, str]
    """Id of the person → the id by which Anki knows the note."""
    cards: dict[str, set[str]]
    """Id of the person → names of the directions asked in."""
    tags: dict[str, list[str]]
    media: dict[str, bytes]
    decks: dict[str, Any]
    models: dict[str, Any]


def read_deck(path: Path) -> Deck:
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        files = {name: archive.read(name) for name in archive.namelist()}
    database = path.with_suffix(".anki2")
    database.write_bytes(files["collection.anki2"])
    with sqlite3.connect(database) as connection:
        assert connection.execute("pragma integrity_check").fetchone() == ("ok",)
        rows = connection.execute("select id, guid, flds, tags from notes").fetchall()
        cards = connection.execute("select nid, ord from cards").fetchall()
        ((models, decks),) = connection.execute("select models, decks from col").fetchall()
    notes = {number: dict(zip(FIELDS, flds.split("\x1f"), strict=True)) for number, _, flds, _ in rows}
    ids = {number: fields["Id"] for number, fields in notes.items()}
    (model,) = json.loads(models).values()
    directions = [template["name"] for template in model["tmpls"]]
    return Deck(
        notes={ids[number]: fields for number, fields in notes.items()},
        guids={ids[number]: guid for number, guid, _, _ in rows},
        cards={one: {directions[order] for number, order in cards if ids[number] == one} for one in ids.values()},
        tags={ids[number]: tags.split() for number, _, _, tags in rows},
        media={name: files[number] for number, name in json.loads(files["media"]).items()},
        decks=json.loads(decks),
        models=json.loads(models),
    )


def size_of(jpeg: bytes) -> tuple[int, int]:
    from PIL import Image

    with Image.open(BytesIO(jpeg)) as image:
        assert image.format == "JPEG"
        return image.size

"""What must be true of a data folder at any moment, and what after an import that came to its end."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import stat
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sqlalchemy import text

from cardscan.config import Config
from cardscan.store.indexing import reindex
from cardscan.store.store import Store
from tests.torture.drawn_photos import Drawn


@dataclass(frozen=True)
class Content:
    """All that is remembered, without row numbers and moments of writing."""

    people: tuple[Any, ...]
    """In the order in which they were met."""
    photos: tuple[Any, ...]
    events: tuple[Any, ...]
    pictures: tuple[Any, ...]
    """Of events."""


def content(home: Path) -> Content:
    with Store.open(Config.resolve(home)) as store:
        events = {event.id: event for event in store.events()}
        people = sorted(store.dump(), key=lambda person: [one.order for one in person.encounters])
        pictures = store.event_photos()
        names = {one.photo_id: store.photo(one.photo_id) for one in pictures}
        with closing(sqlite3.connect(home / "cardscan.sqlite3")) as connection:
            photos = connection.execute(
                "SELECT sha256, original, size, taken_at FROM photos ORDER BY sha256"
            ).fetchall()
        return Content(
            tuple(_person(person) for person in people),
            tuple(photos),
            tuple(sorted((one.name, str(one.start), one.people) for one in events.values())),
            tuple(sorted((names[one.photo_id].sha256, events[one.event_id].name) for one in pictures)),
        )


def _person(person: Any) -> tuple[Any, ...]:
    return (
        person.contact,
        tuple((one.field, one.value, one.confidence, str(one.source), one.confirmed) for one in person.fields),
        tuple((card.picture.name, card.side, card.quad, card.lines) for card in person.cards),
        tuple((one.event.name if one.event else None, one.met_at, one.memo) for one in person.encounters),
        tuple(note.text for note in person.notes),
        person.tags,
    )


def assert_sound(home: Path) -> None:
    """At any moment: the database is whole, and every row has its file with the right bytes, for its owner only."""
    database = home / "cardscan.sqlite3"
    if not database.exists():
        return
    with closing(sqlite3.connect(database)) as connection:  # which takes back what was half-written
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'photos'").fetchall():
            return
        for name in named_files(connection):
            path = home / name
            assert hashlib.sha256(path.read_bytes()).hexdigest() == path.stem, name
            assert stat.S_IMODE(path.stat().st_mode) == 0o600, name
        alone = "SELECT count(*) FROM people WHERE id NOT IN (SELECT person_id FROM cards)"
        assert connection.execute(alone).fetchone() == (0,), "people without the card that made them"
        shas = Counter(sha for (sha,) in connection.execute("SELECT sha256 FROM photos"))
        assert not shas or max(shas.values()) == 1


def named_files(connection: sqlite3.Connection) -> set[str]:
    """The files below the home that rows name."""
    query = "SELECT original FROM photos UNION SELECT picture FROM cards UNION SELECT crop FROM faces"
    return {name for (name,) in connection.execute(query)}


def kept_files(home: Path) -> set[str]:
    """The files below the home but for the database and the lock that whoever writes holds."""
    found = (Path(folder) / name for folder, _, names in os.walk(home) for name in names)
    return {str(path.relative_to(home)) for path in found if not path.name.startswith(("cardscan.sqlite3", "lock"))}


def lost_and_doubled(home: Path, drawn: Drawn) -> tuple[int, int]:
    """How many cards are missing, and how many are there more than once; the same of photos."""
    with closing(sqlite3.connect(home / "cardscan.sqlite3")) as connection:
        query = "SELECT value FROM field_values WHERE field = 'emails' ORDER BY person_id"
        found = Counter(value for (value,) in connection.execute(query))
        photos = connection.execute("SELECT count(*) FROM photos").fetchone()[0]
    lost = sum(one not in found for one in drawn.mails) + max(0, drawn.files - photos)
    return lost, sum(count - 1 for count in found.values()) + max(0, photos - drawn.files)


def assert_complete(home: Path, drawn: Drawn, undisturbed: Content, *, in_order: bool = True) -> None:
    """After an import came to its end: each photo and card once and as ever, no file too many, the index in step.

    ``in_order``: people were met in the same order too, as where no photo had to wait for a second import.
    """
    assert_sound(home)
    assert lost_and_doubled(home, drawn) == (0, 0)
    found = content(home)
    assert sorted(map(repr, found.people)) == sorted(map(repr, undisturbed.people))
    assert found == (undisturbed if in_order else replace(undisturbed, people=found.people))
    with closing(sqlite3.connect(home / "cardscan.sqlite3")) as connection:
        assert kept_files(home) == named_files(connection)
    with Store.open(Config.resolve(home)) as store:
        assert store.check(read_data=True).findings == ()
    assert_index_in_step(home)


def assert_index_in_step(home: Path) -> None:
    """Indexing everybody anew changes nothing."""
    with Store.open(Config.resolve(home)) as store, store._database.writing() as connection:
        before = _index(connection)
        reindex(connection, [row.id for row in connection.execute(text("SELECT id FROM people"))])
        assert _index(connection) == before


def _index(connection: Any) -> list[Any]:
    people = connection.execute(text("SELECT id, sort_key FROM people ORDER BY id")).all()
    return [*map(tuple, people), *map(tuple, connection.execute(text("SELECT rowid, * FROM person_index")).all())]


def photo_bytes_of(folder: Path) -> dict[str, tuple[bytes, int, int]]:
    """Every file below a folder with its bytes, its mode and when it was changed: photos are never touched."""
    return {
        str(path): (path.read_bytes(), path.stat().st_mode, path.stat().st_mtime_ns)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }

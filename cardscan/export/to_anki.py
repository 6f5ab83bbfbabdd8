"""People as a deck of Anki: the card is shown and the person asked for, the look or the face and the name, and so on.

Ids are always the same, so that importing a later export brings notes up to date and keeps how well they are known.
"""

from __future__ import annotations

import hashlib
import html
import io
import itertools
import json
import re
import sqlite3
import tempfile
import time
import zipfile
from collections.abc import Iterable, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from cardscan.errors import OutputError
from cardscan.export.printable import printable
from cardscan.export.small_picture import small_jpeg

if TYPE_CHECKING:
    from genanki import Package

    from cardscan.store.records import Person

_DECK_ID, _MODEL_ID = 1732580017, 1732580018
"""Drawn once; whoever changes them gives everybody a second deck and loses what is known of the first."""

_CARD_LONGEST, _FACE_LONGEST = 800, 400
"""Px: as wide as a phone held upright shows."""

FIELDS = (
    "Name", "Reading", "Latin", "Firm", "Title", "Event", "Met", "Look", "Talk", "Promise", "Note", "Card", "Face",
    "Id",
)  # fmt: skip
"""Of a note, in their order; Anki drops and adds cards by which of them are empty. New ones come last."""

_PERSON = """<div class="name">{{Name}}</div><div class="reading">{{Reading}}</div><div class="reading">{{Latin}}</div>
<div>{{Firm}}</div><div>{{Title}}</div>"""
_LABELS = {"Look": "look", "Talk": "talked about", "Promise": "promised", "Note": "note", "Met": "met"}


def _answer(asked: str) -> str:
    """The back of a card: the question, then who it was and what else is known but what was ``asked`` by."""
    pictures = [f"{{{{{field}}}}}" for field in ("Face", "Card") if field != asked]
    known = [
        f'{{{{#{field}}}}}<div class="what">{label}</div><div>{{{{{field}}}}}</div>{{{{/{field}}}}}'
        for field, label in _LABELS.items()
        if field != asked
    ]
    return "\n".join(['{{FrontSide}}<hr id="answer">', _PERSON, *pictures, *known])


TEMPLATES = (
    {
        "name": "Card → person",
        "qfmt": '{{#Card}}{{Card}}<div class="ask">Who was it?</div>{{/Card}}',
        "afmt": _answer("Card"),
    },
    {
        "name": "Look → name",
        "qfmt": '{{#Look}}<div>{{Look}}</div><div class="what">{{Event}}</div><div class="ask">Name?</div>{{/Look}}',
        "afmt": _answer("Look"),
    },
    {
        "name": "Face → name",
        "qfmt": '{{#Face}}{{Face}}<div class="ask">Name?</div>{{/Face}}',
        "afmt": _answer("Face"),
    },
    {
        "name": "Firm and event → name",
        "qfmt": "{{#Firm}}<div>{{Firm}}</div><div>{{Title}}</div>"
        '<div class="what">{{Event}}</div><div class="ask">Name?</div>{{/Firm}}',
        "afmt": _answer("Firm"),
    },
)
"""The directions; a card exists where its question says something. Their order is part of what Anki knows them by."""

_CSS = """.card { font-family: "Hiragino Sans", "Noto Sans CJK JP", "Yu Gothic", sans-serif; font-size: 20px;
  text-align: center; line-height: 1.5; }
img { max-width: 100%; max-height: 45vh; }
.name { font-size: 30px; font-weight: bold; }
.reading, .what, .ask { color: #888; font-size: 16px; }
.what { margin-top: .6em; }"""


def people_to_anki(people: Iterable[Person], *, photos: bool = True) -> bytes:
    """A deck as Anki imports it (.apkg), the pictures inside.

    Args:
        people: Whom; one note each.
        photos: Whether to carry the pictures of cards and faces; without, nothing asks by them.

    Raises:
        StoreError: A picture cannot be read.
        OutputError: The folder for temporary files, in which it is put together, is full or cannot be written.
    """
    import genanki

    model = genanki.Model(
        _MODEL_ID, "cardscan person", fields=[{"name": name} for name in FIELDS], templates=list(TEMPLATES), css=_CSS
    )
    deck = genanki.Deck(_DECK_ID, "cardscan")
    try:
        with tempfile.TemporaryDirectory(prefix="cardscan-") as name:  # for its owner only
            folder = Path(name)
            for person in people:
                fields = _note(person, folder, photos)
                values = [fields[field] for field in FIELDS]
                deck.add_note(genanki.Note(model=model, fields=values, guid=_guid(person), tags=_tags(person)))
            return _packed(genanki.Package(deck), sorted(folder.iterdir()), folder)
    except (OSError, sqlite3.Error) as error:
        raise OutputError(
            f"cannot put the deck together: {error}; free some space, or set TMPDIR to a folder that has some"
        ) from error


def _packed(package: Package, pictures: Sequence[Path], folder: Path) -> bytes:
    """The deck's file; genanki's own ``write_to_file`` leaves a copy of all names in the folder for temporary files."""
    collection = folder / "collection.anki2"
    now = time.time()
    with closing(sqlite3.connect(collection)) as connection:
        package.write_to_db(connection.cursor(), now, itertools.count(int(now * 1000)))
        connection.commit()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.write(collection, collection.name)
        archive.writestr("media", json.dumps({str(place): path.name for place, path in enumerate(pictures)}))
        for place, path in enumerate(pictures):
            archive.write(path, str(place))
    return packed.getvalue()


def _note(person: Person, folder: Path, photos: bool) -> dict[str, str]:
    contact = person.contact
    name = contact.full_name or contact.romanized_name or contact.organization or person.id
    firm = contact.organization or contact.organization_en or ""
    events = [one.event.name for one in person.encounters if one.event]
    met = [(_day(one.met_at), one.event.name if one.event else "") for one in person.encounters]
    fronts = [card.picture for card in person.cards if card.side == "front"] or [card.picture for card in person.cards]
    faces = [face.crop for face in person.faces]
    still = [promise for promise in person.promises if promise.done_at is None]
    texts = {
        "Name": name,
        "Reading": contact.phonetic_name or "",
        "Latin": contact.romanized_name if contact.romanized_name and contact.romanized_name != name else "",
        "Firm": firm if firm != name else "",
        "Title": " ".join(filter(None, (contact.department, "・".join(contact.titles)))),
        "Event": ", ".join(dict.fromkeys(events)),
        "Met": "\n".join(dict.fromkeys(" ".join(dict.fromkeys(filter(None, parts))) for parts in met)),
        "Look": "\n".join(look.text for look in person.looks),
        "Talk": "\n".join(talk.text for talk in person.talks),
        "Promise": "\n".join(f"{promise.due or ''} {promise.text}".strip() for promise in still),
        "Note": "\n".join(note.text for note in person.notes),
        "Id": person.id,
    }
    fields = {field: _html(text) for field, text in texts.items()}
    fields["Card"] = _picture(fronts[-1], folder, _CARD_LONGEST) if photos and fronts else ""
    fields["Face"] = _picture(faces[-1], folder, _FACE_LONGEST) if photos and faces else ""
    return fields


def _guid(person: Person) -> str:
    """Always the same for a person, and another one in another home."""
    import genanki

    guid: str = genanki.guid_for("cardscan", person.id, person.created_at.isoformat())
    return guid


def _html(text: str) -> str:
    """Text as Anki's HTML; brackets too, because ``[sound:x]`` and ``[latex]`` are orders to it."""
    escaped = html.escape(printable(text))
    return escaped.replace("[", "&#91;").replace("\\", "&#92;").replace("\n", "<br>")


def _picture(path: Path, folder: Path, longest: int) -> str:
    """A picture copied into the folder of the deck's media, under a name that changes with it."""
    data = small_jpeg(path, longest)
    name = f"cardscan-{hashlib.sha256(data).hexdigest()[:32]}.jpg"
    (folder / name).write_bytes(data)
    return f'<img src="{name}">'


def _tags(person: Person) -> list[str]:
    """Tags and events; a tag of Anki has no blanks."""
    events = [one.event.name for one in person.encounters if one.event]
    found = [*person.tags, *(f"event::{name}" for name in dict.fromkeys(events))]
    return [tag for tag in (re.sub(r"[\s\"]+", "_", printable(tag)) for tag in found) if tag]


def _day(moment: date | None) -> str:
    return f"{moment:%Y-%m-%d}" if moment else ""

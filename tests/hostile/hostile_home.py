"""A home in which every text of ``payloads`` stands in every place that a card, a calendar or a person can fill."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

from click.testing import CliRunner
from icalendar import Calendar, Event

from cardscan.cli.main import cardscan
from cardscan.config import Config
from cardscan.errors import InvalidInput
from cardscan.records import FieldKind, LabelledLine, ReadCard
from cardscan.store.face_records import FaceOrigin
from cardscan.store.photos import jpeg
from cardscan.store.store import Store
from tests.export.sample_store import SURE_OF, card, hostile, photo_bytes, reading
from tests.hostile.payloads import GROUPS, PAYLOADS, WORST
from tests.hostile.size import TORTURE

CARDS_A_PHOTO = 20
BEGIN = datetime(2026, 11, 1, 19, 0)
_UNSURE = dict.fromkeys(SURE_OF, 0.5)


def make_hostile_home(home: Path) -> None:
    """Fill a new home: a person, an event and memories of each payload, and ``WORST`` at an event of their own."""
    texts = list(PAYLOADS.values())
    _import_calendar(home, texts)
    with Store.open(Config.resolve(home)) as store:
        events = [event.id for event in store.events()]
        for number, begin in enumerate(range(0, len(texts), CARDS_A_PHOTO)):
            cards = [_card(text) for text in texts[begin : begin + CARDS_A_PHOTO]]
            _take(store, number, texts[number], cards, event=events[number])
        worst = store.add_event(WORST["terminal-0"], date(2026, 12, 1), place=WORST["html-0"], memo=WORST["lines-0"])
        for number, text in enumerate(WORST.values()):
            _take(store, 100 + number, text, [_card(text)], event=worst.id)
        _remember(store, texts, worst.id)
        picture = _take(store, 200, WORST["terminal-16"], [], event=worst.id)
        crop = jpeg(_card("").image.pixels)
        store.add_found_faces(picture, [((10.0, 10.0, 60.0, 60.0), 0.9, crop)] * 2, FaceOrigin.FOUND)
        store.add_face(crop, person="p1", origin=FaceOrigin.GIVEN)


def _card(text: str) -> ReadCard:
    """A card that says ``text`` in every field, on a line of its own and in a code; every value is unsure."""
    contact = replace(hostile(text), phonetic_name=text, romanized_name=text)
    drawn = card(contact, _UNSURE, other=(text,))
    code = LabelledLine(text, drawn.image.quad, 1.0, FieldKind.CODE)
    return replace(drawn, fields=replace(drawn.fields, lines=(*drawn.fields.lines, code)))


def _take(store: Store, number: int, text: str, cards: Sequence[ReadCard], *, event: str) -> str:
    """A photo with these cards; its name and the import's memo are ``text``."""
    data = photo_bytes(number)
    taken = reading(Path(file_name(text, 80)), data, *cards, taken=BEGIN + timedelta(days=number))
    return store.add_reading(taken, data, event_id=event, memo=text).id


def file_name(text: str, longest: int = 250) -> str:
    """The name of a picture that a file system takes, with as much of a text in it as that takes."""
    raw = text.replace("/", "").replace("\0", "").encode("utf-8", "surrogatepass")[:longest]
    return os.fsdecode(raw + b".jpg")


def _import_calendar(home: Path, texts: Sequence[str]) -> None:
    """One appointment a payload, named, placed, described and identified by it."""
    calendar = Calendar()
    calendar.add("prodid", "-//hostile//EN")
    for number, text in enumerate(texts):
        appointment = Event()
        shown = text.encode("utf-8", "replace").decode()
        appointment.add("summary", f"{shown}x")  # some payloads are nothing but controls
        appointment.add("location", shown)
        appointment.add("description", shown)
        appointment.add("uid", f"{shown}{number}")
        appointment.add("dtstart", BEGIN + timedelta(hours=number))
        appointment.add("dtend", BEGIN + timedelta(hours=number + 1))
        calendar.add_component(appointment)
    file = home.parent / "calendar.ics"
    file.write_bytes(calendar.to_ical())
    days = ["--since", "2026-10-01", "--until", "2027-01-01"]
    done = CliRunner().invoke(cardscan, ["--home", str(home), "event", "import", str(file), *days])
    assert done.exit_code == 0, done.output


def _remember(store: Store, texts: Sequence[str], event: str) -> None:
    """Looks, notes, talks, promises and tags. But for torture, a note holds a whole group, and only formulas, which
    act where a cell begins, and a third of the others are looks."""
    for number, text in enumerate(texts):
        if TORTURE or text in GROUPS["formula"] or number % 3 == 0:
            _try(store.add_look, f"p{number + 1}", text)
    lumps = [*texts] if TORTURE else ["\n".join(group) for group in GROUPS.values()]
    for number, text in enumerate(lumps):
        for add in (store.add_note, store.add_talk, store.add_promise):
            _try(add, f"p{number + 1}", text)
        _try(store.add_note, event, text)
    for number, text in enumerate(WORST.values(), len(texts) + 1):
        for remember in (store.add_look, store.add_talk, store.add_promise):
            _try(remember, f"p{number}", text)
    tags = [tag for text in texts if (tag := "".join(text.split()).lstrip("#")) and any(map(str.isalnum, tag))]
    store.tag("p1", tags)


def _try(add: object, ref: str, text: str) -> None:
    """Write something down; what has nothing but controls in it is refused as empty."""
    assert callable(add)
    try:
        add(ref, text)
    except InvalidInput:
        assert not any(map(str.isalnum, text)), text

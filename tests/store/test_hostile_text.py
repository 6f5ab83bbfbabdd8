"""Whatever stands on a card or is typed is text and nothing else."""

from __future__ import annotations

import contextlib
import sqlite3
import unicodedata
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cardscan.config import Config
from cardscan.errors import InvalidInput, NotFound
from cardscan.records import Contact
from cardscan.search.search import search
from cardscan.store.store import Store
from tests.store.people_met import SAITO, SATO, add

NASTY = [
    "'; DROP TABLE people; --",
    '" OR 1=1 --',
    '") OR person_index MATCH ("',
    "NEAR(a b, 5)",
    "name : x* AND NOT ^y",
    "100% _ \\",
    "a\x00b",
    "\x1b[31mred\x1b[0m \x9b5m",
    "\udcff\udc96",
    "\U0010ffff\ue000\ue001",
    "‮gnirts",
    "=cmd|' /C calc'!A0",
    "p1 c1 e1",
    "-",
    "\n",
]


@pytest.mark.parametrize("text", NASTY)
def test_every_door_takes_it_for_text(store: Store, config: Config, text: str) -> None:
    add(store, SAITO)
    add(store, Contact(full_name=text, organization=text, titles=(text, text + "x")), name="2.jpg", other_lines=(text,))
    everything = {"full_name": text, "organization": text, "titles": [text], "emails": [text], "addresses": [text]}
    store.edit("p1", everything)
    for door in (
        lambda: store.add_event(text, None, place=text, memo=text),
        lambda: store.ensure_event(text, None),
        lambda: store.add_note("p1", text),
        lambda: store.add_look("p1", text, event="e1"),
        lambda: store.add_talk("p1", text),
        lambda: store.add_promise("p1", text, event=text),
        lambda: store.memory(text),
        lambda: store.put_appointment(text, text, date(2026, 11, 20), date(2026, 11, 20), place=text, memo=text),
        lambda: store.tag("p1", [text]),
        lambda: store.untag("p1", [text]),
        lambda: store.edit("p1", {text: text}),
        lambda: store.edit("p1", {"phones": [text], "phonetic_name": text}),
        lambda: store.confirm("p1", [text]),
        lambda: store.person(text),
        lambda: store.event(text),
        lambda: store.notes(text),
        lambda: store.note(text),
        lambda: store.original(text),
        lambda: store.people(event=text),
        lambda: store.edit_event(text, {"name": text}),
        lambda: search(store, text),
        lambda: search(store, f"note:{text}"),
    ):
        with contextlib.suppress(NotFound, InvalidInput):
            door()
    assert store.counts()["people"] == 2
    shown = "".join(f"{person.contact}{person.notes}{person.tags}" for person in store.dump())
    assert not [character for character in shown if unicodedata.category(character) in ("Cc", "Cs")]
    with sqlite3.connect(config.home / "cardscan.sqlite3") as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        connection.execute("INSERT INTO person_index (person_index) VALUES ('integrity-check')")
    connection.close()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(note=st.text(min_size=1), organization=st.text(), tag=st.text(min_size=1))
def test_what_is_kept_comes_back(store: Store, note: str, organization: str, tag: str) -> None:
    if not store.people():
        add(store, SATO)
    with contextlib.suppress(InvalidInput):
        kept = store.add_note("p1", note)
        assert kept.text == _visible(note).strip()
        assert store.note(kept.id) == kept
    with contextlib.suppress(InvalidInput):
        store.tag("p1", [tag])
        assert " ".join(_visible(tag).split()).removeprefix("#").strip() in store.person("p1").tags
    contact = store.edit("p1", {"organization": organization}).contact
    assert contact.organization == (" ".join(_visible(organization).split()) or None)


def _visible(text: str) -> str:
    return "".join(
        c
        for c in text.replace("\r\n", "\n").replace("\r", "\n")
        if c in "\t\n" or not (c < " " or "\x7f" <= c <= "\x9f")
    )

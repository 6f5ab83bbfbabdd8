"""A deck of Anki, exported by the command and opened again."""

from __future__ import annotations

import html
import re
from io import BytesIO
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from cardscan.config import Config
from cardscan.errors import ExitCode
from cardscan.export.to_anki import _html
from cardscan.store.face_records import FaceOrigin
from cardscan.store.store import Store
from tests.cli.conftest import Run, filled_home, home, run
from tests.export.anki_reader import Deck, read_deck, size_of
from tests.export.sample_store import add, card, hostile

__all__ = ["filled_home", "home", "run"]


def exported(run: Run, path: Path, *options: str) -> Deck:
    run("export", "anki", "--out", str(path), *options)
    assert path.stat().st_mode & 0o777 == 0o600
    return read_deck(path)


def give_face(person: str) -> None:
    buffer = BytesIO()
    Image.new("RGB", (900, 900), (90, 60, 20)).save(buffer, "JPEG")
    with Store.open(Config.resolve()) as store:
        store.add_face(buffer.getvalue(), person=person, origin=FaceOrigin.GIVEN)


def test_a_note_holds_what_is_known(run: Run, tmp_path: Path) -> None:
    run("look", "p1", "丸い眼鏡\n低い声")
    run("talk", "p1", "相続税")
    run("promise", "p1", "見積もり", "--by", "2026-12-04")
    run("promise", "p1", "済んだ")
    run("promises", "done", "d2")
    give_face("p1")
    deck = exported(run, tmp_path / "a.apkg")
    note = deck.notes["p1"]
    assert {field: text for field, text in note.items() if field not in ("Card", "Face")} == {
        "Name": "齋藤 幸生",
        "Reading": "さいとう ゆきお",
        "Latin": "Yukio Saito",
        "Firm": "サンプル税理士事務所",
        "Title": "代表",
        "Event": "異業種交流会",
        "Met": "2026-11-20 異業種交流会",
        "Look": "丸い眼鏡<br>低い声",
        "Talk": "相続税",
        "Promise": "2026-12-04 見積もり",
        "Note": "ゴルフ好き。<br>12月に見積もりを送る",
        "Id": "p1",
    }
    assert deck.tags["p1"] == ["vip", "event::異業種交流会"]
    assert deck.cards["p1"] == {"Card → person", "Look → name", "Face → name", "Firm and event → name"}
    assert deck.cards["p2"] == {"Card → person", "Firm and event → name"}
    pictures = {field: re.fullmatch(r'<img src="([\w.-]+)">', note[field]) for field in ("Card", "Face")}
    sizes = {field: size_of(deck.media[found[1]]) for field, found in pictures.items() if found}
    assert sizes == {"Card": (182, 110), "Face": (400, 400)}


def test_exporting_again_updates_the_same_notes(run: Run, tmp_path: Path) -> None:
    first = exported(run, tmp_path / "a.apkg")
    run("look", "p1", "丸い眼鏡")
    run("edit", "p1", "title=所長")
    second = exported(run, tmp_path / "b.apkg")
    assert (second.guids, second.decks.keys(), second.models.keys()) == (
        first.guids,
        first.decks.keys(),
        first.models.keys(),
    )
    assert len(set(first.guids.values())) == 2
    assert (second.notes["p1"]["Title"], second.notes["p1"]["Look"]) == ("所長", "丸い眼鏡")
    assert second.notes["p2"] == first.notes["p2"] and second.media == first.media
    assert second.cards["p1"] == first.cards["p1"] | {"Look → name"}


def test_some_people_and_no_pictures(run: Run, tmp_path: Path) -> None:
    deck = exported(run, tmp_path / "a.apkg", "--query", "White", "--no-photos")
    assert (list(deck.notes), deck.media) == (["p2"], {})
    assert deck.cards["p2"] == {"Firm and event → name"}
    run("export", "anki", "--out", str(tmp_path / "no folder" / "a.apkg"), code=ExitCode.OUTPUT)
    assert run("export", "anki").stdout_bytes.startswith(b"PK")


def test_text_of_a_card_does_nothing(run: Run, tmp_path: Path) -> None:
    evil = "<script>alert(1)</script>{{Card}}[sound:x.mp3]\x1f\x1b[31m\u202e\"'>&amp;[latex]x[/latex]"
    with Store.open(Config.resolve()) as store:
        add(store, Path("evil.jpg"), card(hostile(evil)), event_id=store.add_event(evil, None).id)
        store.add_look("p3", evil)
    deck = exported(run, tmp_path / "a.apkg")
    for field, text in deck.notes["p3"].items():
        if field not in ("Card", "Face", "Id"):
            assert not set('<>"[\x1b\u202e') & set(text.replace("<br>", "")), field
    assert "&lt;script&gt;" in deck.notes["p3"]["Name"]


@given(st.text())
def test_no_text_is_an_order_and_none_is_lost(text: str) -> None:
    told = _html(text)
    assert not re.search(r"[<>\[\x00-\x08\x1f\x1b]", told.replace("<br>", ""))
    if text.isprintable():
        assert html.unescape(told) == text

"""Any sequence of changes is taken back to nothing, and done again to the last byte of every row."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import event

from cardscan.config import Config
from cardscan.errors import CardscanError
from cardscan.store.face_records import FaceOrigin, FaceStatus
from cardscan.store.review_records import ReviewDirection, ReviewState
from cardscan.store.store import Store
from tests.store.database_content import content, hasty
from tests.store.people_met import SAITO, SATO, WHITE, add

Step = Callable[[Store, Any], object]

NOW = datetime(2026, 12, 1, 9, tzinfo=UTC)


def _someone(data: Any) -> str:
    return f"p{data.draw(st.integers(1, 4))}"


TEXTS = st.sampled_from(["テニスの話", 'it\'s "quoted"\n二行', "𠮷野家", "'); DROP TABLE people; --", "0", " \u3000x"])

STEPS: dict[str, Step] = {
    "import": lambda s, d: add(s, *d.draw(st.sampled_from([(SAITO,), (SAITO, WHITE), (SATO, WHITE, SAITO)])),
                               name=d.draw(st.sampled_from("abcd")), memo=d.draw(st.none() | TEXTS)),
    "add": lambda s, d: s.add_person({"full_name": d.draw(TEXTS)}, event="e1", after=d.draw(st.none() | st.just("p1"))),
    "edit": lambda s, d: s.edit(_someone(d), {d.draw(st.sampled_from(["full_name", "titles", "emails", "department"])):
                                              d.draw(st.none() | TEXTS)}),
    "confirm": lambda s, d: s.confirm(_someone(d), ["full_name", "phones"]),
    "tag": lambda s, d: s.tag(_someone(d), [d.draw(TEXTS)]),
    "untag": lambda s, d: s.untag(_someone(d), s.person("p1").tags or ["x"]),
    "note": lambda s, d: s.add_note(d.draw(st.sampled_from(["p1", "p2", "e1"])), d.draw(TEXTS)),
    "edit note": lambda s, d: s.edit_note("n1", d.draw(TEXTS)),
    "delete note": lambda s, d: s.delete_note("n1"),
    "event": lambda s, d: s.ensure_event(d.draw(st.sampled_from(["会", "2026-11-20"])), NOW.date()),
    "edit event": lambda s, d: s.edit_event("e1", {"place": d.draw(TEXTS), "start": NOW.date()}),
    "delete event": lambda s, d: s.delete_event("e1"),
    "attach": lambda s, d: s.attach(_someone(d), d.draw(st.sampled_from(["e1", "e2"]))),
    "detach": lambda s, d: s.detach(_someone(d), "e1"),
    "look": lambda s, d: s.add_look(_someone(d), d.draw(TEXTS), event=d.draw(st.sampled_from([None, "e1"]))),
    "promise": lambda s, d: s.add_promise(_someone(d), d.draw(TEXTS), due=NOW.date()),
    "kept": lambda s, d: s.set_done("d1", NOW),
    "debriefed": lambda s, d: s.set_debriefed(_someone(d), None, skipped=d.draw(st.sampled_from([None, True, False]))),
    "face": lambda s, d: s.add_face(b"face", person=_someone(d), origin=FaceOrigin.GIVEN),
    "found": lambda s, d: s.add_found_faces(
        "f1", [((0, 0, 9.5, 9), 1 / 3, b"1"), ((1, 1, 2, 2), 0.1, b"2")], FaceOrigin.FOUND),
    "name": lambda s, d: s.name_face("h1", _someone(d)),
    "no face": lambda s, d: s.set_face_status("h1", FaceStatus.STRANGER),
    "answer": lambda s, d: s.answer_review(ReviewState(
        _someone(d), ReviewDirection.LOOK_TO_NAME, 2, None, d.draw(st.floats(0.001, 1e9)), 1e-300, NOW, NOW), 3, NOW),
    "answer back": lambda s, d: s.undo_answer(),
    "session": lambda s, d: s.plan_first_session("e1", [["p1"], ["p2"]]),
    "shown": lambda s, d: s.mark_first_session("e1", "p1", "shown_at", NOW),
    "join": lambda s, d: s.join_sides("c1", d.draw(st.sampled_from(["c2", "c3"]))),
    "part": lambda s, d: s.part_sides("c1", "c2"),
    "sides": lambda s, d: s.join_sides_on(["f1", "f2"]),
    "merge": lambda s, d: s.merge(_someone(d), _someone(d)),
    "match": lambda s, d: s.match_people_on(["f1", "f2", "f3"]),
    "split": lambda s, d: s.split(_someone(d)),
    "position": lambda s, d: s.add_position(_someone(d), {"organization": d.draw(TEXTS)}, since=NOW.date()),
    "appointment": lambda s, d: s.put_appointment("u", "会議", NOW, NOW + timedelta(hours=2), place=d.draw(TEXTS)),
    "photos": lambda s, d: s.move_photos_to_appointments(),
    "delete": lambda s, d: s.delete(_someone(d)),
    "bring back": lambda s, d: s.bring_back(_someone(d)),
    "undo": lambda s, d: s.undo(),
    "undo one": lambda s, d: s.undo(f"u{d.draw(st.integers(1, 12))}"),
}  # fmt: skip


@pytest.fixture(scope="module")
def empty_file(empty_database: bytes, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database of a new store, as a file: Hypothesis would print its bytes."""
    path = tmp_path_factory.mktemp("empty") / "cardscan.sqlite3"
    path.write_bytes(empty_database)
    return path


@given(steps=st.lists(st.sampled_from(sorted(STEPS)), min_size=4, max_size=14), data=st.data())
@settings(max_examples=25, deadline=None)
def test_undoing_everything_gives_what_was_and_undoing_that_what_came_of_it(
    empty_file: Path, steps: list[str], data: st.DataObject
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        shutil.copy(empty_file, home)
        with Store.open(Config(home, f"sqlite:///{home / 'cardscan.sqlite3'}")) as store:
            event.listen(store._database._engine, "checkout", hasty)
            empty = content(store)
            store.add_event("はじめ", None)
            add(store, SAITO, SATO, name="0")
            for step in steps:
                with suppress(CardscanError):  # what is not there cannot be changed
                    STEPS[step](store, data)
            after = content(store)
            undos = [store.undo(change.id) for change in store.changes()]  # undos, too: what they undid is undone then
            assert content(store) == empty
            for undo in reversed(undos):
                store.undo(undo.id)
            assert content(store) == after

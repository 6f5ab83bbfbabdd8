from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

import cardscan.store.database as database_module
import cardscan.store.migrations as migrations
from cardscan.config import Config
from cardscan.errors import StoreError
from cardscan.search.search import search
from cardscan.store.database import open_database
from cardscan.store.schema import metadata
from cardscan.store.store import Store
from tests.store.people_met import SAITO, add


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_new_store_is_empty_and_stays_after_closing(config: Config) -> None:
    with Store.open(config) as store:
        assert store.counts() == {"photos": 0, "cards": 0, "people": 0, "events": 0, "notes": 0}
        add(store, SAITO)
    with Store.open(config) as store:
        assert store.counts()["people"] == 1


def test_nobody_else_can_read_it_under_any_umask(config: Config) -> None:
    before = os.umask(0)
    try:
        with Store.open(config) as store:
            add(store, SAITO)
    finally:
        os.umask(before)
    everything = [config.home, *config.home.rglob("*")]
    assert {mode(path) for path in everything if path.is_dir()} == {0o700}
    assert {mode(path) for path in everything if path.is_file()} == {0o600}
    assert len([path for path in everything if path.is_file()]) == 4


def test_an_empty_folder_that_was_there_is_closed_but_somebodys_home_is_left_alone(tmp_path: Path) -> None:
    empty, full = tmp_path / "empty", tmp_path / "full"
    for folder in (empty, full):
        folder.mkdir()
        folder.chmod(0o755)
    (full / "letter.txt").write_text("mine")
    for folder in (empty, full):
        Store.open(Config(folder, f"sqlite:///{folder / 'cardscan.sqlite3'}")).close()
    assert (mode(empty), mode(full)) == (0o700, 0o755)


def test_the_journal_is_private_too(config: Config) -> None:
    before = os.umask(0)
    try:
        Store.open(config).close()
        database = open_database(config)
        with database.writing() as connection:
            connection.exec_driver_sql("INSERT INTO events (name) VALUES ('x')")
            journal = Path(f"{config.home / 'cardscan.sqlite3'}-journal")
            assert mode(journal) == 0o600
        database.close()
    finally:
        os.umask(before)


def test_the_connection_is_set_to_safety(config: Config) -> None:
    Store.open(config).close()
    database = open_database(config)
    with database.reading() as connection:
        settings = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "trusted_schema")
        }
    database.close()
    assert settings == {"journal_mode": "delete", "synchronous": 2, "foreign_keys": 1, "trusted_schema": 0}


def test_a_full_disk_is_told_and_what_was_there_stays(config: Config) -> None:
    with Store.open(config) as store:
        add(store, SAITO)
    database = open_database(config)
    with pytest.raises(StoreError, match=r"disk is full.*free some space"), database.writing() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1")
        connection.exec_driver_sql("INSERT INTO events (name) VALUES (?)", ("x" * 10**6,))
    database.close()
    with Store.open(config) as store:
        assert (store.counts()["people"], store.counts()["events"]) == (1, 0)


def test_waiting_too_long_for_another_writer_is_told(config: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database_module, "BUSY_TIMEOUT_SECONDS", 0.1)
    with Store.open(config) as store:
        other = open_database(config)
        with other.writing(), pytest.raises(StoreError, match="another program is writing"):
            store.add_event("会", None)
        other.close()
        assert store.add_event("会", None).id == "e1"


def test_the_migrations_make_exactly_the_tables_that_the_queries_use(config: Config) -> None:
    Store.open(config).close()
    engine = create_engine(config.database_url)
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={"include_name": lambda name, kind, _: kind != "table" or not str(name).startswith("person_index")},
        )
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def test_the_known_revisions_are_those_of_the_files() -> None:
    scripts = ScriptDirectory(str(Path(migrations.__file__).parent))
    assert tuple(script.revision for script in reversed(list(scripts.walk_revisions()))) == migrations.REVISIONS


def test_a_store_of_the_first_version_opens_with_everything(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    old = Path(__file__).parent / "old_schemas" / "0001.sqlite3"
    (home / "cardscan.sqlite3").write_bytes(old.read_bytes())
    with Store.open(Config(home, f"sqlite:///{home / 'cardscan.sqlite3'}")) as store:
        person = store.person("さいとう")
        assert person.contact == SAITO
        assert [note.text for note in person.notes] == ["テニスの話"]
        assert person.tags == ("税",)
        (met,) = person.encounters
        assert met.event is not None
        assert (met.event.name, met.memo) == ("異業種交流会", "隣の席")
        assert person.cards[0].lines[0].text == "since 1998"


def test_a_store_from_before_looks_and_faces_opens_with_everything_and_its_index(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    old = Path(__file__).parent / "old_schemas" / "0003.sqlite3"
    (home / "cardscan.sqlite3").write_bytes(old.read_bytes())
    with Store.open(Config(home, f"sqlite:///{home / 'cardscan.sqlite3'}")) as store:
        assert [hit.person.id for hit in search(store, "note:テニス met:2026-11")] == ["p1"]
        assert [hit.person.id for hit in search(store, "title:Sales")] == []
        store.add_look("p1", "丸い眼鏡", event="e1")
        assert [hit.person.id for hit in search(store, "眼鏡")] == ["p1"]
        (parted,) = store.part_sides("c1", "c2")
        assert (parted.state, store.person("p2").contact.titles) == ("apart", ("Head of Sales",))
        assert [hit.person.id for hit in search(store, "title:Sales")] == ["p2"]
        (event,) = store.events()
        assert (event.place, event.people, event.starts_at, event.calendar_uid) == ("新宿", 2, None, None)
        assert [place.person_id for place in store.debrief("e1")] == ["p1", "p2"]


def test_a_store_from_before_the_journal_opens_with_everything_and_what_is_done_then_can_be_undone(
    tmp_path: Path,
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    old = Path(__file__).parent / "old_schemas" / "0004.sqlite3"
    (home / "cardscan.sqlite3").write_bytes(old.read_bytes())
    with sqlite3.connect(old) as connection:
        kept = {
            name: connection.execute(f"SELECT * FROM {name} ORDER BY 1").fetchall()
            for name in ("field_values", "field_history", "encounters", "debriefed", "faces", "reviews", "sides")
        }
    connection.close()
    with Store.open(Config(home, f"sqlite:///{home / 'cardscan.sqlite3'}")) as store:
        with store._database.reading() as reading:
            for name, rows in kept.items():
                present = reading.exec_driver_sql(f"SELECT * FROM {name} ORDER BY 1").all()
                assert [tuple(row)[: len(rows[0])] for row in present] == rows, name
            assert reading.exec_driver_sql("PRAGMA foreign_key_check").all() == []
        everybody = store.people()
        (pair,) = [pair for pair in store.sides() if pair.state == "joined"]
        assert [past.change for past in store.history(pair.front_person) if past.change] == []
        assert store.history(pair.front_person)[0].kind == "sides"
        store.part_sides(pair.front_id, pair.back_id)
        store.delete(pair.front_person)
        store.undo()
        store.undo()
        assert [one for one in store.sides() if one.state == "joined"] == [pair]
        assert store.people() == everybody


def test_a_store_of_a_newer_version_is_refused_untouched(config: Config) -> None:
    Store.open(config).close()
    path = config.home / "cardscan.sqlite3"
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(StoreError, match=r"newer version.*update cardscan"):
        Store.open(config)
    assert path.read_bytes() == before


def test_somebody_elses_database_is_refused_untouched(config: Config) -> None:
    config.home.mkdir()
    path = config.home / "cardscan.sqlite3"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE invoices (id INTEGER)")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(StoreError, match="something else"):
        Store.open(config)
    assert path.read_bytes() == before


def test_a_file_that_is_no_database_is_refused(config: Config) -> None:
    config.home.mkdir()
    (config.home / "cardscan.sqlite3").write_text("Dear diary, " * 200)
    with pytest.raises(StoreError, match="not a database"):
        Store.open(config)


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    home = tmp_path / "file" / "home"
    with pytest.raises(StoreError, match="--home"):
        Store.open(Config(home, f"sqlite:///{home / 'cardscan.sqlite3'}"))


@pytest.mark.parametrize("url", ["nonsense", "postgresql://localhost/cards", "sqlite:////proc/nowhere/x.sqlite3"])
def test_a_url_that_cannot_be_used_is_told(tmp_path: Path, url: str) -> None:
    with pytest.raises(StoreError):
        Store.open(Config(tmp_path / "home", url))


def test_the_url_may_name_another_folder(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'elsewhere' / 'cards.sqlite3'}"
    with Store.open(Config(tmp_path / "home", url)) as store:
        add(store, SAITO)
    assert mode(tmp_path / "elsewhere") == 0o700
    assert sorted(path.name for path in (tmp_path / "home").iterdir()) == ["cards", "incoming", "lock", "originals"]


def test_opening_an_existing_store_and_searching_imports_nothing_heavy(config: Config) -> None:
    with Store.open(config) as store:
        add(store, SAITO)
    script = (
        "import sys; from pathlib import Path; from cardscan.config import Config\n"
        "from cardscan.store.store import Store; from cardscan.search.search import search\n"
        "with Store.open(Config.resolve(Path(sys.argv[1]))) as store: assert search(store, '斎藤')\n"
        "print({'alembic', 'numpy', 'cv2', 'PIL', 'sudachipy', 'rapidfuzz', 'phonenumbers'} & set(sys.modules))"
    )
    said = subprocess.run([sys.executable, "-c", script, str(config.home)], check=True, capture_output=True, text=True)
    assert said.stdout == "set()\n"

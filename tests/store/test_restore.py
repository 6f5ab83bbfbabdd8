"""A backup takes the place of the present data whole or not at all, whoever made it and whenever it is killed."""

from __future__ import annotations

import hashlib
import io
import json
import multiprocessing
import os
import random
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

import cardscan.store.check as check_module
import cardscan.store.store_lock as store_lock
from cardscan.config import Config
from cardscan.errors import BackupError, ExitCode, StoreError
from cardscan.store.backup_records import BackupReason
from cardscan.store.backups import list_backups
from cardscan.store.check_records import FindingKind
from cardscan.store.restore import restore
from cardscan.store.store import Store
from tests.export.sample_store import SAITO, WHITE, add, card
from tests.store.home_tree import tree

SEAL = 64
"""Bytes of the number at a backup's end."""
DATABASE = "cardscan.sqlite3"


@pytest.fixture
def backup(store: Store, tmp_path: Path) -> Path:
    """A backup of a store with one person, after which another one came."""
    add(store, Path("1.png"), card(SAITO))
    made = store.backup(tmp_path / "backup.zip").path
    add(store, Path("2.png"), card(WHITE))
    store.close()
    return made


def people(config: Config) -> list[str | None]:
    with Store.open(config) as store:
        for person in store.dump():
            assert all(one.picture.is_file() for one in person.cards)
        return [person.contact.full_name for person in store.dump()]


def sealed(content: bytes) -> bytes:
    """Bytes whose last number is that of the bytes before it, as somebody would make it who means harm."""
    return content[:-SEAL] + hashlib.sha256(content[:-SEAL]).hexdigest().encode()


def tried(config: Config, path: Path) -> str:
    """Restore what must be refused; nothing may have changed. Returns why."""
    before = tree(config.home)
    with pytest.raises(BackupError) as refused:
        restore(config, path)
    assert tree(config.home) == before
    return str(refused.value)


def test_the_present_data_are_kept_and_are_the_way_back(config: Config, backup: Path) -> None:
    assert people(config) == ["齋藤 幸生", "Emma White"]
    done = restore(config, backup)
    assert people(config) == ["齋藤 幸生"]
    assert done.before is not None and not done.before_was_damaged
    (kept,) = list_backups(config.home)
    assert (kept.path, kept.about.reason, kept.about.people) == (done.before, BackupReason.RESTORE, 2)
    restore(config, done.before)
    assert people(config) == ["齋藤 幸生", "Emma White"]


def test_a_dry_run_checks_everything_and_changes_nothing(config: Config, backup: Path) -> None:
    before = tree(config.home)
    assert restore(config, backup, dry_run=True).before is None
    assert tree(config.home) == before


def test_two_hundred_damaged_backups_change_nothing(config: Config, backup: Path, tmp_path: Path) -> None:
    chance, whole, damaged = random.Random(5), backup.read_bytes(), tmp_path / "damaged.zip"
    before = tree(config.home)
    for number in range(200):
        content = bytearray(whole)
        match number % 4:
            case 0:
                content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
            case 1:
                del content[chance.randrange(len(content)) :]
            case 2:
                at = chance.randrange(len(content))
                content[at:at] = chance.randbytes(chance.randint(1, 600))
            case _:
                at = chance.randrange(len(content))
                del content[at : at + chance.randint(1, 600)]
        damaged.write_bytes(content)
        with pytest.raises(BackupError):
            restore(config, damaged)
    assert tree(config.home) == before


def test_damage_with_a_right_number_at_the_end_is_found_by_what_is_inside(
    config: Config, backup: Path, tmp_path: Path
) -> None:
    """Bytes that mean nothing, such as the day of a member, may differ; then everything that is restored is right."""
    chance, whole, damaged = random.Random(6), backup.read_bytes(), tmp_path / "damaged.zip"
    directory = whole.index(b"manifest.json") - 30
    before, harmless = tree(config.home), 0
    for number in range(120):
        content = bytearray(whole)
        at = chance.randrange(0 if number % 3 else directory, len(content) - SEAL)  # often where ZIP says what is where
        content[at] ^= 1 << chance.randrange(8)
        damaged.write_bytes(sealed(bytes(content)))
        try:
            restore(config, damaged, dry_run=True)
            harmless += 1
        except BackupError:
            pass
        assert tree(config.home) == before
    assert harmless < 40


Members = dict[str, bytes]


def rewritten(backup: Path, change: Callable[[Members, dict[str, Any]], None]) -> Path:
    """A backup with other members and another manifest, put together as the program does."""
    with zipfile.ZipFile(backup) as archive:
        comment = archive.comment
        members = {name: archive.read(name) for name in archive.namelist()}
    said = json.loads(members.pop("about.json")) | json.loads(members.pop("manifest.json"))
    change(members, said)
    manifest = {key: said.pop(key) for key in ("members", "elsewhere")}
    told = {"about.json": json.dumps(said).encode(), "manifest.json": json.dumps(manifest).encode()}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.comment = comment
        for name, content in (members | told).items():
            archive.writestr(name, content)
    path = backup.with_name("rewritten.zip")
    path.write_bytes(sealed(buffer.getvalue()))
    return path


def put(members: Members, manifest: dict[str, Any], name: str, content: bytes) -> None:
    members[name] = content
    manifest["members"][name] = {"size": len(content), "sha256": hashlib.sha256(content).hexdigest()}


def in_database(members: Members, manifest: dict[str, Any], statement: str) -> None:
    """Change the database of a backup."""
    with tempfile.NamedTemporaryFile() as file:
        Path(file.name).write_bytes(members[DATABASE])
        with closing(sqlite3.connect(file.name)) as connection:
            connection.executescript(statement)
            connection.commit()
        put(members, manifest, DATABASE, Path(file.name).read_bytes())


def test_rewriting_alone_is_no_reason_to_refuse(config: Config, backup: Path) -> None:
    restore(config, rewritten(backup, lambda members, manifest: None))
    assert people(config) == ["齋藤 幸生"]


@pytest.mark.parametrize(
    "name",
    [
        "../outside.jpg",
        "/tmp/outside.jpg",
        "originals/../../outside.jpg",
        "originals\\..\\..\\outside.jpg",
        "lock",
        "cards/ab/" + "ab" * 32 + ".jpg/x",
        "backups/x.zip",
    ],
)
def test_no_member_leads_out_of_the_folders_for_files(config: Config, backup: Path, name: str) -> None:
    assert "damaged" in tried(config, rewritten(backup, lambda members, said: put(members, said, name, b"x")))
    assert not list(config.home.parent.rglob("outside*"))


def test_a_file_must_have_the_bytes_that_its_name_says(config: Config, backup: Path) -> None:
    name = "originals/ab/" + "ab" * 32 + ".jpg"
    assert "not the name" in tried(config, rewritten(backup, lambda members, said: put(members, said, name, b"x")))


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda members, said: members.update({"more.txt": b"x"}), "not those of its manifest"),
        (lambda members, said: members.pop(DATABASE), "not those of its manifest"),
        (lambda members, said: said["members"][DATABASE].update(size=7), "another size"),
        (lambda members, said: said["members"][DATABASE].update(sha256="0" * 64), "not what was put in"),
        (lambda members, said: said.update(format=2), "newer version"),
        (lambda members, said: said.update(schema="9999"), r"newer version"),
        (lambda members, said: said.update(schema="0001"), "not what its manifest says"),
        (lambda members, said: said.update(reason="fun"), "damaged"),
        (lambda members, said: said.update(members=[]), "damaged"),
        (lambda members, said: said.update(people="many"), "damaged"),
        (lambda members, said: said.update(made_at="yesterday"), "damaged"),
        (lambda members, said: said.update(missing=["../x"]), "names a file"),
        (lambda members, said: put(members, said, DATABASE, b"Dear diary, " * 200), "not a database"),
        (lambda members, said: put(members, said, DATABASE, members[DATABASE][:-4096]), "damaged"),
        (lambda members, said: put(members, said, DATABASE, b""), "not what its manifest says"),
    ],
    ids=range(15),
)
def test_a_manifest_and_its_members_must_agree(
    config: Config, backup: Path, change: Callable[[Members, dict[str, Any]], None], why: str
) -> None:
    assert why in tried(config, rewritten(backup, change))


@pytest.mark.parametrize(
    ("statement", "why"),
    [
        ("UPDATE alembic_version SET version_num = '9999'", "newer version"),
        ("DROP TABLE alembic_version", "something else"),
        ("DROP TABLE notes", "notes"),
        ("ALTER TABLE notes DROP COLUMN text", "notes"),
        ("CREATE TRIGGER t AFTER INSERT ON notes BEGIN DELETE FROM people; END", "trigger t"),
        ("CREATE VIEW v AS SELECT 1", "view v"),
        ("CREATE TABLE more (x)", "table more"),
        ("CREATE VIRTUAL TABLE person_index_x USING fts4(x)", "virtual table"),
        ("PRAGMA foreign_keys = OFF; UPDATE cards SET photo_id = 99", "not there"),
        ("UPDATE photos SET original = '../../.bashrc'", "../../.bashrc"),
        ("UPDATE photos SET imported_at = 'yesterday'", "photos"),
        ("UPDATE cards SET quad = '{'", "cards"),
        ("UPDATE cards SET picture = 'cards/ab/' || replace(hex(zeroblob(32)), '00', 'ab') || '.jpg'", "lacks files"),
        ("DELETE FROM person_index_content", "index"),
    ],
)
def test_a_database_must_be_one_of_ours(config: Config, backup: Path, statement: str, why: str) -> None:
    refused = tried(config, rewritten(backup, lambda members, said: in_database(members, said, statement)))
    assert why in refused and "nothing was changed" in refused.lower()


def test_a_bomb_is_refused_before_anything_is_unpacked(config: Config, backup: Path) -> None:
    def swell(members: Members, said: dict[str, Any]) -> None:
        put(members, said, DATABASE, b"\0" * 50_000_000)

    path = rewritten(backup, swell)
    with zipfile.ZipFile(path) as archive:
        comment, members = archive.comment, {name: archive.read(name) for name in archive.namelist()}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.comment = comment
        for name, content in members.items():
            stored = zipfile.ZIP_STORED if name.endswith(".json") else zipfile.ZIP_DEFLATED
            archive.writestr(name, content, compress_type=stored)
    path.write_bytes(sealed(buffer.getvalue()))
    assert path.stat().st_size < 100_000
    assert "files cannot be in it" in tried(config, path)


@pytest.mark.parametrize("more", [-100_000, 100], ids=["for the database", "for the backup of what is there"])
def test_without_room_nothing_is_restored(config: Config, backup: Path, more: int) -> None:
    room = (config.home / DATABASE).stat().st_size + more
    before = tree(config.home)
    ran = subprocess.run(
        [sys.executable, "-m", "cardscan", "--home", str(config.home), "restore", str(backup)],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (room, room)),
        capture_output=True,
        text=True,
    )
    assert ran.returncode in (ExitCode.STORE, ExitCode.OUTPUT) and ran.stdout == ""
    assert ran.stderr.startswith("cardscan: The backup ") and len(ran.stderr.splitlines()) == 1
    after = tree(config.home)
    assert {name: after[name] for name in before} == before
    assert after.keys() - before.keys() <= {"backups"}, "an empty folder"


def test_what_is_no_file_is_refused_without_waiting(config: Config, backup: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "nowhere.zip", tmp_path, tmp_path / "pipe"):
        assert "no file" in tried(config, path)


def test_a_data_folder_in_use_is_not_replaced_and_one_being_replaced_is_not_used(
    config: Config, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_lock, "ALONE_TIMEOUT_SECONDS", 0.1)
    monkeypatch.setattr(store_lock, "BUSY_TIMEOUT_SECONDS", 0.1)
    with Store.open(config) as store:
        with pytest.raises(StoreError, match=r"in use.*end that"):
            restore(config, backup)
        assert store.counts()["people"] == 2
    with store_lock.alone(config.home), pytest.raises(StoreError, match="is being restored"):
        Store.open(config)
    restore(config, backup)


def test_a_damaged_database_gives_way_and_is_kept(config: Config, backup: Path) -> None:
    database = config.home / DATABASE
    database.write_bytes(b"scratched" + database.read_bytes()[9:])
    scratched = database.read_bytes()
    done = restore(config, backup)
    assert done.before is not None and done.before_was_damaged
    assert done.before.read_bytes() == scratched
    assert people(config) == ["齋藤 幸生"]


def test_the_journal_of_a_killed_command_is_not_applied_to_the_restored_database(
    config: Config, backup: Path, tmp_path: Path
) -> None:
    database = config.home / DATABASE
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        connection.execute("PRAGMA cache_size = 1")
        connection.execute("BEGIN")
        connection.execute("UPDATE people SET sort_key = hex(randomblob(5000))")
        for name in (DATABASE, f"{DATABASE}-journal"):  # as they are when the process is killed now
            shutil.copy(config.home / name, tmp_path / name)
        connection.execute("ROLLBACK")
    for name in (DATABASE, f"{DATABASE}-journal"):
        shutil.copy(tmp_path / name, config.home / name)
    done = restore(config, backup)
    assert people(config) == ["齋藤 幸生"]
    assert not Path(f"{database}-journal").exists()
    restore(config, done.before or Path())
    assert people(config) == ["齋藤 幸生", "Emma White"]


def test_somebody_elses_database_is_not_replaced(config: Config, backup: Path, tmp_path: Path) -> None:
    other = tmp_path / "invoices.sqlite3"
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE invoices (id INTEGER)")
        connection.commit()
    before = other.read_bytes()
    with pytest.raises(StoreError, match="something else"):
        restore(Config(config.home, f"sqlite:///{other}"), backup)
    assert other.read_bytes() == before


def test_an_automatic_backup_takes_files_from_where_they_are(config: Config, backup: Path) -> None:
    with Store.open(config) as store:
        snapshot = store.snapshot(BackupReason.MERGE)
        assert snapshot is not None
        picture, original = store.card_picture("c2"), store.original("f2")
    strayed = config.home / "orphans" / original.relative_to(config.home)
    strayed.parent.mkdir(parents=True)
    original.rename(strayed)
    assert restore(config, snapshot.path).missing == ()
    assert original.is_file() and not strayed.exists()
    picture.unlink()
    with pytest.raises(BackupError, match=r"deleted since.*cards/.*--allow-missing"):
        restore(config, snapshot.path)
    assert restore(config, snapshot.path, allow_missing=True).missing == (str(picture.relative_to(config.home)),)


def test_a_damaged_file_is_made_good_from_the_backup(config: Config, backup: Path) -> None:
    with Store.open(config) as store:
        picture = store.card_picture("c1")
    good = picture.read_bytes()
    picture.write_bytes(b"scratched")
    restore(config, backup)
    assert picture.read_bytes() == good


_COUNTED = ("open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "sqlite3.connect")
"""What Python tells of before it happens (PEP 578); between two of these nothing on the disk changes names."""


def _restore_until(config: Config, backup: Path, steps: int, seen: Any) -> None:
    """Restore in a process that kills itself before its step number ``steps``."""

    def step(event: str, _: object) -> None:
        if event in _COUNTED:
            seen.value += 1
            if seen.value > steps:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(step)
    restore(config, backup)


def test_killed_at_any_step_the_old_store_is_there_or_the_new_one(
    config: Config, backup: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store.open(config) as store:  # so that files have to come out of the backup
        first = [store.original("f1"), store.card_picture("c1")]
    kept = tmp_path / "kept"
    shutil.copytree(config.home, kept)
    fork = multiprocessing.get_context("fork")
    outcomes = []
    for steps in _steps():
        shutil.rmtree(config.home)
        shutil.copytree(kept, config.home)
        for path in first:
            path.write_bytes(b"scratched")
        seen = fork.Value("i", 0)
        process = fork.Process(target=_restore_until, args=(config, backup, steps, seen))
        process.start()
        process.join()
        assert process.exitcode in (0, -signal.SIGKILL)
        outcomes.append((process.exitcode, len(people(config))))
        if process.exitcode == 0:
            break
        restore(config, backup)  # and what was left does not stand in its way
        assert people(config) == ["齋藤 幸生"]
    monkeypatch.setattr(check_module, "LEFTOVER_SECONDS", -1)
    with Store.open(config) as store:
        report = store.check(repair=True)
    assert {one.kind for one in report.findings} <= {FindingKind.LEFTOVER, FindingKind.ORPHAN} and not report.open
    assert not list(config.home.rglob(".cardscan-*"))
    counts = [count for _, count in outcomes]
    assert outcomes[-1] == (0, 1) and counts == sorted(counts, reverse=True)
    assert {2, 1} == {count for code, count in outcomes if code}, "killed before and after the swap"


def _steps() -> Iterator[int]:
    """Sparse at first, where the backup is only read, then every one."""
    yield from range(0, 30, 10)
    yield from range(30, 400, 3)

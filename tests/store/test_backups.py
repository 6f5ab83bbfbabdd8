"""Backups: whole, private, consistent while others write, and never half written."""

from __future__ import annotations

import os
import resource
import shutil
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import cardscan.store.backups as backups_module
from cardscan.config import Config
from cardscan.errors import ExitCode, OutputError
from cardscan.store.backup_file import read_manifest
from cardscan.store.backup_records import BackupReason
from cardscan.store.backups import list_backups
from cardscan.store.database import Database
from cardscan.store.records import Person
from cardscan.store.restore import restore
from cardscan.store.store import Store
from tests.export.sample_store import WHITE, add, card
from tests.store.home_tree import tree


@pytest.fixture
def full(full_home: Path, config: Config) -> Config:
    """A store with everything."""
    shutil.copytree(full_home, config.home)
    return config


@pytest.fixture
def elsewhere(tmp_path: Path) -> Config:
    """A data folder that is not there yet."""
    home = tmp_path / "elsewhere"
    return Config(home, f"sqlite:///{home / 'cardscan.sqlite3'}")


def everybody(config: Config) -> list[Person]:
    """Everything that is known of everybody, with files by their names only."""
    with Store.open(config) as store:
        return [
            replace(
                person,
                cards=tuple(replace(one, picture=Path(one.picture.name)) for one in person.cards),
                faces=tuple(replace(one, crop=Path(one.crop.name)) for one in person.faces),
            )
            for person in store.dump()
        ]


def files(home: Path) -> dict[str, str]:
    """The kept files with their bytes."""
    folders = ("originals/", "cards/", "faces/")
    return {name: content for name, content in tree(home).items() if name.startswith(folders)}


def test_a_backup_restored_elsewhere_is_equal_field_by_field_and_byte_by_byte(
    full: Config, elsewhere: Config, tmp_path: Path
) -> None:
    with Store.open(full) as store:
        made = store.backup(tmp_path / "all.zip")
    assert (made.about.people, made.about.photos, made.about.reason) == (3, 3, BackupReason.MANUAL)
    done = restore(elsewhere, made.path)
    assert (done.before, done.missing, done.added) == (None, (), len(read_manifest(made.path).members) - 1)
    assert everybody(elsewhere) == everybody(full)
    assert files(elsewhere.home) == files(full.home) != {}


def test_only_its_owner_can_read_it_under_any_umask(full: Config, tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        with Store.open(full) as store:
            paths = [store.backup(tmp_path / "all.zip").path, store.backup().path]
            made = store.snapshot(BackupReason.MERGE)
            assert made is not None
    finally:
        os.umask(before)
    assert {stat.S_IMODE(path.stat().st_mode) for path in (*paths, made.path)} == {0o600}
    assert stat.S_IMODE((full.home / "backups").stat().st_mode) == 0o700


def test_a_file_that_is_there_is_replaced_only_when_told(full: Config, tmp_path: Path) -> None:
    target = tmp_path / "letter.txt"
    target.write_text("mine")
    with Store.open(full) as store:
        with pytest.raises(OutputError, match="--force"):
            store.backup(target)
        assert target.read_text() == "mine"
        store.backup(target, force=True)
        with pytest.raises(OutputError, match="is a folder"):
            store.backup(tmp_path, force=True)
    assert target.read_bytes().startswith(b"PK")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["home", "letter.txt"]


@pytest.mark.parametrize("room", [100_000, 310_000], ids=["for half the database", "but not for all the files"])
def test_a_disk_that_gets_full_is_told_and_leaves_nothing(full: Config, tmp_path: Path, room: int) -> None:
    before = tree(full.home)
    place = tmp_path / "usb"
    place.mkdir()
    ran = subprocess.run(
        [sys.executable, "-m", "cardscan", "--home", str(full.home), "backup", str(place / "all.zip")],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (room, room)),
        capture_output=True,
        text=True,
    )
    assert ran.returncode == ExitCode.OUTPUT and ran.stdout == ""
    assert ran.stderr.startswith("cardscan: The ") and len(ran.stderr.splitlines()) == 1
    assert list(place.iterdir()) == []
    assert tree(full.home) == before | {"lock": tree(full.home)["lock"]}


def test_every_backup_made_while_an_import_runs_is_consistent(full: Config, tmp_path: Path) -> None:
    ended = threading.Event()

    def take_in() -> None:
        with Store.open(full) as store:
            while not ended.is_set():
                add(store, Path("more.jpg"), card(WHITE))

    importing = threading.Thread(target=take_in)
    importing.start()
    try:
        with Store.open(full) as store:
            made = [store.backup(tmp_path / f"{number}.zip") for number in range(6)]
    finally:
        ended.set()
        importing.join()
    counts = [one.about.people for one in made]
    assert counts == sorted(counts) and counts[0] < counts[-1], "the import went on meanwhile"
    for number, one in enumerate(made):
        assert one.about.missing == ()
        home = tmp_path / f"home {number}"
        copy = Config(home, f"sqlite:///{home / 'x.sqlite3'}")
        assert restore(copy, one.path).missing == ()
        with Store.open(copy) as store:
            assert store.counts()["people"] == one.about.people


def test_a_file_deleted_for_good_after_the_database_was_copied_does_not_spoil_it(
    full: Config, elsewhere: Config, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy_to, faces = Database.copy_to, ["h1"]

    with Store.open(full) as store:

        def copy_then_forget(self: Database, path: Path) -> None:
            copy_to(self, path)
            if faces:
                store.forget_faces([faces.pop()])

        monkeypatch.setattr(Database, "copy_to", copy_then_forget)
        made = store.backup(tmp_path / "all.zip")
    assert made.about.missing == ()
    restore(elsewhere, made.path)
    with Store.open(elsewhere) as store:
        assert [face.id for face in store.faces()] == ["h2", "h3"]


def test_what_is_missing_or_damaged_is_told_and_everything_else_is_kept(
    full: Config, elsewhere: Config, tmp_path: Path
) -> None:
    with Store.open(full) as store:
        gone, damaged = store.original("f1"), store.original("f2")
        gone.unlink()
        damaged.write_bytes(b"not what it was")
        made = store.backup(tmp_path / "all.zip")
    names = [str(path.relative_to(full.home)) for path in (gone, damaged)]
    assert (made.about.missing, made.about.changed) == ((names[0],), (names[1],))
    assert restore(elsewhere, made.path).missing == (names[0],)
    assert everybody(elsewhere) == everybody(full)


class Clock(datetime):
    """A clock that the test sets."""

    moment = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)

    @classmethod
    def now(cls, tz: object = None) -> Clock:
        return cls.fromtimestamp(cls.moment.timestamp(), UTC)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[type[Clock]]:
    monkeypatch.setattr(backups_module, "datetime", Clock)
    monkeypatch.setattr(Clock, "moment", Clock.moment)
    yield Clock


def test_a_hundred_merges_in_a_row_make_one_automatic_backup(full: Config, clock: type[Clock]) -> None:
    with Store.open(full) as store:
        made = []
        for _ in range(100):
            made.append(store.snapshot(BackupReason.MERGE))
            clock.moment += timedelta(seconds=15)
        assert [one is not None for one in made] == [True] + [False] * 99
        clock.moment += timedelta(minutes=30)
        assert store.snapshot(BackupReason.MERGE) is not None
    assert [one.about.reason for one in list_backups(full.home)] == ["merge", "merge"]


def test_automatic_backups_are_thinned_but_neither_the_newest_nor_those_by_hand(
    full: Config, clock: type[Clock]
) -> None:
    with Store.open(full) as store:
        by_hand = [store.backup().path]
        for _ in range(40):
            clock.moment += timedelta(days=1)
            last = store.snapshot(BackupReason.MERGE)
        by_hand.append(store.backup().path)
    left = list_backups(full.home)
    assert len(left) == 2 + 14 + 4, "by hand, days, weeks"
    assert {*by_hand, last.path if last else None} <= {one.path for one in left}
    clock.moment -= timedelta(days=20)  # a clock that goes backwards loses nothing of later
    with Store.open(full) as store:
        assert store.snapshot(BackupReason.MERGE) is not None
    assert {one.path for one in left} <= {one.path for one in list_backups(full.home)}

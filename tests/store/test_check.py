"""Everything that can be wrong with a store is found, and what can be put right is, without losing anything."""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image

from cardscan.card.rectify import rectify
from cardscan.card.seen import scaled
from cardscan.config import Config
from cardscan.records import CardFields, CardOutline, PhotoInfo, PhotoReading, Pixels, Quad, ReadCard
from cardscan.search.search import search
from cardscan.store.backup_records import BackupReason
from cardscan.store.check import LEFTOVER_SECONDS
from cardscan.store.check_records import CheckReport, Finding, FindingKind
from cardscan.store.face_records import FaceStatus
from cardscan.store.store import Store
from tests.export.sample_store import SAITO, SURE_OF, WHITE, add, card
from tests.store.home_tree import tree


@pytest.fixture
def home(full_home: Path, config: Config) -> Path:
    """A data folder with something of everything."""
    shutil.copytree(full_home, config.home)
    return config.home


@pytest.fixture
def full(home: Path, config: Config) -> Iterator[Store]:
    with Store.open(config) as store:
        yield store


def found(report: CheckReport) -> list[tuple[FindingKind, str]]:
    return [(one.kind, one.subject) for one in report.findings]


def the_one(report: CheckReport) -> Finding:
    (finding,) = report.findings
    return finding


def repaired(store: Store, *, read_data: bool = False) -> Finding:
    """The one finding, put right, after which there is none."""
    finding = the_one(store.check(read_data=read_data, repair=True))
    assert finding.repaired is not None
    assert store.check(read_data=True).findings == ()
    return finding


def left(store: Store) -> Finding:
    """The one finding, which a repair leaves, as it leaves everything else."""
    finding = the_one(store.check(repair=True))
    assert finding.repaired is None and finding.advice
    assert store.check().findings != ()
    return finding


def change_rows(home: Path, *statements: str) -> None:
    with closing(sqlite3.connect(home / "cardscan.sqlite3")) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def test_a_sound_store_has_no_findings_and_is_left_as_it_is(full: Store, home: Path) -> None:
    before = tree(home)
    report = full.check(read_data=True, repair=True)
    assert (report.findings, report.people, report.photos, report.files) == ((), 3, 3, 7)
    names = [path for path in home.rglob("*/??/*") if path.is_file()]
    assert report.read == sum(path.stat().st_size for path in names)
    assert tree(home) == before


def test_an_import_that_runs_meanwhile_is_no_finding(full: Store, config: Config) -> None:
    ended = threading.Event()

    def take_in() -> None:
        with Store.open(config) as store:
            while not ended.is_set():
                add(store, Path("more.jpg"), card(WHITE))

    importing = threading.Thread(target=take_in)
    importing.start()
    try:
        reports = [full.check(read_data=True, repair=True)]
        until = time.monotonic() + 30
        while (len(reports) < 3 or reports[-1].people == reports[0].people) and time.monotonic() < until:
            reports.append(full.check(read_data=True, repair=True))
    finally:
        ended.set()
        importing.join()
    assert reports[0].people < reports[-1].people
    assert [report.findings for report in reports] == [()] * len(reports)


def test_a_damaged_database_is_told_and_not_touched(config: Config, home: Path) -> None:
    database = home / "cardscan.sqlite3"
    with closing(sqlite3.connect(database)) as connection:
        page = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'notes'").fetchone()[0]
        size = connection.execute("PRAGMA page_size").fetchone()[0]
    content = bytearray(database.read_bytes())
    content[(page - 1) * size : page * size] = bytes(size)
    database.write_bytes(content)
    with Store.open(config) as store:
        report = store.check(repair=True)
    assert {one.kind for one in report.findings} == {FindingKind.DATABASE}
    assert all(one.repaired is None and "cardscan backup --list" in (one.advice or "") for one in report.findings)
    assert database.read_bytes() == content


def test_a_row_that_names_nothing_is_told(full: Store, home: Path) -> None:
    change_rows(home, "UPDATE encounters SET event_id = 99 WHERE id = 1")
    assert left(full).detail == "encounters 1 names something in events that is not there"


def test_a_missing_original_comes_out_of_a_backup_or_is_told(full: Store) -> None:
    original = full.original("f1")
    content = original.read_bytes()
    original.unlink()
    finding = left(full)
    assert (finding.kind, finding.ids) == (FindingKind.MISSING, ("f1",))
    assert str(original) in (finding.advice or "")
    original.write_bytes(content)
    original.chmod(0o600)
    full.backup()
    original.unlink()
    assert "taken out of backups/" in (repaired(full).repaired or "")
    assert original.read_bytes() == content


def test_what_was_moved_away_comes_back_when_a_row_names_it(full: Store, home: Path) -> None:
    original = full.original("f1")
    stray = home / "orphans" / original.relative_to(home)
    stray.parent.mkdir(parents=True, mode=0o700)
    for folder in (home / "orphans", home / "orphans" / "originals"):
        folder.chmod(0o700)
    original.rename(stray)
    assert repaired(full).repaired == "taken out of orphans"


QUAD: Quad = ((310.0, 200.0), (1700.0, 260.0), (1650.0, 1120.0), (260.0, 1010.0))


def photo_with_a_card() -> Pixels:
    """A card with shapes on it, lying askew at ``QUAD`` on a dark table."""
    flat = np.full((550, 910, 3), 245, np.uint8)
    cv2.putText(flat, "Card 42", (60, 200), cv2.FONT_HERSHEY_SIMPLEX, 5, (40, 20, 120), 14)
    cv2.circle(flat, (700, 420), 90, (20, 140, 30), -1)
    corners = np.array([[0, 0], [910, 0], [910, 550], [0, 550]], np.float32)
    warp = cv2.getPerspectiveTransform(corners, np.array(QUAD, np.float32))
    lying = cv2.warpPerspective(flat, warp, (2000, 1400), flags=cv2.INTER_AREA, borderValue=(50, 40, 30))
    return np.asarray(lying, dtype=np.uint8)


@pytest.mark.parametrize("scale", [1.0, 0.5], ids=["decoded in full", "decoded at a half"])
def test_a_card_without_its_picture_is_cut_out_of_its_photo_again_as_large_as_it_was(
    config: Config, scale: float
) -> None:
    photo = photo_with_a_card()
    decoded = np.asarray(cv2.resize(photo, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), dtype=np.uint8)
    image = replace(rectify(decoded, CardOutline(scaled(QUAD, scale), 0.9)), quad=QUAD)
    buffer = BytesIO()
    Image.fromarray(photo[:, :, ::-1]).save(buffer, "PNG")
    content = buffer.getvalue()
    info = PhotoInfo(Path("x.png"), hashlib.sha256(content).hexdigest(), "image/png", 2000, 1400, None, None)
    read = ReadCard(image, "front", CardFields(SAITO, SURE_OF, {}, ()))
    with Store.open(config) as store:
        store.add_reading(PhotoReading(Path("x.png"), info, (read,)), content)
        lost = store.card_picture("c1")
        before = np.asarray(Image.open(lost).convert("RGB"), dtype=np.int16)
        lost.unlink()
        finding = repaired(store)
        assert (finding.kind, finding.ids) == (FindingKind.NO_PICTURE, ("c1",))
        after = np.asarray(Image.open(store.card_picture("c1")).convert("RGB"), dtype=np.int16)
    assert after.shape == before.shape
    assert np.abs(after - before).mean() < 4


def test_a_face_without_its_picture_is_cut_out_again_unless_it_was_given_by_itself(full: Store) -> None:
    full.set_face_status("h1", FaceStatus.STRANGER)
    full.face("h1").crop.unlink()
    assert repaired(full).ids == ("h1",)
    assert full.face("h1").crop.is_file()
    full.undo()
    assert full.face("h1").person_id == "p1" and full.face("h1").crop.is_file(), "also for one who goes back"
    full.face("h3").crop.unlink()
    finding = left(full)
    assert finding.ids == ("h3",) and "cardscan face PERSON FILE" in (finding.advice or "")


def test_a_card_without_picture_and_photo_is_told(full: Store, home: Path) -> None:
    full.card_picture("c3").unlink()
    for photo in ("f1", "f2"):
        full.original(photo).write_bytes(b"")
    report = full.check(repair=True)
    assert sorted(kind for kind, _ in found(report)) == ["changed", "changed", "no_picture"]
    assert len(report.open) == 3
    (card,) = [one for one in report.open if one.kind is FindingKind.NO_PICTURE]
    assert card.advice == "The file is empty. Copy the photo again."


def test_a_changed_file_is_found_by_reading_and_made_good_and_what_was_there_is_kept(full: Store, home: Path) -> None:
    full.backup()
    original = full.original("f1")
    content = original.read_bytes()
    other = bytes(reversed(content))
    original.write_bytes(other)
    assert full.check().findings == (), "only reading tells"
    finding = repaired(full, read_data=True)
    assert (finding.kind, finding.ids) == (FindingKind.CHANGED, ("f1",))
    assert original.read_bytes() == content
    assert (home / "orphans" / original.relative_to(home)).read_bytes() == other


def test_a_shortened_file_is_found_without_reading(full: Store, home: Path) -> None:
    original, picture = full.original("f1"), full.face("h1").crop
    original.write_bytes(original.read_bytes()[:-1])
    picture.write_bytes(b"")
    names = {(FindingKind.CHANGED, path.relative_to(home).as_posix()) for path in (original, picture)}
    assert set(found(full.check())) == names


def test_what_cannot_be_read_gives_way_and_is_kept(full: Store, home: Path, tmp_path: Path) -> None:
    picture = full.face("h1").crop
    picture.unlink()
    picture.symlink_to(tmp_path / "nowhere")
    finding = repaired(full)
    assert (finding.kind, finding.detail) == (FindingKind.UNREADABLE, "it is no regular file")
    assert (home / "orphans" / picture.relative_to(home)).is_symlink()
    full.backup()
    original = full.original("f1")
    original.unlink()
    original.mkdir(mode=0o700)
    assert repaired(full).ids == ("f1",)
    assert original.is_file()


def test_orphans_are_moved_and_never_deleted(full: Store, home: Path) -> None:
    for number in range(2):
        (home / "cards" / "notes.txt").write_text(f"mine {number}")
        (home / "cards" / "notes.txt").chmod(0o600)
        finding = repaired(full)
        assert (finding.kind, finding.subject) == (FindingKind.ORPHAN, "cards/notes.txt")
    kept = {path.name: path.read_text() for path in (home / "orphans" / "cards").iterdir()}
    assert kept == {"notes.txt": "mine 0", "notes.txt.1": "mine 1"}


def test_what_an_automatic_backup_needs_is_no_orphan(full: Store, home: Path) -> None:
    full.snapshot(BackupReason.MERGE)
    crop = full.face("h3").crop
    change_rows(home, "DELETE FROM faces WHERE id = 3")
    assert full.check(repair=True).findings == ()
    for backup in (home / "backups").iterdir():
        backup.unlink()
    assert found(full.check()) == [(FindingKind.ORPHAN, crop.relative_to(home).as_posix())]


def test_what_an_undo_would_bring_back_is_no_orphan_and_is_missed(full: Store, home: Path) -> None:
    crop = full.face("h1").crop
    change_rows(home, "DELETE FROM faces WHERE id = 1")
    assert full.check(repair=True).findings == (), "it was named in the journal when it was given a person"
    crop.unlink()
    assert "taking back" in (left(full).advice or "")


def test_half_files_are_swept_but_not_those_being_written(full: Store, home: Path) -> None:
    (home / "backups").mkdir(mode=0o700)
    half = [home / "incoming" / "tmpx", home / "backups" / ".cardscan-a.part", home / ".cardscan-b.part"]
    half[0].write_text("x")
    half[1].write_text("x")
    half[2].mkdir()
    (half[2] / "cardscan.sqlite3").write_text("x")
    being_written = home / "backups" / ".cardscan-c.part"
    being_written.write_text("x")
    for path in (half[0], half[1], being_written):
        path.chmod(0o600)
    long_ago = half[1].stat().st_mtime - LEFTOVER_SECONDS - 1
    for path in half[1:]:
        os.utime(path, (long_ago, long_ago))
    report = full.check(repair=True)
    assert {one.kind for one in report.findings} == {FindingKind.LEFTOVER} and report.open == ()
    assert len(report.findings) == 3
    assert [path.exists() for path in (*half, being_written)] == [False, False, False, True]


def test_what_others_could_look_into_is_closed(full: Store, home: Path) -> None:
    opened = [home / "originals", full.original("f1"), home / "cardscan.sqlite3"]
    for path in opened:
        path.chmod(0o755 if path.is_dir() else 0o644)
    report = full.check(repair=True)
    assert found(report) == [(FindingKind.MODE, "originals"), (FindingKind.MODE, "cardscan.sqlite3")]
    assert report.open == () and full.check().findings == ()
    assert [path.stat().st_mode & 0o777 for path in opened] == [0o700, 0o600, 0o600]


@pytest.mark.parametrize(
    ("statement", "subject"),
    [
        ("UPDATE person_index SET note = '' WHERE rowid = 1", "p1"),
        ("DELETE FROM person_index WHERE rowid = 1", "p1"),
        ("UPDATE people SET sort_key = 'x' WHERE id = 1", "p1"),
        ("INSERT INTO person_index (rowid, name) VALUES (99, 'nobody')", "p99"),
        ("INSERT INTO person_index (rowid, name) VALUES (2, 'somebody joined')", "p2"),
        ("DELETE FROM person_index_content WHERE id = 1", "index"),
    ],
)
def test_an_index_out_of_step_is_found_and_made_right(full: Store, home: Path, statement: str, subject: str) -> None:
    change_rows(home, statement)
    finding = repaired(full)
    assert (finding.kind, finding.subject) == (FindingKind.INDEX, subject)
    assert [hit.person.id for hit in search(full, "note:テニス")] == ["p1"]


def test_a_damaged_backup_is_told_and_still_serves_for_what_is_whole_in_it(full: Store) -> None:
    made, original = full.backup().path, full.original("f1")
    photo = original.read_bytes()
    content = bytearray(made.read_bytes())
    content[len(content) // 3] ^= 1  # in the database
    made.write_bytes(content)
    assert full.check().findings == ()
    finding = the_one(full.check(read_data=True, repair=True))
    assert (finding.kind, finding.subject) == (FindingKind.BACKUP, f"backups/{made.name}")
    assert finding.repaired is None and finding.advice
    original.unlink()
    assert the_one(full.check(repair=True)).repaired == f"taken out of backups/{made.name}"
    assert original.read_bytes() == photo
    content[content.index(photo) + 9] ^= 1
    made.write_bytes(content)
    original.unlink()
    assert left(full).ids == ("f1",)

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from PIL import Image

from cardscan.config import Config
from cardscan.errors import InvalidInput, NotFound, StoreError
from cardscan.records import Place, ReadFailure
from cardscan.store import store as store_module
from cardscan.store.store import Store
from cardscan.store.store_lock import LOCK_FILE
from tests.search.crowd import reading_of
from tests.store.people_met import SAITO, SATO, WHITE, add


def kept_files(config: Config) -> list[Path]:
    files = (path for path in config.home.rglob("*") if path.is_file())
    return sorted(path for path in files if path.suffix != ".sqlite3" and path.name != LOCK_FILE)


def test_a_photo_is_kept_byte_for_byte_with_all_that_is_known_of_it(store: Store, config: Config) -> None:
    tokyo = timezone(timedelta(hours=9))
    content = b"the photo's bytes"
    reading = reading_of(content, SAITO, WHITE, name="名刺.JPG", taken_at=datetime(2026, 11, 20, 19, 31, tzinfo=tokyo))
    assert reading.info is not None
    reading = replace(reading, info=replace(reading.info, place=Place(35.64, 139.67)))
    added = store.add_reading(reading, content)
    assert store.find_photo(added.sha256) == added == store.photo(added.id)
    assert store.original(added.id).read_bytes() == content
    assert store.original(added.id) == config.home / "originals" / added.sha256[:2] / f"{added.sha256}.jpg"
    assert (added.file_name, added.media_type, added.size) == ("名刺.JPG", "image/jpeg", len(content))
    assert added.taken_at == datetime(2026, 11, 20, 19, 31, tzinfo=tokyo)
    assert added.taken_at.utcoffset() == timedelta(hours=9)
    assert added.place == Place(35.64, 139.67)
    assert abs(added.imported_at - datetime.now(UTC)) < timedelta(minutes=1)
    assert (added.card_ids, added.person_ids) == (("c1", "c2"), ("p1", "p2"))


def test_a_card_is_kept_with_its_picture_its_place_and_every_line(store: Store) -> None:
    add(store, SAITO, other_lines=("since 1998", "テニス部"))
    (card,) = store.person("p1").cards
    with Image.open(store.card_picture(card.id)) as picture:
        assert (picture.format, picture.size, dict(picture.getexif())) == ("JPEG", (91, 55), {})
    assert card.picture == store.card_picture("c1")
    assert [line.text for line in card.lines] == ["since 1998", "テニス部"]
    assert card.quad == ((0.0, 0.0), (910.0, 0.0), (910.0, 550.0), (0.0, 550.0))
    assert (card.position, card.side, card.px_per_mm, card.photo_id) == (0, "front", 10.0, "f1")


def test_a_file_name_that_is_no_utf_8_survives(store: Store) -> None:
    name = os.fsdecode(b"\x96\xbc\x8eh.jpg")
    added = add(store, SAITO, name=name)
    assert store.photo(added.id).file_name == name


def test_the_same_bytes_again_change_nothing(store: Store, config: Config) -> None:
    first = add(store, SAITO)
    before = (store.counts(), kept_files(config))
    reading = reading_of(b"IMG_0001.JPG", SAITO, name="copy.jpg")
    assert store.add_reading(reading, b"IMG_0001.JPG") == first
    assert (store.counts(), kept_files(config)) == before


def test_a_photo_without_cards_is_remembered_as_read(store: Store) -> None:
    photo = add(store)
    assert photo.card_ids == ()
    assert store.find_photo(photo.sha256) == photo
    assert store.people() == []


def test_what_could_not_be_read_is_not_kept(store: Store, config: Config) -> None:
    failed = replace(reading_of(b"x", SAITO), failure=ReadFailure("truncated", "The file ends too early."))
    with pytest.raises(InvalidInput, match="could not be read"):
        store.add_reading(failed, b"x")
    with pytest.raises(InvalidInput, match="changed while"):
        store.add_reading(reading_of(b"x", SAITO), b"y")
    with pytest.raises(NotFound):
        store.add_reading(reading_of(b"x", SAITO), b"x", event_id="e7")
    assert store.counts()["photos"] == 0
    assert kept_files(config) == []


def test_a_crash_between_files_and_rows_leaves_no_row_and_the_next_try_succeeds(
    store: Store, config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(*_: object) -> None:
        raise MemoryError

    with monkeypatch.context() as patched:
        patched.setattr(store_module, "reindex", crash)
        with pytest.raises(MemoryError):
            add(store, SAITO)
    assert set(store.counts().values()) == {0}
    assert len(kept_files(config)) == 2
    add(store, SAITO)
    assert store.counts()["people"] == 1
    assert len(kept_files(config)) == 2


def test_what_a_broken_off_import_left_half_written_is_swept(store: Store, config: Config) -> None:
    (config.home / "incoming").mkdir()
    (config.home / "incoming" / "tmpabc").write_bytes(b"half a pho")
    add(store, SAITO)
    assert list((config.home / "incoming").iterdir()) == []


def test_a_file_cut_short_by_a_power_cut_is_written_anew(store: Store, config: Config) -> None:
    photo = add(store, SAITO)
    path = store.original(photo.id)
    other = config.home.parent / "other"
    cut = other / "originals" / path.parent.name / path.name
    cut.parent.mkdir(parents=True)
    cut.write_bytes(b"IMG")
    with Store.open(Config(other, f"sqlite:///{other / 'x.sqlite3'}")) as fresh:
        assert fresh.original(add(fresh, SAITO).id).read_bytes() == b"IMG_0001.JPG"


def test_files_are_on_the_disk_before_the_row_is_committed(
    store: Store, config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []
    fsync, rename = os.fsync, Path.replace

    def noting_fsync(descriptor: int) -> None:
        kind = "folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "file"
        seen.append(f"fsync {kind}")
        fsync(descriptor)

    def noting_rename(self: Path, target: Path) -> Path:
        seen.append("rename")
        return rename(self, target)

    def noting_index(*_: object) -> None:
        seen.append("row")

    add(store, name="makes the folders.jpg")
    monkeypatch.setattr(os, "fsync", noting_fsync)
    monkeypatch.setattr(Path, "replace", noting_rename)
    monkeypatch.setattr(store_module, "reindex", noting_index)
    (config.home / "originals" / "b5").mkdir(exist_ok=True)
    photo = add(store, name="second.jpg")
    write = [step for step in seen if step != "row"]
    assert photo.id == "f2"
    assert [step for step in write if step != "fsync folder"] == ["fsync file", "rename"]
    assert write[-1] == "fsync folder"
    assert seen[-1] == "row"


def test_a_disk_that_cannot_be_written_is_told_and_nothing_is_kept(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        with pytest.raises(StoreError, match="No space left"):
            add(store, SAITO)
    assert set(store.counts().values()) == {0}
    add(store, SAITO)


def test_two_at_once_take_in_everything_once(config: Config) -> None:
    Store.open(config).close()
    failures: list[BaseException] = []

    def take_in() -> None:
        try:
            with Store.open(config) as own:
                for number in range(12):
                    add(own, SAITO, name=f"IMG_{number}.JPG")
        except BaseException as error:  # a thread's own would be lost
            failures.append(error)

    threads = [threading.Thread(target=take_in) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    with Store.open(config) as store:
        assert store.counts() == {"photos": 12, "cards": 12, "people": 12, "events": 0, "notes": 0}
        assert sorted(person.encounters[0].order for person in store.dump()) == list(range(1, 13))


_ENDLESS_IMPORT = """
import sys
from pathlib import Path
from cardscan.config import Config
from cardscan.store.store import Store
from cardscan.store.store_lock import LOCK_FILE
from tests.store.people_met import SAITO, SATO, add
with Store.open(Config.resolve(Path(sys.argv[1]))) as store:
    print("open", flush=True)
    for number in range(20):
        add(store, SAITO, SATO, name=f"IMG_{number}.JPG")
        print(number, flush=True)
"""


def test_an_import_killed_at_any_moment_goes_on_where_it_stopped(config: Config) -> None:
    kills = 0
    for pause in (1, 2, 5):
        running = subprocess.Popen(
            [sys.executable, "-c", _ENDLESS_IMPORT, str(config.home)], stdout=subprocess.PIPE, text=True
        )
        assert running.stdout is not None
        for _ in range(pause):
            running.stdout.readline()
        running.send_signal(signal.SIGKILL)
        kills += running.wait() == -signal.SIGKILL
        running.stdout.close()
        with Store.open(config) as store:
            counts = store.counts()
            assert counts["people"] == counts["cards"] == 2 * counts["photos"]
            for person in store.dump():
                assert store.card_picture(person.cards[0].id).is_file()
                assert store.original(person.cards[0].photo_id).is_file()
    assert kills == 3
    with Store.open(config) as store:
        for number in range(20):
            add(store, SAITO, SATO, name=f"IMG_{number}.JPG")
        assert store.counts()["photos"] == 20
        assert list((config.home / "incoming").iterdir()) == []


@pytest.mark.parametrize("ref", ["f9", "c9", "p9", "", "nonsense", "f" + "9" * 30])
def test_files_of_nothing_are_not_found(store: Store, ref: str) -> None:
    for look in (store.original, store.card_picture, store.photo):
        with pytest.raises(NotFound):
            look(ref)

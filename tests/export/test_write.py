from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from cardscan.errors import OutputError
from cardscan.export.write import write_whole


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_only_the_owner_reads_the_file(tmp_path: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        write_whole(tmp_path / "people.csv", [b"one", b"two"])
    finally:
        os.umask(before)
    assert (tmp_path / "people.csv").read_bytes() == b"onetwo"
    assert (tmp_path / "people.csv").stat().st_mode & 0o777 == 0o600


def test_an_error_half_way_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_bytes(b"old")

    def pieces() -> Iterator[bytes]:
        yield b"new" * 100_000
        raise RuntimeError("the store went away")

    with pytest.raises(RuntimeError):
        write_whole(path, pieces())
    assert path.read_bytes() == b"old" and list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_full_disk_is_told_and_leaves_nothing(tmp_path: Path, call: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os if call == "fsync" else Path, call, full)
    with pytest.raises(OutputError, match=r"people\.csv: No space left on device"):
        write_whole(tmp_path / "people.csv", [b"data"])
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("where", ["no folder/people.csv", "."])
def test_a_place_that_cannot_be_written_is_told(tmp_path: Path, where: str) -> None:
    with pytest.raises(OutputError, match="--out"):
        write_whole(tmp_path / where, [b"data"])
    assert list(tmp_path.iterdir()) == []


def test_the_file_is_synced_before_it_takes_the_name_and_the_folder_after(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[str] = []
    sync, replace = os.fsync, Path.replace

    def noted_sync(handle: int) -> None:
        calls.append("fsync")
        sync(handle)

    def noted_replace(self: Path, target: Path) -> Path:
        calls.append("replace")
        return replace(self, target)

    monkeypatch.setattr(os, "fsync", noted_sync)
    monkeypatch.setattr(Path, "replace", noted_replace)
    write_whole(tmp_path / "people.csv", [b"data"])
    assert calls == ["fsync", "replace", "fsync"]

"""Making backups, whole ones and automatic ones, and finding those that there are.

The database is copied first and the files after it: they are written once and never changed, and no row is without its
file, so that everything the copy names is there whatever an import does meanwhile. A file that was deleted for good
between the two is noticed, and the backup begun again.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import func, inspect, select

from cardscan import __version__
from cardscan.errors import BackupError, OutputError, StoreError
from cardscan.store.backup_file import DATABASE, BackupWriter, read_about
from cardscan.store.backup_records import AboutBackup, Backup, BackupReason
from cardscan.store.database import make_private_folder, open_file
from cardscan.store.files import bring_to_disk
from cardscan.store.migrate import revision_of
from cardscan.store.named_files import named_files, sha256_in_name
from cardscan.store.schema import binned, joined, people, photos
from cardscan.store.thinning import superseded

if TYPE_CHECKING:
    from cardscan.store.database import Database

BACKUPS = "backups"
"""The folder in the data folder for backups without a place of their own."""
PART = ".part"
"""How unfinished files end."""

_EVERY = timedelta(minutes=30)
"""How old the last automatic backup is before merging makes another: Anki's interval."""
_ATTEMPTS = 3
_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class _Contents:
    """What a copy of the database says."""

    schema: str
    people: int
    photos: int
    files: tuple[str, ...]


class _DeletedMeanwhile(Exception):
    """A file was deleted for good after the database had been copied."""


def make_backup(
    database: Database, home: Path, target: Path | None, *, reason: BackupReason, force: bool = False
) -> Backup:
    """Put everything into one file, or for an automatic backup the database and the names of the files it needs.

    Args:
        database: An open database, which others may be writing to.
        home: The data folder.
        target: The file; None: a new one in the data folder's ``backups``.
        reason: Why; only ``manual`` takes the files along.
        force: Replace a file that is there.

    Raises:
        OutputError: The file is there already or cannot be written; no half of it is left.
        StoreError: The database cannot be read, or is being changed all the time.
    """
    now = datetime.now(UTC)
    if target is None:
        make_private_folder(home / BACKUPS)
        target = _new_name(home / BACKUPS, now, reason)
    _check_free(target, force=force)
    for _ in range(_ATTEMPTS):
        try:
            with _temporary(target) as copy, _temporary(target) as unfinished:
                database.copy_to(copy)
                _write(unfinished, copy, database, home, reason, now)
                _check_free(target, force=force)
                unfinished.replace(target)
                bring_to_disk(target.parent)
            return Backup(target, target.stat().st_size, read_about(target))
        except _DeletedMeanwhile:
            continue
        except OSError as error:
            raise OutputError(f"The backup {target} cannot be written: {error.strerror or error}.") from error
    raise StoreError("Files are being deleted from the data folder all the time; try again when that has ended.")


def snapshot(database: Database, home: Path, reason: BackupReason) -> Backup | None:
    """Make an automatic backup and let go of those that it makes superfluous.

    Before merging none is made where the last one is less than half an hour old.

    Raises:
        OutputError: It cannot be written; then what it was to precede must not happen.
    """
    automatic = [one for one in list_backups(home) if one.about.reason is not BackupReason.MANUAL]
    now = datetime.now(UTC)
    if reason is BackupReason.MERGE and any(timedelta() <= now - one.about.made_at < _EVERY for one in automatic):
        return None
    made = make_backup(database, home, None, reason=reason)
    thin_out(home)
    return made


def thin_out(home: Path) -> None:
    """Remove the automatic backups that are not worth keeping (see ``thinning``)."""
    automatic = [one for one in list_backups(home) if one.about.reason is not BackupReason.MANUAL]
    gone = superseded((one.about.made_at for one in automatic), datetime.now().astimezone())
    for one in automatic:
        if one.about.made_at in gone:
            try:
                one.path.unlink(missing_ok=True)
            except OSError as error:
                raise StoreError(f"The old backup {one.path} cannot be removed: {error.strerror}.") from error


def list_backups(home: Path) -> list[Backup]:
    """The backups in the data folder, the newest first; files that are none are left out."""
    found = []
    for path in backup_files(home):
        try:
            found.append(Backup(path, path.stat().st_size, read_about(path)))
        except (BackupError, FileNotFoundError):  # told by a check; or thinned out by another process just now
            continue
    return sorted(found, key=lambda one: one.about.made_at, reverse=True)


def backup_files(home: Path) -> list[Path]:
    """The files in the data folder that should be backups."""
    return sorted((home / BACKUPS).glob("*.zip"))


def _write(unfinished: Path, copy: Path, database: Database, home: Path, reason: BackupReason, now: datetime) -> None:
    contents = _contents(copy)
    missing: list[str] = []
    elsewhere: Sequence[str] = ()
    with unfinished.open("r+b") as file, BackupWriter(file, now) as writer:
        writer.add(DATABASE, _pieces(copy))
        if reason is BackupReason.MANUAL:
            missing = _add_files(writer, contents.files, database, home)
        else:
            elsewhere = contents.files
        changed = [name for name, one in writer.members.items() if sha256_in_name(name) not in (None, one.sha256)]
        about = AboutBackup(
            reason=reason,
            made_at=now,
            program=__version__,
            schema=contents.schema,
            people=contents.people,
            photos=contents.photos,
            missing=tuple(missing),
            changed=tuple(changed),
        )
        writer.seal(about, elsewhere)
        file.flush()
        os.fsync(file.fileno())


def _contents(copy: Path) -> _Contents:
    database = open_file(copy)
    try:
        with database.reading() as connection:
            there = inspect(connection).get_table_names()
            listed = select(func.count()).select_from(people)
            for hidden in (joined, binned):  # as ``listed`` has it, but older versions lack these tables
                if hidden.name in there:
                    listed = listed.where(people.c.id.not_in(select(hidden.c.person_id)))
            return _Contents(
                schema=revision_of(connection) or "",
                people=connection.scalar(listed) or 0,
                photos=connection.scalar(select(func.count()).select_from(photos)) or 0,
                files=tuple(sorted(named_files(connection))),
            )
    finally:
        database.close()


def _add_files(writer: BackupWriter, names: Sequence[str], database: Database, home: Path) -> list[str]:
    """Add what can be read; returns what cannot, though rows name it."""
    missing: list[str] = []
    for name in names:
        try:
            content = (home / name).read_bytes()  # whole: a disk that fails half way leaves no half member
        except OSError:
            missing.append(name)
        else:
            writer.add(name, [content])
    if missing:
        with database.reading() as connection:
            if not named_files(connection).keys() >= set(missing):
                raise _DeletedMeanwhile
    return missing


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            yield piece


def _new_name(folder: Path, now: datetime, reason: BackupReason) -> Path:
    """A name with the day and time of the clock on the wall, which no file has."""
    stem = f"{now.astimezone():%Y-%m-%d-%H%M%S}-{reason}"
    taken = {path.name for path in folder.iterdir()}
    names = (f"{stem}{f'-{number}' if number else ''}.zip" for number in range(len(taken) + 1))
    return folder / next(name for name in names if name not in taken)


def _check_free(target: Path, *, force: bool) -> None:
    if target.is_dir():
        raise OutputError(f"{target} is a folder; name a file in it, such as {target / 'cardscan.zip'}.")
    if not force and target.exists():
        raise OutputError(f"{target} is there already; --force replaces it.")


@contextmanager
def _temporary(target: Path) -> Iterator[Path]:
    """An empty file beside the target, for its owner only; removed at the end, unless it was renamed."""
    descriptor, name = tempfile.mkstemp(prefix=".cardscan-", suffix=PART, dir=target.parent)  # 0600 under any umask
    os.close(descriptor)
    try:
        yield Path(name)
    finally:
        for leftover in (Path(name), Path(f"{name}-journal")):
            leftover.unlink(missing_ok=True)

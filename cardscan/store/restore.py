"""Putting a backup in the place of the present data: checked first, built beside, swapped in by one rename.

The files of the backup come first. They are called by their SHA-256, so that adding them changes nothing for the
present rows, and none of the present ones is removed. The rename of the database is the moment at which the backup
takes over: before it everything is as it was, after it everything is as it was backed up. No other command has the
data folder open meanwhile (see ``store_lock``).
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from cardscan.errors import BackupError, StoreError
from cardscan.store.backup_file import DATABASE, BackupReader, reading
from cardscan.store.backup_records import Backup, BackupReason
from cardscan.store.backups import BACKUPS, PART, make_backup
from cardscan.store.database import database_file, make_private_folder, open_file
from cardscan.store.files import ORPHANS, FileStore, bring_to_disk
from cardscan.store.migrate import bring_up_to_date, revision_of
from cardscan.store.migrations import REVISIONS
from cardscan.store.named_files import named_files, sha256_in_name
from cardscan.store.soundness import broken_references, integrity_problems, odd_names, strangers, unreadable_rows
from cardscan.store.store_lock import alone

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cardscan.config import Config

_JOURNALS = ("-journal", "-wal", "-shm")
"""What SQLite keeps beside a database; it would be applied to whatever has the database's name."""
_DAMAGE = ("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_ERROR")
"""What SQLite says of a file that is no database or lacks tables."""
_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did, or would do."""

    backup: Backup
    before: Path | None
    """Where the data are kept that were there before: a backup, or the database file itself where it was damaged; None:
    there were none, or it was only looked."""
    before_was_damaged: bool
    added: int
    """How many files came out of the backup."""
    missing: tuple[str, ...]
    """Files that rows name but that nobody has any more."""


def restore(config: Config, path: Path, *, allow_missing: bool = False, dry_run: bool = False) -> Restored:
    """Put a backup in the place of the present data, after making a backup of these.

    Args:
        config: Which data folder and database.
        path: The backup.
        allow_missing: Restore an automatic backup even though files that it needs were deleted since.
        dry_run: Only check whether it could be restored.

    Raises:
        BackupError: It is damaged, hostile, no backup, or of a newer version; the present data are as they were.
        StoreError: The data folder is in use or cannot be written; the same.
    """
    target = database_file(config)
    with reading(path) as backup:
        if backup.about.schema not in REVISIONS:
            raise _newer(path, backup.about.schema)
        for folder in dict.fromkeys((config.home, target.parent)):
            make_private_folder(folder)
        with alone(config.home), _staged(config.home) as stage, _staged(target.parent) as beside:
            try:
                return _restore(backup, path, config.home, target, stage, beside, allow_missing, dry_run)
            except OSError as error:
                raise StoreError(
                    f"The backup cannot be put into {config.home}: {error.strerror or error}. The present data are as "
                    "they were."
                ) from error


def _restore(
    backup: BackupReader,
    path: Path,
    home: Path,
    target: Path,
    stage: Path,
    beside: Path,
    allow_missing: bool,
    dry_run: bool,
) -> Restored:
    _check_room(home, backup.manifest.members[DATABASE].size)
    database = beside / DATABASE
    _take_out(backup, DATABASE, database)
    wanted = _checked_names(database, path, backup.about.schema)
    about, manifest, files = backup.about, backup.manifest, FileStore(home)
    unaccounted = wanted - manifest.members.keys() - set(about.missing) - set(manifest.elsewhere)
    if unaccounted:
        raise BackupError(
            f"{path} lacks files that its database names, such as {min(unaccounted)}; nothing was changed."
        )
    news = [name for name in manifest.members if name != DATABASE and not _has(home / name, name)]
    returning = [name for name in wanted - manifest.members.keys() if not files.path(name).is_file()]
    strayed = [name for name in returning if files.path(f"{ORPHANS}/{name}").is_file()]
    missing = sorted(set(returning) - set(strayed))
    gone = set(missing) - set(about.missing)
    if gone and not allow_missing:
        raise BackupError(
            f"{path} needs files that were deleted since ({len(gone)}, such as {min(gone)}); nothing was changed. "
            "With --allow-missing everything else is restored."
        )
    _check_room(home, sum(manifest.members[name].size for name in news))
    for name in news:
        _take_out(backup, name, stage / name.replace("/", "-"))
    for name in manifest.members.keys() - set(news) - {DATABASE} if dry_run else ():
        backup.copy(name, len)
    whole = Backup(path, path.stat().st_size, about)
    if dry_run:
        return Restored(whole, None, False, len(news), tuple(missing))
    before, damaged = _keep_present(target, home)
    for name in news:
        files.adopt(stage / name.replace("/", "-"), name)
    for name in strayed:
        files.adopt(files.path(f"{ORPHANS}/{name}"), name)
    for suffix in _JOURNALS:  # nothing in them is needed: the present data were read, and so taken out of them
        Path(f"{target}{suffix}").unlink(missing_ok=True)
    database.replace(target)
    bring_to_disk(target.parent)
    return Restored(whole, before, damaged, len(news), tuple(missing))


@contextmanager
def _staged(parent: Path) -> Iterator[Path]:
    """A folder for what is not in its place yet; removed at the end."""
    folder = Path(tempfile.mkdtemp(prefix=".cardscan-", suffix=PART, dir=parent))  # 0700 under any umask
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


def _take_out(backup: BackupReader, name: str, target: Path) -> None:
    """Write a member to the disk, for its owner only."""
    with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        backup.copy(name, file.write)
        file.flush()
        os.fsync(file.fileno())


def _checked_names(database: Path, path: Path, revision: str) -> set[str]:
    """Check a database that somebody else may have written, bring it up to date, and tell which files it names.

    Raises:
        BackupError: It is not whole, or not a store of ours.
    """
    opened = open_file(database)
    try:
        with opened.reading() as connection:
            if revision_of(connection) != revision:
                raise BackupError(f"{path} is not what its manifest says; nothing was changed.")
            _insist(path, [*integrity_problems(connection), *broken_references(connection), *strangers(connection)])
        bring_up_to_date(opened)
        with opened.altering() as connection:
            _insist(path, [*strangers(connection), *unreadable_rows(connection), *odd_names(connection)])
            return set(named_files(connection))
    except (StoreError, SQLAlchemyError) as error:
        raise BackupError(f"The database in {path} cannot be used ({error}); nothing was changed.") from error
    finally:
        opened.close()


def _insist(path: Path, problems: Iterable[str]) -> None:
    for problem in problems:
        raise BackupError(f"The database in {path} is damaged or not cardscan's ({problem}); nothing was changed.")


def _newer(path: Path, schema: str) -> BackupError:
    return BackupError(
        f"{path} was made by a newer version of cardscan (tables {schema[:20]}, this version knows up to "
        f"{REVISIONS[-1]}); update cardscan to restore it. Nothing was changed."
    )


def _has(path: Path, name: str) -> bool:
    """Whether a kept file is there with the bytes that its name says."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() == sha256_in_name(name)


def _check_room(home: Path, needed: int) -> None:
    free = shutil.disk_usage(home).free
    if needed > free:
        raise StoreError(
            f"Restoring needs {needed / 1e6:,.0f} MB of space in {home}, where {free / 1e6:,.0f} MB are free; nothing "
            "was changed."
        )


def _keep_present(target: Path, home: Path) -> tuple[Path | None, bool]:
    """Keep what is there now; returns where, and whether it was damaged.

    A database that cannot be read is copied as it is, with its journal.
    """
    if not target.exists() or not target.stat().st_size:
        return None, False
    present = open_file(target)
    try:
        with present.reading() as connection:
            revision_of(connection)
            named_files(connection)
        return make_backup(present, home, None, reason=BackupReason.RESTORE).path, False
    except (StoreError, SQLAlchemyError) as error:
        driver = error if isinstance(error, DBAPIError) else error.__cause__
        if not str(getattr(getattr(driver, "orig", None), "sqlite_errorname", "")).startswith(_DAMAGE):
            raise  # busy, say, or somebody else's database, which must not give way
    finally:
        present.close()
    make_private_folder(home / BACKUPS)
    aside = home / BACKUPS / f"{datetime.now():%Y-%m-%d-%H%M%S}-damaged.sqlite3"
    for suffix in ("", *_JOURNALS):
        beside = Path(f"{target}{suffix}")
        if beside.exists():
            with (
                beside.open("rb") as source,
                os.fdopen(os.open(f"{aside}{suffix}", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as copy,
            ):
                shutil.copyfileobj(source, copy, _PIECE)
                copy.flush()
                os.fsync(copy.fileno())
    bring_to_disk(aside.parent)
    return aside, True

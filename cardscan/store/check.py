"""Looking whether everything that is kept is still there, unchanged and in step.

Files and rows are compared within a transaction that writes, since then nobody else is between keeping a file and
adding the row that names it. Reading the files' bytes and comparing the index, which takes time, lets others go on.
"""

from __future__ import annotations

import hashlib
import os
import stat
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import select

from cardscan.errors import BackupError, StoreError
from cardscan.store.backup_file import read_manifest, reading
from cardscan.store.backups import BACKUPS, PART, backup_files, list_backups
from cardscan.store.check_records import Finding, FindingKind
from cardscan.store.database import chunks
from cardscan.store.files import INCOMING, ORPHANS
from cardscan.store.full_text import index_is_whole, indexed_people
from cardscan.store.ids import IdKind, public_id
from cardscan.store.indexing import out_of_step
from cardscan.store.listed import listed
from cardscan.store.named_files import FOLDERS, named_files, sha256_in_name
from cardscan.store.schema import people, photos
from cardscan.store.soundness import broken_references, integrity_problems
from cardscan.store.store_lock import LOCK_FILE

if TYPE_CHECKING:
    from sqlalchemy import Connection, Select

    from cardscan.store.database import Database

LEFTOVER_SECONDS = 3600
"""An unfinished backup or restore to which nothing was added for so long was killed."""

_RESTORE = "Restore a backup: cardscan backup --list shows those in the data folder."
_OTHERS = 0o077
"""What owner's group and everybody may do with a file."""


@dataclass(frozen=True, slots=True)
class _Files:
    """What rows name, and what lies in the folders."""

    named: dict[str, list[str]]
    sizes: dict[str, int]
    """Of the originals, bytes."""
    there: set[str]


def look(database: Database, home: Path, database_path: Path | None, *, read_data: bool) -> tuple[list[Finding], int]:
    """Everything that is not right, and how many bytes were read.

    Args:
        database: The open database.
        home: The data folder.
        database_path: The database's file; None where it has none.
        read_data: Also compare the SHA-256 of every file and backup, which reads all of them.
    """
    found = _database(database)
    if any(one.kind is FindingKind.DATABASE for one in found):  # what damaged tables say of files would mislead
        return found, 0
    with database.altering() as connection:  # nothing is altered, but nobody else can
        kept = _Files(
            named_files(connection),
            {row.original: row.size for row in connection.execute(select(photos.c.original, photos.c.size))},
            set(_kept_below(home)),
        )
        found += _unnamed(kept, home)
        found += _leftovers(home)
        index_is_broken = not index_is_whole(connection)
    named, read = _named(kept, home, read_data=read_data)
    found += named
    found += _modes(home, database_path)
    found += _index(database, broken=index_is_broken)
    if read_data:
        found += _backups(home)
    return found, read


def listed_people() -> Select[int]:
    """The row numbers of those who are somebody to be found."""
    return select(people.c.id).where(listed(people.c.id))


def file_problem(path: Path) -> str | None:
    """Why something that is there cannot be read as a file, in words; None where it can."""
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            return "it is no regular file"
        with path.open("rb") as file:
            file.read(1)
    except OSError as error:
        return str(error.strerror or error)
    return None


def _database(database: Database) -> list[Finding]:
    """What SQLite finds wrong."""
    try:
        with database.reading() as connection:
            damage, broken = integrity_problems(connection), broken_references(connection)
    except StoreError as error:
        return [Finding(FindingKind.DATABASE, "database", str(error), advice=_RESTORE)]
    return [
        *(Finding(FindingKind.DATABASE, "database", said, advice=_RESTORE) for said in damage),
        *(Finding(FindingKind.REFERENCE, "database", said, advice=_RESTORE) for said in broken),
    ]


def _kept_below(home: Path) -> Iterator[str]:
    """Everything in the folders for files, by its path below the data folder."""
    for folder in FOLDERS:
        for place, folders, names in os.walk(home / folder):
            links = [name for name in folders if (Path(place) / name).is_symlink()]
            for name in (*names, *links):
                yield (Path(place) / name).relative_to(home).as_posix()


def _unnamed(kept: _Files, home: Path) -> Iterator[Finding]:
    """Files that neither a row nor an automatic backup needs."""
    needed = kept.named.keys() | {name for one in list_backups(home) for name in read_manifest(one.path).elsewhere}
    for name in sorted(kept.there - needed):
        yield Finding(FindingKind.ORPHAN, name, "no row and no backup names it")


def _leftovers(home: Path) -> Iterator[Finding]:
    """Half files, and folders of half restores, of commands that were killed."""
    incoming = home / INCOMING
    for path in sorted(incoming.iterdir()) if incoming.is_dir() else ():
        yield Finding(FindingKind.LEFTOVER, f"{INCOMING}/{path.name}", "a killed import left it half written")
    long_ago = time.time() - LEFTOVER_SECONDS
    for folder in (home, home / BACKUPS):
        for path in sorted(folder.glob(f".cardscan-*{PART}")):
            if path.lstat().st_mtime < long_ago:
                name = path.relative_to(home).as_posix()
                yield Finding(FindingKind.LEFTOVER, name, "a killed backup or restore left it unfinished")


def _named(kept: _Files, home: Path, *, read_data: bool) -> tuple[list[Finding], int]:
    """What is wrong with the files that rows name, and how many bytes were read."""
    found, read = [], 0
    for name, ids in sorted(kept.named.items()):
        path, who = home / name, tuple(ids)
        if name not in kept.there and not path.is_symlink() and not path.exists():
            kind = FindingKind.MISSING if name.startswith("originals/") else FindingKind.NO_PICTURE
            found.append(Finding(kind, name, "it is not there", who))
        elif problem := file_problem(path):
            found.append(Finding(FindingKind.UNREADABLE, name, problem, who))
        elif path.stat().st_size != kept.sizes.get(name, path.stat().st_size or -1):
            found.append(Finding(FindingKind.CHANGED, name, "it has another size than what was kept", who))
        elif read_data:
            read += path.stat().st_size
            if not has_its_bytes(path, name):
                found.append(Finding(FindingKind.CHANGED, name, "its SHA-256 is not the one in its name", who))
    return found, read


def has_its_bytes(path: Path, name: str) -> bool:
    """Whether a kept file has the SHA-256 in its name; needs to read all of it."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() == sha256_in_name(name)


def too_open(home: Path, database_path: Path | None) -> dict[str, list[Path]]:
    """What of ours others may look into, by the folder or file in the data folder."""
    if os.name != "posix":
        return {}
    found: dict[str, list[Path]] = {}
    tops = [home / name for name in (*FOLDERS, INCOMING, BACKUPS, ORPHANS, LOCK_FILE)]
    for top in (*tops, *([database_path] if database_path else [])):
        some = [path for path in (top, *top.rglob("*")) if _is_open(path)]
        if some:
            found[top.name] = some
    return found


def _is_open(path: Path) -> bool:
    return not path.is_symlink() and path.exists() and bool(path.stat().st_mode & _OTHERS)


def _modes(home: Path, database_path: Path | None) -> Iterator[Finding]:
    for name, paths in too_open(home, database_path).items():
        yield Finding(
            FindingKind.MODE, name, f"others on this computer can look into it ({len(paths)} files or folders)"
        )


def _index(database: Database, *, broken: bool) -> Iterator[Finding]:
    """People who are not found as they should be, or found though they are nobody."""
    if broken:
        yield Finding(FindingKind.INDEX, "index", "the index for searching is damaged")
        return
    with database.reading() as connection:
        everybody = list(connection.scalars(listed_people().order_by(people.c.id)))
        strays = indexed_people(connection) - set(everybody)
    for number in sorted(strays):
        yield Finding(FindingKind.INDEX, public_id(IdKind.PERSON, number), "the index has somebody who is nobody")
    for portion in chunks(everybody):
        with database.reading() as connection:  # one portion at a time: writers wait meanwhile
            wrong = _still_there(connection, out_of_step(connection, portion))
        for number in wrong:
            yield Finding(
                FindingKind.INDEX, public_id(IdKind.PERSON, number), "the index for searching is not what is known"
            )


def _still_there(connection: Connection, numbers: list[int]) -> list[int]:
    return list(connection.scalars(listed_people().where(people.c.id.in_(numbers)).order_by(people.c.id)))


def _backups(home: Path) -> Iterator[Finding]:
    for path in backup_files(home):
        try:
            with reading(path) as backup:
                for name in backup.manifest.members:
                    backup.copy(name, len)
        except BackupError as error:
            name = path.relative_to(home).as_posix()
            yield Finding(FindingKind.BACKUP, name, str(error), advice="Make another one: cardscan backup FILE")

"""The form of a backup: one ZIP file without compression, a manifest in it, and a SHA-256 of the whole at its end.

ZIP, because every system opens it with a double click, because one member can be taken out without reading the others,
and because it has no limit at 4 GB. Nothing is compressed: photos are already, and so no backup can be larger when
unpacked than it is. The number at the end covers every byte before it, those between the members too; the manifest says
which members there are, how large, and the SHA-256 of each.
"""

from __future__ import annotations

import hashlib
import json
import struct
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, BinaryIO

from cardscan.errors import BackupError
from cardscan.store.backup_records import AboutBackup, BackupMember, BackupReason, Manifest
from cardscan.store.named_files import sha256_in_name

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self

DATABASE = "cardscan.sqlite3"
"""The database's name in every backup, whatever its file is called."""

_ABOUT, _MANIFEST = "about.json", "manifest.json"
_FORMAT = 1
"""Raised when a reader of today could not make sense of it any more."""
_SEAL = b"cardscan backup, SHA-256 of everything before this number: "
_DIGITS = 64
_PIECE = 1 << 20
"""Bytes read at once."""
_DAMAGE = (
    zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError, ValueError, TypeError, KeyError,
    EOFError, OverflowError, struct.error,
)  # fmt: skip
"""What ``zipfile`` and ``json`` are known to raise on what is no backup."""


class BackupWriter:
    """Puts a backup together, member by member, into an empty file."""

    def __init__(self, file: BinaryIO, made_at: datetime) -> None:
        """Begin."""
        self._file = file
        self._zip = zipfile.ZipFile(file, "w", zipfile.ZIP_STORED)
        self._made_at = made_at
        self.members: dict[str, BackupMember] = {}
        """What is in it so far."""

    def __enter__(self) -> Self:
        """Nothing more than the writer."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave a file that came to nothing as it is, or ``zipfile`` would try to finish it."""
        if kind is not None:
            self._zip.fp = None

    def add(self, name: str, pieces: Iterable[bytes]) -> BackupMember:
        """Add a file; returns its size and hash."""
        info = zipfile.ZipInfo(name, self._made_at.timetuple()[:6])
        info.create_system, info.external_attr = 3, 0o600 << 16  # a file for its owner alone, by Unix's numbers
        digest, size = hashlib.sha256(), 0
        with self._zip.open(info, "w", force_zip64=True) as out:
            for piece in pieces:
                out.write(piece)
                digest.update(piece)
                size += len(piece)
        member = BackupMember(size, digest.hexdigest())
        if name not in (_ABOUT, _MANIFEST):
            self.members[name] = member
        return member

    def seal(self, about: AboutBackup, elsewhere: Sequence[str] = ()) -> None:
        """Add what it says of itself and the number at the end; nothing can be added after it.

        Args:
            about: What it is.
            elsewhere: Files that belong to it but are not in it.
        """
        for name, said in (
            (_MANIFEST, asdict(Manifest(self.members, tuple(elsewhere)))),
            (_ABOUT, {"format": _FORMAT, **asdict(about)}),
        ):
            self.add(name, [json.dumps(said, default=_plain, ensure_ascii=False, indent=1).encode()])
        self._zip.comment = _SEAL + b"0" * _DIGITS
        self._zip.close()
        end = self._file.seek(0, 2) - _DIGITS
        self._file.seek(0)
        digest = _digest(self._file, end)
        self._file.seek(end)
        self._file.write(digest.encode())


class BackupReader:
    """An open backup that was found to be whole."""

    def __init__(self, archive: zipfile.ZipFile, about: AboutBackup, manifest: Manifest, path: Path) -> None:
        """Wrap what ``reading`` has opened."""
        self._zip = archive
        self.about = about
        self.manifest = manifest
        self._path = path

    def copy(self, name: str, write: Callable[[bytes], object]) -> None:
        """Hand a member's bytes to ``write``, piece by piece.

        Raises:
            BackupError: They are not those of the manifest.
        """
        digest = hashlib.sha256()
        with _told_plainly(self._path), self._zip.open(name) as member:
            while piece := member.read(_PIECE):
                digest.update(piece)
                write(piece)
        if digest.hexdigest() != self.manifest.members[name].sha256:
            raise _damaged(self._path, f"{name} in it is not what was put in")


@contextmanager
def reading(path: Path) -> Iterator[BackupReader]:
    """Open a backup after checking every byte of it and everything that its manifest says.

    Raises:
        BackupError: It is damaged, no backup, or made by a newer version.
    """
    with _opened(path) as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - _DIGITS))
        claimed = file.read(_DIGITS)
        file.seek(0)
        if size < _DIGITS or _digest(file, size - _DIGITS).encode() != claimed:
            raise _damaged(path, "its bytes are not those that were written")
        with _told_plainly(path), zipfile.ZipFile(file) as archive:
            about, manifest = _about(archive, path), _manifest(archive, path)
            _check_members(archive, about, manifest, size, path)
            yield BackupReader(archive, about, manifest, path)


def read_about(path: Path) -> AboutBackup:
    """What a backup says about itself, without looking at the rest of it.

    Raises:
        BackupError: It is no backup, or made by a newer version.
    """
    with _opened(path) as file, _told_plainly(path), zipfile.ZipFile(file) as archive:
        return _about(archive, path)


def read_manifest(path: Path) -> Manifest:
    """Which files belong to a backup, without looking at them.

    Raises:
        BackupError: It is no backup, or made by a newer version.
    """
    with _opened(path) as file, _told_plainly(path), zipfile.ZipFile(file) as archive:
        _about(archive, path)
        return _manifest(archive, path)


def take_out(path: Path, name: str) -> bytes | None:
    """One member of a backup, if it has it with the right SHA-256."""
    pieces: list[bytes] = []
    with _opened(path) as file, _told_plainly(path), zipfile.ZipFile(file) as archive:
        about, manifest = _about(archive, path), _manifest(archive, path)
        if name not in manifest.members or manifest.members[name].sha256 != sha256_in_name(name):
            return None
        BackupReader(archive, about, manifest, path).copy(name, pieces.append)
    return b"".join(pieces)


@contextmanager
def _opened(path: Path) -> Iterator[IO[bytes]]:
    """A regular file; opening anything else could wait for ever."""
    try:
        if not path.is_file():
            raise BackupError(f"There is no file {path}. cardscan backup --list shows the backups.")
        with path.open("rb") as file:
            yield file
    except OSError as error:
        raise BackupError(f"The backup {path} cannot be read: {error.strerror or error}.") from error


@contextmanager
def _told_plainly(path: Path) -> Iterator[None]:
    try:
        yield
    except _DAMAGE as error:
        raise _damaged(path, str(error) or type(error).__name__) from error


def _damaged(path: Path, how: str) -> BackupError:
    return BackupError(f"{path} is damaged or no backup of cardscan ({how}). Nothing was changed; take another one.")


def _about(archive: zipfile.ZipFile, path: Path) -> AboutBackup:
    if not archive.comment.startswith(_SEAL):
        raise _damaged(path, "its last line is missing")
    said = _said(archive, _ABOUT, path)
    if _typed(said["format"], int) > _FORMAT:
        raise BackupError(f"{path} was made by a newer version of cardscan; update cardscan to restore it.")
    return AboutBackup(
        reason=BackupReason(said["reason"]),
        made_at=datetime.fromisoformat(_typed(said["made_at"], str)).astimezone(UTC),
        program=_typed(said["program"], str),
        schema=_typed(said["schema"], str),
        people=_typed(said["people"], int),
        photos=_typed(said["photos"], int),
        missing=_names(said["missing"]),
        changed=_names(said["changed"]),
    )


def _manifest(archive: zipfile.ZipFile, path: Path) -> Manifest:
    said = _said(archive, _MANIFEST, path)
    members = {
        _typed(name, str): BackupMember(_typed(one["size"], int), _typed(one["sha256"], str))
        for name, one in _typed(said["members"], dict).items()
    }
    return Manifest(members, _names(said["elsewhere"]))


def _said(archive: zipfile.ZipFile, name: str, path: Path) -> dict[str, Any]:
    info = archive.getinfo(name)
    if info.compress_type != zipfile.ZIP_STORED:
        raise _damaged(path, "something in it is compressed")
    said: dict[str, Any] = _typed(json.loads(archive.read(info)), dict)
    return said


def _names(value: Any) -> tuple[str, ...]:
    return tuple(_typed(one, str) for one in _typed(value, list))


def _typed(value: Any, kind: type[Any]) -> Any:
    if type(value) is not kind:
        raise TypeError(f"it has {value!r:.40} for a {kind.__name__}")
    return value


def _check_members(archive: zipfile.ZipFile, about: AboutBackup, manifest: Manifest, size: int, path: Path) -> None:
    """Every member is one of the manifest and the other way round; none leads out of the data folder or swells."""
    infos = {info.filename: info for info in archive.infolist()}
    if len(infos) != len(archive.infolist()) or infos.keys() != manifest.members.keys() | {_ABOUT, _MANIFEST}:
        raise _damaged(path, "its files are not those of its manifest")
    if DATABASE not in manifest.members or sum(info.file_size for info in infos.values()) > size:
        raise _damaged(path, "its files cannot be in it")
    for name, info in infos.items():
        if info.compress_type != zipfile.ZIP_STORED or info.flag_bits & 1 or info.compress_size != info.file_size:
            raise _damaged(path, "something in it is compressed or encrypted")
        member = manifest.members.get(name)
        if member is not None and member.size != info.file_size:
            raise _damaged(path, f"{name} in it has another size than its manifest says")
        hashed = sha256_in_name(name)
        if (
            member is not None
            and name != DATABASE
            and (hashed is None or (hashed != member.sha256 and name not in about.changed))
        ):
            raise _damaged(path, f"“{name}” is not the name of that file")
    if any(sha256_in_name(name) is None for name in (*manifest.elsewhere, *about.missing, *about.changed)):
        raise _damaged(path, "its manifest names a file that no data folder has")


def _digest(file: IO[bytes], length: int) -> str:
    """SHA-256 of the next ``length`` bytes."""
    digest = hashlib.sha256()
    while length > 0 and (piece := file.read(min(length, _PIECE))):
        digest.update(piece)
        length -= len(piece)
    return digest.hexdigest()


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no JSON")

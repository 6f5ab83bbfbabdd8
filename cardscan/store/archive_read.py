"""Reading an archive of everything without trusting it: what it holds is checked before anything is kept.

A name that leads elsewhere, a file whose bytes are not those of its name, one that unpacks into far more than it is,
rows of unknown tables or wrong types: each is refused with its reason.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, NoReturn, Self

from cardscan.errors import UnusableArchive
from cardscan.store.archive_format import DATA, FILE_NAME, FORMAT, KEY, README
from cardscan.store.migrations import REVISIONS

_LONGEST_LINE = 1 << 24
"""Bytes of a row: a card of thousands of lines has less than a megabyte."""
_MOST_PACKED = 200
"""How many times larger than in the zip the data may be, beyond the first 64 MB; real data are 5 to 30 times larger."""
_ALWAYS_FINE = 64_000_000
_LARGEST_FILE = 1_000_000_000
"""Bytes of one photo, as ``photo.load`` takes them."""
_PIECE = 1 << 20
_ZIP = b"PK\x03\x04"
"""How a zip file with something in it begins (PKWARE's APPNOTE, 4.3.7)."""
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError)
"""What Python's zipfile is known to raise over damaged or hostile bytes."""


@dataclass(frozen=True, slots=True)
class ArchiveHead:
    """The first line of the data."""

    schema: str
    rows: dict[str, int]
    numbers: dict[str, int]
    missing: frozenset[str]


def is_archive(path: Path) -> bool:
    """Whether a file is a zip with an archive's data in it; False also for what cannot be opened or is damaged."""
    try:
        with path.open("rb") as file:
            if file.read(len(_ZIP)) != _ZIP:
                return False
        with zipfile.ZipFile(path) as archive:
            return DATA in archive.namelist()
    except _DAMAGED:
        return False


class Archive:
    """An archive whose outside was checked; a context manager."""

    def __init__(self, path: Path) -> None:
        """Open and check names, sizes and the first line.

        Raises:
            UnusableArchive: It is none, is damaged or was written by a newer version.
        """
        self._path = path
        try:
            self._zip = zipfile.ZipFile(path)
        except _DAMAGED as error:
            raise UnusableArchive(f"{path} is no zip file, or is damaged: {error}") from error
        try:
            self._files = self._checked_members()
            self.head = _head(self._refuse, next(self._raw_lines(), b""))
        except BaseException:
            self._zip.close()
            raise

    def __enter__(self) -> Self:
        """Nothing more than the open archive."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close."""
        self._zip.close()

    @property
    def files(self) -> frozenset[str]:
        """The files that it holds, by their places below a data folder."""
        return frozenset(self._files)

    def rows(self) -> Iterator[tuple[int, str, dict[str, Any]]]:
        """Every row: the line of the data (from 1), the table's name, the values as JSON has them.

        Raises:
            UnusableArchive: A line is no row.
        """
        for number, line in enumerate(self._raw_lines(), 1):
            if number == 1:
                continue
            try:
                value = json.loads(line, parse_constant=_no_constant)
            except (ValueError, RecursionError) as error:
                raise self.refusal(f"line {number} of its data is no JSON: {error}") from error
            if not isinstance(value, dict) or len(value) != 1:
                self._refuse(f"line {number} of its data is no row")
            ((table, row),) = value.items()
            if not isinstance(row, dict):
                self._refuse(f"line {number} of its data is no row")
            yield number, table, row

    def check_files(self) -> None:
        """Read every file to its end.

        Raises:
            UnusableArchive: One does not hold what its name says.
        """
        for name in self._files:
            digest = hashlib.sha256()
            for piece in self._pieces(name):
                digest.update(piece)
            self._must_match(name, digest.hexdigest())

    def content(self, name: str) -> bytes:
        """The bytes of one file.

        Raises:
            UnusableArchive: They are not those that its name says.
        """
        content = b"".join(self._pieces(name))
        self._must_match(name, hashlib.sha256(content).hexdigest())
        return content

    def refusal(self, reason: str) -> UnusableArchive:
        """The error that says why nothing was taken in."""
        return UnusableArchive(f"{self._path} cannot be taken in: {reason}. Nothing was changed.")

    def _refuse(self, reason: str) -> NoReturn:
        raise self.refusal(reason)

    def _must_match(self, name: str, sha256: str) -> None:
        if Path(name).name.partition(".")[0] != sha256:
            self._refuse(f"the file {name} in it does not hold what its name says; it is damaged or was changed")

    def _checked_members(self) -> dict[str, zipfile.ZipInfo]:
        members = self._zip.infolist()
        names = [member.filename for member in members]
        if len(set(names)) != len(names):
            self._refuse("it holds a name twice")
        if DATA not in names:
            self._refuse(f"it holds no {DATA}, so cardscan did not write it")
        if sum(member.compress_size for member in members) > self._path.stat().st_size:
            self._refuse("its parts overlap")
        files = {}
        for member in members:
            if member.flag_bits & 1:
                self._refuse("it is encrypted")
            if member.filename == DATA:
                if member.file_size > max(_ALWAYS_FINE, _MOST_PACKED * member.compress_size):
                    self._refuse(f"its data unpack into {member.file_size:,} bytes, far more than real ones would")
            elif member.filename == README:
                continue
            elif FILE_NAME.fullmatch(member.filename) is None:
                self._refuse(f"it holds a file of the name “{member.filename[:100]}”, which no archive has")
            elif member.compress_type != zipfile.ZIP_STORED or member.file_size != member.compress_size:
                self._refuse(f"the file {member.filename} in it is packed, which no archive's is")
            elif member.file_size > _LARGEST_FILE:
                self._refuse(f"the file {member.filename} in it is larger than any photo")
            else:
                files[member.filename] = member
        return files

    def _raw_lines(self) -> Iterator[bytes]:
        try:
            with self._zip.open(DATA) as data:
                while line := data.readline(_LONGEST_LINE + 1):
                    if len(line) > _LONGEST_LINE:
                        self._refuse("a line of its data is longer than any row")
                    yield line
        except _DAMAGED as error:
            raise self.refusal(f"its data are damaged: {error}") from error

    def _pieces(self, name: str) -> Iterator[bytes]:
        try:
            with self._zip.open(self._files[name]) as file:
                while piece := file.read(_PIECE):
                    yield piece
        except _DAMAGED as error:
            raise self.refusal(f"the file {name} in it is damaged: {error}") from error


def _head(refuse: Any, line: bytes) -> ArchiveHead:
    """The first line understood.

    Raises:
        UnusableArchive: It is none of this form, or of a newer one.
    """
    try:
        head = json.loads(line, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        head = None
    if not isinstance(head, dict) or KEY not in head:
        refuse("its data do not begin as an archive of cardscan does")
    version, schema = head[KEY], head.get("schema")
    if version != FORMAT or isinstance(version, bool) or not isinstance(schema, str):
        refuse(f"it has the form {str(version)[:20]}, and this version of cardscan knows {FORMAT}; update cardscan")
    if schema not in REVISIONS:
        refuse(f"a newer version of cardscan wrote it (tables {schema[:20]}); update cardscan")
    rows, numbers, missing = head.get("rows"), head.get("numbers"), head.get("missing")
    if not (_counts(rows) and _counts(numbers) and isinstance(missing, list)):
        refuse("the first line of its data is incomplete")
    if not all(isinstance(name, str) and FILE_NAME.fullmatch(name) for name in missing):
        refuse("the first line of its data names files that no archive has")
    return ArchiveHead(schema, rows, numbers, frozenset(missing))


def _counts(value: Any) -> bool:
    return isinstance(value, dict) and all(type(number) is int and 0 <= number < 2**62 for number in value.values())


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number")

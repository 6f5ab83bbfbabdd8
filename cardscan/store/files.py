"""Files that are written once and never changed, named by the SHA-256 of their bytes.

A file is written under ``incoming/``, brought to the disk, renamed to its place and its folder brought to the disk, all
before the row that names it is committed. So a row never lacks its file. A file without a row can remain after a crash;
it does no harm, and importing the same photo again adopts it.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

from cardscan.errors import StoreError

_EXTENSIONS = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/webp": "webp",
    "image/tiff": "tif",
    "image/heic": "heic",
    "image/heif": "heif",
}
"""By media type, not by the file's own name, which may be anything."""

_FOLDER_MODE = 0o700

INCOMING = "incoming"
"""The folder for files that are being written."""
ORPHANS = "orphans"
"""The folder to which a check moves files that no row names."""


class FileStore:
    """The originals, the card pictures and the faces inside the data folder."""

    def __init__(self, home: Path) -> None:
        """Keep files below ``home``, which exists."""
        self.home = home
        """The data folder."""
        self._incoming = home / INCOMING

    def keep_original(self, content: bytes, sha256: str, media_type: str) -> str:
        """Keep a photo byte for byte; returns its path below the data folder."""
        return self._keep(content, "originals", sha256, _EXTENSIONS.get(media_type, "bin"))

    def keep_picture(self, jpeg: bytes) -> str:
        """Keep the picture of a straightened card; returns its path below the data folder."""
        return self._keep(jpeg, "cards", hashlib.sha256(jpeg).hexdigest(), "jpg")

    def keep_face(self, jpeg: bytes) -> str:
        """Keep a face that was cut out or given; returns its path below the data folder."""
        return self._keep(jpeg, "faces", hashlib.sha256(jpeg).hexdigest(), "jpg")

    def keep_again(self, content: bytes, relative: str) -> None:
        """Put a file's own bytes in its place again.

        Raises:
            StoreError: They cannot be written.
        """
        try:
            self._write(content, self.path(relative))
        except OSError as error:
            raise StoreError(f"The file {self.path(relative)} cannot be written: {error.strerror}.") from error

    def keep_named(self, content: bytes, relative: str) -> bool:
        """Keep a file of an archive at its place below the data folder; its name says which bytes it must hold.

        Returns:
            Whether it was not there yet.

        Raises:
            StoreError: It holds other bytes, or cannot be written.
        """
        kind, _, name = relative.split("/")
        sha256, _, extension = name.partition(".")
        if hashlib.sha256(content).hexdigest() != sha256:
            raise StoreError(f"The file {relative} of the archive does not hold what its name says.")
        known = self.path(relative).exists()
        self._keep(content, kind, sha256, extension)
        return not known

    def path(self, relative: str) -> Path:
        """Where a kept file lies."""
        return self.home / relative

    def discard(self, relative: str) -> None:
        """Remove a kept file that no row names any more.

        Raises:
            StoreError: It is there and cannot be removed.
        """
        for path in (self.path(relative), self.path(f"{ORPHANS}/{relative}")):
            try:
                path.unlink(missing_ok=True)
            except OSError as error:
                raise StoreError(f"The file {path} cannot be removed: {error.strerror}.") from error

    def sweep(self) -> None:
        """Remove what a broken-off import left half-written; only to be called by the one writer of the moment."""
        if self._incoming.is_dir():
            for leftover in self._incoming.iterdir():
                self.discard(f"{INCOMING}/{leftover.name}")

    def _keep(self, content: bytes, kind: str, sha256: str, extension: str) -> str:
        relative = f"{kind}/{sha256[:2]}/{sha256}.{extension}"
        target = self.path(relative)
        try:
            if not (target.is_file() and target.stat().st_size == len(content)):
                self._write(content, target)
        except OSError as error:
            raise StoreError(
                f"The file {target} cannot be written: {error.strerror}. Nothing of this photo was kept."
            ) from error
        return relative

    def adopt(self, finished: Path, relative: str) -> None:
        """Move a file of the same disk, which is safely on it, to its place below the data folder.

        Raises:
            StoreError: It cannot be moved.
        """
        target = self.path(relative)
        try:
            _make_folders(self.home, target)
            finished.replace(target)
            bring_to_disk(target.parent)
        except OSError as error:
            raise StoreError(f"The file {target} cannot be written: {error.strerror}.") from error

    def _write(self, content: bytes, target: Path) -> None:
        _make_folders(self.home, self._incoming / "file")
        _make_folders(self.home, target)
        descriptor, name = tempfile.mkstemp(dir=self._incoming)  # mkstemp makes the file 0600 under any umask
        temporary = Path(name)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(target)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
        bring_to_disk(target.parent)


def _make_folders(home: Path, target: Path) -> None:
    """Make the folders between the data folder and a file that are missing."""
    for folder in reversed([one for one in target.parents if one.is_relative_to(home) and one != home]):
        if not folder.is_dir():
            folder.mkdir(mode=_FOLDER_MODE, exist_ok=True)
            bring_to_disk(folder.parent)


def bring_to_disk(folder: Path) -> None:
    """Make the names within a folder survive a power cut; Windows does so by itself and cannot open folders."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

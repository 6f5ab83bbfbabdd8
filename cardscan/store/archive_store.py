"""The part of the store's door through which everything goes out in one file, and comes in again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cardscan.store.base import StoreBase

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class ArchiveStore(StoreBase):
    """A store that can leave, and be made from what left."""

    def archive(self) -> Iterator[bytes]:
        """Everything as the pieces of one zip file (see ``archive_format``).

        Raises:
            StoreError: A kept file cannot be read.
        """
        from cardscan.store.archive_write import archive_pieces  # see restore_archive

        return archive_pieces(self._database, self._files)

    def restore_archive(self, path: Path) -> dict[str, int]:
        """Make this store, which must be empty, what an archive says; on any error it stays empty.

        Returns:
            How many rows of each table came in.

        Raises:
            StoreError: It is not empty, or cannot be written.
            UnusableArchive: The file is no archive, or a damaged or newer one, or what it holds makes no sense.
        """
        from cardscan.store.archive_read import Archive  # a search has no time to import what it does not need
        from cardscan.store.archive_restore import restore_archive

        with Archive(path) as archive:
            return restore_archive(self._database, self._files, archive)

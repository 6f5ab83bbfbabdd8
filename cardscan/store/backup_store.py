"""The part of the store's door through which backups are made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cardscan.store.backup_records import Backup, BackupReason
from cardscan.store.base import StoreBase

if TYPE_CHECKING:
    from pathlib import Path


class BackupStore(StoreBase):
    """A store that can be backed up while it is used."""

    def backup(self, target: Path | None = None, *, force: bool = False) -> Backup:
        """Put database, originals, card pictures and faces into one file, as they are at one moment.

        Args:
            target: The file; None: a new one in the data folder's ``backups``.
            force: Replace a file that is there.

        Raises:
            OutputError: The file is there already or cannot be written.
        """
        from cardscan.store.backups import make_backup  # a search has no time to import what it does not need

        return make_backup(self._database, self._files.home, target, reason=BackupReason.MANUAL, force=force)

    def snapshot(self, reason: BackupReason) -> Backup | None:
        """Make the automatic backup that precedes something risky; to be called before its transaction.

        It holds the database and names the files, which never change. None where a recent one does (see
        ``backups.snapshot``).

        Raises:
            OutputError: It cannot be written; then the risky thing must not happen.
        """
        from cardscan.store.backups import snapshot  # see backup

        return snapshot(self._database, self._files.home, reason)

"""The part of the store's door through which it is checked and put right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from cardscan.store.base import StoreBase
from cardscan.store.schema import photos

if TYPE_CHECKING:
    from pathlib import Path

    from cardscan.store.check_records import CheckReport


class CheckStore(StoreBase):
    """A store that can tell whether everything in it is as it should be."""

    def check(self, *, read_data: bool = False, repair: bool = False) -> CheckReport:
        """Look for what is missing, changed, unreadable, left over or out of step.

        Args:
            read_data: Read every file and compare its SHA-256, instead of looking only at what is there.
            repair: Put right what can be put right without losing anything.

        Raises:
            StoreError: The data folder or the database cannot be used at all.
        """
        from cardscan.store.check import listed_people, look  # a search has no time to import what it does not need
        from cardscan.store.check_records import CheckReport
        from cardscan.store.named_files import named_files

        path: Path | None = self._database.path
        found, read = look(self._database, self._files.home, path, read_data=read_data)
        if repair and found:
            from cardscan.store.repair import Repair

            found = Repair(self._database, self._files, path).all(found)
        with self._database.reading() as connection:
            return CheckReport(
                findings=tuple(found),
                people=connection.scalar(select(func.count()).select_from(listed_people().subquery())) or 0,
                photos=connection.scalar(select(func.count()).select_from(photos)) or 0,
                files=len(named_files(connection)),
                read=read,
            )

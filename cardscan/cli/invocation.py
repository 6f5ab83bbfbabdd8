"""What the global options of one run say, handed to every command as its click object."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from cardscan.config import Config
    from cardscan.store.store import Store


@dataclass(frozen=True, slots=True)
class Invocation:
    """The global options; the database is opened only by commands that need it."""

    home: Path | None = None
    database_url: str | None = None

    def config(self) -> Config:
        """Flags before environment before the platform's default."""
        from cardscan.config import Config

        return Config.resolve(self.home, self.database_url)

    def store(self) -> AbstractContextManager[Store]:
        """Open the database for one ``with`` block.

        Raises:
            StoreError: When the data folder or the database cannot be used.
        """
        from cardscan.store.store import Store

        return Store.open(self.config())


pass_invocation = click.make_pass_decorator(Invocation, ensure=True)

"""Where things live: flags before environment before the platform's default; read once, passed in."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Config:
    """The settings of one run."""

    home: Path
    """The data folder (mode 0700): database, originals, card pictures."""
    database_url: str
    """An SQLAlchemy URL; by default the SQLite file inside the home."""

    @classmethod
    def resolve(cls, home: Path | None = None, database_url: str | None = None) -> Config:
        """Flags, then ``CARDSCAN_HOME`` and ``CARDSCAN_DB``; the default home is the platform's user data folder."""
        if home is None and "CARDSCAN_HOME" in os.environ:
            home = Path(os.environ["CARDSCAN_HOME"])
        if home is None:
            from platformdirs import user_data_path  # costs time to import and is needed only here

            home = user_data_path("cardscan", appauthor=False)
        home = home.expanduser().absolute()
        url = database_url or os.environ.get("CARDSCAN_DB") or f"sqlite:///{home / 'cardscan.sqlite3'}"
        return cls(home=home, database_url=url)

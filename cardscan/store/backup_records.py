"""What is known of a backup."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from pathlib import Path


class BackupReason(StrEnum):
    """Why a backup was made."""

    MANUAL = "manual"
    """Somebody asked for it; such a one is never removed."""
    MIGRATION = "migration"
    """The tables were about to be changed by a newer version of the program."""
    RESTORE = "restore"
    """Another backup was about to take its place."""
    MERGE = "merge"
    """People were about to be merged."""


@dataclass(frozen=True, slots=True)
class BackupMember:
    """One file in a backup."""

    size: int
    """Bytes."""
    sha256: str
    """Lower-case hex."""


@dataclass(frozen=True, slots=True)
class AboutBackup:
    """What a backup says about itself, short enough to be read of many."""

    reason: BackupReason
    made_at: datetime
    """UTC."""
    program: str
    """Version of cardscan that made it."""
    schema: str
    """Revision of the tables."""
    people: int
    photos: int
    missing: tuple[str, ...] = ()
    """Files that rows name but that could not be read when the backup was made."""
    changed: tuple[str, ...] = ()
    """Files in the backup that were damaged in the data folder already: they do not have their name's SHA-256."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """Which files belong to a backup."""

    members: Mapping[str, BackupMember]
    """Path below the data folder → the file that is in the backup; the database is one of them."""
    elsewhere: tuple[str, ...] = ()
    """Files that an automatic backup leaves where they are: they never change."""


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup file."""

    path: Path
    size: int
    """Bytes of the whole file."""
    about: AboutBackup

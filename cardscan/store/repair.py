"""Putting right what a check found, without deleting anything: what is in the way is moved to ``orphans``.

A repair is no change that anybody made, so that the journal has none of it.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import select, update

from cardscan.errors import BackupError, InvalidInput, StoreError, UnreadablePhoto
from cardscan.store.backup_file import take_out
from cardscan.store.backup_records import BackupReason
from cardscan.store.backups import list_backups
from cardscan.store.check import file_problem, has_its_bytes, listed_people, too_open
from cardscan.store.check_records import Finding, FindingKind
from cardscan.store.database import chunks
from cardscan.store.faces import change_crop
from cardscan.store.files import ORPHANS, bring_to_disk
from cardscan.store.full_text import forget_person, rebuild_index
from cardscan.store.ids import IdKind, parse_id, row_number
from cardscan.store.indexing import reindex
from cardscan.store.journal import rename_file
from cardscan.store.named_files import named_files, sha256_in_name
from cardscan.store.people import quad_of
from cardscan.store.recut import recut_card, recut_face
from cardscan.store.schema import cards, faces, photos

if TYPE_CHECKING:
    from cardscan.store.database import Database
    from cardscan.store.files import FileStore

_FILES = (FindingKind.MISSING, FindingKind.UNREADABLE, FindingKind.CHANGED, FindingKind.NO_PICTURE)
_ORDER = (FindingKind.MODE, FindingKind.LEFTOVER, *_FILES, FindingKind.ORPHAN, FindingKind.INDEX)
"""Files may be readable once their modes are; pictures are cut from originals, so that these come first; what is
moved away as an orphan may be what another file needs."""


class Repair:
    """Repairs one finding after the other."""

    def __init__(self, database: Database, files: FileStore, database_path: Path | None) -> None:
        """Work on an open store."""
        self._database = database
        self._files = files
        self._home = files.home
        self._database_path = database_path
        self._backups = [one for one in list_backups(files.home) if one.about.reason is BackupReason.MANUAL]

    def all(self, findings: Iterable[Finding]) -> list[Finding]:
        """The findings, each with how it was put right or with what a person can do."""
        how: dict[FindingKind, Callable[[Finding], Finding]] = {
            FindingKind.MODE: self._close,
            FindingKind.LEFTOVER: self._sweep,
            FindingKind.ORPHAN: self._put_away,
            FindingKind.INDEX: self._reindex,
            **dict.fromkeys(_FILES, self._bring_back),
        }
        rank = {kind: place for place, kind in enumerate(_ORDER)}

        def turn(finding: Finding) -> tuple[int, bool]:
            return rank.get(finding.kind, len(rank)), not finding.subject.startswith("originals/")

        done = []
        for finding in sorted(findings, key=turn):
            repair = how.get(finding.kind)
            try:
                done.append(repair(finding) if repair else finding)
            except (OSError, StoreError) as error:
                done.append(replace(finding, advice=f"It could not be put right: {error}"))
        return done

    def _close(self, finding: Finding) -> Finding:
        for path in too_open(self._home, self._database_path).get(finding.subject, ()):
            path.chmod(0o700 if path.is_dir() else 0o600)
        return replace(finding, repaired="only its owner can look into it now")

    def _sweep(self, finding: Finding) -> Finding:
        path = self._home / finding.subject
        with self._database.altering():  # an import that has begun meanwhile is writing there
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)
        return replace(finding, repaired="removed")

    def _put_away(self, finding: Finding) -> Finding:
        with self._database.altering() as connection:
            if finding.subject in named_files(connection):  # adopted by an import meanwhile
                return replace(finding, repaired="a row names it now")
            where = self._aside(finding.subject)
        return replace(finding, repaired=f"moved to {where}")

    def _aside(self, name: str) -> str:
        """Move a file to ``orphans``, under another name where one lies there; returns where, below the data folder."""
        target = self._home / ORPHANS / name
        number = 1
        while target.exists() or target.is_symlink():
            target = target.with_name(f"{Path(name).name}.{number}")
            number += 1
        for folder in reversed([one for one in target.parents if one.is_relative_to(self._home)]):
            folder.mkdir(mode=0o700, exist_ok=True)
        (self._home / name).rename(target)
        bring_to_disk(target.parent)
        return target.relative_to(self._home).as_posix()

    def _reindex(self, finding: Finding) -> Finding:
        with self._database.altering() as connection:
            everybody = list(connection.scalars(listed_people()))
            if parse_id(finding.subject) is None:
                rebuild_index(connection)
                for portion in chunks(everybody):
                    reindex(connection, portion)
                return replace(finding, repaired="made anew")
            number = row_number(finding.subject, IdKind.PERSON)
            if number in set(everybody):
                reindex(connection, [number])
            else:
                forget_person(connection, number)
        return replace(finding, repaired="brought into step")

    def _bring_back(self, finding: Finding) -> Finding:
        """Get a file's bytes from where they are, or cut the picture anew."""
        name = finding.subject
        path = self._home / name
        if path.is_file() and not file_problem(path) and has_its_bytes(path, name):
            return replace(finding, repaired="it can be read now")
        where = self._good_copy(name)
        if where is not None:
            return replace(finding, repaired=f"taken out of {where}")
        if not finding.ids:
            return replace(finding, advice="Nothing shows it; only taking back what was done with it would need it.")
        if not name.startswith("originals/"):
            try:
                pictures = {one: self._cut_again(one) for one in finding.ids}
            except (UnreadablePhoto, InvalidInput, ValueError) as error:
                return replace(finding, advice=str(error))
            self._make_room(name)
            for one, jpeg in pictures.items():
                self._let_name(one, jpeg, name)
            return replace(finding, repaired="cut out of its photo again")
        advice = f"No backup in the data folder has it. Copy the photo to {path}, or restore a backup from elsewhere."
        return replace(finding, advice=advice)

    def _good_copy(self, name: str) -> str | None:
        """Put the right bytes in a file's place, if there are some; returns where they were."""
        stray = self._home / ORPHANS / name
        if stray.is_file() and not file_problem(stray) and has_its_bytes(stray, name):
            self._make_room(name)
            self._files.adopt(stray, name)
            return ORPHANS
        for backup in self._backups:
            try:
                content = take_out(backup.path, name)
            except BackupError:  # a check that reads everything tells of it
                continue
            if content is not None and hashlib.sha256(content).hexdigest() == sha256_in_name(name):
                self._make_room(name)
                self._files.keep_again(content, name)
                return backup.path.relative_to(self._home).as_posix()
        return None

    def _make_room(self, name: str) -> None:
        if (self._home / name).exists() or (self._home / name).is_symlink():
            self._aside(name)

    def _cut_again(self, public: str) -> bytes:
        """The picture of a card or a face, cut out of its photo."""
        kind, number = _card_or_face(public)
        table = cards if kind is IdKind.CARD else faces
        with self._database.reading() as connection:
            row = connection.execute(
                select(table, photos.c.original)
                .join(photos, table.c.photo_id == photos.c.id, isouter=True)
                .where(table.c.id == number)
            ).one()
        if row.original is None or (kind is IdKind.FACE and not row.box):
            raise InvalidInput(f"{public} was given by itself; give it again: cardscan face PERSON FILE")
        original = self._home / row.original
        if kind is IdKind.CARD:
            return recut_card(original, quad_of(row.quad), row.px_per_mm)
        left, top, right, bottom = row.box
        return recut_face(original, (left, top, right, bottom))

    def _let_name(self, public: str, jpeg: bytes, lost: str) -> None:
        """Keep a picture and let the row of its card or face name it, now and after an undo."""
        kind, number = _card_or_face(public)
        with self._database.altering() as connection:
            if kind is IdKind.CARD:
                new = self._files.keep_picture(jpeg)
                connection.execute(update(cards).where(cards.c.id == number).values(picture=new))
            else:
                new = self._files.keep_face(jpeg)
                change_crop(connection, number, new)
            rename_file(connection, (cards if kind is IdKind.CARD else faces).name, number, lost, new)


def _card_or_face(public: str) -> tuple[IdKind, int]:
    parsed = parse_id(public)
    if parsed is None or parsed[0] not in (IdKind.CARD, IdKind.FACE):
        raise InvalidInput(f"{public} is nothing that is cut out of a photo")
    return parsed

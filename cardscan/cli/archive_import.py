"""``cardscan import`` of an archive: everything that another home held, into an empty one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cardscan.cli.output import print_json, say, tell

if TYPE_CHECKING:
    from pathlib import Path

    from cardscan.cli.invocation import Invocation


def import_archive(invocation: Invocation, path: Path, *, dry_run: bool, as_json: bool) -> None:
    """Take in an archive, or with ``dry_run`` only check it and tell what it holds.

    Raises:
        UnusableArchive: It is damaged, newer, or not one.
        StoreError: The home is not empty.
    """
    from cardscan.store.archive_read import Archive

    if dry_run:
        with Archive(path) as archive:
            archive.check_files()
            rows, missing = archive.head.rows, archive.head.missing
    else:
        with Archive(path) as archive:
            missing = archive.head.missing
        with invocation.store() as store:
            rows = store.restore_archive(path)
    counts = {name: number for name, number in rows.items() if number}
    if as_json:
        status = "planned" if dry_run else "added"
        print_json({"file": str(path), "status": status, "form": "archive", "rows": counts, "missing": sorted(missing)})
    else:
        listed = counts | {"people": counts.get("people", 0) - sum(counts.get(table, 0) for table in _HIDING)}
        said = ", ".join(_count(listed.get(table, 0), *words) for table, words in _WORDS.items())
        say(f"{path.name} {'would bring' if dry_run else 'brought'} {said}, and all that belongs to them.")
    if missing:
        tell(
            f"{_count(len(missing), 'file')} had been lost before the archive was written: {', '.join(sorted(missing))}"
        )


_WORDS = {
    "people": ("person", "people"),
    "cards": ("card", "cards"),
    "photos": ("photo", "photos"),
    "events": ("event", "events"),
    "notes": ("note", "notes"),
}
_HIDING = ("joined", "binned")
"""Tables each of whose rows hides a person from the lists."""


def _count(number: int, one: str, many: str | None = None) -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"

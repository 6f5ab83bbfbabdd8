"""Address books in an import: read, shown in a dry run, taken in, each with its line of JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cardscan.cli.labels import FIELD_NAMES
from cardscan.cli.output import print_json, show
from cardscan.errors import InvalidInput, UnreadablePhoto

if TYPE_CHECKING:
    from cardscan.address_book.columns import Target
    from cardscan.address_book.read import Form
    from cardscan.address_book.records import AddressBook
    from cardscan.store.book_records import TakenEntry
    from cardscan.store.records import SamePerson
    from cardscan.store.store import Store


@dataclass(slots=True)
class BookResult:
    """What became of one file."""

    path: Path
    book: AddressBook | None
    error: str | None = None
    """Why the file as a whole cannot be used."""
    taken: Sequence[TakenEntry] = ()
    known: int = 0
    """In a dry run: how many entries came in before."""
    same: Sequence[SamePerson] = ()
    """Who of them was merged with somebody known, and who may be the same as somebody."""
    pictures_unread: list[int] = field(default_factory=list)
    """Lines of entries whose picture cannot be read."""

    def people(self, *statuses: str) -> list[str]:
        """The ids of those who came in new, or changed, and so on."""
        return [one.person_id for one in self.taken if one.status in statuses and one.person_id is not None]

    def counts(self) -> dict[str, int]:
        """How many entries became what."""
        return {status: sum(one.status == status for one in self.taken) for status in _STATUSES}


_STATUSES = ("new", "changed", "known", "deleted")


def parse_mapping(assignments: Sequence[str]) -> dict[str, Target]:
    """``--map COLUMN=FIELD`` options.

    Raises:
        InvalidInput: One is no such thing.
    """
    from cardscan.address_book.columns import parse_override

    names = {**FIELD_NAMES, "tag": "tags", "ignore": "ignored"}
    return dict(parse_override(text, names) for text in assignments)


def import_book(
    store: Store,
    path: Path,
    form: Form,
    *,
    encoding: str | None,
    overrides: Mapping[str, Target],
    event: str | None,
    memo: str | None,
    dry_run: bool,
) -> BookResult:
    """Read one address book and take its people in, or with ``dry_run`` only tell what would be done."""
    from cardscan.address_book.read import read_address_book

    try:
        book = read_address_book(path, form, encoding=encoding, overrides=overrides)
    except InvalidInput as error:
        return BookResult(path, None, error=str(error))
    if dry_run:
        return BookResult(path, book, known=len(store.known_entries({entry.key for entry in book.entries})))
    with store.one_change("import", path.name):
        result = BookResult(path, book, taken=store.take_in_entries(book.entries, event=event, memo=memo))
        for entry, taken in zip(book.entries, result.taken, strict=True):
            if entry.portrait is not None and taken.status == "new" and taken.person_id is not None:
                from cardscan.portraits import add_portrait_bytes

                try:
                    add_portrait_bytes(store, taken.person_id, entry.portrait, path)
                except UnreadablePhoto:
                    result.pictures_unread.append(entry.line)
        result.same = store.match_people(result.people("new"))
    return result


def report(result: BookResult, *, dry_run: bool, as_json: bool) -> None:
    """Print the file's line of JSON, or in a dry run its columns; the rest is for the summary."""
    if as_json:
        print_json(_to_json(result, dry_run))
        report_same(result.same)
    elif dry_run and result.book is not None:
        from cardscan.cli.book_view import mapping_lines

        show(*mapping_lines(result))


def report_same(same: Sequence[SamePerson]) -> None:
    """Print a line of JSON for each new entry or card of somebody known."""
    from cardscan.export.to_json import same_person_to_json

    for pair in same:
        print_json(same_person_to_json(pair))


def _to_json(result: BookResult, dry_run: bool) -> dict[str, Any]:
    book = result.book
    counts = {"new": len(book.entries) - result.known, "known": result.known} if dry_run and book else result.counts()
    return {
        "file": str(result.path),
        "status": _status(result, dry_run),
        "photo": None,
        "event": None,
        "appointments": [],
        "cards": 0,
        "people": result.people("new", "changed"),
        "unsure": 0,
        "error": {"code": "not_an_address_book", "message": result.error} if result.error else None,
        "form": book.form if book else None,
        "program": book.program if book else None,
        "entries": counts,
        "columns": [
            {"name": one.name, "field": one.field, "known": one.known, "example": one.example}
            for one in (book.columns if book else ())
        ],
        "refused": [{"line": one.line, "reason": one.reason} for one in (book.refused if book else ())],
        "pictures_left": book.pictures_left if book else 0,
        "pictures_unread": result.pictures_unread,
    }


def _status(result: BookResult, dry_run: bool) -> str:
    if result.book is None or not result.book.entries:
        return "unread"
    if dry_run:
        return "planned"
    return "added" if result.people("new", "changed") else "known"

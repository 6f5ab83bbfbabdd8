"""What an address book says of its columns, and what became of it, on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cardscan.cli.output import joined, styled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType
    from rich.text import Text

    from cardscan.cli.book_import import BookResult

_MOST_TOLD = 20
"""Refused rows that are listed; a file in a wrong encoding has thousands."""
_LONGEST_EXAMPLE = 40
"""Characters of a value that is only an example."""


def mapping_lines(result: BookResult) -> Iterator[RenderableType]:
    """How many people, and where each column goes, with a value from it."""
    from rich.padding import Padding
    from rich.table import Table

    book = result.book
    assert book is not None  # noqa: S101 - a file that cannot be read has no columns
    known = f", {result.known} of them imported before" if result.known else ""
    yield joined(
        styled(f"{_count(len(book.entries), 'person', 'people')} would be taken in from {result.path.name}", "bold"),
        styled(f"{_of(result)}{known}"),
    )
    if not book.columns:
        return
    grid = Table.grid(padding=(0, 2, 0, 0))
    for _ in range(3):
        grid.add_column()
    for column in book.columns:
        field = styled(column.field, "" if column.known else "yellow")
        grid.add_row(styled(_short(column.name)), field, styled(_short(column.example), "dim"))
    yield Padding(grid, (0, 0, 0, 2))


def book_lines(result: BookResult, *, dry_run: bool) -> Iterator[RenderableType]:
    """What became of one file, for the summary at the end."""
    book = result.book
    if book is None:
        yield styled(f"{result.path.name} could not be read: {result.error}", "red")
        return
    if not dry_run:
        yield _taken(result)
    called = ("property", "properties") if book.form == "vcard" else ("column", "columns")
    for field in ("note", "tags"):
        unknown = [_short(one.name) for one in book.columns if not one.known and one.example and one.field == field]
        if unknown:
            what = (
                f"  {_count(len(unknown), *called)} without a field, kept as {'notes' if field == 'note' else 'tags'}: "
            )
            yield joined(styled(what, "dim"), styled(", ".join(unknown)))
    if book.pictures_left:
        what = _count(book.pictures_left, "picture of a card", "pictures of cards")
        yield styled(f"  {what} left out: `cardscan export archive` is the way to move them", "dim")
    if result.pictures_unread:
        lines = ", ".join(map(str, result.pictures_unread[:_MOST_TOLD]))
        yield styled(f"  {_count(len(result.pictures_unread), 'picture')} could not be read (line {lines})", "yellow")
    if book.refused:
        yield from _refused(result)


def _taken(result: BookResult) -> Text:
    counts = result.counts()
    total = counts["new"] + counts["changed"]
    said = (
        f"{_count(total, 'person', 'people')} from {result.path.name}" if total else f"nobody new in {result.path.name}"
    )
    words = (("new", "new"), ("changed", "changed"), ("known", "imported before"), ("deleted", "deleted since"))
    parts = [f"{counts[status]} {word}" for status, word in words if counts[status]]
    return joined(styled(said, "bold" if total else "dim"), styled(_of(result)), styled(f": {', '.join(parts)}", "dim"))


def _refused(result: BookResult) -> Iterator[RenderableType]:
    from rich.padding import Padding
    from rich.table import Table

    book = result.book
    assert book is not None  # noqa: S101 - see book_lines
    noun = ("card", "cards") if book.form == "vcard" else ("row", "rows")
    yield styled(f"{_count(len(book.refused), *noun)} of {result.path.name} could not be used", "red")
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column()
    for one in book.refused[:_MOST_TOLD]:
        grid.add_row(styled(f"line {one.line}"), styled(one.reason, "dim"))
    if len(book.refused) > _MOST_TOLD:
        grid.add_row(styled("…"), styled(f"and {len(book.refused) - _MOST_TOLD} more", "dim"))
    yield Padding(grid, (0, 0, 0, 2))


def _of(result: BookResult) -> str:
    return f" ({result.book.program})" if result.book is not None and result.book.program else ""


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_EXAMPLE else f"{line[: _LONGEST_EXAMPLE - 1]}…"


def _count(number: int, one: str, many: str | None = None) -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"

"""CSV files of address books: comma, semicolon or tab, with a header that names the columns."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from cardscan.address_book.columns import ColumnMapping, MappedColumn, Target, fold, map_columns
from cardscan.address_book.decoding import decoded, undecoded
from cardscan.address_book.draft import EntryDraft
from cardscan.address_book.records import AddressBook, BookColumn, BookEntry, RefusedEntry
from cardscan.errors import InvalidInput

MOST_ROWS = 100_000
"""Rows of a file; the largest address books of teams have a tenth of it."""

_DELIMITERS = (",", ";", "\t")
_DISARMED = re.compile(r"'*(\s*[=+\-@]|[\t\r\n])")
"""What cardscan's own export and others keep from being run as a formula by an apostrophe in front."""
_OUR_OWN = "cardscan"


def read_csv(data: bytes, *, encoding: str | None = None, overrides: Mapping[str, Target] | None = None) -> AddressBook:
    """The people of a CSV file; rows that cannot be used are told apart with their line and the reason.

    Args:
        data: The file.
        encoding: By hand; None: find out.
        overrides: Where columns go, by hand (see ``columns.parse_override``).

    Raises:
        InvalidInput: It has no header that anybody knows, or a column that is named by hand is not there.
    """
    text = decoded(data, encoding).replace("\0", "")
    delimiter, mapping = _header(text, overrides or {})
    entries: list[BookEntry] = []
    refused: list[RefusedEntry] = []
    examples: dict[int, str] = {}
    noted: set[int] = set()
    own = mapping.program == _OUR_OWN
    for line, cells in _rows(text, delimiter, refused):
        if len(entries) + len(refused) >= MOST_ROWS:
            refused.append(RefusedEntry(line, f"it is behind {MOST_ROWS:,} others; split the file"))
            break
        entry = _entry(line, [_armed(cell) for cell in cells], mapping.columns, refused, own=own)
        if entry is not None:
            entries.append(entry)
            for place, cell in enumerate(cells[: len(mapping.columns)]):
                if cell.strip():
                    examples.setdefault(place, cell.strip())
                    if mapping.columns[place].target.field == "tag_where_1" and cell.strip() != "1":
                        noted.add(place)
    columns = tuple(
        BookColumn(column.name, "note" if place in noted else str(column.target), column.known, examples.get(place, ""))
        for place, column in enumerate(mapping.columns)
    )
    return AddressBook("csv", mapping.program, columns, tuple(entries), tuple(refused))


def _header(text: str, overrides: Mapping[str, Target]) -> tuple[str, ColumnMapping]:
    """The sign between cells, and the columns: the sign by which most names are known."""
    found: list[tuple[int, int, str, ColumnMapping]] = []
    for place, delimiter in enumerate(_DELIMITERS):
        names = next((cells for _, cells in _rows(text, delimiter, [])), [])
        mapping = map_columns([name.strip() for name in names], overrides)
        found.append((mapping.known, -place, delimiter, mapping))
    known, _, delimiter, mapping = max(found, key=lambda one: one[:2])
    missing = sorted(set(overrides) - {fold(column.name) for column in mapping.columns})
    if missing:
        there = ", ".join(column.name for column in mapping.columns)
        raise InvalidInput(f"it has no column “{missing[0]}” for --map; its columns are: {there}")
    if not known:
        raise InvalidInput(
            "its first line names no column that is known, such as Name, Company, 会社名 or 氏名; "
            "put the names of the columns there, or say what they are: --map COLUMN=FIELD"
        )
    return delimiter, mapping


def _rows(text: str, delimiter: str, refused: list[RefusedEntry]) -> Iterator[tuple[int, list[str]]]:
    """Rows that are not empty, each with the line on which it begins."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            refused.append(RefusedEntry(line, f"it is no row of CSV: {error}"))
            continue
        if any(cell.strip() for cell in cells):
            yield line, cells


def _entry(
    line: int, cells: Sequence[str], columns: Sequence[MappedColumn], refused: list[RefusedEntry], *, own: bool
) -> BookEntry | None:
    if [cell.strip() for cell in cells] == [column.name for column in columns]:
        return None  # the header; files that were put together repeat it
    reason = None
    if any(cell.strip() for cell in cells[len(columns) :]):
        reason = f"it has {len(cells)} cells where the header has {len(columns)}; a quotation mark may be missing"
    elif undecoded("".join(cells)):
        reason = "it holds bytes that are no text in this encoding; say which it is with --encoding"
    else:
        draft = EntryDraft()
        for column, cell in zip(columns, cells, strict=False):
            if column.target.field == "note" and column.known:
                draft.add_note(cell)
            else:
                draft.add(column.target, cell, column.name)
        entry = draft.entry(line, own=own)
        if entry is not None:
            return entry
        reason = "it names nobody: neither a name nor a firm, mail address, phone or address"
    refused.append(RefusedEntry(line, reason))
    return None


def _armed(cell: str) -> str:
    """The cell without the apostrophe that kept it from being run as a formula."""
    if cell.startswith("'") and _DISARMED.match(unicodedata.normalize("NFKC", cell[1:])):
        return cell[1:]
    return cell

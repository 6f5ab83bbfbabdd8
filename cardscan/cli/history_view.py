"""What became of a person's values, one line a change: when, which field, from what to what, by whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from cardscan.cli.labels import FIELD_LABELS
from cardscan.cli.output import joined, styled
from cardscan.records import Source
from cardscan.store.records import ChangedBy

if TYPE_CHECKING:
    from rich.table import Table
    from rich.text import Text

    from cardscan.store.records import Change, StoredField

_BY = {
    ChangedBy.HAND: "by hand",
    ChangedBy.PROOF: "with proof",
    ChangedBy.SIDES: "by the other side of the card",
    ChangedBy.MERGE: "by another card of the person",
    ChangedBy.POSITION: "with position",
    ChangedBy.IMPORT: "by importing",
}
_ORIGINS = {
    Source.PRINTED: "read",
    Source.EMAIL: "from the e-mail address",
    Source.DICTIONARY: "guess",
    Source.OTHER_SIDE: "from the other side",
    Source.POSTAL_CODE: "from the postal code",
    Source.QR: "from the QR code",
    Source.HAND: "typed",
    Source.IMPORTED: "imported",
}


def history_table(history: Iterable[Change]) -> Table:
    """The changes, oldest first; what happened to the parts of a name is told with the name."""
    from rich.table import Table

    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column()
    for change in history:
        if change.field in FIELD_LABELS:
            when = styled(f"{change.at.astimezone():%Y-%m-%d %H:%M}")
            grid.add_row(when, styled(FIELD_LABELS[change.field]), joined(_told(change), _by(change)))
    return grid


def told_values(history: Iterable[Change]) -> Iterator[Text]:
    """The same, a line each without when and by whom."""
    for change in history:
        if change.field in FIELD_LABELS:
            yield joined(styled(f"{FIELD_LABELS[change.field]}  ", "dim"), _told(change))


def _told(change: Change) -> Text:
    old, new = change.old, change.new
    if old is None:
        assert new is not None  # noqa: S101 - the database refuses a change of nothing into nothing
        return joined(styled("new: "), styled(new.value, "bold"))
    if new is None:
        return joined(styled(old.value), _origin(old), styled("  taken away"))
    if old.value != new.value:
        return joined(styled(old.value), _origin(old), styled("  →  "), styled(new.value, "bold"))
    if old.confirmed == new.confirmed:
        sure = f"now {new.confidence:.0%} sure" if new.confidence not in (None, old.confidence) else "other particulars"
        return joined(styled(old.value), _origin(old), styled(f"  {sure}"))
    return joined(styled(old.value), _origin(old), styled("  confirmed" if new.confirmed else "  no longer confirmed"))


def _origin(value: StoredField) -> Text:
    sure = "" if value.confidence is None else f", {value.confidence:.0%} sure"
    return styled(f" ({_ORIGINS[value.source]}{sure})", "dim")


def _by(change: Change) -> Text:
    return styled(f"  {_BY[change.by]}", "dim")

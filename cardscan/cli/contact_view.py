"""How a contact looks in the terminal: a heading and a row a value, what is unsure or worked out marked as such."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cardscan.cli.labels import FIELD_LABELS, PHONE_LABELS
from cardscan.cli.output import joined, styled
from cardscan.records import Source
from cardscan.store.records import SURE

if TYPE_CHECKING:
    from rich.table import Table
    from rich.text import Text

    from cardscan.store.contact_values import Value as CardValue
    from cardscan.store.records import StoredField

_ORIGINS = {
    Source.EMAIL: "from the e-mail address",
    Source.DICTIONARY: "guess",
    Source.OTHER_SIDE: "other side",
    Source.POSTAL_CODE: "from the postal code",
    Source.QR: "QR code",
}


@dataclass(frozen=True, slots=True)
class ShownValue:
    """One value as it is shown."""

    field: str
    label: str
    text: str
    unsure: bool
    origin: str | None

    def marked(self, style: str = "") -> Text:
        """The text, ``?`` behind it where it is unsure and its origin where it is not printed."""
        mark = styled(" ?" if self.unsure else "", "bold yellow")
        return joined(styled(self.text, style), mark, styled(f"  ({self.origin})" if self.origin else "", "dim"))


def shown_values(values: Iterable[StoredField | CardValue]) -> list[ShownValue]:
    """A person's values, or those of a card that was just read, in the order of the screen."""
    order = list(FIELD_LABELS)
    shown = (value for value in values if value.field in order)  # the parts of a name stand in the full name
    return [_shown(value) for value in sorted(shown, key=lambda value: order.index(value.field))]


def _shown(value: StoredField | CardValue) -> ShownValue:
    text, label = value.value, FIELD_LABELS[value.field]
    if value.field == "phones":
        label = PHONE_LABELS[value.parts.get("kind", "other")]
    elif value.field == "addresses":
        text = _with_postal_code(text, value.parts)
    unsure = value.confidence is not None and value.confidence < SURE and not value.confirmed
    return ShownValue(value.field, label, text, unsure, None if value.confirmed else _ORIGINS.get(value.source))


def heading(values: Iterable[ShownValue], fallback: str) -> Text:
    """The line above the rows: the name with its reading and its Latin form; ``fallback`` where none was read."""
    by_field: dict[str, list[ShownValue]] = {}
    for value in values:
        by_field.setdefault(value.field, []).append(value)
    names = by_field.get("full_name") or by_field.get("romanized_name") or by_field.get("organization")
    parts = [names[0].marked("bold") if names else styled(fallback, "bold")]
    for field in ("phonetic_name", "romanized_name"):
        for value in by_field.get(field, []):
            if value not in (names or []):
                parts += [styled("   "), value.marked()]
    return joined(*parts)


def rows(values: Iterable[ShownValue]) -> Table:
    """A row a value, without those of the heading; a label stands once for several values."""
    from rich.table import Table

    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column()
    before = None
    for value in values:
        if value.field in ("full_name", "phonetic_name", "romanized_name"):
            continue
        grid.add_row("" if value.label == before else value.label, value.marked())
        before = value.label
    return grid


def _with_postal_code(text: str, parts: Mapping[str, str]) -> str:
    """A Japanese postal code is kept apart from the address's line; a Western one stands in it."""
    code = parts.get("postal_code")
    return f"〒{code} {text}" if code and code not in text and parts.get("country", "JP") == "JP" else text

"""Old, new and family-name forms of one character: 齋 and 斎, 髙 and 高, 邉 and 辺."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


def fold_variants(text: str) -> str:
    """Replace each variant character by the everyday form of its group; the length never changes.

    For comparing and searching only: what is shown or exported keeps the form that a person's name is written with.
    """
    return text.translate(_everyday_forms())


def has_variants(text: str) -> bool:
    """Whether some character of a text has other forms that an engine may take for it: 高, 髙, 崎, 辺 …"""
    forms = _everyday_forms()
    return any(ord(character) in forms or character in forms.values() for character in text)


@cache
def _everyday_forms() -> dict[int, str]:
    """Code point of each variant → its everyday form, from ``data/variant_groups.txt``."""
    table: dict[int, str] = {}
    data = files("cardscan.orthography").joinpath("data/variant_groups.txt").read_text(encoding="utf-8")
    for line in data.splitlines():
        if line and not line.startswith("#"):
            table.update(dict.fromkeys(map(ord, line[1:]), line[0]))
    return table

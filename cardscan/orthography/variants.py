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


def other_forms(character: str) -> tuple[str, ...]:
    """The other characters of a character's group, the everyday one first; none where it has no variants.

    >>> other_forms("髙"), other_forms("山")
    (('高',), ())
    """
    return next((tuple(form for form in group if form != character) for group in _groups() if character in group), ())


@cache
def _groups() -> tuple[str, ...]:
    """The groups of ``data/variant_groups.txt``, each with its everyday form first."""
    data = files("cardscan.orthography").joinpath("data/variant_groups.txt").read_text(encoding="utf-8")
    return tuple(line for line in data.splitlines() if line and not line.startswith("#"))


@cache
def _everyday_forms() -> dict[int, str]:
    """Code point of each variant → its everyday form."""
    table: dict[int, str] = {}
    for group in _groups():
        table.update(dict.fromkeys(map(ord, group[1:]), group[0]))
    return table

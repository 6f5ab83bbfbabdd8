"""SudachiPy with the core dictionary: what a word is and how it is read. Loaded at the first question, once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from cardscan.orthography.kana import to_hiragana

_LONGEST = 60
"""Characters; a line of a card is shorter, and what is longer is not worth the time."""


@dataclass(frozen=True, slots=True)
class Morpheme:
    """One word as Sudachi cuts it."""

    surface: str
    reading: str
    """Hiragana; empty where the dictionary knows none."""
    is_surname: bool
    is_given_name: bool
    is_person: bool
    """Any kind of personal name."""
    is_noun: bool
    is_known: bool
    """In the dictionary, not guessed from its characters."""


@lru_cache(maxsize=4096)
def morphemes(text: str) -> tuple[Morpheme, ...]:
    """Cut ``text`` into the longest words of the dictionary (Sudachi's mode C)."""
    from sudachipy import SplitMode  # 0.2 s with its dictionary, and not every command reads names

    whole = text[:_LONGEST].encode("utf-8", "replace").decode("utf-8")  # Sudachi refuses lone surrogates
    return tuple(_morpheme(item) for item in _tokenizer().tokenize(whole, SplitMode.C))


def _morpheme(item: Any) -> Morpheme:
    part = item.part_of_speech()
    surface = item.surface()
    reading = to_hiragana(item.reading_form())
    return Morpheme(
        surface=surface,
        reading="" if part[0] in ("補助記号", "空白") else reading,
        is_surname=part[3] == "姓",
        is_given_name=part[3] == "名",
        is_person=part[2] == "人名",
        is_noun=part[0] == "名詞",
        is_known=not item.is_oov(),
    )


@cache
def _tokenizer() -> Any:
    from sudachipy import Dictionary

    return Dictionary(dict="core").tokenizer()

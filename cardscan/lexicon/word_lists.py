"""The word lists in ``data/``: one entry a line, ``#`` for the line that says what the list is and where it is from."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Literal

ListName = Literal[
    "building_words_ja",
    "chinese_korean_surnames",
    "department_endings_ja",
    "department_subjects_en",
    "department_words_ja",
    "department_last_words_en",
    "departments_en",
    "departments_ja",
    "departments_sure_en",
    "firm_beginnings_ja",
    "east_asian_surnames_en",
    "firm_endings_ambiguous_ja",
    "firm_endings_ja",
    "firm_words_en",
    "latin_given_names",
    "latin_surnames",
    "legal_forms",
    "name_particles_en",
    "qualifications_en",
    "qualifications_ja",
    "title_heads_en",
    "title_prefixes_ja",
    "title_suffixes_ja",
    "title_words_en",
    "titles_ambiguous_ja",
    "titles_ja",
    "words_in_no_name_en",
    "shared_domain_labels",
]


@cache
def word_list(name: ListName) -> frozenset[str]:
    """All entries of one list."""
    text = files("cardscan.lexicon").joinpath(f"data/{name}.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if line and not line.startswith("#"))


@cache
def longest(name: ListName) -> int:
    """Length in characters of a list's longest entry: how far a search for an entry has to look."""
    return max(map(len, word_list(name)))


def ending_in(text: str, name: ListName) -> str:
    """The longest entry that ``text`` ends with, or the empty string."""
    entries = word_list(name)
    for length in range(min(len(text), longest(name)), 0, -1):
        if text[-length:] in entries:
            return text[-length:]
    return ""

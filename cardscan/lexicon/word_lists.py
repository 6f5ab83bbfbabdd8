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
    "practice_words_en",
    "qualifications_en",
    "qualifications_ja",
    "title_heads_en",
    "title_heads_kana",
    "title_modifiers_kana",
    "title_prefixes_ja",
    "title_suffixes_ja",
    "title_words_en",
    "titles_ambiguous_ja",
    "titles_ja",
    "trade_goods_ja",
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


_TELLING = frozenset("一二三四五六七八九十甲乙丙丁上下大中小新旧正副主准補初前後内外男女左右東西南北0123456789")
"""Characters that make another word of one like it: 第二種, 副主任."""
_SHORTEST = 5
"""Characters from which one misread character leaves no doubt about the word."""


@cache
def near_miss(text: str, name: ListName) -> str:
    """The only entry from which ``text`` differs in one character that an engine misread, or the empty string.

    >>> near_miss("社会福社士", "qualifications_ja"), near_miss("第九種電気工事士", "qualifications_ja")
    ('社会福祉士', '')
    """
    if len(text) < _SHORTEST or text in word_list(name):
        return ""
    found = []
    for entry in word_list(name):
        if len(entry) == len(text):
            pairs = [(one, other) for one, other in zip(text, entry, strict=True) if one != other]
            if len(pairs) == 1 and not _TELLING.intersection(pairs[0]):
                found.append(entry)
    return found[0] if len(found) == 1 else ""


def ending_in(text: str, name: ListName) -> str:
    """The longest entry that ``text`` ends with, or the empty string."""
    entries = word_list(name)
    for length in range(min(len(text), longest(name)), 0, -1):
        if text[-length:] in entries:
            return text[-length:]
    return ""

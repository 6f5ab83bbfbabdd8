"""What a word can stand for in the index: its folded self, and the sound of a name in any spelling."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from cardscan.lexicon.word_lists import word_list
from cardscan.orthography.fold import search_fold
from cardscan.orthography.kana import is_kana, to_hiragana
from cardscan.orthography.romaji import fold_romaji, kana_to_romaji
from cardscan.store.full_text import IndexColumn, Term

if TYPE_CHECKING:
    from cardscan.search.query_text import Word

_SPLIT_GLYPHS = (("のれ", "る"), ("rn", "m"), ("vv", "w"), ("cl", "d"), ("ネ申", "神"), ("ネ土", "社"))
"""Two characters that a reader sees where one stands (ル as ノレ), folded."""


def sound_key(word: Word) -> str:
    """The key of a word that can be a name in kana or Latin letters (see ``fold_romaji``), else nothing."""
    if word.columns and IndexColumn.READING not in word.columns:
        return ""
    letters = "".join(character for character in word.text if character.isalpha() or character == "ー")
    if is_kana(letters):
        return fold_romaji(kana_to_romaji(to_hiragana(letters)))
    return fold_romaji(letters) if letters.isascii() and not any(map(str.isdigit, word.text)) else ""


def terms(word: Word, columns: tuple[IndexColumn, ...] | None = None) -> tuple[Term, ...]:
    """What to look for; any of these will do.

    Args:
        word: A word of the query.
        columns: Look only here instead of in all the columns of the word.
    """
    where = word.columns if columns is None else columns
    found = [Term(search_fold(word.text), where)]
    sound = sound_key(word)
    if sound and (not where or IndexColumn.READING in where):
        found.append(Term(sound, (IndexColumn.READING,), at_begin=True))
    return tuple(found)


def forms_for_guessing(word: Word) -> tuple[str, ...]:
    """The folded forms of a mistyped or misread word that are compared with what is in the index."""
    folded = search_fold(word.text)
    own = folded
    for legal_form in _legal_forms():
        own = own.replace(legal_form, "")
    mended = own
    for seen, meant in _SPLIT_GLYPHS:
        mended = mended.replace(search_fold(seen), search_fold(meant))
    return tuple(form for form in dict.fromkeys((folded, own, mended, sound_key(word))) if len(form) > 1)


@cache
def _legal_forms() -> tuple[str, ...]:
    """What stands before or after a Japanese firm's own name, folded, the longer ones first."""
    folded = {search_fold(form) for form in word_list("legal_forms")}
    return tuple(sorted((form for form in folded if len(form) > 1 and not form.isascii()), key=len, reverse=True))

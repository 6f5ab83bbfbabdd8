"""Katakana words in the names of buildings, for putting right a kana that an engine took for one that looks like it."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from cardscan.lexicon.word_lists import word_list

_SHORTEST = 3
_ALIKE = (
    "ソンリ",
    "ツシッ",
    "クタワウフケ",
    "コユエニロ",
    "チテナメ",
    "ルレ",
    "ヨヲ",
    "ノソ",
    "イィ",
    "トド",
    "ハヘ",
    "マヌス",
    "ュユ",
    "ョヨ",
    "ャヤ",
    "ェエ",
    "ィイ",
)
"""Kana that engines take for each other, besides those that differ only by their voicing marks."""

_RUN = re.compile(r"[ァ-ヺー]{3,}")
_LARGE = str.maketrans("ャュョ", "ヤユヨ")
_SMALL_AFTER_VOWEL = re.compile(r"(?<=[アイエオン])[ャュョ]")


def with_building_words(text: str) -> str:
    """``text`` with every katakana word that is one kana away from a word of buildings put right; the length stays.

    A word that is whole is never changed, nor one that differs by kana that do not look alike.

    >>> with_building_words("メソン・ド・ソレイュ8F"), with_building_words("スデーションフロント")
    ('メゾン・ド・ソレイユ8F', 'ステーションフロント')
    >>> with_building_words("パークタワー"), with_building_words("コーホ青木")
    ('パークタワー', 'コーポ青木')
    """
    return _RUN.sub(lambda run: _mended(_SMALL_AFTER_VOWEL.sub(lambda kana: kana[0].translate(_LARGE), run[0])), text)


@lru_cache(maxsize=2048)
def _mended(run: str) -> str:
    place = 0
    while place < len(run):
        word = _word_at(run, place)
        if word:
            run = run[:place] + word + run[place + len(word) :]
        place += len(word) or 1
    return run


def _word_at(run: str, place: int) -> str:
    """The longest word that begins here, whole or one kana away; empty where none does."""
    rest = run[place:]
    words = word_list("building_words_ja")
    whole = max((word for word in words if rest.startswith(word)), key=len, default="")
    least = max(len(whole) + 1, _SHORTEST)
    near = sorted(word for word in words if len(word) >= least and _one_kana_away(rest[: len(word)], word))
    return max(near, key=len, default="") or whole


def _one_kana_away(read: str, word: str) -> bool:
    if len(read) != len(word):
        return False
    pairs = [(a, b) for a, b in zip(read, word, strict=True) if a != b]
    return len(pairs) == 1 and _look_alike(*pairs[0])


def _look_alike(one: str, other: str) -> bool:
    return _unvoiced(one) == _unvoiced(other) or any(one in group and other in group for group in _ALIKE)


def _unvoiced(kana: str) -> str:
    return unicodedata.normalize("NFD", kana)[0]

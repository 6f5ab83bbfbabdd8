"""English job titles as Japanese cards transcribe them: ヴァイスプレジデント, シニア・マネジャー.

Each is one or more modifiers before a noun, written in many ways (マネージャー, マネジャー, マネージャ), so that
words are compared by a key that leaves the differences out.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from cardscan.lexicon.word_lists import word_list

_KATAKANA = re.compile(r"[ァ-ヺー・一\s]+")
_LARGE = str.maketrans("ァィゥェォッャュョヮ", "アイウエオツヤユヨワ")
_V = (("ヴァ", "バ"), ("ヴィ", "ビ"), ("ヴェ", "ベ"), ("ヴォ", "ボ"), ("ヴ", "ブ"), ("エクゼ", "エグゼ"))
_OF = "オブ"
_LONGEST = 40
"""Characters: シニアエグゼクティブバイスプレジデント has nineteen."""


def is_katakana_title(text: str) -> bool:
    """Whether ``text`` is nothing but words of titles in katakana, the last of which is the noun.

    >>> [is_katakana_title(text) for text in ("ヴァイスプレジデント", "ヘッド・オブ・デザイン", "デザイン")]
    [True, True, False]
    """
    if len(text) > _LONGEST or not _KATAKANA.fullmatch(text):
        return False
    front, of, subject = _key(text).partition(_OF)
    if of and subject and _is_made_of_words(front, _nouns()) and _is_made_of_words(subject, _words()):
        return True
    return _is_made_of_words(_key(text), _nouns())


def is_title_modifier(text: str) -> bool:
    """Whether ``text`` stands before the noun of a title in katakana, even if it is a noun by itself.

    >>> is_title_modifier("エグゼクティブ"), is_title_modifier("ディレクター")
    (True, False)
    """
    return _KATAKANA.fullmatch(text) is not None and _key(text) in _modifiers()


@lru_cache(maxsize=2048)
def _is_made_of_words(key: str, last: frozenset[str]) -> bool:
    """Whether ``key`` can be cut into known words, the last of which is one of ``last``."""
    words = _words()
    reach = [True] + [False] * len(key)
    for end in range(1, len(key) + 1):
        allowed = last if end == len(key) else words
        reach[end] = any(reach[start] and key[start:end] in allowed for start in range(end))
    return len(key) > 0 and reach[-1]


@lru_cache(maxsize=4096)
def _key(text: str) -> str:
    """Without points, spaces and long vowels, which engines also read as 一; small kana as large ones.

    >>> _key("シニア・マネージャー"), _key("アソシエイト") == _key("アソシエート")
    ('シニアマネジヤ', True)
    """
    for written, plain in _V:
        text = text.replace(written, plain)
    compact = re.sub(r"[ー・一\s]", "", text).translate(_LARGE)
    return re.sub(r"(?<=[エケセテネヘメレゲゼデベペ])イ", "", compact)


@cache
def _nouns() -> frozenset[str]:
    sure = word_list("titles_ja") - word_list("titles_ambiguous_ja")
    listed = (entry for entry in sure if _KATAKANA.fullmatch(entry))
    return frozenset(map(_key, (*listed, *word_list("title_heads_kana"))))


@cache
def _modifiers() -> frozenset[str]:
    listed = (entry for entry in word_list("title_prefixes_ja") if _KATAKANA.fullmatch(entry))
    return frozenset(map(_key, (*listed, *word_list("title_modifiers_kana"))))


@cache
def _words() -> frozenset[str]:
    return _nouns() | _modifiers()

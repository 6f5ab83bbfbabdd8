"""Hiragana and katakana."""

from __future__ import annotations

import re
import unicodedata

import jaconv

_KANA = re.compile(r"[\u3041-\u3096\u309d\u309e\u30a1-\u30fa\u30fc-\u30fe]+")


def to_hiragana(text: str) -> str:
    """Katakana of either width → hiragana; ー and everything that is not kana stay.

    >>> to_hiragana("サイトウ ﾕｷｵ")
    'さいとう ゆきお'
    """
    hiragana: str = jaconv.kata2hira(unicodedata.normalize("NFKC", text))
    return hiragana


def to_katakana(text: str) -> str:
    """Hiragana and half-width katakana → katakana; everything that is not kana stays.

    >>> to_katakana("さいとう ゆきお")
    'サイトウ ユキオ'
    """
    katakana: str = jaconv.hira2kata(unicodedata.normalize("NFKC", text))
    return katakana


def is_kana(text: str) -> bool:
    """Whether ``text`` is nothing but hiragana, katakana and ー (no spaces), and not empty."""
    return _KANA.fullmatch(unicodedata.normalize("NFKC", text)) is not None

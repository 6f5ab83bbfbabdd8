"""One width for letters, digits and signs, and one hyphen for everything that looks like one.

``normalise`` is for comparing; ``normalise_in_place`` keeps every character where it stood, so that a place found in
the normalised text is the same place in the printed one.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

HYPHENS = "-\u00ad\u02d7\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u207b\u2212\u2500\u2501\ufe58\ufe63\uff0d"
"""Signs that are only ever a hyphen, a dash, a minus or a ruled line (Unicode's Pd class and its lookalikes)."""

LONG_VOWELS = "ー\uff70"
"""The long-vowel mark: a letter within kana, but between digits what an engine or a typist makes of a hyphen."""

_BETWEEN = re.compile(rf"(?<=[!-~])(\s*)([{re.escape(HYPHENS)}{LONG_VOWELS}]+)(\s*)(?=[!-~])")
_ONE_BETWEEN_DIGITS = re.compile(r"(?<=[0-9)])(\s*)(一+)(\s*)(?=[0-9(])")


def normalise(text: str) -> str:
    """NFKC: full-width letters, digits and signs become narrow, half-width katakana wide, ㈱ → (株); case is kept.

    >>> normalise("ＴＥＬ　０３－１２３４"), normalise("㈱ﾐﾎﾝ")
    ('TEL 03-1234', '(株)ミホン')
    """
    return unicodedata.normalize("NFKC", text)


def normalise_in_place(text: str) -> str:
    """``normalise`` for each character by itself, where that gives one character; the length never changes.

    >>> normalise_in_place("℡０３（１２３４）")
    '℡03(1234)'
    """
    return "".join(map(_narrow, text))


def unify_dashes(text: str) -> str:
    """Every dash, and every long-vowel mark that can be none, → ``-``, where it stands between ASCII signs.

    Kanji 一 is taken for a hyphen only between ASCII digits. The length never changes; kana words keep their ー.

    >>> unify_dashes("03ー1234—5678"), unify_dashes("太子堂1一2−3"), unify_dashes("タワー12"), unify_dashes("三ー一")
    ('03-1234-5678', '太子堂1-2-3', 'タワー12', '三ー一')
    """
    return _ONE_BETWEEN_DIGITS.sub(_hyphens, _BETWEEN.sub(_hyphens, text))


def _hyphens(match: re.Match[str]) -> str:
    return match[1] + "-" * len(match[2]) + match[3]


@lru_cache(maxsize=8192)
def _narrow(character: str) -> str:
    narrow = unicodedata.normalize("NFKC", character)
    return narrow if len(narrow) == 1 and not unicodedata.combining(narrow) else character

"""The postal mark 〒, which the recogniser knows but takes for letters that look like it."""

from __future__ import annotations

import re

_MISREAD_MARK = re.compile(
    r"^(?:T(?=\d)|[デテ亍干千丁〶=＝ニ二FＦ])(?=\s?(?:\d{3}[-－‐ー]\d{4}(?!\d)|[〇一二三四五六七八九]{3}[-－‐ー][〇一二三四五六七八九]{4}))"
)
"""What 〒 was read as in drawn cards, before a whole postal code, with which no word and no figure can go together."""


def with_postal_mark(text: str) -> str:
    """``text`` with the 〒 at its start, where that was misread.

    >>> with_postal_mark("デ230-0041 横浜市")
    '〒230-0041 横浜市'
    >>> with_postal_mark("テ四〇九－三六二三")
    '〒四〇九－三六二三'
    >>> with_postal_mark("デザイン")
    'デザイン'
    """
    return _MISREAD_MARK.sub("〒", text)

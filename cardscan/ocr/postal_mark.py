"""The postal mark 〒, which the recogniser knows but takes for letters that look like it."""

from __future__ import annotations

import re

_MISREAD_MARK = re.compile(
    r"^(?:T(?=\d)|[デテ亍干千丁〶=＝ニ二FＦ])(?=\s?(?:\d{3}[-－‐ー]\d{4}(?!\d)|[〇一二三四五六七八九]{3}[-－‐ー][〇一二三四五六七八九]{4}))"
)
"""What 〒 was read as in drawn cards, before a whole postal code, with which no word and no figure can go together."""

_FIGURE_FOR_MARK = re.compile(r"^1(?=\d{3}[-－‐]\d{4}$)")
"""On its side 〒 is a stroke with two ticks; no number of four and four figures begins with 1 in Japan."""


def with_postal_mark(text: str, *, column: bool = False) -> str:
    """``text`` with the 〒 at its start, where that was misread; ``column`` of text read on its side.

    >>> with_postal_mark("デ230-0041 横浜市")
    '〒230-0041 横浜市'
    >>> with_postal_mark("テ四〇九－三六二三")
    '〒四〇九－三六二三'
    >>> with_postal_mark("デザイン")
    'デザイン'
    >>> with_postal_mark("1690-8139", column=True), with_postal_mark("1690-8139")
    ('〒690-8139', '1690-8139')
    """
    if column:
        text = _FIGURE_FOR_MARK.sub("〒", text)
    return _MISREAD_MARK.sub("〒", text)

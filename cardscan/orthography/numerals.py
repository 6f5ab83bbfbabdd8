"""Numbers written in kanji, as on vertical cards: 〇三―一二三四, 二十三番地, 三丁目."""

from __future__ import annotations

import re

KANJI_DIGITS = "〇一二三四五六七八九"

ZEROS = "〇零○◯"
"""The kanji zero and the circles that stand for it in type and in what an engine reads."""

_VALUE = {digit: number for number, digit in enumerate(KANJI_DIGITS)} | dict.fromkeys(ZEROS, 0)
_UNIT = {"十": 10, "百": 100, "千": 1000}
_RUN = re.compile(rf"[{KANJI_DIGITS}{ZEROS}十百千]+")


def kanji_number(text: str) -> str | None:
    """One number written in kanji → its digits; None where the signs make no number.

    >>> kanji_number("二十三"), kanji_number("一〇二"), kanji_number("百五"), kanji_number("十二"), kanji_number("丁目")
    ('23', '102', '105', '12', None)
    """
    if not text or any(character not in _VALUE and character not in _UNIT for character in text):
        return None
    if not any(character in _UNIT for character in text):
        return "".join(str(_VALUE[character]) for character in text)
    total, digit = 0, 0
    for character in text:
        if character in _UNIT:
            total += max(digit, 1) * _UNIT[character]
            digit = 0
        else:
            digit = digit * 10 + _VALUE[character]
    return str(total + digit)


def kanji_numbers_to_digits(text: str) -> str:
    """Every run of kanji numerals → digits; everything else stays.

    >>> kanji_numbers_to_digits("太子堂三丁目十二番地一〇号")
    '太子堂3丁目12番地10号'
    """
    return _RUN.sub(lambda run: kanji_number(run[0]) or run[0], text)

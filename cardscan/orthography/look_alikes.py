"""What a text may say instead where engines confuse characters that are drawn alike: 0 and o, 一 and ー, ッ and ツ."""

from __future__ import annotations

import re
from collections.abc import Iterator

_KATAKANA = "ァ-ヺ"
_KANJI = "一-鿿々"
_NUMERALS = "〇一二三四五六七八九十"


def _swaps(pattern: str, before: str, after: str) -> tuple[re.Pattern[str], dict[str, str]]:
    return re.compile(pattern), dict(zip(before, after, strict=True))


_CONFUSED: tuple[tuple[re.Pattern[str], dict[str, str]], ...] = (
    _swaps(r"(?<=\d)[oOlISB](?![A-Za-z])|(?<![A-Za-z])[oOlIS](?=\d)", "oOlISB", "001158"),
    _swaps(r"(?<=[a-z])[015](?=[a-z.@]|$)|(?<![A-Za-z\d])[015](?=[a-z]{2})", "015", "ols"),
    _swaps(r"(?<=[a-z])I|(?<=[a-z])1(?=[a-z])", "I1", "li"),
    (re.compile("rn|vv|cl"), {"rn": "m", "vv": "w", "cl": "d"}),
    _swaps(f"(?<=[{_NUMERALS}])[ー－-](?=[{_NUMERALS}])", "ー－-", "一一一"),
    _swaps(f"(?<=[{_NUMERALS}])一(?=[{_NUMERALS}])", "一", "ー"),
    _swaps(
        f"(?<=[{_KATAKANA}])[二八口工力夕卜才千一]|[二八口工力夕卜才千](?=[{_KATAKANA}])",
        "二八口工力夕卜才千一",
        "ニハロエカタトオチー",
    ),
    _swaps(f"(?<=[{_KANJI}])[ニハロエカタトオチー](?![{_KATAKANA}])", "ニハロエカタトオチー", "二八口工力夕卜才千一"),
    _swaps(r"(?<=[キシチニヒミリギジビピ])[ヤユヨ]", "ヤユヨ", "ャュョ"),
    _swaps(r"(?<=[きしちにひみりぎじびぴ])[やゆよ]", "やゆよ", "ゃゅょ"),
    _swaps(r"ツ(?=[カ-トパピプペポ])|(?<=[テデフウヴ])[アイエオ]", "ツアイエオ", "ッァィェォ"),
    _swaps(r"つ(?=[か-とぱぴぷぺぽ])", "つ", "っ"),
    _swaps("[ャュョッ]", "ャュョッ", "ヤユヨツ"),
    _swaps("[ゃゅょっ]", "ゃゅょっ", "やゆよつ"),
    _swaps("(?!ビル)[バビブベボパピプペポ]", "バビブベボパピプペポ", "パピプペポバビブベボ"),
    _swaps(f"(?<=[{_KANJI}])[ケヶ](?=[{_KANJI}])", "ケヶ", "ヶケ"),
)
"""What is confused and with what, where its neighbours allow both; the likeliest first. Which pairs there are was seen
in the readings of drawn cards by both engines."""

_DIGITS = {"0": "86", "1": "74", "2": "7", "3": "8", "4": "19", "5": "6", "6": "580", "7": "12", "8": "360", "9": "4"}


def look_alikes(text: str) -> Iterator[tuple[str, str]]:
    """Texts in which one place is read as its look-alike, each with what was changed.

    >>> list(look_alikes("sat0@example.jp")), list(look_alikes("センタ一"))
    ([('sato@example.jp', '0 → o')], [('センター', '一 → ー')])
    """
    for pattern, instead in _CONFUSED:
        for match in pattern.finditer(text):
            other = instead[match[0]]
            yield text[: match.start()] + other + text[match.end() :], f"{match[0]} → {other}"


def look_alike_digits(text: str) -> Iterator[tuple[str, str]]:
    """The same for a text whose digits may each be another."""
    for place, digit in enumerate(text):
        for other in _DIGITS.get(digit, ""):
            yield text[:place] + other + text[place + 1 :], f"{digit} → {other}"

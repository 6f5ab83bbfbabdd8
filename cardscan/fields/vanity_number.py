"""Toll-free numbers of North America with words for figures: 800-555-TRIP (8747), 1-888-GO-NORTH, 1-800-FLOWERS."""

from __future__ import annotations

import re
from dataclasses import replace

from cardscan.fields.phone_number import PhoneNumber, rate

_KEYS = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "22233344455566677778889999")
"""The letters of a telephone's keys: ITU-T E.161."""

_WORDED = re.compile(
    r"(?<![\w+-])(?P<head>(?:\+?1[-. ]{1,2})?\(?8(?:00|33|44|55|66|77|88)\)?[-. ]{1,2})"
    r"(?P<word>(?=[\d.-]*[A-Z]{2})(?:[A-Z\d][-.]?){6,8}[A-Z\d])(?![\w-])(?P<note>\s?[(（][\d-]{4,8}[)）])?"
)
_DIALLED = 7
"""Figures after the area code; what a longer word has beyond them is not dialled."""


def find_vanity_numbers(text: str) -> tuple[PhoneNumber, ...]:
    """The toll-free numbers of a line that are set with words; ``printed`` leaves out the same figures in brackets.

    >>> [(number.printed, number.e164) for number in find_vanity_numbers("Call 800-555-TRIP (8747)")]
    [('800-555-TRIP', '+18005558747')]
    """
    found = []
    for match in _WORDED.finditer(text):
        figures = re.sub(r"\W", "", match["word"]).translate(_KEYS)[:_DIALLED]
        area = re.sub(r"\D", "", match["head"])[-3:]
        number = rate(f"{area}-{figures[:3]}-{figures[3:]}", ("US",))
        printed = match["head"] + match["word"]
        found.append(replace(number, start=match.start(), end=match.end(), printed=printed))
    return tuple(found)

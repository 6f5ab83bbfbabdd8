"""Telephone numbers of vertical cards, in kanji numerals: 〇三―一二三四―五六七八, 〇三(一二三四)五六七八."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

from cardscan.fields.phone_number import PhoneNumber, rate
from cardscan.orthography.numerals import KANJI_DIGITS, ZEROS

_STROKES = "一ー―—–\\-−|｜丨︱│─1lI十"
"""A hyphen of vertical type and the kanji one are the same stroke to an engine; either may be read for the other."""

_TWINS = {"ハ": "8", "ニ": "2", "セ": "7"}
"""Katakana that engines take kanji numerals for."""

_RUN = re.compile(rf"[(（]?[{ZEROS}Oo0](?:[{KANJI_DIGITS}{ZEROS}{''.join(_TWINS)}{_STROKES}Oo0()（）の・\s]){{8,24}}")
_TO_DIGIT = (
    {character: str(number) for number, character in enumerate(KANJI_DIGITS)}
    | dict.fromkeys(f"{ZEROS}Oo0", "0")
    | _TWINS
)
_BARS = re.compile(f"[二{_STROKES}]")
"""Signs that may be a hyphen; 二 is what a hyphen next to another stroke becomes."""

_FEWEST_KANJI = 5
_MOST_SWAPS = 2
_SWAP_COST = 0.07
_UNLIKE_COST = 0.03
"""More for 二 as a hyphen: two strokes are taken for one less often than one stroke for another."""
_GOOD = 0.9
_KNOWN_GROUPING = 0.95
"""What ``rate`` gives a number that is grouped as the numbering plan does."""
_SET_AS_USUAL = re.compile(r"0\d{1,4}(?:-\d{1,4}-|\(\d{1,4}\)-?| \d{1,4} )\d{3,4}|\(0\d{1,4}\) ?-?\d{1,4}[- ]\d{3,4}")
_SET_UNUSUALLY = 0.35
"""Brackets without a partner, hyphens beside brackets, two groups only: a stroke was lost or read as a figure."""


def find_kanji_numbers(text: str, regions: Sequence[str]) -> tuple[PhoneNumber, ...]:
    """Telephone numbers in kanji numerals.

    ``printed`` gives them in digits: a number in kanji cannot be dialled, searched or compared.

    >>> [number.printed for number in find_kanji_numbers("電話〇三ー一二三四ー五六七八", ("JP",))]
    ['03-1234-5678']
    """
    found = []
    for run in _RUN.finditer(text):
        stretch = run[0].rstrip(" 　" + _STROKES.replace("一", "").replace("\\", "") + "(（・の")
        if sum(character in KANJI_DIGITS for character in stretch) >= _FEWEST_KANJI:
            number = _best_reading(stretch, regions)
            if number is not None:
                found.append(replace(number, start=run.start(), end=run.start() + len(stretch)))
    return tuple(found)


def _best_reading(stretch: str, regions: Sequence[str]) -> PhoneNumber | None:
    """The likeliest reading of each stroke as one or as hyphen, judged by the numbering plan's own grouping."""
    signs = [_sign(character) for character in stretch]
    strokes = [place for place, character in enumerate(stretch) if _BARS.match(character)]
    best: PhoneNumber | None = None
    for swaps in range(_MOST_SWAPS + 1):
        for places in combinations(strokes, swaps):
            trial = [("1" if sign == "-" else "-") if place in places else sign for place, sign in enumerate(signs)]
            number = _with_two_before_a_joint(stretch, trial, regions)
            if not _SET_AS_USUAL.fullmatch(number.printed):
                number = replace(number, belief=number.belief - _SET_UNUSUALLY)
            cost = _SWAP_COST * swaps + _UNLIKE_COST * sum(stretch[place] == "二" for place in places)
            if number.belief >= _GOOD and (best is None or number.belief - cost > best.belief):
                best = replace(number, belief=number.belief - cost)
    plain = rate("".join(signs), regions)
    return best or (plain if plain.belief >= _GOOD / 2 else None)


def _with_two_before_a_joint(stretch: str, signs: Sequence[str], regions: Sequence[str]) -> PhoneNumber:
    """The number of these signs; 三 before a hyphen or bracket as 二 where only then the plan knows the grouping.

    The two strokes of 二 and the stroke below them are easily taken for 三. An area code that there is stays: numbers
    that are not assigned yet, or are invented, have unknown groups too.
    """
    number = rate("".join(signs), regions)
    if _has_area(number.printed, regions):
        return number
    for place, character in enumerate(stretch[:-1]):
        if character == "三" and signs[place + 1] in "-(" and number.belief < _KNOWN_GROUPING:
            other = rate("".join([*signs[:place], "2", *signs[place + 1 :]]), regions)
            if other.valid and other.belief >= _KNOWN_GROUPING:
                return replace(other, belief=other.belief - _UNLIKE_COST)
    return number


def _has_area(printed: str, regions: Sequence[str]) -> bool:
    """Whether the plan knows this grouping for other numbers of the area."""
    groups = re.fullmatch(r"\(?(0\d+)\D+(\d+)\D+(\d+)", printed)
    if groups is None:
        return False
    others = (f"{groups[1]}-{first}{groups[2][1:]}-{groups[3]}" for first in "23456789")
    return any(rate(other, regions).belief >= _KNOWN_GROUPING for other in others)


def _sign(character: str) -> str:
    if character in _TO_DIGIT:
        return _TO_DIGIT[character]
    if character in "(（":
        return "("
    if character in ")）":
        return ")"
    return " " if character.isspace() else "-"

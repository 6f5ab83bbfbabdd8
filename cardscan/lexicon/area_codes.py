"""Which prefectures a Japanese telephone number may belong to, by its area code."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


def prefectures_of_number(number: str) -> frozenset[str]:
    """The prefectures of a landline; empty for mobile, toll-free and foreign numbers.

    Args:
        number: E.164.

    >>> sorted(prefectures_of_number("+81312345678")), sorted(prefectures_of_number("+81664567890"))
    (['東京都'], ['兵庫県', '大阪府'])
    >>> prefectures_of_number("+819012345678"), prefectures_of_number("+442079460000")
    (frozenset(), frozenset())
    """
    if not number.startswith("+81") or len(number) != len("+81312345678"):
        return frozenset()
    national = f"0{number[3:]}"
    return next((_codes()[national[:end]] for end in range(5, 1, -1) if national[:end] in _codes()), frozenset())


@cache
def _codes() -> Mapping[str, frozenset[str]]:
    text = files("cardscan.lexicon").joinpath("data/area_codes.txt").read_text(encoding="utf-8")
    found: dict[str, set[str]] = defaultdict(set)
    for line in text.splitlines():
        if not line.startswith("#"):
            prefecture, codes = line.split("\t")
            for code in codes.split():
                found[code].add(prefecture)
    return {code: frozenset(names) for code, names in found.items()}

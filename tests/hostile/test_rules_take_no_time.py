"""No regular expression of the program takes exponential time, whatever is repeated on a card."""

from __future__ import annotations

import importlib
import pkgutil
import re
import time
from collections.abc import Iterator

import cardscan

REPEATED = (
    "_",
    "-",
    "a",
    "1",
    ". ",
    "a.",
    "a-",
    " ",
    "1-",
    "A ",
    "ー",
    "一",
    "a,",
    "(",
    ")",
    "・",
    "/",
    "aB",
    "Aa ",
    "1 1",
    "〇一",
)
TIMES = 28
"""Repetitions; a rule that can take each in two ways would need minutes."""
SECONDS = 2.0


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Every compiled text pattern that stands at the top of a module."""
    for module in pkgutil.walk_packages(cardscan.__path__, "cardscan."):
        if "migrations" not in module.name and not module.name.endswith("__main__"):
            for name, value in vars(importlib.import_module(module.name)).items():
                if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
                    yield f"{module.name}.{name}", value


def test_no_rule_takes_exponential_time() -> None:
    found = list(patterns())
    assert len(found) > 300
    slow = []
    for name, pattern in found:
        for unit in REPEATED:
            text = unit * TIMES + "@\x1b"
            start = time.process_time()
            pattern.search(text)
            pattern.fullmatch(text)
            if time.process_time() - start > SECONDS:
                slow.append((name, unit))
                break
    assert slow == []

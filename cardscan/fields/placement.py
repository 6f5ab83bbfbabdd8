"""How a line stands on its card: how large beside the others, and what is close to it."""

from __future__ import annotations

import math
import re
import statistics

from cardscan.fields.neighbours import bounds
from cardscan.records import CardText, TextLine

_LOCAL_PART = re.compile(r"([A-Za-z0-9._%+\-]+)\s?@\s?([A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)*)")
_WEB_HOST = re.compile(r"(?:https?:?/?/?\s?|www\.)((?:[A-Za-z0-9\-]+\.)+[A-Za-z]{2,})", re.IGNORECASE)

_JAPANESE = re.compile(r"[\u3041-\u3096\u30a1-\u30fa\u3220-\u3243\u3400-\u9fff\uf900-\ufaff]")


def relative_size(card: CardText, line: TextLine) -> float:
    """Natural logarithm of the line's character height over the card's median; 0 for a card of one line."""
    sizes = [other.size for other in card.lines if other.size > 0]
    if len(sizes) < 2 or line.size <= 0:
        return 0.0
    return math.log(line.size / statistics.median(sizes))


def near(one: TextLine, other: TextLine, heights: float) -> bool:
    """Whether the clear distance of two lines is at most so many character heights of the larger."""
    left, top, right, bottom = bounds([one])
    left2, top2, right2, bottom2 = bounds([other])
    dx, dy = max(left2 - right, left - right2, 0.0), max(top2 - bottom, top - bottom2, 0.0)
    return math.hypot(dx, dy) <= heights * max(one.size, other.size, 1.0)


def follows(first: TextLine, second: TextLine) -> bool:
    """Whether ``second`` may continue ``first``: the next line or column of one block, of about one size."""
    if first.direction != second.direction or not 0.69 <= (second.size + 1e-6) / (first.size + 1e-6) <= 1.45:
        return False
    left, top, right, bottom = bounds([first])
    left2, top2, right2, bottom2 = bounds([second])
    size = max(first.size, second.size)
    if first.direction == "vertical":
        return -0.3 * size <= left - right2 <= 1.5 * size and min(bottom, bottom2) > max(top, top2)
    return -0.3 * size <= top2 - bottom <= 1.5 * size and min(right, right2) > max(left, left2)


def local_parts(card: CardText) -> tuple[str, ...]:
    """What stands before the @ of the card's e-mail addresses, lower case."""
    return tuple(match[1].casefold() for line in card.lines for match in _LOCAL_PART.finditer(line.text))


def domains(card: CardText) -> tuple[str, ...]:
    """Host names of the card's e-mail and web addresses, lower case, without www."""
    hosts = [match[2] for line in card.lines for match in _LOCAL_PART.finditer(line.text)]
    hosts += [match[1] for line in card.lines for match in _WEB_HOST.finditer(line.text)]
    return tuple(dict.fromkeys(host.casefold().removeprefix("www.") for host in hosts))


def is_japanese(text: str) -> bool:
    """Whether ``text`` holds a kanji or kana."""
    return _JAPANESE.search(text) is not None

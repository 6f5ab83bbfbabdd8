"""Where lines stand to one another: rows, columns of lines, and what continues what.

Everything is told in the reading frame of a line: ``start`` and ``end`` along the text, ``top`` and ``bottom`` across.
For a vertical column the frame is turned, so that the next column (to the left) is "below". Px.
"""

from __future__ import annotations

from dataclasses import dataclass

from cardscan.records import CardText, TextLine

_SAME_SIZE = 1.45
"""Lines of one block have one type size; boxes of one size differ by up to a third (capitals, descenders)."""

_LINE_GAP = 1.6
"""Lines of one block are at most this many character heights apart, edge to edge: looser setting separates blocks."""

_ALIGNED = 1.2
"""Edges or middles within this many character heights count as aligned."""

_INDENT = 9.0
"""A second line of an address is often set in under the town, past 〒123-4567 and its space: nine characters."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A line's box in its own reading frame, px."""

    start: float
    end: float
    top: float
    bottom: float
    size: float

    @property
    def middle(self) -> float:
        """Half way across the line."""
        return (self.top + self.bottom) / 2


def frame(line: TextLine) -> Frame:
    """The reading frame of a line."""
    xs, ys = [x for x, _ in line.quad], [y for _, y in line.quad]
    if line.direction == "vertical":
        return Frame(min(ys), max(ys), -max(xs), -min(xs), max(line.size, 1.0))
    return Frame(min(xs), max(xs), min(ys), max(ys), max(line.size, 1.0))


def same_row(one: TextLine, other: TextLine) -> bool:
    """Whether two lines stand beside each other in one row."""
    if one.direction != other.direction:
        return False
    a, b = frame(one), frame(other)
    overlap = min(a.bottom, b.bottom) - max(a.top, b.top)
    return overlap > 0.5 * min(a.bottom - a.top, b.bottom - b.top)


def before_in_row(card: CardText, index: int, within: float) -> int | None:
    """The line nearest before this one in its row, at most ``within`` character heights away."""
    return _nearest_in_row(card, index, within, ahead=False)


def after_in_row(card: CardText, index: int, within: float) -> int | None:
    """The line nearest after this one in its row, at most ``within`` character heights away."""
    return _nearest_in_row(card, index, within, ahead=True)


def below(card: CardText, index: int) -> tuple[int, ...]:
    """The lines that may continue this one on the next line: same size, close under it, aligned; nearest first."""
    line = card.lines[index]
    a = frame(line)
    found = []
    for other in card.lines:
        if other.index == index or other.direction != line.direction:
            continue
        b = frame(other)
        gap = b.top - a.bottom
        size = max(a.size, b.size)
        if not -0.6 * size < gap < _LINE_GAP * size or b.middle <= a.middle or same_row(line, other):
            continue
        set_low = line.direction == "vertical" and b.start > a.start  # the next column may be set to the foot
        if max(a.size, b.size) / min(a.size, b.size) <= _SAME_SIZE and (set_low or _aligned(a, b)):
            found.append((gap, abs(a.start - b.start), other.index))
    return tuple(place for _, _, place in sorted(found))


def overlapping(card: CardText, index: int, *, above: bool) -> tuple[int, ...]:
    """The lines close above or under this one that share some of its extent, aligned or not; nearest first."""
    line = card.lines[index]
    a = frame(line)
    found = []
    for other in card.lines:
        if other.index == index or other.direction != line.direction or same_row(line, other):
            continue
        b = frame(other)
        gap = a.top - b.bottom if above else b.top - a.bottom
        size = max(a.size, b.size)
        near = -0.6 * size < gap < _LINE_GAP * size and (b.middle < a.middle) == above
        if near and min(a.end, b.end) > max(a.start, b.start) and size / min(a.size, b.size) <= _SAME_SIZE:
            found.append((gap, other.index))
    return tuple(place for _, place in sorted(found))


def heading_of(card: CardText, index: int) -> int | None:
    """The line close above this one that begins where it begins: its heading, if it is one."""
    line = card.lines[index]
    b = frame(line)
    best: tuple[float, int] | None = None
    for other in card.lines:
        if other.index == index or other.direction != line.direction or same_row(line, other):
            continue
        a = frame(other)
        gap = b.top - a.bottom
        if -0.6 * b.size < gap < _LINE_GAP * b.size and a.middle < b.middle and abs(a.start - b.start) < 2 * b.size:
            best = min(best or (gap, other.index), (gap, other.index))
    return best[1] if best else None


def _aligned(a: Frame, b: Frame) -> bool:
    size = max(a.size, b.size)
    middles = abs((a.start + a.end) - (b.start + b.end)) / 2
    if min(abs(a.start - b.start), abs(a.end - b.end), middles) <= _ALIGNED * size:
        return True
    return a.start < b.start <= min(a.start + _INDENT * size, a.end)


def _nearest_in_row(card: CardText, index: int, within: float, *, ahead: bool) -> int | None:
    line = card.lines[index]
    a = frame(line)
    best: tuple[float, int] | None = None
    for other in card.lines:
        if other.index == index or not same_row(line, other):
            continue
        b = frame(other)
        gap = b.start - a.end if ahead else a.start - b.end
        if -0.7 * a.size <= gap <= within * a.size:
            best = min(best or (gap, other.index), (gap, other.index))
    return best[1] if best else None

"""Which way is up on a flat card, told by how well its text can be read.

A run of text read the wrong way round yields few characters and low probabilities. That leaves one doubt: a column of
Japanese on an upright card looks like a line on a card lying on its side, and the recogniser, which was trained on
columns turned counter-clockwise, reads both. Turning each character by itself settles it: the characters of a column
become upright and are read as before, those of a line fall on their side and are not.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from difflib import SequenceMatcher

import numpy as np
import numpy.typing as npt

from cardscan.ocr.crops import cut, quad_size, resized, turned
from cardscan.ocr.glyphs import glyph_pitch, is_square_glyph
from cardscan.ocr.rapid_models import Reading
from cardscan.records import Pixels, Quad

ReadStrips = Callable[[list[Pixels]], list[Reading]]

_MOST_LINES = 8

_LONGEST_STRIP = 320 / 48
"""Width over height of the piece of a line that is read: about seven Japanese or fourteen Latin characters."""

_GLYPH_PX = 48
"""Side of a single character when several are read side by side: the recogniser's own line height."""

_ELONGATED = 1.5
"""A box with a smaller ratio of its sides may hold one character and has no direction of its own."""

_DECIDED = 6.0
"""Stop when the best way up leads by this many well-read characters ..."""

_DECIDED_RATIO = 3.0
"""... and has this many times the votes of the next."""

_LATIN_LINES = 2
"""Fewest lines to look at where none has kanji or kana: one alone may be an e-mail address set sideways."""

_SURELY_READ = 0.9
_SURELY_READ_CHARACTERS = 5.0
"""A strip read with this mean score and so many well-read characters is not read the other way round as well. In 68
drawn cards, each turned four ways, strips the right way round scored 0.91 or more, the others up to 0.85 from five
characters."""

_LATIN_COLUMN = 0.2
"""Share of the vote of Latin text for being set sideways, as e-mail addresses are on vertical Japanese cards."""

_READ_ALIKE = (0.25, 0.75)
"""Share of characters read alike after turning them: a strip at or below the first is surely a line, at or above the
second surely a column. Measured on 120 lines and 105 columns of drawn cards: lines of five characters or more 0.00 to
0.25, columns 0.67 to 1.00."""

_ALIKE_WHEN_TURNED = frozenset("一三十口中井日王田回米〇")
"""Characters that a quarter turn leaves as they are or makes into one another; they say nothing of which way is up."""

Votes = npt.NDArray[np.float64]
"""For 0 to 3 clockwise quarter turns, in well-read characters."""


def upright_quarter_turns(card: Pixels, runs: Sequence[Quad], read: ReadStrips) -> int:
    """How a flat card must be turned to stand upright.

    Args:
        card: A flat card lying on any of its four sides.
        runs: Where text stands on it, in px of ``card``.
        read: The recogniser, for pictures of one line each.

    Returns:
        Clockwise quarter turns, 0 to 3; 0 where nothing could be read.
    """
    votes = np.zeros(4)
    lines = sorted((run for run in runs if _elongation(run) >= _ELONGATED), key=_worth, reverse=True)[:_MOST_LINES]
    for number, run in enumerate(lines, start=1):
        more, is_telling = _votes_of_line(card, run, read)
        votes += more
        if (is_telling or number >= _LATIN_LINES) and _is_decided(votes):
            return int(votes.argmax())
    glyphs = sorted((run for run in runs if _elongation(run) < _ELONGATED), key=_worth, reverse=True)[:_MOST_LINES]
    return int((votes + _votes_of_glyphs(card, glyphs, read)).argmax())


def _elongation(run: Quad) -> float:
    """The longer side over the shorter one."""
    width, height = quad_size(run)
    return max(width, height) / max(min(width, height), 1.0)


def _worth(run: Quad) -> float:
    """How much a run is likely to tell: many characters, of a height that the recogniser reads well."""
    return min(_elongation(run), _LONGEST_STRIP) * min(min(quad_size(run)), 48.0)


def _is_decided(votes: Votes) -> bool:
    """Whether more evidence would hardly change the outcome."""
    second, first = sorted(votes)[-2:]
    return bool(first - second >= _DECIDED and first >= _DECIDED_RATIO * second)


def _votes_of_line(card: Pixels, run: Quad, read: ReadStrips) -> tuple[Votes, bool]:
    """What one line or column says: votes for 0 to 3 clockwise quarter turns, in well-read characters.

    The second value tells whether it has kanji or kana, which show whether it is a line or a column.
    """
    votes = np.zeros(4)
    strip = cut(card, run)
    height, width = strip.shape[:2]
    turns = 0
    if height > width:
        strip, turns = turned(strip, -1), 3
    longest = round(strip.shape[0] * _LONGEST_STRIP)
    left = (strip.shape[1] - min(longest, strip.shape[1])) // 2
    strip = strip[:, left : left + longest]
    (forth,) = read([strip])
    gain = _characters(forth)
    if forth.score < _SURELY_READ or gain < _SURELY_READ_CHARACTERS:
        (back,) = read([turned(strip, 2)])
        gain -= _characters(back)
        if gain < 0:
            strip, forth, turns, gain = turned(strip, 2), back, turns + 2, -gain
    share = _column_share(strip, forth, read)
    votes[turns % 4] = gain * (1 - share)
    votes[(turns + 1) % 4] = gain * share
    return votes, any(map(is_square_glyph, forth.text))


def _characters(reading: Reading) -> float:
    """How many characters were read, each counted by its probability."""
    return sum(reading.char_scores)


def _column_share(strip: Pixels, reading: Reading, read: ReadStrips) -> float:
    """How likely a strip that reads well is a column turned counter-clockwise, 0–1."""
    places = [
        (character, centre)
        for character, centre in zip(reading.text, reading.centres, strict=True)
        if is_square_glyph(character)
    ]
    if not places:
        return _LATIN_COLUMN
    side = _glyph_side(strip, reading)
    padded = np.pad(strip, ((0, 0), (side, side), (0, 0)), mode="edge")
    top = (strip.shape[0] - side) // 2
    starts = [round(side / 2 + centre * strip.shape[1]) for _, centre in places]
    tiles = [turned(padded[top : top + side, start : start + side], 1) for start in starts]
    (again,) = read([np.concatenate(tiles, axis=1)])
    surely_line, surely_column = _READ_ALIKE
    share = _share_read_alike("".join(character for character, _ in places), again.text)
    return min(1.0, max(0.0, (share - surely_line) / (surely_column - surely_line)))


def _glyph_side(strip: Pixels, reading: Reading) -> int:
    """The side in px of the square in which each kanji or kana of a strip stands: their pitch, at most its height."""
    height, width = strip.shape[:2]
    pitch = glyph_pitch(reading, width) or float(height)
    return max(1, round(min(float(height), pitch)))


def _share_read_alike(before: str, after: str) -> float:
    """Share of the characters of ``before`` that stand in ``after`` in the same order, 0–1."""
    telling = sum(character not in _ALIKE_WHEN_TURNED for character in before)
    ignored = _ALIKE_WHEN_TURNED if telling >= 2 else frozenset[str]()
    before = "".join(character for character in before if character not in ignored)
    blocks = SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) / len(before)


def _votes_of_glyphs(card: Pixels, runs: Sequence[Quad], read: ReadStrips) -> Votes:
    """What boxes of a single character say together, as a name set with wide gaps.

    They are read side by side turned each way. What is upright is read, and so is what lies as in a column turned
    counter-clockwise: the best pair of these two tells.
    """
    if not runs:
        return np.zeros(4)
    glyphs = [resized(cut(card, run), _GLYPH_PX, _GLYPH_PX) for run in runs]
    strips = [np.concatenate([turned(glyph, turns) for glyph in glyphs], axis=1) for turns in range(4)]
    read_well: Votes = np.array([_characters(reading) for reading in read(strips)])
    lying_read_well: Votes = np.roll(read_well, 1)
    return (read_well + lying_read_well) / 2

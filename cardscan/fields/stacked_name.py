"""A name set on two lines, or seen as two boxes: 山田 over 太郎, OLIVIA over KOWALSKI."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cardscan.fields.evidence import belief
from cardscan.fields.japanese_name import japanese_name
from cardscan.fields.latin_name import credentials_end, is_honorific, is_particle, latin_name
from cardscan.fields.name_signs import mail_weight, prominence
from cardscan.fields.neighbours import bounds
from cardscan.fields.placement import follows, is_japanese, local_parts, near, relative_size
from cardscan.lexicon.names import is_latin_given_name, is_latin_surname
from cardscan.records import Candidate, CardText, FieldKind, TextLine

_TWO_BOXES = -0.7
"""Log-odds: most names stand on one line."""
_ONE_SIZE = 1.45
"""Both parts of a name are set in one size; boxes of one size differ by up to two fifths (accents, descenders)."""
_SAME_SETTING = 0.12
"""Share by which the character heights of one setting differ at most when neither line has accents."""
_INITIAL = re.compile(r"(?:[A-Z]\.\s?)+")
_ONE_SETTING = 1.5
"""Log-odds for such a line being more of the name below it, which could also stand alone."""


def japanese_pairs(card: CardText) -> Iterator[Candidate]:
    """Family and given name in kanji or kana: one above the other, or side by side with a very wide gap."""
    mails = local_parts(card)
    for first, second in _pairs(card):
        one, two = first.text.strip(), second.text.strip()
        if not (1 <= len(one) <= 4 and 1 <= len(two) <= 4):
            continue
        name = japanese_name(f"{one} {two}")
        if name is not None:
            weight = name.weight + prominence(card, first) + mail_weight(name.family, name.given, mails)
            yield _claim(first, second, name.value, weight + _TWO_BOXES, name.family, name.given, name.is_known)


def latin_pairs(card: CardText) -> Iterator[Candidate]:
    """Given and family name in Latin letters one above the other; credentials may follow on the second line."""
    for first, second in _pairs(card):
        if is_japanese(first.text + second.text) or relative_size(card, first) < 0:
            continue
        end, credentials = credentials_end(second.text)
        begins = is_honorific(first.text) or _INITIAL.fullmatch(first.text.strip()) is not None
        words = [[word for word in text.split() if not is_particle(word)] for text in (first.text, second.text[:end])]
        if len(words[0]) > 2 or len(words[1]) > 2 + begins:
            continue
        name = latin_name(f"{first.text} {second.text[:end]}")
        alone = latin_name(second.text[:end])
        if name is not None:
            weight = name.weight + prominence(card, first) + _TWO_BOXES
            if begins:
                weight += _ONE_SETTING
            elif alone is not None and alone.weight > 0:
                if not _one_setting(first, second):
                    continue  # CONTOSO above John Smith
                weight += _ONE_SETTING
            cut = end if credentials else None
            yield _claim(first, second, name.value, weight, name.family, name.given, name.is_known, cut)


def latin_stacks(card: CardText) -> Iterator[Candidate]:
    """A name in Latin letters on two or three lines; of a name on three no two are its whole."""
    threes = list(_in_three(card))
    taken = {index for claim in threes for index in claim.lines}
    yield from threes
    yield from (pair for pair in latin_pairs(card) if not taken.issuperset(pair.lines))


def _pairs(card: CardText) -> Iterator[tuple[TextLine, TextLine]]:
    for first in card.lines:
        for second in card.lines:
            if first.index == second.index:
                continue
            if is_honorific(first.text) and _stands_over(first, second):
                yield first, second
            if not 1 / _ONE_SIZE <= first.size / max(second.size, 1e-6) <= _ONE_SIZE:
                continue
            if follows(first, second) or (second.index == first.index + 1 and near(first, second, 3.0)):
                yield first, second


def _stands_over(first: TextLine, second: TextLine) -> bool:
    """Whether Dr. stands close above a name that was narrowed to fit the card, and so is set smaller."""
    left, _, _, bottom = bounds([first])
    left2, top2, _, _ = bounds([second])
    size = max(first.size, second.size)
    return second.size <= first.size and abs(left - left2) < size / 2 and -0.3 * size <= top2 - bottom <= size


def _in_three(card: CardText) -> Iterator[Candidate]:
    """Christopher / Ray / Lindqvist: one word a line, all set alike."""
    words = [line for line in card.lines if len(line.text.split()) == 1 and not is_japanese(line.text)]
    for first in words:
        for second in words:
            for third in words:
                if not (follows(first, second) and follows(second, third)) or relative_size(card, first) < 0:
                    continue
                name = latin_name(f"{first.text} {second.text} {third.text}")
                if name is not None and name.weight > 0:
                    yield Candidate(
                        kind=FieldKind.NAME,
                        lines=(first.index, second.index, third.index),
                        value=name.value,
                        text=f"{first.text} {second.text} {third.text}",
                        belief=belief(name.weight + prominence(card, first) + _TWO_BOXES),
                        validated=name.is_known,
                        parts={"family_name": name.family, "given_name": name.given},
                    )


def _one_setting(first: TextLine, second: TextLine) -> bool:
    """Whether RAHMAN above WEI LING is a part of one name: a name by itself, of the same size and case."""
    alike = abs(first.size - second.size) <= _SAME_SETTING * max(first.size, second.size)
    words = first.text.split()
    known = all(is_latin_surname(word) or is_latin_given_name(word) for word in words)
    return alike and known and first.text.isupper() == second.text.isupper()


def _claim(
    first: TextLine,
    second: TextLine,
    value: str,
    weight: float,
    family: str,
    given: str,
    known: bool,
    cut: int | None = None,
) -> Candidate:
    """A claim on both lines; with ``cut`` only on so many characters of the second, which then is named first."""
    return Candidate(
        kind=FieldKind.NAME,
        lines=(first.index, second.index) if cut is None else (second.index, first.index),
        value=value,
        text=f"{first.text} {second.text[:cut]}",
        belief=belief(weight),
        span=None if cut is None else (0, cut),
        validated=known,
        parts={"family_name": family, "given_name": given},
    )

"""Telephone and fax numbers: shape, numbering plan, labels in the line and in the boxes around it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from cardscan.fields.card_region import regions_of
from cardscan.fields.distractor import distractors
from cardscan.fields.kanji_phone import find_kanji_numbers
from cardscan.fields.labels import Meaning, label_after, label_before, whole_label
from cardscan.fields.layout import after_in_row, before_in_row, below, heading_of
from cardscan.fields.mail_address import GLUED_NUMBER
from cardscan.fields.phone_number import PhoneNumber, find_numbers
from cardscan.fields.phone_order import Listed, guess_by_order
from cardscan.fields.phone_sign import meanings_of_sign
from cardscan.fields.vanity_number import find_vanity_numbers
from cardscan.orthography.width import normalise_in_place, unify_dashes
from cardscan.records import Candidate, CardText, FieldKind, TextLine

_EXTENSION = re.compile(r"\s*[(（,]?\s*(?:内線|内|ext(?:ension|n)?|ex|x)\.?\s*[:：#]?\s*(\d{1,6})\s*[)）]?", re.I)
_UNDERSCORE = re.compile(r"(?<=[A-Za-z])_(?=[+(\d])")
"""A space or a rule between a label and its number."""

_BAR_AS_LETTER = re.compile(r"(?<=^[tfmpcd])[lI](?=\s?[(+\d])", re.I | re.M)
"""The bar in t | (403) 555-0123, read close after its label as one more letter."""

_HAND_PHONE = re.compile(r"H\.?P(?![A-Za-z])")
"""HP before a number is a hand phone (Singapore, Malaysia), before a link a home page."""

_LINK = re.compile(r"[^\s·•∙|]*[@＠]\S+|https?:?/*\S+|www[.,]\S+", re.I)
_BROKEN_OFF = re.compile(r"(?:\+\d{1,3}[\s(]*|\(?0|\d)[\d()\- ]*$")
_REST = re.compile(r"[\d\-() ]{3,12}")
_BREAK = 2.0
"""Character heights between two boxes of one broken number."""
_PHONE_MEANINGS = frozenset({"tel", "fax", "mobile", "direct", "tollfree", "main"})
_OTHER_MEANINGS = frozenset({"email", "url", "address", "social"})

_LABELLED = 40.0
"""Odds that a telephone label adds to a number's shape: hardly anything else follows TEL, 電話 or a telephone sign."""
_OTHER_LABEL = 0.1
_AMONG_WORDS = 0.5
"""Odds for an unlabelled number in a line that holds much else."""
_LEAST = 0.15
_UNKNOWN_PLAN = 0.6
"""The most for digits that no numbering plan explains, whatever stands before them."""
_GUESSED = 0.6
"""A guess from the order that is right this often is taken, and keeps its belief: that it is a number is sure."""

_SIGN = 2
"""Letters that a sign before a number may be read as; more are a word that says what the number is, if none we know."""

_LABEL_REACH = 8.0
"""Character heights between a label set in a column of its own and its value."""


@dataclass(frozen=True, slots=True)
class _Printed:
    """One number on the card with everything that stands about it."""

    number: PhoneNumber
    lines: tuple[int, ...]
    span: tuple[int, int]
    meanings: frozenset[Meaning]
    extension: str | None
    clutter: int
    """Letters of the line that belong to no number and no label."""
    signed: bool = False
    """Its meanings are those of a drawn sign."""


def recognise(card: CardText) -> list[Candidate]:
    """Every telephone, mobile and fax number of a card.

    Parts: ``kind`` (work, direct, mobile, fax, tollfree), ``extension`` where printed, and ``also`` = ``fax`` where one
    number is labelled TEL & FAX. The span takes in the label and the extension; ``text`` does not.
    """
    regions = regions_of(card)
    printed: list[_Printed] = []
    for line in card.lines:
        printed += _numbers_of_line(card, line.index, regions)
    printed += _split_over_lines(card, regions, printed)
    listed = [_listed(item) for item in printed]
    return [
        made
        for place, item in enumerate(printed)
        for made in _candidates(item, guess_by_order(listed, place) if item.clutter <= _SIGN else None)
    ]


def _numbers_of_line(card: CardText, index: int, regions: Sequence[str]) -> list[_Printed]:
    text = _UNDERSCORE.sub(" ", unify_dashes(normalise_in_place(card.lines[index].text)))
    text = _BAR_AS_LETTER.sub("|", text)
    blocked = (*distractors(text), *_links(text))
    numbers = find_vanity_numbers(text) or find_numbers(text, regions, blocked)
    numbers = numbers or find_kanji_numbers(text, regions or ("JP",))
    found = []
    floor = 0
    for place, number in enumerate(numbers):
        ceiling = numbers[place + 1].start if place + 1 < len(numbers) else len(text)
        item = _with_surroundings(text, number, floor, ceiling, index)
        item = _with_sign(card.lines[index], text, item, floor)
        found.append(item)
        floor = item.span[1]
    letters = sum(character.isalpha() for character in _without(text, [item.span for item in found]))
    return [_with_outer_label(card, index, replace(item, clutter=letters), first=item is found[0]) for item in found]


def _links(text: str) -> Iterator[tuple[int, int]]:
    """Where links stand; a number set close before one is none of it."""
    for link in _LINK.finditer(text):
        glued = GLUED_NUMBER.match(link[0])
        yield link.start() + (glued.end() if glued else 0), link.end()


def _with_surroundings(text: str, number: PhoneNumber, floor: int, ceiling: int, index: int) -> _Printed:
    label = label_before(text, floor, number.start)
    start, end = label.start if label else number.start, number.end
    meanings = label.meanings if label else frozenset()
    if "url" in meanings and _HAND_PHONE.match(text[start:]):
        meanings = meanings - {"url"} | {"mobile"}
    extension = None
    match = _EXTENSION.match(text, end)
    if match and match.end() <= ceiling:
        extension, end = match[1], match.end()
    after = label_after(text, end, ceiling)
    before_next = after is not None and ceiling < len(text) and not text[after.start : ceiling].strip(" :.")
    if before_next and label is not None:  # (O) 020-2612-3456 (M) 98220 12345
        after = None
    if after and (not meanings or after.meanings & {"direct", "main", "mobile", "tollfree"} or "fax" in after.meanings):
        meanings, end = meanings | after.meanings, after.start
        match = _EXTENSION.match(text, end)
        if match and match.end() <= ceiling and extension is None:
            extension, end = match[1], match.end()
    return _Printed(number, (index,), (start, end), frozenset(meanings), extension, 0)


def _with_sign(line: TextLine, text: str, item: _Printed, floor: int) -> _Printed:
    """The number with what a drawn sign before it says, unless a word says it; one letter may be the sign, misread."""
    word = "".join(character for character in text[item.span[0] : item.number.start] if character.isalpha())
    if item.meanings and len(word) != 1:
        return item
    first, last = (len("".join(text[:end].split())) for end in (floor, item.number.start))
    sign = next((sign for sign in line.signs if first <= sign.place <= last), None)
    meanings = meanings_of_sign(sign.kinds, item.number) if sign is not None else frozenset()
    return replace(item, meanings=meanings, signed=True) if meanings else item


def _with_outer_label(card: CardText, index: int, item: _Printed, *, first: bool) -> _Printed:
    """Look for the label in the box before or above where the line itself has none."""
    if item.meanings - {"main"} or not first or item.clutter > _SIGN:
        return item
    before = before_in_row(card, index, _LABEL_REACH)
    if before is not None:
        meanings = whole_label(normalise_in_place(card.lines[before].text))
        if meanings:
            return replace(item, meanings=item.meanings | meanings)
    above = heading_of(card, index)
    if above is not None:
        meanings = whole_label(normalise_in_place(card.lines[above].text))
        if meanings & _PHONE_MEANINGS and before_in_row(card, above, _LABEL_REACH) is None:
            return replace(item, meanings=item.meanings | meanings)
    return item


def _split_over_lines(card: CardText, regions: Sequence[str], whole: Sequence[_Printed]) -> list[_Printed]:
    """Numbers broken over two boxes: ``TEL 03-1234-`` and ``5678``."""
    taken = {index for item in whole if item.number.e164 for index in item.lines}
    found = []
    for line in card.lines:
        text = unify_dashes(normalise_in_place(line.text)).rstrip()
        if line.index in taken or not _BROKEN_OFF.search(text):
            continue
        after = after_in_row(card, line.index, _BREAK)
        for other in (*(() if after is None else (after,)), *below(card, line.index)[:1]):
            rest = unify_dashes(normalise_in_place(card.lines[other].text)).strip()
            if other in taken or not _REST.fullmatch(rest):
                continue
            joint = text + ("" if text.endswith("-") or rest.startswith("-") else " ") + rest
            numbers = find_numbers(joint, regions, distractors(joint))
            if numbers and numbers[-1].valid and numbers[-1].start < len(text) and numbers[-1].end == len(joint):
                item = _with_surroundings(joint, numbers[-1], 0, len(joint), line.index)
                number = replace(item.number, belief=item.number.belief * 0.85)
                span = (item.span[0], len(line.text))
                found.append(replace(item, number=number, lines=(line.index, other), span=span))
    return found


def _listed(item: _Printed) -> Listed:
    e164 = item.number.e164
    return Listed(
        line=item.lines[0],
        digits=re.sub(r"\D", "", item.number.printed),
        country_code="+1" if re.fullmatch(r"\+1\d{10}", e164) else e164[:3],
        kind=_kind(item),
        labelled=bool(item.meanings & _PHONE_MEANINGS) and not item.signed,
        signed=item.signed,
    )


def _candidates(item: _Printed, guess: tuple[str, float] | None) -> list[Candidate]:
    odds = _odds(item.number.belief)
    labelled = bool(item.meanings & _PHONE_MEANINGS)
    if labelled:
        odds *= _LABELLED
    elif item.meanings & _OTHER_MEANINGS:
        odds *= _OTHER_LABEL
    elif item.clutter > 6:
        odds *= _AMONG_WORDS
    belief = min(odds / (1 + odds), 0.99 if item.number.e164 else _UNKNOWN_PLAN)
    if belief < _LEAST:
        return []
    kind = _kind(item)
    made = _candidate(item, kind, belief, labelled)
    if guess is None:
        return [made]
    other, chance = guess
    return [
        _candidate(item, other, belief * min(chance / _GUESSED, 1.0), labelled),
        replace(made, belief=belief * (1 - chance)),
    ]


def _candidate(item: _Printed, kind: str, belief: float, labelled: bool) -> Candidate:
    parts = {"kind": kind}
    if item.extension:
        parts["extension"] = item.extension
    if kind == "work" and {"tel", "fax"} <= item.meanings:
        parts["also"] = "fax"
    return Candidate(
        kind=FieldKind.PHONE,
        lines=item.lines,
        value=item.number.e164,
        text=item.number.printed,
        belief=belief,
        span=item.span,
        validated=item.number.valid and labelled,
        parts=parts,
    )


def _kind(item: _Printed) -> str:
    meanings = item.meanings
    if "fax" in meanings and "tel" not in meanings:
        return "fax"
    if item.number.nature == "tollfree" and item.number.valid:
        return "tollfree"
    if "mobile" in meanings or item.number.nature == "mobile":
        return "mobile"
    if "tollfree" in meanings or item.number.nature == "tollfree":
        return "tollfree"
    if "direct" in meanings:
        return "direct"
    return "work"


def _odds(probability: float) -> float:
    return probability / (1 - probability) if probability < 1 else 1e6


def _without(text: str, spans: Sequence[tuple[int, int]]) -> str:
    kept = list(text)
    for start, end in spans:
        kept[start:end] = " " * (end - start)
    return "".join(kept)

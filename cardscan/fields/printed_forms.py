"""One decision on every character of the person's name, wherever it stands on the card: 髙橋 and 髙橋税理士事務所.

The engine says of each occurrence how likely each form is. What it saw of the family name in the name, in the firm and
in other lines is weighed together; an address keeps everyday forms, as place names do.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

from cardscan.fields.assign import Choice
from cardscan.orthography.printed_form import RARITY, lead_of, likeliest_form, pooled
from cardscan.orthography.variants import fold_variants, has_variants
from cardscan.records import Candidate, CardText, FieldKind, PrintedForm, TextLine

_RARITY = {FieldKind.NAME: 1.5, FieldKind.ADDRESS: 6.0}
"""Log-odds against a form other than the everyday one in a name and in a place; elsewhere the usual."""

_SHORTEST = 2
"""Characters of the shortest family name that is looked for in other lines; 関 and 東 are parts of other words."""

Place = tuple[int, int]
"""A line's index and a character's place in its text."""


def settle_forms(card: CardText, choices: Sequence[Choice]) -> tuple[CardText, tuple[Choice, ...]]:
    """The card and its claims with the forms that were most likely printed.

    The evidence of the name's characters, pooled, then stands at each of their occurrences.
    """
    seen = {
        (line.index, place): form for line in card.lines for place, form in placed_forms(line.text, line.forms).items()
    }
    if not seen:
        return card, tuple(choices)
    places = _address_places(card, choices)
    written = {p: likeliest_form([seen[p]], _RARITY[FieldKind.ADDRESS]) for p in places if p in seen}
    for same in _name_occurrences(card, choices, places):
        forms = [seen[place] for place in same if place in seen]
        if forms:
            form = likeliest_form(forms, _RARITY[FieldKind.NAME])
            together = PrintedForm(form, pooled(forms))
            written.update(dict.fromkeys(same, form))
            seen.update({place: together for place in same if place in seen})
    settled = replace(card, lines=tuple(_rewritten(line, written, seen) for line in card.lines))
    return settled, tuple(_followed(choice, card, settled) for choice in choices)


def form_doubt(card: CardText, claim: Candidate) -> float:
    """How doubtful the least sure form among a claim's characters is: from 0 to 1, where another is as likely.

    A card whose forms no engine told apart leaves each character in doubt that has several.
    """
    if not any(line.forms for line in card.lines):
        return float(has_variants(claim.value))
    rarity = _RARITY.get(claim.kind, RARITY)
    places = set(covered(card, claim))
    leads = [
        lead_of(form.character, form, rarity)
        for index in set(claim.lines)
        for place, form in placed_forms(card.lines[index].text, card.lines[index].forms).items()
        if (index, place) in places
    ]
    return 2 / (1 + math.exp(max(0.0, min(leads)))) if leads else 0.0


def placed_forms(text: str, forms: Sequence[PrintedForm]) -> dict[int, PrintedForm]:
    """Where in a line's text the characters stand of which an engine saw several forms.

    A form whose character is no longer there, as where another reading took its place, is passed over.
    """
    found: dict[int, PrintedForm] = {}
    start = 0
    for form in forms:
        place = text.find(form.character, start)
        if place >= 0:
            found[place] = form
            start = place + 1
    return found


def covered(card: CardText, claim: Candidate) -> Iterator[Place]:
    """The places of the characters that a claim takes, in the order in which its lines are joined."""
    for index in claim.lines:
        start, end = 0, len(card.lines[index].text)
        if claim.span is not None and index == claim.lines[0]:
            start, end = claim.span
        elif claim.last_span is not None and index == claim.lines[-1]:
            start, end = claim.last_span
        yield from ((index, place) for place in range(start, end))


def _address_places(card: CardText, choices: Sequence[Choice]) -> frozenset[Place]:
    claims = (choice.candidate for choice in choices)
    return frozenset(p for claim in claims if claim.kind is FieldKind.ADDRESS for p in covered(card, claim))


def _name_occurrences(card: CardText, choices: Sequence[Choice], places: frozenset[Place]) -> Iterator[list[Place]]:
    """For each character of the person's name: everywhere it stands, the name's own place first."""
    name = next((choice.candidate for choice in choices if choice.candidate.kind is FieldKind.NAME), None)
    if name is None:
        return
    letters = [(index, place) for index, place in covered(card, name) if not card.lines[index].text[place].isspace()]
    family = fold_variants(name.parts.get("family_name", ""))
    elsewhere: list[list[Place]] = []
    if len(family) >= _SHORTEST:
        for line in card.lines:
            for start in _starts(fold_variants(line.text), family):
                spot = [(line.index, start + offset) for offset in range(len(family))]
                if not (set(spot) & (set(letters) | places)):
                    elsewhere.append(spot)
    text = fold_variants("".join(card.lines[index].text[place] for index, place in letters))
    begins = text.find(family) if family else -1
    for number, letter in enumerate(letters):
        offset = number - begins
        inside = begins >= 0 and 0 <= offset < len(family)
        yield [letter, *([spot[offset] for spot in elsewhere] if inside else [])]


def _starts(text: str, part: str) -> Iterator[int]:
    start = text.find(part)
    while start >= 0:
        yield start
        start = text.find(part, start + 1)


def _rewritten(line: TextLine, written: dict[Place, str], seen: dict[Place, PrintedForm]) -> TextLine:
    text = "".join(written.get((line.index, place), character) for place, character in enumerate(line.text))
    forms = tuple(
        replace(seen[line.index, place], character=character)
        for place, character in enumerate(text)
        if (line.index, place) in seen
    )
    return line if text == line.text and forms == line.forms else replace(line, text=text, forms=forms)


def _followed(choice: Choice, before: CardText, after: CardText) -> Choice:
    """A claim in the characters of the settled card."""
    claim = choice.candidate
    places = list(covered(before, claim))
    old = "".join(before.lines[index].text[place] for index, place in places)
    new = "".join(after.lines[index].text[place] for index, place in places)
    if old == new:
        return choice
    value = followed(claim.value, old, new)
    settled = replace(claim, value=value, text=followed(claim.text, old, new), parts=_parts_of(value, claim))
    return replace(choice, candidate=settled)


def followed(text: str, old: str, new: str) -> str:
    """``text`` with each character of ``old`` that is another in ``new``, which is as long, put in its place."""
    changed = {before for before, after in zip(old, new, strict=True) if before != after}
    turns = {character: (new[p] for p, other in enumerate(old) if other == character) for character in changed}
    return "".join(next(turns[character], character) if character in changed else character for character in text)


def _parts_of(value: str, claim: Candidate) -> dict[str, str]:
    """The parts of a claim as they now stand in its value, which is as long as it was."""
    parts = dict(claim.parts)
    start = 0
    for key, part in parts.items():
        place = claim.value.find(part, start)
        if place >= 0:
            parts[key] = value[place : place + len(part)]
            start = place + len(part)
    return parts

"""Western addresses, and Japanese ones in Latin letters: evidence of every line, joined by where lines stand."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from cardscan.fields.address_latin_parts import LineEvidence, evidence_of, parts_of
from cardscan.fields.address_latin_repair import repaired_figures
from cardscan.fields.card_region import regions_of
from cardscan.fields.distractor import distractors
from cardscan.fields.labels import label_before, without_label
from cardscan.fields.layout import after_in_row, below
from cardscan.fields.phone_number import find_numbers
from cardscan.fields.postal_code import japanese_codes
from cardscan.orthography.width import normalise_in_place, unify_dashes
from cardscan.records import Candidate, CardText, FieldKind

_STOP = re.compile(
    r"[\s/・|•·,;(]*(?:(?<!\w)(?:Tel|Telephone|Phone|Fax|Mobile|Mob|Cell|Direct|E-?mail|Mail|Web|URL|Ph"
    r")(?![A-Za-z])[\s.:：/]*(?=[(+\d]|\S+[@.])|(?<!\w)Office[\s.:：/]*(?=[(+]?\d[\d() .-]{6,}\d)"
    r"|(?<!\w)[TFMPECO][\s.:|]+(?=[(+]?\d{2,}|\S+@)|\+\d{1,3}[\s(]|\(?\d{3}[).\-]\s?\d{3}[.\-]\d{4}"
    r"|\b0\d{1,4}[- ]\d{3,4}[- ]\d{3,4}|\S+@\S+|https?:|www\.|℡|☎)",
    re.I,
)
_JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-鿿]")
_NO_LETTERS = frozenset("0123456789-., ()〒")
_MOST_LINES = 6
_MOSTLY = 0.6
"""Share of a line that a licence, account or date takes when the line is no part of an address."""
_LEAST = 0.2
_NONE = -3.0
_SHARPNESS = 1.4
"""How much more a line's evidence counts for where an address begins and ends than for its being one."""
_ICON = re.compile(r"^[90OQ@•©®°]\s(?=\d+\s[A-Z])")
"""A map pin before the house number, as engines read it."""
_GAP_IN_ADDRESS = -1.0
"""Log-odds of a line that says nothing, between lines of an address."""
_TELEPHONE = frozenset({"tel", "fax", "mobile", "direct", "tollfree", "main"})
_A_NUMBER = 0.5
"""Belief from which figures behind a label for telephones are a telephone number."""

_TIGHT_COMMA = re.compile(r",(?=[A-Za-z])")
"""No card sets words close after a comma; engines lose the space."""

_MARK_IN_STREET = re.compile(r"(?<=str\.),(?= \d)")
"""Leopoldstr., 154: a stroke of the card read as a comma; none stands between a German street and its number."""

_A_CODE = 2.0
"""Evidence above which figures are a postal code for sure; four before a word may be a house number."""

_EDGE = 0.35
"""A line with less evidence than this neither begins nor ends an address."""


@dataclass(frozen=True, slots=True)
class _Line:
    """The part of a line that may belong to an address."""

    index: int
    start: int
    end: int
    text: str
    evidence: LineEvidence
    open_end: bool
    """Nothing else follows on the line, so that the address may go on in the next one."""


def recognise_latin(card: CardText) -> list[Candidate]:
    """Every way in which lines in Latin letters may make addresses; ``value`` joins the lines with commas."""
    regions = regions_of(card)
    read = (_read(each.index, each.text, regions) for each in card.lines)
    lines = {line.index: line for line in read if line is not None}
    chains = [chain for index in lines for chain in _chains(card, lines, index) if not _is_headed(lines, chain)]
    fits = {chain: math.exp(_SHARPNESS * sum(_fit(lines[index]) for index in chain)) for chain in chains}
    candidates = []
    for chain in chains:
        rivals = sum(fit for other, fit in fits.items() if set(other) & set(chain))
        if set("".join(lines[index].text for index in chain)) <= _NO_LETTERS:
            continue
        belief = fits[chain] / rivals / (1 + math.exp(-_score([lines[index].evidence for index in chain])))
        if belief >= _LEAST:
            candidates.append(_candidate(card, [lines[index] for index in chain], min(belief, 0.98)))
    return candidates


def _read(index: int, printed: str, regions: Sequence[str]) -> _Line | None:
    text = repaired_figures(unify_dashes(normalise_in_place(printed)))
    if len(_JAPANESE.findall(text)) > 1:
        return None
    icon = _ICON.match(text)
    start = icon.end() if icon else without_label(text, "address")
    stop = _STOP.search(text, start)
    end = min(stop.start() if stop else len(text), _labelled_number(text, start, regions))
    body = text[start:end].strip(" |/・·•")
    if not re.search(r"[A-Za-z0-9]{2}", body):
        return None
    if any(last - begin >= _MOSTLY * len(body) for begin, last in distractors(body)):
        return None
    return _Line(index, start, end, body, evidence_of(body), end == len(text))


def _labelled_number(text: str, start: int, regions: Sequence[str]) -> int:
    """Where the first telephone number with its label begins; the text's length where there is none."""
    for number in find_numbers(text, regions, distractors(text)):
        label = label_before(text, start, number.start)
        if label is not None and number.belief >= _A_NUMBER and label.meanings & _TELEPHONE:
            return label.start
    return len(text)


def _chains(card: CardText, lines: Mapping[int, _Line], first: int) -> Iterator[tuple[int, ...]]:
    """The runs of lines from this one on that begin and end with evidence for an address."""
    if lines[first].evidence.total < _EDGE:
        return
    chain: tuple[int, ...] = (first,)
    while True:
        if lines[chain[-1]].evidence.total >= _EDGE:
            yield chain
        following = _next(card, chain[-1])
        if following is None or following not in lines or following in chain or len(chain) == _MOST_LINES:
            return
        if not lines[chain[-1]].open_end and not _ends_below(card, lines, chain, following):
            return
        if lines[following].start > 0 or lines[following].evidence.against:
            return
        if _is_another(lines[following].evidence) and any(lines[i].evidence.postal > _A_CODE for i in chain):
            return
        chain = (*chain, following)


def _is_headed(lines: Mapping[int, _Line], chain: Sequence[int]) -> bool:
    """Whether the first line only heads an office with the town that its address names again: LONDON."""
    heading = lines[chain[0]].text.casefold().strip(" ,:")
    following = (lines[index].text.casefold() for index in chain[1:])
    return not re.search(r"\d", heading) and any(heading in text for text in following)


def _is_another(evidence: LineEvidence) -> bool:
    """Whether a line has a code and what stands before a code, so that it is an address of its own."""
    return evidence.postal > 0 and evidence.street + evidence.unit > _EDGE


def _next(card: CardText, index: int) -> int | None:
    after = after_in_row(card, index, 2.0)
    return after if after is not None else next(iter(below(card, index)), None)


def _ends_below(card: CardText, lines: Mapping[int, _Line], chain: tuple[int, ...], following: int) -> bool:
    """Whether the town and its code stand under a street beside which another column's text was read as one line."""
    starts = [card.lines[index].quad[0][0] for index in (chain[-1], following)]
    aligned = abs(starts[0] - starts[1]) < card.lines[following].size
    return aligned and lines[following].evidence.postal > 0 and not any(lines[i].evidence.postal for i in chain)


def _fit(line: _Line) -> float:
    total = line.evidence.total
    return _GAP_IN_ADDRESS if total == 0 else max(-4.0, min(3.0, total))


def _score(evidence: Sequence[LineEvidence]) -> float:
    """The log-odds that some lines are an address: the best of each kind of evidence, so that none counts twice."""
    score = _NONE + max(line.street for line in evidence) + max(line.postal for line in evidence)
    score += min(1.8, sum(line.unit for line in evidence)) + min(3.0, sum(line.place for line in evidence))
    return score + max(line.country for line in evidence) + sum(line.against for line in evidence)


def _candidate(card: CardText, lines: Sequence[_Line], belief: float) -> Candidate:
    joined = ""
    for line in lines:
        joined += (" " if joined.endswith((",", "-")) else ", ") * bool(joined) + re.sub(
            r"\s*[|•·]\s*", ", ", line.text
        )
    joined = _MARK_IN_STREET.sub("", joined)
    parts = parts_of(joined)
    value = _TIGHT_COMMA.sub(", ", _without_japanese_code(joined).strip(" ,;"))
    first, last = lines[0], lines[-1]
    several = len(lines) > 1
    first_length, last_length = (len(card.lines[line.index].text) for line in (first, last))
    return Candidate(
        kind=FieldKind.ADDRESS,
        lines=tuple(line.index for line in lines),
        value=value,
        text=value,
        belief=belief,
        span=(first.start, first_length if several and first.open_end else first.end),
        validated="postal_code" in parts and "region" in parts,
        parts=parts,
        last_span=(0, last.end) if several and last.end < last_length else None,
    )


def _without_japanese_code(text: str) -> str:
    for code in reversed(japanese_codes(text)):
        text = ", ".join(piece for piece in (text[: code.start].strip(" ,"), text[code.end :].strip(" ,")) if piece)
    return text

"""Recognises licences, certificates and degrees; a person may hold several, often on one line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from cardscan.fields.department_grammar import department_belief
from cardscan.fields.evidence import belief, log_odds
from cardscan.fields.fused import rank_and_name, title_and_licence
from cardscan.fields.latin_name import credentials_end, is_honorific, latin_name
from cardscan.fields.qualification_grammar import qualification_belief
from cardscan.fields.remainder import rest_weight
from cardscan.fields.segments import Segment, segment_at, segments
from cardscan.fields.title_grammar import title_belief
from cardscan.lexicon.word_lists import near_miss, word_list
from cardscan.records import Candidate, CardText, FieldKind, TextLine

_HALF_A_NAME = re.compile(r"\s*[^\W\d_]{2,}(?:[-'’][^\W\d_]+)?\s*")
"""KOWALSKI, RN below OLIVIA."""
_CREASE = re.compile(r"^[1Il|]\s+")
"""A stroke that an engine read out of a crease or an ornament: 1 John Smith, Ph.D."""
_MISREAD = 0.7
_POINT = re.compile(r"[^・]+")


def recognise(card: CardText) -> list[Candidate]:
    """Every stretch that may be one licence, certificate or degree."""
    return [claim for line in card.lines for claim in _on_line(line)]


def _on_line(line: TextLine) -> Iterator[Candidate]:
    for segment in segments(line.text):
        chance = qualification_belief(segment.text)
        if chance > 0.02:
            yield _claim(line, segment, _weight(segment, chance))
        yield from _misread(line, segment)
        yield from _two_in_one_word(line, segment)
        if chance <= 0.02 and "・" in segment.text:
            yield from _pointed(line, segment)
        yield from _before_a_name(line, segment)
    yield from _after_a_latin_name(line)


def _weight(segment: Segment, chance: float) -> float:
    weight = log_odds(chance) + rest_weight(segment)
    weight -= 2.0 * max(0.0, title_belief(segment.text) - chance + 0.2)
    part_of_more = segment.after.startswith("(") or re.search(r"(?:認定|公認|登録|級)\s*$", segment.before) is not None
    return weight - (3.0 if part_of_more or _is_an_honorific(segment) else 0.0)


def _is_an_honorific(segment: Segment) -> bool:
    """Whether Dr.-Ing. stands before a name, of which it then is a part."""
    return is_honorific(segment.text) and latin_name(segment.after) is not None


def _pointed(line: TextLine, segment: Segment) -> Iterator[Candidate]:
    """税理士・行政書士: several parted by points, each of them a qualification."""
    spans = [match.span() for match in _POINT.finditer(segment.text)]
    chances = [qualification_belief(segment.text[start:end]) for start, end in spans]
    if min(chances, default=0.0) < 0.5:
        return
    for (start, end), chance in zip(spans, chances, strict=True):
        part = segment_at(line.text, segment.start + start, segment.start + end)
        yield _claim(line, part, log_odds(chance))


def _misread(line: TextLine, segment: Segment) -> Iterator[Candidate]:
    """社会福社士: a licence alone on its line with one character that the engine took for another."""
    entry = near_miss(segment.text, "qualifications_ja") if segment.is_whole else ""
    others = (qualification_belief(segment.text), title_belief(segment.text), department_belief(segment.text))
    if entry and max(others) < _MISREAD:
        yield replace(_claim(line, segment, log_odds(_MISREAD)), value=entry)


def _two_in_one_word(line: TextLine, segment: Segment) -> Iterator[Candidate]:
    """AWS認定ソリューションアーキテクト情報処理安全確保支援士: two whose gap was lost; 営業主任宅地建物取引士."""
    cut = title_and_licence(segment.text)
    if cut is not None:
        part = segment_at(line.text, segment.start + cut, segment.end)
        yield _claim(line, part, log_odds(qualification_belief(part.text)))
    if re.search(r"[ ・]", segment.text) or len(segment.text) < 6 or not segment.is_whole:
        return
    listed = word_list("qualifications_ja")
    for cut in range(3, len(segment.text) - 2):
        chances = [qualification_belief(part) for part in (segment.text[:cut], segment.text[cut:])]
        if min(chances) >= 0.75 and segment.text[cut:] in listed:
            for start, end, chance in ((0, cut, chances[0]), (cut, len(segment.text), chances[1])):
                part = segment_at(line.text, segment.start + start, segment.start + end)
                yield _claim(line, part, log_odds(chance))
            return


def _before_a_name(line: TextLine, segment: Segment) -> Iterator[Candidate]:
    """税理士山田太郎."""
    cut = rank_and_name(segment.text) if " " not in segment.text else None
    if cut is not None and qualification_belief(segment.text[:cut]) > 0.5:
        part = segment_at(line.text, segment.start, segment.start + cut)
        yield _claim(line, part, log_odds(qualification_belief(part.text)) - 0.5)


def _after_a_latin_name(line: TextLine) -> Iterator[Candidate]:
    """John Smith, Ph.D., MBA."""
    end, spans = credentials_end(line.text)
    name = latin_name(_CREASE.sub("", line.text[:end]))
    half = _HALF_A_NAME.fullmatch(line.text[:end]) is not None and "," in line.text
    if name is None and not half:
        return
    weight = 1.5 + min(1.5, name.weight) if name is not None else 1.0
    for start, stop in spans:
        yield _claim(line, segment_at(line.text, start, stop), weight)


def _claim(line: TextLine, segment: Segment, weight: float) -> Candidate:
    return Candidate(
        kind=FieldKind.QUALIFICATION,
        lines=(line.index,),
        value=" ".join(segment.text.split()).strip(" ,・"),
        text=line.text[segment.start : segment.end],
        belief=belief(weight),
        span=None if (segment.start, segment.end) == (0, len(line.text)) else (segment.start, segment.end),
        validated=qualification_belief(segment.text) >= 0.9,
    )

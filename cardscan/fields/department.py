"""Recognises the department, section or branch, on one line or over up to three."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import replace

from cardscan.fields.department_grammar import department_belief
from cardscan.fields.evidence import belief, log_odds
from cardscan.fields.firm_grammar import firm_look
from cardscan.fields.fused import department_and_title
from cardscan.fields.placement import follows, is_japanese
from cardscan.fields.remainder import rest_weight
from cardscan.fields.segments import Segment, segment_at, segments
from cardscan.fields.title_grammar import title_belief
from cardscan.lexicon.word_lists import word_list
from cardscan.orthography.width import normalise_in_place
from cardscan.records import Candidate, CardText, FieldKind, TextLine

_DEPARTMENT = 0.55
"""Belief from which a line may be part of a chain of departments."""
_PLACES = ("本社", "支社", "支店", "営業所", "出張所", "事業所", "工場", "本店", "オフィス", "センター", "店")
_ADDRESS_START = re.compile(r"\s*(?:〒|\(?〒?\d{3}-\d{4}|.{2,3}[都道府県].{1,6}[市区町村郡])")
_PART_OF_A_CHAIN = -2.5
_CHAIN = 0.8
_TRANSLATION = 1.5


def recognise(card: CardText) -> list[Candidate]:
    """Every stretch that may be the department; a chain over several lines is joined with spaces."""
    alone = [claim for line in card.lines if not _heads_an_address(card, line) for claim in _on_one_line(line)]
    found = [*alone, *_on_several_lines(card, alone)]
    if any(claim.belief >= _DEPARTMENT and is_japanese(claim.value) for claim in found):
        return [claim if is_japanese(claim.value) else _second(claim) for claim in found]
    return found


def _second(claim: Candidate) -> Candidate:
    """The Latin department beside a Japanese one, which is its translation."""
    return replace(claim, belief=belief(log_odds(claim.belief) - _TRANSLATION))


def _heads_an_address(card: CardText, line: TextLine) -> bool:
    """仙台営業所 above an address says whose address it is, not where the person works."""
    text = normalise_in_place("".join(line.text.split()))
    if not text.endswith(_PLACES) or re.search(r"[部課室係]", text) or line.index + 1 >= len(card.lines):
        return False
    following = normalise_in_place(card.lines[line.index + 1].text)
    return _ADDRESS_START.match(following) is not None


def _on_one_line(line: TextLine) -> Iterator[Candidate]:
    for segment in segments(line.text):
        words = segment.text.split()
        cut = department_and_title(words[-1]) if words else None
        if cut is not None:
            part = segment_at(line.text, segment.start, segment.end - len(words[-1]) + cut)
            yield _claim(line, part, log_odds(department_belief(part.text)) - 1.0 + _neighbours(part))
        chance = department_belief(segment.text)
        if chance > 0.03:
            weight = log_odds(chance) + rest_weight(segment) + _neighbours(segment)
            weight -= 3.0 * max(0.0, title_belief(segment.text) - chance)
            weight -= 2.0 * max(0.0, firm_look(segment.text).belief - max(chance, 0.5))
            weight -= 0.0 if segment.is_whole or chance > 0.9 or is_japanese(segment.text) else 1.5
            yield _claim(line, segment, weight)


def _neighbours(segment: Segment) -> float:
    """A department next to another one on the line is only a part of the whole."""
    if segment.before.rstrip().endswith("(") and not segment.is_whole:
        return -2.0
    beside = [*segment.before.split()[-1:], *segment.after.split()[:1]]
    if not is_japanese(segment.text) and any(word.casefold() in word_list("title_words_en") for word in beside):
        return _PART_OF_A_CHAIN
    return (
        _PART_OF_A_CHAIN if any(department_belief(word) >= 0.7 and title_belief(word) < 0.7 for word in beside) else 0.0
    )


def _claim(line: TextLine, segment: Segment, weight: float) -> Candidate:
    return Candidate(
        kind=FieldKind.DEPARTMENT,
        lines=(line.index,),
        value=" ".join(segment.text.split()),
        text=line.text[segment.start : segment.end],
        belief=belief(weight),
        span=None if (segment.start, segment.end) == (0, len(line.text)) else (segment.start, segment.end),
    )


def _on_several_lines(card: CardText, alone: list[Candidate]) -> Iterator[Candidate]:
    """Whole lines that are departments each, one below the other; a title may share the last line's end."""
    whole = {claim.lines[0]: claim for claim in alone if claim.span is None and claim.belief >= _DEPARTMENT}
    for count in (2, 3):
        for start in range(len(card.lines) - count + 1):
            lines = card.lines[start : start + count]
            if not all(follows(one, two) for one, two in itertools.pairwise(lines)):
                continue
            if all(line.index in whole for line in lines):
                least = min(whole[line.index].belief for line in lines)
                yield Candidate(
                    kind=FieldKind.DEPARTMENT,
                    lines=tuple(line.index for line in lines),
                    value=" ".join(" ".join(normalise_in_place(line.text).split()) for line in lines),
                    text=" ".join(line.text for line in lines),
                    belief=belief(log_odds(least) + _CHAIN * (count - 1)),
                )

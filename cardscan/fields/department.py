"""Recognises the department, section or branch, on one line or over up to four."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from cardscan.fields.department_grammar import (
    department_belief,
    is_only_subjects,
    is_practice,
    is_unit,
    is_whole_subject,
)
from cardscan.fields.evidence import belief, log_odds
from cardscan.fields.firm_grammar import firm_look
from cardscan.fields.fused import department_and_title, firm_and_unit
from cardscan.fields.latin_name import credentials_end, latin_name
from cardscan.fields.layout import below
from cardscan.fields.placement import follows, is_japanese, near
from cardscan.fields.remainder import explained, rest_weight
from cardscan.fields.segments import Segment, segment_at, segments
from cardscan.fields.title_grammar import is_role, title_belief
from cardscan.lexicon.word_lists import word_list
from cardscan.orthography.width import normalise_in_place
from cardscan.records import Candidate, CardText, FieldKind, TextLine

_DEPARTMENT = 0.55
"""Belief from which a line may be part of a chain of departments."""
_PLACES = ("本社", "支社", "支店", "営業所", "出張所", "事業所", "工場", "本店", "オフィス", "センター", "店")
_ADDRESS_START = re.compile(r"\s*(?:〒|\D{0,2}\d{3}-\d{4}(?!\d)|.{2,3}[都道府県].{1,6}[市区町村郡])")
_ACCOUNT = re.compile(r"振込|口座|(?:普通|当座)(?:預金)?\s*\d|銀行\s.*\d{6}")
"""振込先 見本銀行 本店営業部 普通 1234567: the branch is the bank's."""
_LIST_OF_SERVICES = re.compile(r"診療科目?|業務内容|営業品目|取扱|事業内容|専門分野|・[^・]*$")
_PART_OF_A_CHAIN = -2.5
_BESIDE_A_UNIT = -1.5
"""The same where the word beside it only ends like a department: 鹿島工場 製造第三課, if 鹿島工場 is not the firm."""
_LINKS = ("of", "for", "&", "and", "the", "to")
_BY_A_TITLE = 1.2
"""Log-odds of a line of nothing but subjects beside a title."""
_FIRM = 0.85
_BEHIND_A_FIRM = 0.7
"""Log-odds to take off: a branch on the firm's own line may belong to its name, if a department stands below."""
_LONGEST_CHAIN = 4
_CHAIN = 0.8
_WEAK_LINK = 0.6
"""Log-odds to take off for each line of a chain that only ends like a department: ローンプラザ."""
_SURE = 0.75
"""Belief of a line beside which such a line is taken for a part of the department."""
_ONLY_WEAK_LINKS = 0.0
"""Log-odds of a chain of nothing but such lines."""
_BEFORE_A_TITLE = 0.7
"""Belief in a department that a whole title follows without a gap, at least."""
_BRANCHES = ("支店", "支社", "営業所", "本店")
_LARGER = 1.2
"""A branch in type so much larger than the department below it belongs to the firm."""
_TITLE = 0.7
_TRANSLATION = 1.5
_SURE_LATIN = 0.9
"""Belief in a Latin line that says that it is a department."""
_BARS = re.compile(r"\s[|·•∙]\s")
_LOOSE = 4.0
_DASH_OR_BAR = re.compile(r"([^|–—]+?)\s+[-|–—]\s+")


def recognise(card: CardText) -> list[Candidate]:
    """Every stretch that may be the department; a chain over several lines is joined with spaces."""
    found = [claim for line in card.lines if not _heads_an_address(card, line) for claim in _on_one_line(line)]
    found += [_subjects(line) for line in card.lines if _stands_by_a_title(card, line)]
    found += _on_several_lines(card)
    surest = max((claim.belief for claim in found if is_japanese(claim.value)), default=0.0)
    if surest >= _DEPARTMENT:
        return [claim if is_japanese(claim.value) else _second(claim, surest) for claim in found]
    return found


def _second(claim: Candidate, surest: float) -> Candidate:
    """The Latin department beside a Japanese one, which is its translation."""
    return replace(claim, belief=belief(min(log_odds(claim.belief), log_odds(surest)) - _TRANSLATION))


def _stands_by_a_title(card: CardText, line: TextLine) -> bool:
    """Whether Cloud Infrastructure stands just below or above a whole title: Associate.

    A field of practice may also stand below a person who has credentials: Emily Carter, MD / Internal Medicine.
    """
    if is_japanese(line.text) or not (is_only_subjects(line.text) or is_practice(line.text)):
        return False
    above = [other for other in card.lines if follows(other, line)]
    below = [other for other in card.lines if follows(line, other)]
    if is_practice(line.text) and any(near(other, line, 1.0) and _has_credentials(other.text) for other in card.lines):
        return True
    return any(_is_whole_latin_title(other.text) for other in (*above, *below))


def _has_credentials(text: str) -> bool:
    end, credentials = credentials_end(text)
    return bool(credentials) and latin_name(text[:end]) is not None


def _is_whole_latin_title(text: str) -> bool:
    words = text.replace(",", " ").split()
    return not is_japanese(text) and title_belief(text) > _TITLE and words[-1].casefold() not in _LINKS


def _subjects(line: TextLine) -> Candidate:
    text = " ".join(normalise_in_place(line.text).split())
    return Candidate(
        kind=FieldKind.DEPARTMENT, lines=(line.index,), value=text, text=line.text, belief=belief(_BY_A_TITLE)
    )


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
        cut = department_and_title(words[-1].partition("・")[0]) if words else None  # 総務部次長・広報担当
        if cut is not None:
            part = segment_at(line.text, segment.start, segment.end - len(words[-1]) + cut)
            chance = max(department_belief(part.text), _BEFORE_A_TITLE)
            yield _claim(line, part, log_odds(chance) - 1.0 + _neighbours(part))
        if _is_a_team_behind_a_role(segment) or _is_a_unit_behind_a_title(segment):
            yield _claim(line, segment, _BY_A_TITLE)
        cut = firm_and_unit(segment.text)
        if cut is not None:
            part = segment_at(line.text, segment.start + cut, segment.end)
            yield _claim(line, part, log_odds(department_belief(part.text)) - _BEHIND_A_FIRM + _neighbours(part))
        chance = department_belief(segment.text)
        if chance > 0.03:
            weight = log_odds(chance) + rest_weight(segment) + _neighbours(segment)
            weight -= 3.0 * max(0.0, title_belief(segment.text) - chance)
            weight -= 2.0 * max(0.0, firm_look(segment.text).belief - max(chance, 0.5))
            weight -= _BEHIND_A_FIRM if _is_behind_a_firm(segment) else 0.0
            weight -= 2.0 if cut is not None else 0.0
            weight -= 0.0 if segment.is_whole or chance > 0.9 or is_japanese(segment.text) else 1.5
            yield _claim(line, segment, weight - _loose(line, segment, chance))


def _loose(line: TextLine, segment: Segment, chance: float) -> float:
    """Log-odds to take off a mere subject in Strategy | Operations | Technology and in Deputy Manager - Procurement."""
    if is_japanese(segment.text) or chance >= _SURE_LATIN or segment.is_whole:
        return 0.0
    rank, dash, _ = segment.before.rpartition("-")
    of_a_title = bool(dash) and not segment.before[len(rank) + 1 :].strip() and title_belief(rank.strip()) > _TITLE
    return _LOOSE if of_a_title or len(_BARS.findall(line.text)) > 1 else 0.0


def _is_a_team_behind_a_role(segment: Segment) -> bool:
    """Whether it is the team in Staff Engineer, Platform Infrastructure; behind Director it belongs to the title."""
    role, comma, rest = segment.before.partition(",")
    return bool(comma) and not rest.strip() and not segment.after and is_only_subjects(segment.text) and is_role(role)


def _is_a_unit_behind_a_title(segment: Segment) -> bool:
    """Whether it is the unit in Research Scientist - Capital Markets and in Director | Adult Social Care."""
    title = _DASH_OR_BAR.fullmatch(segment.before)
    unit = is_practice(segment.text) or is_whole_subject(segment.text)
    return title is not None and unit and not segment.after.strip() and title_belief(title[1]) > _TITLE


def _is_behind_a_firm(segment: Segment) -> bool:
    return not segment.after and bool(segment.before) and firm_look(segment.before.strip()).belief >= _FIRM


def _neighbours(segment: Segment) -> float:
    """A department next to another one on the line is only a part of the whole."""
    if segment.before.rstrip().endswith("(") and not segment.is_whole:
        return -2.0
    if segment.text.startswith("・") or segment.text.endswith("・") or _LIST_OF_SERVICES.search(segment.before):
        return -4.0
    if segment.text.endswith(_PLACES) and _ADDRESS_START.match(segment.after):
        return -4.0
    if _ACCOUNT.search(segment.before) or _ACCOUNT.search(segment.after):
        return -4.0
    beside = [*segment.before.split()[-1:], *segment.after.split()[:1]]
    if not is_japanese(segment.text) and any(word.casefold() in word_list("title_words_en") for word in beside):
        return _PART_OF_A_CHAIN
    beside += [word[:cut] for word in beside if (cut := department_and_title(word)) is not None]
    if any(department_belief(word) >= 0.7 and title_belief(word) < 0.7 for word in beside):
        return _PART_OF_A_CHAIN
    linked = any(is_japanese(word) and is_unit(word) and title_belief(word) < 0.7 for word in beside)
    return _BESIDE_A_UNIT if linked else 0.0


def _claim(line: TextLine, segment: Segment, weight: float) -> Candidate:
    return Candidate(
        kind=FieldKind.DEPARTMENT,
        lines=(line.index,),
        value=" ".join(segment.text.split()),
        text=line.text[segment.start : segment.end],
        belief=belief(weight),
        span=None if (segment.start, segment.end) == (0, len(line.text)) else (segment.start, segment.end),
    )


def _on_several_lines(card: CardText) -> Iterator[Candidate]:
    """A chain of departments over two to four lines; a title may share the last (第二開発部 主任技師)."""
    runs: list[tuple[TextLine, ...]] = [(line,) for line in card.lines if not _heads_an_address(card, line)]
    for _ in range(_LONGEST_CHAIN - 1):
        runs = [(*run, line) for run in runs if _whole(run[-1]) is not None for line in _next_lines(card, run[-1])]
        for lines in runs:
            links = [*map(_whole, lines[:-1]), _beginning_of(lines[-1])]
            if all(link is not None for link in links):
                yield from _chain(lines, [link for link in links if link is not None])


def _next_lines(card: CardText, line: TextLine) -> list[TextLine]:
    """The nearest line that may go on with this one's block, whatever else stands beside it on the card."""
    following = [other for other in card.lines if other is not line and follows(line, other)]
    nearest = [card.lines[index] for index in below(card, line.index)[:1]]
    return [other for other in following if other in nearest and not _heads_an_address(card, other)]


def _chain(lines: Sequence[TextLine], links: Sequence[Segment]) -> Iterator[Candidate]:
    if len({is_japanese(link.text) for link in links}) > 1:
        return  # the second is a translation of the first
    if links[0].text.endswith(_BRANCHES) and lines[0].size >= _LARGER * lines[1].size:
        return  # set like the firm above it, of whose name it is the end
    beliefs = [department_belief(link.text) for link in links]
    strong = [chance for chance in beliefs if chance >= _DEPARTMENT]
    if len(strong) < len(beliefs) and max(beliefs) < _SURE:
        weight = _ONLY_WEAK_LINKS
    else:
        surest = max(strong) if is_japanese(links[0].text) else min(strong)
        weight = log_odds(surest) + _CHAIN * (len(links) - 1) - _WEAK_LINK * (len(beliefs) - len(strong))
    yield Candidate(
        kind=FieldKind.DEPARTMENT,
        lines=tuple(line.index for line in lines),
        value=" ".join(" ".join(link.text.split()) for link in links),
        text=" ".join(link.text for link in links),
        belief=belief(weight),
        last_span=None if links[-1].is_whole else (links[-1].start, links[-1].end),
    )


def _whole(line: TextLine) -> Segment | None:
    """The line, if it can be a link of a chain of departments."""
    segment = next(segments(line.text), None)
    return segment if segment is not None and _may_be_linked(segment.text) else None


def _beginning_of(line: TextLine) -> Segment | None:
    """The longest beginning of a line that can be the last link of a chain, before nothing or a title."""
    for segment in segments(line.text):
        if not segment.before and _may_be_linked(segment.text) and all(map(explained, segment.rest)):
            return segment
    return None


def _may_be_linked(text: str) -> bool:
    if title_belief(text) >= _TITLE or firm_look(text).has_legal_form or any(map(firm_and_unit, text.split())):
        return False
    return all(map(is_unit, text.split())) if is_japanese(text) else department_belief(text) >= _DEPARTMENT

"""Recognises job titles; a person may hold several."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from cardscan.fields.department_grammar import department_belief, is_only_subjects, is_practice, is_whole_subject
from cardscan.fields.evidence import belief, log_odds
from cardscan.fields.firm_grammar import firm_look
from cardscan.fields.fused import (
    department_and_title,
    rank_and_name,
    title_and_licence,
    title_and_surname,
    two_titles,
)
from cardscan.fields.katakana_title import is_title_modifier
from cardscan.fields.placement import follows, is_japanese
from cardscan.fields.qualification_grammar import qualification_belief
from cardscan.fields.remainder import rest_weight
from cardscan.fields.segments import Segment, segment_at, segments
from cardscan.fields.title_grammar import is_role, title_belief, with_word_gaps
from cardscan.lexicon.word_lists import near_miss, word_list
from cardscan.orthography.width import normalise_in_place
from cardscan.records import Candidate, CardText, FieldKind, TextLine

_GOES_ON = re.compile(r"(?:[&兼]|\b(?:of|for|and|the|to))\s*$", re.IGNORECASE)
_CONTINUES = re.compile(r"^\s*(?:[&兼]|(?:of|for|and)\b)", re.IGNORECASE)
_MISREAD = 0.7
_OPEN = re.compile(r"\b(?:of|for)\b", re.IGNORECASE)
_JOINT_END = re.compile(r"^[&兼]|[&兼]$")
_POST = re.compile(r"(?:長|付|支配人|主査|主事|主任|教授|担当|技師|コーチ|監督|[ァ-ヺー]{4})$")
"""How a post ends that stands for itself; a seat on the board, 取締役 or 理事, goes with the post behind it."""
_TWO_IN_ONE = 2.5
"""Log-odds to take off two titles taken for one."""
_USER_INTERFACE = re.compile(r"(?<![A-Za-z])U(?=デザイ|[/・]UX)")
"""UIデザイナー whose I engines lose between the letter and the kana."""
_UNIT, _LOOSE_UNIT = 0.7, 0.4
"""Beliefs in a department before a title, the second where nothing can be missing of that: 関東配送センター 参事."""
_SEVERAL = re.compile(r"(?<![A-Za-z])/|/(?![A-Za-z])|[|、;]|(?<=[\u3041-\u9fff])・|\s-\s")


def recognise(card: CardText) -> list[Candidate]:
    """Every stretch that may be a title; titles joined by 兼 or & are one, by a bar or on two lines several."""
    found = [claim for line in card.lines for claim in _on_one_line(line)]
    return [*found, *_on_two_lines(card)]


def _on_one_line(line: TextLine) -> Iterator[Candidate]:
    for segment in segments(line.text):
        words = segment.text.split()
        yield from _fused(line, segment)
        yield from _pointed(line, segment)
        chance = title_belief(segment.text)
        yield from _misread(line, segment, chance)
        if chance <= 0.03:
            continue
        weight = log_odds(chance) + rest_weight(segment) + _beside(segment)
        weight -= 1.5 if _SEVERAL.search(segment.text) and not _has_subject(segment.text) else 0.0
        weight -= 2.5 if len(words) > 1 and _holds_department(segment.text, words) else 0.0
        weight -= 1.0 if len(words) == 1 and department_and_title(words[0]) is not None else 0.0
        weight -= 3.0 * max(0.0, max(qualification_belief(segment.text) - 0.1, firm_look(segment.text).belief) - chance)
        weight -= 1.5 if qualification_belief(segment.text) >= 0.75 else 0.0
        weight -= _TWO_IN_ONE if two_titles(segment.text) is not None or _are_two_posts(segment.text) else 0.0
        weight -= _TWO_IN_ONE if title_and_licence(segment.text) is not None else 0.0
        yield _claim(line, segment, weight)


def _pointed(line: TextLine, segment: Segment) -> Iterator[Candidate]:
    """部長・広報担当: several parted by points."""
    spans = [match.span() for match in re.finditer(r"[^・]+", segment.text)]
    chances = [title_belief(segment.text[start:end]) for start, end in spans]
    if len(spans) < 2 or min(chances) < 0.6 or is_title_modifier(segment.text[slice(*spans[0])]):
        return
    for (start, end), chance in zip(spans, chances, strict=True):
        cut = department_and_title(segment.text[start:end]) or 0
        yield _claim(line, segment_at(line.text, segment.start + start + cut, segment.start + end), log_odds(chance))


def _misread(line: TextLine, segment: Segment, chance: float) -> Iterator[Candidate]:
    """A title alone on its line with one character that the engine took for another."""
    entry = near_miss(segment.text, "titles_ja") if segment.is_whole else ""
    if entry and max(chance, qualification_belief(segment.text), department_belief(segment.text)) < _MISREAD:
        yield replace(_claim(line, segment, log_odds(_MISREAD)), value=entry)


def _fused(line: TextLine, segment: Segment) -> Iterator[Candidate]:
    """The title in 総務部次長 and in 代表取締役山田太郎."""
    if " " in segment.text or "\u3000" in segment.text:
        return
    cut = department_and_title(segment.text)
    if cut is not None:
        part = segment_at(line.text, segment.start + cut, segment.end)
        yield _claim(line, part, log_odds(title_belief(part.text)) - 1.0)
    cut = two_titles(segment.text) if segment.is_whole else None
    if cut is not None:
        for start, end in ((0, cut - (segment.text[cut - 1] == "ノ")), (cut, len(segment.text))):
            part = segment_at(line.text, segment.start + start, segment.start + end)
            yield _claim(line, part, log_odds(title_belief(part.text)))
    cut = title_and_licence(segment.text)
    if cut is not None:
        start = department_and_title(segment.text[:cut]) or 0
        part = segment_at(line.text, segment.start + start, segment.start + cut)
        yield _claim(line, part, log_odds(title_belief(part.text)))
    cut = title_and_surname(segment.text) if segment.after.strip() else rank_and_name(segment.text)
    if cut is not None:
        part = segment_at(line.text, segment.start, segment.start + cut)
        if title_belief(part.text) >= qualification_belief(part.text):
            yield _claim(line, part, log_odds(title_belief(part.text)))


def _beside(segment: Segment) -> float:
    """代表取締役 社長 is one title: a part of it counts less than the whole."""
    before, after = segment.before, segment.after
    if _GOES_ON.search(before) or _CONTINUES.search(after) or _JOINT_END.search(segment.text):
        return -3.0
    if re.search(r"[A-Za-z]/$", before) or re.match(r"/[A-Za-z]", after):
        return -3.0
    sides = ((before.split()[-1:], before.strip()[-1:]), (after.split()[:1], after.strip()[:1]))
    beside = [word for words, edge in sides for word in words if not (_SEVERAL.search(edge) or _SEVERAL.search(word))]
    joined = " ".join([*before.split()[-1:], segment.text, *after.split()[:1]])
    if any(title_belief(word) >= 0.8 for word in beside):
        return 0.0 if _are_two_posts(joined) else -2.2
    if not is_japanese(segment.text) and any(_is_title_word(word) for word in beside):
        return -2.0
    subject = re.match(r"\s*,\s*(.+)", after)
    goes_on = (
        subject is not None
        and not is_role(segment.text)
        and 0.3 < department_belief(subject[1]) <= 0.9
        and not is_japanese(after)
    )
    return -2.0 if goes_on else 0.0


def _are_two_posts(text: str) -> bool:
    """Whether a gap parts two posts, as in 事務局長 労働組合委員長.

    In 取締役 営業本部長 the second says what the first does, and 主任 研究員 is one title set with a gap.
    """
    words = text.split()
    return (
        len(words) == 2
        and (is_japanese(words[0]) or words[0].isupper())
        and is_japanese(words[1])
        and all(_is_post(word) for word in words)
        and "".join(words) not in word_list("titles_ja")
        and words[0] not in word_list("title_prefixes_ja")
        and not is_title_modifier(words[0])
        and words[1] not in word_list("title_suffixes_ja")
    )


def _is_post(word: str) -> bool:
    if not is_japanese(word):
        return title_belief(word) >= 0.8  # CEO
    return _POST.search(word) is not None and title_belief(word) >= 0.9


def _has_subject(text: str) -> bool:
    """Whether what follows a dash only says what the rank before it is for: Deputy General Manager - Procurement."""
    rank, dash, subject = text.partition(" - ")
    one = bool(dash) and title_belief(rank) > 0.6 and title_belief(subject) < 0.6 and not _SEVERAL.search(subject)
    return one and not (is_practice(subject) or is_whole_subject(subject))


def _value(text: str) -> str:
    value = _USER_INTERFACE.sub("UI", " ".join(text.split()).strip(" ,;|・-–—"))
    return value if is_japanese(value) else with_word_gaps(value)


def _only_a_subject(text: str) -> bool:
    """Development, below Director of Business: words of a title that are no field by themselves."""
    words = text.split()
    heads = word_list("title_heads_en")
    return (
        0 < len(words) <= 2
        and all(_is_title_word(word) and word.casefold() not in heads for word in words)
        and department_belief(text) < 0.5
    )


def _is_title_word(word: str) -> bool:
    key = word.casefold().strip(".,")
    return len(key) > 1 and (key in word_list("title_words_en") or key in word_list("title_heads_en"))


def _holds_department(text: str, words: list[str]) -> bool:
    """Whether a department can be cut off the front of a Japanese title or the comma-parted end of a Latin one."""
    unit = _LOOSE_UNIT if words[-1] in word_list("titles_ja") else _UNIT
    if any(department_belief(word) >= unit and title_belief(word) < 0.7 for word in words[:-1]):
        return re.search(r"[\u3041-\u9fff]", text) is not None
    front, comma, back = text.partition(",")
    team = is_role(front) and is_only_subjects(back.strip())
    return bool(comma) and title_belief(front) > 0.7 and (department_belief(back) > 0.9 or team)


def _claim(line: TextLine, segment: Segment, weight: float) -> Candidate:
    return Candidate(
        kind=FieldKind.TITLE,
        lines=(line.index,),
        value=_value(segment.text),
        text=line.text[segment.start : segment.end],
        belief=belief(weight),
        span=None if (segment.start, segment.end) == (0, len(line.text)) else (segment.start, segment.end),
        validated=title_belief(segment.text) >= 0.9,
    )


def _on_two_lines(card: CardText) -> Iterator[Candidate]:
    """Vice President, / Sales and Marketing: the first line says that it goes on, or the second that it continues."""
    for first, second in zip(card.lines, card.lines[1:], strict=False):
        if not follows(first, second):
            continue
        one, two = normalise_in_place(first.text.strip()), normalise_in_place(second.text.strip())
        joined = f"{one} {two}"
        told = one.endswith((",", "/")) or _GOES_ON.search(one) is not None or _CONTINUES.search(two) is not None
        chance = title_belief(joined)
        if chance < 0.5 or (not told and title_belief(two) > 0.6):
            continue
        told = told or (
            title_belief(one) > 0.6 and _only_a_subject(two) and (_OPEN.search(one) is not None or " " not in two)
        )
        subject = title_belief(one) > 0.6 and department_belief(two) >= 0.55
        if not told and not subject:
            continue
        yield Candidate(
            kind=FieldKind.TITLE,
            lines=(first.index, second.index),
            value=" ".join(joined.split()),
            text=f"{first.text} {second.text}",
            belief=belief(max(log_odds(chance), log_odds(title_belief(one))) + 1.0 if told else log_odds(chance) - 2.2),
        )

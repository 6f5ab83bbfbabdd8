"""Recognises the name of the card's person, in kanji, kana or Latin letters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from cardscan.fields.evidence import belief, log_odds
from cardscan.fields.fused import rank_and_name, title_and_surname
from cardscan.fields.japanese_name import JapaneseName, japanese_name, single_name
from cardscan.fields.latin_name import LatinName, credentials_end, latin_name
from cardscan.fields.name_signs import mail_weight, prominence
from cardscan.fields.placement import is_japanese, local_parts
from cardscan.fields.remainder import explained, rest_weight
from cardscan.fields.segments import Segment, segment_at, segments
from cardscan.fields.stacked_name import japanese_pairs, latin_stacks
from cardscan.lexicon.names import is_latin_given_name, is_latin_surname, is_surname
from cardscan.records import Candidate, CardText, FieldKind, TextLine

_ACCOUNT = re.compile(
    r"(?:facebook|instagram|twitter|linkedin|skype|youtube|line|wechat|note|x)\s*[:@/]?\s*$", re.IGNORECASE
)
"""Facebook: Taro Yamada is the name of an account."""
_SURE_PAIR = 0.8
_PART_OF_A_PAIR = 3.0
"""Log-odds at most for WEI LING where RAHMAN stands above it as a part of the same name."""
_PART_OF_A_NAME = -2.0
_HAN_BEHIND = re.compile(r"[A-Za-z][A-Za-z .'’-]+[A-Za-z](?=[\u3400-\u9fff]{1,4}$)")
"""Lau Mei Ling劉美玲: the name in Latin letters with the same name in Chinese close behind."""
_FIRM_BEFORE = re.compile(
    r"[^\s].*?(?:株式会社|有限会社|合同会社|法人|事務所|銀行|大学)(?=[A-Za-z][a-z]+ [A-Z][A-Za-z]+$)"
)
"""見本株式会社Yumiko Ijuin: the name below its kanji, close behind the firm below its logo."""
_NAME_BEHIND_A_FIRM = 0.5
"""Log-odds by its words of such a name; those of 株式会社Sakura Works have less."""
_HONORIFICS = re.compile(r"\s*(?:様|殿|氏|先生)$")


@dataclass(frozen=True, slots=True)
class NameClaim:
    """A claim on a name together with how it was read."""

    candidate: Candidate
    family: str
    given: str


def recognise(card: CardText) -> list[Candidate]:
    """Every stretch of the card that may be the person's name.

    A Latin name counts for less the surer it is that the card prints the name in Japanese, beside which it is the
    romanised name.
    """
    japanese = japanese_names(card)
    surest = max((claim.candidate.belief for claim in japanese), default=0.0)
    found = [claim.candidate for claim in japanese]
    pairs = list(latin_stacks(card))
    parts = {index for pair in pairs if pair.belief >= _SURE_PAIR for index in pair.lines}
    for segment, line, name in latin_names(card):
        weight = name.weight + rest_weight(segment) + prominence(card, line) + _beside_more(segment)
        weight = (min(weight, _PART_OF_A_PAIR) if line.index in parts else weight) - _less(surest)
        found.append(_claim(line, segment, name.value, weight, name.family, name.given, name.is_known).candidate)
    found += [replace(pair, belief=belief(log_odds(pair.belief) - _less(surest))) for pair in pairs]
    return found


def _less(surest: float) -> float:
    """Log-odds to take off a Latin name for the belief of the surest Japanese one."""
    return max(0.0, log_odds(surest)) + (1.5 if surest > 0.5 else 0.0)


@lru_cache(maxsize=64)
def japanese_names(card: CardText) -> tuple[NameClaim, ...]:
    """Every stretch that may be a name in kanji or kana."""
    mails = local_parts(card)
    found = []
    for line in card.lines:
        for segment, name in _japanese_segments(line):
            weight = (
                name.weight
                + rest_weight(segment)
                + _beside_more(segment)
                + prominence(card, line)
                + mail_weight(name.family, name.given, mails)
            )
            agreed = name.is_known or mail_weight(name.family, name.given, mails) > 0
            found.append(_claim(line, segment, name.value, weight, name.family, name.given, agreed))
    pairs = (NameClaim(pair, pair.parts["family_name"], pair.parts["given_name"]) for pair in japanese_pairs(card))
    return (*found, *pairs)


@lru_cache(maxsize=64)
def latin_names(card: CardText) -> tuple[tuple[Segment, TextLine, LatinName], ...]:
    """Every stretch that may be a name in Latin letters, whatever it is for."""
    found: dict[tuple[int, int, int], tuple[Segment, TextLine, LatinName]] = {}
    for line in card.lines:
        for whole in segments(line.text):
            if whole.before.rstrip().endswith("&") or whole.after.lstrip().startswith("&"):
                continue  # Smith, Jones & Partners
            if _ACCOUNT.search(whole.before):
                continue
            end, _ = credentials_end(whole.text)
            segment = segment_at(line.text, whole.start, whole.start + end)
            glued = _HAN_BEHIND.match(segment.text)
            if glued is not None:
                segment = replace(segment, text=glued[0], end=segment.start + glued.end(), after="")
            firm = _FIRM_BEFORE.match(segment.text) if segment.is_whole else None
            if firm is not None:
                segment = segment_at(line.text, segment.start + firm.end(), segment.end)
            name = latin_name(segment.text)
            if name is not None and (firm is None or name.weight >= _NAME_BEHIND_A_FIRM):
                found[line.index, segment.start, segment.end] = segment, line, name
    return tuple(found.values())


def _beside_more(segment: Segment) -> float:
    """Log-odds to take off a part of a name: ティ ラン in グエン ティ ラン, Winnie Lau in Winnie Lau Mei Ling."""
    beside = [*re.findall(r"(\S+) +$", segment.before), *re.findall(r"^ +(\w+)", segment.after)]
    if re.fullmatch(r"[ァ-ヺー ]+", segment.text):
        return _PART_OF_A_NAME if any(re.fullmatch(r"[ァ-ヺー]+", word) for word in beside) else 0.0
    if is_japanese(segment.text):
        kanji = [word for word in beside if re.fullmatch(r"[\u3400-\u9fff々]{2,5}", word)]
        return 0.0 if all(map(explained, kanji)) else _PART_OF_A_NAME
    known = any(word.istitle() and (is_latin_given_name(word) or is_latin_surname(word)) for word in beside)
    return _PART_OF_A_NAME if known and segment.text.isascii() else 0.0


def _japanese_segments(line: TextLine) -> Iterator[tuple[Segment, JapaneseName]]:
    for segment in segments(line.text):
        if segment.text.count(" ") < 2:
            family, gap, _ = segment.text.partition(" ")
            cut = title_and_surname(family) if gap else rank_and_name(segment.text)
            if cut is not None:
                name = japanese_name(segment.text[cut:])
                if name is not None:
                    yield segment_at(line.text, segment.start + cut, segment.end), name
        honorific = _HONORIFICS.search(segment.text)
        end = segment.end - (len(honorific[0]) if honorific else 0)
        inner = segment_at(line.text, segment.start, end)
        printed = line.text[inner.start : inner.end]
        lone = single_name(printed) if len(printed) == 2 and is_surname(printed) else None  # 田中 is not 田 中
        name = lone or japanese_name(printed) or single_name(printed)
        if name is not None:
            yield inner, name


def _claim(
    line: TextLine,
    segment: Segment,
    value: str,
    weight: float,
    family: str,
    given: str,
    validated: bool,
) -> NameClaim:
    whole = segment.start == 0 and segment.end == len(line.text)
    parts = {key: part for key, part in (("family_name", family), ("given_name", given)) if part}
    candidate = Candidate(
        kind=FieldKind.NAME,
        lines=(line.index,),
        value=value,
        text=line.text[segment.start : segment.end],
        belief=belief(weight),
        span=None if whole else (segment.start, segment.end),
        validated=validated,
        parts=parts,
    )
    return NameClaim(candidate, family, given)

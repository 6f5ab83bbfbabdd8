"""Recognises the name of the card's person, in kanji, kana or Latin letters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from cardscan.fields.evidence import belief, log_odds
from cardscan.fields.fused import rank_and_name
from cardscan.fields.japanese_name import JapaneseName, japanese_name, single_name
from cardscan.fields.latin_name import LatinName, credentials_end, latin_name
from cardscan.fields.placement import follows, local_parts, near, relative_size
from cardscan.fields.remainder import rest_weight
from cardscan.fields.segments import Segment, segment_at, segments
from cardscan.lexicon.names import readings_of_given_name, readings_of_surname
from cardscan.orthography.romaji import fold_romaji, kana_to_romaji
from cardscan.records import Candidate, CardText, FieldKind, TextLine

_SIZE_SLOPE = 2.5
_LARGEST = 0.8
"""On most cards the name is the largest text or the largest after the firm's logotype."""
_MAIL_HAS_FAMILY = 2.0
_MAIL_HAS_GIVEN = 1.0
_ACCOUNT = re.compile(
    r"(?:facebook|instagram|twitter|linkedin|skype|youtube|line|wechat|note|x)\s*[:@/]?\s*$", re.IGNORECASE
)
"""Facebook: Taro Yamada is the name of an account."""
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
    for segment, line, name in latin_names(card):
        weight = name.weight + rest_weight(segment) + prominence(card, line)
        weight -= max(0.0, log_odds(surest)) + (1.5 if surest > 0.5 else 0.0)
        found.append(_claim(card, line, segment, name.value, weight, name.family, name.given, name.is_known).candidate)
    return found


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
                + prominence(card, line)
                + mail_weight(name.family, name.given, mails)
            )
            agreed = name.is_known or mail_weight(name.family, name.given, mails) > 0
            found.append(_claim(card, line, segment, name.value, weight, name.family, name.given, agreed))
    return (*found, *_two_line_names(card, mails))


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
            name = latin_name(segment.text)
            if name is not None:
                found[line.index, segment.start, segment.end] = segment, line, name
    return tuple(found.values())


def prominence(card: CardText, line: TextLine) -> float:
    """Log-odds for being the name by size alone."""
    largest = max(other.size for other in card.lines)
    weight = max(-1.5, min(2.0, _SIZE_SLOPE * relative_size(card, line)))
    return weight + (_LARGEST if len(card.lines) > 2 and weight > 0.3 and line.size >= 0.98 * largest else 0.0)


def mail_weight(family: str, given: str, local: tuple[str, ...]) -> float:
    """Log-odds for the reading of a Japanese name standing in an e-mail address of the card."""
    keys = [fold_romaji(part) for part in local]
    has_family = any(_spelled(reading, keys) for reading in readings_of_surname(family)) if family else False
    has_given = any(_spelled(reading, keys) for reading in readings_of_given_name(given)) if given else False
    return _MAIL_HAS_FAMILY * has_family + _MAIL_HAS_GIVEN * has_given


def _spelled(reading: str, keys: list[str]) -> bool:
    romaji = fold_romaji(kana_to_romaji(reading))
    return len(romaji) > 2 and any(romaji in key for key in keys)


def _japanese_segments(line: TextLine) -> Iterator[tuple[Segment, JapaneseName]]:
    for segment in segments(line.text):
        if " " not in segment.text:
            cut = rank_and_name(segment.text)
            if cut is not None:
                name = japanese_name(segment.text[cut:])
                if name is not None:
                    yield segment_at(line.text, segment.start + cut, segment.end), name
        honorific = _HONORIFICS.search(segment.text)
        end = segment.end - (len(honorific[0]) if honorific else 0)
        inner = segment_at(line.text, segment.start, end)
        printed = line.text[inner.start : inner.end]
        name = japanese_name(printed) or single_name(printed)
        if name is not None:
            yield inner, name


def _two_line_names(card: CardText, mails: tuple[str, ...]) -> Iterator[NameClaim]:
    """Family name and given name in two boxes: one above the other, or side by side with a very wide gap."""
    for first, second in zip(card.lines, card.lines[1:], strict=False):
        one, two = first.text.strip(), second.text.strip()
        if not (1 <= len(one) <= 4 and 1 <= len(two) <= 4 and 0.75 <= first.size / max(second.size, 1e-6) <= 1.33):
            continue
        if not (follows(first, second) or near(first, second, 3.0)):
            continue
        name = japanese_name(f"{one} {two}")
        if name is None:
            continue
        weight = name.weight - 0.7 + prominence(card, first) + mail_weight(name.family, name.given, mails)
        candidate = Candidate(
            kind=FieldKind.NAME,
            lines=(first.index, second.index),
            value=name.value,
            text=f"{first.text} {second.text}",
            belief=belief(weight),
            validated=name.is_known,
            parts={"family_name": name.family, "given_name": name.given},
        )
        yield NameClaim(candidate, name.family, name.given)


def _claim(
    card: CardText,
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

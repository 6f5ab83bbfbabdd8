"""Recognises the printed reading (furigana) of a Japanese name."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import replace

from cardscan.fields.evidence import belief, log_odds
from cardscan.fields.person_name import NameClaim, japanese_names
from cardscan.fields.placement import near
from cardscan.fields.reading_repair import latin_words, repaired_reading
from cardscan.fields.remainder import rest_weight
from cardscan.fields.segments import Segment, segments
from cardscan.fields.title_grammar import title_belief
from cardscan.lexicon.names import (
    given_name_readings,
    readings_of_given_name,
    readings_of_surname,
    surname_readings,
)
from cardscan.orthography.kana import is_kana, to_hiragana
from cardscan.records import Candidate, CardText, FieldKind, TextLine

_LABEL = re.compile(r"^(?:フリガナ|ふりがな|よみがな|ヨミガナ|よみ|ヨミ|カナ|かな)[\s:]*")
_TWINS = str.maketrans("二八口工力夕卜才千", "ニハロエカタトオチ")
_UNSPEAKABLE = re.compile(
    r"(?:(?<=\s)|^)[っゃゅょ]|っ(?=[\sあいうえおなにぬねのらりるれろ]|$)|(?<=[^きしちにひみりぎじぢびぴ\s])[ゃゅょ]"
)
"""Small kana at the beginning of a part of a name, っ before nothing that it could double, and ゃ ゅ ょ after a kana of
another row than that of i."""
_LARGE = str.maketrans("っゃゅょ", "つやゆよ")
_TITLE = 0.8
_NAME_BELIEF = 0.25
"""A name that is less likely than this does not speak for a reading beside it."""
_REPAIRED = 1.0
"""Log-odds for a reading that the name's kanji have, ahead of one that they have not."""
_CLOSE = 1.6
"""Character heights of the name within which its reading is set."""


def recognise(card: CardText) -> list[Candidate]:
    """Every stretch of kana that may be the reading of the person's name; the value is hiragana."""
    names = [
        claim
        for claim in japanese_names(card)
        if claim.candidate.belief >= _NAME_BELIEF and not is_kana(claim.family + claim.given)
    ]
    found = []
    for line in card.lines:
        for segment in segments(_LABEL.sub(lambda m: " " * len(m[0]), line.text)):
            candidate = _of_segment(card, line, segment, names)
            if candidate is not None:
                found.append(candidate)
    found += _in_boxes(card, names)
    latin = latin_words(card)
    return [*found, *(better for claim in found for better in _repaired(claim, names, latin))]


def _repaired(claim: Candidate, names: list[NameClaim], latin: frozenset[str]) -> Iterator[Candidate]:
    """The reading as the kanji beside it are read, where what was read differs from that by lost marks only."""
    for name in names:
        better = repaired_reading("".join(claim.value.split()), name.family, name.given, latin)
        if better is not None:
            weight = max(log_odds(claim.belief), 0.0) + _REPAIRED
            yield replace(claim, value=" ".join(filter(None, better)), belief=belief(weight), validated=False)


def as_katakana(text: str) -> str:
    """Kanji drawn like katakana as these, in a text of nothing else.

    >>> as_katakana("卜モ工"), as_katakana("工口")
    ('トモエ', '工口')
    """
    letters = text.replace(" ", "")
    only = re.fullmatch(r"[ァ-ヺー二八口工力夕卜才千]+", letters) and re.search(r"[ァ-ヺ]", letters)
    return text.translate(_TWINS) if only else text


def _whole_kana(text: str) -> str:
    """As hiragana, with large kana where small ones cannot be spoken.

    >>> _whole_kana("こまっ"), _whole_kana("ゃぶうち"), _whole_kana("たかばゃし"), _whole_kana("はっとり しょうこ")
    ('こまつ', 'やぶうち', 'たかばやし', 'はっとり しょうこ')
    """
    return _UNSPEAKABLE.sub(lambda kana: kana[0].translate(_LARGE), to_hiragana(text))


def _is_title(text: str) -> bool:
    """Whether オーナー or リーダー stands there, which read like kana of any name."""
    return title_belief(text) >= _TITLE


def _of_segment(card: CardText, line: TextLine, segment: Segment, names: list[NameClaim]) -> Candidate | None:
    printed = as_katakana(segment.text.strip("()[] "))
    words = _whole_kana(re.sub(r"[・=]", " ", printed)).split()
    compact = "".join(words)
    if not 3 <= len(compact) <= 16 or not is_kana(compact) or _is_title(printed):
        return None
    words = _joined_letters(words, printed)
    weight = -2.0 if re.search(r"[ァ-ヺ]", printed) else -1.3
    if len(words) == 2:
        weight += 1.0 * (words[0] in surname_readings()) + 1.0 * (words[1] in given_name_readings())
    labelled = _LABEL.match(line.text) is not None
    weight += 3.0 if labelled else 0.0
    spoken = _spoken_for(card, line, words, names)
    if spoken is not None:
        words = spoken[0]
        weight += spoken[1]
    if spoken is None or not spoken[2]:
        weight += 1.5 * rest_weight(segment) - (2.0 if any(claim.candidate.validated for claim in names) else 0.0)
    return Candidate(
        kind=FieldKind.KANA,
        lines=(line.index,),
        value=" ".join(words),
        text=line.text[segment.start : segment.end],
        belief=belief(weight),
        span=None if (segment.start, segment.end) == (0, len(line.text)) else (segment.start, segment.end),
        validated=labelled or (spoken is not None and spoken[2] > 3),
    )


def _joined_letters(words: list[str], printed: str) -> list[str]:
    """Letter-spaced kana (さ い と う  ゆ き お) put together again; a wider gap parts the names."""
    if len(words) < 3 or max(map(len, words)) > 1:
        return words
    gaps = re.findall(r"\s+", printed.replace("\u3000", "  ").strip())
    widest = max(map(len, gaps))
    if len({len(gap) for gap in gaps}) == 1:
        return ["".join(words)]
    parts, current = [], words[0]
    for gap, word in zip(gaps, words[1:], strict=True):
        if len(gap) == widest:
            parts.append(current)
            current = word
        else:
            current += word
    return [*parts, current]


def _spoken_for(
    card: CardText, line: TextLine, words: list[str], names: list[NameClaim]
) -> tuple[list[str], float, float] | None:
    """What the card's names say of these kana: the words cut as the name is, log-odds, how much of it is agreement."""
    best: tuple[list[str], float, float] | None = None
    for claim in names:
        if to_hiragana(claim.candidate.text) == "".join(words):
            continue
        place = 0.5 if line.index in claim.candidate.lines else _place(card, line, claim)
        agreed = cut_reading("".join(words), claim.family, claim.given)
        if agreed is not None:
            parts = [part for part in agreed[:2] if part]
            option = (words if len(words) == 2 and agreed[2] < 3 else parts), agreed[2] + place, agreed[2]
        elif place > 0:
            option = words, place - (2.0 if _is_one_part(words, claim) else 0.0), 0.0
        else:
            continue
        if best is None or option[1] > best[1]:
            best = option
    return best


def _is_one_part(words: list[str], claim: NameClaim) -> bool:
    """Whether the kana read only the family or only the given name: the other half stands in another box."""
    kana = "".join(words)
    return bool(claim.given and claim.family) and (
        kana in readings_of_surname(claim.family) or kana in readings_of_given_name(claim.given)
    )


def cut_reading(kana: str, family: str, given: str) -> tuple[str, str, float] | None:
    """Cut a reading as its name is cut, with log-odds for their agreement; None where nothing agrees.

    Both parts known: 4; one of them: 2. ``さいとうゆきお`` for 齋藤 + 幸生 → さいとう, ゆきお. A long vowel
    mark between them is a wide gap as engines see it, for no name begins with one.
    """
    for reading in readings_of_surname(family) if family else ():
        if kana.startswith(reading) and len(kana) > len(reading):
            rest = kana[len(reading) :].lstrip("ー")
            return reading, rest, 4.0 if rest in readings_of_given_name(given) else 2.0
    for reading in readings_of_given_name(given) if given else ():
        if kana.endswith(reading) and len(kana) > len(reading):
            return kana[: -len(reading)], reading, 2.0
    return None


def _place(card: CardText, line: TextLine, claim: NameClaim) -> float:
    """Furigana is smaller than the name and close to it."""
    lines = [card.lines[index] for index in claim.candidate.lines]
    if not any(near(line, other, _CLOSE) for other in lines):
        return -0.5
    return 1.5 if line.size <= 0.75 * max(other.size for other in lines) else 0.5


def _halves(agreed: tuple[str, str, float], first: str) -> bool:
    """Whether the first box reads the family name and the rest can be a given name, though of other kanji."""
    return agreed[0] == first and agreed[1] in given_name_readings()


def _in_boxes(card: CardText, names: list[NameClaim]) -> list[Candidate]:
    """さいとう and ゆきお each above its part of the name, or a spread reading that was seen as two or three pieces."""
    pieces = [(line, _whole_kana(as_katakana("".join(line.text.split())))) for line in card.lines]
    pieces = [(line, kana) for line, kana in pieces if is_kana(kana) and len(kana) <= 9 and not _is_title(line.text)]
    found = []
    for count in (2, 3):
        for run in itertools.permutations(pieces, 2) if count == 2 else itertools.combinations(pieces, count):
            kana = "".join(piece for _, piece in run)
            for claim in names:
                agreed = cut_reading(kana, claim.family, claim.given)
                own = any(line.index in claim.candidate.lines for line, _ in run)
                in_order = run[0][0].index < run[-1][0].index
                if agreed is None or own or not (agreed[2] > 3 or (in_order and _halves(agreed, run[0][1]))):
                    continue
                weight = -1.0 + agreed[2] + min(_place(card, line, claim) for line, _ in run)
                candidate = Candidate(
                    kind=FieldKind.KANA,
                    lines=tuple(line.index for line, _ in run),
                    value=f"{agreed[0]} {agreed[1]}",
                    text=" ".join(line.text for line, _ in run),
                    belief=belief(weight),
                    validated=agreed[2] > 3,
                )
                found.append(candidate)
    return found

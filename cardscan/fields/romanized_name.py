"""Recognises the name in Latin letters beside a name in Japanese: Taro YAMADA, Yamada Taro, Ōno Yoh."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cardscan.fields.evidence import belief
from cardscan.fields.latin_name import LatinName
from cardscan.fields.person_name import NameClaim, japanese_names, latin_names
from cardscan.fields.placement import near
from cardscan.fields.remainder import rest_weight
from cardscan.lexicon.names import latin_key, readings_of_given_name, readings_of_surname
from cardscan.orthography.kana import is_kana
from cardscan.orthography.romaji import fold_romaji, kana_to_romaji
from cardscan.records import Candidate, CardText, FieldKind, TextLine

_NAME_BELIEF = 0.3
"""Below this there is no Japanese name on the card, and a Latin one is the name itself."""
_FAMILY_AGREES = 2.5
_GIVEN_AGREES = 2.0
_NOTHING_AGREES = -0.8


def recognise(card: CardText) -> list[Candidate]:
    """Every stretch that may be the romanised name; none on a card without a name in Japanese script."""
    names = [claim for claim in japanese_names(card) if claim.candidate.belief >= _NAME_BELIEF]
    if not names:
        return []
    found = []
    for segment, line, latin in latin_names(card):
        agreement, close = max((_agreement(latin, claim), _is_close(card, line, claim)) for claim in names)
        weight = latin.weight + rest_weight(segment) + agreement + (0.8 if close else 0.0)
        found.append(
            Candidate(
                kind=FieldKind.ROMAJI,
                lines=(line.index,),
                value=latin.value,
                text=line.text[segment.start : segment.end],
                belief=belief(weight),
                span=None if (segment.start, segment.end) == (0, len(line.text)) else (segment.start, segment.end),
                validated=agreement > _FAMILY_AGREES,
                parts={"family_name": latin.family, "given_name": latin.given},
            )
        )
    return [*found, *_glued(card, names)]


def _glued(card: CardText, names: Sequence[NameClaim]) -> Iterator[Candidate]:
    """SAKIYANAGISAWA: a line of one word that the readings of the card's Japanese name cut in two."""
    for line in card.lines:
        word = line.text.strip()
        if not re.fullmatch(r"[^\W\d_]{5,}", word) or len(latin_key(word)) < 5:
            continue
        for claim in names:
            families = {fold_romaji(kana_to_romaji(reading)) for reading in readings_of_surname(claim.family)}
            givens = {fold_romaji(kana_to_romaji(reading)) for reading in readings_of_given_name(claim.given)}
            for cut in range(2, len(word) - 1):
                front, back = fold_romaji(word[:cut]), fold_romaji(word[cut:])
                if (front in givens and back in families) or (front in families and back in givens):
                    capitals = sum(map(str.isupper, word)) > len(word) / 2
                    parts = [part.upper() if capitals else part.capitalize() for part in (word[:cut], word[cut:])]
                    family, given = parts if front in families and back in givens else reversed(parts)
                    yield Candidate(
                        kind=FieldKind.ROMAJI,
                        lines=(line.index,),
                        value=" ".join(parts),
                        text=line.text,
                        belief=belief(_FAMILY_AGREES),
                        parts={"family_name": family, "given_name": given},
                    )


def _agreement(latin: LatinName, claim: NameClaim) -> float:
    """Log-odds for the Latin name spelling a known reading of the Japanese one, in either order."""
    words = {fold_romaji(latin.family), fold_romaji(latin.given)}
    words |= {fold_romaji(word) for word in latin.value.split()}
    family = (
        any(fold_romaji(kana_to_romaji(r)) in words for r in readings_of_surname(claim.family))
        if claim.family
        else False
    )
    given = (
        any(fold_romaji(kana_to_romaji(r)) in words for r in readings_of_given_name(claim.given))
        if claim.given
        else False
    )
    if not family and not given:
        return 0.0 if is_kana(claim.family or claim.given) else _NOTHING_AGREES
    return _FAMILY_AGREES * family + _GIVEN_AGREES * given


def _is_close(card: CardText, line: TextLine, claim: NameClaim) -> bool:
    return any(near(line, card.lines[index], 2.0) for index in claim.candidate.lines)

"""Which country a card is from, told by its script, its domains, its addresses and its numbers."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from cardscan.lexicon.regions import (
    COUNTRIES,
    PREFECTURES,
    PREFECTURES_LATIN,
    US_STATES,
    country_of_city,
    country_of_domain,
)
from cardscan.orthography.width import normalise
from cardscan.records import CardText

_KANA = re.compile(r"[ぁ-んァ-ヺ]")
_KANJI = re.compile(r"[\u4e00-\u9fff]")
_HANGUL = re.compile(r"[\uac00-\ud7a3]")
_PREFECTURE = re.compile("|".join(PREFECTURES))
_LATIN_PREFECTURE = re.compile(rf"\b(?:{'|'.join(PREFECTURES_LATIN)})\b|-(?:ku|shi|cho|machi|ken)\b", re.I)
_DOMAIN_END = re.compile(r"[a-z0-9]\.([a-z]{2})(?![a-z.]|\w)", re.I)
_COUNTRY = re.compile(
    rf"(?<![\w])(?:{'|'.join(re.escape(name) for name in sorted(COUNTRIES, key=len, reverse=True))})(?![\w])", re.I
)
_CALLING_CODE = re.compile(r"\+\s*\(?(\d{1,3})")
_US_ZIP = re.compile(rf"\b(?:{'|'.join(US_STATES)})\b\.?,?\s+\d{{5}}(?:-\d{{4}})?\b")
_UK_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s+\d[A-Z]{2}\b")


def regions_of(card: CardText) -> tuple[str, ...]:
    """ISO 3166-1 codes of the countries a card may be from, likeliest first; empty where nothing tells."""
    return _regions(tuple(line.text for line in card.lines))


@lru_cache(maxsize=16)
def _regions(texts: tuple[str, ...]) -> tuple[str, ...]:
    text = normalise("\n".join(texts))
    votes: Counter[str] = Counter()
    if _KANA.search(text) or _PREFECTURE.search(text) or "〒" in text:
        votes["JP"] += 6
    elif _KANJI.search(text):
        votes["JP"] += 2
    if _HANGUL.search(text):
        votes["KR"] += 6
    votes["JP"] += 2 * min(len(_LATIN_PREFECTURE.findall(text)), 2)
    for ending in _DOMAIN_END.findall(text):
        country = country_of_domain(ending)
        if country:
            votes[country] += 1
    for name in _COUNTRY.findall(text):
        votes[COUNTRIES[name.lower()]] += 3
    for line in text.splitlines():
        country = country_of_city(line)
        if country:
            votes[country] += 1
    for code in _CALLING_CODE.findall(text):
        country = _country_of_calling_code(code)
        if country:
            votes[country] += 2
    votes["US"] += 3 * len(_US_ZIP.findall(text))
    votes["GB"] += 3 * len(_UK_POSTCODE.findall(text))
    return tuple(country for country, count in votes.most_common() if count > 0)


def _country_of_calling_code(digits: str) -> str | None:
    """The main country of the calling code that a string of digits begins with."""
    from phonenumbers import COUNTRY_CODE_TO_REGION_CODE  # costs time to import

    for length in (1, 2, 3):
        countries = COUNTRY_CODE_TO_REGION_CODE.get(int(digits[:length]))
        if countries and len(digits) >= length:
            return str(countries[0])
    return None

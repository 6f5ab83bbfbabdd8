"""Postal codes: Japan's with or without 〒, and other countries' where something beside them tells the country."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cardscan.fields.street_words import STREET_WORD
from cardscan.lexicon.regions import AU_STATES, CA_PROVINCES, US_STATES
from cardscan.orthography.numerals import KANJI_DIGITS, ZEROS, kanji_number

_MARK = (
    r"[〒〶〠]|(?<![A-Za-z])T(?=\s?\d{3}-)|^[\s(（]*(?:干|テ|丁|〈|ヂ|下|千|于|平)(?=\s?\d{3}\s?-\s?\d{4})"
    r"|郵便番号[\s:：]*"
)
"""The postal mark and what engines take it for where it opens a line."""

_JAPANESE = re.compile(rf"(?P<mark>{_MARK})?\s*(?<![\d\-])(?P<code>\d{{3}}\s?-\s?\d{{4}})(?![\d\-]|\s?-)")
_JAPANESE_RUN = re.compile(rf"(?P<mark>{_MARK})\s*(?P<code>\d{{7}})(?!\d)")
_JAPANESE_KANJI = re.compile(
    rf"(?P<mark>[〒〶〠])?\s*(?<![{KANJI_DIGITS}{ZEROS}])(?P<code>[{KANJI_DIGITS}{ZEROS}]{{3}}[\-ー―－‐·・•一｜1Il"
    rf"|]?[{KANJI_DIGITS}{ZEROS}]{{4}})(?![{KANJI_DIGITS}{ZEROS}\-ー―])"
)

_AFTER_SIGN = re.compile(
    r"(?:^\W*|(?<=[社店所場部局]))[0-9](?P<code>\d{3}-\d{4})(?=\s?(?:北海道|東京都|京都府|大阪府|[一-鿿]{2,3}県|[一-鿿ァ-ヶ]{1,6}[市区町村郡]))"
)
"""〒 or a map pin read as one more figure; nothing else has four figures twice before a place."""

_STROKES = "一ー―—–－−\\-｜|丨"
_COLUMN = re.compile(
    rf"^\s*(?=(?:[^02-9]*?[{KANJI_DIGITS[2:]}{ZEROS}]){{3}})(?P<mark>[〒〶〠TFテデ十干千平丁亍下=]?)\s*(?P<code>[{KANJI_DIGITS}{ZEROS}{_STROKES}ハニ]{{3}}[{_STROKES}1Il]"
    rf"[{KANJI_DIGITS}{ZEROS}{_STROKES}ハニ]{{4}})\s*$"
)
"""A column that is nothing but a code: a stroke where a figure stands is a one, ハ and ニ are 八 and 二."""

_COLUMN_OF_FIGURES = re.compile(
    rf"^\s*(?P<mark>[〒〶〠TFテデ十干千平丁亍下])\s*(?P<code>[{KANJI_DIGITS}{ZEROS}]{{3}}二[{KANJI_DIGITS}{ZEROS}]{{4}})\s*$"
)
"""The same with the stroke between its halves read as 二: behind a mark eight figures are one too many."""

_DAMAGED = re.compile(rf"[〒〶〠TFテ]?\s*([{KANJI_DIGITS}{ZEROS}\-ー―－｜|1Il]{{5,10}})")

_STATES = "|".join(US_STATES)
_STATE_NAMES = "|".join(f"{name}|{name.upper()}" for name in sorted(US_STATES.values(), key=len, reverse=True))
_TOWN_IN_CAPITALS = r"[A-ZÀ-Ü][A-ZÀ-Ü' -]{2,}\s*(?:\d\d?)?\s*(?:$|[,|·•(])"
"""``75002 PARIS``, ``69006 LYON CEDEX 06``: nothing else may follow, as figures and capitals are also products."""

_HOUSE = re.compile(r"\d+,?\s+(?:[NSEW]{1,2}\.?\s+)?(?:[\w.'’&-]+\s+){0,4}(?:" + STREET_WORD + r")\b", re.I)
"""Four or five figures before a street are a house number: 12345 Wilshire Blvd."""

_FOREIGN = (
    ("US", re.compile(rf"(?:\b(?:{_STATES})\b\.?|\b(?:{_STATE_NAMES})\b),?\s+(?P<code>\d{{5}}(?:-\d{{4}})?)\b")),
    ("GB", re.compile(r"\b(?P<code>(?:GIR ?0AA|[A-Z]{1,2}\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{2}))\b")),
    (
        "CA",
        re.compile(rf"(?:\b(?:{'|'.join(CA_PROVINCES)})\b\.?,?\s+)?\b(?P<code>[ABCEGHJ-NPRSTVXY]\d[A-Z] ?\d[A-Z]\d)\b"),
    ),
    ("AU", re.compile(rf"\b(?:{'|'.join(AU_STATES)})\b,?\s+(?P<code>\d{{4}})\b")),
    ("SG", re.compile(r"\bSingapore\s*\(?(?P<code>\d{6})\)?", re.I)),
    ("SG", re.compile(r"\bS\((?P<code>\d{6})\)")),
    ("NL", re.compile(r"\b(?P<code>[1-9]\d{3} ?[A-Z]{2})\s+(?=[A-Z])")),
    ("IE", re.compile(r"\b(?P<code>(?:[AC-FHKNPRTV-Y]\d\d|D6W) (?=[\dA-Z]*[A-Z])[\dAC-FHKNPRTV-Y]{4})\b")),
    ("BR", re.compile(r"(?<![\d-])(?P<code>\d{5}-\d{3})(?![\d-])")),
    ("PT", re.compile(r"(?:^|[,\s]|(?<=PT-))(?P<code>[1-9]\d{3}-\d{3})\s+(?=[A-ZÀ-Ú])")),
    ("PL", re.compile(r"(?:^|[,\s]|(?<=PL-))(?P<code>\d\d-\d{3})\s+(?=[A-ZŁŚŻ][a-zóąęłńśżź]{2})")),
    ("SE", re.compile(r"(?:^|[,·•|]\s?|(?<=SE-)|(?<=S-))(?P<code>[1-9]\d\d \d\d)\s+(?=[A-ZÅÄÖ][A-Za-zåäöÅÄÖ]{2})")),
    (
        "TW",
        re.compile(
            r"(?:Taipei|Taichung|Kaohsiung|Tainan|Hsinchu|Taoyuan|City|County),?\s(?P<code>\d{3}(?:\d{2,3})?)(?=,)"
        ),
    ),
    (
        "IN",
        re.compile(r"(?<!\bBox)(?<!\bBOX)(?<!\bNo)(?<=[A-Za-z])(?:\s?[-,]\s?|\s)(?P<code>[1-9]\d{2} ?\d{3})(?![\w-])"),
    ),
    (
        "KR",
        re.compile(r"(?:Seoul|Busan|Incheon|Daegu|Daejeon|Gwangju|Ulsan|[a-z]-(?:do|si|gu)),?\s(?P<code>\d{5})(?!\d)"),
    ),
    (
        "DE",
        re.compile(r"(?:^|[,\s|·•]|(?<=D-)|(?<=DE-)|(?<=F-)|(?<=I-)|(?<=E-))(?P<code>\d{5})\s+(?=[A-ZÄÖÜÉ][a-zäöüßé])"),
    ),
    ("DE", re.compile(rf"(?:^|[,|·•]\s?|(?<=D-)|(?<=F-)|(?<=I-)|(?<=E-))(?P<code>\d{{5}})\s+(?={_TOWN_IN_CAPITALS})")),
    ("CH", re.compile(r"(?:^|,\s*|CH-|AT?-|BE?-|DK-|NO?-|L-)(?P<code>\d{4})\s+(?=[A-ZÄÖÜÉÅØ][a-zäöüßéåø]{2,})")),
)
"""The form each country's post states, with what stands beside the code: a state, a city."""

_LIKE_HOUSES = frozenset({"DE", "CH", "NL"})
"""Codes that stand before the town, as a house number stands before its street."""


@dataclass(frozen=True, slots=True)
class PostalCode:
    """A postal code in a line; ``start`` includes a postal mark."""

    code: str
    """Japan's as 123-4567, others as printed."""
    country: str
    start: int
    end: int
    marked: bool


def japanese_codes(text: str) -> tuple[PostalCode, ...]:
    """Japanese postal codes in a line of narrow text, with and without 〒, also in kanji.

    >>> [code.code for code in japanese_codes("〒154-0004 〒5300001 T100-0001")]
    ['154-0004', '530-0001', '100-0001']
    >>> japanese_codes("〒一五四ー〇〇〇四")[0].code, japanese_codes("TEL 03-1234-5678")
    ('154-0004', ())
    """
    found: list[PostalCode] = []
    for pattern in (_JAPANESE, _JAPANESE_RUN, _JAPANESE_KANJI, _AFTER_SIGN, _COLUMN, _COLUMN_OF_FIGURES):
        for match in pattern.finditer(text):
            digits = _digits(match["code"])
            if len(digits) == 7 and not any(code.start < match.end() and match.start() < code.end for code in found):
                mark = match.groupdict().get("mark")
                start = match.start("mark") if mark else match.start("code")
                found.append(PostalCode(f"{digits[:3]}-{digits[3:]}", "JP", start, match.end(), bool(mark)))
    return tuple(sorted(found, key=lambda code: code.start))


def damaged_code(text: str) -> str:
    """The digits of a line that is nothing but a vertical card's postal code with strokes lost or gained.

    >>> damaged_code("七六二1〇〇三"), damaged_code("〒一五四ー〇〇〇"), damaged_code("三丁目")
    ('762003', '154000', '')
    """
    match = _DAMAGED.fullmatch(text)
    digits = "".join(kanji_number(character) or "" for character in match[1]) if match else ""
    return digits if 5 <= len(digits) <= 9 else ""


def foreign_codes(text: str) -> tuple[PostalCode, ...]:
    """Postal codes of other countries in a line of narrow text; one reading for each place, the stricter forms first.

    >>> [(code.code, code.country) for code in foreign_codes("Redmond, WA 98052")]
    [('98052', 'US')]
    """
    found: list[PostalCode] = []
    for country, pattern in _FOREIGN:
        for match in pattern.finditer(text):
            if country in _LIKE_HOUSES and _HOUSE.match(text, match.start("code")):
                continue
            if not any(code.start < match.end("code") and match.start("code") < code.end for code in found):
                found.append(PostalCode(match["code"], country, match.start("code"), match.end("code"), False))
    return tuple(sorted(found, key=lambda code: code.start))


def _digits(code: str) -> str:
    """The seven figures of a code in figures or kanji; strokes that are not the one between its halves are ones."""
    signs = re.sub(r"\s", "", code)
    halves = signs[:3], signs[4 if len(signs) == 8 else 3 :]
    return "".join(_figure(sign) for half in halves for sign in half)


def _figure(sign: str) -> str:
    if sign.isdigit() and sign.isascii():
        return sign
    if re.match(f"[{_STROKES}1Il]", sign):
        return "1"
    return {"ハ": "8", "ニ": "2"}.get(sign) or kanji_number(sign) or ""

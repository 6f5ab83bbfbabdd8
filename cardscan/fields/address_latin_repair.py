"""Figures of Western addresses that an engine took for letters: IIth Floor, MA o2110, l23 Main Street, SW1A OAA."""

from __future__ import annotations

import re

from cardscan.lexicon.regions import AU_STATES, US_STATES

_FIGURES = str.maketrans("OoQIil|SBZzs", "000111158225")

_PLACES = (
    re.compile(r"(?<![A-Za-z\d])[\dIl|]*[Il|][\dIl|]*(?=(?:st|nd|rd|th)\b)"),
    re.compile(rf"(?<=\b(?:{'|'.join(US_STATES)})[,\s])\s?(?=[\dOoIlSBZz]*\d\d)[\dOoIlSBZz]{{5}}(?![\w])"),
    re.compile(rf"(?<=\b(?:{'|'.join(state for state in AU_STATES if len(state) == 3)})\s)(?=\w*\d\d)[\dOoIl]{{4}}\b"),
    re.compile(r"(?:^|(?<=,\s))[Il|](?=\d{1,4}\s[A-Za-z][a-z])"),
    re.compile(r"(?<=\b[A-Z]\d\s)[OoIl](?=[ABD-HJLNP-UW-Z]{2}\b)|(?<=\b[A-Z]{2}\d\s)[OoIl](?=[ABD-HJLNP-UW-Z]{2}\b)"),
    re.compile(r"(?<=\b[ABCEGHJ-NPRSTVXY])[sSoOIlzZB](?=[A-Z]\s[\dOIlSZ][A-Z][\dOIlSZ]\b)"),
    re.compile(r"(?<=\b[A-Z]\d[A-Z]\s)[OIlSZ](?=[A-Z][\dOIlSZ]\b)|(?<=\b[A-Z]\d[A-Z]\s\d[A-Z])[OIlSZ]\b"),
    re.compile(r"(?<=\b[A-Z]\d[A-Z\d]\s)[OoIl](?=[ABD-HJLNP-UW-Z]{2}\b)"),
    re.compile(r"(?<=\b[A-Z]{2}\d[A-Z\d]\s)[OoIl](?=[ABD-HJLNP-UW-Z]{2}\b)"),
    re.compile(r"(?<=\b[A-Z]{2})[\dOoIil]{1,2}(?=[A-Z]?\s\d[ABD-HJLNP-UW-Z]{2}\b)"),
    re.compile(r"(?<=\b[A-Z])(?:[Iil]|\d[OoIil])(?=[A-Z]?\s\d[ABD-HJLNP-UW-Z]{2}\b)"),
    re.compile(
        r"(?<=#)[\dOIl]{1,3}-[\dOIl]{1,3}\b|(?i:(?<=\bsuite\s)|(?<=\bunit\s)|(?<=\bfloor\s))(?=\w*\d)[\dOoIl]{2,5}\b"
    ),
)
"""Where only figures can stand: ordinals, ZIP codes after a state, postcodes of Australia after a state, a house number
before its street, the figures of Canadian codes, the third character from the end of British ones and those behind
their first letters, floors, units."""


def repaired_figures(text: str) -> str:
    """Letters that stand for figures in a Western address put right; the length stays.

    >>> repaired_figures("186 Lexington Avenue, IIth Floor"), repaired_figures("Boston, MA o2110")
    ('186 Lexington Avenue, 11th Floor', 'Boston, MA 02110')
    >>> repaired_figures("London SW1A OAA"), repaired_figures("70 Robinson Road #l5-1I"), repaired_figures("Ist Light")
    ('London SW1A 0AA', '70 Robinson Road #15-11', '1st Light')
    >>> repaired_figures("Leeds LSio 1RN"), repaired_figures("London EI 6AN"), repaired_figures("WI 53202")
    ('Leeds LS10 1RN', 'London E1 6AN', 'WI 53202')
    >>> repaired_figures("286 Pine Ridge Drive, Floor 1o")
    '286 Pine Ridge Drive, Floor 10'
    """
    for place in _PLACES:
        text = place.sub(lambda match: match[0].translate(_FIGURES), text)
    return text

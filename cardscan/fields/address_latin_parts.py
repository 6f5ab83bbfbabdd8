"""What makes a line in Latin letters look like a line of an address, and what the parts of such an address are."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cardscan.fields.postal_code import PostalCode, foreign_codes, japanese_codes
from cardscan.fields.street_words import STREET_WORD
from cardscan.lexicon.regions import (
    AU_STATES,
    CA_PROVINCES,
    COUNTRIES,
    PREFECTURES_LATIN,
    US_STATES,
    cities_latin,
    country_of_city,
)

_STREET = re.compile(
    rf"\b(?:\d+[A-Za-z]?(?:[-/]\d+[A-Za-z]?)?|One|Two|Three|Four"
    rf"|Five),?\s+(?:[NSEW]{{1,2}}\.?\s+)?(?:[\w.'’&-]+\s+){{0,4}}(?:{STREET_WORD})\b\.?",
    re.I,
)
_STREET_ONLY = re.compile(rf"\b[A-Z][\w'’.-]+\s+(?:{STREET_WORD})\b(?:\s+\d+)?", re.I)
_STREET_FIRST = re.compile(
    r"(?:\b\w*(?:stra(?:ß|ss)e|str\.,?(?=\s\d)|weg|platz|allee|gasse|ring|damm|ufer|straat|laan|gracht|kade|plein|gade|vej"
    r"|gatan|vägen|veien|gata|katu|tie)(?:\b|(?<=[.,]))"
    r"|\b\w+\s(?:Straße|Strasse|Str\.|Allee|Platz|Weg|Ring|Damm))\s*\d+\s?[a-z]?(?:\s?-\s?\d+)?|"
    r"\b(?:Via|Viale|Piazza|Corso|Calle|C/|Avda\.?|Avenida|Paseo|Plaza|Rua|Praça|Jalan|Jln\.?|Jl\.|Lorong|ul\.|al\.|Rue"
    r"|Quai|Av\.|Al\.|Alameda|Largo|Travessa|Rodovia|Estrada|Carrer|Passeig|Ronda|Piazzale"
    r"|Strada)\s+[A-ZÀ-Ú\w][\w'’. -]+?,?\s*\d+"
    r"|\bC/\s?[A-ZÀ-Ú][\w'’. -]+?,?\s*\d+",
    re.I,
)
_STREET_FRENCH = re.compile(
    r"\b\d+\s?(?:bis|ter)?,?\s(?:rue|avenue|av\.|boulevard|boul\.|bd|place|quai|impasse|allée|chemin|cours|route"
    r"|square)\s(?:de\s|du\s|des\s|la\s|d['’])*\w+",
    re.I,
)
_KOREAN = re.compile(r"\b\d+(?:-\d+)?,?\s+[A-Z][\w-]*(?:\s\d+)?(?:-|\s?(?<=\d)-?)(?:ro|gil|daero)\b", re.I)
"""Seoul's 123, Teheran-ro and 75, Samsung 1-ro."""

_ROMAJI = re.compile(
    r"\b\d+(?:-\d+){1,3},?\s+[A-Z][a-z'’]+|\b[A-Z][a-zō'’]+(?:\s[A-Z][a-z]+)?[\s,]+\d+(?:-\d+){1,3}\b"
    r"|\b\d+-?chome\b|\b\d+-\d+-\d+\b(?=,|\s|$)",
    re.I,
)
_ROMAJI_PLACE = re.compile(
    r"\b[A-Z][a-z'’ō]+-\s?(?:ku|shi|cho|machi|mura|gun|ken|fu|to|dori|chome|si|gu|do|dong|eup|myeon|ri)\b", re.I
)
_UNIT = re.compile(
    r"\b(?:Suite|Ste\.?|Floor|Fl\.?|Level|Unit|Room|Rm\.?|Apt\.?|Apartment|Building|Bldg\.?|Tower|House|Block|Blk"
    r"|Hall|Centre|Center|Mansion|Wing|Campus"
    r"|Mailstop|P\.?\s?O\.?\s?Box|GPO Box|BP|Postfach|Postbus|Postboks|Apartado"
    r"|Business Park|Industrial Estate|Technology Park|Plot|Sector|Phase"
    r"|Villa|Estate|Etage|Stock|Warehouse)\b"
    r"|^Box \d+|^(?:(?:Door|Flat|Plot|Shop|House|H\.?|D\.?|Old|New) ?)?No\.?\s?\d+|\b\d+(?:st|nd|rd|th)"
    r"\s(?:Cross|Main|Block|Stage)\b"
    r"|#\s?\d{1,4}(?:-\d+)?\b|\b\d{1,3}(?:st|nd|rd|th)\s(?:Floor|Fl)\b|\b\d{1,3}/?F\b|\bB\d?F\b",
    re.I,
)
_CITY = re.compile(rf"\b(?:{'|'.join((*cities_latin(), *PREFECTURES_LATIN))})\b")
_STATE = re.compile(rf",\s*(?:{'|'.join((*US_STATES, *CA_PROVINCES, *AU_STATES))})\b\.?(?=\s*(?:$|,|\d))")
_COUNTRY = re.compile(
    rf"(?:^"
    rf"|[,\s(-])(?P<name>{'|'.join(re.escape(name) for name in sorted(COUNTRIES, key=len, reverse=True))})[.)]?\s*$",
    re.I,
)
_NO_ADDRESS = re.compile(
    r"\b(?:Ltd|Limited|Inc|LLC|LLP|GmbH|Corp|Corporation|Company|K\.K|Pte|Plc|S\.A|AG|B\.V|Group|Holdings"
    r"|Universität|Hochschule|Université|Universidad|Lehrstuhl|Prof|University|College|Hospital|Institute|Department|Dept"
    r"|Division|Manager|Director|President|Officer|Engineer|Researcher|Professor|Sales|Marketing|Consultant"
    r"|Partner|Attorney|Chairman|CEO|CTO|CFO|Since|Member|Team|FINRA|SIPC|FDIC|NMLS|[Oo]ffered|[Rr]egulated|[Aa]uthori[sz]ed)\b",
)


_LICENCE = re.compile(
    r"\b(?:DRE|BRE|NMLS|Lic(?:en[sc]e)?|Reg(?:istration)?|VAT|ABN|EIN|UEN)\b\.?\s?(?:No\.?|#)?\s?[:#]?\s?(?:[A-Z]{2}\s)?\w*\d",
    re.I,
)
_HOUSE_LAST = re.compile(r"^[A-ZÄÖÜÅØÉ][\w.'’ -]{3,30}\s\d{1,4}\s?[a-z]?,?$")
"""A street of the continent without a word for it: Am Sandtorkai 82."""

_HOUSE_FIRST = re.compile(r"^\d{1,4}[A-Za-z]?(?:[-–]\d+)? [A-Z][\w'’.-]{2,}(?: (?:[A-Z][\w'’.-]+|of|the|on)){0,3},?$")
"""A British street without one: 74 Bishopsgate, 12 Old Jewry."""

_PLOT = re.compile(r"\b(?:Plot|Survey|Door|H\.?|House) ?No\.? ?[A-Z]?[-/]?\d+", re.I)
"""What houses in India have where they have no street: Plot No. 112, MIDC Industrial Area."""

_SURE = frozenset({"US", "GB", "CA", "AU", "SG", "IE", "BR", "PT", "KR", "TW"})
"""Countries whose codes are hardly anything else, whatever town stands beside them."""

_TELLING = frozenset({"US", "GB", "CA", "AU", "SG", "NL", "JP", "IE", "BR", "PT", "KR", "TW"})
"""Countries whose codes no other country writes like that; five digits and a city may be German, French, Italian…"""


@dataclass(frozen=True, slots=True)
class LineEvidence:
    """What one line says for an address, in log-odds by kind of evidence."""

    street: float
    unit: float
    postal: float
    place: float
    country: float
    against: float

    @property
    def total(self) -> float:
        """All of it together."""
        return self.street + self.unit + self.postal + self.place + self.country + self.against


def evidence_of(text: str) -> LineEvidence:
    """Weigh one line.

    >>> evidence_of("Redmond, WA 98052").postal > 2, evidence_of("Senior Researcher").total < 0
    (True, True)
    """
    romaji = len(_ROMAJI_PLACE.findall(text))
    # 2172 Shinnakaharacho, Isogo-ku: figures before a Japanese place are a house number.
    codes = tuple(code for code in foreign_codes(text) if not romaji or code.country in _TELLING)
    street = 0.0
    if _STREET.search(text) or _STREET_FIRST.search(text) or _STREET_FRENCH.search(text):
        street = 3.0
    elif _ROMAJI.search(text) or _KOREAN.search(text):
        street = 2.5
    elif _STREET_ONLY.search(text) or _PLOT.search(text):
        street = 1.2
    elif _HOUSE_LAST.match(text) or _HOUSE_FIRST.match(text):
        street = 0.9
    postal = 0.0
    if codes:
        mixed = text.title() if text.isupper() else text
        known = codes[0].country in _SURE or _CITY.search(mixed) or country_of_city(mixed)
        postal = 2.8 if known else 1.5
    elif japanese_codes(text):
        postal = 2.5
    place = min(2.5, 1.5 * romaji + (1.2 if _CITY.search(text) else 0.0) + (1.2 if _STATE.search(text) else 0.0))
    units = len(_UNIT.findall(text))
    return LineEvidence(
        street=street,
        unit=min(1.5, 0.5 + 0.4 * units) if units else 0.0,
        postal=postal,
        place=place,
        country=_country_evidence(text, other=street + postal + place),
        against=-3.5 if _is_no_address(text) else 0.0,
    )


def _is_no_address(text: str) -> bool:
    """Whether a word of firms, titles or licences stands in the line, in capitals or not: REAL ESTATE INC."""
    mixed = text.title() if text.isupper() else text
    return any(pattern.search(each) for pattern in (_NO_ADDRESS, _LICENCE) for each in (text, mixed))


def parts_of(text: str) -> dict[str, str]:
    """Postal code, country, region and locality of a whole address in one line, as far as they can be told.

    >>> parts_of("4001 1st Ave NE, Redmond, WA 98052")["region"]
    'WA'
    """
    country = _COUNTRY.search(text)
    parts: dict[str, str] = {}
    code = _code(text)
    if code is not None:
        parts["postal_code"] = code.code
        if code.country in _TELLING:
            parts["country"] = code.country
    if country is not None:
        parts["country"] = COUNTRIES[country["name"].lower()]
    end = country.start("name") if country is not None else len(text)
    if code is not None and code.country in ("US", "CA", "AU"):
        parts |= _with_state(text[: code.start])
    elif code is not None:
        parts |= _by_commas(f"{text[: code.start]},{text[code.end : max(end, code.end)]}")
    return parts


def _with_state(text: str) -> dict[str, str]:
    """Street, city and state of what stands before an American, Canadian or Australian code."""
    found = re.search(r"(?:^|,)\s*([^,]+?),?\s+([A-Z]{2,3}|[A-Z][a-z]+(?: [A-Z][a-z]+)?)\.?,?\s*$", text)
    if found is None:
        return {}
    street, locality = text[: found.start()].strip(" ,"), found[1].strip()
    inner = _STREET.match(locality)
    if inner and not street:
        quarter = re.match(r"\s+[NSEW]{1,2}\b\.?", locality[inner.end() :])
        cut = inner.end() + (quarter.end() if quarter else 0)
        street, locality = locality[:cut], locality[cut:].strip(" ,")
    return {name: part for name, part in (("street", street), ("locality", locality), ("region", found[2])) if part}


def _by_commas(text: str) -> dict[str, str]:
    """Street and city, and for Japan the prefecture, of an address whose code and country are cut out."""
    pieces = [piece.strip(" -") for piece in text.split(",") if piece.strip(" -")]
    region = pieces.pop() if len(pieces) > 2 and pieces[-1] in PREFECTURES_LATIN else ""
    if len(pieces) < 2:
        return {}
    named = {"street": ", ".join(pieces[:-1]), "locality": pieces[-1], "region": region}
    return {name: part for name, part in named.items() if part}


def _country_evidence(text: str, *, other: float) -> float:
    """A country says much alone or at the end of a line of an address, nothing in a firm's name (Mihon India)."""
    match = _COUNTRY.search(text)
    if match is None:
        return 0.0
    before = text[: match.start("name")]
    if not re.search(r"\w", before):
        return 2.5
    return 1.3 if other or re.search(r"[,\d]\W*$", before) else 0.0


def _code(text: str) -> PostalCode | None:
    """The postal code that stands last: numbers of houses stand before it, those of boxes may follow."""
    codes = [*foreign_codes(text), *japanese_codes(text)]
    if japanese_codes(text):
        codes = list(japanese_codes(text))
    return max(codes, key=lambda code: (code.country in _TELLING, code.start), default=None)

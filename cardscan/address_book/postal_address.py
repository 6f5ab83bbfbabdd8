"""An address from the parts in which address books keep it, in one line as its country writes it."""

from __future__ import annotations

import re

from cardscan.code.value import is_japanese
from cardscan.fields.address_ja_parts import street_of, take_apart
from cardscan.orthography.width import normalise, unify_dashes
from cardscan.records import Address

_CODE = re.compile(r"〒?\s*(\d{3})-?(\d{4})(?!\d)\s*")
_JAPAN = frozenset(("jp", "jpn", "japan", "日本", "日本国"))
_COUNTRY_CODE = re.compile(r"[A-Za-z]{2}")


def postal_address(
    *,
    text: str = "",
    street: str = "",
    building: str = "",
    locality: str = "",
    region: str = "",
    postal_code: str = "",
    country: str = "",
    box: str = "",
) -> Address | None:
    """The address; None where nothing but a country is said.

    Args:
        text: All of it, on one line or several.
        street: Town and block number, or street and house.
        building: What follows.
        locality: City.
        region: Prefecture or state.
        postal_code: With 〒 or without.
        country: Its name or code.
        box: A post office box.
    """
    japanese = is_japanese(text + street + locality + region + building)
    nation = "JP" if country.casefold() in _JAPAN else country.upper() if _COUNTRY_CODE.fullmatch(country) else None
    abroad = country if nation is None else ""
    code = _CODE.fullmatch(normalise(postal_code))
    zip_code = f"{code[1]}-{code[2]}" if code else postal_code or None
    parts = [" ".join(part.split()) for part in (street, building, locality, region)]
    if japanese:
        return _japanese(text, parts, box, zip_code, nation)
    line = ", ".join(line.strip(" ,") for line in text.splitlines() if line.strip(" ,"))
    if not line:
        line = ", ".join(filter(None, (box, parts[0], parts[1], parts[2], f"{parts[3]} {postal_code}".strip(), abroad)))
    if line == abroad or not line:
        return None
    return Address(
        line, zip_code, parts[3] or None, parts[2] or None, parts[0] or None, parts[1] or None, nation or abroad or None
    )


def _japanese(text: str, parts: list[str], box: str, code: str | None, country: str | None) -> Address | None:
    street, building, locality, region = parts
    line = " ".join(text.split())
    if found := _CODE.match(normalise(line)):  # 〒 before the address: a field of its own here
        code, line = code or f"{found[1]}-{found[2]}", normalise(line)[found.end() :]
    if not line:
        line = " ".join(filter(None, (f"{region}{locality}{street}", building, box)))
    if not line:
        return None
    known = take_apart(unify_dashes(normalise(line)), 0)
    agrees = known is not None and all(
        not said or said == told for said, told in ((region, known.region), (locality, known.locality))
    )
    if known is not None and agrees:
        region, locality = known.region or region, known.locality or locality
        street, building = street_of(known) or street, known.building or building
    return Address(line, code, region or None, locality or None, street or None, building or None, country or "JP")

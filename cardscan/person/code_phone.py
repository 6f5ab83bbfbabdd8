"""Telephone numbers of a code beside those that are printed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from cardscan.fields.phone_number import is_valid_number, rate
from cardscan.orthography.width import normalise
from cardscan.person.confidence_keys import key_of_phone
from cardscan.records import Phone

_SURE = 0.9
"""The contract's "sure": a number printed so clearly is another number than one that differs from it in a digit."""
_FEWEST_DIGITS = 8
"""Of a number without its area: fewer may be the end of any number."""


@dataclass(frozen=True, slots=True)
class PhonesJoined:
    """The printed and the coded numbers as one list."""

    phones: tuple[Phone, ...]
    coded: frozenset[Phone]
    """Those of ``phones`` that the code vouches for."""
    changed: bool
    """A digit was put right or a number added."""


def join_phones(
    printed: Sequence[Phone], coded: Sequence[Phone], regions: Sequence[str], sure: Mapping[str, float]
) -> PhonesJoined:
    """A number that is printed too is as printed; a digit misread is put right; a number that is not printed is added.

    Args:
        printed: As read.
        coded: As they stand in the code.
        regions: Countries whose numbers are expected, likeliest first (ISO 3166-1).
        sure: How sure the printed numbers are, 0–1, by their text.
    """
    phones = list(printed)
    vouched: list[int] = []
    changed = False
    numbers = [_dialled(phone, regions) for phone in coded]
    for phone in numbers:
        same = [place for place, each in enumerate(phones) if _same(each, phone)]
        if same:
            vouched += same
            continue
        near = [
            place
            for place, each in enumerate(phones)
            if _misread(each, phone, sure) and not any(_same(each, other) for other in numbers)
        ]
        changed = True
        if len(near) == 1:
            phones[near[0]] = _put_right(phones[near[0]], phone)
            vouched += near
        else:
            phones.append(phone)
            vouched.append(len(phones) - 1)
    return PhonesJoined(tuple(phones), frozenset(phones[place] for place in vouched), changed)


def country_of(number: str | None) -> str | None:
    """The country of a number in E.164 (ISO 3166-1); None where it cannot be told."""
    import phonenumbers

    try:
        return phonenumbers.region_code_for_number(phonenumbers.parse(number or "", None))
    except phonenumbers.NumberParseException:
        return None


def _dialled(phone: Phone, regions: Sequence[str]) -> Phone:
    rated = rate(phone.text, regions)
    kind = phone.kind
    if kind in ("other", "work"):
        kind = rated.nature if rated.nature in ("mobile", "tollfree") else "work"
    return Phone(kind, rated.e164 or None, phone.text)


def _digits(phone: Phone) -> str:
    return re.sub(r"\D", "", phone.number or normalise(phone.text))


def _same(one: Phone, other: Phone) -> bool:
    """Whether two numbers are one, be it that only one names its country or its area."""
    written = [re.sub(r"\D", "", normalise(phone.text)).lstrip("0") for phone in (one, other)]
    dialled = [_digits(phone).lstrip("0") for phone in (one, other)]
    return any(
        min(map(len, pair)) >= _FEWEST_DIGITS and (pair[0].endswith(pair[1]) or pair[1].endswith(pair[0]))
        for pair in (written, dialled)
    )


def _misread(printed: Phone, coded: Phone, sure: Mapping[str, float]) -> bool:
    """Whether a number is the other with one digit misread; neighbouring numbers of one firm look like that too."""
    doubtful = sure.get(printed.text, 1.0) < _SURE
    if key_of_phone(printed.kind) != key_of_phone(coded.kind) or (
        not doubtful and is_valid_number(printed.number or "")
    ):
        return False
    first, second = _digits(printed), _digits(coded)
    return len(first) == len(second) and sum(a != b for a, b in zip(first, second, strict=True)) == 1


def _put_right(printed: Phone, coded: Phone) -> Phone:
    """The code's digits in the printed grouping."""
    digits = re.sub(r"\D", "", normalise(coded.text))
    if len(digits) != len(re.sub(r"\D", "", normalise(printed.text))):
        return replace(coded, kind=printed.kind)
    each = iter(digits)
    text = "".join(next(each) if character.isdigit() else character for character in printed.text)
    return Phone(printed.kind, coded.number, text)

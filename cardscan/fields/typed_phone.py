"""A telephone number that a person or another program wrote down, as opposed to one that was read from a card."""

from __future__ import annotations

import re
from typing import cast

from cardscan.errors import InvalidInput
from cardscan.fields.contact import PhoneKind
from cardscan.records import Phone

PHONE_KIND = re.compile(r"(work|direct|mobile|fax|tollfree|other)\s*[:：]\s*", re.IGNORECASE)
"""A kind before a number, as it may be typed."""


def typed_phone(text: str, *, kind: PhoneKind | None = None, insist: bool = False) -> Phone:
    """A phone as ``number`` or ``kind: number``; a number without a country is a Japanese one.

    Args:
        text: The number, with its kind before it or without.
        kind: What it is where the text does not say; None: what its number tells.
        insist: Keep it although it cannot be a telephone number.

    Raises:
        InvalidInput: It cannot be a telephone number.

    >>> typed_phone("mobile: 090-1234-5678")
    Phone(kind='mobile', number='+819012345678', text='090-1234-5678')
    """
    import phonenumbers  # costs time to import, and only a typed phone needs it
    from phonenumbers import PhoneNumberType

    named = PHONE_KIND.match(text)
    number = text[named.end() :].strip() if named else text.strip()
    said = cast("PhoneKind", named[1].lower()) if named else kind
    try:
        parsed = phonenumbers.parse(number, "JP")
    except phonenumbers.NumberParseException as error:
        if insist:
            return Phone(said or "other", None, number)
        raise InvalidInput(f"“{number}” is not a telephone number.") from error
    kinds: dict[int, PhoneKind] = {PhoneNumberType.MOBILE: "mobile", PhoneNumberType.TOLL_FREE: "tollfree"}
    valid = phonenumbers.is_valid_number(parsed)
    return Phone(
        said or kinds.get(phonenumbers.number_type(parsed), "work"),
        phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164) if valid else None,
        number,
    )

"""What a drawn sign before a telephone number says, weighed against the numbering plan."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from types import MappingProxyType

from cardscan.fields.labels import Meaning
from cardscan.fields.phone_number import PhoneNumber, may_be_mobile
from cardscan.records import SignKind

_MEANINGS: Mapping[SignKind, Meaning] = MappingProxyType({"handset": "tel", "mobile": "mobile", "fax": "fax"})


def meanings_of_sign(kinds: Collection[SignKind], number: PhoneNumber) -> frozenset[Meaning]:
    """What signs stand for before this number; nothing where its plan says that they cannot be right.

    A mobile telephone is also drawn for any telephone: before a number that the plan knows as no mobile one it says no
    more than a handset does. Mobile numbers are mobile whatever is drawn, and have no fax.

    >>> number = PhoneNumber(0, 12, "03-1234-5678", "+81312345678", 0.9, True, None)
    >>> sorted(meanings_of_sign(["mobile"], number)), sorted(meanings_of_sign(["handset", "fax"], number))
    (['tel'], ['fax', 'tel'])
    """
    meanings = {_MEANINGS[kind] for kind in kinds}
    if "mobile" in meanings and not may_be_mobile(number.e164):
        meanings = meanings - {"mobile"} | {"tel"}
    if "fax" in meanings and ("mobile" in meanings or number.nature == "mobile"):
        return frozenset()
    return frozenset(meanings)

"""Which of the contract's confidence keys speaks for which field of a contact."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

KEY_OF_FIELD: Mapping[str, str] = MappingProxyType(
    {
        "full_name": "name",
        "phonetic_name": "kana",
        "romanized_name": "romaji",
        "organization": "company",
        "department": "department",
        "titles": "title",
        "qualifications": "title",
        "emails": "email",
        "urls": "url",
        "addresses": "address",
    }
)
"""Contact field → key; phones have one by kind."""


def key_of_phone(kind: str) -> str:
    """The key that speaks for a telephone number of a kind.

    >>> key_of_phone("mobile"), key_of_phone("direct")
    ('mobile', 'tel')
    """
    return kind if kind in ("fax", "mobile") else "tel"

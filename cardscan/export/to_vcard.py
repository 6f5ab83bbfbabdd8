"""People as vCards, version 3.0 for the phones of today (RFC 2426) or 4.0 (RFC 6350)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from cardscan.export.vcard_person import for_vcard

if TYPE_CHECKING:
    from cardscan.store.records import Person


def people_to_vcards(people: Iterable[Person], *, version: str = "3.0", photos: bool = True) -> Iterator[str]:
    """One vCard a person, lines ended by CRLF and folded at 75 octets.

    Args:
        people: Whom to write.
        version: ``3.0`` or ``4.0``.
        photos: Whether to carry the card's picture.

    Raises:
        StoreError: A card's picture cannot be read.
    """
    if version == "4.0":
        from cardscan.export.vcard4 import vcard4 as write
    else:
        from cardscan.export.vcard3 import vcard3 as write
    for person in people:
        yield write(for_vcard(person, photos=photos))

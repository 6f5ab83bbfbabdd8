"""How it is said why two people may be, or are, one."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cardscan.store.records import SamePerson

_FOR = {
    "name": "same name",
    "spelled_name": "same name in other letters",
    "near_name": "one character of the name differs",
    "part_of_name": "part of the name",
    "given_name": "same given name",
    "email": "same e-mail address",
    "mobile": "same mobile number",
    "company": "same company",
    "phone": "same phone",
    "domain": "same domain",
    "postal_code": "same postal code",
    "title": "same title",
    "same_event": "met at the same event",
}
_AGAINST = {
    "other_reading": "the name is read otherwise",
    "other_email": "another address in the same domain",
    "other_mobile": "another mobile number",
    "same_photo": "two cards on one photo",
}


def said_signs(pair: SamePerson) -> str:
    """What speaks for it, and behind “but” what speaks against it."""
    if pair.by_hand:
        return "by hand"
    told = ", ".join(words for sign, words in _FOR.items() if sign in pair.signs)
    against = ", ".join(words for sign, words in _AGAINST.items() if sign in pair.signs)
    return f"{told} but {against}" if told and against else told or against

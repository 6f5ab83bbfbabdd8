"""What unlabelled telephone numbers are, told by their order: telephone, mobile, fax or telephone, fax, mobile.

Labels of such lists are left out, or signs that were not told for sure (``ocr.contact_signs``). A firm's fax usually
shares the exchange with its telephone; a number of another exchange on the next line is rather the owner's mobile
telephone, where the numbering plan does not tell mobile numbers apart (North America).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Guess = Literal["fax", "mobile"]

_SAME_EXCHANGE_IS_FAX = 0.55
_AFTER_MOBILE_IS_FAX = 0.75
_OTHER_EXCHANGE_IS_MOBILE = 0.65
_THIRD_IS_FAX = 0.65
"""How often the order is right: estimates from how cards are set, in their order checked on a dozen drawn lists."""

_NEAR = 2
"""A sign read as a line of its own may stand between two numbers of a list."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One telephone number of a card as far as its order matters."""

    line: int
    digits: str
    """As printed, digits only."""
    country_code: str
    """With its plus, as in E.164; empty where it cannot be told."""
    kind: str
    """By its label and its numbering plan."""
    labelled: bool
    """In words or letters."""
    signed: bool = False
    """By a sign that says what it is; it says nothing of the others."""


def guess_by_order(numbers: Sequence[Listed], place: int) -> tuple[Guess, float] | None:
    """What the number at a place is instead of a telephone, and the chance; None where its order tells nothing.

    >>> first, second = (Listed(i, f"41555501{i}3", "+1", "work", False) for i in range(2))
    >>> guess_by_order([first, second], 1), guess_by_order([first, second], 0)
    (('fax', 0.55), None)
    """
    number = numbers[place]
    if number.labelled or number.signed or number.kind != "work" or place == 0:
        return None
    before = numbers[place - 1]
    if number.line - before.line > _NEAR or number.digits == before.digits:
        return None
    earlier = guess_by_order(numbers, place - 1)
    if earlier is not None and earlier[0] == "fax":
        return None
    if before.kind == "work" and number.digits[:-4] == before.digits[:-4]:
        return "fax", _SAME_EXCHANGE_IS_FAX
    unlabelled = not any(other.labelled for other in numbers)
    landline_first = any(other.kind == "work" for other in numbers[: place - 1])
    if before.kind == "mobile" and landline_first and unlabelled:
        return "fax", _AFTER_MOBILE_IS_FAX
    if number.country_code != "+1" or before.kind != "work" or not unlabelled:
        return None
    return ("mobile", _OTHER_EXCHANGE_IS_MOBILE) if place == 1 else ("fax", _THIRD_IS_FAX) if place == 2 else None

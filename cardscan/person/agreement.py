"""Whether what was read and what a code says are the same value, and the read value with the code's characters.

What is compared is folded as for searching: width, case, old characters, hyphens and spaces make no difference.
"""

from __future__ import annotations

from enum import Enum

from rapidfuzz.distance import Levenshtein

from cardscan.orthography.fold import search_fold
from cardscan.orthography.numerals import kanji_numbers_to_digits
from cardscan.orthography.width import normalise

ONE_IN = 5
"""A read value is a misreading of the code's where at most one character in this many differs: engines misread one in
twenty to one in a hundred on cards, and no two firms, people or streets of one card are that alike."""

LONGEST_SLIP = 3
"""Characters read wrongly in a row; where more differ, one side says something else."""


class Agreement(Enum):
    """How a read value stands to the code's."""

    SAME = "same"
    """But for width, variants, signs and spaces."""
    PART = "part"
    """One holds the other: a firm with and without its branch, an address with and without its building."""
    NEAR = "near"
    """The one is a misreading of the other."""
    FAR = "far"


def agreement(read: str, coded: str) -> Agreement:
    """How two texts of one field stand to each other.

    >>> agreement("高橋 健", "髙橋健").value, agreement("株式会社見木商事", "株式会社見本商事").value
    ('same', 'near')
    """
    return _agreement(search_fold(read), search_fold(coded))


def address_agreement(read: str, coded: str) -> Agreement:
    """The same for addresses: 三丁目12番5号 and 3-12-5 are one."""
    return _agreement(_address_fold(read), _address_fold(coded))


def _agreement(read: str, coded: str) -> Agreement:
    if not read or not coded:
        return Agreement.FAR
    if read == coded:
        return Agreement.SAME
    if min(len(read), len(coded)) >= 2 and (read in coded or coded in read):
        return Agreement.PART
    allowed = max(1, max(len(read), len(coded)) // ONE_IN) if min(len(read), len(coded)) >= 3 else 0
    return Agreement.NEAR if Levenshtein.distance(read, coded) <= allowed else Agreement.FAR


def _address_fold(text: str) -> str:
    plain = kanji_numbers_to_digits(normalise(text))
    for written in ("丁目", "番地の", "番地", "番", "号室", "号"):
        plain = plain.replace(written, "-")
    digits_apart = "".join(c if c.isalnum() else " " for c in plain).split()
    return search_fold("x".join(digits_apart)) if digits_apart else ""


def respelled(read: str, coded: str) -> str:
    """The read value as it is set on the card, in the code's letters and digits wherever one stands for one.

    Differences of width alone stay as printed; so do signs, and whatever only the one or the other has.

    >>> respelled("高橋　健", "髙橋健"), respelled("(株)カラ一見本", "㈱カラー見本")
    ('髙橋　健', '(株)カラー見本')
    """
    places = [place for place, character in enumerate(read) if not character.isspace()]
    plain = "".join(read[place] for place in places)
    other = "".join(coded.split())
    spelled = list(read)
    for change in Levenshtein.opcodes(plain, other):
        length = change.src_end - change.src_start
        if change.tag == "replace" and length == change.dest_end - change.dest_start and length <= LONGEST_SLIP:
            for step in range(length):
                mine, theirs = plain[change.src_start + step], other[change.dest_start + step]
                if _stands_for(mine, theirs):
                    spelled[places[change.src_start + step]] = theirs
    return "".join(spelled)


def _stands_for(read: str, coded: str) -> bool:
    """Whether one character is another one misread: both letters, and more than their width differs; ㈱ is three."""
    wide, narrow = normalise(read), normalise(coded)
    return wide != narrow and len(narrow) == 1 and (read + coded).isalnum()

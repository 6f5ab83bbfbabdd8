"""One wrong character put right where postal code and address together leave only one answer."""

from __future__ import annotations

from cardscan.fields.address_ja_parts import JapaneseAddress
from cardscan.lexicon.postal import postal_data
from cardscan.orthography.variants import fold_variants


def repaired_by_code(text: str, code: str) -> str:
    """An address whose opening differs by one kanji from the only place its postal code stands for, put right.

    >>> repaired_by_code("東京都世田合区太子堂1-2-3", "154-0004"), repaired_by_code("東京都港区六本木1-2-3", "154-0004")
    ('東京都世田谷区太子堂1-2-3', '東京都港区六本木1-2-3')
    """
    places = postal_data().places(code.replace("-", ""))
    if len(places) != 1 or not places[0].town:
        return text
    place = places[0]
    squeezed_places = [index for index, character in enumerate(text) if not character.isspace()]
    squeezed = "".join(text[index] for index in squeezed_places)
    for expected in (place.prefecture + place.city + place.town, place.city + place.town):
        printed = squeezed[: len(expected)]
        wrong = [i for i, (a, b) in enumerate(zip(printed, expected, strict=False)) if not _same(a, b)]
        if len(printed) == len(expected) and len(wrong) == 1 and len(expected) >= 5 and printed[wrong[0]].isalpha():
            at = squeezed_places[wrong[0]]
            return text[:at] + expected[wrong[0]] + text[at + 1 :]
    return text


def repaired_code(code: str, address: JapaneseAddress) -> str | None:
    """The town's only postal code where the one read differs from it by one digit or has lost one or two."""
    if address.located is None or not address.located.town or len(address.located.codes) != 1:
        return None
    right = next(iter(address.located.codes))
    digits = code.replace("-", "")
    if len(digits) != len(right):
        signs = iter(right)
        return f"{right[:3]}-{right[3:]}" if all(digit in signs for digit in digits) else None
    differences = sum(a != b for a, b in zip(digits, right, strict=True))
    return f"{right[:3]}-{right[3:]}" if differences == 1 else None


def _same(one: str, other: str) -> bool:
    alike = {"ヶ": "ケ", "が": "ケ", "ガ": "ケ", "之": "ノ", "の": "ノ", "ツ": "ッ"}
    return alike.get(one, fold_variants(one)) == alike.get(other, fold_variants(other))

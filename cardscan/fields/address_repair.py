"""One wrong character put right where postal code and address together leave only one answer."""

from __future__ import annotations

import re

from cardscan.fields.address_ja_parts import JapaneseAddress
from cardscan.fields.building_words import with_building_words
from cardscan.lexicon.postal import postal_data
from cardscan.lexicon.regions import PREFECTURES
from cardscan.orthography.numerals import KANJI_DIGITS, ZEROS
from cardscan.orthography.variants import fold_variants

_STROKES = re.compile(
    rf"(?<=[{KANJI_DIGITS[2:]}{ZEROS}])(?!一+[^ー―—\-－｜])[一ー―—\-－｜]{{3,4}}(?=[{KANJI_DIGITS[2:]}{ZEROS}])"
)
"""Three or four strokes in a row between numerals: the outer ones join, the inner ones are ones (二ー一一ー二〇)."""

_LAST_STROKES = re.compile(rf"(?<=[{KANJI_DIGITS}{ZEROS}])[ー―—\-－｜][一ー―—\-－｜](?=$|\s|[号番丁階])")
"""A number ends with a figure: the second of two last strokes is a one (二二ー一)."""

_LOST_LONG_VOWEL = re.compile(
    r"(?<=センタ|.タワ)[-－‐―—–一](?=\s?[B地]?[\d一二三四五六七八九十]+\s?(?:階|F(?![A-Za-z])|号))"
)
"""センタ-2階: no word ends in センタ or タワ."""

_LONG_VOWEL = re.compile(r"(?<=[ァ-ヶ])一(?=[ァ-ヶ])|(?<=[ュャョィェ])一(?![階号番丁棟館F])")
_KATAKANA_NI = re.compile(r"二(?=[ュャ])")


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


def repaired_prefecture(text: str) -> str:
    """A prefecture with one wrong character before a city that lies in it, put right; the length stays.

    >>> repaired_prefecture("受知県岡崎市上青野町1527"), repaired_prefecture("本社兵庫與加東市東実10")
    ('愛知県岡崎市上青野町1527', '本社兵庫県加東市東実10')
    """
    located = postal_data().locate("".join(text.split()))
    if located is None or located.prefecture_end > located.start or not located.city:
        return text
    at = [index for index, character in enumerate(text) if not character.isspace()][located.start]
    for prefecture in PREFECTURES:
        before = text[max(0, at - len(prefecture)) : at]
        wrong = [i for i, (a, b) in enumerate(zip(before, prefecture, strict=False)) if a != b]
        if len(before) == len(prefecture) and len(wrong) == 1 and before[wrong[0]].isalpha():
            whole = text[: at - len(prefecture)] + prefecture + text[at:]
            if any(city.startswith(located.city) for city in postal_data().cities(prefecture)):
                return whole
    return text


def repaired_code(code: str, address: JapaneseAddress) -> str | None:
    """The town's only postal code where the one read differs from it by one digit, or has lost or gained one or two."""
    if address.located is None or not address.located.town or len(address.located.codes) != 1:
        return None
    right = next(iter(address.located.codes))
    digits = code.replace("-", "")
    if len(digits) != len(right):
        shorter, longer = sorted((digits, right), key=len)
        signs = iter(longer)
        return f"{right[:3]}-{right[3:]}" if all(digit in signs for digit in shorter) else None
    differences = sum(a != b for a, b in zip(digits, right, strict=True))
    return f"{right[:3]}-{right[3:]}" if differences == 1 else None


def repaired_strokes(text: str) -> str:
    """Strokes of vertical numbers, 号 and kana of building names as they must have been printed; the length stays.

    >>> repaired_strokes("愛宕二-———二〇"), repaired_strokes("ニュ一桜木ビル"), repaired_strokes("15番21號")
    ('愛宕二ー一一ー二〇', 'ニュー桜木ビル', '15番21号')
    """
    text = _STROKES.sub(lambda run: f"ー{'一' * (len(run[0]) - 2)}ー", text)
    text = _LOST_LONG_VOWEL.sub("ー", _LAST_STROKES.sub("ー一", text))
    text = with_building_words(_LONG_VOWEL.sub("ー", _KATAKANA_NI.sub("ニ", text)))
    return re.sub(r"(?<=\d)號", "号", text)


def _same(one: str, other: str) -> bool:
    alike = {"ヶ": "ケ", "が": "ケ", "ガ": "ケ", "之": "ノ", "の": "ノ", "ツ": "ッ"}
    return alike.get(one, fold_variants(one)) == alike.get(other, fold_variants(other))

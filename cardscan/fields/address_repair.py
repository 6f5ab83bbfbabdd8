"""Wrong characters put right where postal code and address together leave only one answer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cardscan.fields.address_ja_parts import JapaneseAddress
from cardscan.fields.building_words import with_building_words
from cardscan.lexicon.postal import Located, Place, postal_data
from cardscan.lexicon.regions import PREFECTURES
from cardscan.orthography.numerals import KANJI_DIGITS, ZEROS
from cardscan.orthography.variants import fold_variants

_STROKES = re.compile(
    rf"(?<=[{KANJI_DIGITS[2:]}{ZEROS}])(?!一+[^ー―—\-－｜])[一ー―—\-－｜]{{3,4}}(?=[{KANJI_DIGITS[2:]}{ZEROS}])"
)
"""Three or four strokes in a row between numerals: the outer ones join, the inner ones are ones (二ー一一ー二〇)."""

_LAST_STROKES = re.compile(rf"(?<=[{KANJI_DIGITS[2:]}{ZEROS}])[ー―—\-－｜][一ー―—\-－｜]{{1,2}}(?=$|\s|[号番丁階])")
"""A number ends with a figure: of two or three last strokes the first joins, the others are ones (二二ー一)."""

_FIRST_STROKES = re.compile(
    rf"(?<=[一-鿿])(?<![{KANJI_DIGITS}{ZEROS}十百千丁目番地号条線])[ー―—\-－｜]{{1,2}}(?=[{KANJI_DIGITS}{ZEROS}])"
)
"""A number begins with a figure: strokes between a town and a numeral are ones (南山中—一四六)."""

_POINT = re.compile(r"([一-鿿]\d{1,4})[·・](?=\d)")
"""A point in a house number: 西士狩439·27."""

_SHORTEST_OPENING = 5
_SHARE_WRONG = 3
"""At most one character in three may be wrong: a code leaves one place, and prefecture, city and town together cannot
be that alike by chance."""

_MOST_CODES = 4
_LOST_LONG_VOWEL = re.compile(
    r"(?<=センタ|.タワ)[-－‐―—–一](?=\s?[B地]?[\d一二三四五六七八九十]+\s?(?:階|F(?![A-Za-z])|号))"
)
"""センタ-2階: no word ends in センタ or タワ."""

_LONG_VOWEL = re.compile(r"(?<=[ァ-ヶ])一(?=[ァ-ヶ])|(?<=[ュャョィェ])一(?![階号番丁棟館F])")
_SIGNS = (
    (re.compile(r"(?<=\d)號"), "号"),
    (re.compile(r"(?<=[A-Z])[ー一―—丨｜|](?=[A-Z])"), "I"),
    (re.compile(r"ピル(?=$|[\s\dA-Z一二三四五六七八九十ナ]|地下)"), "ビル"),
    (re.compile(r"(?:(?<=[^ァ-ヶー])|(?<=ビル)|(?<=ハイツ)|(?<=タワー))ナ(?=[一二三四五六七八九]?[階号])"), "十"),
    (re.compile(rf"(?<=[{KANJI_DIGITS}])[OoQ](?=[{KANJI_DIGITS}階号])"), "〇"),
    (re.compile(r"(?<![A-Za-z])[Il|](?=[Il\d]?F(?![A-Za-z]))"), "1"),
    (re.compile(r"」(?=[O〇][A-Z])"), "J"),
    (re.compile(r"(?<=[A-Z])〇(?=[A-Z])"), "O"),
)
"""Signs of which only one can be meant where they stand: WESTHーLLS in a column, ナ一階, IF, オフィス」〇Y."""

_KANA_TWINS = str.maketrans("二八口工力夕卜才千", "ニハロエカタトオチ")
_FIRST_KANA = re.compile(r"[二八口工力夕卜才千](?=ー[ァ-ヺ])")
"""八ーバービュー: no kanji is drawn out before kana."""

_KATAKANA_FIGURE = re.compile(rf"(?<=[{KANJI_DIGITS}{ZEROS}])[ニハ](?![ァ-ヶー])")
_KATAKANA_NI = re.compile(r"二(?=[ュャ])")


def repaired_by_code(text: str, code: str) -> str:
    """An address that opens almost as the only place its postal code stands for, put right; the length stays.

    A town that is printed and exists is left alone: then the code may be wrong as well.

    >>> repaired_by_code("東京都世田合区太子堂1-2-3", "154-0004"), repaired_by_code("東京都港区六本木1-2-3", "154-0004")
    ('東京都世田谷区太子堂1-2-3', '東京都港区六本木1-2-3')
    >>> repaired_by_code("东京都世田合区大子堂1-2-3", "154-0004")
    '東京都世田谷区太子堂1-2-3'
    """
    place = _only_place(code)
    if place is None:
        return text
    at = [index for index, character in enumerate(text) if not character.isspace()]
    squeezed = "".join(text[index] for index in at)
    located = postal_data().locate(squeezed)
    if located is not None and located.start == 0 and located.city and located.town:
        return text
    for expected in _openings(place):
        wrong = _differences(squeezed, expected)
        if wrong and len(wrong) <= max(1, len(expected) // _SHARE_WRONG) and _town_shows(wrong, expected, place):
            signs = list(text)
            for index in wrong:
                signs[at[index]] = expected[index]
            return "".join(signs)
    return text


def opens_as_code_says(text: str, code: str) -> bool:
    """Whether the line after a postal code opens as the place of the code, misread characters and a break allowed for.

    >>> opens_as_code_says("愛知梨网崎市島版町765-29", "444-0937"), opens_as_code_says("本社 岡崎市島坂町", "444-0937")
    (True, False)
    """
    place = _only_place(code)
    squeezed = "".join(text.split())
    if place is None or len(squeezed) < _SHORTEST_OPENING:
        return False
    expected = _openings(place)[0][: len(squeezed)]
    wrong = [i for i, (a, b) in enumerate(zip(squeezed, expected, strict=False)) if not _same(a, b)]
    return len(wrong) <= len(expected) // _SHARE_WRONG


def official_characters(address: JapaneseAddress) -> str:
    """The text of an address from its start, prefecture, city and town in the characters of the postal data.

    Printers and typists write towns as the post does; 黒 and 黑 look alike to an engine. ケ, ヶ and が stay as printed.

    >>> from cardscan.fields.address_ja_parts import take_apart
    >>> official_characters(take_apart("目黑区原町1-17-15", 0)), official_characters(take_apart("龍ヶ崎市緑町1-2", 0))
    ('目黒区原町1-17-15', '龍ヶ崎市緑町1-2')
    """
    text, located = address.text[address.start :], address.located
    if located is None or not located.city:
        return text
    at = [index for index, character in enumerate(text) if not character.isspace()]
    signs = list(text)
    begin = located.prefecture_end - located.start
    for official in _official_names(located):
        places = at[begin : begin + len(official)]
        same = len(places) == len(official) and all(
            _same(text[i], sign) for i, sign in zip(places, official, strict=True)
        )
        if same:
            for index, sign in zip(places, official, strict=True):
                signs[index] = sign if _is_kanji(sign) and _is_kanji(text[index]) else text[index]
            break
    return "".join(signs)


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
    text = _FIRST_KANA.sub(lambda sign: sign[0].translate(_KANA_TWINS), text)
    text = _POINT.sub(r"\1-", text)
    text = _FIRST_STROKES.sub(lambda run: "一" * len(run[0]), text)
    text = _STROKES.sub(lambda run: f"ー{'一' * (len(run[0]) - 2)}ー", text)
    text = _KATAKANA_FIGURE.sub(lambda sign: "二" if sign[0] == "ニ" else "八", text)
    text = _LOST_LONG_VOWEL.sub("ー", _LAST_STROKES.sub(_joint_and_ones, text))
    text = with_building_words(_LONG_VOWEL.sub("ー", _KATAKANA_NI.sub("ニ", text)))
    for sign, printed in _SIGNS:
        text = sign.sub(printed, text)
    return text


def _joint_and_ones(strokes: re.Match[str]) -> str:
    return "ー" + "一" * (len(strokes[0]) - 1)


def _only_place(code: str) -> Place | None:
    places = postal_data().places(code.replace("-", ""))
    return places[0] if len(places) == 1 and places[0].town else None


def _openings(place: Place) -> tuple[str, str]:
    return place.prefecture + place.city + place.town, place.city + place.town


def _differences(text: str, expected: str) -> list[int]:
    """Where a text opens otherwise than expected; none where it is too short or has other signs than letters there."""
    if len(text) < len(expected) or len(expected) < _SHORTEST_OPENING:
        return []
    wrong = [i for i, (a, b) in enumerate(zip(text, expected, strict=False)) if not _same(a, b)]
    return wrong if all(text[i].isalpha() for i in wrong) else []


def _town_shows(wrong: Sequence[int], expected: str, place: Place) -> bool:
    """Whether some of the town is read right, or all before it."""
    before = len(expected) - len(place.town)
    in_town = sum(index >= before for index in wrong)
    return in_town < len(place.town) or in_town == len(wrong) == 1


def _official_names(located: Located) -> Iterator[str]:
    """City and town as in the postal data, with and without the county; without the town where none is known."""
    names = {
        place.city + place.town for code in sorted(located.codes)[:_MOST_CODES] for place in postal_data().places(code)
    }
    whole = [name for name in sorted(names) if located.town]
    for name in (*whole, located.city):
        yield name
        yield name.partition("郡")[2] or name


def _is_kanji(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"


def _same(one: str, other: str) -> bool:
    alike = {"ヶ": "ケ", "が": "ケ", "ガ": "ケ", "之": "ノ", "の": "ノ", "ツ": "ッ"}
    return alike.get(one, fold_variants(one)) == alike.get(other, fold_variants(other))

"""Characters that the engine was not sure of, settled by what is known: 献医師 becomes 獣医師, 雪仙市 becomes 雲仙市.

An engine's second guess takes the place of a character only where it makes a known word, name or place of what is
none; what is known, however rare, stays as it was read.
"""

from __future__ import annotations

import itertools
import math
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from cardscan.fields.assign import Choice
from cardscan.fields.column_number import with_column_dashes
from cardscan.fields.printed_forms import covered, followed
from cardscan.lexicon.morphology import Morpheme, morphemes
from cardscan.lexicon.names import given_name_readings, is_given_name, is_surname, surname_readings
from cardscan.lexicon.postal import postal_data
from cardscan.orthography.doubts import doubts_in_order, placed_doubts
from cardscan.orthography.kana import to_hiragana
from cardscan.records import CardText, DoubtfulCharacter, TextLine

Place = tuple[int, int]
"""A line's index and a character's place in its text."""

_FARTHEST = 3
"""Doubtful characters this near to each other may be parts of one word."""

_TOGETHER = 3
"""Characters of one word that are turned together at most."""

_TRIED = 6
"""Second guesses tried for one character."""

_LEAST = {"place": 0.003, "long word": 0.03, "word": 0.1, "name": 0.1, "Latin": 0.1}
"""Least ratio of the chances of a second guess and of the character read, by what it makes known. On 462 drawn cards
these turned 60 characters of fields right and none wrong. Two characters may be a word by chance, and names that no
list has are common; a place is known by its prefecture and city."""

_OTHER_SCRIPT = 0.1
"""Least ratio where a kanji is to be a katakana: 木テル for ホテル."""

_RUN = re.compile(r"[々〆ぁ-ヺー㐀-鿿豈-﫿]+")
_KANJI = re.compile(r"[々〆㐀-鿿豈-﫿]")
_KANA = re.compile(r"[ぁ-ゖァ-ヺー]")
_HIRAGANA = re.compile(r"[ぁ-ゖ]+")
_SMALL = str.maketrans("ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ", "あいうえおつやゆよわアイウエオツヤユヨワ")
_SMALL_KATAKANA = frozenset("ァィゥェォャュョ")
_SMALL_VOWELS = frozenset("ぁぃぅぇぉァィゥェォ")
"""Print that looks small is so in foreign names, チェン; the same word with a large vowel is an old spelling of it."""
_FIGURES = frozenset("○◯〇一二三四五六七八九十百千")
_LONGEST_NAME = 8
_MARKS = frozenset("®©™")
"""Signs behind the names of certificates and goods, which resemble letters."""
_LETTERS = re.compile(r"[A-Za-z]{3,}")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[a-z]{2,})+")
_ON_THE_NET = re.compile(r"[@/]|\.\w")
_LACKS_AT = re.compile(r"(?!www)[\w+-]{8,}(?:\.[a-z]{2,}){2,}")
"""A long label before a domain: hernandezaoffice.example.com for hernandez@office.example.com."""


def settle_doubts(card: CardText) -> tuple[CardText, Mapping[Place, str]]:
    """The card with second guesses where they alone make sense, and what was read at each place that they took."""
    read: dict[Place, str] = {}
    lines = []
    for line in card.lines:
        doubts = placed_doubts(line.text, line.doubts)
        text = with_column_dashes(line.text, doubts) if line.direction == "vertical" else line.text
        text = _settled(text, doubts) if line.doubts else text
        turned = {place for place, (old, new) in enumerate(zip(line.text, text, strict=True)) if old != new}
        read.update({(line.index, place): line.text[place] for place in turned})
        lines.append(_turned(line, text, turned, doubts) if turned else line)
    return (replace(card, lines=tuple(lines)), read) if read else (card, read)


def with_first_readings(card: CardText, choices: Sequence[Choice], read: Mapping[Place, str]) -> tuple[Choice, ...]:
    """The choices; what was read at first stands among the rivals of each value that took second guesses."""
    return tuple(_with_first_reading(card, choice, read) for choice in choices) if read else tuple(choices)


def _with_first_reading(card: CardText, choice: Choice, read: Mapping[Place, str]) -> Choice:
    claim = choice.candidate
    places = list(covered(card, claim))
    if read.keys().isdisjoint(places):
        return choice
    new = "".join(card.lines[index].text[place] for index, place in places)
    old = "".join(read.get((index, place), card.lines[index].text[place]) for index, place in places)
    first = followed(claim.value, new, old)
    return replace(choice, rivals=(first, *choice.rivals)) if first != claim.value else choice


def _turned(line: TextLine, text: str, turned: set[int], doubts: Sequence[DoubtfulCharacter | None]) -> TextLine:
    left = [None if place in turned else doubt for place, doubt in enumerate(doubts)]
    return replace(line, text=text, doubts=doubts_in_order(text, left))


def _settled(text: str, doubts: Sequence[DoubtfulCharacter | None]) -> str:
    """The text with each group of doubtful characters as knowledge has it."""
    left = [place for place, doubt in enumerate(doubts) if doubt is not None]
    while left:
        near = [other for other in left if other - left[0] < _FARTHEST]
        groups = (
            group
            for count in range(1, min(len(near), _TOGETHER) + 1)
            for group in itertools.combinations(near, count)
            if group[0] == left[0]
        )
        better, settled = next(
            ((found, group) for group in groups if (found := _better(text, group, doubts))), (text, (left[0],))
        )
        text = better
        left = [place for place in left if place not in settled]
    return text


def _better(text: str, group: Sequence[int], doubts: Sequence[DoubtfulCharacter | None]) -> str | None:
    """The text with the likeliest second guesses at all of ``group`` that make something known of it."""
    options = sorted(_options(text, group, doubts), reverse=True)
    before = [_known(text, place) for place in group] if options else []
    if not options or "place" in before:
        return None
    for odds, option in options:
        after = [_known(option, place) for place in group]
        if any(before):
            enough = set(after) == {"place"} and odds >= len(group) * math.log(_LEAST["long word"])
        else:
            enough = all(after) and odds >= sum(math.log(_LEAST[known]) for known in after)
        if enough:
            return option
    return None


def _options(
    text: str, group: Sequence[int], doubts: Sequence[DoubtfulCharacter | None]
) -> Iterator[tuple[float, str]]:
    """The texts with other characters at ``group``, each with its log-odds against the text as read."""
    guesses = [
        [
            (math.log(chance / max(doubt.score, 1e-6)), place, other)
            for other, chance in doubt.alternatives[:_TRIED]
            if _may_be(text, place, other, chance / max(doubt.score, 1e-6))
        ]
        for place in group
        if (doubt := doubts[place]) is not None
    ]
    for chosen in itertools.product(*guesses):
        letters = list(text)
        for _, place, other in chosen:
            letters[place] = other
        yield sum(odds for odds, _, _ in chosen), "".join(letters)


def _may_be(text: str, place: int, other: str, ratio: float) -> bool:
    """Whether a second guess is of a kind with the character read: kanji for kanji, kana for a like kana.

    Figures make no words; only beside a small katakana a figure is none.
    """
    read = text[place]
    if read in _FIGURES or other in _FIGURES:
        beside = text[max(0, place - 1) : place] + text[place + 1 : place + 2]
        return read in "二一八" and other in "ニーハ" and not _SMALL_KATAKANA.isdisjoint(beside)
    if _KANA.fullmatch(read) and _KANA.fullmatch(other):
        is_larger = read in _SMALL_VOWELS and other == read.translate(_SMALL)
        return not is_larger and (_kana_shape(read) == _kana_shape(other) or ratio >= _OTHER_SCRIPT)
    if not _KANJI.fullmatch(read):
        token = _token(text, place)
        if _ON_THE_NET.search(token):
            return other == "@" and _LACKS_AT.fullmatch(token) is not None
        return (
            not read.isdigit()
            and read not in _MARKS
            and other.isascii()
            and other.isalpha()
            and other.lower() != read.lower()
        )
    return _KANJI.fullmatch(other) is not None or (
        ratio >= _OTHER_SCRIPT and re.fullmatch(r"[ァ-ヺ]", other) is not None
    )


def _kana_shape(kana: str) -> str:
    """A kana without its marks and large: が, か → か; ょ → よ."""
    return unicodedata.normalize("NFD", kana)[0].translate(_SMALL)


def _known(text: str, place: int) -> str:
    """What the character at a place is part of.

    A "long word", "word", "name", "place", "Latin" for letters of one script and case or the sign of a mail address, or
    nothing known ("").
    """
    if text[place].isascii():
        return "Latin" if _is_latin(text, place) else ""
    run = next((match for match in _RUN.finditer(text) if match.start() <= place < match.end()), None)
    if run is None:
        return ""
    inside = place - run.start()
    located = postal_data().locate(run[0])
    if located is not None and located.prefecture_end > located.start and located.start <= inside < located.town_end:
        return "place"
    if _is_name(run[0]):
        return "name"
    word = _word_at(run[0], inside)
    if _is_word(word):
        return "long word" if word is not None and len(word.surface) > 2 else "word"
    return "place" if located is not None and located.start <= inside < located.town_end else ""


def _is_latin(text: str, place: int) -> bool:
    """Whether the sign at a place is the only @ of a mail address, or stands in a word of letters of one case."""
    if text[place] == "@":
        return _MAIL.fullmatch(_token(text, place)) is not None
    if _ON_THE_NET.search(_token(text, place)):
        return False
    word = next((match for match in _LETTERS.finditer(text) if match.start() <= place < match.end()), None)
    return word is not None and (word[0].isupper() or word[0][1:].islower())


def _token(text: str, place: int) -> str:
    """What stands around a place between white space; empty where that is white space itself."""
    return next((match[0] for match in re.finditer(r"\S+", text) if match.start() <= place < match.end()), "")


def _is_word(word: Morpheme | None) -> bool:
    """Whether a word tells: of hiragana too many are known, and a person's name is judged as a whole."""
    return (
        word is not None
        and word.is_known
        and len(word.surface) > 1
        and not word.is_person
        and _HIRAGANA.fullmatch(word.surface) is None
    )


def _is_name(run: str) -> bool:
    """Whether a run of characters is a person's name or a part of one, in kanji or kana."""
    kana = to_hiragana(run)
    if _HIRAGANA.fullmatch(kana.replace("ー", "あ")):
        return kana in surname_readings() or kana in given_name_readings()
    if len(run) > _LONGEST_NAME:
        return False
    if len(run) > 1 and (is_surname(run) or is_given_name(run)):
        return True
    words = morphemes(run)
    return len(words) == 2 and all(word.is_person for word in words)


def _word_at(run: str, place: int) -> Morpheme | None:
    start = 0
    for word in morphemes(run):
        if start <= place < start + len(word.surface):
            return word
        start += len(word.surface)
    return None

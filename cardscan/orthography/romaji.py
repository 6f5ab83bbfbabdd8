"""Japanese sounds in Latin letters: one standard spelling, the many that people use, and one key for all of them."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache

from cardscan.orthography.kana import to_hiragana

_ROWS = {
    "": "あいうえお", "k": "かきくけこ", "s": "さしすせそ", "t": "たちつてと", "n": "なにぬねの", "h": "はひふへほ",
    "m": "まみむめも", "r": "らりるれろ", "g": "がぎぐげご", "z": "ざじずぜぞ", "d": "だぢづでど", "b": "ばびぶべぼ",
    "p": "ぱぴぷぺぽ", "x": "ぁぃぅぇぉ",
}  # fmt: skip
_SMALL_Y = {"ゃ": "a", "ゅ": "u", "ょ": "o"}
_SMALL_VOWEL = {"ぁ": "a", "ぃ": "i", "ぅ": "u", "ぇ": "e", "ぉ": "o"}
_HEPBURN = {
    "し": "shi", "ち": "chi", "つ": "tsu", "ふ": "fu", "じ": "ji", "ぢ": "ji", "づ": "zu",
    "や": "ya", "ゆ": "yu", "よ": "yo",
    "わ": "wa", "ゐ": "i", "ゑ": "e", "を": "o", "ん": "n", "ゔ": "bu", "ゎ": "wa", "ゃ": "ya", "ゅ": "yu", "ょ": "yo",
    "ゕ": "ka", "ゖ": "ke",
}  # fmt: skip
_HEPBURN |= {
    kana: row.replace("x", "") + vowel
    for row, line in _ROWS.items()
    for kana, vowel in zip(line, "aiueo", strict=True)
    if kana not in _HEPBURN
}
_SYLLABLE = re.compile(r"[ぁ-ゖー][ゃゅょぁぃぅぇぉ]?|.", re.DOTALL)

_OTHER_SPELLINGS = {
    "shi": ("si",), "chi": ("ti",), "tsu": ("tu",), "fu": ("hu",), "ji": ("zi", "di"), "zu": ("du", "dzu"),
    "sha": ("sya",), "shu": ("syu",), "sho": ("syo",),
    "cha": ("tya", "cya"), "chu": ("tyu", "cyu"), "cho": ("tyo", "cyo"),
    "ja": ("jya", "zya"), "ju": ("jyu", "zyu"), "jo": ("jyo", "zyo"),
}  # fmt: skip
"""Kunrei-shiki (ISO 3602) and everyday spellings beside Hepburn."""

_LONG = {"oo": ("o", "oo", "oh"), "ou": ("o", "ou", "oh", "oo"), "uu": ("u", "uu", "uh")}
_SOUNDS_H = tuple("aiueoy")
"""Before these an h would be read as a sound of its own: ohi is no spelling of おうい."""
_MOST_SPELLINGS = 512
"""A name of two long vowels and three free syllables has about a hundred."""

_FOLDED = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        ("tch|cch", "tty"), ("ch|cy", "ty"), ("sh", "sy"), ("tsu", "tu"), ("dzu|du", "zu"),
        ("j|dy", "zy"), ("di", "zi"),
        ("yy+", "y"), ("y(?=[ie])", ""), ("f", "h"), ("l", "r"), ("v", "b"), ("m(?=[bpm])", "n"),
        ("nn(?=[aiueo])", "n"),
        ("(?<=[ou])h(?![aiueoy])", ""), ("o[ou]+", "o"), ("uu+", "u"), ("ii+", "i"),
    )
)  # fmt: skip
"""In this order: everything to Kunrei-shiki, then long vowels to short ones."""


def kana_to_romaji(kana: str) -> str:
    """Hepburn as Japanese passports spell it: lower case, long vowels and ー unmarked, n before b, m, p becomes m.

    Source: Ministry of Foreign Affairs, ヘボン式ローマ字綴方表. What is not kana stays.

    >>> kana_to_romaji("さいとう ゆうこ"), kana_to_romaji("はっとり じゅんぺい"), kana_to_romaji("せのお")
    ('saito yuko', 'hattori jumpei', 'senoo')
    """
    words = to_hiragana(kana).replace("ー", "").split(" ")
    return _passport(" ".join("".join(_syllables(word)) for word in words))


def romaji_spellings(kana: str) -> frozenset[str]:
    """Lower-case spellings in which a person of this reading may write the name; spaces in ``kana`` are left out.

    At most ``_MOST_SPELLINGS``, the likelier ones first in the making. ``おおの`` → ono, oono, ohno.
    """
    syllables = [part for word in to_hiragana(kana).split() for part in _syllables(word)]
    choices = [(part, *_OTHER_SPELLINGS.get(part, ())) for part in syllables]
    plain = {"".join(spelling) for spelling in itertools.islice(itertools.product(*choices), _MOST_SPELLINGS)}
    found = {kana_to_romaji("".join(kana.split()))}
    for spelling in sorted(plain):
        found |= set(itertools.islice(_with_long_vowels(spelling), 32))
    return frozenset(variant for name in found for variant in (name, re.sub(r"n(?=[bmp])", "m", name)) if name)


def romaji_to_hiragana(text: str) -> str | None:
    """Kana for a romanised word in any of the usual spellings; None where it is not made of Japanese syllables.

    Long vowels that are not written are not told. ``shimbo`` → しんぼ, ``hattori`` → はっとり, ``smith`` → None.
    """
    rest = re.sub(r"[^a-z]", "", unicodedata.normalize("NFKD", text.casefold()))
    kana = ""
    while rest:
        if re.match(r"([bcdfghjkmpqrstwyz])\1|tch|m[bp]", rest):
            kana += "ん" if rest[0] == "m" else "っ"
            rest = rest[1:]
            continue
        syllable = next((rest[:size] for size in (3, 2, 1) if rest[:size] in _kana_of_syllables()), None)
        if syllable is None:
            return None
        kana += _kana_of_syllables()[syllable]
        rest = rest[len(syllable) :]
    return kana or None


@cache
def _kana_of_syllables() -> dict[str, str]:
    """The everyday kana of each romanised syllable, in Hepburn and in the other spellings."""
    table: dict[str, str] = {}
    for kana in [*_HEPBURN, *(one + small for one in "きしちにひみりぎじびぴ" for small in "ゃゅょ")]:
        if kana in "ぢづゐゑをゔゎゃゅょゕゖぁぃぅぇぉ":
            continue
        syllable = _syllable(kana, "")
        for spelling in (syllable, *_OTHER_SPELLINGS.get(syllable, ())):
            table.setdefault(spelling, kana)
    return table


def fold_romaji(text: str) -> str:
    """One key for all spellings of the same sounds: Ohno, Ōno, Oono and ono; Shimbo and Sinbo; Jun'ichi and Junichi.

    Only letters remain. Not for display.
    """
    letters = unicodedata.normalize("NFKD", text.casefold())
    return _folded(re.sub(r"[^a-z]", "", letters))


def folded_readings(readings: Iterable[str]) -> dict[str, str]:
    """The ``fold_romaji`` key of each of many readings in hiragana, without spaces; in a third of the time.

    >>> folded_readings(["おおの", "しんぼ", "じゅんいち"])
    {'おおの': 'ono', 'しんぼ': 'sinbo', 'じゅんいち': 'zyuniti'}
    """
    words = list(readings)
    return dict(zip(words, _folded(kana_to_romaji(" ".join(words))).split(" "), strict=True))


def _folded(words: str) -> str:
    """Small letters with each sound in one spelling; spaces stay, and no rule sees across them."""
    for pattern, replacement in _FOLDED:
        words = pattern.sub(replacement, words)
    return words


def _syllables(word: str) -> list[str]:
    """Plain Hepburn, a kana (with its small one) a piece; っ doubles the next consonant, ー repeats the vowel."""
    pieces: list[str] = []
    doubled = False
    for syllable in _SYLLABLE.findall(word):
        if syllable == "っ":
            doubled = True
            continue
        piece = _syllable(syllable, pieces[-1] if syllable[0] == "ー" and pieces else "")
        if doubled and piece and piece[0] not in "aiueo":
            piece = ("t" if piece.startswith("ch") else piece[0]) + piece
        doubled = False
        pieces.append(piece)
    return pieces


@lru_cache(maxsize=1024)
def _syllable(syllable: str, before: str) -> str:
    first, small = syllable[0], syllable[1:]
    if first == "ー":
        return (before[-1] if before and before[-1] in "aiueo" else "") + "".join(_HEPBURN.get(s, s) for s in small)
    base = _HEPBURN.get(first, first)
    if not small:
        return base
    if small in _SMALL_Y and base.endswith("i") and len(base) > 1:
        stem = base[:-1]
        return stem + ("" if stem in ("sh", "ch", "j") else "y") + _SMALL_Y[small]
    if small in _SMALL_VOWEL and len(base) > 1 and base != "n":
        return base[:-1] + _SMALL_VOWEL[small]
    return base + _HEPBURN[small]


def _passport(plain: str) -> str:
    """おう and うう are one long vowel and written short, おお too but not at the end of a word; 井上 keeps its ue."""
    short = re.sub(r"ou(?!e)", "o", plain)
    short = re.sub(r"oo(?! |$)", "o", short)
    return re.sub(r"n(?=[bmp])", "m", re.sub(r"uu", "u", short))


def _with_long_vowels(plain: str) -> list[str]:
    pieces = re.split(r"(oo|ou|uu)", plain)
    choices = [
        tuple(
            spelling for spelling in _LONG.get(piece, (piece,)) if not (spelling[-1:] == "h" and after[:1] in _SOUNDS_H)
        )
        for piece, after in zip(pieces, [*pieces[1:], "-"], strict=True)
    ]
    return ["".join(choice) for choice in itertools.product(*choices)]

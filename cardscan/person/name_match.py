"""Whether two sides of a card name the same person, one perhaps in kanji and the other in Latin letters."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum

from rapidfuzz.distance import Levenshtein

from cardscan.lexicon.names import readings_of_surname
from cardscan.orthography.kana import is_kana
from cardscan.orthography.romaji import fold_romaji, kana_to_romaji
from cardscan.orthography.variants import fold_variants
from cardscan.person.readings import readings_of_name, spelled_reading
from cardscan.records import Contact

_ATTESTED = 0.8
"""``readings.Spelled.chance`` from which on family names that begin with the same kanji are read so: 平 as たいら."""

_FUZZY_LENGTH = 5
"""Letters from which on one misread letter still leaves a name recognisable; Sato and Kato are two names."""

_STYLES = frozenset({"dr", "mr", "mrs", "ms", "miss", "prof", "sir", "phd", "md", "mba", "cpa", "jr", "sr", "esq"})
"""Words around a Latin name that are not part of it."""

_JAPANESE = re.compile(r"[\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff々〆\U00020000-\U0003ffff]")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")


class NameMatch(Enum):
    """How the names of two sides stand to each other."""

    ABSENT = "one side has no name"
    SAME = "the same name in the same script"
    SPELLED = "one is the other in Latin letters"
    PARTLY = "one part of the name agrees, the other cannot be told"
    UNKNOWN = "nobody knows how the name is read"
    OTHER = "two people"


def is_japanese(text: str) -> bool:
    """Whether a text has kanji or kana."""
    return _JAPANESE.search(text) is not None


def match_names(one: Contact, other: Contact) -> NameMatch:
    """Compare the names that two sides state; guesses must not stand in the contacts."""
    if _name(one) is None or _name(other) is None:
        return NameMatch.ABSENT
    japanese = [bool(side.full_name and is_japanese(side.full_name)) for side in (one, other)]
    if all(japanese):
        same = fold_variants(_joined(one.full_name)) == fold_variants(_joined(other.full_name))
        return NameMatch.SAME if same else NameMatch.OTHER
    if not any(japanese):
        return _compare(_words(_latin_name(one)), _words(_latin_name(other)), same=NameMatch.SAME)
    written, latin = (one, other) if japanese[0] else (other, one)
    return _across(written, latin)


def _name(side: Contact) -> str | None:
    return side.full_name or side.romanized_name


def _latin_name(side: Contact) -> str:
    """The parts of a Latin name where they are known, which leaves out Dr. and Ph.D.; else the whole."""
    if side.full_name and side.family_name and side.given_name:
        return f"{side.given_name} {side.family_name}"
    return _name(side) or ""


def _joined(text: str | None) -> str:
    return re.sub(r"[\s・=＝]", "", text or "")


def _words(name: str) -> list[str]:
    """The keys of a Latin name's words, without styles and without initials between others."""
    words = re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)?", name)
    return [key for word in words if word.lower() not in _STYLES and (key := fold_romaji(word))]


def _compare(expected: Sequence[str], found: Sequence[str], same: NameMatch) -> NameMatch:
    """Words of a name against those of another, in any order."""
    agreeing = [word for word in expected if any(_alike(word, other) for other in found)]
    if "".join(sorted(expected)) == "".join(sorted(found)) or (expected and len(agreeing) == len(expected)):
        return same
    if "".join(expected) in {"".join(found), "".join(reversed(found))}:
        return same
    return NameMatch.PARTLY if agreeing else NameMatch.OTHER


def _alike(one: str, other: str) -> bool:
    return one == other or (min(len(one), len(other)) >= _FUZZY_LENGTH and Levenshtein.distance(one, other) <= 1)


def _across(written: Contact, latin: Contact) -> NameMatch:
    """A Japanese name against a Latin one.

    By its own romanised form, its printed reading, its e-mail address, or a dictionary's readings.
    """
    words = _words(_latin_name(latin))
    if written.romanized_name:
        return _compare(_words(written.romanized_name), words, same=NameMatch.SPELLED)
    if is_kana(_joined(written.full_name).replace("ー", "")):
        return _kana_to_latin(written, words)
    if written.phonetic_name:
        return _compare(_words(kana_to_romaji(written.phonetic_name)), words, same=NameMatch.SPELLED)
    if any(
        _compare(words, _words(mail.partition("@")[0]), NameMatch.SAME) is NameMatch.SAME for mail in written.emails
    ):
        return NameMatch.SPELLED
    return _by_dictionary(written.family_name or "", written.given_name or "", words)


def _by_dictionary(family: str, given: str, words: Sequence[str]) -> NameMatch:
    """Both parts read as a dictionary says: the name; the family name alone: a colleague may be called so too."""
    if not family or not given:
        return NameMatch.UNKNOWN
    readings = readings_of_name(family, given)
    families, givens = (_keys(known) for known in (readings.families, readings.givens))
    for front in sorted(families, key=lambda key: key not in words):  # さくらい before its likeness さくら
        rest = [word for word in words if not _alike(word, front)] if front not in words else _without(words, front)
        if len(rest) < len(words):
            return NameMatch.SPELLED if "".join(rest) in givens else NameMatch.PARTLY
        if any("".join(words) in (front + back, back + front) for back in givens):
            return NameMatch.SPELLED
    if set(words) & set(givens):
        spelled = spelled_reading(" ".join(words), family, given, readings)
        if spelled is not None and spelled.chance >= _ATTESTED:
            return NameMatch.SPELLED
        return NameMatch.PARTLY if readings_of_surname(family) else NameMatch.UNKNOWN
    return NameMatch.OTHER if families and givens else NameMatch.UNKNOWN


def _without(words: Sequence[str], word: str) -> list[str]:
    index = words.index(word)
    return [*words[:index], *words[index + 1 :]]


def _keys(readings: Sequence[str]) -> list[str]:
    return [fold_romaji(kana_to_romaji(reading)) for reading in readings]


def _kana_to_latin(written: Contact, words: Sequence[str]) -> NameMatch:
    """A name in kana: a Japanese one is spelled out, a foreign one (ジョン・スミス) was never spelled by its sounds."""
    parts = re.split(r"[\s・=＝]+", written.full_name or "")
    match = _compare([fold_romaji(kana_to_romaji(part)) for part in parts if part], words, same=NameMatch.SPELLED)
    return match if match is NameMatch.SPELLED else NameMatch.UNKNOWN

"""Fills in what a card does not print: how the person's name is read.

A printed reading stands. Else the kanji's known readings are held against the e-mail address and the romanised name of
the card; where one agrees, it is the reading. Else the dictionary guesses. A romanised name is never made up.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from cardscan.fields.name_split import split_name
from cardscan.lexicon.morphology import morphemes
from cardscan.lexicon.names import (
    given_name_readings,
    is_surname,
    readings_of_given_name,
    readings_of_surname,
    surname_readings,
)
from cardscan.orthography.kana import is_kana, to_hiragana
from cardscan.orthography.romaji import fold_romaji, kana_to_romaji
from cardscan.orthography.variants import fold_variants
from cardscan.records import CardFields, Contact, Source

_GUESSED = {True: 0.85, False: 0.5}
"""Chance that the dictionary's guess is right: both names of the dataset's frequent kind, or not. Measured on random
pairs of the dataset's names by ``tests/benchmarks/name_readings.py``."""

_SPELLED_WHOLE = 0.95
_SPELLED_FAMILY = 0.6
"""Chance that a reading is right which an e-mail address or romanised name spells in full, or the family name only."""


@dataclass(frozen=True, slots=True)
class ReadingGuess:
    """How a name is probably read."""

    kana: str
    """Hiragana, family and given name parted by a space."""
    source: Source
    chance: float
    """0–1."""


def complete(fields: CardFields) -> CardFields:
    """Add the reading of the name where the card prints none; the source and the confidence say how it was found."""
    contact = fields.contact
    if contact.phonetic_name is not None or contact.full_name is None:
        return fields
    guess = guess_reading(contact)
    if guess is None:
        return fields
    name_is_right = fields.confidence.get("name")
    return replace(
        fields,
        contact=replace(contact, phonetic_name=guess.kana),
        confidence={
            **fields.confidence,
            "kana": round(guess.chance * (1.0 if name_is_right is None else name_is_right), 3),
        },
        source={**fields.source, "phonetic_name": guess.source},
    )


def guess_reading(contact: Contact) -> ReadingGuess | None:
    """The likeliest reading of a contact's Japanese name; None where it is not Japanese or no dictionary knows it."""
    family, given = _parts(contact)
    joined = family + given
    if not joined or not all(_is_japanese(character) for character in joined):
        return None
    if is_kana(joined):
        return ReadingGuess(to_hiragana(f"{family} {given}".strip()), Source.PRINTED, 0.98)
    families = _family_candidates(family, given)
    givens = _given_candidates(family, given)
    if not families and not givens:
        return None
    spelled = _spelled_in([contact.romanized_name or ""], families, givens)
    if spelled is not None:
        return ReadingGuess(spelled[0], Source.DICTIONARY, spelled[1])
    spelled = _spelled_in([mail.partition("@")[0] for mail in contact.emails], families, givens)
    if spelled is not None:
        return ReadingGuess(spelled[0], Source.EMAIL, spelled[1])
    return _from_dictionary(family, given, families, givens)


def _parts(contact: Contact) -> tuple[str, str]:
    if contact.family_name or contact.given_name:
        return contact.family_name or "", contact.given_name or ""
    words = (contact.full_name or "").split()
    if len(words) == 2:
        return words[0], words[1]
    found = split_name("".join(words))
    if found is not None:
        return found.family, found.given
    return ("".join(words), "") if is_surname("".join(words)) else ("", "".join(words))


def _is_japanese(character: str) -> bool:
    return (
        is_kana(character)
        or "\u3400" <= character <= "\u9fff"
        or "\uf900" <= character <= "\ufaff"
        or character in "々〆"
    )


def _family_candidates(family: str, given: str) -> tuple[str, ...]:
    whole = _sudachi(family, given)
    return (
        tuple(dict.fromkeys([*([whole[0]] if whole and whole[0] else []), *readings_of_surname(family)]))
        if family
        else ()
    )


def _given_candidates(family: str, given: str) -> tuple[str, ...]:
    """Sudachi reads the whole name better than its parts: 学 after a family name is まなぶ, alone がく."""
    whole = _sudachi(family, given)
    return (
        tuple(dict.fromkeys([*([whole[1]] if whole and whole[1] else []), *readings_of_given_name(given)]))
        if given
        else ()
    )


def _sudachi(family: str, given: str) -> tuple[str, str] | None:
    """The readings of both parts from one look at the whole name; None where Sudachi cuts it elsewhere."""
    words = morphemes(fold_variants(family + given))
    position, front, back = 0, "", ""
    for word in words:
        end = position + len(word.surface)
        if position < len(family) < end:
            return None
        if not word.is_known and not is_kana(word.surface):
            return None
        if end <= len(family):
            front += word.reading
        else:
            back += word.reading
        position = end
    return front, back


def _spelled_in(texts: Iterable[str], families: Sequence[str], givens: Sequence[str]) -> tuple[str, float] | None:
    """The candidates that a Latin text spells, and the chance that they are right."""
    best: tuple[float, str] | None = None
    for text in texts:
        key = fold_romaji(text)
        if len(key) < 3:
            continue
        for family_rank, family in enumerate(families or ("",)):
            for given_rank, given in enumerate(givens or ("",)):
                chance = _spelled_chance(key, family, given)
                option = (chance - 0.001 * (family_rank + given_rank), f"{family} {given}".strip())
                if chance and (best is None or option[0] > best[0]):
                    best = option
    return (best[1], round(best[0], 3)) if best else None


def _spelled_chance(key: str, family: str, given: str) -> float:
    romaji_family, romaji_given = (fold_romaji(kana_to_romaji(part)) for part in (family, given))
    has_family = len(romaji_family) > 2 and romaji_family in key
    has_given = len(romaji_given) > 1 and romaji_given in key.replace(romaji_family, "", 1)
    if (has_family or not family) and (has_given or not given):
        return _SPELLED_WHOLE
    if has_family and given:
        rest = key.replace(romaji_family, "", 1)
        return _SPELLED_FAMILY + (0.1 if rest[:1] == romaji_given[:1] else -0.1 if rest[:1] else 0.0)
    return _SPELLED_FAMILY if has_given and len(romaji_given) > 3 else 0.0


def _from_dictionary(family: str, given: str, families: Sequence[str], givens: Sequence[str]) -> ReadingGuess | None:
    if (family and not families) or (given and not givens):
        return None
    kana = f"{families[0] if families else ''} {givens[0] if givens else ''}".strip()
    frequent = (not family or families[0] in surname_readings()) and (not given or givens[0] in given_name_readings())
    return ReadingGuess(kana, Source.DICTIONARY, _GUESSED[frequent and len(givens) <= 3])

"""The forms of a name under which a person should be found."""

from __future__ import annotations

from cardscan.lexicon.names import readings_of_given_name, readings_of_surname
from cardscan.orthography.kana import is_kana, to_katakana
from cardscan.orthography.romaji import romaji_spellings
from cardscan.orthography.variants import fold_variants
from cardscan.records import Contact

_MOST_GUESSED = 6
"""Readings taken into account of a name whose reading is not printed; the dictionaries list the likelier ones first."""


def name_forms(contact: Contact) -> frozenset[str]:
    """Spellings of the contact's name beside those it already states: kanji folded, kana, Latin in the usual spellings.

    Where the reading was not printed, other known readings of the kanji count too, part by part: 幸生 is found as
    ゆきお and as こうせい. Whole names come in both orders, without spaces; the parts stand for themselves as well.
    """
    family, given = contact.family_name or "", contact.given_name or ""
    forms = {part for part in (contact.full_name, contact.romanized_name, contact.phonetic_name) if part}
    forms |= {fold_variants(form) for form in forms} | {part for part in (family, given) if part}
    said = (contact.phonetic_name or "").split()
    families = _readings(said[0] if len(said) == 2 else "", readings_of_surname(family) if family else ())
    givens = _readings(said[1] if len(said) == 2 else "", readings_of_given_name(given) if given else ())
    readings = {*families, *givens, "".join(said)} - {""}
    forms |= readings | {to_katakana(reading) for reading in readings}
    spelled_families = [spelling for reading in families for spelling in romaji_spellings(reading)]
    spelled_givens = [spelling for reading in givens for spelling in romaji_spellings(reading)]
    forms |= {*spelled_families, *spelled_givens}
    if said and all(map(is_kana, said)):
        forms |= romaji_spellings(" ".join(said)) | romaji_spellings(" ".join(reversed(said)))
    return frozenset(form for form in forms if form.strip())


def _readings(said: str, known: tuple[str, ...]) -> list[str]:
    """The stated reading first, then the other known ones."""
    return list(dict.fromkeys([*([said] if said else []), *known[:_MOST_GUESSED]]))

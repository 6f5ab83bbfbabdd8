"""Keys under which the cards of one person meet: only people who share one are held against each other.

Held against each other, 100,000 people would be five thousand million pairs.
"""

from __future__ import annotations

import re

from cardscan.orthography.fold import search_fold
from cardscan.orthography.kana import is_kana
from cardscan.orthography.romaji import fold_romaji, kana_to_romaji
from cardscan.person.name_match import is_japanese
from cardscan.person.same_firm import firm_core
from cardscan.person.side_signs import details_of
from cardscan.records import Contact

_SCRIPTS = {"j": "lk", "l": "jlk", "k": "jlk"}
"""A name in kanji, Latin letters or kana → in which of them others of that sound are looked for; kanji that only sound
alike are other people's."""


def held_keys(contact: Contact) -> frozenset[str]:
    """Under which keys somebody is found. A reading that was only guessed may stand in the contact."""
    script, sound = _sound(contact)
    return _shared(contact) | ({f"{script}{sound}"} if sound else set())


def asked_keys(contact: Contact) -> frozenset[str]:
    """Under which keys others are looked for that may be the same person."""
    script, sound = _sound(contact)
    return _shared(contact) | ({f"{other}{sound}" for other in _SCRIPTS[script]} if sound else set())


def _shared(contact: Contact) -> frozenset[str]:
    details = details_of(contact)
    family, given = (search_fold(part or "") for part in (contact.family_name, contact.given_name))
    keys = {f"e{email}" for email in details.own_emails} | {f"m{number}" for number in details.own_phones}
    if name := search_fold(contact.full_name or ""):
        keys.add(f"n{name}")
    for part in filter(None, (family, given)):
        keys |= {f"p{number}|{part}" for number in details.phones}
        firms = (contact.organization, contact.organization_en)
        keys |= {f"c{firm_core(firm)}|{part}" for firm in firms if firm}
    return frozenset(keys)


def _sound(contact: Contact) -> tuple[str, str]:
    """The script of the name, and the sound of its words in alphabetical order; empty where it is not known."""
    name = contact.full_name or contact.romanized_name or ""
    script = "k" if is_kana(re.sub(r"[\s・]", "", name)) else "j" if is_japanese(name) else "l"
    if script == "l":
        words = name.split()
    else:
        read = contact.phonetic_name or (name if script == "k" else "")
        words = [kana_to_romaji(word) for word in read.split()] or (contact.romanized_name or "").split()
    return script, " ".join(sorted(filter(None, map(fold_romaji, words))))

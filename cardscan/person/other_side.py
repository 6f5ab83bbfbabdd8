"""What the back of a card adds to its front: values the front lacks, never another form of a value it has."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from cardscan.orthography.fold import search_fold
from cardscan.person.complete import ReadingGuess, guess_reading
from cardscan.person.name_match import is_japanese
from cardscan.person.side_signs import details_of, host_of
from cardscan.records import Address, CardFields, Contact, Phone, Source

NOT_STATED = (Source.DICTIONARY, Source.EMAIL, Source.OTHER_SIDE)
"""Where a name comes from that the side itself does not print: an e-mail address often tells the family name alone."""

_KANJI_DIGITS = str.maketrans("〇一二三四五六七八九０１２３４５６７８９", "01234567890123456789")


def added_by_back(front: Contact, back: Contact) -> Contact:
    """The values of a back that its front lacks, each in the field it fills.

    The Latin name and firm of an English back are the romanised name and ``organization_en``. An address is new only
    where it is another office, not the same one in another language; a web address only where it is another host.
    """
    latin_name = _latin(back.full_name) or back.romanized_name
    firm, firm_en = _firms(front, back)
    named = front.full_name is None and front.romanized_name is None
    return Contact(
        full_name=back.full_name if named else None,
        family_name=back.family_name if named else None,
        given_name=back.given_name if named else None,
        phonetic_name=back.phonetic_name if front.phonetic_name is None else None,
        romanized_name=latin_name if _japanese(front.full_name) and front.romanized_name is None else None,
        organization=firm,
        organization_en=firm_en,
        department=None if front.department else back.department,
        titles=() if front.titles else back.titles,
        qualifications=() if front.qualifications else back.qualifications,
        phones=_new_phones(front.phones, back.phones),
        emails=_new(front.emails, back.emails),
        urls=_new_urls(front, back),
        addresses=tuple(a for a in back.addresses if not any(same_office(a, known) for known in front.addresses)),
        registration_numbers=_new(front.registration_numbers, back.registration_numbers),
        socials=_new(front.socials, back.socials),
    )


def reading_by_romaji(front: Contact, latin_name: str) -> ReadingGuess | None:
    """How the front's name is read by the Latin name on the back; None where that tells nothing more than the front."""
    bare = replace(front, phonetic_name=None)
    alone, together = guess_reading(bare), guess_reading(replace(bare, romanized_name=latin_name))
    if together is None or (alone is not None and alone.chance >= together.chance):
        return None
    return replace(together, source=Source.OTHER_SIDE)


def with_names_of_back(front: CardFields, back: CardFields) -> CardFields:
    """The front with the name and firm in Latin letters, and the reading that these tell; nothing else of the back."""
    added = added_by_back(stated(front), stated(back))
    found = {"romanized_name": added.romanized_name, "organization_en": added.organization_en}
    confidence = dict(front.confidence)
    if added.romanized_name is not None:
        confidence["romaji"] = back.confidence.get(
            "name" if back.contact.full_name == added.romanized_name else "romaji"
        )
        guess = reading_by_romaji(stated(front), added.romanized_name)
        if guess is not None and stated(front).phonetic_name is None:
            found["phonetic_name"] = guess.kana
            name_is_right = front.confidence.get("name")
            confidence["kana"] = round(guess.chance * (1.0 if name_is_right is None else name_is_right), 3)
    contact = replace(
        front.contact,
        romanized_name=added.romanized_name or front.contact.romanized_name,
        organization_en=added.organization_en or front.contact.organization_en,
        phonetic_name=found.get("phonetic_name") or front.contact.phonetic_name,
    )
    filled = [field for field, value in found.items() if value is not None]
    source = {**front.source, **dict.fromkeys(filled, Source.OTHER_SIDE)}
    return replace(front, contact=contact, confidence=confidence, source=source)


def stated(card: CardFields) -> Contact:
    """What a side itself states: without guesses, and without what came from its other side."""
    contact, guesses = card.contact, NOT_STATED
    return replace(
        contact,
        phonetic_name=None if card.source.get("phonetic_name") in guesses else contact.phonetic_name,
        romanized_name=None if card.source.get("romanized_name") in guesses else contact.romanized_name,
        organization_en=None if card.source.get("organization_en") in guesses else contact.organization_en,
    )


def same_office(one: Address, other: Address) -> bool:
    """Whether two addresses, perhaps in two languages, are one: by postal code, else by their house numbers.

    Without either, an address in the other language is taken for the same office.
    """
    codes = [re.sub(r"\D", "", address.postal_code or "") for address in (one, other)]
    if all(codes):
        return codes[0] == codes[1] and not _other_numbers(one, other)
    if one.country and other.country and one.country != other.country:
        return False
    if is_japanese(one.text) == is_japanese(other.text):
        return search_fold(one.text) == search_fold(other.text)
    return not _other_numbers(one, other)


def _other_numbers(one: Address, other: Address) -> bool:
    """Whether both have house numbers and these differ; floors and room numbers may be missing on one."""
    fewer, more = sorted((_house_numbers(address.text) for address in (one, other)), key=lambda found: len(found))
    return len(fewer) > 1 and not fewer <= more


def _house_numbers(text: str) -> set[str]:
    without_code = re.sub(r"〒?\s?\d{3}-\d{4}", "", text.translate(_KANJI_DIGITS))
    return set(re.findall(r"\d+", without_code))


def _latin(text: str | None) -> str | None:
    return text if text and not is_japanese(text) else None


def _japanese(text: str | None) -> str | None:
    return text if text and is_japanese(text) else None


def _firms(front: Contact, back: Contact) -> tuple[str | None, str | None]:
    """What fills ``organization`` and ``organization_en``, which only stands beside a Japanese one."""
    japanese, latin = _japanese(back.organization), _latin(back.organization) or back.organization_en
    if front.organization is None:
        return (japanese, latin) if japanese else (latin, None)
    return None, latin if _japanese(front.organization) and front.organization_en is None else None


def _new(front: Iterable[str], back: Iterable[str]) -> tuple[str, ...]:
    known = {search_fold(value) for value in front}
    return tuple(value for value in back if search_fold(value) not in known)


def _new_phones(front: Iterable[Phone], back: Iterable[Phone]) -> tuple[Phone, ...]:
    known = details_of(Contact(phones=tuple(front))).phones
    return tuple(phone for phone in back if not details_of(Contact(phones=(phone,))).phones <= known)


def _new_urls(front: Contact, back: Contact) -> tuple[str, ...]:
    """A page in another language of the same host is no other address."""
    known = {host_of(url) for url in front.urls}
    return tuple(url for url in back.urls if host_of(url) not in known)

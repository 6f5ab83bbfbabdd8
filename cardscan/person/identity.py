"""Whether two cards are the same person's: surely, perhaps, or not.

A name alone never says so (there are thousands of 佐藤 健), an office's mailbox or switchboard neither. What a person
takes along to the next firm does: the mobile number, the private address. Father and son share a firm, a telephone
and often a mailbox; what tells them apart is the given name, so that another known given name is always another person.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz.distance import Levenshtein

from cardscan.person.name_likeness import Likeness, likeness, readings_differ
from cardscan.person.same_firm import same_firm
from cardscan.person.side_signs import Details, details_of
from cardscan.records import Contact


class PersonSign(StrEnum):
    """One reason for or (the last ones) against two cards being the same person's."""

    NAME = "name"
    SPELLED_NAME = "spelled_name"
    """One name is the other in kana or Latin letters."""
    NEAR_NAME = "near_name"
    """One character of the name differs, as if misread."""
    PART_OF_NAME = "part_of_name"
    GIVEN_NAME = "given_name"
    """The given name, with another family name."""
    EMAIL = "email"
    """The same address of a person, which nobody of another name has."""
    MOBILE = "mobile"
    """The same mobile number or direct line, which nobody of another name has."""
    COMPANY = "company"
    PHONE = "phone"
    DOMAIN = "domain"
    POSTAL_CODE = "postal_code"
    TITLE = "title"
    SAME_EVENT = "same_event"
    """Met at the same event."""
    OTHER_READING = "other_reading"
    OTHER_EMAIL = "other_email"
    """Two people's addresses in one domain."""
    OTHER_MOBILE = "other_mobile"
    SAME_PHOTO = "same_photo"
    """Two cards on one photo, where a person seldom hands over two."""


NAMESAKES = 0.4
"""``Judgement.chance`` of two of whom only the whole name agrees."""

AGAINST = frozenset({PersonSign.OTHER_READING, PersonSign.OTHER_EMAIL, PersonSign.OTHER_MOBILE, PersonSign.SAME_PHOTO})
"""What speaks against it."""

_PERSONAL = frozenset({PersonSign.EMAIL, PersonSign.MOBILE})
_OFFICE = frozenset({PersonSign.COMPANY, PersonSign.PHONE, PersonSign.DOMAIN, PersonSign.POSTAL_CODE})
_PLACE = frozenset({PersonSign.PHONE, PersonSign.DOMAIN, PersonSign.POSTAL_CODE})

_WHOLE_NAMES = frozenset({Likeness.SAME, Likeness.SPELLED})


class Verdict(StrEnum):
    """What follows for two people of the store."""

    SURE = "sure"
    UNSURE = "unsure"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One card (or what somebody typed without one) as far as it tells whose it is."""

    contact: Contact
    """What it states; guesses left out."""
    photos: frozenset[str] = frozenset()
    events: frozenset[str] = frozenset()
    has_card: bool = True
    name_sure: bool = True
    """Whether every character of the name was read surely or typed."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What two cards say about being one person's."""

    verdict: Verdict
    signs: frozenset[PersonSign]
    chance: float
    """That they are the same person's, 0–1, by ``tests/benchmarks/identity.py``."""


_SIGN_OF_NAME = {
    Likeness.SAME: PersonSign.NAME,
    Likeness.SPELLED: PersonSign.SPELLED_NAME,
    Likeness.NEAR: PersonSign.NEAR_NAME,
    Likeness.PART: PersonSign.PART_OF_NAME,
    Likeness.MARRIED: PersonSign.GIVEN_NAME,
}


def judge(one: Evidence, other: Evidence, shared: Collection[str] = ()) -> Judgement:
    """Hold two cards against each other.

    Args:
        one: The one.
        other: The other.
        shared: Mail addresses and numbers (as of ``side_signs.details_of``) that stand on cards of people of different
            names; they say nothing about whose card it is.
    """
    alike = likeness(one.contact, other.contact)
    signs = _signs(one, other, alike, shared)
    for verdict, chance in _grounds(one, other, alike, signs):
        return Judgement(verdict, signs, chance)
    return Judgement(Verdict.DIFFERENT, signs, 0.0)


def personal_values(contact: Contact) -> frozenset[str]:
    """The mail addresses and numbers that tell a person, where nobody else has them."""
    details = details_of(contact)
    return details.own_emails | details.own_phones


def _signs(one: Evidence, other: Evidence, alike: Likeness, shared: Collection[str]) -> frozenset[PersonSign]:
    a, b = details_of(one.contact), details_of(other.contact)
    numbers = (a.own_phones & b.phones) | (a.phones & b.own_phones)
    emails = a.own_emails & b.own_emails
    signs = {
        PersonSign.EMAIL: any(email not in shared for email in emails),
        PersonSign.MOBILE: any(number not in shared for number in numbers),
        PersonSign.COMPANY: _same_company(one.contact, other.contact),
        PersonSign.PHONE: a.phones & b.phones,
        PersonSign.DOMAIN: a.domains & b.domains,
        PersonSign.POSTAL_CODE: a.postal_codes & b.postal_codes,
        PersonSign.TITLE: set(one.contact.titles) & set(other.contact.titles),
        PersonSign.SAME_EVENT: one.events & other.events,
        PersonSign.SAME_PHOTO: one.photos & other.photos,
        PersonSign.OTHER_READING: alike is Likeness.SAME and readings_differ(one.contact, other.contact),
        PersonSign.OTHER_EMAIL: not emails and _colleagues(a, b),
        PersonSign.OTHER_MOBILE: not numbers and a.own_phones and b.own_phones and not _misread(a, b),
    }
    found = {sign for sign, has in signs.items() if has}
    return frozenset(found | ({_SIGN_OF_NAME[alike]} if alike in _SIGN_OF_NAME else set()))


def _grounds(
    one: Evidence, other: Evidence, alike: Likeness, signs: frozenset[PersonSign]
) -> list[tuple[Verdict, float]]:
    """Whatever is known about the pair, the strongest first."""
    grounds = []
    cardless = not (one.has_card and other.has_card)
    personal, office = signs & _PERSONAL, signs & _OFFICE
    if PersonSign.SAME_PHOTO in signs and alike not in _WHOLE_NAMES:
        return []
    if alike in _WHOLE_NAMES:
        two_cards = PersonSign.SAME_PHOTO in signs and PersonSign.MOBILE not in signs
        if personal and PersonSign.OTHER_READING not in signs and not two_cards:
            grounds.append((Verdict.SURE, 0.999))
        if alike is Likeness.SAME and not signs & AGAINST:
            if cardless and PersonSign.SAME_EVENT in signs:
                grounds.append((Verdict.SURE, 0.99))
            if PersonSign.COMPANY in signs and signs & _PLACE and not _another_post(one.contact, other.contact):
                grounds.append((Verdict.SURE, 0.999))
            if {PersonSign.PHONE, PersonSign.POSTAL_CODE} <= signs:
                grounds.append((Verdict.SURE, 0.999))
            if _say_the_same(one.contact, other.contact):
                grounds.append((Verdict.SURE, 0.99))
        if alike is Likeness.SAME or office or personal or PersonSign.SAME_EVENT in signs:
            grounds.append((Verdict.UNSURE, _chance_of_namesakes(signs)))
    elif alike is Likeness.NEAR:
        misread = not (one.name_sure and other.name_sure)
        if misread and not signs & AGAINST and (personal == _PERSONAL or (personal and PersonSign.COMPANY in signs)):
            grounds.append((Verdict.SURE, 0.995))
        if personal or office:
            grounds.append((Verdict.UNSURE, 0.9 if personal else 0.5))
    elif alike in (Likeness.ABSENT, Likeness.PART) and personal:
        grounds.append((Verdict.SURE, 0.99) if cardless else (Verdict.UNSURE, 0.8))
    elif alike is Likeness.PART and cardless and PersonSign.SAME_EVENT in signs:
        grounds.append((Verdict.UNSURE, 0.7))
    elif alike is Likeness.MARRIED and personal:
        grounds.append((Verdict.UNSURE, 0.9))
    elif personal == _PERSONAL:
        grounds.append((Verdict.UNSURE, 0.5))
    return grounds


def _chance_of_namesakes(signs: frozenset[PersonSign]) -> float:
    """That two cards of one whole name are one person's, where nothing makes it sure."""
    against = bool(signs & AGAINST)
    if signs & _PERSONAL:
        return 0.5 if against else 0.9
    if PersonSign.COMPANY in signs:
        return 0.1 if against else 0.9
    if signs & {PersonSign.PHONE, PersonSign.POSTAL_CODE, PersonSign.SAME_EVENT}:
        return 0.2 if against else 0.9
    return 0.2 if against else NAMESAKES


def _another_post(one: Contact, other: Contact) -> bool:
    """Whether both state a title or a department and not the same: a promotion, or a colleague of the same name."""
    titles = one.titles and other.titles and not set(one.titles) & set(other.titles)
    return bool(titles or (one.department and other.department and one.department != other.department))


def _same_company(one: Contact, other: Contact) -> bool:
    pairs = ((one.organization, other.organization), (one.organization_en, other.organization_en))
    return any(a and b and same_firm(a, b) for a, b in pairs)


def _colleagues(a: Details, b: Details) -> bool:
    """Whether both have an own address in one domain, and not the same one misread.

    A letter more or less, or another number, is how two of one name in one firm are told apart.
    """
    pairs = [(x, y) for x in a.own_emails for y in b.own_emails if x.rpartition("@")[2] == y.rpartition("@")[2]]
    return bool(pairs) and not any(_one_misread(x, y) for x, y in pairs)


def _one_misread(one: str, other: str) -> bool:
    """Whether two addresses differ in one letter that stands in the place of another."""
    differing = [pair for pair in zip(one, other, strict=False) if pair[0] != pair[1]]
    return len(one) == len(other) and len(differing) == 1 and not "".join(differing[0]).isdecimal()


def _misread(a: Details, b: Details) -> bool:
    """Whether some numbers differ in one digit only."""
    return any(Levenshtein.distance(x, y, score_cutoff=1) <= 1 for x in a.own_phones for y in b.own_phones)


def _say_the_same(one: Contact, other: Contact) -> bool:
    """Whether two cards say the same and more than a name: photos of one card that says little."""
    a, b = details_of(one), details_of(other)
    if not (one.organization and other.organization and same_firm(one.organization, other.organization)):
        return False
    same_office = (a.phones, a.domains, a.postal_codes, a.office_emails) == (
        b.phones,
        b.domains,
        b.postal_codes,
        b.office_emails,
    )
    return same_office and (one.department, one.titles) == (other.department, other.titles)

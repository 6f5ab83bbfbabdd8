"""What two sides have in common, and what speaks against their being one card."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from cardscan.fields.domain import public_suffix
from cardscan.lexicon.word_lists import word_list
from cardscan.orthography.fold import search_fold
from cardscan.person.name_match import NameMatch, is_japanese, match_names
from cardscan.records import Contact


class Sign(StrEnum):
    """One reason for which two cards are taken for two sides of one."""

    EMAIL = "email"
    """The same e-mail address of a person."""
    OWN_PHONE = "own_phone"
    """The same mobile number or direct line."""
    NAME = "name"
    """One name is the other in Latin letters."""
    PART_OF_NAME = "part_of_name"
    OFFICE_EMAIL = "office_email"
    """The same address of an office, such as info@."""
    PHONE = "phone"
    DOMAIN = "domain"
    COMPANY = "company"
    POSTAL_CODE = "postal_code"
    SAME_PHOTO = "same_photo"
    NEXT_PHOTO = "next_photo"
    ALTERNATING = "alternating"
    """Front, back, front, back: the photos around go the same way."""
    SAME_PLACE = "same_place"
    """Several cards lie on two photos in the same places: they were turned over where they lay."""


PERSONAL = frozenset({Sign.EMAIL, Sign.OWN_PHONE})
"""What two colleagues do not share."""

SHARED = PERSONAL | {Sign.OFFICE_EMAIL, Sign.PHONE, Sign.DOMAIN, Sign.COMPANY, Sign.POSTAL_CODE}
"""What is printed on both sides."""

_OFFICE_LOCALS = re.compile(
    r"(?:info|contact|office|mail|email|hello|inquiry|inquiries|support|sales|service|shop|store|order|web|webmaster"
    r"|admin|press|pr|hr|recruit|saiyo|eigyo|eigyou|soumu|somu|jimu|jimukyoku|honsha|toiawase|otoiawase|post|reception)"
    r"[\d._-]*"
)
"""Local parts by which a mailbox is that of an office (RFC 2142 and Japanese habit)."""

_ONE_FIRM = 0.85
"""Share of a firm's name that two readings have in common: one misread character in seven (NP0法人 for NPO法人)."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two sides held against each other."""

    names: NameMatch
    signs: frozenset[Sign]
    contrary: bool
    """Something both state differs that two sides of one card have in common."""


@dataclass(frozen=True, slots=True)
class Details:
    """What of a side can be held against another side."""

    own_emails: frozenset[str]
    office_emails: frozenset[str]
    own_phones: frozenset[str]
    phones: frozenset[str]
    domains: frozenset[str]
    company: str | None
    """Folded."""
    company_en: str | None
    postal_codes: frozenset[str]

    @property
    def reachable(self) -> bool:
        """Whether there is any number or address on the net."""
        return bool(self.own_emails or self.office_emails or self.phones or self.domains)


@lru_cache(maxsize=4096)
def details_of(side: Contact) -> Details:
    """Everything of a contact that another side may repeat, normalised."""
    emails = {email.casefold() for email in side.emails}
    office = {email for email in emails if _OFFICE_LOCALS.fullmatch(email.partition("@")[0])}
    firms = [firm for firm in (side.organization, side.organization_en) if firm]
    return Details(
        own_emails=frozenset(emails - office),
        office_emails=frozenset(office),
        own_phones=frozenset(dialled(p.number or p.text) for p in side.phones if p.kind in ("mobile", "direct")),
        phones=frozenset(dialled(phone.number or phone.text) for phone in side.phones),
        domains=_domains([*(email.rpartition("@")[2] for email in emails), *map(host_of, side.urls)]),
        company=next((search_fold(firm) for firm in firms if is_japanese(firm)), None),
        company_en=next((search_fold(firm) for firm in firms if not is_japanese(firm)), None),
        postal_codes=frozenset(re.sub(r"\D", "", a.postal_code) for a in side.addresses if a.postal_code),
    )


def host_of(url: str) -> str:
    """The host of a web address, lower case, without ``www.``."""
    return re.sub(r"^[a-z]+://", "", url.strip().casefold()).partition("/")[0].partition(":")[0].removeprefix("www.")


def compare(one: Contact, other: Contact) -> Comparison:
    """Hold two sides against each other; guesses must not stand in the contacts."""
    a, b, names = details_of(one), details_of(other), match_names(one, other)
    signs = {
        Sign.EMAIL: a.own_emails & b.own_emails,
        Sign.OFFICE_EMAIL: a.office_emails & b.office_emails,
        Sign.OWN_PHONE: (a.own_phones & b.phones) | (a.phones & b.own_phones),
        Sign.PHONE: a.phones & b.phones,
        Sign.DOMAIN: a.domains & b.domains,
        Sign.COMPANY: _equal(a.company, b.company) or _equal(a.company_en, b.company_en),
        Sign.POSTAL_CODE: a.postal_codes & b.postal_codes,
        Sign.NAME: names is NameMatch.SPELLED,
        Sign.PART_OF_NAME: names is NameMatch.PARTLY,
    }
    found = frozenset(sign for sign, has in signs.items() if has)
    return Comparison(names, found, _contrary(a, b, found))


def _contrary(a: Details, b: Details, found: frozenset[Sign]) -> bool:
    if found & PERSONAL:
        return False
    if (a.own_emails and b.own_emails) or (a.own_phones and b.own_phones):
        return True
    if found & {Sign.OFFICE_EMAIL, Sign.PHONE, Sign.DOMAIN}:
        return False
    return bool((a.phones and b.phones) or (a.domains and b.domains)) or _differ(a.company, b.company)


def _equal(one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and Levenshtein.normalized_similarity(one, other) >= _ONE_FIRM


def _differ(one: str | None, other: str | None) -> bool:
    if one is None or other is None or one in other or other in one:
        return False
    return Levenshtein.normalized_similarity(one, other) < _ONE_FIRM


def dialled(number: str) -> str:
    """A number as it is dialled from abroad, Japanese ones that do not say so included."""
    digits = re.sub(r"\D", "", re.sub(r"\(0\)", "", number))
    return "81" + digits[1:] if digits.startswith("0") and not digits.startswith("00") else digits


def _domains(hosts: Iterable[str]) -> frozenset[str]:
    return frozenset(domain for host in hosts if (domain := registered_domain(host)) is not None)


@lru_cache(maxsize=4096)
def registered_domain(host: str) -> str | None:
    """The registered domain of a host; None for those of mail providers and public pages."""
    suffix = public_suffix(host)
    if suffix is None:
        return None
    label = host.removesuffix(f".{suffix}").rpartition(".")[2]
    return None if label in word_list("shared_domain_labels") else f"{label}.{suffix}"

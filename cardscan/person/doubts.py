"""What speaks against a value that somebody typed: a slip of the finger, most often."""

from __future__ import annotations

import re

from cardscan.fields.domain import public_suffix
from cardscan.fields.registration import has_right_check_digit
from cardscan.orthography.kana import is_kana
from cardscan.orthography.width import normalise

_KIND = re.compile(r"(?:work|direct|mobile|fax|tollfree|other)\s*[:：]\s*", re.IGNORECASE)
_LATIN = re.compile(r"[\u0041-\u024f\u1e00-\u1eff\s.,'’()-]+")


def doubt(field: str, text: str) -> str | None:
    """Why a typed value is hardly right, in a few words for whoever typed it; None where nothing speaks against it.

    >>> doubt("emails", "saito.example.co.jp"), doubt("emails", "saito@example.co.jp")
    ('an e-mail address has an @', None)
    """
    plain = normalise(text)
    if field == "emails":
        return _about_mail(plain)
    if field == "urls":
        host = re.sub(r"^https?://|[/:?#].*$", "", plain, flags=re.IGNORECASE)
        return None if public_suffix(host) else f"“{host}” is no host name"
    if field == "phones":
        return _about_phone(_KIND.sub("", plain))
    if field == "phonetic_name" and not is_kana("".join(plain.split())):
        return "the reading of a name is written in kana"
    if field == "romanized_name" and not _LATIN.fullmatch(plain):
        return "a romanised name is written in Latin letters"
    if field in ("full_name", "family_name", "given_name") and re.search(r"[\d@]", plain):
        return "a name has no digits and no @"
    if field == "registration_numbers" and (number := re.fullmatch(r"T(\d{13})", plain)):
        return None if has_right_check_digit(number[1]) else "the check digit of this T-number is wrong"
    return None


def _about_mail(address: str) -> str | None:
    from email_validator import EmailNotValidError, validate_email  # costs time to import

    if "@" not in address:
        return "an e-mail address has an @"
    try:
        validate_email(address, check_deliverability=False, test_environment=True)
    except EmailNotValidError as error:
        return str(error).rstrip(".")
    return None


def _about_phone(number: str) -> str | None:
    import phonenumbers  # costs time to import

    try:
        parsed = phonenumbers.parse(number, "JP")
    except phonenumbers.NumberParseException:
        return "this cannot be a telephone number"
    told = number.lstrip(" (")[:1] in ("0", "+")  # else it may be a national number of any country
    if phonenumbers.is_valid_number(parsed) if told else phonenumbers.is_possible_number(parsed):
        return None
    return f"no numbering plan knows such a number ({sum(map(str.isdigit, number))} digits)"

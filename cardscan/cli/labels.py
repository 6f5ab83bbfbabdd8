"""The words by which fields are called on the screen, and the names by which they may be typed."""

from __future__ import annotations

FIELD_LABELS = {
    "full_name": "name",
    "phonetic_name": "reading",
    "romanized_name": "romaji",
    "organization": "company",
    "organization_en": "company",
    "department": "department",
    "titles": "title",
    "qualifications": "qualified",
    "phones": "phone",
    "emails": "e-mail",
    "urls": "web",
    "addresses": "address",
    "registration_numbers": "reg. no.",
    "socials": "social",
}
"""Contact field → the word before its values, in the order of the screen; the name's parts stand in the full name."""

PHONE_LABELS = {
    "work": "phone",
    "direct": "direct",
    "mobile": "mobile",
    "fax": "fax",
    "tollfree": "toll-free",
    "other": "phone",
}
"""Kind of a phone → the word before its number."""

SEARCH_LABELS = {
    **FIELD_LABELS,
    "family_name": "name",
    "given_name": "name",
    "former": "formerly",
    "line": "on the card",
}
"""What a search can match in → the word before it; notes, events and tags are called what they are."""

FIELD_NAMES = {
    "name": "full_name",
    "kana": "phonetic_name",
    "reading": "phonetic_name",
    "romaji": "romanized_name",
    "company": "organization",
    "company_en": "organization_en",
    "title": "titles",
    "qualification": "qualifications",
    "phone": "phones",
    "tel": "phones",
    "mail": "emails",
    "email": "emails",
    "web": "urls",
    "url": "urls",
    "address": "addresses",
    "registration": "registration_numbers",
    "social": "socials",
}
"""Short names that may be typed for contact fields."""

SINGLE = (
    "full_name", "family_name", "given_name", "phonetic_name", "romanized_name",
    "organization", "organization_en", "department",
)  # fmt: skip
"""Contact fields with one value."""

SEVERAL = ("titles", "qualifications", "phones", "emails", "urls", "addresses", "registration_numbers", "socials")
"""Contact fields with any number of values."""

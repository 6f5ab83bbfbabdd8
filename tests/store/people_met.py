"""Invented people for the tests of the store."""

from __future__ import annotations

from datetime import datetime

from cardscan.records import Address, Contact, Phone
from cardscan.store.records import StoredPhoto
from cardscan.store.store import Store
from tests.search.crowd import reading_of

SAITO = Contact(
    full_name="齋藤 幸生",
    family_name="齋藤",
    given_name="幸生",
    phonetic_name="さいとう ゆきお",
    organization="サンプル税理士事務所",
    titles=("代表",),
    qualifications=("税理士", "行政書士"),
    phones=(Phone("work", "+81312345678", "03-1234-5678"), Phone("mobile", "+819011112222", "090-1111-2222")),
    emails=("saito@example.co.jp",),
    addresses=(Address("東京都世田谷区太子堂1-2-3", "154-0004", "東京都", "世田谷区", "太子堂1-2-3", None, "JP"),),
    registration_numbers=("T1234567890123",),
)
WHITE = Contact(
    full_name="Emma White",
    family_name="White",
    given_name="Emma",
    organization="Sample & Co.",
    titles=("Director",),
    phones=(Phone("work", "+442079460000", "+44 (0)20 7946 0000"),),
)
SATO = Contact(
    full_name="佐藤 花子",
    family_name="佐藤",
    given_name="花子",
    romanized_name="Hanako Sato",
    organization="㈱見本商事",
)


def add(
    store: Store, *contacts: Contact, name: str = "IMG_0001.JPG", taken_at: datetime | None = None,
    event_id: str | None = None, memo: str | None = None, other_lines: tuple[str, ...] = (), confidence: float = 0.95,
) -> StoredPhoto:  # fmt: skip
    """Take in one photo with a card a contact; its bytes follow from its name."""
    content = name.encode("utf-8", "surrogateescape")
    reading = reading_of(
        content, *contacts, name=name, taken_at=taken_at, other_lines=other_lines, confidence=confidence
    )
    return store.add_reading(reading, content, event_id=event_id, memo=memo)

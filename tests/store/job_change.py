"""Somebody who changed the firm, a family in one firm, and others who are taken for each other."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from cardscan.records import Address, Contact, Phone
from tests.store.people_met import SAITO

BEFORE = datetime(2024, 5, 10, 19, 0)
NOW = datetime(2026, 11, 20, 19, 0)

NEW_FIRM = replace(
    SAITO,
    full_name="斎藤 幸生",
    family_name="斎藤",
    phonetic_name=None,
    organization="株式会社大和建設",
    department="経理部",
    titles=("部長",),
    qualifications=("税理士",),
    phones=(Phone("work", "+81661112222", "06-6111-2222"), SAITO.phones[1]),
    emails=("y.saito@daiwa-kensetsu.co.jp", "yukio1970@gmail.com"),
    addresses=(Address("大阪府大阪市北区梅田1-1-1", "530-0001", country="JP"),),
    registration_numbers=(),
)
"""斎藤 of SAITO's card at his next firm: the mobile number is the same, a private address stands beside."""

TARO = Contact(
    full_name="山田 太郎",
    family_name="山田",
    given_name="太郎",
    organization="有限会社山田工務店",
    titles=("代表取締役",),
    phones=(Phone("work", "+81422111111", "0422-11-1111"),),
    emails=("info@yamada-koumuten.co.jp", "yamada@yamada-koumuten.co.jp"),
    addresses=(Address("東京都武蔵野市吉祥寺本町1-1-1", "180-0004", country="JP"),),
)
ICHIRO = replace(TARO, full_name="山田 一郎", given_name="一郎", titles=("専務",))
"""His son: the same firm, telephone, mailboxes and address."""

KEN = Contact(
    full_name="佐藤 健",
    family_name="佐藤",
    given_name="健",
    organization="北斗商事株式会社",
    titles=("主任",),
    phones=(Phone("work", "+81311110000", "03-1111-0000"),),
    emails=("ken@hokuto-shoji.co.jp",),
)
OTHER_KEN = replace(
    KEN,
    organization="東洋電機株式会社",
    phones=(Phone("work", "+81522220000", "052-222-0000"),),
    emails=("k.sato@toyo-denki.co.jp",),
)
"""Another one of that frequent name."""

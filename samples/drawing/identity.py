"""Everything that an invented Japanese card may print: person, firm, post, offices, numbers, small print."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from samples.drawing import numbers
from samples.drawing.firms import Firm, Trade, draw_firm
from samples.drawing.people import Person, ascii_fold, japanese_person
from samples.drawing.places import Place, draw_place
from samples.drawing.posts import Post, draw_post

Number = tuple[str, str, str]
_BANKS = "みどり銀行 中央支店|北斗信用金庫 本店|青葉銀行 駅前支店|ひかりネット銀行 第二営業部"


@dataclass(frozen=True)
class Office:
    """One place of business with its lines.

    Attributes:
        label: What the card calls it, such as ``本社``; "" on a card with one office.
        place: Address.
        tel: Telephone number in groups.
        fax: Fax number in groups, None where there is none.
    """

    label: str
    place: Place
    tel: Number
    fax: Number | None


@dataclass(frozen=True)
class Identity:
    """All that may stand on one person's Japanese card; a layout chooses what it prints.

    Attributes:
        person: Who.
        firm: Where.
        post: As what.
        offices: One office, or several.
        mobile: Mobile number in groups, None where there is none.
        direct: Direct line in groups, None where there is none.
        toll_free: Toll-free number in groups, None where there is none.
        extension: Extension, "" where there is none.
        email: E-mail address, "" where there is none.
        second_email: A second one, nearly always "".
        url: Web address without scheme, "" where there is none.
        handles: Names on social networks, such as ``LINE ID: @kisaragi``.
        small_print: Registration and licence numbers, bank account, business hours.
    """

    person: Person
    firm: Firm
    post: Post
    offices: tuple[Office, ...]
    mobile: Number | None
    direct: Number | None
    toll_free: Number | None
    extension: str
    email: str
    second_email: str
    url: str
    handles: tuple[str, ...]
    small_print: tuple[str, ...]


def draw_identity(rng: random.Random, trades: Sequence[Trade], *, offices: int = 1) -> Identity:
    """An invented person in an invented firm of one of ``trades`` with ``offices`` places of business."""
    person = japanese_person(rng)
    firm = draw_firm(rng, rng.choice(list(trades)), person)
    post = draw_post(rng, firm.trade)
    labels = _office_labels(rng, offices)
    places = [_office(rng, label) for label in labels]
    base = places[0].tel
    return Identity(
        person=person,
        firm=firm,
        post=post,
        offices=tuple(places),
        mobile=numbers.mobile(rng) if rng.random() < 0.62 else None,
        direct=numbers.neighbour(rng, base) if rng.random() < 0.14 else None,
        toll_free=numbers.toll_free(rng) if rng.random() < 0.09 else None,
        extension=str(rng.randint(11, 4999)) if rng.random() < 0.08 else "",
        email=_email(rng, person, firm) if rng.random() < 0.93 else "",
        second_email=f"info@{firm.domain}" if rng.random() < 0.04 else "",
        url=_url(rng, firm) if rng.random() < 0.74 else "",
        handles=_handles(rng, firm, person),
        small_print=_small_print(rng, firm.trade),
    )


def _office_labels(rng: random.Random, count: int) -> list[str]:
    if count == 1:
        return [""]
    first = rng.choice(["本社", "本店", "東京本社", "[本社]", "【本社】", "■本社", "本社・工場", "本　社"])
    others = rng.sample(
        [
            "大阪支店",
            "名古屋営業所",
            "福岡支店",
            "工場",
            "横浜オフィス",
            "東京支社",
            "仙台営業所",
            "ショールーム",
            "研究所",
            "配送センター",
        ],
        count - 1,
    )
    mark = {"[": "[{}]", "【": "【{}】", "■": "■{}"}.get(first[0], "{}")
    return [first, *(mark.format(other) for other in others)]


def _office(rng: random.Random, label: str) -> Office:
    place = draw_place(rng)
    tel = numbers.landline(rng, place.area_code(rng))
    return Office(label, place, tel, numbers.neighbour(rng, tel) if rng.random() < 0.68 else None)


def _email(rng: random.Random, person: Person, firm: Firm) -> str:
    family, given = ascii_fold(person.family_latin), ascii_fold(person.given_latin)
    local = rng.choice(
        [
            f"{given}.{family}",
            f"{family}.{given}",
            f"{given[0]}-{family}",
            f"{given[0]}.{family}",
            f"{family}-{given[0]}",
            f"{family}_{given}",
            f"{family}{given[0]}",
            family,
            family,
            given,
            f"{family}{rng.randint(1, 99):02d}",
            f"{given[0]}{family}",
            "info",
            f"{family}-{given}",
            f"{given}_{family[0]}",
            f"{family}.{given[:2]}",
            "office",
        ]
    )  # fmt: skip
    host = rng.choice(["", "", "", "", "", "mail.", "tokyo."]) if firm.domain.count(".") < 3 else ""
    return f"{local}@{host}{firm.domain}"


def _url(rng: random.Random, firm: Firm) -> str:
    path = rng.choice(["", "", "", "", "", "", "/", "/", "/jp/", "/company", "/~office/", "/index.html"])
    return f"{rng.choice(['www.', 'www.', 'www.', ''])}{firm.domain}{path}"


def _handles(rng: random.Random, firm: Firm, person: Person) -> tuple[str, ...]:
    if rng.random() > 0.16:
        return ()
    stem = firm.domain.split(".")[0].replace("-", "_")
    known = [
        f"LINE ID: @{stem}",
        f"Instagram @{stem}_official",
        f"X: @{stem}",
        f"Facebook: {person.latin('given_first')}",
        f"@{stem}.tokyo",
    ]
    return tuple(rng.sample(known, rng.choice([1, 1, 2])))


def _small_print(rng: random.Random, trade: Trade) -> tuple[str, ...]:
    lines: list[str] = []
    era = rng.randint(1, 15)
    by_trade: dict[Trade, list[str]] = {
        "estate": [
            f"宅地建物取引業 東京都知事({era})第{rng.randint(10000, 99999)}号",
            f"国土交通大臣（{era}）第{rng.randint(1000, 9999)}号",
        ],
        "build": [
            f"建設業許可 大阪府知事(般-{rng.randint(1, 6)})第{rng.randint(10000, 149999)}号",
            f"一級建築士事務所登録 第{rng.randint(10000, 69999)}号",
        ],
        "law": [
            f"登録番号 第{rng.randint(10000, 149999)}号",
            f"税理士登録番号 {rng.randint(10000, 149999)}",
            f"東京税理士会所属 登録番号第{rng.randint(10000, 149999)}号",
        ],
        "shop": [
            "営業時間 10:00〜19:00　定休日 水曜日",
            f"古物商許可 東京都公安委員会 第{rng.randint(300000000000, 309999999999)}号",
        ],
        "salon": ["OPEN 9:30-19:00 / 定休日 月曜日・第3火曜日", "営業時間 10:00～20:00（最終受付18:30）"],
        "restaurant": ["営業時間 11:30～14:00　17:00～22:00　月曜定休", "昼 11:30-14:00 夜 17:30-23:00"],
        "clinic": ["診療時間 9:00〜12:30 / 15:00〜18:30　休診日 木・日・祝", "休診日：日曜・祝日（完全予約制）"],
        "logistics": [f"一般貨物自動車運送事業 関自貨第{rng.randint(100, 999)}号"],
        "maker": ["ISO 9001:2015 認証取得 JQA-QM12345", "資本金 3,000万円　創業 1958年"],
    }
    if trade in by_trade and rng.random() < 0.6:
        lines.append(rng.choice(by_trade[trade]))
    if rng.random() < 0.2:
        name = rng.choice(["登録番号 ", "適格請求書発行事業者登録番号 ", "インボイス登録番号：", ""])
        lines.append(name + numbers.invoice_number(rng))
    if rng.random() < 0.06:
        lines.append(f"振込先 {rng.choice(_BANKS.split('|'))} 普通 {rng.randint(1000000, 9999999)}")
    return tuple(lines)

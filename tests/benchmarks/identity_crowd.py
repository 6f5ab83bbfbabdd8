"""Invented people with one card or several, as a card holder of years has them: for measuring who is taken for whom.

Family names are as frequent as in Japan; given names are those of today's grown-ups, the frequent ones frequent, so
that there are namesakes. Families work in one firm and share its telephone, often its mailbox. Cards are read with
errors, variants and gaps.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace

from cardscan.lexicon.names import surnames
from cardscan.orthography.romaji import kana_to_romaji
from cardscan.records import Address, CardFields, Contact, Phone, Source
from tests.search.crowd import _FIRMS, _PLACES, _TITLES, _TRADES

_GIVEN = """
誠:まこと 健:たけし|けん|たける 隆:たかし 浩:ひろし 聡:さとし 剛:つよし|ごう 修:おさむ 豊:ゆたか 博:ひろし 明:あきら
健一:けんいち 健太:けんた 大輔:だいすけ 翔太:しょうた 拓也:たくや 直樹:なおき 達也:たつや 和也:かずや 哲也:てつや
太郎:たろう 一郎:いちろう 二郎:じろう 次郎:じろう 三郎:さぶろう 幸一:こういち 浩一:こういち 浩二:こうじ 健二:けんじ
賢治:けんじ 雅人:まさと 正人:まさと 正樹:まさき 雅樹:まさき 智子:ともこ 裕子:ゆうこ|ひろこ 陽子:ようこ 恵子:けいこ
美香:みか 美穂:みほ 真由美:まゆみ 由美子:ゆみこ 直子:なおこ 久美子:くみこ 花子:はなこ 愛:あい 彩:あや 葵:あおい
翔:しょう 蓮:れん 悠斗:ゆうと 大翔:ひろと|はると 陽菜:ひな 結衣:ゆい 美咲:みさき 七海:ななみ 沙織:さおり 香織:かおり
純一:じゅんいち 真一:しんいち 信一:しんいち 隆之:たかゆき 孝之:たかゆき 敏夫:としお 和夫:かずお 和子:かずこ 茂:しげる
進:すすむ 勝:まさる 清:きよし 実:みのる 昇:のぼる 徹:とおる 学:まなぶ 優子:ゆうこ 幸子:さちこ|ゆきこ 順子:じゅんこ
""".split()  # noqa: SIM905  # 80 literals would fill the page
"""Given names with their readings."""

_VARIANTS = {"高": "髙", "斎": "齋", "斉": "齊", "辺": "邊", "崎": "﨑", "浜": "濱", "沢": "澤", "広": "廣", "国": "國"}
_FREEMAIL = ("gmail.com", "yahoo.co.jp", "icloud.com", "docomo.ne.jp")
_MISREAD_KANJI = "大太犬木本末未土士千干人入日目田由申力刀工口石右己已市布白百自首矢失王玉住往間問"

FIRM_SHARE = 5
"""People a firm has among those whose cards one holds, on average."""


@dataclass(frozen=True, slots=True)
class _Firm:
    name: str
    domain: str
    phone: str
    fax: str
    postal: str
    street: str


@dataclass(frozen=True, slots=True)
class _Person:
    family: str
    given: str
    reading: str
    mobile: str
    private: str | None
    prints_mobile: bool


@dataclass(frozen=True, slots=True)
class DealtCard:
    """A card as it is read, and whose it is."""

    person: int
    fields: CardFields
    why: str
    """``first``, ``again`` (another photo), ``title``, ``firm``, ``married``, ``latin``."""


class Crowd:
    """A world of people; the same seed makes the same one."""

    def __init__(self, people: int, seed: int = 11) -> None:
        """Make the firms and begin with nobody."""
        self._chance = random.Random(seed)
        self._size = people
        known = surnames()
        self._families, self._bearers = list(known), [name.bearers for name in known.values()]
        self._addresses: dict[str, _Person] = {}
        self._firms = [self._firm(number) for number in range(max(4, people // FIRM_SHARE))]

    def cards(self) -> Iterator[DealtCard]:
        """All cards: the first ones of everybody, then, mixed, the later ones."""
        chance, later = self._chance, []
        number = 0
        while number < self._size:
            firm = chance.choice(self._firms)
            family = self._people_of_one_family() if chance.random() < 0.08 else self._namesakes()
            shared_mail = f"{kana_to_romaji(family[0].reading.split()[0])}@{firm.domain}"
            for person in family:
                relatives = family[0].given != family[-1].given
                mail = shared_mail if (relatives or self._one_in(40)) and chance.random() < 0.4 else None
                contact = self._card(person, firm, mail)
                yield DealtCard(number, self._read(contact), "first")
                while chance.random() < 0.3:
                    later.append((number, person, firm, contact))
                number += 1
        chance.shuffle(later)
        for who, person, firm, contact in later:
            yield self._later(who, person, firm, contact)

    def _one_in(self, number: int) -> bool:
        return self._chance.randrange(number) == 0

    def _person(self, family: str | None = None) -> _Person:
        chance = self._chance
        family = family or chance.choices(self._families, self._bearers)[0]
        weights = [1 / (3 + place % 40) for place in range(len(_GIVEN))]
        given, readings = chance.choices(_GIVEN, weights)[0].split(":")
        reading = f"{surnames()[family].reading} {chance.choice(readings.split('|'))}"
        mobile = f"090{chance.randrange(10**8):08d}"
        local = "".join(map(kana_to_romaji, reading.split()))
        private = f"{local}{chance.randrange(100)}@{chance.choice(_FREEMAIL)}" if chance.random() < 0.1 else None
        return _Person(family, given, reading, mobile, private, chance.random() < 0.6)

    def _people_of_one_family(self) -> list[_Person]:
        first = self._person()
        others = [self._person(first.family) for _ in range(self._chance.choice((1, 1, 2)))]
        unlike = [one for one in others if one.given != first.given]
        if self._one_in(3):  # one telephone for all
            unlike = [replace(one, mobile=first.mobile) for one in unlike]
        return [first, *unlike]

    def _namesakes(self) -> list[_Person]:
        """One person, seldom two of one name in the same firm, beside those whom chance brings together.

        By chance two of this crowd have one name once in 13,000 pairs, a person one in the own firm once in 3,000.
        """
        person = self._person()
        if not self._one_in(2000):
            return [person]
        other = self._person(person.family)
        return [person, replace(other, given=person.given, reading=person.reading)]

    def _firm(self, number: int) -> _Firm:
        chance = self._chance
        name = chance.choice(_FIRMS) + chance.choice(_FIRMS) + chance.choice(_TRADES)
        digits = f"{chance.randrange(10**8):08d}"
        postal = f"{chance.randrange(1000):03d}-{chance.randrange(10**4):04d}"
        street = f"{chance.choice(_PLACES)}{chance.randint(1, 9)}-{chance.randint(1, 30)}-{chance.randint(1, 30)}"
        fax = f"03{chance.randrange(10**8):08d}"
        return _Firm(name, f"firm{number}.co.jp", f"03{digits}", fax, postal, street)

    def _card(self, person: _Person, firm: _Firm, mail: str | None) -> Contact:
        chance = self._chance
        family, given = map(kana_to_romaji, person.reading.split())
        local = chance.choice((f"{given}.{family}", f"{family}", f"{given[0]}-{family}", f"{family}.{given}"))
        emails = [mail or self._own_address(f"{local}{{}}@{firm.domain}", person)]
        kind = chance.random()
        if kind < 0.12:
            emails = [f"info@{firm.domain}"]
        elif kind < 0.2:
            emails = []
        if person.private and chance.random() < 0.7:
            emails.append(person.private)
        phones = [Phone("work", f"+81{firm.phone[1:]}", firm.phone)]
        if chance.random() < 0.6:
            phones.append(Phone("fax", f"+81{firm.fax[1:]}", firm.fax))
        if person.prints_mobile:
            phones.append(Phone("mobile", f"+81{person.mobile[1:]}", person.mobile))
        printed = chance.random() < 0.3
        return Contact(
            full_name=f"{person.family} {person.given}",
            family_name=person.family,
            given_name=person.given,
            phonetic_name=person.reading if printed else None,
            romanized_name=f"{given.capitalize()} {family.capitalize()}" if chance.random() < 0.25 else None,
            organization=chance.choice(("株式会社{}", "{}株式会社", "㈱{}")).format(firm.name),
            department=chance.choice(("営業部", "総務部", "開発部", None)),
            titles=(chance.choice(_TITLES),) if chance.random() < 0.8 else (),
            phones=tuple(phones),
            emails=tuple(emails),
            urls=(f"https://www.{firm.domain}/",) if chance.random() < 0.5 else (),
            addresses=(Address(firm.street, firm.postal, country="JP"),),
        )

    def _own_address(self, pattern: str, person: _Person) -> str:
        """An address that nobody else has."""
        number = 0
        while self._addresses.setdefault(address := pattern.format(number or ""), person) != person:
            number += 1
        return address

    def _later(self, who: int, person: _Person, firm: _Firm, contact: Contact) -> DealtCard:
        chance = self._chance
        kind = chance.random()
        if kind < 0.3:
            return DealtCard(who, self._read(contact), "again")
        if kind < 0.5:
            title = chance.choice([one for one in _TITLES if one not in contact.titles])
            department = chance.choice(("第二営業部", "経営企画室", "大阪支店"))
            return DealtCard(who, self._read(replace(contact, titles=(title,), department=department)), "title")
        if kind < 0.88:
            if self._one_in(5):
                person = replace(person, mobile=f"080{chance.randrange(10**8):08d}")
            return DealtCard(who, self._read(self._card(person, chance.choice(self._firms), None)), "firm")
        if kind < 0.94:
            family = chance.choices(self._families, self._bearers)[0]
            reading = f"{surnames()[family].reading} {person.reading.split()[1]}"
            married = self._card(replace(person, family=family, reading=reading), firm, None)
            return DealtCard(who, self._read(married), "married")
        given = "".join(map(str.capitalize, map(kana_to_romaji, person.reading.split()[1:])))
        family = kana_to_romaji(person.reading.split()[0]).capitalize()
        latin = replace(
            contact,
            full_name=f"{given} {family}",
            family_name=family,
            given_name=given,
            phonetic_name=None,
            romanized_name=None,
            organization=f"{firm.domain.split('.')[0].capitalize()} Co., Ltd.",
            department=None,
            titles=("Manager",),
        )
        return DealtCard(who, self._read(latin), "latin")

    def _read(self, contact: Contact) -> CardFields:
        """The card as an engine reads it: one field in fifty with an error, most of which it doubts, some left out."""
        confidence: dict[str, float | None] = dict.fromkeys(_KEYS, 0.97)
        changes: dict[str, object] = {}
        if not (contact.full_name or "").isascii():
            name, family, given = contact.full_name or "", contact.family_name or "", contact.given_name or ""
            if self._one_in(10):
                family = "".join(_VARIANTS.get(character, character) for character in family)
            if self._one_in(50):
                family, given = (self._misread(family), given) if self._one_in(2) else (family, self._misread(given))
                confidence["name"] = self._doubt()
            name = f"{family} {given}"
            changes |= {"full_name": name, "family_name": family, "given_name": given}
        if self._one_in(50):
            changes["emails"] = tuple(self._misspelled(mail) for mail in contact.emails)
            confidence["email"] = self._doubt()
        if self._one_in(50):
            phones = tuple(self._misdialled(phone) for phone in contact.phones)
            changes["phones"] = phones
            confidence["tel"] = confidence["mobile"] = self._doubt()
        if self._one_in(30):
            organization = contact.organization or ""
            changes["organization"] = self._misread(organization)
            confidence["company"] = self._doubt()
        for field in ("emails", "addresses", "titles", "urls"):
            if self._one_in(30):
                changes[field] = ()
        read = replace(contact, **changes)  # type: ignore[arg-type]
        source = {}
        if read.phonetic_name is None and not (read.full_name or "").isascii():
            source["phonetic_name"] = Source.DICTIONARY
        return CardFields(read, confidence, source, ())

    def _doubt(self) -> float:
        return 0.5 if self._chance.random() < 0.8 else 0.95

    def _misread(self, text: str) -> str:
        place = self._chance.randrange(len(text)) if text else 0
        return text[:place] + self._chance.choice(_MISREAD_KANJI) + text[place + 1 :]

    def _misspelled(self, mail: str) -> str:
        place = self._chance.randrange(mail.index("@"))
        return mail[:place] + self._chance.choice("oilrnec") + mail[place + 1 :]

    def _misdialled(self, phone: Phone) -> Phone:
        place = self._chance.randrange(3, len(phone.text))
        text = phone.text[:place] + self._chance.choice("0123456789") + phone.text[place + 1 :]
        return Phone(phone.kind, f"+81{text[1:]}", text)


_KEYS = (
    "name",
    "kana",
    "romaji",
    "company",
    "department",
    "title",
    "postal",
    "address",
    "tel",
    "mobile",
    "email",
    "url",
)

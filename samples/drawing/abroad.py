"""Cards of Japan's neighbours and of continental Europe, in Latin letters with what their own writing adds."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, replace

import phonenumbers

from samples.drawing.card import DrawnCard
from samples.drawing.english import Draft, contact_rows, draft
from samples.drawing.fonts import choose_face
from samples.drawing.ornaments import logo
from samples.drawing.setting import Piece, Row, set_rows, text_row
from samples.drawing.sheet import Area

Written = tuple[str, str]
"""The same thing in the country's own writing and in Latin letters."""


@dataclass(frozen=True)
class _Country:
    """What cards of one country are made from.

    Attributes:
        region: ISO country code, for the numbering plan.
        firms: Firms with their domains' first part.
        people: Names with the local part of their e-mail addresses.
        posts: Posts.
        addresses: Lines of an address, and the postal code, "" where the country has none.
        fixed: A landline number; # stands for a digit.
        cell: A mobile number.
        top: Top level of the domain.
    """

    region: str
    firms: tuple[tuple[str, str, str], ...]
    people: tuple[tuple[str, str, str], ...]
    posts: tuple[Written, ...]
    addresses: tuple[tuple[tuple[str, ...], str], ...]
    fixed: str
    cell: str
    top: str


_NEIGHBOURS = (
    _Country(
        "CN",
        (
            ("上海华远国际贸易有限公司", "Shanghai Huayuan International Trade Co., Ltd.", "huayuan"),
            ("深圳市蓝图科技有限公司", "Shenzhen Lantu Technology Co., Ltd.", "lantu"),
        ),
        (
            ("李明辉", "Minghui Li", "minghui"),
            ("陈晓燕", "Chen Xiaoyan", "xiaoyan"),
            ("王建国", "Jianguo Wang", "wang"),
        ),
        (("销售经理", "Sales Manager"), ("总经理", "General Manager"), ("工程师", "Engineer")),
        (
            (("15F, No. 100 Century Avenue, Pudong", "Shanghai 200120, China"), "200120"),
            (("Room 802, Block B, Keyuan Road, Nanshan", "Shenzhen 518057, P.R. China"), "518057"),
        ),
        "+86 21 6### ####",
        "+86 138 #### ####",
        "cn",
    ),
    _Country(
        "TW",
        (
            ("宏達精密工業股份有限公司", "Hongda Precision Industry Co., Ltd.", "hongda"),
            ("旭光電子股份有限公司", "Shiuh Guang Electronics Corp.", "sgelec"),
        ),
        (
            ("林志豪", "Jason Lin", "jason"),
            ("黃雅婷", "Emily Huang", "emily"),
            ("陳俊宏", "Chen Chun-Hung", "chunhung"),
        ),
        (("業務經理", "Sales Manager"), ("專案工程師", "Project Engineer"), ("副總經理", "Vice President")),
        (
            (("No. 168, Sec. 3, Nanjing E. Rd.", "Taipei City 104, Taiwan"), "104"),
            (("5F, No. 12, Park Ave. 2", "Hsinchu 300, Taiwan"), "300"),
        ),
        "+886-2-2###-####",
        "+886-912-###-###",
        "com.tw",
    ),
    _Country(
        "HK",
        (
            ("太平洋翡翠貿易有限公司", "Pacific Jade Trading Limited", "pacificjade"),
            ("海港物流有限公司", "Harbour Logistics (HK) Ltd.", "harbourlogistics"),
        ),
        (
            ("張家輝", "Kelvin Cheung", "kelvin"),
            ("劉美玲", "Winnie Lau Mei Ling", "winnie"),
            ("何子軒", "Ho Tsz Hin", "th.ho"),
        ),
        (("採購經理", "Merchandising Manager"), ("董事", "Director"), ("市場主任", "Marketing Officer")),
        (
            (("Room 1203, 12/F, Wing On House", "71 Des Voeux Road Central, Hong Kong"), ""),
            (("Unit 5, 8/F, Kwun Tong Industrial Centre", "Kowloon, Hong Kong"), ""),
        ),
        "(852) 2### ####",
        "(852) 9### ####",
        "hk",
    ),
    _Country(
        "KR",
        (
            ("한빛반도체 주식회사", "Hanbit Semiconductor Co., Ltd.", "hanbit"),
            ("대산해운(주)", "Daesan Marine Inc.", "daesan"),
        ),
        (
            ("김민준", "Minjun Kim", "minjun.kim"),
            ("박서연", "Seoyeon Park", "sy.park"),
            ("이도현", "Lee Do-hyun", "dhlee"),
        ),
        (("과장", "Manager"), ("수석연구원", "Principal Engineer"), ("대표이사", "CEO")),
        (
            (("25F, 152 Teheran-ro, Gangnam-gu", "Seoul 06236, Republic of Korea"), "06236"),
            (("48 Centum jungang-ro, Haeundae-gu", "Busan 48059, Korea"), "48059"),
        ),
        "+82-2-5##-####",
        "+82-10-####-####",
        "co.kr",
    ),
)
_EUROPE = (
    _Country(
        "DE",
        (
            ("", "Falkenried Maschinenbau GmbH", "falkenried"),
            ("", "Nordlicht Logistik GmbH & Co. KG", "nordlicht"),
            ("", "Stadtwerke Birkenau AG", "sw-birkenau"),
        ),
        (
            ("", "Sabine Vogelsang", "s.vogelsang"),
            ("", "Dr. Matthias Brückner", "brueckner"),
            ("", "Jürgen Weißmann", "juergen.weissmann"),
        ),
        (("", "Leiter Vertrieb"), ("", "Geschäftsführer"), ("", "Einkaufsleiterin"), ("", "Projektleiter")),
        ((("Gutenbergstraße 47", "70176 Stuttgart"), "70176"), (("Am Alten Hafen 3a", "D-28217 Bremen"), "28217")),
        "+49 711 2#####",
        "+49 171 #######",
        "de",
    ),
    _Country(
        "FR",
        (("", "Atelier Vendôme SARL", "vendome"), ("", "Groupe Mistral SAS", "mistral")),
        (("", "Émilie Chevalier", "e.chevalier"), ("", "Jean-Luc Rousseau", "jlrousseau")),
        (("", "Directrice commerciale"), ("", "Responsable des achats"), ("", "Chef de projet")),
        (
            (("14, rue des Quatre-Vents", "69002 Lyon", "France"), "69002"),
            (("3 bis, avenue Foch", "75016 Paris, France"), "75016"),
        ),
        "+33 (0)4 72 ## ## ##",
        "+33 (0)6 1# ## ## ##",
        "fr",
    ),
    _Country(
        "IT",
        (("", "Ceramiche Bellavista S.r.l.", "bellavista"), ("", "Officine Torrente S.p.A.", "torrente")),
        (("", "Giulia Ferrante", "ferrante"), ("", "Alessandro De Santis", "a.desantis")),
        (("", "Export Manager"), ("", "Responsabile Commerciale"), ("", "Direttore Generale")),
        (
            (("Via Garibaldi, 18", "41049 Sassuolo (MO), Italy"), "41049"),
            (("Corso Vittorio Emanuele 201", "10139 Torino"), "10139"),
        ),
        "+39 011 2######",
        "+39 335 #######",
        "it",
    ),
)


def _number(rng: random.Random, country: _Country, form: str) -> str:
    """A number of the country's plan in ``form``."""
    while True:
        text = "".join(str(rng.randint(0, 9)) if ch == "#" else ch for ch in form)
        if phonenumbers.is_valid_number(phonenumbers.parse(text.replace("(852)", "+852"), country.region)):
            return text


@dataclass(frozen=True)
class _Bearer:
    """Firm, name and post of a card's bearer in both writings."""

    firm: Written
    name: Written
    post: Written


def _draft(rng: random.Random, countries: tuple[_Country, ...]) -> tuple[Draft, _Bearer]:
    """A draft whose bearer comes from one of ``countries``."""
    country = rng.choice(countries)
    d = draft(rng, paper=rng.choice(["white", "white", "tinted"]), body=("latin-sans",))
    firm, firm_latin, host = rng.choice(country.firms)
    name, name_latin, local = rng.choice(country.people)
    post, post_latin = rng.choice(country.posts)
    lines, postal = rng.choice(country.addresses)
    domain = f"{host}{rng.choice(['.example.', '-demo.'])}{country.top}"
    who = replace(
        d.who,
        name=name_latin,
        name_value=name_latin,
        credentials=(),
        company=firm_latin,
        title=post_latin,
        department="",
        lines=lines,
        postal=postal,
        tel=_number(rng, country, country.fixed),
        direct="",
        mobile=_number(rng, country, country.cell) if rng.random() < 0.75 else "",
        fax=_number(rng, country, country.fixed) if rng.random() < 0.4 else "",
        extension="",
        email=f"{local}@{domain}",
        url=f"www.{domain}" if rng.random() < 0.7 else "",
        extras=(),
        profile="",
    )
    face = choose_face(rng, who.characters, ("latin-sans",))
    heavy = choose_face(rng, who.characters, ("latin-sans", "latin-serif"), weight="bold")
    return replace(d, who=who, body=face, name=heavy, head=heavy), _Bearer(
        (firm, firm_latin), (name, name_latin), (post, post_latin)
    )


def _ways(written: Written) -> tuple[str, ...]:
    own, latin = written
    return (latin, own, f"{own} {latin}", f"{latin} {own}")


def _beside(d: Draft, written: Written, pt: float, field: str, *, gap: float) -> Row:
    """Latin letters with the country's own writing beside them."""
    own, latin = written
    face = choose_face(d.rng, own, ("gothic",))
    pieces = (Piece(latin, d.name, pt, d.ink), Piece(own, face, pt * 0.85, d.ink, before=gap))
    return Row(pieces, ((field, _ways(written)),), min_pt=6.0)


def en_neighbour(rng: random.Random) -> DrawnCard:
    """A Chinese, Taiwanese, Hong Kong or Korean firm's card in English, name and firm in their own writing beside."""
    d, bearer = _draft(rng, _NEIGHBOURS)
    e = rng.uniform(5, 7)
    own_firm = choose_face(rng, bearer.firm[0], ("gothic",))
    firm = [
        text_row(bearer.firm[1], d.head, 9.5, d.accent, says=(("company", _ways(bearer.firm)),), min_pt=6.5),
        text_row(bearer.firm[0], own_firm, 7.6, d.accent, min_pt=6.0, space=0.25),
    ]
    if rng.random() < 0.4:
        firm = [replace(firm[1], says=firm[0].says), replace(firm[0], says=())]
    person = [
        _beside(d, bearer.name, rng.uniform(12, 14), "name", gap=rng.uniform(0.8, 2)),
        _beside(d, bearer.post, 7.0, "title", gap=1.2)
        if rng.random() < 0.6
        else text_row(bearer.post[1], d.body, 7.0, d.soft, says=(("title", bearer.post[1]),)),
    ]
    return _finished(d, firm, person, e, "en_neighbour")


def en_europe(rng: random.Random) -> DrawnCard:
    """A German, French or Italian firm's card with the post in its own language."""
    d, bearer = _draft(rng, _EUROPE)
    e = rng.uniform(5, 7)
    firm = [text_row(bearer.firm[1], d.head, rng.uniform(10, 12), d.accent, says=(("company", bearer.firm[1]),))]
    person = [
        text_row(bearer.name[1], d.name, rng.uniform(10, 12), d.ink, says=(("name", bearer.name[1]),)),
        text_row(bearer.post[1], d.body, 7.0, d.soft, says=(("title", bearer.post[1]),)),
    ]
    return _finished(d, firm, person, e, "en_europe")


def _finished(d: Draft, firm: list[Row], person: list[Row], e: float, style: str) -> DrawnCard:
    left = e
    if d.rng.random() < 0.4:
        logo(d.sheet, Area(e, e, e + 8, e + 8), d.accent, d.rng)
        left = e + 10
    used = set_rows(d.sheet, Area(left, e, d.width - e, 17), firm, smallest=0.6)
    body = set_rows(
        d.sheet, Area(e, 25, d.width - e, d.height - 4.5), contact_rows(d, 6.4), valign="bottom", leading=0.8
    )
    set_rows(d.sheet, Area(left, used.bottom + 1, d.width - e, body.top - 1), person, valign="middle")
    return d.sheet.finish("en", style, 0.0)


ABROAD: tuple[Callable[[random.Random], DrawnCard], ...] = (en_neighbour, en_europe)
"""The layouts of this file."""

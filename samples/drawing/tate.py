"""Japanese cards in vertical text (縦書き): columns from right to left, kanji numerals."""

from __future__ import annotations

import random
from dataclasses import replace

import jaconv

from samples.drawing.card import DrawnCard
from samples.drawing.columns import Column, VerticalAlign, set_columns
from samples.drawing.identity import Office
from samples.drawing.japanese import ANY_FIRM, Draft, contact, draft
from samples.drawing.manner import vertical_building, vertical_street
from samples.drawing.numbers import in_kanji
from samples.drawing.ornaments import fill, logo
from samples.drawing.setting import Piece, set_rows, text_row
from samples.drawing.sheet import Area, Says
from samples.drawing.theme import Theme

_TRADES = (*ANY_FIRM, "sake", "inn", "restaurant", "shop", "office", "law", "law")
_PORTRAIT, _LANDSCAPE = (55.0, 91.0), (91.0, 55.0)


def _draft(rng: random.Random, size: tuple[float, float], *, brush: bool = False, paper: str = "") -> Draft:
    d = draft(
        rng,
        trades=_TRADES,
        size=size,
        vertical=True,
        paper=paper or rng.choice(["white", "white", "tinted"]),
        head_styles=("brush",) if brush else ("mincho", "gothic"),
        name_styles=("brush", "pen") if brush else ("mincho", "mincho", "gothic", "pen"),
        body_styles=("mincho", "gothic"),
    )
    # firms of a vertical card are printed in black or a quiet colour
    return replace(
        d, theme=replace(d.theme, accent=rng.choice([d.theme.ink, d.theme.ink, (120, 20, 30), (20, 40, 90)]))
    )


def _column(
    text: str,
    theme: Theme,
    pt: float,
    *,
    says: Says = (),
    tracking: float = 0.0,
    space: float = 0.45,
    valign: VerticalAlign = "top",
    indent: float = 0.0,
) -> Column:
    return Column((Piece(text, theme.body, pt, theme.soft, tracking),), says, space, valign, indent)


def firm_columns(d: Draft, pt: float) -> list[Column]:
    """The firm over one column or two."""
    firm, theme = d.identity.firm, d.theme
    says: Says = (("company", firm.spellings),)
    tracking = d.rng.choice([0.0, 0.08, 0.2])
    latin = any(ch.isascii() and ch.isalpha() for ch in firm.name)
    if latin:
        return [Column((Piece(firm.name, theme.head, pt * 0.9, theme.accent),), says, turned=True)]
    name = firm.name.translate({ord("("): "（", ord(")"): "）", ord(" "): "　"})
    if len(firm.lines) > 1 and len(name) > 11:
        return [
            Column((Piece(firm.lines[0].strip(), theme.head, pt, theme.accent, tracking),), says),
            Column(
                (Piece(firm.lines[1].strip(), theme.head, pt, theme.accent, tracking),),
                (),
                0.3,
                indent=d.rng.choice([0.0, 3.0]),
            ),
        ]
    return [Column((Piece(name, theme.head, pt, theme.accent, tracking),), says)]


def name_column(d: Draft, pt: float, *, ruby: bool) -> Column:
    """The name, large, with furigana at its right where wanted."""
    person, theme, rng = d.identity.person, d.theme, d.rng
    count = len(person.family + person.given)
    if person.foreign:
        return Column(
            (Piece(person.family, theme.name, pt * 0.8, theme.ink),), (("name", person.full),), 1.2, "middle", min_pt=10
        )
    tracking = rng.uniform(0.1, 0.8) * min(1.0, 4 / count)
    katakana = rng.random() < 0.3
    kana = [jaconv.hira2kata(k) if katakana else k for k in (person.family_kana, person.given_kana)]
    pieces = (
        Piece(person.family, theme.name, pt, theme.ink, tracking, ruby=kana[0] if ruby else ""),
        Piece(
            person.given,
            theme.name,
            pt,
            theme.ink,
            tracking,
            before=tracking + rng.uniform(0.2, 0.8),
            ruby=kana[1] if ruby else "",
        ),
    )
    says: Says = (("name", person.full),) + ((("kana", " ".join(kana)),) if ruby else ())
    return Column(pieces, says, 1.2, "middle", min_pt=11)


def post_columns(d: Draft, pt: float) -> list[Column]:
    """Department, title and qualifications at the right of the name, each starting a little lower."""
    post, theme, rng = d.identity.post, d.theme, d.rng
    columns: list[Column] = []
    whole = " ".join(post.departments)
    if whole:
        columns.append(
            _column(whole.replace(" ", "　"), theme, pt, says=(("department", whole),), indent=4.0, space=1.2)
        )
    for n, text in enumerate((*post.titles, *post.qualifications)):
        if text.isascii():
            columns.append(replace(_column(text, theme, pt, says=(("title", text),), indent=6.0), turned=True))
            continue
        spread = len(text) <= 3 and rng.random() < 0.5
        upright = text.replace(" ", "　").replace("(", "（").replace(")", "）")
        columns.append(
            _column(
                upright,
                theme,
                pt,
                says=(("title", text),),
                tracking=0.8 if spread else 0.0,
                space=1.0 if n == 0 else 0.35,
                indent=7.0,
            )
        )
    return columns


def _numeral_columns(d: Draft, office: Office, pt: float) -> list[Column]:
    """Address, telephone and fax in kanji numerals, ending at the foot of the card."""
    rng, theme, place = d.rng, d.theme, office.place
    dash = rng.choice(["―", "ー", "－", "の", "―"])
    dash = dash if theme.body.covers(dash) else "ー"
    positional = rng.random() < 0.55
    street = vertical_street(place, positional=positional, dash=dash)
    building = vertical_building(place)
    whole = f"{street} {building}".strip()
    columns: list[Column] = []
    postal = in_kanji(place.postal, "―" if dash == "の" else dash)
    if rng.random() < 0.6:
        columns.append(
            _column(
                f"〒{postal}", theme, pt, says=(("postal", place.postal),), indent=rng.choice([0.0, 8.0]), space=1.6
            )
        )
    columns.append(_column(street, theme, pt, says=(("address", whole),), space=0.45 if columns else 1.6))
    if building:
        vertical = building.replace(" ", "　").replace("-", "ー")
        columns.append(_column(vertical, theme, pt, valign=rng.choice(["bottom", "top"]), space=0.3, indent=4.0))
    label = rng.choice(["電話", "電話", "電　話", "ＴＥＬ", "☎"])
    label = label if theme.body.covers(label) else "電話"
    bracket = rng.random() < 0.35
    gap, joint = rng.choice(["　", "　", ""]), rng.choice([dash, dash, dash, "・"])
    fax_label = rng.choice(["ＦＡＸ", "ＦＡＸ", "ファックス"])
    tel_says: Says = (("tel", "-".join(office.tel)),)
    valign: VerticalAlign = rng.choice(["bottom", "bottom", "top"])
    columns.append(
        _column(
            f"{label}{gap}{_spoken(office.tel, joint, bracket=bracket)}",
            theme,
            pt,
            says=tel_says,
            valign=valign,
            space=0.5,
        )
    )
    if office.fax:
        fax = _spoken(office.fax, joint, bracket=bracket)
        columns.append(
            _column(
                f"{fax_label}{gap}{fax}", theme, pt, says=(("fax", "-".join(office.fax)),), valign=valign, space=0.35
            )
        )
    if d.identity.mobile and rng.random() < 0.7:
        columns.append(
            _column(
                f"携帯{gap}{_spoken(d.identity.mobile, joint, bracket=False)}",
                theme,
                pt,
                says=(("mobile", "-".join(d.identity.mobile)),),
                valign=valign,
                space=0.35,
            )
        )
    return columns


def _spoken(groups: tuple[str, str, str], dash: str, *, bracket: bool) -> str:
    a, b, c = (in_kanji(group, "") for group in groups)
    joint = "―" if dash == "の" else dash
    return f"{a}（{b}）{c}" if bracket else f"{a}{joint}{b}{joint}{c}"


def _net_column(d: Draft, pt: float) -> list[Column]:
    if not d.identity.email or d.rng.random() < 0.35:
        return []
    email = d.identity.email
    face = d.theme.face_for(email)
    text = f"{d.rng.choice(['', 'E-mail ', 'e-mail: '])}{email}"
    return [Column((Piece(text, face, pt, d.theme.soft),), (("email", email),), 0.6, "bottom", turned=True, min_pt=5.2)]


def _classic(d: Draft, area: Area, pt: float, *, ruby: bool) -> None:
    """Firm at the right, post and name in the middle, address at the left."""
    contact_columns = _numeral_columns(d, d.identity.offices[0], pt) + _net_column(d, pt)
    left = set_columns(
        d.sheet,
        Area(area.left, area.top, area.left + area.width * 0.48, area.bottom),
        contact_columns,
        align="left",
        smallest=0.7,
    )
    firm = set_columns(
        d.sheet,
        Area(area.left + area.width * 0.55, area.top, area.right, area.bottom),
        firm_columns(d, d.rng.uniform(9.5, 12)),
        smallest=0.6,
    )
    right = firm.left - 2.0
    middle = Area(left.right + 2.0, area.top, right, area.bottom)
    posts = post_columns(d, pt * 1.15)
    set_columns(
        d.sheet, middle, [*posts, name_column(d, d.rng.uniform(16, 21), ruby=ruby)], align="centre", smallest=0.62
    )


def tate_classic(rng: random.Random) -> DrawnCard:
    """Portrait: firm at the right, name in the middle, address and telephone in kanji numerals at the left."""
    d = _draft(rng, _PORTRAIT)
    _classic(d, Area(5, rng.uniform(6, 9), 50, 91 - rng.uniform(6, 9)), rng.uniform(6.6, 7.6), ruby=False)
    return d.sheet.finish("ja", "tate_classic", 0.0)


def tate_ruby(rng: random.Random) -> DrawnCard:
    """Portrait, with furigana at the right of the name."""
    d = _draft(rng, _PORTRAIT)
    _classic(d, Area(4.5, 7, 50.5, 84), rng.uniform(6.4, 7.2), ruby=True)
    return d.sheet.finish("ja", "tate_ruby", rng.choice([0.0, 0.0, 2.0]))


def tate_landscape(rng: random.Random) -> DrawnCard:
    """Landscape stock with vertical columns."""
    d = _draft(rng, _LANDSCAPE)
    _classic(d, Area(6, 5, 85, 50), rng.uniform(6.2, 7.0), ruby=rng.random() < 0.3)
    return d.sheet.finish("ja", "tate_landscape", 0.0)


def tate_brush(rng: random.Random) -> DrawnCard:
    """Portrait in brush writing on Japanese paper."""
    d = _draft(rng, _PORTRAIT, brush=True, paper="tinted")
    _classic(d, Area(5, 7, 50, 84), rng.uniform(6.6, 7.4), ruby=False)
    return d.sheet.finish("ja", "tate_brush", 0.0)


def tate_with_yoko_contact(rng: random.Random) -> DrawnCard:
    """Portrait: firm, post and name in columns, the contact block in horizontal rows at the foot."""
    d = _draft(rng, _PORTRAIT)
    body = set_rows(
        d.sheet,
        Area(5, 56, 51, 86),
        contact(d, rng.uniform(5.9, 6.6), small_print=False),
        valign="bottom",
        smallest=0.85,
    )
    area = Area(6, 6, 49, body.top - 2.5)
    firm = set_columns(
        d.sheet, Area(30, area.top, area.right, area.bottom), firm_columns(d, rng.uniform(9, 11)), smallest=0.55
    )
    columns = [*post_columns(d, 7.2), name_column(d, rng.uniform(16, 20), ruby=rng.random() < 0.4)]
    set_columns(d.sheet, Area(area.left, area.top, firm.left - 2.5, area.bottom), columns, align="centre", smallest=0.6)
    return d.sheet.finish("ja", "tate_with_yoko_contact", 0.0)


def tate_with_mark(rng: random.Random) -> DrawnCard:
    """Landscape: name in a large column, firm's mark and horizontal contact at the left, a coloured edge."""
    d = _draft(rng, _LANDSCAPE)
    if rng.random() < 0.5:
        fill(d.sheet, Area(0, 0, 1.8, 55), d.theme.accent)
    size = rng.uniform(7, 10)
    logo(d.sheet, Area(7, 6, 7 + size, 6 + size), d.theme.accent, rng)
    firm = d.identity.firm
    set_rows(
        d.sheet,
        Area(9 + size, 6, 61, 6 + size),
        [text_row(firm.name, d.theme.head, 9.5, d.theme.accent, says=(("company", firm.spellings),))],
        valign="middle",
        smallest=0.6,
    )
    set_rows(d.sheet, Area(7, 19, 59, 50), contact(d, 6.3), valign="bottom")
    columns = [*post_columns(d, 7.2), name_column(d, rng.uniform(16, 19), ruby=rng.random() < 0.4)]
    set_columns(d.sheet, Area(62, 6, 85, 49), columns, align="right", smallest=0.62)
    return d.sheet.finish("ja", "tate_with_mark", 0.0)

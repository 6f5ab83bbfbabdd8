"""What layouts of Japanese cards share: a draft with its look, and the rows for firm, name, reading and post."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import jaconv

from samples.drawing.contact import contact_rows, small_rows
from samples.drawing.firms import Trade
from samples.drawing.fonts import choose_face
from samples.drawing.identity import Identity, draw_identity
from samples.drawing.manner import Manner, draw_manner
from samples.drawing.ornaments import blank_sheet
from samples.drawing.setting import Piece, Row, text_row
from samples.drawing.sheet import Colour, Says, Sheet
from samples.drawing.theme import Theme, draw_theme

ANY_FIRM: tuple[Trade, ...] = (
    "maker",
    "it",
    "build",
    "trading",
    "logistics",
    "consult",
    "design",
    "finance",
    "estate",
    "npo",
    "law",
    "clinic",
)
Reading = Literal["none", "ruby", "above", "below", "beside"]
LatinName = Literal["none", "below", "above", "beside"]


@dataclass(frozen=True)
class Draft:
    """A Japanese card that is about to be laid out."""

    rng: random.Random
    identity: Identity
    theme: Theme
    manner: Manner
    sheet: Sheet

    @property
    def width(self) -> float:
        """Width of the card in mm."""
        return self.sheet.width

    @property
    def height(self) -> float:
        """Height of the card in mm."""
        return self.sheet.height


def draft(
    rng: random.Random,
    *,
    trades: Sequence[Trade] = ANY_FIRM,
    size: tuple[float, float] = (91.0, 55.0),
    paper: str = "",
    offices: int = 1,
    head_styles: Sequence[str] = ("gothic", "mincho"),
    name_styles: Sequence[str] = ("gothic", "mincho", "gothic", "mincho"),
    body_styles: Sequence[str] = ("gothic", "mincho"),
    vertical: bool = False,
    light: bool = False,
    icons: bool = False,
) -> Draft:
    """An invented identity with a look that can print it, on a blank sheet.

    Args:
        rng: Source of chance.
        trades: Lines of business to choose from.
        size: Width and height in mm.
        paper: ``white``, ``tinted``, ``dark`` or "" for any.
        offices: Number of places of business.
        head_styles: Typeface styles for the firm.
        name_styles: Typeface styles for the name.
        body_styles: Typeface styles for the small text.
        vertical: Whether text is set from top to bottom.
        light: Light weights and grey ink.
        icons: Signs in place of labels.
    """
    identity = draw_identity(rng, trades, offices=offices)
    manner = draw_manner(rng, icons=icons)
    person, firm, post = identity.person, identity.firm, identity.post
    places = "".join(
        f"{manner.street_text(office.place)}{manner.building_text(office.place)}{manner.postal(office.place)}{office.label}"
        for office in identity.offices
    )
    kana = person.family_kana + person.given_kana
    latin = f"{person.latin('caps')}{firm.latin}{identity.email}{identity.url}"
    small = "".join((*identity.small_print, *identity.handles, *post.titles, *post.departments, *post.qualifications))
    theme = draw_theme(
        rng,
        head_text="".join(firm.lines) + firm.latin,
        name_text=person.full
        + kana
        + jaconv.hira2kata(kana)
        + "".join(post.titles)
        + "（）"
        + person.latin("caps")
        + person.latin("given_first"),
        body_text=f"{places}{latin}{small}{firm.slogan}{''.join(firm.lines)}{''.join(manner.labels.values())}{manner.switchboard}{manner.colon}"
        "0123456789-()（）内線:/@・ー一二三四五六七八九〇" + ("十百千番地丁目号階の―、" if vertical else ""),
        paper=paper,
        vertical=vertical,
        head_styles=head_styles,
        name_styles=name_styles,
        body_styles=body_styles,
        light=light,
    )
    sheet = blank_sheet(*size, theme.paper, rng)
    sheet.bearer = identity
    return Draft(rng, identity, theme, manner, sheet)


def firm_rows(
    d: Draft,
    pt: float,
    *,
    colour: Colour | None = None,
    two_lines: bool | None = None,
    latin: bool = False,
    slogan: Literal["none", "above", "below"] = "none",
) -> list[Row]:
    """The firm over one line or two, with its Latin name and its slogan where wanted."""
    firm, theme = d.identity.firm, d.theme
    colour = colour or theme.accent
    says: Says = (("company", firm.spellings),)
    tracking = d.rng.choice([0.0, 0.0, 0.0, 0.05, 0.12])
    rows: list[Row] = []
    two = len(firm.lines) > 1 and (d.rng.random() < 0.3 if two_lines is None else two_lines)
    short = min(len(firm.lines[0]), len(firm.lines[-1])) >= 4
    if two and short:
        small_first = len(firm.lines[0].strip()) <= 12 and firm.lines[0].startswith(_CORPORATE)
        rows.append(
            text_row(
                firm.lines[0].strip(),
                theme.head,
                pt * (0.62 if small_first else 1),
                colour,
                says=says,
                min_pt=6.5,
                tracking=tracking,
            )
        )
        rows.append(text_row(firm.lines[1], theme.head, pt, colour, min_pt=6.5, tracking=tracking, space=0.2))
    else:
        rows.append(text_row(firm.name, theme.head, pt, colour, says=says, min_pt=6.5, tracking=tracking))
    if latin:
        face = choose_face(d.rng, firm.latin, ("latin-sans", "latin-serif")) if d.rng.random() < 0.6 else theme.head
        rows.append(text_row(firm.latin, face, max(6.0, pt * 0.62), colour, min_pt=5.5, space=0.25))
    if slogan != "none":
        row = text_row(firm.slogan, theme.body, max(5.6, pt * 0.55), theme.soft, min_pt=5.0, space=0.35)
        rows = [row, *rows] if slogan == "above" else [*rows, row]
    return rows


_CORPORATE = (
    "株式会社",
    "有限会社",
    "合同会社",
    "合資会社",
    "一般社団",
    "公益",
    "NPO",
    "ＮＰＯ",
    "特定非営利",
    "医療法人",
    "社会福祉",
    "学校法人",
    "国立大学",
    "税理士法人",
    "弁護士法人",
    "司法書士法人",
    "弁理士法人",
    "一般財団",
    "社会医療",
    "協同組合",
)


def name_rows(
    d: Draft,
    pt: float,
    *,
    reading: Reading = "none",
    latin: LatinName = "none",
    wide: bool | None = None,
    before: Piece | None = None,
) -> list[Row]:
    """The name with its reading and its Latin form, where the layout prints them.

    Args:
        d: The draft.
        pt: Size of the name.
        reading: Where furigana stands: above each part, as a row above or below, or beside in brackets.
        latin: Where the Latin name stands.
        wide: Sets the characters wide apart (均等割付); None leaves it to chance.
        before: A piece set before the name on its baseline, such as the title.
    """
    person, theme, rng = d.identity.person, d.theme, d.rng
    if wide is None:
        wide = rng.random() < 0.3
    count = len(person.family + person.given)
    tracking = (
        rng.uniform(0.35, 0.9) * min(1.0, 4 / count)
        if wide and not person.foreign
        else rng.choice([0.0, 0.0, 0.08, 0.2])
    )
    gap = tracking + rng.uniform(0.35, 1.1) * (1.3 if wide else 0.8)
    if person.foreign:
        reading, tracking = "none", 0.0
    katakana = rng.random() < 0.35
    family_kana, given_kana = (jaconv.hira2kata(k) if katakana else k for k in (person.family_kana, person.given_kana))
    ruby = reading == "ruby"
    pieces = [Piece(person.family, theme.name, pt, theme.ink, tracking, ruby=family_kana if ruby else "")]
    if person.given:
        pieces.append(
            Piece(person.given, theme.name, pt, theme.ink, tracking, before=gap, ruby=given_kana if ruby else "")
        )
    kana = f"{family_kana} {given_kana}"
    says: Says = (("name", person.full),) + ((("kana", kana),) if ruby else ())
    latin_text = person.latin(
        rng.choice(["given_first", "given_first", "family_caps", "family_caps_last", "caps", "family_first", "comma"])
    )
    latin_face = choose_face(rng, latin_text, ("latin-sans", "latin-serif")) if rng.random() < 0.5 else theme.name
    small = max(6.0, pt * rng.uniform(0.4, 0.5))
    if reading == "beside":
        mark = rng.choice(["（{}）", "({})", "{}", "〈{}〉", "【{}】"])
        text = mark.format(kana.replace(" ", rng.choice([" ", "　", ""])))
        face = theme.name if theme.name.covers(text) else theme.body
        if not face.covers(text):
            text = f"（{kana}）"
        pieces.append(Piece(text, face, small * 0.9, theme.soft, before=0.9))
        says += (("kana", kana),)
    if latin == "beside":
        pieces.append(Piece(latin_text, latin_face, small, theme.soft, before=0.9))
        says += (("romaji", latin_text),)
    if before:
        pieces = [before, replace(pieces[0], before=1.0), *pieces[1:]]
    rows = [Row(tuple(pieces), says, min_pt=9.5, space=0.4)]
    kana_row = text_row(
        kana.replace(" ", rng.choice([" ", "　", "　　"])),
        theme.name,
        small * 0.88,
        theme.soft,
        says=(("kana", kana),),
        tracking=rng.choice([0.0, 0.15, 0.35]),
        min_pt=5.0,
        space=0.3,
    )
    latin_row = text_row(
        latin_text,
        latin_face,
        small,
        theme.soft,
        says=(("romaji", latin_text),),
        tracking=rng.choice([0.0, 0.0, 0.08, 0.2]),
        min_pt=5.5,
        space=0.3,
    )
    if reading == "above":
        rows.insert(0, kana_row)
    if reading == "below":
        rows.append(kana_row)
    if latin == "below":
        rows.append(latin_row)
    if latin == "above":
        rows.insert(0, latin_row)
    return rows


def post_rows(d: Draft, pt: float, *, colour: Colour | None = None, one_row: bool | None = None) -> list[Row]:
    """Department, titles and qualifications, each over one row or more."""
    post, theme, rng = d.identity.post, d.theme, d.rng
    colour = colour or theme.soft
    face = theme.body
    whole = " ".join(post.departments)
    rows: list[Row] = []
    title_says: Says = tuple(("title", title) for title in post.titles)
    department_says: Says = (("department", whole),) if whole else ()
    titles = rng.choice(["　", "　", " / ", "・"]).join(post.titles)
    if whole and titles and (one_row if one_row is not None else rng.random() < 0.3) and len(whole + titles) < 18:
        rows.append(
            text_row(
                f"{whole.replace(' ', rng.choice([' ', '　', '']))}{rng.choice([' ', '　'])}{titles}",
                face,
                pt,
                colour,
                says=department_says + title_says,
                min_pt=6.0,
            )
        )
    else:
        if len(post.departments) > 1 and rng.random() < 0.5:
            rows.append(text_row(post.departments[0], face, pt, colour, says=department_says))
            rows += [text_row(part, face, pt, colour, space=0.25) for part in post.departments[1:]]
        elif whole:
            rows.append(
                text_row(whole.replace(" ", rng.choice([" ", "　", " "])), face, pt, colour, says=department_says)
            )
        if titles:
            spread = len(titles) <= 3 and rng.random() < 0.4
            rows.append(
                text_row(
                    titles,
                    face,
                    pt * rng.choice([1.0, 1.0, 1.15]),
                    colour,
                    says=title_says,
                    tracking=rng.uniform(0.4, 1.1) if spread else 0.0,
                )
            )
    return rows + qualification_rows(d, pt, colour=colour)


def qualification_rows(d: Draft, pt: float, *, colour: Colour | None = None) -> list[Row]:
    """Qualifications below each other, or beside each other when they are short."""
    known, rng, colour = d.identity.post.qualifications, d.rng, colour or d.theme.soft
    if not known:
        return []
    if len("".join(known)) < 15 and rng.random() < 0.5:
        text = rng.choice(["・", "　", " / ", "、"]).join(known)
        return [
            text_row(text, d.theme.body, pt, colour, says=tuple(("title", q) for q in known), min_pt=5.5, space=0.3)
        ]
    return [text_row(q, d.theme.body, pt, colour, says=(("title", q),), min_pt=5.5, space=0.25) for q in known]


def contact(
    d: Draft, pt: float, *, colour: Colour | None = None, icons: bool = False, small_print: bool = True
) -> list[Row]:
    """All contact rows, followed by the small print."""
    rows = contact_rows(d.rng, d.identity, d.theme, d.manner, pt, colour=colour, icons=icons)
    return rows + (small_rows(d.identity, d.theme, min(pt, 6.2), colour or d.theme.soft) if small_print else [])

"""What layouts of English cards share: a draft with its look, and the rows for firm, person and contact."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

from samples.drawing.fonts import Face, choose_face
from samples.drawing.icons import ICONS
from samples.drawing.ornaments import blank_sheet
from samples.drawing.setting import Piece, Row, text_row
from samples.drawing.sheet import Colour, Says, Sheet
from samples.drawing.theme import ACCENTS, PAPERS
from samples.drawing.western import WesternIdentity, draw_western

SIZES = ((88.9, 50.8), (88.9, 50.8), (85.0, 55.0), (90.0, 55.0), (85.6, 54.0))
"""US 3.5 by 2 inches, Europe 85 by 55 mm, Australia 90 by 55 mm, credit card size (ISO 7810 ID-1)."""

_LABELS = (
    "Tel|Direct|Mobile|Fax|Email|Web",
    "T|D|M|F|E|W",
    "t|d|m|f|e|w",
    "Phone|Direct|Cell|Fax|E-mail|Website",
    "P|D|C|F|E|W",
    "Office|Direct|Mobile|Fax||",
    "O|D|C|F||",
    "tel|direct|mob|fax|email|web",
    "|Direct|Cell|Fax||",
    "Main|Direct|Cell|Facsimile|Email|",
    "Ph|DDI|Mob|Fax|Email|Web",
)
_KEYS = ("tel", "direct", "mobile", "fax", "email", "url")
_COLONS = (": ", ": ", " ", ". ", "  ", " | ", ":")
WHITE: Colour = (250, 250, 248)


@dataclass(frozen=True)
class Draft:
    """An English card that is about to be laid out."""

    rng: random.Random
    who: WesternIdentity
    sheet: Sheet
    paper: Colour
    ink: Colour
    soft: Colour
    accent: Colour
    head: Face
    name: Face
    body: Face
    labels: dict[str, str]
    colon: str

    @property
    def width(self) -> float:
        """Width of the card in mm."""
        return self.sheet.width

    @property
    def height(self) -> float:
        """Height of the card in mm."""
        return self.sheet.height

    def on(self, ground: Colour) -> Draft:
        """The draft for text on ``ground``, which is dark."""
        return replace(self, paper=ground, ink=WHITE, soft=(230, 230, 228), accent=WHITE)


def draft(
    rng: random.Random,
    *,
    paper: str = "",
    size: tuple[float, float] | None = None,
    light: bool = False,
    head: Sequence[str] = (),
    body: Sequence[str] = (),
) -> Draft:
    """An invented identity with faces and inks on a blank sheet."""
    who = draw_western(rng)
    kind = paper or rng.choices(("white", "tinted", "dark"), (70, 22, 8))[0]
    stock = rng.choice(PAPERS[kind])
    accent = rng.choice(ACCENTS) if kind != "dark" else rng.choice([(220, 184, 98), (212, 214, 218), (246, 246, 242)])
    ink, soft = (
        ((245, 245, 242), (212, 212, 208))
        if kind == "dark"
        else ((24, 24, 26), rng.choice([(24, 24, 26), (70, 72, 76)]))
    )
    if light:
        ink, soft = (98, 100, 104), (126, 128, 132)
    body_face = choose_face(
        rng,
        who.characters,
        body or rng.choice([("latin-sans",), ("latin-sans",), ("latin-serif",)]),
        weight="light" if light else "regular",
        fallback=("latin-sans", "latin-serif"),
    )
    head_face = choose_face(
        rng,
        who.company + who.slogan,
        head or rng.choice([("latin-sans",), ("latin-serif",), ("latin-display",)]),
        weight=rng.choice(["regular", "bold"]),
        fallback=("latin-sans",),
    )
    name_style = rng.choice([(body_face.style,), (body_face.style,), (head_face.style,), ("latin-serif",)])
    name_face = choose_face(
        rng,
        who.name + who.name.upper(),
        name_style,
        weight="light" if light else rng.choice(["regular", "bold", "bold"]),
        fallback=("latin-sans", "latin-serif"),
    )
    labels = dict(zip(_KEYS, rng.choice(_LABELS).split("|"), strict=True))
    return Draft(
        rng,
        who,
        blank_sheet(*(size or rng.choice(SIZES)), stock, rng),
        stock,
        ink,
        soft,
        accent,
        head_face,
        name_face,
        body_face,
        labels,
        rng.choice(_COLONS),
    )


def firm_rows(d: Draft, pt: float, *, slogan: bool = False, face: Face | None = None) -> list[Row]:
    """The firm, and its slogan where wanted."""
    rng = d.rng
    caps = rng.random() < 0.3
    text = d.who.company.upper() if caps else d.who.company
    rows = [
        text_row(
            text,
            face or d.head,
            pt,
            d.accent,
            says=(("company", d.who.company),),
            tracking=rng.choice([0.08, 0.2]) if caps else 0.0,
            min_pt=6.5,
        )
    ]
    if slogan:
        rows.append(text_row(d.who.slogan, d.body, max(5.4, pt * 0.5), d.soft, min_pt=5.0))
    return rows


def person_rows(d: Draft, pt: float, *, title_first: bool = False) -> list[Row]:
    """Name, title and department."""
    rng, who = d.rng, d.who
    caps = rng.random() < 0.24
    name = who.name.upper() if caps else who.name
    says: Says = (("name", who.name_value), *(("title", c) for c in who.credentials))
    rows = [
        text_row(
            name,
            d.name,
            pt * (0.86 if caps else 1),
            d.ink,
            says=says,
            tracking=rng.choice([0.0, 0.1]) if caps else 0.0,
            min_pt=8.5,
        )
    ]
    title = text_row(
        who.title.upper() if rng.random() < 0.12 else who.title,
        d.body,
        pt * 0.54,
        d.soft,
        says=(("title", who.title),),
        space=0.3,
    )
    department = (
        [text_row(who.department, d.body, pt * 0.5, d.soft, says=(("department", who.department),), space=0.25)]
        if who.department
        else []
    )
    post = [*department, title] if rng.random() < 0.25 else [title, *department]
    return [*post, *rows] if title_first else [*rows, *post]


def contact_rows(
    d: Draft, pt: float, *, icons: bool = False, columns: bool | None = None, order: str = ""
) -> list[Row]:
    """Numbers, net and address, labelled in the card's manner, in one of the usual orders."""
    rng, who = d.rng, d.who
    columns = rng.random() < 0.25 if columns is None else columns
    lines: dict[str, list[Row]] = {"phones": [], "net": [], "address": []}
    single = not who.mobile or not who.tel
    for key, field, number in (
        ("tel", "tel", who.tel),
        ("direct", "tel", who.direct),
        ("mobile", "mobile", who.mobile),
        ("fax", "fax", who.fax),
    ):
        if number:
            extension = (
                rng.choice([" ext. {}", " x{}", " Ext {}"]).format(who.extension)
                if key == "tel" and who.extension
                else ""
            )
            bare = key in ("tel", "mobile") and single and not icons and rng.random() < 0.15
            says: Says = (("tel" if bare else field, number),)
            lines["phones"].append(
                _line(d, "" if bare else key, number + extension, says, pt, icons=icons, columns=columns)
            )
    lines["net"].append(_line(d, "email", who.email, (("email", who.email),), pt, icons=icons, columns=columns))
    scheme = rng.choice(["", "", "", "https://", "http://"])
    if who.url:
        lines["net"].append(
            _line(d, "url", scheme + who.url, (("url", scheme + who.url),), pt, icons=icons, columns=columns)
        )
    if who.profile:
        lines["net"].append(_line(d, "url", who.profile, (("url", who.profile),), pt, icons=icons, columns=columns))
    address_says: Says = (("address", who.address), ("postal", who.postal))
    pieces = [
        text_row(
            line,
            d.body,
            pt,
            d.soft,
            says=address_says if n == 0 else (),
            space=0.25 if n else 0.35,
            breaks=_halves(line),
        )
        for n, line in enumerate(who.lines)
    ]
    if icons:
        pieces = [replace(row, icon=ICONS["address" if n == 0 else "blank"]) for n, row in enumerate(pieces)]
    lines["address"] = pieces
    extras = [text_row(extra, d.body, max(5.2, pt * 0.9), d.soft, min_pt=4.8) for extra in who.extras]
    order = order or rng.choice(
        ["phones net address", "address phones net", "phones net address", "net phones address", "phones address net"]
    )
    rows: list[Row] = []
    for n, block in enumerate(order.split(" ")):
        group = lines[block]
        if n and group and rng.random() < 0.4:
            group = [replace(group[0], space=0.9), *group[1:]]
        rows += group
    return rows + extras


def _halves(line: str) -> tuple[str, ...]:
    """A long address line broken after its first comma."""
    cut = line.find(", ")
    return (line[: cut + 1], line[cut + 1 :]) if cut > 0 and len(line) > 24 else ()


def _line(d: Draft, key: str, text: str, says: Says, pt: float, *, icons: bool, columns: bool) -> Row:
    label = d.labels.get(key, "")
    if icons:
        return Row((Piece(text, d.body, pt, d.soft),), says, icon=ICONS[key or "tel"])
    if columns and any(d.labels.values()):
        return replace(
            text_row(text, d.body, pt, d.soft, says=says),
            label=Piece(label or " ", d.body, pt, d.accent if sum(d.accent) < 420 or sum(d.paper) < 300 else d.soft),
        )
    return text_row(f"{label}{d.colon}{text}" if label else text, d.body, pt, d.soft, says=says)

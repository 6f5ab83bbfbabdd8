"""English cards: layouts as used in the United States, Britain, Canada, Australia, Singapore, India and Germany."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

from samples.drawing.card import DrawnCard
from samples.drawing.codes import western_code
from samples.drawing.english import WHITE, Draft, contact_rows, draft, firm_rows, person_rows
from samples.drawing.ornaments import fill, frame, logo, mix, pattern, polygon, portrait, qr_code, rule
from samples.drawing.setting import Align, set_rows, text_row
from samples.drawing.sheet import Area


def _done(d: Draft, style: str, corners: Sequence[float] = (0.0, 0.0, 0.0, 3.0)) -> DrawnCard:
    return d.sheet.finish("en", style, d.rng.choice(list(corners)))


def en_classic(rng: random.Random) -> DrawnCard:
    """Firm at the top, name below it, contact at the foot, from the left."""
    d = draft(rng)
    e = rng.uniform(5, 7.5)
    used = set_rows(d.sheet, Area(e, e, d.width - e, 16), firm_rows(d, rng.uniform(11, 14), slogan=rng.random() < 0.3))
    body = set_rows(
        d.sheet, Area(e, 25, d.width - e, d.height - e), contact_rows(d, rng.uniform(6.6, 7.6)), valign="bottom"
    )
    set_rows(
        d.sheet,
        Area(e, used.bottom + 1.5, d.width - e, body.top - 1.5),
        person_rows(d, rng.uniform(12, 15)),
        valign="middle",
    )
    return _done(d, "en_classic")


def en_centre(rng: random.Random) -> DrawnCard:
    """Everything on the middle axis, the name under a mark."""
    d = draft(rng)
    e = 5.5
    top = e
    if rng.random() < 0.6:
        size = rng.uniform(7, 9)
        logo(d.sheet, Area(d.width / 2 - size / 2, e, d.width / 2 + size / 2, e + size), d.accent, rng)
        top = e + size + 1
    used = set_rows(d.sheet, Area(e, top, d.width - e, 22), firm_rows(d, rng.uniform(9, 12)), align="centre")
    body = set_rows(
        d.sheet,
        Area(e, 25, d.width - e, d.height - 4.5),
        contact_rows(d, 6.6, columns=False),
        align="centre",
        valign="bottom",
    )
    set_rows(
        d.sheet,
        Area(e, used.bottom + 0.8, d.width - e, body.top - 1),
        person_rows(d, rng.uniform(11, 14)),
        align="centre",
        valign="middle",
    )
    return _done(d, "en_centre")


def en_contact_right(rng: random.Random) -> DrawnCard:
    """Name and firm at the left, contact as a block at the right."""
    d = draft(rng)
    e = 5.0
    right: Align = rng.choice(["left", "right"])
    body = set_rows(
        d.sheet,
        Area(d.width * 0.52, e, d.width - e, d.height - e),
        contact_rows(d, 6.6),
        align=right,
        valign=rng.choice(["bottom", "middle"]),
    )
    area = Area(e, e, body.left - 2.5, d.height - e)
    person = person_rows(d, rng.uniform(12, 14))
    used = set_rows(d.sheet, replace(area, bottom=27), person, smallest=0.6)
    set_rows(
        d.sheet,
        replace(area, top=max(29, used.bottom + 2)),
        firm_rows(d, 11, slogan=rng.random() < 0.4),
        valign="bottom",
        smallest=0.6,
    )
    return _done(d, "en_contact_right")


def en_band(rng: random.Random) -> DrawnCard:
    """A coloured band at an edge with the firm in light letters."""
    d = draft(rng, paper="white")
    at_left = rng.random() < 0.5
    thick = rng.uniform(26, 31) if at_left else rng.uniform(12, 16)
    band = Area(0, 0, thick, d.height) if at_left else Area(0, 0, d.width, thick)
    fill(d.sheet, band, d.accent)
    inner = d.on(d.accent)
    if at_left:
        logo(d.sheet, Area(thick / 2 - 6, d.height / 2 - 13, thick / 2 + 6, d.height / 2 - 1), WHITE, rng)
        words = d.who.word.split(" ")
        rows = [
            text_row(
                word,
                inner.head,
                9,
                WHITE,
                says=(("company", (d.who.word, d.who.company)),) if n == 0 else (),
                min_pt=6,
                space=0.15,
            )
            for n, word in enumerate(words)
        ]
        set_rows(d.sheet, Area(2.5, d.height / 2 + 1, thick - 2.5, d.height - 4), rows, align="centre", smallest=0.6)
        area = Area(thick + 4, 4.5, d.width - 3.5, d.height - 4.5)
    else:
        set_rows(
            d.sheet,
            Area(5, 2, d.width - 5, thick - 2),
            firm_rows(inner, 13),
            valign="middle",
            align=rng.choice(["left", "centre", "right"]),
            smallest=0.6,
        )
        area = Area(5, thick + 2.5, d.width - 5, d.height - 4.5)
    body = set_rows(d.sheet, replace(area, top=area.top + 11), contact_rows(d, 6.5), valign="bottom")
    set_rows(
        d.sheet,
        replace(area, bottom=body.top - 1.2),
        person_rows(d, rng.uniform(12, 14)),
        valign="middle",
        smallest=0.66,
    )
    return _done(d, "en_band")


def en_dark(rng: random.Random) -> DrawnCard:
    """Light or metallic letters on dark stock."""
    d = draft(rng, paper="dark")
    e = rng.uniform(5.5, 7.5)
    align: Align = rng.choice(["left", "centre", "right"])
    used = set_rows(
        d.sheet, Area(e, e, d.width - e, 17), firm_rows(d, rng.uniform(11, 14), slogan=rng.random() < 0.4), align=align
    )
    body = set_rows(
        d.sheet,
        Area(e, 25, d.width - e, d.height - e),
        contact_rows(d, 6.8, columns=False),
        align=align,
        valign="bottom",
    )
    set_rows(
        d.sheet,
        Area(e, used.bottom + 1.2, d.width - e, body.top - 1.5),
        person_rows(d, rng.uniform(12, 15)),
        align=align,
        valign="middle",
    )
    return _done(d, "en_dark")


def en_facets(rng: random.Random) -> DrawnCard:
    """Polygons in two tones; firm and contact on them in white, the person on the white part."""
    d = draft(rng, paper="white")
    dark = mix(d.accent, (0, 0, 0), 0.25)
    width, height = d.width, d.height
    polygon(d.sheet, [(0, 0), (width * 0.43, 0), (width * 0.36, height * 0.5), (0, height * 0.85)], dark)
    polygon(
        d.sheet,
        [(0, height), (0, height * 0.85), (width * 0.36, height * 0.5), (width * 0.45, height)],
        mix(dark, (0, 0, 0), 0.35),
    )
    inner = d.on(dark)
    words = d.who.company.split(" ")
    rows = [
        text_row(w, inner.head, 12, WHITE, says=(("company", d.who.company),) if n == 0 else (), min_pt=7, space=0.15)
        for n, w in enumerate(words)
    ]
    set_rows(d.sheet, Area(4, 4.5, width * 0.36, height * 0.55), rows, smallest=0.55)
    body = set_rows(
        d.sheet,
        Area(width * 0.48, 20, width - 4, height - 4),
        contact_rows(d, 6.4),
        align=rng.choice(["left", "right"]),
        valign="bottom",
    )
    set_rows(
        d.sheet,
        Area(width * 0.46, 4.5, width - 4, body.top - 1.5),
        person_rows(d, 12),
        valign="middle",
        smallest=0.66,
        align=rng.choice(["left", "right"]),
    )
    return _done(d, "en_facets", (0.0,))


def en_minimal(rng: random.Random) -> DrawnCard:
    """Light grey letters, lower-case labels, much white."""
    d = draft(rng, paper="white", light=True, head=("latin-sans",), body=("latin-sans",))
    e = rng.uniform(6, 8)
    used = set_rows(d.sheet, Area(e, e, d.width - e, 22), person_rows(d, 10.5))
    foot = firm_rows(d, 7.5) + contact_rows(d, 6.0)
    left = e if rng.random() < 0.5 else d.width * 0.45
    set_rows(d.sheet, Area(left, used.bottom + 2, d.width - e, d.height - e), foot, valign="bottom")
    return _done(d, "en_minimal", (0.0,))


def en_icons(rng: random.Random) -> DrawnCard:
    """Signs in place of labels, a vertical rule between person and contact."""
    d = draft(rng, body=("latin-sans",))
    axis = d.width * rng.uniform(0.42, 0.47)
    rule(d.sheet, axis, 7, axis, d.height - 7, d.accent, rng.choice([0.2, 0.5]))
    size = rng.uniform(8, 12)
    logo(d.sheet, Area(5, 5, 5 + size, 5 + size), d.accent, rng)
    set_rows(d.sheet, Area(axis + 3, 5, d.width - 3.5, d.height - 5), contact_rows(d, 6.4, icons=True), valign="middle")
    used = set_rows(d.sheet, Area(4.5, 6 + size, axis - 2.5, 27), firm_rows(d, 9), smallest=0.6)
    set_rows(
        d.sheet,
        Area(4.5, used.bottom + 1.5, axis - 2.5, d.height - 5),
        person_rows(d, 12),
        valign="bottom",
        smallest=0.66,
    )
    return _done(d, "en_icons")


def en_script(rng: random.Random) -> DrawnCard:
    """Firm in a script face, serif text, a thin frame: shops, studios, photographers."""
    d = draft(rng, paper=rng.choice(["tinted", "white"]), head=("script",), body=("latin-serif",))
    frame(d.sheet, 2.4, d.accent, 0.15)
    e = 6.0
    rows = [
        text_row(d.who.company, d.head, rng.uniform(15, 19), d.accent, says=(("company", d.who.company),), min_pt=9)
    ]
    used = set_rows(d.sheet, Area(e, e, d.width - e, 20), rows, align="centre")
    body = set_rows(
        d.sheet,
        Area(e, 25, d.width - e, d.height - 5.5),
        contact_rows(d, 6.6, columns=False),
        align="centre",
        valign="bottom",
    )
    set_rows(
        d.sheet,
        Area(e, used.bottom + 1, d.width - e, body.top - 1),
        person_rows(d, 12),
        align="centre",
        valign="middle",
        smallest=0.66,
    )
    return _done(d, "en_script", (0.0,))


def en_portrait(rng: random.Random) -> DrawnCard:
    """Portrait stock."""
    size = rng.choice([(50.8, 88.9), (55.0, 85.0)])
    d = draft(rng, size=size)
    align: Align = rng.choice(["left", "centre"])
    e, mark = 5.0, rng.uniform(10, 15)
    left = d.width / 2 - mark / 2 if align == "centre" else e
    logo(d.sheet, Area(left, 7, left + mark, 7 + mark), d.accent, rng)
    used = set_rows(
        d.sheet,
        Area(e, 9 + mark, d.width - e, 36),
        firm_rows(d, 10, slogan=rng.random() < 0.3),
        align=align,
        smallest=0.6,
    )
    body = set_rows(
        d.sheet,
        Area(e, 52, d.width - e, d.height - 5.5),
        contact_rows(d, 6.3, columns=False),
        align=align,
        valign="bottom",
    )
    set_rows(
        d.sheet,
        Area(e, used.bottom + 2, d.width - e, body.top - 2),
        person_rows(d, 12),
        align=align,
        valign="middle",
        smallest=0.66,
    )
    return _done(d, "en_portrait")


def en_photo(rng: random.Random) -> DrawnCard:
    """A portrait photo at one side, as estate agents and advisers have it, and a code."""
    d = draft(rng, paper="white")
    wide = rng.uniform(20, 25)
    portrait(d.sheet, Area(0.0, 0.0, wide, d.height), rng, rounded=False)
    fill(d.sheet, Area(wide, 0, wide + 1.2, d.height), d.accent)
    area = Area(wide + 4.5, 4.5, d.width - 4, d.height - 4.5)
    if rng.random() < 0.4:
        qr_code(d.sheet, Area(d.width - 15, 4, d.width - 4, 15), western_code(d.who), d.accent)
        top = replace(area, right=d.width - 17)
    else:
        top = area
    used = set_rows(d.sheet, replace(top, bottom=20), person_rows(d, 12.5), smallest=0.66)
    set_rows(d.sheet, replace(area, top=used.bottom + 1.5), firm_rows(d, 9) + contact_rows(d, 6.4), valign="bottom")
    return _done(d, "en_photo", (0.0,))


def en_patterned(rng: random.Random) -> DrawnCard:
    """A faint pattern behind the letters."""
    d = draft(rng, paper=rng.choice(["white", "tinted"]))
    pattern(d.sheet, mix(d.paper, d.accent, rng.uniform(0.1, 0.22)), rng)
    e = 6.0
    used = set_rows(d.sheet, Area(e, e, d.width - e, 17), person_rows(d, 14))
    body = set_rows(
        d.sheet,
        Area(e, used.bottom + 2, d.width - e, d.height - e),
        firm_rows(d, 9.5) + contact_rows(d, 6.8),
        valign="bottom",
        align=rng.choice(["left", "right"]),
    )
    rule(d.sheet, e, (used.bottom + body.top) / 2, d.width - e, (used.bottom + body.top) / 2, d.accent, 0.2)
    return _done(d, "en_patterned")


ENGLISH = (
    en_classic,
    en_centre,
    en_contact_right,
    en_band,
    en_dark,
    en_facets,
    en_minimal,
    en_icons,
    en_script,
    en_portrait,
    en_photo,
    en_patterned,
)
"""All layouts of English cards."""

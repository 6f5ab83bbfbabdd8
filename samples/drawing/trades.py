"""Japanese cards of particular trades and habits: several offices, practices, estate agents, clinics, universities."""

from __future__ import annotations

import random
from dataclasses import replace

from samples.drawing import numbers
from samples.drawing.card import DrawnCard
from samples.drawing.codes import japanese_code
from samples.drawing.contact import contact_rows, line_rows, net_lines, personal_lines, small_rows
from samples.drawing.fonts import choose_face
from samples.drawing.japanese import contact, draft, firm_rows, name_rows, post_rows, qualification_rows
from samples.drawing.ornaments import fill, logo, portrait, qr_code, rule, street_map
from samples.drawing.setting import Align, Piece, set_rows, text_row
from samples.drawing.sheet import Area


def two_offices(rng: random.Random) -> DrawnCard:
    """Head office and a branch, below each other or side by side, each with its own numbers."""
    d = draft(rng, offices=2, trades=("maker", "build", "trading", "it", "consult", "logistics", "law"))
    e = rng.uniform(4.5, 6)
    used = set_rows(d.sheet, Area(e, 4.5, d.width - e, 14), firm_rows(d, rng.uniform(9, 11)))
    if rng.random() < 0.5:
        body = set_rows(
            d.sheet,
            Area(e, 26, d.width - e, d.height - 4),
            contact_rows(rng, d.identity, d.theme, d.manner, 6.0),
            valign="bottom",
            leading=0.75,
        )
    else:
        manner = replace(d.manner, tel_fax_together=False)
        net = line_rows(
            rng, personal_lines(d.identity, manner) + net_lines(d.identity, manner), d.theme, manner, 6.0, d.theme.soft
        )
        foot = set_rows(d.sheet, Area(e, 40, d.width - e, d.height - 4), net, valign="bottom", leading=0.8)
        half = d.width / 2
        tops = []
        for n, office in enumerate(d.identity.offices):
            block = contact_rows(
                rng,
                replace(
                    d.identity,
                    offices=(office,),
                    direct=None,
                    mobile=None,
                    toll_free=None,
                    email="",
                    second_email="",
                    url="",
                ),
                d.theme,
                manner,
                6.0,
            )
            column = (
                Area(e, 22, half - 1.5, foot.top - 1.2) if n == 0 else Area(half + 1.5, 22, d.width - e, foot.top - 1.2)
            )
            tops.append(set_rows(d.sheet, column, block, valign="bottom", leading=0.75).top)
        body = Area(e, min(tops), d.width - e, d.height)
    rows = post_rows(d, 6.6, one_row=True) + name_rows(d, rng.uniform(13, 15), wide=False)
    set_rows(d.sheet, Area(e, used.bottom + 0.8, d.width - e, body.top - 1), rows, valign="middle", smallest=0.66)
    return d.sheet.finish("ja", "two_offices", 0.0)


def three_offices(rng: random.Random) -> DrawnCard:
    """Three places of business in a dense block of small print."""
    d = draft(rng, offices=3, paper="white", trades=("maker", "build", "trading", "logistics"))
    d = replace(
        d,
        manner=replace(d.manner, tel_fax_together=True, columns=False),
        identity=replace(d.identity, small_print=(), handles=()),
    )
    e = 4.5
    used = set_rows(d.sheet, Area(e, 4, d.width - e, 11), firm_rows(d, 9, two_lines=False))
    body = set_rows(
        d.sheet,
        Area(e, 22, d.width - e, d.height - 3),
        contact_rows(rng, d.identity, d.theme, d.manner, 5.8),
        valign="bottom",
        leading=0.55,
        smallest=0.95,
    )
    post = set_rows(
        d.sheet, Area(e, used.bottom + 0.6, 38, body.top - 0.8), post_rows(d, 6.2), valign="middle", smallest=0.9
    )
    left = max(post.right, e) + 2.5
    set_rows(
        d.sheet,
        Area(left, used.bottom + 0.6, d.width - e, body.top - 0.8),
        name_rows(d, 13, wide=False),
        valign="middle",
    )
    return d.sheet.finish("ja", "three_offices", 0.0)


def practice(rng: random.Random) -> DrawnCard:
    """A practice of tax accountants, lawyers or scriveners: qualifications above or left of the name."""
    d = draft(rng, trades=("law",), paper=rng.choice(["white", "tinted"]))
    e = rng.uniform(5.5, 7.5)
    used = set_rows(
        d.sheet,
        Area(e, e, d.width - e, 17),
        firm_rows(d, rng.uniform(10, 12), slogan=rng.choice(["none", "none", "below"])),
    )
    body = set_rows(d.sheet, Area(e, 26, d.width - e, d.height - 5), contact(d, 6.4), valign="bottom")
    band = Area(e + 2, used.bottom + 1, d.width - e, body.top - 1)
    post = replace(d.identity.post, qualifications=())
    titles = post_rows(replace(d, identity=replace(d.identity, post=post)), 7.0, one_row=False)
    if rng.random() < 0.6:
        left = set_rows(
            d.sheet, Area(band.left, band.top, 42, band.bottom), titles + qualification_rows(d, 7.2), valign="middle"
        )
        area = Area(max(left.right, band.left) + 3, band.top, band.right, band.bottom)
        set_rows(
            d.sheet,
            area,
            name_rows(d, rng.uniform(14, 17), reading=rng.choice(["none", "ruby", "above"])),
            valign="middle",
            smallest=0.66,
        )
    else:
        set_rows(
            d.sheet,
            band,
            titles
            + qualification_rows(d, 7.2)
            + name_rows(d, rng.uniform(14, 17), reading=rng.choice(["none", "beside"])),
            valign="middle",
        )
    return d.sheet.finish("ja", "practice", 0.0)


def estate_agent(rng: random.Random) -> DrawnCard:
    """Portrait photo, slogan, licence number and map: the full card of an estate agent or builder."""
    d = draft(rng, trades=("estate", "build", "finance"), paper="white")
    fill(d.sheet, Area(0, 0, d.width, 2.2), d.theme.accent)
    at_left = rng.random() < 0.4
    high = rng.uniform(20, 24)
    wide = high * 0.78
    photo = Area(5, 5.5, 5 + wide, 5.5 + high) if at_left else Area(d.width - 5 - wide, 5.5, d.width - 5, 5.5 + high)
    portrait(d.sheet, photo, rng, rounded=rng.random() < 0.25)
    left, right = (photo.right + 2.5, d.width - 4.5) if at_left else (5.0, photo.left - 2)
    used = set_rows(
        d.sheet, Area(left, 4.5, right, 14), firm_rows(d, rng.uniform(9, 11), slogan="above"), smallest=0.66
    )
    rows = post_rows(d, 6.4) + name_rows(
        d, rng.uniform(13, 15), reading=rng.choice(["above", "beside", "none"]), wide=False
    )
    set_rows(d.sheet, Area(left, used.bottom + 0.8, right, photo.bottom), rows, valign="middle", smallest=0.66)
    area = Area(5, photo.bottom + 1.5, d.width - 4.5, d.height - 3.5)
    if rng.random() < 0.35:
        place = Area(d.width - 22, photo.bottom + 2, d.width - 4.5, d.height - 4)
        street_map(d.sheet, place, d.theme.accent, rng)
        area = replace(area, right=place.left - 1.5)
    set_rows(d.sheet, area, contact(d, 6.2), valign="bottom")
    return d.sheet.finish("ja", "estate_agent", 0.0)


def clinic_hours(rng: random.Random) -> DrawnCard:
    """A clinic with its table of consulting hours."""
    d = draft(rng, trades=("clinic",), paper="white")
    e = 5.5
    logo(d.sheet, Area(e, 5, e + 8, 13), d.theme.accent, rng)
    used = set_rows(d.sheet, Area(e + 10, 5, d.width - e, 14.5), firm_rows(d, 11), valign="middle", smallest=0.6)
    face, soft = d.theme.body, d.theme.soft
    table = Area(54, 31, d.width - 4, 50)
    rows = [
        text_row("診療時間  月 火 水 木 金 土", face, 5.4, soft, min_pt=4.6),
        text_row(f"{rng.choice(['9:00', '8:30', '9:30'])}～12:30  ● ● ● ／ ● ●", face, 5.4, soft, min_pt=4.6),
        text_row(f"{rng.choice(['15:00', '14:30'])}～18:30  ● ● ● ／ ● △", face, 5.4, soft, min_pt=4.6),
        text_row("休診日　木曜・日曜・祝日", face, 5.4, soft, min_pt=4.6),
    ]
    if not all(face.covers(row.pieces[0].text) for row in rows):
        gothic = choose_face(rng, "".join(row.pieces[0].text for row in rows), ("gothic",))
        rows = [replace(row, pieces=(replace(row.pieces[0], face=gothic),)) for row in rows]
    hours = set_rows(d.sheet, table, rows, valign="bottom", align="right")
    rule(d.sheet, hours.left, hours.top - 0.8, hours.right, hours.top - 0.8, d.theme.accent)
    body = set_rows(
        d.sheet, Area(e, 26, hours.left - 2, d.height - 4.5), contact(d, 6.2, small_print=False), valign="bottom"
    )
    rows = post_rows(d, 6.8) + name_rows(d, rng.uniform(14, 16), reading=rng.choice(["ruby", "none", "above"]))
    set_rows(
        d.sheet,
        Area(e + 4, max(14.5, used.bottom + 1), d.width - e, min(body.top, hours.top - 1) - 1),
        rows,
        valign="middle",
        smallest=0.66,
    )
    return d.sheet.finish("ja", "clinic_hours", rng.choice([0.0, 3.0]))


def university(rng: random.Random) -> DrawnCard:
    """A university: long department over several rows, degree, extension, several addresses on the net."""
    d = draft(rng, trades=("university",), paper=rng.choice(["white", "tinted"]))
    e = 5.5
    size = rng.uniform(8, 10)
    logo(d.sheet, Area(e, 5, e + size, 5 + size), d.theme.accent, rng)
    used = set_rows(
        d.sheet,
        Area(e + size + 2, 5, d.width - e, 5 + size),
        firm_rows(d, 10.5, latin=rng.random() < 0.5),
        valign="middle",
        smallest=0.6,
    )
    body = set_rows(d.sheet, Area(e, 26, d.width - e, d.height - 4.5), contact(d, 6.3), valign="bottom")
    rows = post_rows(d, 6.8, one_row=False) + name_rows(
        d, rng.uniform(13, 16), latin=rng.choice(["none", "beside", "below"]), wide=False
    )
    set_rows(
        d.sheet,
        Area(rng.choice([e, 20.0]), max(used.bottom, 5 + size) + 1, d.width - e, body.top - 1),
        rows,
        valign="middle",
        smallest=0.66,
    )
    return d.sheet.finish("ja", "university", 0.0)


def public_office(rng: random.Random) -> DrawnCard:
    """A town hall: department in steps, name set wide, a local picture and a slogan of the town."""
    d = draft(rng, trades=("office", "office", "school", "npo"), paper="white")
    e = 5.5
    if rng.random() < 0.6:
        portrait(d.sheet, Area(d.width - 24, 5, d.width - 5, 21), rng, rounded=True)
        right = d.width - 26
    else:
        right = d.width - e
    used = set_rows(
        d.sheet,
        Area(e, 5, right, 15),
        firm_rows(d, 10.5, slogan=rng.choice(["above", "none"]), two_lines=False),
        smallest=0.6,
    )
    identity = replace(d.identity, mobile=None, direct=None, toll_free=None)
    if identity.extension:
        mark = rng.choice(["（内線 {}）", " 内線{}", "(内{})"]).format(identity.extension)
        d = replace(d, manner=replace(d.manner, switchboard=mark))
    block = contact_rows(rng, identity, d.theme, d.manner, 6.4)
    body = set_rows(d.sheet, Area(e + rng.choice([0, 14]), 26, d.width - e, d.height - 4.5), block, valign="bottom")
    rows = post_rows(d, 7.2, one_row=False) + name_rows(
        d, rng.uniform(14, 17), wide=True, reading=rng.choice(["none", "ruby"])
    )
    set_rows(d.sheet, Area(e + 6, used.bottom + 1, right, body.top - 1), rows, valign="middle", smallest=0.66)
    return d.sheet.finish("ja", "public_office", 0.0)


def brush_shop(rng: random.Random) -> DrawnCard:
    """A brewery, inn or restaurant: firm large in brush writing, hours, map or code."""
    d = draft(
        rng,
        trades=("sake", "inn", "restaurant", "shop", "farm"),
        paper=rng.choice(["tinted", "white", "dark"]),
        head_styles=("brush",),
        name_styles=("mincho", "pen", "brush"),
        body_styles=("mincho",),
    )
    e = rng.uniform(5, 7)
    align: Align = rng.choice(["left", "centre"])
    used = set_rows(
        d.sheet,
        Area(e, e, d.width - e, 19),
        firm_rows(d, rng.uniform(14, 18), slogan=rng.choice(["none", "above"])),
        align=align,
        smallest=0.6,
    )
    right = d.width - e
    if rng.random() < 0.5:
        side = 14.0
        place = Area(right - side, d.height - e - side, right, d.height - e)
        if rng.random() < 0.5:
            qr_code(d.sheet, place, japanese_code(d.identity), (30, 30, 30))
        else:
            street_map(d.sheet, place, d.theme.soft, rng)
        right -= side + 2
    body = set_rows(d.sheet, Area(e, 26, right, d.height - e), contact(d, 6.5), align=align, valign="bottom")
    rows = post_rows(d, 7.2) + name_rows(d, rng.uniform(14, 17), reading=rng.choice(["none", "above"]))
    set_rows(
        d.sheet,
        Area(e, used.bottom + 1, d.width - e, min(body.top, d.height - e - 15) - 1),
        rows,
        align=align,
        valign="middle",
        smallest=0.66,
    )
    return d.sheet.finish("ja", "brush_shop", 0.0)


def crowded(rng: random.Random) -> DrawnCard:
    """Everything at once: slogan, photo or code, licences, bank account, social networks, toll-free number."""
    d = draft(
        rng, trades=("build", "estate", "law", "finance", "clinic", "shop"), paper=rng.choice(["white", "tinted"])
    )
    identity = d.identity
    extra = (*identity.small_print, f"{numbers.invoice_number(rng)}")
    d = replace(
        d,
        identity=replace(
            identity, toll_free=identity.toll_free or numbers.toll_free(rng), small_print=tuple(dict.fromkeys(extra))
        ),
    )
    e = 4.5
    side = 14.0
    qr_code(
        d.sheet,
        Area(d.width - e - side, 4.5, d.width - e, 4.5 + side),
        japanese_code(identity),
        d.theme.accent,
    )
    used = set_rows(
        d.sheet,
        Area(e, 4.5, d.width - e - side - 2, 14),
        firm_rows(d, 10, slogan="above", two_lines=False),
        smallest=0.6,
    )
    small = set_rows(
        d.sheet,
        Area(e, 40, d.width - e, d.height - 3),
        small_rows(d.identity, d.theme, 5.4, d.theme.soft),
        valign="bottom",
        leading=0.8,
    )
    body = set_rows(
        d.sheet,
        Area(e, 25, d.width - e, small.top - 0.8),
        contact(d, 6.0, small_print=False),
        valign="bottom",
        leading=0.8,
    )
    before = Piece(identity.post.titles[0], d.theme.name, 7.5, d.theme.soft) if len(identity.post.titles) == 1 else None
    post = replace(identity.post, titles=() if before else identity.post.titles)
    named = name_rows(d, rng.uniform(12.5, 14), reading=rng.choice(["none", "ruby"]), wide=False, before=before)
    if before:
        named = [
            replace(row, says=(*row.says, ("title", before.text))) if n == len(named) - 1 else row
            for n, row in enumerate(named)
        ]
    rows = post_rows(replace(d, identity=replace(d.identity, post=post)), 6.2) + named
    set_rows(
        d.sheet,
        Area(e, used.bottom + 0.6, d.width - e - side - 2, body.top - 0.8),
        rows,
        valign="middle",
        smallest=0.66,
    )
    return d.sheet.finish("ja", "crowded", 0.0)

"""Japanese cards in horizontal text (横書き) on white or tinted stock: the everyday layouts."""

from __future__ import annotations

import random

from samples.drawing.card import DrawnCard
from samples.drawing.codes import japanese_code
from samples.drawing.japanese import Draft, contact, draft, firm_rows, name_rows, post_rows
from samples.drawing.ornaments import fill, frame, logo, qr_code, rule
from samples.drawing.setting import Align, set_rows
from samples.drawing.sheet import Area


def _edge(rng: random.Random) -> float:
    return rng.uniform(5.0, 8.0)


def _finish(d: Draft, style: str) -> DrawnCard:
    corner = d.rng.choice([0.0] * 6 + [1.5, 3.0])
    return d.sheet.finish("ja", style, corner)


def _logo_beside(d: Draft, area: Area, size: float) -> Area:
    """Puts the firm's mark at the left of ``area`` and returns what is left of it."""
    logo(d.sheet, Area(area.left, area.top, area.left + size, area.top + size), d.theme.accent, d.rng)
    return Area(area.left + size + 2.0, area.top, area.right, area.bottom)


def classic_left(rng: random.Random) -> DrawnCard:
    """Firm with its mark at the top, post and name in the middle, contact at the bottom, all from the left."""
    d = draft(rng)
    e = _edge(rng)
    head = Area(e, e, d.width - e, e + 11)
    if rng.random() < 0.6:
        head = _logo_beside(d, head, rng.uniform(6, 9))
    used = set_rows(d.sheet, head, firm_rows(d, rng.uniform(9, 12)), valign="top")
    body = set_rows(d.sheet, Area(e, 26, d.width - e, d.height - e), contact(d, rng.uniform(6.3, 7.4)), valign="bottom")
    indent = rng.choice([0.0, 0.0, 8.0, 16.0])
    middle = Area(e + indent, max(used.bottom, e + 8) + 1.5, d.width - e, body.top - 1.5)
    set_rows(d.sheet, middle, post_rows(d, rng.uniform(6.8, 8)) + name_rows(d, rng.uniform(14, 18)), valign="middle")
    return _finish(d, "classic_left")


def classic_centre(rng: random.Random) -> DrawnCard:
    """Everything on the middle axis."""
    d = draft(rng)
    e = _edge(rng)
    used = set_rows(d.sheet, Area(e, e, d.width - e, 18), firm_rows(d, rng.uniform(9, 12)), align="centre")
    body = set_rows(
        d.sheet,
        Area(e, 26, d.width - e, d.height - e),
        contact(d, rng.uniform(6.3, 7.2)),
        align="centre",
        valign="bottom",
    )
    rows = post_rows(d, rng.uniform(6.8, 8)) + name_rows(d, rng.uniform(15, 19))
    set_rows(d.sheet, Area(e, used.bottom + 1.5, d.width - e, body.top - 1.5), rows, align="centre", valign="middle")
    return _finish(d, "classic_centre")


def contact_right(rng: random.Random) -> DrawnCard:
    """Firm and name from the left, contact flush right or as a block at the right."""
    d = draft(rng)
    e = _edge(rng)
    align: Align = rng.choice(["left", "right"])
    used = set_rows(d.sheet, Area(e, e, d.width - e, 17), firm_rows(d, rng.uniform(9, 12)))
    left = 34.0 if align == "left" else e
    body = set_rows(
        d.sheet,
        Area(left, 26, d.width - e, d.height - e),
        contact(d, rng.uniform(6.2, 7.0)),
        align=align,
        valign="bottom",
    )
    rows = post_rows(d, 7.2) + name_rows(d, rng.uniform(14, 17))
    set_rows(d.sheet, Area(e, used.bottom + 1.5, d.width - e, body.top - 1.5), rows, valign="middle")
    return _finish(d, "contact_right")


def firm_at_foot(rng: random.Random) -> DrawnCard:
    """Post and name at the top, firm and contact together at the foot."""
    d = draft(rng)
    e = _edge(rng)
    foot = firm_rows(d, rng.uniform(8.5, 10.5), slogan=rng.choice(["none", "none", "above"])) + contact(
        d, rng.uniform(6.2, 7.0)
    )
    align: Align = rng.choice(["left", "left", "centre"])
    body = set_rows(d.sheet, Area(e, 23, d.width - e, d.height - e), foot, align=align, valign="bottom")
    rows = post_rows(d, 7.4) + name_rows(d, rng.uniform(14, 18), reading=rng.choice(["none", "above", "ruby"]))
    set_rows(d.sheet, Area(e, e, d.width - e, body.top - 1.0), rows, align=align, valign="middle")
    return _finish(d, "firm_at_foot")


def big_name(rng: random.Random) -> DrawnCard:
    """A very large name in the centre, post above it, a ruled line below."""
    d = draft(rng)
    e = _edge(rng)
    used = set_rows(
        d.sheet, Area(e, e, d.width - e, 16), firm_rows(d, rng.uniform(9, 11)), align=rng.choice(["left", "centre"])
    )
    body = set_rows(
        d.sheet,
        Area(e, 26, d.width - e, d.height - e),
        contact(d, 6.4),
        align=rng.choice(["left", "centre"]),
        valign="bottom",
    )
    name = set_rows(
        d.sheet,
        Area(e, used.bottom + 1, d.width - e, body.top - 2.2),
        post_rows(d, 7.4) + name_rows(d, rng.uniform(21, 26), wide=False),
        align="centre",
        valign="middle",
    )
    level = (name.bottom + body.top) / 2 + 0.3
    rule(d.sheet, e, level, d.width - e, level, d.theme.accent, rng.choice([0.12, 0.3]))
    return _finish(d, "big_name")


def ruby_name(rng: random.Random) -> DrawnCard:
    """Furigana spread above each part of the name."""
    d = draft(rng)
    e = _edge(rng)
    align: Align = rng.choice(["left", "centre"])
    used = set_rows(d.sheet, Area(e, e, d.width - e, 17), firm_rows(d, rng.uniform(9, 11)), align=align)
    body = set_rows(
        d.sheet, Area(e, 26, d.width - e, d.height - e), contact(d, rng.uniform(6.2, 7.0)), align=align, valign="bottom"
    )
    rows = post_rows(d, 7.2) + name_rows(d, rng.uniform(15, 19), reading="ruby", wide=rng.random() < 0.6)
    set_rows(d.sheet, Area(e, used.bottom + 1.2, d.width - e, body.top - 1.2), rows, align=align, valign="middle")
    return _finish(d, "ruby_name")


def kana_beside(rng: random.Random) -> DrawnCard:
    """The reading in brackets beside the name, or as a row above it."""
    d = draft(rng)
    e = _edge(rng)
    used = set_rows(d.sheet, Area(e, e, d.width - e, 17), firm_rows(d, rng.uniform(9, 11)))
    body = set_rows(d.sheet, Area(e, 26, d.width - e, d.height - e), contact(d, rng.uniform(6.2, 7.2)), valign="bottom")
    rows = post_rows(d, 7.2) + name_rows(
        d, rng.uniform(13, 17), reading=rng.choice(["beside", "beside", "above", "below"]), wide=False
    )
    set_rows(
        d.sheet, Area(e + rng.choice([0, 6]), used.bottom + 1.2, d.width - e, body.top - 1.2), rows, valign="middle"
    )
    return _finish(d, "kana_beside")


def romaji_below(rng: random.Random) -> DrawnCard:
    """The name in Latin letters below, above or beside the Japanese."""
    d = draft(rng)
    e = _edge(rng)
    right = rng.random() < 0.4
    used = set_rows(
        d.sheet, Area(e, e, d.width - e, 17), firm_rows(d, rng.uniform(9, 11)), align="right" if right else "left"
    )
    body = set_rows(d.sheet, Area(e, 26, d.width - e, d.height - e), contact(d, rng.uniform(6.2, 7.2)), valign="bottom")
    rows = post_rows(d, 7.2) + name_rows(
        d, rng.uniform(14, 17), latin=rng.choice(["below", "below", "beside", "above"])
    )
    set_rows(d.sheet, Area(e, used.bottom + 1.0, d.width - e, body.top - 1.2), rows, valign="middle")
    return _finish(d, "romaji_below")


def wide_set(rng: random.Random) -> DrawnCard:
    """Name, title and firm set wide apart on plain stock, as old firms and public offices like it."""
    d = draft(rng, paper="white", trades=("office", "maker", "build", "law", "npo", "trading", "school"))
    e = _edge(rng)
    used = set_rows(d.sheet, Area(e, e, d.width - e, 18), firm_rows(d, rng.uniform(9, 11), two_lines=False))
    body = set_rows(d.sheet, Area(34, 26, d.width - e, d.height - e), contact(d, 6.4), valign="bottom")
    rows = post_rows(d, 7.6) + name_rows(d, rng.uniform(15, 18), wide=True)
    set_rows(d.sheet, Area(rng.uniform(14, 26), used.bottom + 1, d.width - e, body.top - 1.2), rows, valign="middle")
    return _finish(d, "wide_set")


def title_beside_name(rng: random.Random) -> DrawnCard:
    """The post as a small stack at the left of the name."""
    d = draft(rng)
    e = _edge(rng)
    used = set_rows(
        d.sheet, Area(e, e, d.width - e, 17), firm_rows(d, rng.uniform(9, 12)), align=rng.choice(["left", "centre"])
    )
    body = set_rows(
        d.sheet,
        Area(e, 26, d.width - e, d.height - e),
        contact(d, rng.uniform(6.2, 7.0)),
        align=rng.choice(["left", "centre"]),
        valign="bottom",
    )
    band = Area(e, used.bottom + 1, d.width - e, body.top - 1)
    post = set_rows(
        d.sheet, Area(e, band.top, d.width * 0.47, band.bottom), post_rows(d, 7.0, one_row=False), valign="middle"
    )
    left = post.right + 3 if post.right > post.left else e + 18
    set_rows(
        d.sheet,
        Area(left, band.top, d.width - e, band.bottom),
        name_rows(d, rng.uniform(14, 17), wide=False),
        valign="middle",
        smallest=0.66,
    )
    return _finish(d, "title_beside_name")


def two_columns(rng: random.Random) -> DrawnCard:
    """Firm and mark in the left column, person and contact in the right, a hairline between."""
    d = draft(rng)
    e = _edge(rng)
    axis = rng.uniform(32, 38)
    if rng.random() < 0.75:
        size = rng.uniform(10, 15)
        logo(d.sheet, Area((e + axis - size) / 2, e + 6, (e + axis + size) / 2, e + 6 + size), d.theme.accent, rng)
        place = Area(e, e + 8 + size, axis - 2, d.height - e)
    else:
        place = Area(e, e, axis - 2, d.height - e)
    set_rows(
        d.sheet,
        place,
        firm_rows(d, 9, two_lines=True, latin=rng.random() < 0.3),
        align="centre",
        valign="middle",
        smallest=0.6,
    )
    rule(d.sheet, axis, e + 2, axis, d.height - e - 2, d.theme.accent, 0.15)
    right = Area(axis + 3, e, d.width - e + 1, d.height - e)
    body = set_rows(d.sheet, Area(right.left, 26, right.right, right.bottom), contact(d, 6.3), valign="bottom")
    rows = post_rows(d, 6.8) + name_rows(d, rng.uniform(13, 15), reading=rng.choice(["none", "above"]), wide=False)
    set_rows(d.sheet, Area(right.left, right.top, right.right, body.top - 1), rows, valign="middle")
    return _finish(d, "two_columns")


def framed(rng: random.Random) -> DrawnCard:
    """A hairline frame along the edge and a line under the firm."""
    d = draft(rng, paper=rng.choice(["white", "tinted"]))
    frame(d.sheet, rng.uniform(1.6, 2.6), d.theme.accent, rng.choice([0.12, 0.35]))
    e = 6.5
    used = set_rows(d.sheet, Area(e, e, d.width - e, 18), firm_rows(d, rng.uniform(9, 11)), align="centre")
    rule(d.sheet, e, used.bottom + 0.9, d.width - e, used.bottom + 0.9, d.theme.accent, 0.15)
    body = set_rows(d.sheet, Area(e, 26, d.width - e, d.height - e), contact(d, 6.4), align="centre", valign="bottom")
    rows = post_rows(d, 7.2) + name_rows(d, rng.uniform(15, 18))
    set_rows(d.sheet, Area(e, used.bottom + 2.2, d.width - e, body.top - 1.2), rows, align="centre", valign="middle")
    return _finish(d, "framed")


def icon_labels(rng: random.Random) -> DrawnCard:
    """Small signs in place of labels, often on tinted stock."""
    d = draft(rng, icons=True)
    e = _edge(rng)
    used = set_rows(
        d.sheet, Area(e, e, d.width - e, 17), firm_rows(d, rng.uniform(9, 12), slogan=rng.choice(["none", "below"]))
    )
    body = set_rows(d.sheet, Area(e, 26, d.width - e, d.height - e), contact(d, 6.6, icons=True), valign="bottom")
    rows = name_rows(d, rng.uniform(14, 17), latin=rng.choice(["none", "beside", "below"])) + post_rows(d, 7.0)
    set_rows(d.sheet, Area(e, used.bottom + 1.2, d.width - e, body.top - 1.5), rows, valign="middle")
    return _finish(d, "icon_labels")


def qr_corner(rng: random.Random) -> DrawnCard:
    """A QR code in a corner, contact beside it."""
    d = draft(rng)
    e = _edge(rng)
    size = rng.uniform(13, 17)
    high = rng.random() < 0.5
    top = e if high else d.height - e - size
    qr_code(
        d.sheet,
        Area(d.width - e - size, top, d.width - e, top + size),
        japanese_code(d.identity),
        d.theme.accent,
    )
    free = d.width - e - size - 2
    used = set_rows(d.sheet, Area(e, e, free if high else d.width - e, 18), firm_rows(d, 10))
    body = set_rows(d.sheet, Area(e, 26, d.width - e if high else free, d.height - e), contact(d, 6.4), valign="bottom")
    rows = post_rows(d, 7.2) + name_rows(d, rng.uniform(14, 16), reading=rng.choice(["none", "ruby"]))
    set_rows(d.sheet, Area(e, used.bottom + 1, free, body.top - 1), rows, valign="middle")
    return _finish(d, "qr_corner")


def striped_edge(rng: random.Random) -> DrawnCard:
    """A thin coloured stripe along one edge."""
    d = draft(rng, paper="white")
    e = _edge(rng)
    side = rng.choice(["left", "top", "bottom", "right"])
    thick = rng.uniform(1.2, 3.4)
    fill(
        d.sheet,
        {
            "left": Area(0, 0, thick, d.height),
            "right": Area(d.width - thick, 0, d.width, d.height),
            "top": Area(0, 0, d.width, thick),
            "bottom": Area(0, d.height - thick, d.width, d.height),
        }[side],
        d.theme.accent,
    )
    used = set_rows(
        d.sheet, Area(e, e, d.width - e, 18), firm_rows(d, rng.uniform(9, 12), slogan=rng.choice(["above", "below"]))
    )
    body = set_rows(d.sheet, Area(e, 26, d.width - e, d.height - e), contact(d, rng.uniform(6.2, 7)), valign="bottom")
    rows = name_rows(d, rng.uniform(14, 17), reading=rng.choice(["none", "beside"])) + post_rows(d, 7.0)
    set_rows(d.sheet, Area(e, used.bottom + 1.2, d.width - e, body.top - 1.2), rows, valign="middle")
    return _finish(d, "striped_edge")

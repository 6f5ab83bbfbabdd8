"""Japanese cards on coloured, two-coloured, patterned and unusual stock."""

from __future__ import annotations

import random
from dataclasses import replace

from samples.drawing.card import DrawnCard
from samples.drawing.codes import japanese_code
from samples.drawing.contact import contact_rows
from samples.drawing.fonts import choose_face
from samples.drawing.japanese import ANY_FIRM, Draft, contact, draft, firm_rows, name_rows, post_rows
from samples.drawing.ornaments import fill, gradient, logo, mix, pattern, polygon, qr_code, rule
from samples.drawing.setting import Align, set_rows, text_row
from samples.drawing.sheet import Area, Colour
from samples.drawing.theme import Theme

_WHITE: Colour = (250, 250, 248)


def _on(theme: Theme, ground: Colour) -> Theme:
    """The theme for text that stands on ``ground``: light inks on a dark ground, the theme's own on a light one."""
    if sum(ground) > 420:
        return theme
    return replace(theme, ink=_WHITE, soft=(232, 232, 228), accent=_WHITE)


def _with(d: Draft, ground: Colour) -> Draft:
    return replace(d, theme=_on(d.theme, ground))


def dark_stock(rng: random.Random) -> DrawnCard:
    """Light or metallic text on dark stock."""
    d = draft(rng, paper="dark", trades=(*ANY_FIRM, "salon", "restaurant", "shop"))
    e = rng.uniform(5.5, 8)
    align: Align = rng.choice(["left", "centre"])
    used = set_rows(
        d.sheet,
        Area(e, e, d.width - e, 18),
        firm_rows(d, rng.uniform(9, 12), slogan=rng.choice(["none", "below"])),
        align=align,
    )
    body = set_rows(d.sheet, Area(e, 26, d.width - e, d.height - e), contact(d, 6.5), align=align, valign="bottom")
    rows = post_rows(d, 7.2) + name_rows(d, rng.uniform(14, 18), latin=rng.choice(["none", "below"]))
    set_rows(d.sheet, Area(e, used.bottom + 1.2, d.width - e, body.top - 1.5), rows, align=align, valign="middle")
    return d.sheet.finish("ja", "dark_stock", rng.choice([0.0, 0.0, 2.5]))


def band_left(rng: random.Random) -> DrawnCard:
    """A broad coloured band at the left with the firm in light text on it."""
    d = draft(rng, paper="white")
    band = rng.uniform(27, 34)
    fill(d.sheet, Area(0, 0, band, d.height), d.theme.accent)
    inner = _with(d, d.theme.accent)
    logo(d.sheet, Area(band / 2 - 6, 9, band / 2 + 6, 21), inner.theme.accent, rng)
    set_rows(d.sheet, Area(2.5, 23, band - 2.5, 50), firm_rows(inner, 9, two_lines=True), align="centre", smallest=0.6)
    body = set_rows(d.sheet, Area(band + 4, 26, d.width - 3.5, 50), contact(d, 6.3), valign="bottom")
    rows = post_rows(d, 6.8) + name_rows(d, rng.uniform(13, 16), wide=False, reading=rng.choice(["none", "above"]))
    set_rows(d.sheet, Area(band + 4, 5, d.width - 3.5, body.top - 1), rows, valign="middle")
    return d.sheet.finish("ja", "band_left", 0.0)


def band_top(rng: random.Random) -> DrawnCard:
    """A coloured band across the top or the foot with the firm in light text on it."""
    d = draft(rng, paper="white", trades=(*ANY_FIRM, "school", "care"))
    thick, e, foot = rng.uniform(11, 15), rng.uniform(5, 7.5), rng.random() < 0.4
    band = Area(0, d.height - thick, d.width, d.height) if foot else Area(0, 0, d.width, thick)
    fill(d.sheet, band, d.theme.accent)
    inner = _with(d, d.theme.accent)
    set_rows(
        d.sheet,
        Area(e, band.top + 1.8, d.width - e, band.bottom - 1.8),
        firm_rows(inner, rng.uniform(10, 13), two_lines=False),
        valign="middle",
        align=rng.choice(["left", "centre"]),
    )
    low, high = (d.height - thick - 2, 3.5) if foot else (d.height - 4, thick + 2)
    body = set_rows(d.sheet, Area(e, high + 14, d.width - e, low), contact(d, 6.4), valign="bottom")
    set_rows(
        d.sheet,
        Area(e, high, d.width - e, body.top - 1),
        post_rows(d, 7) + name_rows(d, rng.uniform(13, 16)),
        valign="middle",
    )
    return d.sheet.finish("ja", "band_top", rng.choice([0.0, 3.0]))


def diagonal_halves(rng: random.Random) -> DrawnCard:
    """Two-coloured stock cut diagonally; the name stands on the coloured half."""
    d = draft(rng, paper="white")
    slope = rng.uniform(4, 12)
    polygon(d.sheet, [(0, 0), (d.width, 0), (d.width, 26 - slope), (0, 26 + slope / 3)], d.theme.accent)
    inner = _with(d, d.theme.accent)
    e = 6.0
    used = set_rows(d.sheet, Area(e, 4.5, d.width - e, 12), firm_rows(inner, 9.5, two_lines=False))
    rows = name_rows(inner, rng.uniform(13, 15), wide=False, latin=rng.choice(["none", "beside"]))
    set_rows(d.sheet, Area(e, used.bottom + 1, 66, 25.5 - slope * 0.55), rows, valign="bottom", smallest=0.66)
    rows = post_rows(d, 6.8) + contact(d, 6.3)
    set_rows(d.sheet, Area(e, 28.5, d.width - e, 50.5), rows, valign="top")
    return d.sheet.finish("ja", "diagonal_halves", 0.0)


def facets(rng: random.Random) -> DrawnCard:
    """Facets of two tones at the left; firm on them in white, the rest at the right."""
    d = draft(rng, paper="white")
    tone = d.theme.accent
    polygon(d.sheet, [(0, 0), (38, 0), (30, 30), (0, 46)], tone)
    polygon(d.sheet, [(0, 55), (0, 46), (30, 30), (44, 55)], mix(tone, (255, 255, 255), 0.35))
    inner = _with(d, tone)
    set_rows(d.sheet, Area(3, 5, 32, 26), firm_rows(inner, 10, two_lines=True), smallest=0.6)
    body = set_rows(d.sheet, Area(45, 25, 88, 51), contact(d, 6.0), valign="bottom", smallest=0.85)
    set_rows(
        d.sheet, Area(41, 4.5, 88, body.top - 1), name_rows(d, 15, wide=False) + post_rows(d, 6.6), valign="middle"
    )
    return d.sheet.finish("ja", "facets", 0.0)


def gradient_stock(rng: random.Random) -> DrawnCard:
    """A gradient over the whole card, light or dark."""
    dark = rng.random() < 0.45
    d = draft(rng, paper="dark" if dark else "white", trades=("it", "consult", "design", "salon", "it"))
    if dark:
        gradient(
            d.sheet,
            d.theme.paper,
            mix(d.theme.paper, rng.choice([(30, 90, 160), (120, 30, 110), (20, 110, 100)]), 0.6),
            across=True,
        )
    else:
        gradient(
            d.sheet,
            (255, 255, 255),
            mix((255, 255, 255), d.theme.accent, rng.uniform(0.2, 0.4)),
            across=rng.random() < 0.5,
        )
    e = 6.5
    used = set_rows(d.sheet, Area(e, e, d.width - e, 18), firm_rows(d, rng.uniform(10, 13), slogan="below"))
    body = set_rows(
        d.sheet,
        Area(e, 26, d.width - e, d.height - e),
        contact(d, 6.5),
        valign="bottom",
        align=rng.choice(["left", "right"]),
    )
    rows = name_rows(d, rng.uniform(14, 17), latin="below") + post_rows(d, 7)
    set_rows(d.sheet, Area(e, used.bottom + 1, d.width - e, body.top - 1.2), rows, valign="middle")
    return d.sheet.finish("ja", "gradient_stock", rng.choice([0.0, 3.0]))


def patterned(rng: random.Random) -> DrawnCard:
    """A faint pattern behind the text."""
    d = draft(
        rng, trades=(*ANY_FIRM, "sake", "inn", "shop", "restaurant", "farm"), paper=rng.choice(["white", "tinted"])
    )
    pattern(d.sheet, mix(d.theme.paper, d.theme.accent, rng.uniform(0.1, 0.22)), rng)
    e = rng.uniform(5.5, 8)
    used = set_rows(
        d.sheet,
        Area(e, e, d.width - e, 18),
        firm_rows(d, rng.uniform(10, 13), slogan=rng.choice(["none", "above"])),
        align="centre",
    )
    body = set_rows(d.sheet, Area(e, 26, d.width - e, d.height - e), contact(d, 6.6), align="centre", valign="bottom")
    rows = post_rows(d, 7.2) + name_rows(d, rng.uniform(15, 18), reading=rng.choice(["none", "ruby"]))
    set_rows(d.sheet, Area(e, used.bottom + 1, d.width - e, body.top - 1.2), rows, align="centre", valign="middle")
    return d.sheet.finish("ja", "patterned", 0.0)


def thin_grey(rng: random.Random) -> DrawnCard:
    """Minimal: small thin grey text, much white."""
    d = draft(
        rng,
        paper="white",
        light=True,
        trades=("design", "it", "consult", "salon", "maker"),
        body_styles=("gothic",),
        name_styles=("gothic",),
        head_styles=("gothic",),
    )
    d = replace(d, theme=replace(d.theme, accent=rng.choice([d.theme.ink, (110, 140, 160), (150, 120, 110)])))
    e = rng.uniform(6, 9)
    used = set_rows(
        d.sheet,
        Area(e, e, d.width - e, 26),
        name_rows(d, rng.uniform(11, 13), latin=rng.choice(["below", "beside", "none"]), wide=False)
        + post_rows(d, 6.2),
    )
    foot = firm_rows(d, 7.5, two_lines=False) + contact(d, 6.0, small_print=False)
    if rng.random() < 0.5:
        set_rows(
            d.sheet,
            Area(e, used.bottom + 2, d.width - e, d.height - e),
            foot,
            valign="bottom",
            leading=rng.choice([1.0, 1.5]),
        )
    else:
        set_rows(
            d.sheet,
            Area(d.width * 0.42, used.bottom + 2, d.width - e, d.height - e),
            foot,
            valign="bottom",
            align="left",
        )
    return d.sheet.finish("ja", "thin_grey", 0.0)


def wordmark(rng: random.Random) -> DrawnCard:
    """A start-up: the firm's Latin name as a large mark in a display face, the legal name small."""
    d = draft(
        rng,
        trades=("it", "design", "consult", "trading"),
        icons=rng.random() < 0.5,
        name_styles=("gothic", "rounded", "display"),
    )
    word = d.identity.firm.latin.split(" ")[0]
    face = choose_face(rng, word, ("latin-display", "latin-sans", "script"), weight="bold")
    e = rng.uniform(5.5, 8)
    right: Align = rng.choice(["left", "right"])
    used = set_rows(
        d.sheet,
        Area(e, e, d.width - e, 16),
        [text_row(word, face, rng.uniform(17, 22), d.theme.accent, min_pt=11)],
        align=right,
    )
    icons = not any(d.manner.labels.values())
    body = set_rows(
        d.sheet,
        Area(e, 26, d.width - e, d.height - e),
        firm_rows(d, 7.4, colour=d.theme.soft, two_lines=False) + contact(d, 6.2, icons=icons),
        valign="bottom",
    )
    rows = name_rows(d, rng.uniform(13, 15), latin=rng.choice(["beside", "below"]), wide=False) + post_rows(d, 6.6)
    set_rows(d.sheet, Area(e, used.bottom + 1, d.width - e, body.top - 1.2), rows, valign="middle")
    return d.sheet.finish("ja", "wordmark", rng.choice([0.0, 0.0, 3.5]))


def square_card(rng: random.Random) -> DrawnCard:
    """A square card, as shops and designers use them."""
    side = rng.choice([60.0, 65.0])
    d = draft(
        rng,
        size=(side, side),
        trades=("design", "salon", "shop", "restaurant", "it", "farm"),
        body_styles=("gothic", "rounded", "mincho"),
    )
    e = 5.0
    size = rng.uniform(8, 11)
    logo(d.sheet, Area(side / 2 - size / 2, e, side / 2 + size / 2, e + size), d.theme.accent, rng)
    used = set_rows(d.sheet, Area(e, e + size + 1.2, side - e, 24), firm_rows(d, 9.5), align="centre")
    body = set_rows(d.sheet, Area(e, side * 0.54, side - e, side - e), contact(d, 6.1), align="centre", valign="bottom")
    set_rows(
        d.sheet,
        Area(e, used.bottom + 1, side - e, body.top - 1),
        post_rows(d, 6.4) + name_rows(d, 13),
        align="centre",
        valign="middle",
    )
    return d.sheet.finish("ja", "square_card", rng.choice([0.0, 4.0]))


def portrait_yoko(rng: random.Random) -> DrawnCard:
    """Portrait stock with horizontal text on the middle axis or from the left."""
    d = draft(rng, size=(55.0, 91.0), trades=(*ANY_FIRM, "salon", "design", "farm"))
    e = rng.uniform(4.5, 6)
    align: Align = rng.choice(["centre", "left"])
    used_top = e
    if rng.random() < 0.6:
        size = rng.uniform(9, 14)
        left = 55 / 2 - size / 2 if align == "centre" else e
        logo(d.sheet, Area(left, e + 2, left + size, e + 2 + size), d.theme.accent, rng)
        used_top = e + size + 4
    used = set_rows(d.sheet, Area(e, used_top, 55 - e, 36), firm_rows(d, rng.uniform(9, 11)), align=align)
    body = set_rows(d.sheet, Area(e, 54, 55 - e, 91 - e), contact(d, 6.3), align=align, valign="bottom")
    rows = post_rows(d, 7) + name_rows(d, rng.uniform(14, 17), reading=rng.choice(["none", "above", "ruby"]))
    set_rows(d.sheet, Area(e, used.bottom + 2, 55 - e, body.top - 2), rows, align=align, valign="middle")
    return d.sheet.finish("ja", "portrait_yoko", rng.choice([0.0, 0.0, 3.0]))


def portrait_halves(rng: random.Random) -> DrawnCard:
    """Portrait stock with a coloured upper half and a QR code."""
    d = draft(rng, size=(55.0, 91.0), paper="white", icons=True, trades=("it", "design", "salon", "consult", "estate"))
    level = rng.uniform(36, 42)
    fill(d.sheet, Area(0, 0, 55, level), d.theme.accent)
    inner = _with(d, d.theme.accent)
    used = set_rows(d.sheet, Area(5, 6, 50, 17), firm_rows(inner, 9.5), align="centre")
    rows = post_rows(inner, 6.6) + name_rows(inner, rng.uniform(14, 16), latin="below", wide=False)
    set_rows(d.sheet, Area(5, used.bottom + 1, 50, level - 3), rows, align="centre", valign="middle", smallest=0.66)
    used = set_rows(
        d.sheet, Area(5, level + 3, 50, 89 - 14), contact_rows(rng, d.identity, d.theme, d.manner, 6.2, icons=True)
    )
    if used.bottom < 91 - 18:
        qr_code(
            d.sheet,
            Area(55 / 2 - 6.5, 91 - 16.5, 55 / 2 + 6.5, 91 - 3.5),
            japanese_code(d.identity),
            d.theme.ink,
        )
    return d.sheet.finish("ja", "portrait_halves", rng.choice([0.0, 2.5]))


def rounded_soft(rng: random.Random) -> DrawnCard:
    """Rounded corners, rounded or handwritten faces, soft colours: salons, nurseries, small shops."""
    d = draft(
        rng,
        paper="tinted",
        trades=("salon", "care", "shop", "farm", "restaurant", "school"),
        head_styles=("rounded", "pen", "display"),
        name_styles=("rounded", "pen"),
        body_styles=("rounded", "pen"),
    )
    e = 6.0
    size = rng.uniform(7, 10)
    logo(d.sheet, Area(e, e, e + size, e + size), mix(d.theme.accent, d.theme.paper, 0.3), rng)
    used = set_rows(
        d.sheet,
        Area(e + size + 2, e, d.width - e, 19),
        firm_rows(d, rng.uniform(10, 13), slogan=rng.choice(["none", "below"])),
    )
    rule(d.sheet, e, 20.5, d.width - e, 20.5, mix(d.theme.accent, d.theme.paper, 0.5), 0.4)
    body = set_rows(d.sheet, Area(e, 26, d.width - e, d.height - 4.5), contact(d, 6.6), valign="bottom")
    rows = name_rows(d, rng.uniform(13, 16), reading=rng.choice(["none", "beside", "above"]), wide=False) + post_rows(
        d, 6.8
    )
    set_rows(d.sheet, Area(e, max(21.5, used.bottom + 1), d.width - e, body.top - 1), rows, valign="middle")
    return d.sheet.finish("ja", "rounded_soft", rng.choice([3.0, 5.0]))

"""Cards that break the everyday order: stacked names, Latin name first, photo grounds, edges, notes."""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from samples.drawing.card import PX_PER_MM, DrawnCard
from samples.drawing.contact import address_rows, line_rows, net_lines, office_lines, personal_lines
from samples.drawing.english import contact_rows as english_contact_rows
from samples.drawing.english import draft as english_draft
from samples.drawing.english import firm_rows as english_firm_rows
from samples.drawing.firms import Trade
from samples.drawing.fonts import choose_face
from samples.drawing.japanese import ANY_FIRM, Draft, contact, draft, firm_rows, name_rows, post_rows
from samples.drawing.ornaments import fill, mix
from samples.drawing.setting import Align, Row, set_rows, text_row
from samples.drawing.sheet import Area, Colour, Sheet, em_px

_STUDIOS: tuple[Trade, ...] = ("design", "it", "consult", "salon", "shop", "trading")


def _photo_ground(sheet: Sheet, rng: random.Random) -> None:
    """Covers the sheet with something like an out-of-focus photograph: large soft patches of a few colours."""
    noise = np.random.default_rng(rng.getrandbits(32))
    width, height = (side // 4 for side in sheet.picture.size)
    tones = rng.choice(
        [((60, 90, 120), (190, 200, 190)), ((70, 80, 50), (210, 200, 150)), ((110, 70, 60), (230, 190, 160))]
    )
    rough = Image.fromarray(noise.integers(0, 256, (5, 8), dtype=np.uint8)).resize(
        (width, height), Image.Resampling.BICUBIC
    )
    fine = Image.fromarray(noise.integers(0, 256, (height // 3, width // 3), dtype=np.uint8)).resize((width, height))
    share = (np.asarray(rough, float) * 0.8 + np.asarray(fine.filter(ImageFilter.GaussianBlur(2)), float) * 0.2) / 255
    low, high = (np.asarray(tone, float) for tone in tones)
    picture = low + (high - low) * share[..., None]
    small = Image.fromarray(picture.clip(0, 255).astype(np.uint8))
    sheet.picture = small.resize(sheet.picture.size, Image.Resampling.BICUBIC)


def _veil(sheet: Sheet, area: Area, colour: Colour, share: float) -> None:
    """Lays a translucent panel of ``colour`` over ``area``."""
    box = tuple(round(edge * PX_PER_MM) for edge in (area.left, area.top, area.right, area.bottom))
    part = sheet.picture.crop((box[0], box[1], box[2], box[3]))
    sheet.picture.paste(Image.blend(part, Image.new("RGB", part.size, colour), share), (box[0], box[1]))


def photo_ground(rng: random.Random) -> DrawnCard:
    """Text on a translucent panel over a photographic ground."""
    d = draft(rng, paper="white", trades=("inn", "farm", "salon", "restaurant", "estate", "design", "sake"))
    _photo_ground(d.sheet, rng)
    panel = rng.choice(
        [Area(6, 5, d.width - 6, d.height - 5), Area(26, 0, d.width, d.height), Area(0, 16, d.width, d.height)]
    )
    _veil(d.sheet, panel, (255, 255, 255), rng.uniform(0.8, 0.9))
    inner = Area(panel.left + 4, panel.top + 3, panel.right - 4, panel.bottom - 3.5)
    used = set_rows(d.sheet, replace(inner, bottom=inner.top + 10), firm_rows(d, 10.5), smallest=0.6)
    body = set_rows(d.sheet, replace(inner, top=inner.top + 17), contact(d, 6.4), valign="bottom")
    rows = post_rows(d, 6.8) + name_rows(d, rng.uniform(13, 15), wide=False)
    set_rows(
        d.sheet, Area(inner.left, used.bottom + 0.8, inner.right, body.top - 1), rows, valign="middle", smallest=0.66
    )
    return d.sheet.finish("ja", "photo_ground", rng.choice([0.0, 3.0]))


def stacked_name(rng: random.Random) -> DrawnCard:
    """Family name above given name in very large characters at one side."""
    d = draft(rng, trades=_STUDIOS, name_styles=("gothic", "mincho", "display"))
    person, theme = d.identity.person, d.theme
    e, pt = rng.uniform(5, 7), rng.uniform(22, 27)
    right = rng.random() < 0.4
    parts = [person.family] if person.foreign else [person.family, person.given]
    rows = [
        text_row(
            part,
            theme.name,
            pt,
            theme.ink,
            says=(("name", person.full),) if n == 0 else (),
            min_pt=11,
            space=0.18,
            tracking=0.1,
        )
        for n, part in enumerate(parts)
    ]
    left, width = (d.width * 0.58, d.width - e) if right else (e, d.width * 0.44)
    big = set_rows(
        d.sheet, Area(left, e, width, d.height - e), rows, valign=rng.choice(["top", "middle"]), smallest=0.5
    )
    other = Area(e, e, left - 3, d.height - e) if right else Area(big.right + 4, e, d.width - e, d.height - e)
    used = set_rows(d.sheet, replace(other, bottom=e + 18), firm_rows(d, 9) + post_rows(d, 6.6), smallest=0.66)
    set_rows(d.sheet, replace(other, top=used.bottom + 1.5), contact(d, 6.0), valign="bottom")
    return d.sheet.finish("ja", "stacked_name", 0.0)


def latin_name_first(rng: random.Random) -> DrawnCard:
    """The Latin name large, the Japanese name small below it."""
    d = draft(rng, trades=("it", "design", "consult", "trading", "maker"))
    person, theme = d.identity.person, d.theme
    latin = person.latin(rng.choice(["given_first", "caps", "family_caps_last"]))
    face = choose_face(
        rng, latin, ("latin-sans", "latin-serif", "latin-display"), weight=rng.choice(["bold", "light", "regular"])
    )
    e = rng.uniform(5.5, 7.5)
    rows = [
        text_row(latin, face, rng.uniform(16, 20), theme.accent, says=(("romaji", latin),), min_pt=11),
        *name_rows(d, rng.uniform(9.5, 11), wide=False),
        *post_rows(d, 6.4),
    ]
    used = set_rows(d.sheet, Area(e, e, d.width - e, 28), rows, smallest=0.66)
    foot = firm_rows(d, 8, latin=rng.random() < 0.4) + contact(d, 6.2)
    set_rows(d.sheet, Area(e, used.bottom + 1.5, d.width - e, d.height - e), foot, valign="bottom")
    return d.sheet.finish("ja", "latin_name_first", rng.choice([0.0, 2.0]))


def four_corners(rng: random.Random) -> DrawnCard:
    """One group in each corner, the middle empty."""
    d = draft(rng, trades=_STUDIOS)
    e, middle = rng.uniform(4.5, 6), d.width / 2
    identity, theme, manner = d.identity, d.theme, replace(d.manner, tel_fax_together=False, columns=False)
    address = address_rows(rng, identity.offices[0], theme, manner, 6.0, theme.soft)
    phones = office_lines(identity.offices[0], manner) + personal_lines(identity, manner)
    numbers = line_rows(rng, phones, theme, manner, 6.0, theme.soft)
    net = line_rows(rng, net_lines(identity, manner), theme, manner, 6.0, theme.soft)
    person = name_rows(d, rng.uniform(12, 14), wide=False, latin=rng.choice(["none", "below"])) + post_rows(d, 6.2)
    left, right = Area(e, e, middle - 1.5, d.height * 0.5), Area(middle + 1.5, e, d.width - e, d.height * 0.5)
    set_rows(d.sheet, left, person, smallest=0.66)
    set_rows(d.sheet, right, firm_rows(d, 9), align="right", smallest=0.6)
    low = d.height * 0.56
    set_rows(d.sheet, replace(left, top=low, bottom=d.height - e), address, valign="bottom")
    align: Align = rng.choice(["left", "right"])
    set_rows(d.sheet, replace(right, top=low, bottom=d.height - e), numbers + net, valign="bottom", align=align)
    return d.sheet.finish("ja", "four_corners", 0.0)


def edge_text(rng: random.Random) -> DrawnCard:
    """The firm's Latin name turned along the right edge on a coloured strip."""
    d = draft(rng, paper="white", trades=("it", "design", "maker", "consult", "trading"))
    strip = rng.uniform(6.5, 9)
    fill(d.sheet, Area(d.width - strip, 0, d.width, d.height), d.theme.accent)
    word = d.identity.firm.latin.upper()
    face = choose_face(rng, word, ("latin-sans", "latin-display"), weight="bold")
    d.sheet.sideways(d.width - strip / 2, 4, word, face, 8.0, (250, 250, 248))
    e = 5.5
    right = d.width - strip - 2.5
    used = set_rows(d.sheet, Area(e, e, right, 17), firm_rows(d, rng.uniform(9, 11)))
    body = set_rows(d.sheet, Area(e, 26, right, d.height - e), contact(d, 6.3), valign="bottom")
    rows = post_rows(d, 6.8) + name_rows(d, rng.uniform(14, 16), reading=rng.choice(["none", "ruby"]))
    set_rows(d.sheet, Area(e, used.bottom + 1, right, body.top - 1), rows, valign="middle", smallest=0.66)
    return d.sheet.finish("ja", "edge_text", 0.0)


_NOTES = "11/20 交流会で|展示会 11/18|紹介：田中さん|要連絡！|次回 12/3 14時|見積り送る|ゴルフの話|懇親会 名古屋"


def _note(d: Draft, area: Area) -> None:
    """A few words in pen, slightly askew, as a receiver writes them on a card; they are no part of the truth."""
    rng = d.rng
    words = rng.choice(_NOTES.split("|"))
    face = choose_face(rng, words, ("pen",))
    room = (d.width - area.left - 3) * PX_PER_MM
    font = face.sized(min(em_px(rng.uniform(8.5, 11)), int(room / (len(words) + 1))))
    box = font.getbbox(words)
    mask = Image.new("L", (round(box[2]) + 20, round(box[3]) + 20), 0)
    ImageDraw.Draw(mask).text((10, 10), words, font=font, fill=235)
    mask = mask.rotate(rng.uniform(-5, 5), expand=True, resample=Image.Resampling.BICUBIC)
    ink = rng.choice([(30, 50, 150), (40, 40, 44), (190, 30, 40)])
    corner = (round(area.left * PX_PER_MM), round(area.top * PX_PER_MM))
    d.sheet.block(Area(area.left, area.top, area.left + mask.width / PX_PER_MM, area.top + mask.height / PX_PER_MM))
    d.sheet.picture.paste(ink, corner, mask)


def written_on(rng: random.Random) -> DrawnCard:
    """An everyday card on which its receiver wrote a note by hand."""
    d = draft(rng, paper=rng.choice(["white", "tinted"]), trades=ANY_FIRM)
    e = 5.5
    used = set_rows(d.sheet, Area(e, e, d.width - e, 15), firm_rows(d, rng.uniform(9, 11)))
    body = set_rows(d.sheet, Area(e, 28, d.width - e, d.height - e), contact(d, 6.2), valign="bottom")
    rows = post_rows(d, 6.8) + name_rows(d, rng.uniform(13, 15), wide=False)
    person = set_rows(d.sheet, Area(e, used.bottom + 1, 58, body.top - 1), rows, valign="middle", smallest=0.66)
    spots = [
        Area(person.right + 3, used.bottom + 2, d.width, d.height),
        Area(max(person.right, 48) + 2, 15, d.width, d.height),
    ]
    spot = rng.choice(spots)
    if spot.left > d.width - 26:
        spot = replace(spot, left=d.width - 26)
    _note(d, spot)
    return d.sheet.finish("ja", "written_on", 0.0)


def tone_on_tone(rng: random.Random) -> DrawnCard:
    """Ink only a little darker (or lighter) than coloured stock."""
    d = draft(rng, paper="white", trades=("salon", "design", "restaurant", "shop", "inn"))
    ground = mix(d.theme.accent, (255, 255, 255), rng.choice([0.72, 0.8, 0.1]))
    dark = sum(ground) < 420
    ink = mix(ground, (255, 255, 255), 0.75) if dark else mix(d.theme.accent, (0, 0, 0), 0.25)
    if abs(sum(ink) - sum(ground)) < 260:
        ink = (255, 255, 255) if dark else (40, 40, 44)
    fill(d.sheet, Area(0, 0, d.width, d.height), ground)
    d = replace(d, theme=replace(d.theme, paper=ground, ink=ink, soft=ink, accent=ink))
    e = rng.uniform(6, 8)
    align: Align = rng.choice(["left", "centre", "right"])
    used = set_rows(d.sheet, Area(e, e, d.width - e, 17), firm_rows(d, rng.uniform(10, 12)), align=align)
    body = set_rows(d.sheet, Area(e, 26, d.width - e, d.height - e), contact(d, 6.4), align=align, valign="bottom")
    rows = post_rows(d, 6.8) + name_rows(d, rng.uniform(13, 16))
    set_rows(
        d.sheet, Area(e, used.bottom + 1, d.width - e, body.top - 1), rows, align=align, valign="middle", smallest=0.66
    )
    return d.sheet.finish("ja", "tone_on_tone", rng.choice([0.0, 3.0]))


def en_stacked(rng: random.Random) -> DrawnCard:
    """Given name above family name in very large letters, the rest small."""
    d = english_draft(rng)
    who = d.who
    e = rng.uniform(4.5, 6)
    words = who.name.split(" ", 1)
    says = (("name", who.name_value), *(("title", credential) for credential in who.credentials))
    rows: list[Row] = [
        text_row(word.upper(), d.name, rng.uniform(19, 23), d.ink, says=says if n == 0 else (), min_pt=10, space=0.1)
        for n, word in enumerate(words)
    ]
    used = set_rows(d.sheet, Area(e, e, d.width * 0.62, 24), rows, smallest=0.5)
    post = [text_row(who.title, d.body, 6.8, d.soft, says=(("title", who.title),), min_pt=5.5)]
    if who.department:
        post.append(text_row(who.department, d.body, 6.4, d.soft, says=(("department", who.department),), min_pt=5.5))
    set_rows(d.sheet, Area(d.width * 0.64, e, d.width - e, 24), post, align="right", smallest=0.7)
    foot = english_firm_rows(d, 9) + english_contact_rows(d, 6.2)
    set_rows(d.sheet, Area(e, used.bottom + 1.5, d.width - e, d.height - e), foot, valign="bottom")
    return d.sheet.finish("en", "en_stacked", 0.0)


def en_photo_ground(rng: random.Random) -> DrawnCard:
    """Light letters over a darkened photographic ground."""
    d = english_draft(rng, paper="dark")
    _photo_ground(d.sheet, rng)
    _veil(d.sheet, Area(0, 0, d.width, d.height), (12, 14, 20), rng.uniform(0.66, 0.76))
    d = d.on((40, 44, 50))
    e = 6.0
    used = set_rows(d.sheet, Area(e, e, d.width - e, 16), english_firm_rows(d, 12), align="right")
    rows = [
        text_row(
            d.who.name,
            d.name,
            14,
            d.ink,
            says=(("name", d.who.name_value), *(("title", c) for c in d.who.credentials)),
            min_pt=9,
        )
    ]
    rows.append(text_row(d.who.title, d.body, 7, d.soft, says=(("title", d.who.title),)))
    body = set_rows(
        d.sheet, Area(e, 25, d.width - e, d.height - e), english_contact_rows(d, 6.6, columns=False), valign="bottom"
    )
    set_rows(d.sheet, Area(e, used.bottom + 1, d.width - e, body.top - 1), rows, valign="middle", smallest=0.66)
    return d.sheet.finish("en", "en_photo_ground", rng.choice([0.0, 3.0]))

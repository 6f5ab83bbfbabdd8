"""Backs of cards: the person in English, the firm's mark alone, or a map with the way there."""

from __future__ import annotations

import random

from samples.drawing import numbers
from samples.drawing.card import DrawnCard
from samples.drawing.fonts import choose_face
from samples.drawing.identity import Identity
from samples.drawing.ornaments import blank_sheet, logo, mix, pattern, rule, street_map
from samples.drawing.places import Place
from samples.drawing.setting import Align, set_rows, text_row
from samples.drawing.sheet import Area, Colour
from samples.drawing.theme import ACCENTS, PAPERS

_INK: Colour = (30, 30, 32)


def latin_address(place: Place) -> tuple[str, ...]:
    """An address in Japan in Western order, line by line; a building with a Japanese name is left out."""
    street = f"{'-'.join(str(n) for n in place.blocks)} {place.latin[0]}"
    building = f"{place.building} {place.floor}".strip()
    lines = (f"{street},", f"{place.latin[1]}, {place.latin[2]} {place.postal}, Japan")
    return (f"{building},", *lines) if building and building.isascii() else lines


def english_back(rng: random.Random, bearer: Identity, size: tuple[float, float]) -> DrawnCard:
    """The person in English: Latin name and firm, English title, address in Western order, international numbers."""
    accent = rng.choice(ACCENTS)
    sheet = blank_sheet(*size, rng.choice(PAPERS["white"]), rng)
    name = bearer.person.latin(rng.choice(["given_first", "given_first", "family_caps_last", "caps"]))
    post = bearer.post
    lines = latin_address(bearer.offices[0].place)
    everything = f"{name}{name.upper()}{bearer.firm.latin}{post.english_title}{post.english_department}{''.join(lines)}"
    everything += f"{bearer.email}{bearer.url}0123456789+-:()"
    styles = rng.choice([("latin-sans",), ("latin-serif",)])
    face = choose_face(rng, everything, styles)
    bold = choose_face(rng, everything, styles, weight="bold")
    firm = text_row(bearer.firm.latin, bold, 11, accent, says=(("company", bearer.firm.latin),), min_pt=7)
    person = [text_row(name, bold, 13, _INK, says=(("name", name),), min_pt=9)]
    person.append(text_row(post.english_title, face, 7, _INK, says=(("title", post.english_title),)))
    if post.english_department:
        department = post.english_department
        person.append(text_row(department, face, 6.6, _INK, says=(("department", department),), space=0.25))
    place = bearer.offices[0].place
    address = " ".join(lines)
    contact = [
        text_row(line, face, 6.4, _INK, says=(("address", address), ("postal", place.postal)) if n == 0 else ())
        for n, line in enumerate(lines)
    ]
    for key, label, groups in (
        ("tel", rng.choice(["Tel: ", "Phone: ", "T "]), bearer.offices[0].tel),
        ("fax", rng.choice(["Fax: ", "F "]), bearer.offices[0].fax),
        ("mobile", rng.choice(["Mobile: ", "Cell: ", "M "]), bearer.mobile),
    ):
        if groups:
            number = numbers.write_japanese(groups, "{}-{}-{}", abroad=True)
            contact.append(text_row(label + number, face, 6.4, _INK, says=((key, number),)))
    if bearer.email:
        contact.append(text_row(bearer.email, face, 6.4, _INK, says=(("email", bearer.email),)))
    if bearer.url:
        contact.append(text_row(bearer.url, face, 6.4, _INK, says=(("url", bearer.url),)))
    align: Align = rng.choice(["left", "left", "centre"])
    width, height = size
    used = set_rows(sheet, Area(5, 5, width - 5, 16), [firm], align=align)
    body = set_rows(sheet, Area(5, 22, width - 5, height - 5), contact, align=align, valign="bottom")
    set_rows(sheet, Area(5, used.bottom + 1, width - 5, body.top - 1), person, align=align, valign="middle")
    return sheet.finish("en", "english_back", 0.0)


def mark_back(rng: random.Random, bearer: Identity | None, size: tuple[float, float]) -> DrawnCard:
    """The firm's mark on coloured stock, with its Latin name and web address where the bearer is known."""
    accent = rng.choice(ACCENTS)
    width, height = size
    sheet = blank_sheet(width, height, accent, rng)
    if rng.random() < 0.4:
        pattern(sheet, mix(accent, (255, 255, 255), 0.14), rng)
    side, white = min(width, height) * 0.3, (250, 250, 248)
    top = height / 2 - side * 0.75
    logo(sheet, Area(width / 2 - side / 2, top, width / 2 + side / 2, top + side), white, rng)
    if bearer:
        face = choose_face(rng, bearer.firm.latin + bearer.url, ("latin-sans", "latin-serif"), weight="bold")
        rows = [text_row(bearer.firm.latin, face, 10, white, says=(("company", bearer.firm.latin),), min_pt=6)]
        if bearer.url and rng.random() < 0.6:
            rows.append(text_row(bearer.url, face, 6.4, white, says=(("url", bearer.url),), space=0.7, min_pt=5.5))
        set_rows(sheet, Area(4, top + side + 2, width - 4, height - 4), rows, align="centre", smallest=0.6)
    return sheet.finish("en", "mark_back", 0.0)


def map_back(rng: random.Random, bearer: Identity, size: tuple[float, float]) -> DrawnCard:
    """A map with the way there, the address and the firm's business hours."""
    width, height = size
    sheet = blank_sheet(width, height, rng.choice(PAPERS["white"]), rng)
    accent = rng.choice(ACCENTS)
    place = bearer.offices[0].place
    street = f"{place.prefecture}{place.city}{place.town}{'-'.join(str(n) for n in place.blocks)}"
    address = f"{street} {place.building} {place.floor}".strip()
    way = f"JR「{place.town}」駅 {rng.choice(['東口', '南口', '西口'])}より徒歩{rng.randint(2, 15)}分"
    hours = rng.choice(["営業時間 10:00～19:00　水曜定休", "受付 9:00〜17:30（土日祝休）", "駐車場 3台あり"])
    title = rng.choice(["アクセス", "ご案内", "ＭＡＰ", "交通のご案内"])
    face = choose_face(rng, address + way + hours + title + bearer.firm.name, ("gothic", "mincho"))
    landscape = width > height
    plan = Area(5, 5, width * 0.52, height - 5) if landscape else Area(5, 5, width - 5, height * 0.5)
    street_map(sheet, plan, accent, rng)
    area = (
        Area(plan.right + 3, 5, width - 4, height - 5) if landscape else Area(5, plan.bottom + 3, width - 4, height - 5)
    )
    rows = [
        text_row(title, face, 8.5, accent),
        text_row(bearer.firm.name, face, 8, _INK, says=(("company", bearer.firm.spellings),), min_pt=5.5, space=0.8),
        text_row(
            address,
            face,
            6.2,
            _INK,
            says=(("address", address),),
            breaks=(place.prefecture + place.city, address[len(place.prefecture + place.city) :]),
            min_pt=5.2,
        ),
        text_row(way, face, 6.2, _INK, min_pt=4.8, breaks=(way[: way.index("駅") + 1], way[way.index("駅") + 1 :])),
        text_row(hours, face, 6.2, _INK, min_pt=4.8),
    ]
    used = set_rows(sheet, area, rows, valign="middle", smallest=0.75)
    rule(sheet, area.left, used.bottom + 1.5, area.right, used.bottom + 1.5, accent)
    return sheet.finish("ja", "map_back", 0.0)

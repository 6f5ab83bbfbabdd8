"""Japanese cards that print the person in Japanese and in English."""

from __future__ import annotations

import random
from dataclasses import replace

from samples.drawing import numbers
from samples.drawing.card import DrawnCard
from samples.drawing.fonts import choose_face
from samples.drawing.japanese import contact, draft, firm_rows, name_rows, post_rows
from samples.drawing.ornaments import rule
from samples.drawing.setting import set_rows, text_row
from samples.drawing.sheet import Area


def two_languages(rng: random.Random) -> DrawnCard:
    """Japanese and English on one side: firm, name and post in both."""
    d = draft(rng, trades=("maker", "it", "trading", "consult", "design", "finance", "university"))
    e = rng.uniform(5, 6.5)
    used = set_rows(d.sheet, Area(e, 5, d.width - e, 16), firm_rows(d, 10, latin=True, two_lines=False))
    body = set_rows(d.sheet, Area(e, 26, d.width - e, d.height - 4.5), contact(d, 6.2), valign="bottom")
    post = d.identity.post
    face = choose_face(rng, post.english_title + post.english_department, ("latin-sans", "latin-serif"))
    english = text_row(
        ", ".join(filter(None, (post.english_title, post.english_department))),
        face,
        6.2,
        d.theme.soft,
        min_pt=5.2,
        space=0.25,
    )
    rows = [*post_rows(d, 6.8), *name_rows(d, rng.uniform(13, 16), latin="below", wide=False), english]
    set_rows(d.sheet, Area(e, used.bottom + 1, d.width - e, body.top - 1), rows, valign="middle", smallest=0.66)
    return d.sheet.finish("ja", "two_languages", 0.0)


def side_by_side_languages(rng: random.Random) -> DrawnCard:
    """Japanese in the left half, the same person in English in the right half."""
    d = draft(rng, trades=("maker", "it", "trading", "consult"), paper="white")
    e, axis = 4.5, 46.0
    rule(d.sheet, axis, 6, axis, d.height - 6, d.theme.accent)
    identity = replace(d.identity, small_print=(), handles=(), toll_free=None, direct=None)
    d = replace(d, identity=identity, manner=replace(d.manner, tel_fax_together=False))
    used = set_rows(d.sheet, Area(e, 5, axis - 2, 15), firm_rows(d, 8.6), smallest=0.6)
    body = set_rows(d.sheet, Area(e, 26, axis - 2, d.height - 4.5), contact(d, 5.9), valign="bottom", smallest=0.9)
    set_rows(
        d.sheet,
        Area(e, used.bottom + 0.8, axis - 2, body.top - 1),
        post_rows(d, 6.4) + name_rows(d, 13, wide=False),
        valign="middle",
        smallest=0.66,
    )
    person, post, place = identity.person, identity.post, identity.offices[0].place
    latin_name = person.latin(rng.choice(["given_first", "family_caps_last"]))
    lines = [identity.firm.latin, latin_name, post.english_title, post.english_department]
    street = "-".join(str(n) for n in place.blocks)
    address = [f"{street} {place.latin[0]},", f"{place.latin[1]},", f"{place.latin[2]} {place.postal} Japan"]
    phone = numbers.write_japanese(identity.offices[0].tel, "{}-{}-{}", abroad=True)
    face = choose_face(rng, "".join(lines + address), ("latin-sans", "latin-serif"))
    bold = choose_face(rng, latin_name, (face.style,), weight="bold")
    soft = d.theme.soft
    set_rows(
        d.sheet,
        Area(axis + 2.5, 5, d.width - 3, 15),
        [text_row(lines[0], bold, 8.6, d.theme.accent, min_pt=5.5)],
        smallest=0.6,
    )
    rows = [text_row(post_line, face, 6.0, soft) for post_line in lines[2:] if post_line]
    rows.append(text_row(latin_name, bold, 11, d.theme.ink, says=(("romaji", latin_name),), min_pt=8))
    set_rows(d.sheet, Area(axis + 2.5, 15.5, d.width - 3, 30), rows, valign="middle")
    rows = [text_row(line, face, 5.9, soft, min_pt=5.2) for line in address]
    if not d.manner.abroad:
        rows.append(text_row(f"Phone {phone}", face, 5.9, soft, min_pt=5.2))
    set_rows(d.sheet, Area(axis + 2.5, 31, d.width - 3, d.height - 4.5), rows, valign="bottom")
    return d.sheet.finish("ja", "side_by_side_languages", 0.0)

"""The contact rows of a Japanese card: address, numbers, e-mail and web, labelled in the card's manner."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

from samples.drawing.icons import ICONS
from samples.drawing.identity import Identity, Office
from samples.drawing.manner import Manner
from samples.drawing.places import Place
from samples.drawing.setting import Piece, Row, text_row
from samples.drawing.sheet import Colour, Says
from samples.drawing.theme import Theme

Line = tuple[str, str, Says]
"""Kind of line (a key of the manner's labels), printed value, what it says."""


def address_rows(
    rng: random.Random, office: Office, theme: Theme, manner: Manner, pt: float, colour: Colour
) -> list[Row]:
    """An office's postal code and address over one to three rows."""
    place = office.place
    street, building = manner.street_text(place), manner.building_text(place)
    postal = manner.postal(place)
    whole = f"{street} {building}".strip()
    says: Says = (("postal", place.postal), ("address", whole))
    head = f"{office.label}　" if office.label and rng.random() < 0.5 else ""
    rows: list[Row] = []
    if office.label and not head:
        rows.append(text_row(office.label, theme.body, pt, colour, space=0.8))
    face = theme.body
    form = rng.random()
    if form < 0.22:
        rows.append(text_row(head + postal, face, pt, colour))
        rows.append(text_row(whole, face, pt, colour, says=says, breaks=_parts(manner, place, "")))
        return rows
    gap = rng.choice(["", " ", "　"]) if postal[-1] in "）　" else rng.choice([" ", "　"])
    lead = f"{head}{postal}{gap}"
    if building and form < 0.5:
        rows.append(text_row(lead + street, face, pt, colour, says=says))
        indent = rng.choice([0.0, 0.0, 3.0, 5.0])
        rows.append(
            Row((Piece(building, face, pt, colour),), space=0.25)
            if not indent
            else _indented(building, theme, pt, colour, indent)
        )
        return rows
    rows.append(text_row(f"{lead}{whole}", face, pt, colour, says=says, breaks=_parts(manner, place, lead)))
    return rows


def _parts(manner: Manner, place: Place, lead: str) -> tuple[str, ...]:
    """Where an address may be broken: after the city and before the building."""
    street, building = manner.street_text(place), manner.building_text(place)
    cut = street.index(place.city) + len(place.city)
    parts = (lead + street[:cut], street[cut:])
    return (*parts, f" {building}") if building else parts


def _indented(text: str, theme: Theme, pt: float, colour: Colour, ems: float) -> Row:
    return text_row("　" * round(ems) + text, theme.body, pt, colour, space=0.25)


def office_lines(office: Office, manner: Manner) -> list[Line]:
    """Telephone and fax of an office."""
    main = manner.number(office.tel)
    lines: list[Line] = [("tel", main + manner.switchboard, (("tel", main),))]
    if office.fax:
        fax = manner.number(office.fax)
        lines.append(("fax", fax, (("fax", fax),)))
    return lines


def personal_lines(identity: Identity, manner: Manner) -> list[Line]:
    """Direct line, mobile and toll-free number, where the person has them."""
    lines: list[Line] = []
    for key, field, groups in (
        ("direct", "tel", identity.direct),
        ("mobile", "mobile", identity.mobile),
        ("toll_free", "tel", identity.toll_free),
    ):
        if groups:
            text = manner.number(groups)
            extension = f"（内線{identity.extension}）" if key == "direct" and identity.extension else ""
            lines.append((key, text + extension, ((field, text),)))
    return lines


def net_lines(identity: Identity, manner: Manner) -> list[Line]:
    """E-mail and web addresses."""
    lines: list[Line] = [
        ("email", email, (("email", email),)) for email in (identity.email, identity.second_email) if email
    ]
    if identity.url:
        url = manner.scheme + identity.url
        lines.append(("url", url, (("url", url),)))
    return lines


def line_rows(
    rng: random.Random,
    lines: Sequence[Line],
    theme: Theme,
    manner: Manner,
    pt: float,
    colour: Colour,
    *,
    icons: bool = False,
) -> list[Row]:
    """Sets lines below each other, telephone and fax in one row where the manner has it so."""
    lines = list(lines)
    rows: list[Row] = []
    columns = manner.columns and any(manner.labels.values())
    label_colour = theme.accent if rng.random() < 0.25 and not theme.dark else colour
    while lines:
        key, text, says = lines.pop(0)
        if icons:
            rows.append(Row((Piece(text, theme.face_for(text), pt, colour),), says, icon=ICONS[key]))
            continue
        together = manner.tel_fax_together and key == "tel" and lines and lines[0][0] == "fax"
        if together:
            _, other, other_says = lines.pop(0)
            first, second = manner.labelled("tel", text), manner.labelled("fax", other)
            face = theme.face_for(first + second)
            gap = rng.choice([0.9, 1.5, 2.2])
            rows.append(
                Row((Piece(first, face, pt, colour), Piece(second, face, pt, colour, before=gap)), says + other_says)
            )
        elif columns:
            label = manner.labels[key] or "　"
            row = text_row(text, theme.face_for(text), pt, colour, says=says)
            rows.append(replace(row, label=Piece(label, theme.face_for(label), pt, label_colour)))
        else:
            whole = manner.labelled(key, text)
            rows.append(text_row(whole, theme.face_for(whole), pt, colour, says=says))
    return rows


def contact_rows(
    rng: random.Random,
    identity: Identity,
    theme: Theme,
    manner: Manner,
    pt: float,
    *,
    colour: Colour | None = None,
    icons: bool = False,
) -> list[Row]:
    """All contact rows of a card: offices with their numbers, then the person's own numbers, then the net."""
    colour = colour or theme.soft
    rows: list[Row] = []
    several = len(identity.offices) > 1
    for n, office in enumerate(identity.offices):
        block = address_rows(rng, office, theme, manner, pt, colour)
        if icons:
            block[0] = replace(block[0], icon=ICONS["address"])
            block[1:] = [replace(row, icon=ICONS["blank"]) for row in block[1:]]
        if n:
            block[0] = replace(block[0], space=0.75)
        own = office_lines(office, manner)
        if not several:
            own += personal_lines(identity, manner)
        rows += block + line_rows(rng, own, theme, manner, pt, colour, icons=icons)
    net = net_lines(identity, manner)
    if several:
        net = personal_lines(identity, manner) + net
    if rng.random() < 0.3:
        net.sort(key=lambda line: {"mobile": 0, "direct": 0, "email": 1, "url": 2}.get(line[0], 0))
    return rows + line_rows(rng, net, theme, manner, pt, colour, icons=icons)


def small_rows(identity: Identity, theme: Theme, pt: float, colour: Colour) -> list[Row]:
    """Registration numbers, business hours, bank account and names on social networks."""
    return [
        text_row(line, theme.body, pt, colour, min_pt=4.6, space=0.3)
        for line in (*identity.small_print, *identity.handles)
    ]

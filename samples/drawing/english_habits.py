"""English cards with habits of their own: labels behind numbers, post and unit in one line, two offices, regulators."""

from __future__ import annotations

import random
from dataclasses import replace

from samples.drawing import numbers
from samples.drawing.card import DrawnCard
from samples.drawing.english import Draft, contact_rows, draft, firm_rows, person_rows
from samples.drawing.ornaments import fill, rule
from samples.drawing.setting import Align, Row, set_rows, text_row
from samples.drawing.sheet import Area, Says

_BEHIND = (
    "office|direct|cell|fax",
    "tel|direct|mob|fax",
    "(o)|(d)|(c)|(f)",
    "work|direct|mobile|fax",
    "Main|Direct|Cell|Fax",
)
_UNITS = (
    "Platform Infrastructure|AI Systems|Bridges & Civil Structures|Planning & Regeneration|Adult Social Care|"
    "Building Surveying|Capital Markets|Consumer Products|Clinical Research|Estates & Facilities"
)
_SECOND_OFFICES = (
    ("LONDON", ("9 St Katharine Way", "London E1W 1UN"), "E1W 1UN", "GB"),
    ("NEW YORK", ("211 Madison Avenue, Floor 9", "New York, NY 10016"), "10016", "US"),
    ("SINGAPORE", ("80 Robinson Road #15-02", "Singapore 068898"), "068898", "SG"),
    ("CHICAGO", ("150 North Wacker Drive", "Chicago, IL 60606"), "60606", "US"),
)
_REGULATORS = (
    "Authorised and regulated by the Solicitors Regulation Authority No. {}",
    "Authorised and regulated by the Financial Conduct Authority FRN {}",
    "Regulated by RICS. Registered in England No. {}",
    "Securities offered through an independent broker-dealer, member FINRA/SIPC {}",
)


def _number_rows(d: Draft, pt: float, form: str) -> list[Row]:
    """The telephone numbers in ``form``, which takes a number and the word for its kind."""
    labels = d.rng.choice(_BEHIND).split("|")
    rows = []
    for label, field, number in zip(
        labels, ("tel", "tel", "mobile", "fax"), (d.who.tel, d.who.direct, d.who.mobile, d.who.fax), strict=True
    ):
        if number:
            rows.append(text_row(form.format(number, label), d.body, pt, d.soft, says=((field, number),)))
    return rows


def _net_rows(d: Draft, pt: float) -> list[Row]:
    rows = [text_row(d.who.email, d.body, pt, d.soft, says=(("email", d.who.email),))]
    if d.who.url:
        rows.append(text_row(d.who.url, d.body, pt, d.soft, says=(("url", d.who.url),)))
    return rows


def _address_rows(d: Draft, pt: float) -> list[Row]:
    says: Says = (("address", d.who.address), ("postal", d.who.postal))
    return [
        text_row(line, d.body, pt, d.soft, says=says if n == 0 else (), space=0.25)
        for n, line in enumerate(d.who.lines)
    ]


def en_label_behind(rng: random.Random) -> DrawnCard:
    """The kind of each number stands behind it: 415.555.0134 office."""
    d = draft(rng)
    e = rng.uniform(5, 7)
    align: Align = rng.choice(["left", "right", "right"])
    rows = _number_rows(d, 6.6, rng.choice(["{} {}", "{} {}", "{}  {}", "{} – {}"])) + _net_rows(d, 6.6)
    rows += _address_rows(d, 6.6)
    used = set_rows(d.sheet, Area(e, e, d.width - e, 17), firm_rows(d, rng.uniform(10, 13)), align=align)
    body = set_rows(d.sheet, Area(e, 24, d.width - e, d.height - e), rows, align=align, valign="bottom", leading=0.8)
    set_rows(
        d.sheet, Area(e, used.bottom + 1, d.width - e, body.top - 1), person_rows(d, 12), align=align, valign="middle"
    )
    return d.sheet.finish("en", "en_label_behind", 0.0)


def en_post_and_unit(rng: random.Random) -> DrawnCard:
    """Post and unit in one line, parted by a comma, a stroke or a bar."""
    d = draft(rng)
    e = rng.uniform(5, 7.5)
    unit = d.who.department or rng.choice(_UNITS.split("|"))
    text = rng.choice(["{}, {}", "{}, {}", "{} | {}", "{} / {}", "{} – {}"]).format(d.who.title, unit)
    d = replace(d, who=replace(d.who, department="", extras=()))
    name, *_ = person_rows(d, rng.uniform(12, 14))
    post = text_row(text, d.body, 6.8, d.soft, says=(("title", d.who.title), ("department", unit)), space=0.3)
    used = set_rows(d.sheet, Area(e, e, d.width - e, 16), firm_rows(d, rng.uniform(10, 13)))
    body = set_rows(d.sheet, Area(e, 25, d.width - e, d.height - e), contact_rows(d, 6.7), valign="bottom")
    set_rows(d.sheet, Area(e, used.bottom + 1, d.width - e, body.top - 1), [name, post], valign="middle")
    return d.sheet.finish("en", "en_post_and_unit", rng.choice([0.0, 3.0]))


def en_unit_below(rng: random.Random) -> DrawnCard:
    """A unit whose name has no word such as Department: Bridges & Civil Structures."""
    d = draft(rng)
    e = rng.uniform(5, 7)
    d = replace(d, who=replace(d.who, department=rng.choice(_UNITS.split("|"))))
    rule_at = rng.random() < 0.4
    used = set_rows(d.sheet, Area(e, e, d.width - e, 16), firm_rows(d, rng.uniform(10, 13)))
    if rule_at:
        rule(d.sheet, e, used.bottom + 1, d.width - e, used.bottom + 1, d.accent, 0.35)
    body = set_rows(d.sheet, Area(e, 26, d.width - e, d.height - e), contact_rows(d, 6.6), valign="bottom")
    set_rows(
        d.sheet,
        Area(e, used.bottom + 2, d.width - e, body.top - 1),
        person_rows(d, rng.uniform(11, 14)),
        valign="middle",
    )
    return d.sheet.finish("en", "en_unit_below", 0.0)


def en_two_offices(rng: random.Random) -> DrawnCard:
    """Two offices in two columns under the names of their cities."""
    d = draft(rng)
    d = replace(d, who=replace(d.who, direct="", extension="", extras=(), tel=d.who.tel or d.who.mobile))
    e = 5.5
    head, lines, postal, region = rng.choice([o for o in _SECOND_OFFICES if o[2] != d.who.postal])
    number = numbers.western(rng, region, cell=False, form=rng.randint(0, 11))
    second_says: Says = (("address", ", ".join(lines)), ("postal", postal))
    second = [
        text_row(head, d.name, 5.8, d.accent, min_pt=5.2),
        *(
            text_row(line, d.body, 6.0, d.soft, says=second_says if n == 0 else (), space=0.25, min_pt=5.4)
            for n, line in enumerate(lines)
        ),
        text_row(number, d.body, 6.0, d.soft, says=(("tel", number),), min_pt=5.4),
    ]
    first = [
        text_row(rng.choice(["HEAD OFFICE", "HEADQUARTERS", "Main office"]), d.name, 5.8, d.accent, min_pt=5.2),
        *(replace(row, min_pt=5.4) for row in _address_rows(d, 6.0)),
        text_row(d.who.tel, d.body, 6.0, d.soft, says=(("tel", d.who.tel),), min_pt=5.4),
    ]
    mine = [text_row(f"mobile {d.who.mobile}", d.body, 6.4, d.soft, says=(("mobile", d.who.mobile),))]
    own = (mine if d.who.mobile and d.who.mobile != d.who.tel else []) + _net_rows(d, 6.4)
    half = d.width / 2
    used = set_rows(d.sheet, Area(e, e, d.width - e, 14), firm_rows(d, rng.uniform(9, 11)))
    left = set_rows(d.sheet, Area(e, 30, half - 1.5, d.height - 4.5), first, valign="bottom")
    right = set_rows(d.sheet, Area(half + 1.5, 30, d.width - e, d.height - 4.5), second, valign="bottom")
    middle = set_rows(
        d.sheet, Area(e, 21, d.width - e, min(left.top, right.top) - 1), own, valign="bottom", smallest=0.85
    )
    set_rows(
        d.sheet,
        Area(e, used.bottom + 0.8, d.width - e, middle.top - 0.8),
        person_rows(d, rng.uniform(10, 12)),
        valign="middle",
        smallest=0.66,
    )
    return d.sheet.finish("en", "en_two_offices", 0.0)


def en_regulated(rng: random.Random) -> DrawnCard:
    """A firm under supervision: the number of its licence in the smallest print, direct dial before switchboard."""
    d = draft(rng, paper="white")
    e = rng.uniform(5, 7)
    print_row = text_row(rng.choice(_REGULATORS).format(rng.randint(100000, 899999)), d.body, 4.8, d.soft, min_pt=4.4)
    labels = rng.choice(["Switchboard|Direct Dial", "Main|Direct Line", "Reception|DDI"]).split("|")
    d = replace(d, who=replace(d.who, extras=()), labels={**d.labels, "tel": labels[0], "direct": labels[1]})
    low = set_rows(
        d.sheet, Area(e, d.height - 8, d.width - e, d.height - 3), [print_row], valign="bottom", smallest=0.9
    )
    used = set_rows(d.sheet, Area(e, e, d.width - e, 16), firm_rows(d, rng.uniform(10, 13)))
    body = set_rows(
        d.sheet,
        Area(e, 23, d.width - e, low.top - 1),
        contact_rows(d, 6.4, columns=False),
        valign="bottom",
        leading=0.8,
    )
    set_rows(
        d.sheet,
        Area(e, used.bottom + 1, d.width - e, body.top - 1),
        person_rows(d, rng.uniform(10, 13)),
        valign="middle",
    )
    return d.sheet.finish("en", "en_regulated", 0.0)


def en_split_foot(rng: random.Random) -> DrawnCard:
    """Address at the left foot, numbers flush right at the right foot, as universities and French firms set it."""
    d = draft(rng)
    e = rng.uniform(5, 6.5)
    fill(d.sheet, Area(0, 0, d.width, 2.4), d.accent)
    half = d.width * 0.47
    left = set_rows(d.sheet, Area(e, 26, half - 1, d.height - e), _address_rows(d, 6.4), valign="bottom")
    numbered = _number_rows(d, 6.4, "{1} {0}") + _net_rows(d, 6.4)
    right = set_rows(
        d.sheet,
        Area(half + 1, 24, d.width - e, d.height - e),
        numbered,
        valign="bottom",
        align=rng.choice(["left", "right"]),
    )
    used = set_rows(d.sheet, Area(e, 5, d.width - e, 16), firm_rows(d, rng.uniform(9, 12)))
    set_rows(
        d.sheet,
        Area(e, used.bottom + 1, d.width - e, min(left.top, right.top) - 1),
        person_rows(d, rng.uniform(10, 13)),
        valign="middle",
    )
    return d.sheet.finish("en", "en_split_foot", 0.0)


ENGLISH_HABITS = (en_label_behind, en_post_and_unit, en_unit_below, en_two_offices, en_regulated, en_split_foot)
"""The layouts of this file."""

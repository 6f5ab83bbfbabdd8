"""The look of one card: its faces, inks and paper."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from samples.drawing.fonts import Face, choose_face
from samples.drawing.sheet import Colour

PAPERS: dict[str, tuple[Colour, ...]] = {
    "white": ((255, 255, 255), (253, 253, 251), (250, 250, 247), (255, 255, 255)),
    "tinted": (
        (250, 245, 230),
        (243, 240, 232),
        (240, 244, 247),
        (247, 240, 240),
        (236, 241, 233),
        (226, 214, 190),
        (248, 248, 236),
    ),
    "dark": ((24, 26, 30), (18, 32, 58), (38, 38, 40), (22, 52, 44), (78, 20, 34), (52, 36, 28), (44, 30, 66)),
}
ACCENTS: tuple[Colour, ...] = (
    (0, 74, 143),
    (196, 30, 58),
    (0, 122, 94),
    (230, 120, 20),
    (90, 50, 140),
    (0, 140, 186),
    (140, 100, 40),
    (60, 60, 60),
    (212, 68, 120),
    (98, 130, 30),
    (16, 42, 86),
    (150, 22, 24),
)
_FOILS: tuple[Colour, ...] = ((214, 178, 94), (206, 210, 214), (240, 240, 236), (222, 160, 120), (150, 205, 190))


@dataclass(frozen=True)
class Theme:
    """Faces and inks of one card.

    Attributes:
        paper: Colour of the stock.
        ink: Colour of the name.
        soft: Colour of the small text.
        accent: Colour of the firm, rules and pictures.
        head: Face of the firm.
        name: Face of the person's name.
        body: Face of the small Japanese text.
        latin: Face of rows that hold Latin letters and digits only.
    """

    paper: Colour
    ink: Colour
    soft: Colour
    accent: Colour
    head: Face
    name: Face
    body: Face
    latin: Face

    def face_for(self, text: str) -> Face:
        """The Latin face where it can set the text, else the body face."""
        return self.latin if text.isascii() and self.latin.covers(text) else self.body

    @property
    def dark(self) -> bool:
        """Whether light text stands on dark stock."""
        return sum(self.paper) < 300


def draw_theme(
    rng: random.Random,
    *,
    head_text: str,
    name_text: str,
    body_text: str,
    paper: str = "",
    vertical: bool = False,
    head_styles: Sequence[str] = ("gothic", "mincho"),
    name_styles: Sequence[str] = ("gothic", "mincho"),
    body_styles: Sequence[str] = ("gothic", "mincho"),
    light: bool = False,
) -> Theme:
    """A theme whose faces have every glyph of the given texts.

    Args:
        rng: Source of chance.
        head_text: Everything set in the face of the firm.
        name_text: Everything set in the face of the name.
        body_text: Everything set in the face of the small text.
        paper: ``white``, ``tinted`` or ``dark``; "" leaves it to chance.
        vertical: Whether the Japanese faces are used from top to bottom.
        head_styles: Typeface styles for the firm.
        name_styles: Typeface styles for the name.
        body_styles: Typeface styles for the small text.
        light: Light weights and grey ink.
    """
    paper = paper or rng.choices(("white", "tinted", "dark"), (60, 30, 10))[0]
    stock = rng.choice(PAPERS[paper])
    accent = rng.choice(_FOILS if paper == "dark" else ACCENTS)
    if paper == "dark":
        ink, soft = rng.choice([(245, 245, 242), accent]), (214, 214, 210)
    elif light:
        ink, soft = (96, 98, 102), (128, 130, 134)
    else:
        ink = rng.choice([(20, 20, 22), (35, 31, 32), (0, 0, 0), (40, 44, 52)])
        soft = rng.choice([ink, ink, (60, 60, 64), (84, 84, 88)])
    weight = "light" if light else "regular"
    body = choose_face(rng, body_text, body_styles, weight=weight, vertical=vertical)
    one_family = rng.random() < 0.5
    head = choose_face(
        rng, head_text, head_styles, weight="light" if light else rng.choice(["regular", "bold"]), vertical=vertical
    )
    name = body if one_family and body.covers(name_text) and body.style in name_styles else None
    if name is None:
        name = choose_face(
            rng, name_text, name_styles, weight=weight if rng.random() < 0.7 else "bold", vertical=vertical
        )
    ascii_text = "".join(ch for ch in body_text if ch.isascii())
    serif = body.style == "mincho"
    latin = body
    if rng.random() < 0.55:
        latin = choose_face(
            rng, ascii_text, ("latin-serif",) if serif and rng.random() < 0.6 else ("latin-sans",), weight=weight
        )
    return Theme(stock, ink, soft, accent, head, name, body, latin)

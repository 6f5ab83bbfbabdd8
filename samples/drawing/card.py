"""A drawn business card: its flat picture and the truth of what stands on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PIL import Image

from samples.drawing.identity import Identity

PX_PER_MM = 20.0
"""Drawing resolution: 20 px per mm is 508 dpi, above the 350 dpi that Japanese card printers ask for."""

TRUTH_FIELDS = (
    "name",
    "kana",
    "romaji",
    "company",
    "department",
    "title",
    "postal",
    "address",
    "tel",
    "fax",
    "mobile",
    "email",
    "url",
)
"""Keys of every card's truth, in the order in which they are written to ``truth.json``."""


@dataclass(frozen=True)
class PlacedText:
    """One run of text as it was drawn.

    Attributes:
        text: The characters drawn.
        box: Ink bounds ``(left, top, right, bottom)`` in px of the flat card, origin top left.
        pt: Font size in points (1 pt = 1/72 inch).
        font: File name of the font it was drawn with.
    """

    text: str
    box: tuple[float, float, float, float]
    pt: float
    font: str


@dataclass(frozen=True)
class PlacedCode:
    """One QR code as it was drawn.

    Attributes:
        text: Its payload.
        box: Bounds with the quiet zone ``(left, top, right, bottom)`` in px of the flat card, origin top left.
        says: Field values that it holds, as pairs of field and value.
    """

    text: str
    box: tuple[float, float, float, float]
    says: tuple[tuple[str, str | tuple[str, ...]], ...] = ()


@dataclass(frozen=True)
class DrawnCard:
    """A flat card and the truth of what stands on it.

    Attributes:
        picture: RGBA picture of the card at ``px_per_mm``; alpha is 0 outside rounded corners.
        px_per_mm: Pixels per millimetre of ``picture``.
        truth: What stands on the card in the benchmark's form, without ``quad``: keys are ``TRUTH_FIELDS``. A list
            means several accepted spellings, ``{"each": [...]}`` that all of them stand on the card, ``None`` that the
            field is not on the card.
        kind: ``"ja"`` or ``"en"``: the language in which the card is to be read.
        style: Name of the layout.
        fonts: File names of the fonts used.
        texts: Every run of text as placed.
        bearer: Whose Japanese card this is, for the other side; ``None`` for English cards and backs.
        codes: Every QR code as placed.
    """

    picture: Image.Image
    px_per_mm: float
    truth: dict[str, Any]
    kind: str
    style: str
    fonts: tuple[str, ...]
    texts: tuple[PlacedText, ...] = ()
    bearer: Identity | None = None
    codes: tuple[PlacedCode, ...] = ()

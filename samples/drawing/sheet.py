"""The sheet a card is drawn on: it places text, lets none leave the card or meet another, and keeps the truth."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Literal

from PIL import Image, ImageDraw

from samples.drawing.card import PX_PER_MM, TRUTH_FIELDS, DrawnCard, PlacedCode, PlacedText
from samples.drawing.fonts import Face
from samples.drawing.identity import Identity

MM_PER_PT = 25.4 / 72
"""One DTP point in millimetres."""

SAFE_MARGIN_MM = 1.5
"""Text keeps this distance from the edge; card printers ask for 2 to 3 mm and customers do not always listen."""

Box = tuple[float, float, float, float]
Colour = tuple[int, int, int]
Value = str | tuple[str, ...]
"""A field's value as printed; a tuple where several spellings are right."""
Says = tuple[tuple[str, Value], ...]
"""Field values that stand on the card once a run is drawn."""


class DoesNotFitError(Exception):
    """The text of an invented card has no room in the layout drawn for it; draw another card."""


@dataclass(frozen=True)
class Area:
    """A rectangle of the card in millimetres from its top left corner."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """Width in mm."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Height in mm."""
        return self.bottom - self.top


def em_px(pt: float) -> int:
    """Pixels to the em for a font of ``pt`` points on a sheet."""
    return max(4, round(pt * MM_PER_PT * PX_PER_MM))


def run_length(text: str, face: Face, pt: float, tracking: float = 0.0) -> float:
    """Width in mm of a horizontal run; ``tracking`` is extra space between characters in em."""
    px = em_px(pt)
    font = face.sized(px)
    if tracking == 0:
        return font.getlength(text) / PX_PER_MM
    return (sum(font.getlength(ch) for ch in text) + tracking * px * (len(text) - 1)) / PX_PER_MM


def column_length(text: str, face: Face, pt: float, tracking: float = 0.0) -> float:
    """Height in mm of a run set from top to bottom, one em a character."""
    return (len(text) + tracking * (len(text) - 1)) * em_px(pt) / PX_PER_MM


@dataclass
class Sheet:
    """A card while it is being drawn; all positions are mm from the top left corner.

    Attributes:
        picture: RGB picture with the stock already painted.
        texts: Runs of text placed so far.
        blocked: Boxes in px that text must keep clear of (logos, codes, photos).
        said: Field values that stand on the card, in the order in which they were set.
        bearer: Whose Japanese card this is, None for English cards and backs.
        codes: QR codes placed so far.
    """

    picture: Image.Image
    texts: list[PlacedText] = field(default_factory=list)
    blocked: list[Box] = field(default_factory=list)
    said: list[tuple[str, Value]] = field(default_factory=list)
    bearer: Identity | None = None
    codes: list[PlacedCode] = field(default_factory=list)

    @property
    def width(self) -> float:
        """Width in mm."""
        return self.picture.width / PX_PER_MM

    @property
    def height(self) -> float:
        """Height in mm."""
        return self.picture.height / PX_PER_MM

    @property
    def pen(self) -> ImageDraw.ImageDraw:
        """A Pillow pen on the picture."""
        return ImageDraw.Draw(self.picture)

    def say(self, says: Iterable[tuple[str, Value]]) -> None:
        """Notes that these ``(field, value)`` pairs stand on the card."""
        for key, value in says:
            if key not in TRUTH_FIELDS:
                raise ValueError(f"{key!r} is no field of a card's truth")
            self.said.append((key, value))

    def block(self, area: Area) -> None:
        """Keeps text out of ``area``; raises DoesNotFitError if text already stands there."""
        box = (area.left * PX_PER_MM, area.top * PX_PER_MM, area.right * PX_PER_MM, area.bottom * PX_PER_MM)
        if any(_overlap(box, text.box) for text in self.texts) or any(_overlap(box, other) for other in self.blocked):
            raise DoesNotFitError(f"something stands in {area} already")
        self.blocked.append(box)

    def run(
        self, x: float, baseline: float, text: str, face: Face, pt: float, colour: Colour, tracking: float = 0.0
    ) -> None:
        """Draws a horizontal run whose first character's origin is at ``x`` on ``baseline``."""
        px = em_px(pt)
        font, pen = face.sized(px), self.pen
        left, base = x * PX_PER_MM, baseline * PX_PER_MM
        if tracking == 0:
            pen.text((left, base), text, font=font, fill=colour, anchor="ls")
            self._place(text, pen.textbbox((left, base), text, font=font, anchor="ls"), pt, face)
            return
        boxes = []
        at = left
        for ch in text:
            pen.text((at, base), ch, font=font, fill=colour, anchor="ls")
            if not ch.isspace():
                boxes.append(pen.textbbox((at, base), ch, font=font, anchor="ls"))
            at += font.getlength(ch) + tracking * px
        self._place(text, _union(boxes), pt, face)

    def column(
        self, centre: float, top: float, text: str, face: Face, pt: float, colour: Colour, tracking: float = 0.0
    ) -> None:
        """Draws a run from top to bottom in vertical forms, one em a character, around the vertical axis ``centre``."""
        px = em_px(pt)
        font, pen = face.sized(px), self.pen
        axis, at = centre * PX_PER_MM, top * PX_PER_MM
        boxes = []
        for ch in text:
            if not ch.isspace():
                spot = (axis, at)
                pen.text(spot, ch, font=font, fill=colour, direction="ttb", anchor="st")
                boxes.append(pen.textbbox(spot, ch, font=font, direction="ttb", anchor="st"))
            at += px * (1 + tracking)
        self._place(text, _union(boxes), pt, face)

    def sideways(self, centre: float, top: float, text: str, face: Face, pt: float, colour: Colour) -> None:
        """Draws a Latin run turned 90 degrees clockwise, as an e-mail address stands in a vertical column."""
        font = face.sized(em_px(pt))
        ascent, descent = font.getmetrics()
        mask = Image.new("L", (int(font.getlength(text)) + 4, ascent + descent), 0)
        ImageDraw.Draw(mask).text((2, 0), text, font=font, fill=255)
        turned = mask.rotate(-90, expand=True)
        corner = (round(centre * PX_PER_MM - turned.width / 2), round(top * PX_PER_MM))
        self.picture.paste(colour, corner, turned)
        ink = turned.getbbox()
        if ink is None:
            raise ValueError(f"{text!r} leaves no ink")
        box = (corner[0] + ink[0], corner[1] + ink[1], corner[0] + ink[2], corner[1] + ink[3])
        self._place(text, box, pt, face)

    def _place(self, text: str, box: Box, pt: float, face: Face) -> None:
        margin = SAFE_MARGIN_MM * PX_PER_MM
        if (
            box[0] < margin
            or box[1] < margin
            or box[2] > self.picture.width - margin
            or box[3] > self.picture.height - margin
        ):
            raise DoesNotFitError(f"{text!r} leaves the card")
        for other in self.texts:
            if _overlap(box, other.box):
                raise DoesNotFitError(f"{text!r} meets {other.text!r}")
        if any(_overlap(box, other) for other in self.blocked):
            raise DoesNotFitError(f"{text!r} meets a picture")
        self.texts.append(PlacedText(text, box, pt, face.file_name))

    def finish(self, kind: Literal["ja", "en"], style: str, corner_mm: float) -> DrawnCard:
        """The finished card, with its corners rounded by ``corner_mm`` and its truth gathered."""
        alpha = Image.new("L", self.picture.size, 255)
        if corner_mm > 0:
            alpha = Image.new("L", self.picture.size, 0)
            edge = (0, 0, self.picture.width - 1, self.picture.height - 1)
            ImageDraw.Draw(alpha).rounded_rectangle(edge, radius=corner_mm * PX_PER_MM, fill=255)
        picture = self.picture.convert("RGBA")
        picture.putalpha(alpha)
        fonts = tuple(sorted({text.font for text in self.texts}))
        printed = {key for key, _ in self.said}
        coded = [pair for code in self.codes for pair in code.says if pair[0] not in printed]
        truth = gather_truth([*self.said, *coded])
        return DrawnCard(
            picture, PX_PER_MM, truth, kind, style, fonts, tuple(self.texts), self.bearer, tuple(self.codes)
        )


def gather_truth(said: Iterable[tuple[str, Value]]) -> dict[str, Any]:
    """The truth of a card from what was said: one value as it is, several as ``{"each": [...]}``, none as ``None``.

    Departments are one value: a department set over several lines is joined in order.
    """
    by_field: dict[str, list[Value]] = {key: [] for key in TRUTH_FIELDS}
    for key, value in said:
        if value not in by_field[key]:
            by_field[key].append(value)
    truth: dict[str, Any] = {}
    for key, values in by_field.items():
        if key == "department" and values:
            truth[key] = " ".join(value for value in values if isinstance(value, str))
            continue
        plain = [value if isinstance(value, str) else list(value) for value in values]
        truth[key] = None if not plain else plain[0] if len(plain) == 1 else {"each": plain}
    return truth


def _overlap(a: Box, b: Box) -> bool:
    """Whether two boxes share more than a pixel's width, which neighbouring anti-aliased edges may."""
    return min(a[2], b[2]) - max(a[0], b[0]) > 1 and min(a[3], b[3]) - max(a[1], b[1]) > 1


def _union(boxes: list[Box]) -> Box:
    return min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)

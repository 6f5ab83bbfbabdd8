"""Small signs that stand in place of labels: handset, fax, mobile, envelope, globe and pin as simple shapes."""

from __future__ import annotations

from collections.abc import Callable

from PIL import Image, ImageDraw

from samples.drawing.card import PX_PER_MM
from samples.drawing.sheet import Area, Colour, Sheet

_SIDE = 96
"""Signs are drawn this large, in px, and scaled down for smooth edges."""


def _handset(pen: ImageDraw.ImageDraw) -> None:
    pen.arc((-10, -42, 138, 106), 95, 175, fill=255, width=20)
    pen.ellipse((8, 8, 40, 40), fill=255)
    pen.ellipse((56, 56, 88, 88), fill=255)


def _printer(pen: ImageDraw.ImageDraw) -> None:
    pen.rectangle((28, 8, 68, 30), outline=255, width=7)
    pen.rounded_rectangle((8, 32, 88, 70), 8, fill=255)
    pen.rectangle((26, 54, 70, 90), fill=0, outline=255, width=7)


def _mobile(pen: ImageDraw.ImageDraw) -> None:
    pen.rounded_rectangle((26, 4, 70, 92), 10, outline=255, width=8)
    pen.ellipse((43, 74, 53, 84), fill=255)


def _envelope(pen: ImageDraw.ImageDraw) -> None:
    pen.rectangle((6, 20, 90, 78), outline=255, width=7)
    pen.line((8, 24, 48, 54, 88, 24), fill=255, width=7)


def _globe(pen: ImageDraw.ImageDraw) -> None:
    pen.ellipse((8, 8, 88, 88), outline=255, width=6)
    pen.ellipse((32, 8, 64, 88), outline=255, width=5)
    pen.line((8, 48, 88, 48), fill=255, width=5)
    pen.arc((16, -40, 80, 34), 20, 160, fill=255, width=5)
    pen.arc((16, 62, 80, 136), 200, 340, fill=255, width=5)


def _pin(pen: ImageDraw.ImageDraw) -> None:
    pen.ellipse((22, 6, 74, 58), fill=255)
    pen.polygon(((25, 44), (71, 44), (48, 92)), fill=255)
    pen.ellipse((38, 22, 58, 42), fill=0)


def _sign(shape: Callable[[ImageDraw.ImageDraw], None]) -> Callable[[Sheet, Area, Colour], None]:
    def draw(sheet: Sheet, area: Area, colour: Colour) -> None:
        mask = Image.new("L", (_SIDE, _SIDE), 0)
        shape(ImageDraw.Draw(mask))
        side = max(8, round(area.height * PX_PER_MM))
        small = mask.resize((side, side), Image.Resampling.LANCZOS)
        sheet.picture.paste(colour, (round(area.left * PX_PER_MM), round(area.top * PX_PER_MM)), small)

    return draw


def _blank(sheet: Sheet, area: Area, colour: Colour) -> None:
    """Leaves the place of a sign empty, below a row that has one."""


ICONS: dict[str, Callable[[Sheet, Area, Colour], None]] = {
    "tel": _sign(_handset),
    "direct": _sign(_handset),
    "toll_free": _sign(_handset),
    "fax": _sign(_printer),
    "mobile": _sign(_mobile),
    "email": _sign(_envelope),
    "url": _sign(_globe),
    "address": _sign(_pin),
    "blank": _blank,
}
"""Signs by kind of line; ``blank`` keeps the room of a sign free."""

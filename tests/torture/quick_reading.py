"""How the engine ``null`` reads when the plug is in: the text of a card is the payload of the code drawn on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cardscan.ocr.null_engine import NullEngine
from cardscan.records import OcrLine, OcrPage

if TYPE_CHECKING:
    import zxingcpp

    from cardscan.records import Pixels, Quad

PHOTO = (900, 340)
"""Px: the size of a photo on which cards are drawn."""
CARD = (364, 220)
"""Px: 91 × 55 mm at 4 px a mm."""
CODE_MARGIN = 10
"""Px from the card's right edge to the code, which stands half way up."""


def locate(_: NullEngine, pixels: Pixels) -> tuple[Quad, ...]:
    """Five runs of text beside each code on a photo."""
    scale = pixels.shape[1] / PHOTO[0]
    runs = []
    for code in _codes(pixels):
        corner = code.position.bottom_right
        middle = (code.position.top_left.y + corner.y) / 2 / scale
        left, top = corner.x / scale + CODE_MARGIN - CARD[0], middle - CARD[1] / 2
        runs += [_box(left + 15, top + 15 + 28 * place, left + 135, top + 31 + 28 * place) for place in range(5)]
    return tuple(tuple((x * scale, y * scale) for x, y in run) for run in runs)  # type: ignore[misc] # four corners


def read(_: NullEngine, card: Pixels) -> OcrPage:
    """A page with a line for each line of the code's payload; it takes a hundredth of what the networks take."""
    height, width = card.shape[:2]
    lines = payload(card).splitlines()
    step = height / (len(lines) + 1)
    return OcrPage(
        engine="quick 1",
        width=width,
        height=height,
        lines=tuple(_line(text, width, step * (place + 0.5), step) for place, text in enumerate(lines)),
    )


def payload(card: Pixels) -> str:
    """What the code on a card says; nothing where there is none."""
    found = _codes(card)
    return found[0].text if found else ""


def _codes(pixels: Pixels) -> list[zxingcpp.Barcode]:
    import zxingcpp  # only in workers: the plug is in every process

    return zxingcpp.read_barcodes(pixels, zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode]))


def _box(left: float, top: float, right: float, bottom: float) -> Quad:
    return ((left, top), (right, top), (right, bottom), (left, bottom))


def _line(text: str, width: int, top: float, step: float) -> OcrLine:
    right, bottom = min(0.9 * width, 20 + 0.6 * step * len(text)), top + 0.6 * step
    return OcrLine(_box(20.0, top, right, bottom), text, 0.97, "horizontal")


def plug_in() -> None:
    """Let the engine ``null`` read the codes on cards, in this process."""
    for method in (locate, read):
        setattr(NullEngine, method.__name__, method)

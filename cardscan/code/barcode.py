"""Finds and decodes the machine-readable codes in a card's picture, by zxing-cpp."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import cv2
import numpy as np

from cardscan.records import CardCode, Pixels, Quad

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy.typing as npt
    from zxingcpp import Barcode

    Grey = npt.NDArray[np.uint8]

MOST_CODES = 8
"""Codes of one card; a sheet of stickers is no card."""

SHARPENED = (2.0, 1.5)
"""Sigma in px and strength of the unsharp mask for codes out of focus or under glare."""
ENLARGED = 2300.0
"""Long side in px of the last try, for small modules. Of 148 drawn photos, half of them out of focus, shaken or in bad
light, 126 codes are read in the plain picture, 4 more in the sharpened and 1 in the enlarged one, and 132 by a dozen
ways together; the photo's own resolution adds none to the flattened card's, a global threshold loses a quarter."""
_UNASSIGNED = re.compile(r"[\x80-\xa0\ue000-\uf8ff]")
"""What Python makes of bytes that Shift_JIS has no character for."""


def read_codes(pixels: Pixels) -> tuple[CardCode, ...]:
    """The codes in a card's picture, upright or turned, dark on light or light on dark, each payload once.

    Args:
        pixels: the flattened card, BGR; a module of the code should be 2 px or more.
    """
    import zxingcpp  # nothing else needs it

    kinds = zxingcpp.BarcodeFormat
    formats = zxingcpp.BarcodeFormats([kinds.QRCode, kinds.MicroQRCode, kinds.RMQRCode])
    for scale, picture in _tries(pixels):
        codes: dict[str, CardCode] = {}
        for barcode in zxingcpp.read_barcodes(picture, formats)[:MOST_CODES]:
            text = payload_text(barcode.bytes, barcode.text)
            if text:
                codes.setdefault(text, CardCode(_quad(barcode, scale), text, str(barcode.format)))
        if codes:
            return tuple(codes.values())
    return ()


def _tries(pixels: Pixels) -> Iterator[tuple[float, Grey]]:
    """The picture in ever more laborious forms, each with its scale."""
    yield 1.0, np.asarray(cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY), dtype=np.uint8)
    blue, green, red = cv2.split(pixels)
    ink = cv2.min(cv2.min(blue, green), red)  # coloured ink is dark in one of the colours, be it pale in grey
    sigma, strength = SHARPENED
    soft = cv2.GaussianBlur(ink, (0, 0), sigma)
    yield 1.0, np.asarray(cv2.addWeighted(ink, 1 + strength, soft, -strength, 0), dtype=np.uint8)
    scale = ENLARGED / max(ink.shape)
    if scale > 1:
        large = cv2.resize(ink, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC)
        yield scale, np.asarray(large, dtype=np.uint8)


def _quad(barcode: Barcode, scale: float) -> Quad:
    place = barcode.position
    corners = (place.top_left, place.top_right, place.bottom_right, place.bottom_left)
    first, second, third, fourth = ((corner.x / scale, corner.y / scale) for corner in corners)
    return first, second, third, fourth


def payload_text(stored: bytes, guessed: str) -> str:
    """The characters of a payload: UTF-8, else Shift_JIS as Japanese telephones wrote, else what the decoder guessed.

    A Japanese text in Shift_JIS is hardly ever valid UTF-8, nor the other way round.

    >>> payload_text("髙橋".encode("cp932"), "?"), payload_text("髙橋".encode(), "?")
    ('髙橋', '髙橋')
    """
    for encoding in ("utf-8", "cp932"):
        try:
            text = stored.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not _UNASSIGNED.search(text):
            return text
    return guessed

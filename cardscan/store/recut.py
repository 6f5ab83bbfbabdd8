"""Cutting the picture of a card, or a face, out of its photo once more."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cardscan.store.photos import jpeg

if TYPE_CHECKING:
    from cardscan.records import Quad
    from cardscan.store.face_records import Box


def recut_card(original: Path, quad: Quad, px_per_mm: float) -> bytes:
    """The picture of a card as JPEG, as large as it was, so that what was read on it keeps its place.

    Args:
        original: The photo.
        quad: The card's corners in px of the upright photo, the first one top left of the picture.
        px_per_mm: Of the picture that it is to be like.

    Raises:
        UnreadablePhoto: The photo cannot be decoded.
        ValueError: The corners are none of a card.
    """
    import cv2  # loads slowly, and only a repair needs it

    from cardscan.card.rectify import rectify
    from cardscan.photo.load import load_photo
    from cardscan.records import CardOutline

    card = rectify(load_photo(original).pixels, CardOutline(quad, 1.0))
    scale = px_per_mm / card.px_per_mm
    height, width = card.pixels.shape[:2]
    size = max(1, round(width * scale)), max(1, round(height * scale))
    if size == (width, height):
        return jpeg(card.pixels)
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    return jpeg(cv2.resize(card.pixels, size, interpolation=how).astype(card.pixels.dtype))


def recut_face(original: Path, box: Box) -> bytes:
    """A face as JPEG, as it was cut out when it was found.

    Raises:
        UnreadablePhoto: The photo cannot be decoded.
    """
    from cardscan.face.cut import cut_face
    from cardscan.photo.load import load_photo

    return jpeg(cut_face(load_photo(original).pixels, box))

"""The whole journey of one photo: from a file to cards with fields. Keeps nothing, prints nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from cardscan.card.find import find_cards
from cardscan.card.rectify import on_card, rectify, turn
from cardscan.card.rows import in_rows
from cardscan.card.seen import Seen, scaled
from cardscan.code.barcode import read_codes
from cardscan.errors import EngineFailed, UnreadablePhoto
from cardscan.fields.plausibility import reads_like_card
from cardscan.fields.read import read_fields
from cardscan.ocr.contact_signs import with_contact_signs
from cardscan.ocr.crops import shrunk
from cardscan.ocr.engine import OcrEngine
from cardscan.ocr.reading_order import in_reading_order
from cardscan.ocr.sound import SoundEngine
from cardscan.person.complete import complete
from cardscan.person.from_code import with_codes
from cardscan.person.sides_of_photo import with_sides
from cardscan.photo.load import load_photo
from cardscan.records import CardImage, CardOutline, Photo, PhotoReading, Pixels, Quad, ReadCard, ReadFailure

GLANCE_PX = 672
"""Longer side of the copy of a photo that is looked at first: a sixth of 4032 px, which phones' 12 megapixels have, so
that it is made by averaging whole px, and a multiple of text detection's 32."""
ENOUGH_PX = 2000
"""Longer side at which a photo is decoded first; half of 4032."""
READABLE_PX = 1200
"""Long side that each card has at least in a photo decoded smaller; else the photo is decoded again in full."""


def scan_photo(path: Path, engine: OcrEngine) -> PhotoReading:
    """Read every card on a photo; a photo that cannot be read gives its reason instead."""
    sound = SoundEngine(engine)
    try:
        photo, seen = look(path, sound)
        cards = [read_card(photo, outline, seen.texts, sound) for outline in in_rows(seen.outlines)]
    except UnreadablePhoto as error:
        return PhotoReading(path, None, failure=ReadFailure(error.code, str(error)))
    except EngineFailed as error:
        return PhotoReading(path, None, failure=ReadFailure("engine_failed", str(error)))
    return PhotoReading(path, photo.info, with_sides([card for card in cards if card is not None], photo.info))


def look(path: Path, engine: OcrEngine) -> tuple[Photo, Seen]:
    """Decode a photo and find its cards and its text: at a glance, and closely where that leaves a doubt.

    Returns:
        The photo, decoded smaller where its cards can be read so, and what was seen, in px of its ``pixels``.

    Raises:
        UnreadablePhoto: As :func:`cardscan.photo.load.load_photo`.
    """
    photo = load_photo(path, enough=ENOUGH_PX)
    small = shrunk(photo.pixels, GLANCE_PX)
    seen = _seen(small, engine)
    is_clear = seen.is_clear(small.shape[1], small.shape[0])
    seen = seen.scaled(photo.pixels.shape[1] / small.shape[1])
    if photo.scale < 1 and not (is_clear and seen.shortest >= READABLE_PX):
        seen = seen.scaled(1 / photo.scale)
        photo = load_photo(path)
    if is_clear or small is photo.pixels:
        return photo, seen
    return photo, _seen(photo.pixels, engine)


def _seen(pixels: Pixels, engine: OcrEngine) -> Seen:
    texts = engine.locate(pixels)
    return Seen(find_cards(pixels, texts), texts)


def upright_card(pixels: Pixels, outline: CardOutline, texts: Sequence[Quad], engine: OcrEngine) -> CardImage:
    """One card of a picture, flattened and turned upright; ``outline`` and ``texts`` in px of ``pixels``."""
    flat = rectify(pixels, outline)
    return turn(flat, engine.quarter_turns(flat.pixels, on_card(texts, flat)))


def read_card(photo: Photo, outline: CardOutline, texts: Sequence[Quad], engine: OcrEngine) -> ReadCard | None:
    """Flatten one card, turn it upright and read it; None where what is written is no card."""
    upright = upright_card(photo.pixels, outline, texts, engine)
    page = with_contact_signs(upright.pixels, engine.read(upright.pixels))
    fields = read_fields(in_reading_order(page))
    if not reads_like_card(fields):
        return None
    image = replace(upright, quad=scaled(upright.quad, 1 / photo.scale))
    return ReadCard(image, "front", complete(with_codes(fields, read_codes(upright.pixels))))

"""The whole journey of one photo: from a file to cards with fields. Keeps nothing, prints nothing."""

from __future__ import annotations

from pathlib import Path

from cardscan.card.find import find_cards
from cardscan.card.rectify import rectify, turn
from cardscan.code.barcode import read_codes
from cardscan.errors import UnreadablePhoto
from cardscan.fields.plausibility import reads_like_card
from cardscan.fields.read import read_fields
from cardscan.ocr.engine import OcrEngine
from cardscan.ocr.reading_order import in_reading_order
from cardscan.person.complete import complete
from cardscan.person.from_code import with_codes
from cardscan.person.sides_of_photo import with_sides
from cardscan.photo.load import load_photo
from cardscan.records import CardOutline, PhotoReading, Pixels, ReadCard, ReadFailure


def scan_photo(path: Path, engine: OcrEngine) -> PhotoReading:
    """Read every card on a photo; a photo that cannot be read gives its reason instead."""
    try:
        photo = load_photo(path)
    except UnreadablePhoto as error:
        return PhotoReading(path, None, failure=ReadFailure(error.code, str(error)))
    outlines = find_cards(photo.pixels, engine.locate(photo.pixels))
    cards = [read_card(photo.pixels, outline, engine) for outline in outlines]
    return PhotoReading(path, photo.info, with_sides([card for card in cards if card is not None], photo.info))


def read_card(pixels: Pixels, outline: CardOutline, engine: OcrEngine) -> ReadCard | None:
    """Flatten one card, turn it upright and read it; None where what is written is no card."""
    flat = rectify(pixels, outline)
    upright = turn(flat, engine.quarter_turns(flat.pixels))
    page = engine.read(upright.pixels)
    fields = read_fields(in_reading_order(page))
    if not reads_like_card(fields):
        return None
    return ReadCard(upright, "front", complete(with_codes(fields, read_codes(upright.pixels))))

"""From a picture with a code to a card: the whole way, with an engine that reads what it is told."""

from __future__ import annotations

from pathlib import Path

from cardscan.card.geometry import frame_quad
from cardscan.ocr.null_engine import NullEngine
from cardscan.pipeline import read_card
from cardscan.records import CardOutline, OcrLine, OcrPage, Photo, PhotoInfo, Pixels, ReadCard, Source
from tests.code.test_barcode import MECARD, pixels, printed


class ToldEngine(NullEngine):
    """Reads the same lines on every card."""

    def __init__(self, *lines: str) -> None:
        self.lines = lines

    def read(self, card: Pixels) -> OcrPage:
        height, width = card.shape[:2]
        lines = []
        for place, text in enumerate(self.lines):
            top, right = 80.0 + 90 * place, 80.0 + 40 * len(text)
            quad = ((80.0, top), (right, top), (right, top + 40), (80.0, top + 40))
            lines.append(OcrLine(quad, text, 0.99, "horizontal"))
        return OcrPage("told 1", width, height, tuple(lines))


def card_of(content: str | bytes, *lines: str) -> ReadCard | None:
    picture = pixels(printed(content, side=300))
    height, width = picture.shape[:2]
    photo = Photo(PhotoInfo(Path("card.png"), "", "image/png", width, height, None, None), picture)
    return read_card(photo, CardOutline(frame_quad(width, height), 1.0), (), ToldEngine(*lines))


def test_a_contact_in_the_code_outranks_what_was_read() -> None:
    card = card_of(MECARD.encode("cp932"), "株式会社見本", "高橋　健", "TEL 03-1234-5678", "ken@exanple.co.jp")
    assert card is not None
    contact, source = card.fields.contact, card.fields.source
    assert (contact.full_name, contact.phonetic_name) == ("髙橋 健", "たかはし けん")
    assert contact.organization == "株式会社見本"
    assert contact.emails == ("ken@example.co.jp",)
    assert [phone.text for phone in contact.phones] == ["03-1234-5678"]
    assert source == dict.fromkeys(("full_name", "phonetic_name", "emails"), Source.QR)
    assert [line.text for line in card.fields.lines if line.kind == "code"] == [MECARD]


def test_a_code_alone_makes_no_card_of_a_receipt() -> None:
    receipt = ("領収書", "合計 1,280", "お預り 2,000", "お釣り 720", "毎度ありがとうございます")
    assert card_of("https://www.example.co.jp/", *receipt) is None

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from cardscan.errors import UnreadablePhoto
from cardscan.ocr import tesseract_engine
from cardscan.ocr.crops import resized, turned
from cardscan.ocr.reading_order import in_reading_order
from cardscan.ocr.tesseract_engine import TesseractEngine
from tests.ocr.conftest import picture
from tests.ocr.test_rapid_engine import on_a_desk


def texts(engine: TesseractEngine, name: str) -> list[str]:
    return [line.text for line in in_reading_order(engine.read(picture(f"cards/{name}"))).lines]


def test_reads_an_english_card(tesseract: TesseractEngine) -> None:
    found = texts(tesseract, "english")
    assert found[:5] == [
        "Redwood Construction Group",
        "OLIVIA T. THOMAS",
        "Founder",
        "782 Pine Ridge Drive",
        "Denver, CO 80202",
    ]
    assert "Email othomas@redwood-demo.net" in found


def test_japanese_words_are_not_torn_apart(tesseract: TesseractEngine) -> None:
    assert "株式会社白樺保険サービス" in texts(tesseract, "dark")


def test_reads_columns_where_lines_make_no_sense(tesseract: TesseractEngine) -> None:
    page = tesseract.read(picture("cards/tate"))
    columns = {line.text for line in page.lines if line.direction == "vertical"}
    assert {"司法書士法人常盤総合", "アソシエイト"} <= columns


def test_boxes_and_scores_are_in_px_of_the_card_and_0_to_1(tesseract: TesseractEngine) -> None:
    card = picture("cards/english")
    small = resized(card, card.shape[1] // 2, card.shape[0] // 2)
    page = tesseract.read(small)
    name = next(line for line in page.lines if line.text == "OLIVIA T. THOMAS")
    reference = next(line for line in tesseract.read(card).lines if line.text == "OLIVIA T. THOMAS")
    assert np.array(name.quad) * 2 == pytest.approx(np.array(reference.quad), abs=8)
    assert 0.8 < name.score <= 1
    assert (page.width, page.height) == (small.shape[1], small.shape[0])


@pytest.mark.parametrize("turns", range(4))
@pytest.mark.parametrize("name", ["yoko", "english", "tate"])
def test_tells_which_way_is_up(tesseract: TesseractEngine, name: str, turns: int) -> None:
    assert tesseract.quarter_turns(turned(picture(f"cards/{name}"), -turns)) == turns


def test_a_card_of_few_characters_is_turned_by_reading_it_each_way(tesseract: TesseractEngine) -> None:
    line = picture("cards/english")[180:250, 60:640]
    assert tesseract.quarter_turns(turned(line, 1)) == 3


def test_locates_lines_on_a_slanted_card(tesseract: TesseractEngine) -> None:
    card = picture("cards/english")
    photo, to_photo = on_a_desk(card, 25)
    runs = tesseract.locate(photo)
    centres = [to_photo @ np.array([*np.mean(line.quad, axis=0), 1.0]) for line in tesseract.read(card).lines]
    found = [centre for centre in centres if any(np.linalg.norm(np.mean(run, axis=0) - centre) < 40 for run in runs)]
    assert len(found) >= 0.6 * len(centres)


def test_nothing_is_written_on_a_blank_card(tesseract: TesseractEngine) -> None:
    blank = np.full((550, 910, 3), 245, dtype=np.uint8)
    assert tesseract.locate(blank) == ()
    assert tesseract.quarter_turns(blank) == 0
    assert tesseract.read(blank).lines == ()


def test_a_hanging_tesseract_is_given_up(tesseract: TesseractEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tesseract_engine, "_TIME_LIMIT", 0.01)
    with pytest.raises(UnreadablePhoto, match="did not answer") as given_up:
        tesseract.read(np.asarray(Image.new("RGB", (1300, 800), "white")))
    assert given_up.value.code == "timeout"

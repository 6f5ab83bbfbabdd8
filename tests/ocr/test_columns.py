from __future__ import annotations

import pytest

from cardscan.ocr.columns import mend_column
from cardscan.ocr.rapid_models import LineReader, Reading, load_models
from tests.ocr.conftest import picture


@pytest.fixture(scope="module")
def reader() -> LineReader:
    return load_models(threads=1)[1]


@pytest.mark.parametrize(
    ("strip", "printed"),
    [
        ("dashes", "〇九五五－七八－四五二七"),
        ("brackets", "〇七九（五八五）七六五七"),
        ("long_vowels", "ハーモニーデザイン"),
    ],
)
def test_puts_back_what_the_recogniser_swallowed(reader: LineReader, strip: str, printed: str) -> None:
    pixels = picture(f"strips/{strip}")
    (reading,) = reader.read([pixels])
    mended = mend_column(pixels, reading, reader.read)
    assert printed not in reading.text
    assert printed in mended.text.replace("(", "（").replace(")", "）")


def test_keeps_one_score_and_place_a_character(reader: LineReader) -> None:
    pixels = picture("strips/dashes")
    (reading,) = reader.read([pixels])
    mended = mend_column(pixels, reading, reader.read)
    assert len(mended.text) == len(mended.char_scores) == len(mended.centres)
    assert list(mended.centres) == sorted(mended.centres)
    assert 0 < mended.score <= 1


@pytest.mark.parametrize(("strip", "printed"), [("dash_runs_on", "089-862-6474"), ("slim_ones", "070-5211-9591")])
def test_tells_dashes_between_upright_figures_from_ones(reader: LineReader, strip: str, printed: str) -> None:
    pixels = picture(f"strips/{strip}")
    (reading,) = reader.read([pixels])
    assert printed in mend_column(pixels, reading, reader.read).text


def test_leaves_latin_text_set_sideways_alone(reader: LineReader) -> None:
    reading = Reading("info@example.co.jp", 0.9, (0.9,) * 18, tuple((i + 0.5) / 18 for i in range(18)))
    assert mend_column(picture("strips/dashes"), reading, reader.read) is reading


def test_drops_the_less_certain_of_two_characters_in_one_cell(reader: LineReader) -> None:
    pixels = picture("strips/figures")
    (reading,) = reader.read([pixels])
    at = reading.text.index("九")
    doubled = Reading(
        text=reading.text[: at + 1] + "丸" + reading.text[at + 1 :],
        score=reading.score,
        char_scores=(*reading.char_scores[: at + 1], 0.3, *reading.char_scores[at + 1 :]),
        centres=(*reading.centres[: at + 1], reading.centres[at] + 0.005, *reading.centres[at + 1 :]),
    )
    assert mend_column(pixels, doubled, reader.read).text == mend_column(pixels, reading, reader.read).text

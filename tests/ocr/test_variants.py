from __future__ import annotations

import numpy as np
import pytest

from cardscan.ocr.rapid_models import LineReader, load_models
from cardscan.ocr.two_readings import read_column
from cardscan.ocr.variants import FormReader
from cardscan.orthography.printed_form import likeliest_form
from tests.ocr.conftest import picture


@pytest.fixture(scope="module")
def reader() -> LineReader:
    return load_models(1)[1]


def decided(reader: LineReader, strip: str, *, column: bool = False) -> str:
    """The text of a strip with each form that is likeliest in a name."""
    pixels = picture(f"strips/{strip}")
    reading = read_column(reader, pixels) if column else reader.read([pixels])[0]
    forms = iter(reading.forms)
    seen = next(forms, None)
    text = ""
    for character in reading.text:
        if seen is not None and character == seen.character:
            text += likeliest_form([seen], rarity=1.5)
            seen = next(forms, None)
        else:
            text += character
    assert seen is None
    return text


@pytest.mark.parametrize(
    ("strip", "printed"),
    [
        ("takahashi_plain", "高橋健一"),
        ("takahashi_ladder", "髙橋健一"),
        ("yamazaki_plain", "山崎香織"),
        ("yamazaki_standing", "山﨑香織"),
        ("hamada_plain", "浜田直樹"),
        ("hamada_old", "濱田直樹"),
        ("hamada_rare", "濵田直樹"),
        ("yoshida_plain", "吉田陽子"),
        ("yoshida_earth", "𠮷田陽子"),
        ("watanabe_plain", "渡辺翔太"),
        ("watanabe_square", "渡邊翔太"),
        ("watanabe_mouth", "渡邉翔太"),
        ("yanagida_rare", "栁田美咲"),
        ("tsuchiya_dot", "圡屋拓也"),
    ],
)
def test_tells_the_forms_in_lines(reader: LineReader, strip: str, printed: str) -> None:
    assert decided(reader, strip) == printed


@pytest.mark.parametrize(
    ("strip", "printed"),
    [
        ("ezaki_column", "江﨑千尋"),
        ("takagi_column", "髙木由美"),
        ("takagi_plain_column", "高木由美"),
        ("saito_column", "齋藤幸生"),
    ],
)
def test_tells_the_forms_in_columns(reader: LineReader, strip: str, printed: str) -> None:
    assert decided(reader, strip, column=True) == printed


def test_what_is_beyond_the_basic_plane_is_written_everyday_until_it_is_a_name(reader: LineReader) -> None:
    (reading,) = reader.read([picture("strips/yoshida_earth")])
    assert reading.text == "吉田陽子"


def test_forms_of_another_recogniser_are_not_told(reader: LineReader) -> None:
    other = FormReader(reader.characters[:-1])
    scores = np.full((4, len(reader.characters)), 1e-5, dtype=np.float32)
    assert other.read("高", scores, [1], column=False) == [None]

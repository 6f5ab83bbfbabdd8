from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest

from cardscan.errors import EngineMissing
from cardscan.ocr import networks
from cardscan.ocr.crops import turned
from cardscan.ocr.networks import Runtime
from cardscan.ocr.rapid_engine import RapidEngine
from cardscan.ocr.reading_order import in_reading_order
from cardscan.records import CardText, Pixels
from tests.ocr.conftest import picture

CARDS = ("yoko", "yoko_two_columns", "wide_name", "dark", "english", "tate", "tate_with_yoko_contact")


def read(engine: RapidEngine, name: str) -> CardText:
    return in_reading_order(engine.read(picture(f"cards/{name}")))


def texts(engine: RapidEngine, name: str) -> list[str]:
    return [line.text for line in read(engine, name).lines]


def test_reads_an_english_card(rapid: RapidEngine) -> None:
    assert texts(rapid, "english") == [
        "Redwood Construction Group",
        "OLIVIA T. THOMAS",
        "Founder",
        "782 Pine Ridge Drive",
        "Denver, CO 80202",
        "Main +1 206 283 7783",
        "Cell +1 404 574 0681",
        "Facsimile +1 213 615 8683",
        "Email othomas@redwood-demo.net",
        "http://www.redwood-demo.net/",
        "Lic. #01234567",
    ]


def test_reads_a_block_and_then_the_block_beside_it(rapid: RapidEngine) -> None:
    found = texts(rapid, "yoko_two_columns")
    assert found[:6] == ["株式会社", "武蔵野地所", "法務部", "店長", "ナガミネ　リョウ", "長嶺　瞭"]
    assert found[6].endswith("601-1336 京都府京都市伏見区")
    assert found[8:11] == ["TEL:075-532-2453", "FAX:075-532-8016", "携帯:070-4640-5622"]


def test_a_name_set_with_a_wide_gap_is_one_line_with_one_space(rapid: RapidEngine) -> None:
    assert "福嶋　さくら" in texts(rapid, "wide_name")


def test_reads_light_print_on_dark_stock(rapid: RapidEngine) -> None:
    found = texts(rapid, "dark")
    assert {"株式会社白樺保険サービス", "営業課", "鶴見　静香", "SHIZUKA TSURUMI"} <= set(found)


def test_reads_columns_from_the_right(rapid: RapidEngine) -> None:
    card = read(rapid, "tate")
    found = [line.text for line in card.lines]
    assert found[:4] == ["司法書士法人常盤総合", "アソシエイト", "AFP", "南　沙豊"]
    assert found[4].endswith("八四九－〇三〇五")
    assert found[5] == "佐賀県小城市牛津町上砥川八百九十一番地の十八"
    assert found[7] == "e-mail: office@tokiwa-demo.com"
    assert {line.direction for line in card.lines} == {"vertical"}


def test_reads_columns_before_the_lines_below_them(rapid: RapidEngine) -> None:
    card = read(rapid, "tate_with_yoko_contact")
    assert [line.text for line in card.lines[:6]] == [
        "北斗土地建物㈱",
        "秘書室",
        "宅地建物取引士",
        "相続診断士",
        "不動産鑑定士",
        "佐久間　太毅",
    ]
    assert [line.direction for line in card.lines] == ["vertical"] * 6 + ["horizontal"] * 4


def test_boxes_hug_their_characters(rapid: RapidEngine) -> None:
    card = read(rapid, "english")
    name = next(line for line in card.lines if line.text == "OLIVIA T. THOMAS")
    small = next(line for line in card.lines if line.text == "Lic. #01234567")
    assert name.size > 1.5 * small.size
    (left, top), _, (right, bottom), _ = ((round(x), round(y)) for x, y in name.quad)
    inside = picture("cards/english")[top:bottom, left:right]
    print_rows = np.flatnonzero((inside.min(axis=2) < 128).any(axis=1))
    assert len(print_rows) >= 0.6 * (bottom - top)


@pytest.mark.parametrize("turns", range(4))
@pytest.mark.parametrize("name", CARDS)
def test_tells_which_way_is_up(rapid: RapidEngine, name: str, turns: int) -> None:
    lying = turned(picture(f"cards/{name}"), -turns)
    assert rapid.quarter_turns(lying) == turns


@pytest.mark.parametrize("turns", range(4))
@pytest.mark.parametrize("name", ["english", "tate"])
def test_tells_which_way_is_up_from_where_text_is_known_to_stand(rapid: RapidEngine, name: str, turns: int) -> None:
    lying = turned(picture(f"cards/{name}"), -turns)
    assert rapid.quarter_turns(lying, rapid.locate(lying)) == turns


def on_a_desk(card: Pixels, degrees: float) -> tuple[Pixels, np.ndarray[Any, Any]]:
    """The card turned clockwise in the middle of a larger photo, and the transformation from card to photo."""
    height, width = card.shape[:2]
    side = 2 * max(height, width)
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), -degrees, 1.0)
    matrix[:, 2] += (side - width) / 2, (side - height) / 2
    photo = cv2.warpAffine(card, matrix, (side, side), borderValue=(90, 110, 130))
    return np.asarray(photo, dtype=np.uint8), matrix


def test_locates_text_on_a_slanted_card_in_px_of_the_photo(rapid: RapidEngine) -> None:
    card = picture("cards/english")
    photo, to_photo = on_a_desk(card, 20)
    runs = rapid.locate(photo)
    for line in rapid.read(card).lines:
        centre = to_photo @ np.array([*np.mean(line.quad, axis=0), 1.0])
        assert any(
            cv2.pointPolygonTest(np.array(run, dtype=np.float32), (float(centre[0]), float(centre[1])), False) > 0
            for run in runs
        ), line.text
    top_left, top_right = np.array(runs[0][0]), np.array(runs[0][1])
    across = top_right - top_left
    assert np.degrees(np.arctan2(across[1], across[0])) == pytest.approx(20, abs=4)


@pytest.mark.parametrize("shape", [(600, 1000, 3), (1, 1, 3), (3, 900, 3), (20, 20, 3)])
def test_finds_nothing_where_nothing_is_written(rapid: RapidEngine, shape: tuple[int, int, int]) -> None:
    blank = np.full(shape, 240, dtype=np.uint8)
    assert rapid.locate(blank) == ()
    assert rapid.quarter_turns(blank) == 0
    page = rapid.read(blank)
    assert page.lines == ()
    assert (page.height, page.width) == shape[:2]


def test_gives_the_same_answer_for_the_same_card(rapid: RapidEngine) -> None:
    card = picture("cards/tate")
    assert rapid.read(card) == rapid.read(card)


def test_says_who_read_the_page(rapid: RapidEngine) -> None:
    assert rapid.read(picture("cards/tate")).engine == f"rapidocr {rapid.version}"


@pytest.mark.parametrize("runtime", ["onnxruntime", "openvino"])
def test_needs_no_network(monkeypatch: pytest.MonkeyPatch, runtime: Runtime) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("the engine went to the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    assert RapidEngine(runtime=runtime).read(picture("cards/english")).lines


def test_prints_nothing() -> None:
    code = (
        "import numpy as np; from cardscan.ocr.rapid_engine import RapidEngine; "
        "RapidEngine().read(np.full((300, 500, 3), 255, np.uint8))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("", "")


def test_a_wheel_without_its_model_is_reported(tmp_path: Path) -> None:
    with pytest.raises(EngineMissing, match=r"PP-OCRv6_rec_small\.onnx.*pip install"):
        networks.model_file(tmp_path, networks.RECOGNITION)


@pytest.mark.parametrize("name", ["yoko_two_columns", "tate", "english"])
def test_openvino_reads_the_same(rapid: RapidEngine, openvino: RapidEngine, name: str) -> None:
    card = picture(f"cards/{name}")
    assert openvino.locate(card) == rapid.locate(card)
    ours, theirs = openvino.read(card), rapid.read(card)
    assert [(line.text, line.quad, line.direction) for line in ours.lines] == [
        (line.text, line.quad, line.direction) for line in theirs.lines
    ]
    assert [line.score for line in ours.lines] == pytest.approx([line.score for line in theirs.lines], abs=1e-3)

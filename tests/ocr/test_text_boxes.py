from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
from rapidocr.ch_ppocr_det.utils import DBPostProcess

from cardscan.ocr.crops import turned
from cardscan.ocr.networks import DETECTION, OnnxNetwork
from cardscan.ocr.text_boxes import text_boxes
from tests.ocr.conftest import picture

CARDS = sorted(path.stem for path in (Path(__file__).parent / "cards").glob("*.webp"))


@pytest.fixture(scope="module")
def network() -> OnnxNetwork:
    return OnnxNetwork(DETECTION, 1)


@pytest.mark.parametrize("turns", [0, 1])
@pytest.mark.parametrize("name", CARDS)
def test_the_boxes_are_those_of_rapidocr(network: OnnxNetwork, name: str, turns: int) -> None:
    card = turned(picture(f"cards/{name}"), turns)
    rows, columns = (side // 64 * 32 for side in card.shape[:2])
    tensor = np.moveaxis(cv2.resize(card, (columns, rows)).astype(np.float32) / 127.5 - 1, -1, 0)[np.newaxis]
    heat = network(np.ascontiguousarray(tensor))
    height, width = card.shape[:2]
    expected, _ = DBPostProcess(0.3, 0.5, 1000, 1.6, "fast", use_dilation=True)(heat, (height, width))
    assert len(expected) >= 4
    np.testing.assert_array_equal(text_boxes(heat[0, 0], width, height), expected)


def test_there_are_no_boxes_on_a_cold_map() -> None:
    assert text_boxes(np.zeros((64, 96), dtype=np.float32), 960, 640) == []

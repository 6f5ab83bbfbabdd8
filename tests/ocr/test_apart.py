from __future__ import annotations

import cv2
import numpy as np
import pytest

from cardscan.ocr.apart import set_apart
from cardscan.ocr.rapid_models import Found
from cardscan.records import Pixels, Quad


def box(left: float, right: float, top: float = 40, bottom: float = 100) -> Found:
    quad: Quad = ((left, top), (right, top), (right, bottom), (left, bottom))
    return Found(quad, quad)


@pytest.fixture
def card() -> Pixels:
    pixels = np.full((200, 600, 3), 245, dtype=np.uint8)
    for left in (50, 110, 300, 360):
        cv2.rectangle(pixels, (left, 45), (left + 45, 95), (20, 20, 20), -1)
    return pixels


def test_two_boxes_of_a_line_are_cut_at_the_blank_between(card: Pixels) -> None:
    left, right = set_apart(card, [box(45, 200), box(130, 410)])
    assert left.with_margin[1][0] == right.with_margin[0][0]
    assert 156 <= left.with_margin[1][0] <= 200
    assert left.with_margin[0][0] == 45
    assert right.with_margin[1][0] == 410


@pytest.mark.parametrize(
    "other", [box(210, 410), box(130, 410, 101, 160), box(50, 140, 45, 95), box(60, 410)], ids=lambda found: ""
)
def test_boxes_apart_on_other_lines_or_on_each_other_stay(card: Pixels, other: Found) -> None:
    assert set_apart(card, [box(45, 200), other]) == [box(45, 200), other]

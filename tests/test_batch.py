"""Many photos over processes: order, crashes, hangs."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from PIL import Image

from cardscan.batch import scan_many
from cardscan.ocr.null_engine import NullEngine
from cardscan.records import Pixels, Quad


class FaultyEngine(NullEngine):
    """Dies on a red photo, hangs on a blue one and has a defect that shows on a white one."""

    def locate(self, pixels: Pixels) -> tuple[Quad, ...]:
        blue, _, red = (int(value) for value in pixels[0, 0])
        if red > 200 > blue:
            os.abort()
        if blue > 200 > red:
            time.sleep(60)
        if min(blue, red) > 200:
            raise ZeroDivisionError("division by zero")
        return super().locate(pixels)


@pytest.fixture
def photos(tmp_path: Path) -> list[Path]:
    paths = []
    for number, colour in enumerate(["gray", "red", "white", "blue", "gray"]):
        paths.append(tmp_path / f"{number}.png")
        Image.new("RGB", (64, 48), colour).save(paths[-1])
    return paths


def test_a_crash_a_hang_and_a_defect_cost_one_photo_each(photos: list[Path]) -> None:
    readings = list(scan_many(photos, engine=FaultyEngine, workers=2, timeout=6))
    assert [reading.path for reading in readings] == photos
    assert [reading.failure and reading.failure.code for reading in readings] == [
        None,
        "crashed",
        "crashed",
        "timeout",
        None,
    ]


def test_unreadable_files_are_told_and_the_others_read(photos: list[Path], tmp_path: Path) -> None:
    (tmp_path / "empty.jpg").touch()
    readings = list(scan_many([tmp_path / "empty.jpg", photos[0]], engine="null", workers=1))
    assert [reading.failure and reading.failure.code for reading in readings] == ["empty", None]


def test_nothing_to_read_starts_nothing() -> None:
    assert list(scan_many([], engine="null")) == []

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from cardscan.ocr.rapid_engine import RapidEngine
from cardscan.ocr.tesseract_engine import TesseractEngine
from cardscan.records import Pixels

HERE = Path(__file__).parent


def picture(name: str) -> Pixels:
    """A picture of this folder by its path without suffix, BGR."""
    rgb = np.asarray(Image.open(HERE / f"{name}.webp").convert("RGB"), dtype=np.uint8)
    return np.ascontiguousarray(rgb[:, :, ::-1])


@pytest.fixture(scope="session")
def rapid() -> RapidEngine:
    return RapidEngine()


@pytest.fixture(scope="session")
def openvino() -> RapidEngine:
    return RapidEngine(runtime="openvino")


@pytest.fixture(scope="session")
def tesseract() -> TesseractEngine:
    return TesseractEngine()

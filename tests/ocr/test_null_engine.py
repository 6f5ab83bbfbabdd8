from __future__ import annotations

import numpy as np

from cardscan.ocr.engine import OcrEngine
from cardscan.ocr.null_engine import NullEngine
from cardscan.records import OcrPage


def test_reads_nothing() -> None:
    engine: OcrEngine = NullEngine()
    card = np.zeros((55, 91, 3), dtype=np.uint8)
    assert engine.locate(card) == ()
    assert engine.quarter_turns(card) == 0
    assert engine.read(card) == OcrPage(engine="null 1", width=91, height=55, lines=())

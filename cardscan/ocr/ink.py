"""Print and paper told apart."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from cardscan.records import Pixels


def ink_of(strip: Pixels) -> npt.NDArray[np.uint8]:
    """Where a strip of text has print: 1, elsewhere 0. Print covers the smaller part, whatever its colour."""
    gray = cv2.cvtColor(strip, cv2.COLOR_BGR2GRAY)
    _, mask = cv2.threshold(gray, 0, 1, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    ink = np.asarray(mask, dtype=np.uint8)
    return ink if ink.mean() <= 0.5 else 1 - ink

"""Medians of many short rows."""

from __future__ import annotations

from typing import TypeVar

import numpy as np
import numpy.typing as npt

Real = TypeVar("Real", np.float32, np.float64)


def medians(rows: npt.NDArray[Real]) -> npt.NDArray[Real]:
    """The median along the last axis, of one value or more and no NaN.

    NumPy's own takes twice the time: it looks for NaN, and its sort of short rows is quicker than its partition.
    """
    ordered = np.sort(rows, axis=-1)
    half = rows.shape[-1] // 2
    if rows.shape[-1] % 2:
        return np.asarray(ordered[..., half])
    return np.asarray((ordered[..., half - 1] + ordered[..., half]) / 2)

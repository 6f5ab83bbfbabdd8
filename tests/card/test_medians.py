"""Medians agree with NumPy's."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from cardscan.card.medians import medians


@given(arrays(np.float64, array_shapes(min_dims=1, max_dims=3, max_side=9), elements=st.floats(-1e6, 1e6)))
def test_medians_are_those_of_numpy(rows: npt.NDArray[np.float64]) -> None:
    np.testing.assert_allclose(medians(rows), np.median(rows, axis=-1), rtol=1e-12)

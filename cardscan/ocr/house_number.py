"""The lone figure before a street's name, ``2 Kingdom Street``, which text detection takes for no text of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from cardscan.ocr.crops import quad_size
from cardscan.records import Pixels, Quad

STARTS_A_STREET = re.compile(r"[A-Z][a-zé]+ [A-Za-z]+")
"""Where a lone figure may stand before: words in Latin script that begin with a capital."""

_REACH = 1.4
"""In heights of the box, which is 1.3 times the type: one or two figures and the space after them."""

_FAINTEST = 0.4
"""Contrast of the room over that of the whole strip, at least, where a figure stands. In 127 lines of drawn photos with
no figure there nine in ten had less, half of them 0.06; a figure of the line's own ink has 0.8 or more."""


def reached_left(quad: Quad, others: Sequence[Quad]) -> Quad | None:
    """``quad`` made longer to the left by the room of two figures; None where other text stands there.

    Args:
        quad: A horizontal line, px.
        others: All lines of the picture; ``quad`` itself among them does no harm.
    """
    corners = np.array(quad)
    _, height = quad_size(quad)
    along = corners[1] - corners[0]
    step = along * (_REACH * height / max(float(np.linalg.norm(along)), 1e-6))
    left = corners[[0, 3]] - step
    middle = (left[0] + left[1] + corners[0] + corners[3]) / 4
    if left[:, 0].min() < 0 or any(_holds(other, middle, height / 5) for other in others if other != quad):
        return None
    (x0, y0), (x3, y3) = ((float(x), float(y)) for x, y in left)
    return (x0, y0), quad[1], quad[2], (x3, y3)


def is_blank(strip: Pixels, size: float) -> bool:
    """Whether no figure can stand in the room that :func:`reached_left` added to a line.

    Args:
        strip: The picture of the longer line.
        size: Height in px of the box that was made longer.
    """
    room = strip[:, : round(_REACH * size) - round(size / 5)]
    gray = strip.mean(axis=2)
    return bool(np.ptp(room.mean(axis=2)) < _FAINTEST * np.ptp(gray)) if room.size else True


def with_figures(text: str, longer: str) -> str:
    """``longer``, read from further left, where it says the same after a number; else ``text``.

    >>> with_figures("Kingdom Street", "2 Kingdom Street"), with_figures("Blue Ring", "0 Blue Ring")
    ('2 Kingdom Street', 'Blue Ring')
    """
    match = re.fullmatch(r"([1-9]\d{0,3}) ?(\S.*)", longer.strip())
    same = match is not None and match[2].replace(" ", "") == text.replace(" ", "")
    return f"{match[1]} {text.strip()}" if match is not None and same else text


def _holds(quad: Quad, point: npt.NDArray[np.float64], slack: float) -> bool:
    xs, ys = [x for x, _ in quad], [y for _, y in quad]
    return bool(min(xs) - slack < point[0] < max(xs) + slack and min(ys) - slack < point[1] < max(ys) + slack)

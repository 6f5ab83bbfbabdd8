"""What of a card's text can still be read when a part of the card is outside the picture or under a thumb."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from samples.drawing.card import DrawnCard, PlacedText
from samples.scenes.camera import Points
from samples.scenes.layout import Lying

NOT_SCORED = "?"
"""The benchmark's mark for a field about which nothing is asked."""


def box_corners(card: DrawnCard, box: tuple[float, float, float, float]) -> Points:
    """A box in px of the flat card as four points in mm from the card's centre."""
    left, top, right, bottom = box
    middle = np.array(card.picture.size) / 2
    corners: Points = (np.array([(left, top), (right, top), (right, bottom), (left, bottom)]) - middle) / card.px_per_mm
    return corners


def on_table(place: Lying, points: Points) -> Points:
    """Points in mm from the card's centre, along its own axes, as mm on the table."""
    corners = place.corners()
    w, h = place.size
    x_axis, y_axis = (corners[1] - corners[0]) / w, (corners[3] - corners[0]) / h
    lying: Points = np.array(place.centre) + points[:, :1] * x_axis + points[:, 1:] * y_axis
    return lying


def _fold(text: str) -> str:
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", text).casefold())


def _printed(spellings: Any, print_run: str) -> bool:
    if isinstance(spellings, dict):
        return all(_printed(one, print_run) for one in spellings["each"])
    return any(_fold(one) in print_run for one in ([spellings] if isinstance(spellings, str) else spellings))


def truth_of_part(truth: dict[str, Any], visible: Iterable[PlacedText]) -> dict[str, Any]:
    """A card's truth when only some of its text is visible.

    A field stays where one of its accepted spellings stands whole in the visible text; every other field that the card
    has becomes ``NOT_SCORED``: a program may or may not make something of the rest.
    """
    print_run = _fold("".join(text.text for text in visible))
    return {
        field: value if value is None or _printed(value, print_run) else NOT_SCORED for field, value in truth.items()
    }


def scored(truth: dict[str, Any]) -> list[str]:
    """The fields about which something is asked."""
    return [field for field, value in truth.items() if value not in (None, NOT_SCORED)]


def clearance(card: DrawnCard, spot: Sequence[float]) -> float:
    """Distance in mm from a spot (mm from the card's centre) to the nearest text; infinite on a card without text."""
    x, y = spot
    nearest = float("inf")
    for text in card.texts:
        (left, top), (right, bottom) = box_corners(card, text.box)[[0, 2]]
        away = np.hypot(max(left - x, 0.0, x - right), max(top - y, 0.0, y - bottom))
        nearest = min(nearest, float(away))
    return nearest

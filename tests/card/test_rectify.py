from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt
import pytest

from cardscan.card.geometry import rotate_corners
from cardscan.card.rectify import on_card, rectify, turn
from cardscan.records import CardImage, CardOutline, Pixels, Quad
from tests.card.scene import PX_PER_MM, Print, Scene, scene

CORNERS = ((40, 40, 220), (40, 220, 40), (220, 40, 40), (40, 200, 220))
"""Red, green, blue, yellow: clockwise from the top left."""


def marked(size: tuple[int, int] = (91, 55)) -> Print:
    """A card with a coloured square in each corner and a circle in the middle."""
    width, height = size[0] * PX_PER_MM, size[1] * PX_PER_MM
    pixels = np.full((height, width, 3), 245, dtype=np.uint8)
    side = 12 * PX_PER_MM
    for colour, (x, y) in zip(
        CORNERS, ((0, 0), (width - side, 0), (width - side, height - side), (0, height - side)), strict=True
    ):
        cv2.rectangle(pixels, (x, y), (x + side, y + side), colour, -1)
    cv2.circle(pixels, (width // 2, height // 2), 14 * PX_PER_MM, (0, 0, 0), -1)
    return Print(pixels, [])


def corner_colours(card: CardImage) -> list[int]:
    """Which of ``CORNERS`` is seen in each corner, clockwise from the top left."""
    inset = round(6 * card.px_per_mm)
    pixels = card.pixels.astype(int)
    seen = (pixels[inset, inset], pixels[inset, -inset], pixels[-inset, -inset], pixels[-inset, inset])
    return [int(np.argmin([np.abs(colour - np.array(known)).sum() for known in CORNERS])) for colour in seen]


def flatten(view: Scene, quad: Quad | None = None) -> CardImage:
    return rectify(view.photo(), CardOutline(quad or view.truth[0], 0.9))


def circle_ratio(pixels: Pixels) -> float:
    """Width over height of the dark circle."""
    dark: npt.NDArray[np.bool_] = pixels.max(axis=2) < 90
    ys, xs = np.nonzero(dark)
    return float(
        (np.percentile(xs, 99.5) - np.percentile(xs, 0.5)) / (np.percentile(ys, 99.5) - np.percentile(ys, 0.5))
    )


@pytest.mark.parametrize("size", [(91, 55), (89, 51), (85, 55), (55, 91), (60, 60)])
@pytest.mark.parametrize(("tilt", "towards"), [(0, 0), (30, 90), (30, 20), (25, 230)])
def test_a_tilted_card_gets_its_true_proportions(size: tuple[int, int], tilt: float, towards: float) -> None:
    view = scene(tilt=tilt, towards=towards)
    view.lay(marked(size), turned=7)
    card = flatten(view)
    height, width = card.pixels.shape[:2]
    assert width / height == pytest.approx(size[0] / size[1], rel=0.04)
    assert circle_ratio(card.pixels) == pytest.approx(1, abs=0.05)
    assert corner_colours(card) == [0, 1, 2, 3]


@pytest.mark.parametrize("size", [(91, 55), (85, 55), (89, 51), (55, 91)])
def test_px_per_mm_states_the_size_on_paper(size: tuple[int, int]) -> None:
    view = scene()
    view.lay(marked(size))
    card = flatten(view)
    assert card.pixels.shape[1] / card.px_per_mm == pytest.approx(size[0], rel=0.02)
    assert card.pixels.shape[0] / card.px_per_mm == pytest.approx(size[1], rel=0.03)


def test_the_first_corner_leads_whichever_way_the_card_lies() -> None:
    view = scene()
    view.lay(marked(), turned=205)
    assert corner_colours(flatten(view)) == [0, 1, 2, 3]
    assert corner_colours(flatten(view, rotate_corners(view.truth[0], 1))) == [3, 0, 1, 2]


def test_corners_given_anticlockwise_give_no_mirror_image() -> None:
    view = scene()
    view.lay(marked())
    a, b, c, d = view.truth[0]
    card = flatten(view, (a, d, c, b))
    assert corner_colours(card) == [0, 1, 2, 3]
    assert card.quad == view.truth[0]


def test_turning_turns_picture_and_corners_together() -> None:
    view = scene()
    view.lay(marked())
    flat = flatten(view)
    for turns in range(-1, 6):
        turned = turn(flat, turns)
        assert corner_colours(turned) == [(i - turns) % 4 for i in range(4)]
        first = view.truth[0].index(turned.quad[0])
        assert corner_colours(turned)[0] == first
        assert turned.px_per_mm == flat.px_per_mm
    assert np.array_equal(turn(flat, 4).pixels, flat.pixels)


@pytest.mark.parametrize(
    ("photo_width", "expected"),
    [(4000, 1820), (2600, 1300), (1200, 1000), (400, 600), (100, 150)],
    ids=["reduced", "as it is", "at least 1000 px", "tripled at most", "tiny"],
)
def test_the_picture_has_the_cards_own_resolution_within_limits(photo_width: int, expected: int) -> None:
    view = scene(size=(photo_width, photo_width * 3 // 4), wide_mm=182)
    view.lay(marked())
    card = flatten(view)
    assert max(card.pixels.shape[:2]) == pytest.approx(expected, rel=0.02)


def test_a_corner_outside_the_photo_keeps_the_rest_straight() -> None:
    view = scene(wide_mm=100, tilt=15, towards=60)
    view.lay(marked(), at=(8, 8))
    photo = view.photo()
    quad = view.truth[0]
    assert any(x > photo.shape[1] or y > photo.shape[0] for x, y in quad)
    card = rectify(photo, CardOutline(quad, 0.9))
    assert corner_colours(card)[0] == 0
    assert circle_ratio(card.pixels[: card.pixels.shape[0] * 9 // 10]) == pytest.approx(1, abs=0.06)


@pytest.mark.parametrize(
    "quad",
    [
        ((0.0, 0.0), (100.0, 0.0), (20.0, 20.0), (0.0, 100.0)),
        ((0.0, 0.0), (50.0, 0.0), (100.0, 0.0), (150.0, 0.0)),
        ((5.0, 5.0), (5.0, 5.0), (5.0, 5.0), (5.0, 5.0)),
    ],
    ids=["dented", "flat", "a point"],
)
def test_an_outline_that_is_no_convex_quadrilateral_is_refused(quad: Quad) -> None:
    with pytest.raises(ValueError, match="convex"):
        rectify(np.zeros((200, 200, 3), dtype=np.uint8), CardOutline(quad, 0.5))


def test_text_on_the_photo_lies_on_the_flat_card_where_it_is_printed() -> None:
    view = scene(tilt=30, towards=20)
    view.lay(marked(), turned=7)
    card = flatten(view)
    height, width = card.pixels.shape[:2]
    corners = np.array(card.quad)
    middle = corners.mean(axis=0)
    inside: Quad = tuple((float(x), float(y)) for x, y in middle + 0.2 * (corners - middle))  # type: ignore[assignment]  # four corners
    beside: Quad = tuple((x - 2 * abs(corners[0][0] - corners[1][0]), y) for x, y in inside)  # type: ignore[assignment]  # likewise
    (found,) = on_card([beside, inside], card)
    assert np.mean(found, axis=0) == pytest.approx((width / 2, height / 2), abs=0.1 * width)
    (top_left, _, bottom_right, _) = found
    assert bottom_right[0] - top_left[0] == pytest.approx(0.2 * width, rel=0.2)
    assert bottom_right[1] - top_left[1] == pytest.approx(0.2 * height, rel=0.2)


def test_text_on_a_card_that_lies_turned_begins_at_its_top_left_corner_on_the_card() -> None:
    view = scene(tilt=0, towards=0)
    view.lay(marked(), turned=140)
    card = flatten(view)
    corners = np.array(card.quad)
    middle = corners.mean(axis=0)
    a, b, c, d = ((float(x), float(y)) for x, y in middle + 0.2 * (corners - middle))
    for order in ((a, b, c, d), (b, c, d, a), (c, d, a, b), (d, a, b, c)):
        (found,) = on_card([order], card)
        assert found[0] == pytest.approx(min(found, key=sum))
        assert found[1][0] > found[0][0]
        assert found[3][1] > found[0][1]

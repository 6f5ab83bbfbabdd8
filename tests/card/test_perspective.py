from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cardscan.card.perspective import areas_in_plane, aspect_misfit, shapes
from tests.card.scene import Print, scene

FORMATS = [(91, 55), (89, 51), (85, 55), (55, 91), (55, 85)]


@settings(deadline=None)  # drawing the scene takes longer on a busy machine
@given(
    st.sampled_from(FORMATS),
    st.floats(0, 35),
    st.floats(0, 360),
    st.floats(-180, 180),
    st.floats(-20, 20),
)
def test_the_shape_of_a_tilted_card_is_recovered(
    size: tuple[int, int], tilt: float, towards: float, turned: float, aside: float
) -> None:
    view = scene(size=(1000, 750), tilt=tilt, towards=towards)
    card = Print(np.zeros((size[1] * 8, size[0] * 8, 3), dtype=np.uint8), [])
    view.lay(card, at=(aside, -aside / 2), turned=turned)
    shape = shapes(np.array([view.truth[0]]), 1000, 750)
    assert shape.aspect[0] == pytest.approx(size[0] / size[1], rel=0.04)
    assert shape.misfit[0] < 1


@given(st.floats(1, 20))
def test_landscape_and_portrait_fit_alike(ratio: float) -> None:
    landscape, portrait = aspect_misfit(np.array([ratio, 1 / ratio]))
    assert landscape == pytest.approx(portrait)


def test_card_shapes_fit_and_others_do_not() -> None:
    cards = aspect_misfit(np.array([91 / 55, 85 / 55, 89 / 51, 55 / 91]))
    others = aspect_misfit(np.array([297 / 210, 4 / 3, 2.1, 3.3, 91 / 110]))
    assert cards.max() < 0.1
    assert others.min() > 1.5


def test_a_quadrilateral_without_right_angles_is_no_rectangle() -> None:
    slanted = np.array([[[200.0, 200], [600, 200], [760, 440], [360, 440]]])
    assert shapes(slanted, 1000, 750).misfit[0] > 10


@pytest.mark.parametrize(("tilt", "towards"), [(0, 0), (20, 90), (35, 200), (35, 45)])
def test_cards_of_one_size_have_one_area_on_their_table_however_it_is_seen(tilt: float, towards: float) -> None:
    view = scene(wide_mm=330, tilt=tilt, towards=towards)
    for x, y, size in ((-80, -50, (91, 55)), (70, 60, (91, 55)), (60, -40, (55, 55))):
        view.lay(Print(np.zeros((size[1] * 8, size[0] * 8, 3), dtype=np.uint8), []), at=(x, y), turned=x)
    areas = areas_in_plane(np.array(view.truth), np.array(view.truth[0]))
    assert areas == pytest.approx([1, 1, 55 / 91], rel=0.01)


def test_beyond_the_horizon_there_is_no_area() -> None:
    road = np.array([[450.0, 300], [550, 300], [900, 700], [100, 700]])
    sky = np.array([[400.0, 10], [600, 10], [600, 400], [400, 400]])
    assert areas_in_plane(np.stack([road, sky]), road) == pytest.approx([1, np.inf])

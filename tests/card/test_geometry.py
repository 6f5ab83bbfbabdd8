from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cardscan.card.geometry import (
    apply_homography,
    are_convex,
    as_quad,
    contains,
    homography,
    intersection_area,
    lines_through,
    order_clockwise,
    quads_from_sides,
    rotate_corners,
    signed_areas,
)
from cardscan.records import Quad
from tests.benchmarks import polygon

SQUARE: Quad = ((0, 0), (10, 0), (10, 10), (0, 10))


@st.composite
def convex_quads(draw: st.DrawFn) -> Quad:
    """Corners on an ellipse in clockwise order, so convex by construction."""
    shares = np.array(draw(st.lists(st.floats(0.3, 1), min_size=4, max_size=4)))
    start = draw(st.floats(0, 2 * math.pi))
    angles = start + 2 * math.pi * np.cumsum(shares) / shares.sum()
    wide, high = draw(st.floats(20, 900)), draw(st.floats(20, 900))
    x, y = draw(st.floats(-500, 2000)), draw(st.floats(-500, 2000))
    return as_quad([(x + wide * math.cos(a), y + high * math.sin(a)) for a in angles])


@given(convex_quads())
def test_any_order_of_corners_becomes_the_same_clockwise_order(quad: Quad) -> None:
    ordered = {order_clockwise(points) for points in itertools.permutations(quad)}
    sums = sorted(x + y for x, y in quad)
    assume(sums[1] - sums[0] > 1e-3)
    assert len(ordered) == 1
    corners = ordered.pop()
    assert are_convex(np.array([corners]))[0]
    assert sum(corners[0]) == min(x + y for x, y in corners)
    assert set(corners) == set(quad)


@given(convex_quads(), st.integers(-9, 9))
def test_quarter_turns_add_up(quad: Quad, turns: int) -> None:
    assert rotate_corners(rotate_corners(quad, turns), -turns) == quad
    assert rotate_corners(quad, 4 + turns) == rotate_corners(quad, turns)


def test_after_one_clockwise_turn_the_bottom_left_corner_leads() -> None:
    assert rotate_corners(SQUARE, 1) == ((0, 10), (0, 0), (10, 0), (10, 10))


@given(convex_quads(), convex_quads())
def test_the_shared_area_is_that_of_an_independent_clipping(a: Quad, b: Quad) -> None:
    expected = polygon.area(polygon.intersection(a, b))
    assert intersection_area(a, b) == pytest.approx(expected, rel=1e-2, abs=1e-3 * polygon.area(a) + 1.0)


@given(convex_quads())
def test_areas_are_positive_clockwise_and_negative_mirrored(quad: Quad) -> None:
    clockwise, mirrored = signed_areas(np.array([quad, quad[::-1]]))
    assert clockwise > 0
    assert mirrored == pytest.approx(-clockwise)


@given(convex_quads(), convex_quads())
def test_a_homography_takes_corners_to_corners_and_back(source: Quad, target: Quad) -> None:
    there = apply_homography(source, homography(source, target))
    assert np.allclose(there, target, atol=0.02 * np.ptp(target))  # slivers lose digits
    back = apply_homography(target, homography(target, source))
    assert np.allclose(back, source, atol=0.02 * np.ptp(source))


@given(convex_quads(), st.lists(st.floats(0.05, 1), min_size=4, max_size=4))
def test_a_mixture_of_the_corners_lies_inside_and_a_far_point_outside(quad: Quad, weights: list[float]) -> None:
    corners = np.array(quad)
    inside = np.average(corners, axis=0, weights=weights)
    outside = corners.mean(axis=0) + 3 * (corners[0] - corners.mean(axis=0))
    assert contains(corners[None], np.array([inside, outside])).tolist() == [[True, False]]


@given(convex_quads())
def test_corners_are_where_the_sides_cross(quad: Quad) -> None:
    corners = np.array([quad])
    sides = lines_through(corners, np.roll(corners, -1, axis=1))
    assert np.allclose(quads_from_sides(sides), corners, atol=1e-4)


def test_parallel_sides_cross_far_away_and_not_nowhere() -> None:
    sides = lines_through(np.zeros((1, 4, 2)), np.array([[[1.0, 0], [1, 0], [1, 0], [1, 0]]]))
    assert np.isfinite(quads_from_sides(sides)).all()


@pytest.mark.parametrize("corners", [[], [(0, 0)] * 3, [(0, 0)] * 5, [(0, 0, 0)] * 4])
def test_what_is_not_four_corners_is_refused(corners: list[tuple[float, ...]]) -> None:
    with pytest.raises(ValueError, match="corners"):
        as_quad(corners)

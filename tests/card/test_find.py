from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
import pytest

from cardscan.card.find import find_cards
from cardscan.card.geometry import apply_homography, as_quad, frame_quad, order_clockwise
from cardscan.records import CardOutline, Pixels, Quad
from tests.benchmarks import polygon
from tests.card.scene import PX_PER_MM, Colour, Scene, newspaper, printed, scene, wood, write

FOUND = 0.8
"""Intersection over union at which an outline counts as the card's."""


def seen(view: Scene) -> tuple[CardOutline, ...]:
    return find_cards(view.photo(), view.texts)


def assert_found(outlines: Sequence[CardOutline], truth: Sequence[Quad], least: float = FOUND) -> None:
    """Each card once, none besides, surely."""
    best = [max((polygon.overlap(card, outline.quad) for outline in outlines), default=0.0) for card in truth]
    assert min(best, default=1.0) >= least, f"overlaps {best}"
    assert len(outlines) == len(truth)
    assert all(0.5 <= outline.score <= 1 for outline in outlines)


@pytest.mark.parametrize("turned", [0, 20, 45, 90, 133, 180, 260, 315])
def test_a_card_is_found_whichever_way_it_lies(turned: float) -> None:
    view = scene(tilt=10, towards=turned)
    view.lay(printed(), turned=turned)
    assert_found(seen(view), view.truth, 0.97)


@pytest.mark.parametrize("towards", [0, 45, 90, 200])
def test_a_card_seen_at_a_slant_of_35_degrees(towards: float) -> None:
    view = scene(wood(), tilt=35, towards=towards)
    view.lay(printed())
    assert_found(seen(view), view.truth, 0.95)


@pytest.mark.parametrize(
    ("size", "left"), [((91, 55), 8), ((89, 51), 8), ((85, 55), 8), ((55, 91), 5), ((65, 65), 5)], ids=str
)
def test_every_usual_format(size: tuple[float, float], left: float) -> None:
    view = scene(wood(), tilt=12)
    view.lay(printed(size, left=left), turned=8)
    assert_found(seen(view), view.truth, 0.95)


@pytest.mark.parametrize(
    ("paper", "ink", "table"),
    [
        ((252, 252, 252), (25, 25, 25), (236, 238, 240)),
        ((28, 26, 26), (230, 230, 230), (48, 50, 52)),
        ((60, 120, 60), (250, 250, 250), (110, 110, 100)),
        ((90, 90, 235), (250, 250, 250), (120, 140, 100)),
    ],
    ids=["white on white", "dark on dark", "green on grey of one brightness", "red on green of one brightness"],
)
def test_faint_edges(paper: Colour, ink: Colour, table: Colour) -> None:
    view = scene(table, tilt=15)
    view.lay(printed(paper=paper, ink=ink), turned=12, shadow=0.06)
    assert_found(seen(view), view.truth, 0.95)


@pytest.mark.parametrize("side", ["top", "left", "right half"])
def test_a_coloured_band_neither_splits_a_card_nor_is_its_edge(side: str) -> None:
    card = printed()
    height, width = card.pixels.shape[:2]
    area = {"top": (0, 0, width, height // 8), "left": (0, 0, width // 16, height)}
    left, top, right, bottom = area.get(side, (width * 5 // 9, 0, width, height))
    card.pixels[top:bottom, left:right] = (120, 60, 20)
    view = scene(wood(), tilt=15)
    view.lay(card, turned=-8)
    assert_found(seen(view), view.truth, 0.95)


@pytest.mark.parametrize("rim", [2, 4])
def test_a_printed_frame_is_not_the_cards_edge(rim: int) -> None:
    card = printed()
    height, width = card.pixels.shape[:2]
    inset = rim * PX_PER_MM
    cv2.rectangle(card.pixels, (inset, inset), (width - inset, height - inset), (30, 30, 120), 4)
    view = scene((205, 212, 215), tilt=10)
    view.lay(card, turned=5)
    assert_found(seen(view), view.truth, 0.85)


@pytest.mark.parametrize("table", [150, 210])
@pytest.mark.parametrize("rim", [5.0, 6.5])
def test_a_printed_panel_is_not_the_card_even_where_its_paper_hardly_differs_from_the_table(
    rim: float, table: int
) -> None:
    card, panel = printed(paper=(table + 6,) * 3), printed(paper=(90, 60, 20), ink=(250, 250, 250))
    inset = round(rim * PX_PER_MM)
    height, width = (side - 2 * inset for side in card.pixels.shape[:2])
    card.pixels[inset:-inset, inset:-inset] = cv2.resize(panel.pixels, (width, height), interpolation=cv2.INTER_AREA)
    shrunk = np.array([width, height]) / (np.array([width, height]) + 2 * inset)
    card.boxes = [box * shrunk + inset for box in card.boxes]
    view = scene((table, table, table), wide_mm=200, tilt=10)
    view.lay(card, turned=8, shadow=0)
    assert_found(find_cards(view.photo(noise=4), view.texts), view.truth, 0.95)


@pytest.mark.parametrize("split", [0.36, 0.42, 0.5])
def test_a_card_of_two_tones_with_text_on_both_is_one_card(split: float) -> None:
    card = printed(left=4 + 91 * split)
    card.pixels[:, : round(91 * split * PX_PER_MM)] = (60, 35, 125)
    for text, top in (("John Carter", 18), ("Manager", 30)):
        write(card.pixels, card.boxes, text, (4 * PX_PER_MM, top * PX_PER_MM), 3.5 * PX_PER_MM, (250, 250, 250))
    view = scene(wood(), tilt=15)
    view.lay(card, turned=14)
    assert_found(seen(view), view.truth, 0.95)


def test_rounded_corners_are_extended_to_true_ones() -> None:
    card = printed()
    height, width = card.pixels.shape[:2]
    radius = 4 * PX_PER_MM
    view = scene((60, 70, 80), tilt=10)
    mask = np.zeros((height, width), dtype=np.uint8)
    cv2.rectangle(mask, (radius, 0), (width - radius, height), 255, -1)
    cv2.rectangle(mask, (0, radius), (width, height - radius), 255, -1)
    for x in (radius, width - radius):
        for y in (radius, height - radius):
            cv2.circle(mask, (x, y), radius, 255, -1)
    card.pixels[mask == 0] = (60, 70, 80)
    view.lay(card, shadow=0)
    assert_found(seen(view), view.truth, 0.95)


def test_fingers_over_an_edge() -> None:
    view = scene((70, 90, 80), tilt=15)
    view.lay(printed(), turned=-10)
    a, b, c, d = (np.array(corner) for corner in view.truth[0])
    for start, away in (((c + d) / 2, (c - b) + (d - a)), ((b + 2 * c) / 3, b - a)):
        step = away / np.linalg.norm(away)
        tip, root = start - 30 * step, start + 300 * step
        cv2.line(view.pixels, tuple(map(int, tip)), tuple(map(int, root)), (140, 170, 215), 70, cv2.LINE_AA)
    assert_found(seen(view), view.truth, 0.9)


def test_a_card_on_a_newspaper() -> None:
    page, boxes = newspaper()
    view = scene(page, tilt=15)
    view.lay(printed(), turned=14)
    wide, high = page.shape[1] / 2, page.shape[0] / 2
    to_photo = view.table_to_photo @ np.array(
        [[1 / PX_PER_MM, 0, -wide / PX_PER_MM], [0, 1 / PX_PER_MM, -high / PX_PER_MM], [0, 0, 1]]
    )
    card = np.array(view.truth[0], dtype=np.float32)
    for box in boxes:
        placed = apply_homography(box, to_photo)
        hidden = [cv2.pointPolygonTest(card, (float(x), float(y)), False) >= 0 for x, y in placed]
        if not any(hidden) and ((placed > 0) & (placed < [1000, 750])).all():
            view.texts.append(as_quad(placed))
    assert len(view.texts) > 60
    assert_found(seen(view)[:1], view.truth, 0.93)


def test_cards_apart_on_a_table() -> None:
    view = scene(wood(), size=(1200, 900), wide_mm=440, tilt=15)
    for row in range(3):
        for column in range(3):
            size = (55, 91) if (row, column) == (1, 2) else (91, 55)
            view.lay(printed(size, left=5), at=((column - 1) * 118, (row - 1) * 92), turned=(row * 3 + column) * 4 - 16)
    assert_found(seen(view), view.truth, 0.9)


def test_twenty_cards() -> None:
    view = scene((60, 70, 80), size=(1600, 1200), wide_mm=430)
    for row in range(5):
        for column in range(4):
            view.lay(printed(), at=((column - 1.5) * 102, (row - 2) * 62), turned=(row + column) % 3 - 1)
    assert_found(seen(view), view.truth, 0.9)


@pytest.mark.parametrize(("columns", "rows"), [(2, 1), (1, 2), (2, 2), (2, 3)])
def test_cards_that_touch_are_told_apart(columns: int, rows: int) -> None:
    view = scene((70, 80, 90), size=(1200, 900), wide_mm=max(120 * columns, 95 * rows), tilt=8)
    for row in range(rows):
        for column in range(columns):
            at = ((column - (columns - 1) / 2) * 91.2, (row - (rows - 1) / 2) * 55.2)
            view.lay(printed(), at=at, shadow=0.12)
    assert_found(seen(view), view.truth, 0.9)


def test_a_card_cut_off_by_the_photo_ends_at_its_border() -> None:
    view = scene(wood())
    view.lay(printed(), at=(60, 5))
    (card,) = seen(view)
    a, b, c, d = view.truth[0]
    assert b[0] > 1000
    clipped = polygon.intersection((a, b, c, d), frame_quad(1000, 750))
    assert polygon.overlap(clipped, card.quad) > 0.95
    assert max(x for x, _ in card.quad) == pytest.approx(1000, abs=3)


def test_a_scan_without_a_border_is_one_card() -> None:
    card = printed()
    (outline,) = find_cards(card.pixels, [as_quad(box) for box in card.boxes])
    height, width = card.pixels.shape[:2]
    assert polygon.overlap(frame_quad(width, height), outline.quad) > 0.98


def test_a_scan_without_a_border_of_a_card_with_a_band_is_one_card() -> None:
    card = printed()
    height, width = card.pixels.shape[:2]
    card.pixels[:, width * 3 // 4 :] = (130, 40, 40)
    (outline,) = find_cards(card.pixels, [as_quad(box) for box in card.boxes])
    assert polygon.overlap(frame_quad(width, height), outline.quad) > 0.98


def test_a_side_lost_in_white_is_put_where_the_format_puts_it() -> None:
    view = scene((255, 255, 255))
    view.lay(printed(paper=(255, 255, 255)), shadow=0)
    photo = view.photo(noise=0.3)
    a, b, c, d = (tuple(map(round, corner)) for corner in view.truth[0])
    for start, end in ((a, b), (b, c), (c, d)):
        cv2.line(photo, start, end, (205, 205, 205), 2, cv2.LINE_AA)
    assert_found(find_cards(photo, view.texts), view.truth, 0.85)


def test_a_block_of_text_without_any_edge_is_only_supposed_to_be_a_card() -> None:
    view = scene((255, 255, 255))
    view.lay(printed(paper=(255, 255, 255)), turned=10, shadow=0)
    (outline,) = find_cards(view.photo(noise=0), view.texts)
    assert outline.score < 0.5
    middle = np.mean([corner for text in view.texts for corner in text], axis=0)
    assert (
        cv2.pointPolygonTest(np.array(outline.quad, dtype=np.float32), (float(middle[0]), float(middle[1])), False) > 0
    )


def test_a_back_without_text_is_known_by_the_fronts_beside_it() -> None:
    back = printed()
    back.pixels[:] = (70, 50, 40)
    cv2.circle(back.pixels, (364, 220), 80, (240, 240, 240), -1)
    back.boxes.clear()
    view = scene((150, 160, 170), wide_mm=260)
    view.lay(printed(), at=(-58, 0), turned=4)
    view.lay(back, at=(58, 0), turned=-3)
    assert_found(seen(view), view.truth, 0.93)


def test_a_back_nearer_to_the_camera_is_as_large_as_the_fronts_behind_it() -> None:
    view = scene(wood(), size=(1000, 1333), wide_mm=230, tilt=30, towards=0)
    view.lay(printed(), at=(0, 70), turned=4)
    view.lay(printed(), at=(0, 0), turned=-4)
    fronts = len(view.texts)
    view.lay(printed(), at=(0, -95), turned=3)
    del view.texts[fronts:]
    assert_found(seen(view), view.truth, 0.9)


def bare_tiles() -> tuple[Pixels, list[Quad]]:
    view = scene((150, 160, 170), tilt=20)
    for x in range(20, 1000, 240):
        cv2.line(view.pixels, (x, 0), (x + 30, 750), (80, 85, 90), 5)
    for y in range(30, 750, 150):
        cv2.line(view.pixels, (0, y), (1000, y), (80, 85, 90), 5)
    return view.photo(), []


def page_of_newspaper() -> tuple[Pixels, list[Quad]]:
    page, boxes = newspaper()
    return page[:1500, :2000], [as_quad(box) for box in boxes if (box < [2000, 1500]).all()]


def empty_table() -> tuple[Pixels, list[Quad]]:
    return scene(wood(), tilt=20).photo(), []


def sheet_of_paper() -> tuple[Pixels, list[Quad]]:
    view = scene(wood(), wide_mm=330)
    sheet = printed((210, 297))
    sheet.boxes.clear()
    sheet.pixels[:] = 250
    for line in range(45):
        write(
            sheet.pixels,
            sheet.boxes,
            "the terms of this letter are",
            (20 * PX_PER_MM, (20 + line * 5.5) * PX_PER_MM),
            24,
        )
    view.lay(sheet)
    return view.photo(), [text for text in view.texts if all(0 < y < 750 for _, y in text)]


@pytest.mark.parametrize("make", [bare_tiles, page_of_newspaper, empty_table, sheet_of_paper])
def test_no_card_is_found_where_there_is_none(make: object) -> None:
    assert callable(make)
    pixels, texts = make()
    assert find_cards(pixels, texts) == ()


def test_corners_are_clockwise_in_px_of_the_photo_and_surest_first() -> None:
    small = scene(wood(), size=(1000, 750), wide_mm=260)
    for x in (-58, 58):
        small.lay(printed(), at=(x, 0))
    photo = cv2.resize(small.photo(), None, fx=3, fy=3, interpolation=cv2.INTER_CUBIC)
    texts = [as_quad(np.array(text) * 3) for text in small.texts]
    outlines = find_cards(np.asarray(photo, dtype=np.uint8), texts)
    assert_found(outlines, [as_quad(np.array(quad) * 3) for quad in small.truth], 0.95)
    assert all(order_clockwise(outline.quad) == outline.quad for outline in outlines)
    assert outlines[0].score >= outlines[1].score


@pytest.mark.parametrize("size", [(1, 1), (3, 2), (40, 30), (2000, 9)])
def test_tiny_and_narrow_pictures_hold_no_card_and_do_no_harm(size: tuple[int, int]) -> None:
    pixels = np.random.default_rng(1).integers(0, 255, (size[1], size[0], 3)).astype(np.uint8)
    assert find_cards(pixels, []) == ()


def test_degenerate_text_boxes_do_no_harm() -> None:
    view = scene(wood())
    view.lay(printed())
    view.texts += [((5.0, 5.0),) * 4, ((0.0, 0.0), (50.0, 0.0), (100.0, 0.0), (20.0, 0.0))]
    assert_found(seen(view), view.truth, 0.95)

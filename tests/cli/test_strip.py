from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw
from rich.console import Console

from cardscan.cli.quadrants import quadrants
from cardscan.cli.strip import Room, cut_strip
from cardscan.records import Quad

ROOM = Room(columns=80, rows=24, largest=12, large=8, smallest=5)


def box(left: float, top: float, right: float, bottom: float) -> Quad:
    return (left, top), (right, top), (right, bottom), (left, bottom)


@pytest.fixture
def card(tmp_path: Path) -> Path:
    """A grey card with a row of twenty black squares 20 px high, a column of ten at its right edge and a red line."""
    image = Image.new("RGB", (1000, 600), (200, 200, 200))
    draw = ImageDraw.Draw(image)
    for number in range(20):
        draw.rectangle((100 + number * 30, 100, 120 + number * 30, 120), fill=(0, 0, 0))
    for number in range(10):
        draw.rectangle((900, 100 + number * 40, 930, 130 + number * 40), fill=(0, 0, 0))
    draw.rectangle((100, 300, 260, 340), fill=(200, 20, 20))
    path = tmp_path / "card.png"
    image.save(path)
    return path


def bands(image: Image.Image, axis: int) -> int:
    """How many stretches of dark pixels there are along an axis: 0 from top to bottom, 1 from left to right."""
    dark = (np.asarray(image.convert("L")) < 100).any(axis=1 - axis)
    return int((np.diff(np.concatenate([[False], dark]).astype(int)) == 1).sum())


def test_a_short_line_is_shown_large_and_whole(card: Path) -> None:
    strip = cut_strip(card, [box(100, 100, 150, 120)], ROOM)
    assert strip.rows == 12 and bands(strip.image, 0) == 1 and bands(strip.image, 1) == 2
    longer = cut_strip(card, [box(100, 100, 210, 120)], ROOM)
    assert longer.rows >= 8 and longer.columns <= 80
    assert bands(longer.image, 0) == 1 and bands(longer.image, 1) == 4, "not broken to be larger"


def test_a_long_line_is_broken_between_its_characters(card: Path) -> None:
    strip = cut_strip(card, [box(100, 100, 690, 120)], ROOM)
    lines = bands(strip.image, 0)
    assert lines >= 2 and strip.rows <= 24 and strip.columns <= 80
    height = strip.image.height // lines
    found = sum(bands(strip.image.crop((0, n * height, strip.image.width, (n + 1) * height)), 1) for n in range(lines))
    assert found == 20, "no square was cut in two"


def test_columns_stand_side_by_side_from_right_to_left(card: Path) -> None:
    strip = cut_strip(card, [box(900, 100, 930, 490)], ROOM)
    assert bands(strip.image, 1) >= 2
    assert strip.rows <= 24 and strip.columns <= 80
    right = strip.image.crop((strip.image.width // 2, 0, strip.image.width, strip.image.height))
    assert bands(right, 0) >= bands(strip.image, 0) - 1, "the first piece, as long as any, is at the right"


def test_the_ground_above_and_below_is_trimmed(card: Path) -> None:
    close = cut_strip(card, [box(100, 100, 210, 120)], ROOM).image
    loose = cut_strip(card, [box(100, 90, 210, 130)], ROOM).image
    dark = [(np.asarray(image.convert("L")) < 100).any(axis=1).mean() for image in (close, loose)]
    assert min(dark) > 0.6


def test_a_turned_line_is_straightened(tmp_path: Path, card: Path) -> None:
    with Image.open(card) as image:
        turned = image.rotate(-90, expand=True)  # clockwise: what was at the left is now at the top
    path = tmp_path / "turned.png"
    turned.save(path)
    quad: Quad = ((500.0, 100.0), (500.0, 210.0), (480.0, 210.0), (480.0, 100.0))
    assert bands(cut_strip(path, [quad], ROOM).image, 1) == 4


def test_colours_stay_for_terminals_with_pictures(card: Path) -> None:
    image = cut_strip(card, [box(100, 300, 260, 340)], ROOM).image
    red, green, blue = np.asarray(image)[image.height // 2, image.width // 2]
    assert red > 150 and green < 60 and blue < 60


@pytest.mark.parametrize(
    "quad", [box(0, 0, 999, 20), box(-50, -50, 40, 10), box(990, 590, 1200, 700), box(5, 5, 5, 5), box(10, 10, 11, 400)]
)
def test_lines_at_the_edge_of_the_card_or_of_no_size(card: Path, quad: Quad) -> None:
    strip = cut_strip(card, [quad], ROOM)
    assert strip.image.width >= 1 and 1 <= strip.columns <= 80 and strip.rows >= 1


def test_a_picture_that_is_gone_is_an_os_error(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="gone"):
        cut_strip(tmp_path / "gone.jpg", [box(0, 0, 10, 10)], ROOM)


def drawn(image: Image.Image, columns: int, rows: int) -> list[str]:
    out = io.StringIO()
    console = Console(file=out, force_terminal=True, color_system=None, width=200)
    console.print(quadrants(image, columns, rows), end="")
    return out.getvalue().splitlines()


def test_quadrants_show_which_quarters_are_light() -> None:
    image = Image.new("L", (6, 2), 0)
    for x, y in ((0, 0), (3, 1), (4, 0), (5, 1)):
        image.putpixel((x, y), 255)
    large = image.resize((600, 200), Image.Resampling.NEAREST)
    assert drawn(large, 3, 1) == ["▘▗▚"]


def test_faint_print_is_stretched_to_full_contrast() -> None:
    faint = Image.new("RGB", (100, 100), (120, 120, 120))
    ImageDraw.Draw(faint).rectangle((0, 0, 49, 99), fill=(100, 100, 100))
    out = io.StringIO()
    Console(file=out, force_terminal=True, color_system="truecolor", width=200).print(quadrants(faint, 4, 2), end="")
    assert "48;2;0;0;0" in out.getvalue() and "48;2;255;255;255" in out.getvalue()


def test_an_even_ground_is_blank() -> None:
    assert drawn(Image.new("RGB", (50, 50), (90, 90, 90)), 4, 2) == ["    ", "    "]

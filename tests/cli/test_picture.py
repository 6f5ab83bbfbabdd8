from __future__ import annotations

import base64
import io
import re
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw
from rich.console import Console

from cardscan.cli.picture import PictureKind, kitty, picture_kind, print_picture, sixel, terminal_picture_kind


@pytest.fixture
def card() -> Image.Image:
    """White with a red band above and a blue corner, 182 × 110 px."""
    image = Image.new("RGB", (182, 110), (255, 255, 255))
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, 181, 30), fill=(200, 20, 20))
    draw.rectangle((140, 80, 181, 109), fill=(20, 20, 200))
    return image


@pytest.mark.parametrize(
    ("environment", "kind"),
    [
        ({"TERM": "xterm-kitty"}, "kitty"),
        ({"TERM": "xterm-256color", "KITTY_WINDOW_ID": "1"}, "kitty"),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "ghostty"}, "kitty"),
        ({"TERM": "foot"}, "sixel"),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "iTerm.app"}, "sixel"),
        ({"WT_SESSION": "x"}, "sixel"),
        ({"TERM": "xterm-256color"}, "blocks"),
        ({"TERM": "tmux-256color", "KITTY_WINDOW_ID": "1"}, "blocks"),
        ({"TERM": "screen-256color", "TERM_PROGRAM": "WezTerm"}, "blocks"),
        ({"TERM": "dumb"}, "none"),
    ],
)
def test_the_environment_tells_what_a_terminal_can_show(environment: dict[str, str], kind: PictureKind) -> None:
    assert picture_kind(environment, terminal=True, colour=True) == kind
    assert picture_kind(environment, terminal=False, colour=True) == "none"


def test_half_blocks_are_nothing_without_colours() -> None:
    assert picture_kind({"TERM": "xterm-256color"}, terminal=True, colour=False) == "none"


@pytest.mark.parametrize(("variables", "kind"), [({}, "blocks"), ({"NO_COLOR": "1"}, "none")])
def test_no_color_is_heard(variables: dict[str, str], kind: PictureKind, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("TMUX", "KITTY_WINDOW_ID", "TERM_PROGRAM", "WT_SESSION", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    for name, value in {"TERM": "xterm-256color", **variables}.items():
        monkeypatch.setenv(name, value)
    assert terminal_picture_kind(Console(file=io.StringIO(), force_terminal=True)) == kind


def test_kitty_chunks_carry_the_picture(card: Image.Image) -> None:
    noisy = Image.fromarray(np.random.default_rng(1).integers(0, 255, (110, 182, 3), np.uint8))
    chunks = re.findall(r"\x1b_G([^;]*);([^\x1b]*)\x1b\\", kitty(noisy, 40, 12))
    assert len(chunks) > 1 and all(len(data) <= 4096 for _, data in chunks)
    assert chunks[0][0] == "a=T,f=100,q=2,c=40,r=12,m=1"
    assert [keys for keys, _ in chunks[1:]] == ["m=1"] * (len(chunks) - 2) + ["m=0"]
    sent = Image.open(io.BytesIO(base64.b64decode("".join(data for _, data in chunks))))
    assert np.array_equal(np.asarray(sent), np.asarray(noisy))


def decoded_sixel(text: str) -> np.ndarray:
    """Draw a sixel escape as a terminal does: height × width × 3, 0–100."""
    head = re.match(r'\x1bP0;1q"1;1;(\d+);(\d+)', text)
    assert head is not None and text.endswith("\x1b\\")
    width, height = int(head[1]), int(head[2])
    canvas = np.full((height + 6, width, 3), -1)
    palette: dict[int, tuple[int, ...]] = {}
    x = y = colour = 0
    for token in re.finditer(r"#(\d+)(;2;\d+;\d+;\d+)?|!(\d+)([?-~])|([?-~])|([$-])", text[head.end() : -2]):
        if token[1]:
            colour = int(token[1])
            if token[2]:
                palette[colour] = tuple(map(int, token[2].split(";")[2:]))
        elif token[6] == "$":
            x = 0
        elif token[6] == "-":
            x, y = 0, y + 6
        else:
            bits, run = ord(token[4] or token[5]) - 63, int(token[3] or 1)
            for bit in range(6):
                if bits >> bit & 1:
                    canvas[y + bit, x : x + run] = palette[colour]
            x += run
    assert (canvas[height:] == -1).all(), "nothing is drawn below the picture"
    return canvas[:height]


def test_sixel_draws_the_picture(card: Image.Image) -> None:
    drawn = decoded_sixel(sixel(card, 20))
    wanted = np.asarray(card.resize((drawn.shape[1], drawn.shape[0]), Image.Resampling.LANCZOS)) * (100 / 255)
    assert (drawn >= 0).all(), "every pixel is drawn"
    assert np.abs(drawn - wanted).mean() < 1.5
    assert np.abs(drawn - wanted).max() < 30


@pytest.mark.parametrize(("size", "lines", "columns"), [((910, 550), 12, 40), ((550, 910), 20, 24)])
def test_half_blocks_keep_the_cards_shape(tmp_path: Path, size: tuple[int, int], lines: int, columns: int) -> None:
    path = tmp_path / "card.png"
    Image.new("RGB", size, (200, 20, 20)).save(path)
    out = io.StringIO()
    print_picture(Console(file=out, force_terminal=True, color_system="truecolor", width=100), path, "blocks", 40)
    drawn = out.getvalue()
    rows = drawn.splitlines()
    assert len(rows) == lines
    assert {row.count("▀") for row in rows} == {columns}
    assert "38;2;200;20;20;48;2;200;20;20" in drawn

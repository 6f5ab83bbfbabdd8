"""A card's picture in the terminal: kitty's graphics protocol or sixel where the terminal has it, else half blocks.

The terminal is never asked, because a question to a terminal that does not answer hangs; its environment tells.
Sources: the kitty graphics protocol (sw.kovidgoyal.net/kitty/graphics-protocol), DEC STD 070 for sixel.
"""

from __future__ import annotations

import base64
import io
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from PIL.Image import Image
    from rich.console import Console
    from rich.segment import Segments

PictureKind = Literal["kitty", "sixel", "blocks", "none"]

_SIXEL_PROGRAMS = frozenset({"iTerm.app", "WezTerm", "mintty", "BlackBox"})
_SIXEL_TERMS = ("foot", "mlterm", "contour", "yaft", "xterm-sixel")
_KITTY_TERMS = ("xterm-kitty", "xterm-ghostty")
_KITTY_CHUNK = 4096
"""Bytes of base64 an escape may carry at most, by the protocol."""
_CELL = (10, 20)
"""Px of a character cell where the terminal does not tell: the size of a VT340's, which sixel terminals imitate."""
_SIXEL_COLOURS = 64
"""Enough for a card, and a third of the bytes of 256."""


def picture_kind(environment: Mapping[str, str], *, terminal: bool, colour: bool) -> PictureKind:
    """What the terminal can show, by what it says of itself.

    Args:
        environment: The process's environment variables.
        terminal: Whether stdout is a terminal.
        colour: Whether colours may be used; half blocks are nothing without.
    """
    if not terminal or environment.get("TERM") == "dumb":
        return "none"
    term, program = environment.get("TERM", ""), environment.get("TERM_PROGRAM", "")
    if not ("TMUX" in environment or term.startswith(("screen", "tmux"))):  # a multiplexer swallows the escapes
        if "KITTY_WINDOW_ID" in environment or term in _KITTY_TERMS or program == "ghostty":
            return "kitty"
        if program in _SIXEL_PROGRAMS or term.startswith(_SIXEL_TERMS) or "WT_SESSION" in environment:
            return "sixel"
    return "blocks" if colour else "none"


def print_picture(console: Console, path: Path, kind: PictureKind, columns: int) -> None:
    """Print the picture at ``path``; its longer side is ``columns`` character cells, wherever it lies.

    Raises:
        OSError: When the file cannot be read as a picture.
    """
    if kind != "none":
        print_image(console, open_picture(path), kind, columns)


def open_picture(path: Path) -> Image:
    """The picture at ``path`` in colours.

    Raises:
        OSError: When the file cannot be read as a picture.
    """
    from PIL import Image as PillowImage

    with PillowImage.open(path) as opened:
        return opened.convert("RGB")


def beside(first: Image, *others: Image) -> Image:
    """Pictures side by side, all as high as the first."""
    from PIL import Image as PillowImage

    scaled = [
        other.resize((max(1, round(other.width * first.height / other.height)), first.height)) for other in others
    ]
    whole = PillowImage.new("RGB", (first.width + sum(one.width for one in scaled), first.height))
    left = 0
    for one in (first, *scaled):
        whole.paste(one, (left, 0))
        left += one.width
    return whole


def print_image(console: Console, image: Image, kind: PictureKind, columns: int) -> None:
    """Print a picture; its longer side is ``columns`` character cells, wherever it lies."""
    if kind == "none":
        return
    if image.height > image.width:
        columns = max(1, round(columns * image.width / image.height))
    rows = max(1, round(columns * image.height / image.width / 2))  # a cell is about twice as high as wide
    if kind == "blocks":
        _print_blocks(console, image, columns, rows)
        return
    written = kitty(image, columns, rows) if kind == "kitty" else sixel(image, columns)
    console.file.write(written + "\n")
    console.file.flush()


def _print_blocks(console: Console, image: Image, columns: int, rows: int) -> None:
    console.print(_blocks(image, columns, rows), end="")


def _blocks(image: Image, columns: int, rows: int) -> Segments:
    """One ``▀`` a cell, its ink the upper pixel and its ground the lower; each row ends a line."""
    from PIL import Image as PillowImage
    from rich.color import Color
    from rich.segment import Segment, Segments
    from rich.style import Style

    small = image.resize((columns, rows * 2), PillowImage.Resampling.LANCZOS)
    pixels = small.tobytes()

    def colour(x: int, y: int) -> Color:
        at = (y * columns + x) * 3
        return Color.from_rgb(*pixels[at : at + 3])

    segments = []
    for y in range(0, rows * 2, 2):
        segments += [Segment("▀", Style(color=colour(x, y), bgcolor=colour(x, y + 1))) for x in range(columns)]
        segments.append(Segment.line())
    return Segments(segments)


def block_picture(path: Path, columns: int, rows: int) -> Segments:
    """The picture at ``path`` in half blocks, as large as fits into so many cells, to stand in a table.

    Raises:
        OSError: When the file cannot be read as a picture.
    """
    from PIL import Image as PillowImage

    with PillowImage.open(path) as opened:
        image = opened.convert("RGB")
    scale = min(columns / image.width, rows * 2 / image.height)  # a cell is about twice as high as wide
    return _blocks(image, max(1, round(image.width * scale)), max(1, round(image.height * scale / 2)))


def kitty(image: Image, columns: int, rows: int) -> str:
    """The picture as kitty escapes: a PNG in base64 chunks, scaled by the terminal to ``columns`` × ``rows`` cells."""
    scaled = image.copy()
    scaled.thumbnail((columns * _CELL[0] * 2, rows * _CELL[1] * 2))  # sharp on a double-density screen
    buffer = io.BytesIO()
    scaled.save(buffer, "PNG")
    return "".join(_kitty_chunks(base64.standard_b64encode(buffer.getvalue()).decode("ascii"), columns, rows))


def _kitty_chunks(data: str, columns: int, rows: int) -> Iterator[str]:
    keys = f"a=T,f=100,q=2,c={columns},r={rows},"  # transmit and show, PNG, answer nothing
    for start in range(0, len(data), _KITTY_CHUNK):
        more = int(start + _KITTY_CHUNK < len(data))
        yield f"\x1b_G{keys}m={more};{data[start : start + _KITTY_CHUNK]}\x1b\\"
        keys = ""


def sixel(image: Image, columns: int) -> str:
    """The picture as one sixel escape, ``columns`` character cells wide."""
    import numpy as np
    from PIL import Image as PillowImage

    width = columns * _cell_width()
    height = max(1, round(width * image.height / image.width))
    scaled = image.resize((width, height), PillowImage.Resampling.LANCZOS)
    indexed = scaled.quantize(_SIXEL_COLOURS, dither=PillowImage.Dither.NONE)
    palette = np.frombuffer(bytes(indexed.palette.palette if indexed.palette else b""), np.uint8).reshape(-1, 3)
    pixels = np.asarray(indexed)
    out = [f'\x1bP0;1q"1;1;{width};{height}']
    for number, (red, green, blue) in enumerate(palette * (100 / 255)):
        out.append(f"#{number};2;{red:.0f};{green:.0f};{blue:.0f}")
    for top in range(0, height, 6):
        band = pixels[top : top + 6]
        weights = (1 << np.arange(len(band), dtype=np.uint8))[:, None]
        for number in np.unique(band):
            row = ((band == number) * weights).sum(axis=0, dtype=np.uint8) + 63
            out.append(f"#{number}{_run_lengths(row.tobytes().decode('ascii'))}$")
        out.append("-")
    return "".join(out) + "\x1b\\"


def _run_lengths(row: str) -> str:
    return re.sub(r"(.)\1{3,}", lambda run: f"!{len(run[0])}{run[1]}", row)


def _cell_width() -> int:
    """Px of a character cell, from the kernel's record of the terminal's size where there is one."""
    try:
        import fcntl
        import struct
        import termios

        answer = fcntl.ioctl(1, termios.TIOCGWINSZ, b"\0" * 8)
    except (ImportError, OSError):  # Windows, or stdout is no terminal
        return _CELL[0]
    _, columns, width, _ = struct.unpack("HHHH", answer)
    return width // columns or _CELL[0] if columns else _CELL[0]


def terminal_picture_kind(console: Console) -> PictureKind:
    """``picture_kind`` for this process and console."""
    return picture_kind(
        os.environ,
        terminal=console.is_terminal,
        colour=console.color_system in ("truecolor", "256") and not console.no_color,
    )

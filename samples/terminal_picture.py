"""Draws what a terminal showed as a picture, for the README.

    tmux capture-pane -p -e | python -m samples.terminal_picture samples/screens/show.png

Reads text with colours (ANSI) from standard input. Needs Debian's ``fonts-noto-cjk``.
"""

from __future__ import annotations

import sys
from io import StringIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont
from rich.cells import cell_len
from rich.color import Color
from rich.console import Console
from rich.style import Style
from rich.terminal_theme import MONOKAI
from rich.text import Text

FONT = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")
MONO_JP = 5
"""Index of Noto Sans Mono CJK JP in the collection."""

SIZE = 20
CELL = (10, 26)
"""Px of one cell: Noto Sans Mono CJK is half as wide as it is high."""

MARGIN = 16

QUADRANTS = " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"
"""Block characters by which quarters of the cell they fill: 1 top left, 2 top right, 4 bottom left, 8 bottom right."""


def colour(of: Color | None, *, foreground: bool) -> tuple[int, int, int]:
    """A terminal colour as RGB, the theme's own where none is set."""
    if of is None:
        red, green, blue = MONOKAI.foreground_color if foreground else MONOKAI.background_color
    else:
        red, green, blue = of.get_truecolor(MONOKAI, foreground=foreground)
    return red, green, blue


def draw(ansi: str) -> Image.Image:
    """The picture of a screen of coloured text."""
    console = Console(file=StringIO(), width=400, force_terminal=True, color_system="truecolor")
    text = Text.from_ansi(ansi.rstrip("\n"))
    lines = console.render_lines(text, pad=False)
    width = max(sum(cell_len(segment.text) for segment in line) for line in lines)
    size = (width * CELL[0] + 2 * MARGIN, len(lines) * CELL[1] + 2 * MARGIN)
    picture = Image.new("RGB", size, colour(None, foreground=False))
    pen = ImageDraw.Draw(picture)
    font = ImageFont.truetype(str(FONT), SIZE, index=MONO_JP)
    for row, line in enumerate(lines):
        column = 0
        for segment in line:
            for character in segment.text:
                left, top = MARGIN + column * CELL[0], MARGIN + row * CELL[1]
                cells = cell_len(character)
                paint(pen, font, character, segment.style or Style(), (left, top, cells * CELL[0]))
                column += cells
    return picture


def paint(
    pen: ImageDraw.ImageDraw,
    font: ImageFont.FreeTypeFont,
    character: str,
    style: Style,
    place: tuple[int, int, int],
) -> None:
    """One character in its cell or cells; a block as rectangles, so that pictures have no seams."""
    left, top, width = place
    ink, paper = colour(style.color, foreground=True), colour(style.bgcolor, foreground=False)
    if style.reverse:
        ink, paper = paper, ink
    if style.dim:
        ink = ((2 * ink[0] + paper[0]) // 3, (2 * ink[1] + paper[1]) // 3, (2 * ink[2] + paper[2]) // 3)
    pen.rectangle((left, top, left + width - 1, top + CELL[1] - 1), fill=paper)
    if character in QUADRANTS:
        half, middle = width // 2, CELL[1] // 2
        for quarter in range(4):
            if QUADRANTS.index(character) >> quarter & 1:
                x, y = left + quarter % 2 * half, top + quarter // 2 * middle
                pen.rectangle((x, y, x + half - 1, y + middle - 1), fill=ink)
    elif character.strip():
        pen.text((left, top + CELL[1] - 6), character, font=font, fill=ink, anchor="ls")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    draw(sys.stdin.read()).save(sys.argv[1], optimize=True)

"""Text from a picture in a terminal without pictures: four pixels a cell, drawn by Unicode's quadrant blocks.

Print has two tones, ink and ground, and a cell has two colours: quadrants show strokes twice as finely as half blocks,
and every terminal's font has them (Unicode 3.2, U+2580 to U+259F).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image
    from rich.segment import Segments

_BLOCKS = " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"
"""By which of a cell's quarters are light: 1 top left, 2 top right, 4 bottom left, 8 bottom right."""

_CUT_OFF = 1
"""Percent of the darkest and of the lightest pixels that the contrast is not stretched to."""

_SHARPEN = (1, 80, 0)
"""Radius in px, percent and threshold of Pillow's unsharp mask: makes up for what scaling down has blurred."""


def quadrants(image: Image, columns: int, rows: int) -> Segments:
    """The picture in greys with its contrast stretched, ``columns`` × ``rows`` cells large; each row ends a line."""
    import numpy as np
    from PIL import Image as PillowImage
    from PIL import ImageFilter, ImageOps
    from rich.color import Color
    from rich.segment import Segment, Segments
    from rich.style import Style

    grey = ImageOps.autocontrast(image.convert("L"), cutoff=_CUT_OFF)
    small = grey.resize((columns * 2, rows * 2), PillowImage.Resampling.LANCZOS)
    small = small.filter(ImageFilter.UnsharpMask(*_SHARPEN))
    cells = np.asarray(small, np.float32).reshape(rows, 2, columns, 2).swapaxes(1, 2).reshape(rows, columns, 4)
    light = cells > (cells.max(axis=2, keepdims=True) + cells.min(axis=2, keepdims=True)) / 2
    ground = np.where(light, 0, cells).sum(axis=2) / (~light).sum(axis=2)  # the darkest is never above the middle
    ink = np.where(light, cells, 0).sum(axis=2) / np.maximum(1, light.sum(axis=2))
    blocks = (light * (1, 2, 4, 8)).sum(axis=2)

    def style(light_tone: float, dark_tone: float) -> Style:
        return Style(color=Color.from_rgb(*[light_tone] * 3), bgcolor=Color.from_rgb(*[dark_tone] * 3))

    segments = []
    for row in range(rows):
        for tones in zip(blocks[row].tolist(), ink[row].tolist(), ground[row].tolist(), strict=True):
            segments.append(Segment(_BLOCKS[tones[0]], style(*tones[1:])))
        segments.append(Segment.line())
    return Segments(segments)

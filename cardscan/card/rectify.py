"""Cuts a card out of its photo and flattens it."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from cardscan.card.geometry import (
    Floats,
    apply_homography,
    are_convex,
    as_quad,
    frame_quad,
    homography,
    order_clockwise,
    rotate_corners,
    side_lengths,
)
from cardscan.card.perspective import shapes
from cardscan.card.sides import sides_on_border
from cardscan.records import CardImage, CardOutline, Pixels, Quad

LONG_SIDES = {91 / 55: 91.0, 89 / 51: 89.0, 85 / 55: 85.0, 1.0: 55.0}
"""Long side in mm by shape (long side over short): Japanese 名刺, US 3.5 × 2 in, EU, square."""
SLIMMEST = 1.85
STOUTEST = 1.4
"""Long side over short of oblong cards and the error of perspective; shapes outside are pulled in, or are square."""
SQUARE_BELOW = 1.18
"""Halfway (as a ratio) between a square and the stoutest oblong."""
FEWEST_PX = 1000
MOST_PX = 1820
"""Long side of the flat picture: 11 to 20 px per mm, 2 mm type is 22 to 40 px high; more only costs time."""
MOST_ENLARGED = 3.0
"""Times a tiny card is enlarged: beyond that there is nothing to read."""


def rectify(pixels: Pixels, outline: CardOutline) -> CardImage:
    """Flatten a card: its true proportions, landscape or portrait as it lies, no margin, never mirrored.

    The picture's long side has the card's own resolution within ``FEWEST_PX`` to ``MOST_PX``; ``px_per_mm`` follows
    from the standard card size nearest to its shape. A card cut off by the photo's border keeps the shape that is seen.

    Args:
        pixels: the photo, BGR.
        outline: the card's corners in px of the photo; put in clockwise order where they are not.

    Raises:
        ValueError: if the outline is not a convex quadrilateral.
    """
    height, width = pixels.shape[:2]
    quad = outline.quad if _is_convex(outline.quad) else order_clockwise(outline.quad)
    corners = np.asarray(quad, dtype=np.float64)
    if not _is_convex(quad):
        raise ValueError("the card's outline must be a convex quadrilateral")
    aspect = _aspect(corners, width, height)
    top, right, bottom, left = side_lengths(corners[None])[0]
    native = max((top + bottom) / 2, (left + right) / 2)
    long_side = min(max(native, FEWEST_PX), MOST_PX, native * MOST_ENLARGED)
    size = (long_side, long_side / aspect) if aspect >= 1 else (long_side * aspect, long_side)
    flat_width, flat_height = max(1, round(size[0])), max(1, round(size[1]))
    low = np.clip(np.floor(corners.min(axis=0)) - 2, 0, [width - 1, height - 1]).astype(int)
    high = np.clip(np.ceil(corners.max(axis=0)) + 3, low + 1, [width, height]).astype(int)
    cut = pixels[low[1] : high[1], low[0] : high[0]]
    shrink = min(1.0, long_side / native)
    if shrink < 1:  # warping alone would skip px
        small = (max(1, round(cut.shape[1] * shrink)), max(1, round(cut.shape[0] * shrink)))
        scale = np.array(small) / np.array([cut.shape[1], cut.shape[0]])
        cut = np.asarray(cv2.resize(cut, small, interpolation=cv2.INTER_AREA), dtype=np.uint8)
    else:
        scale = np.ones(2)
    # corners are points between px, warpPerspective counts from the middle of px
    source = as_quad((corners - low) * scale - 0.5)
    target = as_quad(np.asarray(frame_quad(flat_width, flat_height)) - 0.5)
    flat = cv2.warpPerspective(
        cut,
        homography(source, target),
        (flat_width, flat_height),
        flags=cv2.INTER_CUBIC,
        borderMode=cv2.BORDER_REPLICATE,
    )
    return CardImage(
        quad=quad,
        pixels=np.asarray(flat, dtype=np.uint8),
        px_per_mm=max(flat_width, flat_height) / _long_side_mm(aspect),
        score=outline.score,
    )


def turn(card: CardImage, quarter_turns: int) -> CardImage:
    """Turn a flat card clockwise by quarter turns; its corners are reordered, so that the first stays top left."""
    rotation = (None, cv2.ROTATE_90_CLOCKWISE, cv2.ROTATE_180, cv2.ROTATE_90_COUNTERCLOCKWISE)[quarter_turns % 4]
    pixels = card.pixels if rotation is None else cv2.rotate(card.pixels, rotation)  # a tenth of NumPy's time
    return CardImage(
        quad=rotate_corners(card.quad, quarter_turns),
        pixels=np.asarray(pixels, dtype=np.uint8),
        px_per_mm=card.px_per_mm,
        score=card.score,
    )


def on_card(quads: Sequence[Quad], card: CardImage) -> tuple[Quad, ...]:
    """Those of some quadrilaterals on a photo whose middle lies on a card, in px of the flat card.

    Their corners are put in order anew: what is top left on the photo may be any corner on a card that lies turned.
    """
    height, width = card.pixels.shape[:2]
    flatten = homography(card.quad, frame_quad(width, height))
    flat = (apply_homography(quad, flatten) for quad in quads)
    return tuple(
        order_clockwise([(float(x), float(y)) for x, y in quad])
        for quad in flat
        if (quad.mean(axis=0) >= (0, 0)).all() and (quad.mean(axis=0) <= (width, height)).all()
    )


def _is_convex(quad: Quad) -> bool:
    """Whether four corners are a convex quadrilateral in clockwise order."""
    return bool(are_convex(np.asarray(quad, dtype=np.float64)[None])[0])


def _aspect(corners: Floats, width: int, height: int) -> float:
    """Width over height of the card itself."""
    if sides_on_border(corners[None], width, height).any():
        top, right, bottom, left = side_lengths(corners[None])[0]
        return float((top + bottom) / (left + right))
    aspect = float(shapes(corners[None], width, height).aspect[0])
    ratio = max(aspect, 1 / aspect)
    ratio = 1.0 if ratio < SQUARE_BELOW else min(max(ratio, STOUTEST), SLIMMEST)
    return ratio if aspect >= 1 else 1 / ratio


def _long_side_mm(aspect: float) -> float:
    ratio = max(aspect, 1 / aspect)
    return LONG_SIDES[min(LONG_SIDES, key=lambda shape: abs(np.log(ratio / shape)))]

"""Small pictures of cards made for the tests: print, table and camera, with the exact corners and text boxes."""

from __future__ import annotations

from dataclasses import dataclass, field

import cv2
import numpy as np
import numpy.typing as npt

from cardscan.card.geometry import Floats, apply_homography, as_quad
from cardscan.records import Pixels, Quad

PX_PER_MM = 8
Colour = tuple[int, int, int]


@dataclass
class Print:
    """A flat card and the boxes of its lines, px of its own picture."""

    pixels: Pixels
    boxes: list[Floats]


LINES = (
    ("Sample Trading Inc.", 8, 4.0),
    ("Sales Manager", 15, 3.0),
    ("John Carter", 20, 6.0),
    ("03-1234-5678", 36, 3.0),
    ("john@example.com", 41, 3.0),
    ("1-2-3 Shiba, Minato", 46, 3.0),
)
"""Text, mm from the top, mm high."""


def printed(
    size: tuple[float, float] = (91, 55), paper: Colour = (250, 250, 250), ink: Colour = (25, 25, 25), left: float = 8
) -> Print:
    """A card with a few lines of type."""
    width, height = (round(mm * PX_PER_MM) for mm in size)
    card = Print(np.full((height, width, 3), paper, dtype=np.uint8), [])
    for text, top, high in LINES:
        write(card.pixels, card.boxes, text, (left * PX_PER_MM, top * PX_PER_MM * size[1] / 55), high * PX_PER_MM, ink)
    return card


def write(
    pixels: Pixels, boxes: list[Floats], text: str, at: tuple[float, float], high: float, ink: Colour = (25, 25, 25)
) -> None:
    """Write a line, its top left corner at ``at``, and note its box."""
    scale = high / 30
    (wide, ascent), _ = cv2.getTextSize(text, cv2.FONT_HERSHEY_SIMPLEX, scale, 2)
    x, y = at
    cv2.putText(pixels, text, (round(x), round(y + ascent)), cv2.FONT_HERSHEY_SIMPLEX, scale, ink, 2, cv2.LINE_AA)
    boxes.append(np.array([[x, y], [x + wide, y], [x + wide, y + ascent * 1.2], [x, y + ascent * 1.2]]))


@dataclass
class Scene:
    """A photo in the making: a table seen by a pin-hole camera, and what was laid on it."""

    pixels: npt.NDArray[np.float32]
    table_to_photo: Floats
    truth: list[Quad] = field(default_factory=list)
    texts: list[Quad] = field(default_factory=list)

    def lay(self, card: Print, at: tuple[float, float] = (0, 0), turned: float = 0.0, shadow: float = 0.25) -> None:
        """Lay a card, its middle at ``at`` mm from where the camera looks, turned clockwise by degrees."""
        turn = np.radians(turned)
        cosine, sine = np.cos(turn) / PX_PER_MM, np.sin(turn) / PX_PER_MM
        half = np.array([card.pixels.shape[1], card.pixels.shape[0]]) / 2
        rotation = np.array([[cosine, -sine], [sine, cosine]])
        shift = np.array(at) - rotation @ half
        to_table = np.vstack([np.column_stack([rotation, shift]), [0, 0, 1]])
        matrix = self.table_to_photo @ to_table
        size = (self.pixels.shape[1], self.pixels.shape[0])
        whole = np.ones(card.pixels.shape[:2], dtype=np.float32)
        fall = self.table_to_photo @ np.array([[1, 0, 0.5], [0, 1, 0.7], [0, 0, 1]]) @ to_table
        shade = cv2.GaussianBlur(cv2.warpPerspective(whole, fall, size), (0, 0), 2.0)
        self.pixels *= 1 - shadow * np.asarray(shade)[..., None]
        seen = cv2.warpPerspective(
            cv2.GaussianBlur(card.pixels, (0, 0), 1.2), matrix, size, borderMode=cv2.BORDER_REPLICATE
        )
        cover = np.asarray(cv2.warpPerspective(whole, matrix, size))[..., None]
        self.pixels[:] = self.pixels * (1 - cover) + np.asarray(seen) * cover
        outline = np.array([[0, 0], [half[0] * 2, 0], half * 2, [0, half[1] * 2]])
        self.truth.append(as_quad(apply_homography(outline, matrix)))
        self.texts += [as_quad(apply_homography(box, matrix)) for box in card.boxes]

    def photo(self, noise: float = 2.0) -> Pixels:
        """The photo, a little blurred and noisy."""
        grain = np.random.default_rng(7).normal(0, noise, self.pixels.shape)
        return np.clip(cv2.GaussianBlur(self.pixels, (0, 0), 0.8) + grain, 0, 255).astype(np.uint8)


def scene(
    table: Colour | Pixels = (90, 120, 150),
    size: tuple[int, int] = (1000, 750),
    wide_mm: float = 180,
    tilt: float = 0.0,
    towards: float = 90.0,
    roll: float = 0.0,
) -> Scene:
    """A table of one colour or with a picture on it; ``wide_mm`` of it fill the photo's width where it is looked at.

    The camera (focal length 0.8 photo widths) is tilted by ``tilt`` degrees about an axis ``towards`` degrees from the
    photo's x axis, and turned by ``roll``.
    """
    width, height = size
    focal = 0.8 * width
    axis = np.array([np.cos(np.radians(towards)), np.sin(np.radians(towards)), 0.0])
    lean, spin = cv2.Rodrigues(axis * np.radians(tilt))[0], cv2.Rodrigues(np.array([0, 0, np.radians(roll)]))[0]
    turn = np.asarray(lean) @ np.asarray(spin)
    camera = np.array([[focal, 0, width / 2], [0, focal, height / 2], [0, 0, 1]])
    matrix = camera @ np.column_stack([turn[:, 0], turn[:, 1], [0, 0, focal * wide_mm / width]])
    if isinstance(table, tuple):
        pixels = np.full((height, width, 3), table, dtype=np.float32)
    else:
        wide, high = table.shape[1] / PX_PER_MM, table.shape[0] / PX_PER_MM
        lay = matrix @ np.array([[1 / PX_PER_MM, 0, -wide / 2], [0, 1 / PX_PER_MM, -high / 2], [0, 0, 1]])
        seen = cv2.warpPerspective(
            cv2.GaussianBlur(table, (0, 0), 1.2), lay, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT
        )
        pixels = np.asarray(seen, dtype=np.float32)
    return Scene(pixels, matrix)


def wood(seed: int = 3) -> Pixels:
    """A table top with grain and planks, 320 × 240 mm."""
    rng = np.random.default_rng(seed)
    height, width = 240 * PX_PER_MM, 320 * PX_PER_MM
    board = np.full((height, width, 3), (95, 135, 175), dtype=np.float32)
    for fine, strength in ((6, 9.0), (25, 12.0)):
        grain = rng.normal(0, strength, (height // fine, 6)).astype(np.float32)
        board += cv2.resize(grain, (width, height), interpolation=cv2.INTER_CUBIC)[..., None]
    for y in range(height // 5, height, height // 4):
        cv2.line(board, (0, y), (width, y + 12), (50, 75, 95), 4)
    return np.clip(board, 0, 255).astype(np.uint8)


def newspaper() -> tuple[Pixels, list[Floats]]:
    """A page of columns, 320 × 240 mm, and the boxes of its lines in px of the page."""
    page = np.full((240 * PX_PER_MM, 320 * PX_PER_MM, 3), 215, dtype=np.uint8)
    boxes: list[Floats] = []
    for x in range(5, 300, 52):
        for y in range(4, 236, 4):
            write(
                page, boxes, "growth in the region had", (x * PX_PER_MM, y * PX_PER_MM), 2.4 * PX_PER_MM, (50, 50, 50)
            )
    return page, boxes

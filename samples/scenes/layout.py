"""Where cards lie on a table: one, in a grid, scattered, or touching edge to edge; never on top of each other.

All lengths in mm, angles in degrees clockwise as seen from above.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from samples.scenes.camera import Points

Size = tuple[float, float]
"""Width and height in mm."""


@dataclass(frozen=True)
class Lying:
    """One card's place: its centre, its turn and how high it lies above the table."""

    centre: tuple[float, float]
    turn: float
    size: Size
    height: float = 0.25
    """A card of 220 g/m² paper is 0.25 mm thick."""

    def corners(self) -> Points:
        """Corners on the table, mm, clockwise from the one that is top left when the card is read."""
        w, h = self.size[0] / 2, self.size[1] / 2
        c, s = math.cos(math.radians(self.turn)), math.sin(math.radians(self.turn))
        flat = np.array([[-w, -h], [w, -h], [w, h], [-w, h]])
        placed: Points = flat @ np.array([[c, s], [-s, c]]) + np.array(self.centre)
        return placed


def outline(lying: Sequence[Lying]) -> Points:
    """All corners of all cards, N × 2 mm."""
    return np.vstack([place.corners() for place in lying])


def _turned(size: Size, turn: float) -> Size:
    return size if round(turn / 90) % 2 == 0 else (size[1], size[0])


def single(size: Size, turn: float) -> list[Lying]:
    """One card at the origin."""
    return [Lying((0.0, 0.0), turn, size)]


def grid(rng: random.Random, sizes: Sequence[Size], *, columns: int, gap: float, slack: float) -> list[Lying]:
    """Cards in rows, each roughly upright.

    Args:
        rng: Chooses how untidy it is.
        sizes: One a card.
        columns: Cards a row.
        gap: Between cells.
        slack: Largest turn out of true, degrees; the gap must leave room for it.
    """
    cell_w = max(w for w, _ in sizes) + gap
    cell_h = max(h for _, h in sizes) + gap
    return [
        Lying(
            (
                (i % columns) * cell_w + rng.uniform(-0.1, 0.1) * gap,
                (i // columns) * cell_h + rng.uniform(-0.1, 0.1) * gap,
            ),
            rng.uniform(-slack, slack),
            size,
        )
        for i, size in enumerate(sizes)
    ]


def touching(rng: random.Random, sizes: Sequence[Size], *, columns: int, turn: float) -> list[Lying]:
    """Cards pushed together in rows, edge to edge, all turned alike; a hair's breadth of air is left here and there.

    Cards of unlike size are lined up at their tops. Some may lie upside down.
    """
    placed: list[Lying] = []
    y = 0.0
    for start in range(0, len(sizes), columns):
        x = 0.0
        row = sizes[start : start + columns]
        for size in row:
            flip = 180.0 if rng.random() < 0.15 else 0.0
            placed.append(Lying((x + size[0] / 2, y + size[1] / 2), flip, size))
            x += size[0] + rng.choice([0.0, 0.1, 0.3])
        y += max(h for _, h in row) + rng.choice([0.0, 0.1, 0.3])
    return [_turn_about_origin(place, turn) for place in placed]


def _turn_about_origin(place: Lying, turn: float) -> Lying:
    c, s = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    x, y = place.centre
    return Lying((x * c - y * s, x * s + y * c), place.turn + turn, place.size, place.height)


def scattered(rng: random.Random, sizes: Sequence[Size], *, aspect: float, turned: float = 180.0) -> list[Lying]:
    """Cards thrown on a table, none on another.

    Args:
        rng: Throws them.
        sizes: One a card.
        aspect: Width through height of the area they fall on.
        turned: Largest turn either way.
    """
    room = sum((w + 12) * (h + 12) for w, h in sizes) * 1.35
    while True:
        height = math.sqrt(room / aspect)
        placed = _throw(rng, sizes, (height * aspect, height), turned)
        if placed is not None:
            return placed
        room *= 1.1


def _throw(rng: random.Random, sizes: Sequence[Size], area: Size, turned: float) -> list[Lying] | None:
    placed: list[Lying] = []
    for size in sizes:
        for _ in range(200):
            turn = rng.uniform(-turned, turned)
            reach_w, reach_h = _turned(size, turn)
            x = rng.uniform(reach_w / 2, max(reach_w / 2, area[0] - reach_w / 2))
            y = rng.uniform(reach_h / 2, max(reach_h / 2, area[1] - reach_h / 2))
            place = Lying((x, y), turn, size)
            if not any(overlap(place.corners(), other.corners(), margin=4.0) for other in placed):
                placed.append(place)
                break
        else:
            return None
    return placed


def overlap(a: Points, b: Points, margin: float = 0.0) -> bool:
    """Whether two convex polygons come nearer to each other than ``margin``, by the separating axis theorem."""
    for polygon in (a, b):
        edges = np.roll(polygon, -1, axis=0) - polygon
        normals = np.column_stack([-edges[:, 1], edges[:, 0]]) / np.linalg.norm(edges, axis=1, keepdims=True)
        for normal in normals:
            pa, pb = a @ normal, b @ normal
            if pa.max() + margin <= pb.min() or pb.max() + margin <= pa.min():
                return False
    return True

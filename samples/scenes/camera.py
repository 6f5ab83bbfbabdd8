"""A pin-hole camera over a table, with a lens that bends straight lines a little.

World: millimetres; the table is the plane z = 0, x to the right, y towards the person, z down into the table, so that a
thing of height h has z = -h. Picture: px, origin at the centre of the top left pixel, x to the right, y down.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float64]
Points = npt.NDArray[np.float64]
"""N × 2."""

FOCAL_PER_LONG_SIDE = 26 / 36
"""A phone's main camera sees like a 26 mm lens on 36 mm wide film."""


def _turn_z(degrees: float) -> Matrix:
    c, s = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return np.array([[c, -s, 0], [s, c, 0], [0, 0, 1]])


def _turn_x(degrees: float) -> Matrix:
    c, s = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return np.array([[1, 0, 0], [0, c, -s], [0, s, c]])


@dataclass(frozen=True)
class Camera:
    """Where the camera is and what it sees.

    Attributes:
        width: Px of the picture.
        height: Px of the picture.
        target: The point of the table at the picture's centre, mm.
        distance: From the lens to ``target``, mm.
        tilt: Angle between the optical axis and the table's normal, degrees.
        azimuth: Side towards which the camera leans, degrees clockwise; 0: it stands below the scene and looks up.
        roll: The camera's turn about its own axis, degrees clockwise.
        bend: Radial distortion k1 at the picture's half diagonal; negative is barrel. A phone stays within 0.02.
    """

    width: int
    height: int
    target: tuple[float, float] = (0.0, 0.0)
    distance: float = 300.0
    tilt: float = 0.0
    azimuth: float = 0.0
    roll: float = 0.0
    bend: float = 0.0

    @property
    def centre(self) -> Points:
        """The picture's centre, px."""
        return np.array([(self.width - 1) / 2, (self.height - 1) / 2])

    @property
    def half_diagonal(self) -> float:
        """From the picture's centre to its corner, px."""
        return math.hypot(self.width, self.height) / 2

    def projection(self) -> Matrix:
        """The 3 × 4 matrix from the world (mm) to the picture (px), before the lens bends it."""
        rotation = _turn_z(self.roll + self.azimuth) @ _turn_x(self.tilt) @ _turn_z(-self.azimuth)
        shift = np.array([0, 0, self.distance]) - rotation @ np.array([*self.target, 0.0])
        focal = FOCAL_PER_LONG_SIDE * max(self.width, self.height)
        inner = np.array([[focal, 0, self.centre[0]], [0, focal, self.centre[1]], [0, 0, 1]])
        matrix: Matrix = inner @ np.column_stack([rotation, shift])
        return matrix

    def plane(self, height: float = 0.0) -> Matrix:
        """The 3 × 3 matrix from the plane ``height`` mm above the table (mm) to the picture (px), unbent."""
        p = self.projection()
        return np.column_stack([p[:, 0], p[:, 1], p[:, 3] - height * p[:, 2]])

    def bend_points(self, points: Points) -> Points:
        """Where the lens puts what a perfect pin-hole would show at ``points`` (px)."""
        off = points - self.centre
        r2 = (off**2).sum(axis=-1, keepdims=True) / self.half_diagonal**2
        bent: Points = self.centre + off * (1 + self.bend * r2)
        return bent

    def unbending_maps(self) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]:
        """For each px of the bent picture, the x and y of the unbent picture that is seen there."""
        cx, cy = (float(c) for c in self.centre)
        dx = ((np.arange(self.width) - cx) / self.half_diagonal).astype(np.float32)[None, :]
        dy = ((np.arange(self.height) - cy) / self.half_diagonal).astype(np.float32)[:, None]
        kr2 = np.float32(self.bend) * (dx * dx + dy * dy)
        # The series of the inverse of r (1 + k r²); with |k| ≤ 0.02 its next term is below 0.02 px on 12 megapixels.
        grow = (1 - kr2 * (1 - kr2 * (3 - 12 * kr2))) * np.float32(self.half_diagonal)
        return (dx * grow + np.float32(cx)).astype(np.float32), (dy * grow + np.float32(cy)).astype(np.float32)

    def see(self, points: Points, height: float = 0.0) -> Points:
        """Picture px at which points ``height`` mm above the table (mm) are seen, lens included."""
        return self.bend_points(apply_plane(self.plane(height), points))


def back_to_table(camera: Camera, points: Points) -> Points:
    """Where on the table (mm) unbent picture points (px) lie."""
    inverse: Matrix = np.asarray(np.linalg.inv(camera.plane()), dtype=np.float64)
    return apply_plane(inverse, points)


def apply_plane(matrix: Matrix, points: Points) -> Points:
    """Map N × 2 points through a 3 × 3 projective matrix."""
    mapped = np.column_stack([points, np.ones(len(points))]) @ matrix.T
    result: Points = mapped[:, :2] / mapped[:, 2:]
    return result


def aim(camera: Camera, points: Points, fill: float) -> Camera:
    """Move a camera along its axis and over the table until ``points`` fill its picture.

    Args:
        camera: Its angles and size are kept.
        points: What must be seen, mm on the table.
        fill: Part of the picture's width or height, whichever is tighter, that the points' bounding box takes; above 1
            they reach out of the picture.

    Returns:
        The camera with ``target`` and ``distance`` set.
    """
    middle = (points.min(axis=0) + points.max(axis=0)) / 2
    size = np.array([camera.width, camera.height])
    aimed = replace(camera, target=(float(middle[0]), float(middle[1])), distance=400.0)
    for _ in range(30):  # both corrections shrink geometrically; 30 rounds leave less than a hundredth of a px
        seen = apply_plane(aimed.plane(), points)
        low, high = seen.min(axis=0), seen.max(axis=0)
        part = float(((high - low) / size).max())
        back = back_to_table(aimed, np.array([(low + high) / 2]))[0]
        aimed = replace(aimed, target=(float(back[0]), float(back[1])), distance=aimed.distance * part / fill)
    return aimed

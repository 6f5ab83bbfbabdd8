"""Lays flat pictures on a table under a camera: the table's surface, shadows, the paper's edge, the card itself."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image

from samples.scenes.camera import Camera, Matrix, apply_plane, back_to_table
from samples.scenes.layout import Lying
from samples.scenes.noise import Field, Picture
from samples.scenes.surfaces import Surface

LARGEST_TEXTURE = 3600
"""Px of a surface's longer side; a table is out of the eye's focus, so more would only cost time."""


@dataclass(frozen=True)
class Laid:
    """A flat RGBA picture and where it lies. Its size in mm is the place's; its px are square."""

    picture: Image.Image
    place: Lying


@dataclass(frozen=True)
class Shadow:
    """How the light falls.

    Attributes:
        towards: Side to which shadows fall, degrees clockwise from the right.
        length: Offset of the shadow, mm.
        softness: Blur of the shadow's border (standard deviation), mm.
        depth: Part of the light that is taken, 0–1.
    """

    towards: float
    length: float
    softness: float
    depth: float


def scale_at(camera: Camera, place: Lying) -> float:
    """Px per mm at a card's centre, the geometric mean of both directions."""
    x, y = place.centre
    seen = apply_plane(camera.plane(place.height), np.array([(x, y), (x + 1, y), (x, y + 1)]))
    (ax, ay), (bx, by) = seen[1] - seen[0], seen[2] - seen[0]
    return math.sqrt(abs(ax * by - ay * bx))


def table(rng: np.random.Generator, camera: Camera, surface: Surface) -> Picture:
    """The table as the camera sees it, without anything on it."""
    w, h = camera.width, camera.height
    corners = back_to_table(camera, np.array([(0.0, 0.0), (w, 0.0), (w, h), (0.0, h)]))
    low, size = corners.min(axis=0), np.ptp(corners, axis=0)
    middle = Lying(camera.target, 0.0, (0.0, 0.0), 0.0)
    px_per_mm = min(scale_at(camera, middle), LARGEST_TEXTURE / float(size.max()))
    shape = (math.ceil(float(size[1]) * px_per_mm) + 1, math.ceil(float(size[0]) * px_per_mm) + 1)
    texture = surface(rng, shape, px_per_mm)
    place = np.array([[1 / px_per_mm, 0, low[0]], [0, 1 / px_per_mm, low[1]], [0, 0, 1]])
    seen = cv2.warpPerspective(
        texture, camera.plane() @ place, (w, h), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT_101
    )
    return np.asarray(seen, dtype=np.float32)


def _picture_to_table(size_px: tuple[int, int], place: Lying) -> Matrix:
    """From px of a flat picture (pixel centres at whole numbers) to mm on the table."""
    sx, sy = place.size[0] / size_px[0], place.size[1] / size_px[1]
    c, s = math.cos(math.radians(place.turn)), math.sin(math.radians(place.turn))
    x, y = place.centre
    flat = np.array([[sx, 0, (0.5 * sx) - place.size[0] / 2], [0, sy, (0.5 * sy) - place.size[1] / 2], [0, 0, 1]])
    matrix: Matrix = np.array([[c, -s, x], [s, c, y], [0, 0, 1]]) @ flat
    return matrix


@dataclass(frozen=True)
class _Sheet:
    """A flat picture, premultiplied and no finer than the camera resolves, with an empty border of 2 px."""

    colour: Picture
    alpha: Field
    to_table: Matrix


def _sheet(laid: Laid, px_per_mm: float) -> _Sheet:
    straight = np.asarray(laid.picture.convert("RGBA"), dtype=np.float32) / np.float32(255)
    alpha = straight[..., 3:]
    flat: Picture = np.concatenate([straight[..., :3] * alpha, alpha], axis=2)
    shrink = flat.shape[1] / (laid.place.size[0] * px_per_mm)
    if shrink > 1:  # area averaging first, as a sensor does; a warp alone would skip px and alias
        smaller = cv2.resize(flat, None, fx=1 / shrink, fy=1 / shrink, interpolation=cv2.INTER_AREA)
        flat = np.asarray(smaller, dtype=np.float32)
    to_table = _picture_to_table((flat.shape[1], flat.shape[0]), laid.place)
    border = np.array([[1, 0, -2], [0, 1, -2], [0, 0, 1]], dtype=np.float64)
    padded = cv2.copyMakeBorder(flat, 2, 2, 2, 2, cv2.BORDER_CONSTANT, value=(0, 0, 0, 0))
    return _Sheet(np.ascontiguousarray(padded[..., :3]), np.ascontiguousarray(padded[..., 3]), to_table @ border)


def lay(picture: Picture, camera: Camera, laid: Sequence[Laid], shadows: Sequence[Shadow]) -> None:
    """Put flat pictures on the table, in place: first all shadows, then each sheet's cut edge and its face."""
    sheets = [_sheet(one, scale_at(camera, one.place)) for one in laid]
    for shadow in shadows:
        _darken(picture, camera, sheets, laid, shadow)
    for sheet, one in zip(sheets, laid, strict=True):
        _put(picture, camera, sheet, one.place)


def _darken(picture: Picture, camera: Camera, sheets: Sequence[_Sheet], laid: Sequence[Laid], shadow: Shadow) -> None:
    half = np.diag([0.5, 0.5, 1.0])
    size = (camera.width // 2, camera.height // 2)
    angle = math.radians(shadow.towards)
    move = np.eye(3)
    move[:2, 2] = shadow.length * math.cos(angle), shadow.length * math.sin(angle)
    mask = np.zeros((size[1], size[0]), dtype=np.float32)
    for sheet in sheets:
        fallen = cv2.warpPerspective(
            sheet.alpha, half @ camera.plane() @ move @ sheet.to_table, size, flags=cv2.INTER_LINEAR
        )
        np.maximum(mask, fallen, out=mask)
    sigma = shadow.softness * scale_at(camera, laid[0].place) / 2
    soft = cv2.GaussianBlur(mask, (0, 0), max(0.5, sigma))
    picture *= 1 - np.float32(shadow.depth) * cv2.resize(soft, (camera.width, camera.height))[..., None]


def _put(picture: Picture, camera: Camera, sheet: _Sheet, place: Lying) -> None:
    corners = np.vstack([apply_plane(camera.plane(h), place.corners()) for h in (0.0, place.height)])
    x0, y0 = np.maximum(np.floor(corners.min(axis=0)).astype(int) - 3, 0)
    x1, y1 = np.minimum(np.ceil(corners.max(axis=0)).astype(int) + 4, (camera.width, camera.height))
    if x1 <= x0 or y1 <= y0:
        return
    window = picture[y0:y1, x0:x1]
    to_window = np.array([[1, 0, -x0], [0, 1, -y0], [0, 0, 1]], dtype=np.float64)
    size = (int(x1 - x0), int(y1 - y0))

    def seen(flat: Picture | Field, height: float) -> npt.NDArray[np.float32]:
        matrix = to_window @ camera.plane(height) @ sheet.to_table
        return np.asarray(cv2.warpPerspective(flat, matrix, size, flags=cv2.INTER_LINEAR), dtype=np.float32)

    # The cut edge: the sheet's outline at every height below its face, in the colour of the bare paper in half light.
    edge = np.maximum(seen(sheet.alpha, 0.0), seen(sheet.alpha, place.height / 2))[..., None]
    paper = np.quantile(sheet.colour[3:-3:7, 3:-3:7].reshape(-1, 3), 0.8, axis=0).astype(np.float32) * 0.72
    window *= 1 - edge
    window += edge * paper
    window *= 1 - seen(sheet.alpha, place.height)[..., None]
    window += seen(sheet.colour, place.height)

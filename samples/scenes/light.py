"""Light on a scene: uneven lamps, glare, shadows, the colour of the light, the lens's dark corners.

Every function changes the picture in place.
"""

from __future__ import annotations

import cv2
import numpy as np

from samples.scenes.noise import Field, Picture, smooth, step

WARM = (1.10, 1.0, 0.76)
"""A phone's white balance that did not follow a 2700 K bulb: red up, blue down (gains a channel)."""

COOL = (0.90, 1.0, 1.10)
"""The same under an overcast sky or a 6500 K tube."""


FIELD_SHRINK = 8
"""Light changes slowly over a picture: its fields are drawn at an eighth of the size and stretched."""


def uneven(rng: np.random.Generator, picture: Picture, strength: float) -> None:
    """A lamp on one side: light falls off by ``strength`` (0–1) across the picture, not quite straight."""
    h, w = (max(2, n // FIELD_SHRINK) for n in picture.shape[:2])
    angle = rng.uniform(0, 2 * np.pi)
    y, x = np.mgrid[-1 : 1 : h * 1j, -1 : 1 : w * 1j].astype(np.float32)
    ramp = (x * np.cos(angle) + y * np.sin(angle)) / np.float32(np.sqrt(2)) / 2 + 0.5
    ramp = ramp + 0.12 * smooth(rng, (h, w), (h / 2, w / 2))
    _multiply(picture, 1 - np.float32(strength) * np.clip(ramp, 0, 1))


def glare(picture: Picture, centre: tuple[float, float], radius: float, strength: float) -> None:
    """A lamp mirrored in gloss: a small burnt-out heart in a wide veil.

    Args:
        picture: Changed.
        centre: Px.
        radius: Of the heart, px; the veil reaches four times as far.
        strength: Light added in the heart; 1 burns white paper and black ink alike.
    """
    h, w = picture.shape[:2]
    y, x = np.mgrid[0:h, 0:w].astype(np.float32)
    off2 = ((x - centre[0]) ** 2 + 1.6 * (y - centre[1]) ** 2) / np.float32(radius**2)
    light = np.float32(strength) * (0.7 * np.exp(-off2) + 0.3 * np.exp(-off2 / 10))
    picture += light[..., None]


def phone_shadow(rng: np.random.Generator, picture: Picture, depth: float) -> None:
    """The shadow of a hand and phone held between lamp and table: a soft-edged bar that comes in from one side."""
    h, w = picture.shape[:2]
    small = np.zeros((200, round(200 * w / h)), dtype=np.float32)
    sh, sw = small.shape
    side = rng.uniform(0, 2 * np.pi)
    inner = np.array([sw / 2, sh / 2]) + rng.uniform(-0.15, 0.15, 2) * (sw, sh)
    way = np.array([np.cos(side), np.sin(side)])
    across = np.array([-way[1], way[0]])
    broad, far = rng.uniform(0.22, 0.4) * sh, 1.5 * max(sh, sw)
    bar = [
        inner + across * broad,
        inner - across * broad,
        inner + way * far - across * broad * 1.8,
        inner + way * far + across * broad * 1.8,
    ]
    cv2.fillConvexPoly(small, np.array(bar).astype(np.int32), 1.0, cv2.LINE_AA)
    soft = cv2.GaussianBlur(small, (0, 0), float(rng.uniform(5, 14)))
    picture *= 1 - np.float32(depth) * cv2.resize(soft, (w, h), interpolation=cv2.INTER_CUBIC)[..., None]


def colour(picture: Picture, gains: tuple[float, float, float]) -> None:
    """Multiply red, green and blue."""
    picture *= np.array(gains, dtype=np.float32)


def vignette(picture: Picture, strength: float) -> None:
    """The lens's dark corners: ``strength`` (0–1) of the light is lost at the very corner."""
    h, w = (max(2, n // FIELD_SHRINK) for n in picture.shape[:2])
    y, x = np.mgrid[-1 : 1 : h * 1j, -1 : 1 : w * 1j].astype(np.float32)
    _multiply(picture, 1 - np.float32(strength) * step((x * x + y * y) / 2, 0.0, 1.0))


def _multiply(picture: Picture, light: Field) -> None:
    """Multiply by a light field that was drawn small."""
    size = (picture.shape[1], picture.shape[0])
    picture *= cv2.resize(light.astype(np.float32), size, interpolation=cv2.INTER_LINEAR)[..., None]

"""What the camera does to the light: blur, exposure, noise, and rounding to 8 bits."""

from __future__ import annotations

import math

import cv2
import numpy as np
import numpy.typing as npt

from samples.scenes.camera import Camera
from samples.scenes.noise import Picture

Bytes = npt.NDArray[np.uint8]
"""Height × width × 3, RGB."""


def through_lens(picture: Picture, camera: Camera) -> Picture:
    """Bend the picture as the camera's lens does."""
    if not camera.bend:
        return picture
    x, y = camera.unbending_maps()
    bent = cv2.remap(picture, x, y, interpolation=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT_101)
    return np.asarray(bent, dtype=np.float32)


def defocus(picture: Picture, sigma: float) -> Picture:
    """Blur evenly; ``sigma`` in px."""
    return np.asarray(cv2.GaussianBlur(picture, (0, 0), sigma), dtype=np.float32) if sigma > 0.3 else picture


def motion(picture: Picture, length: float, angle: float) -> Picture:
    """Blur along a straight line of ``length`` px, ``angle`` degrees clockwise from the right."""
    size = math.ceil(length) // 2 * 2 + 3
    kernel = np.zeros((size, size), dtype=np.float32)
    middle, reach = (size - 1) / 2, length / 2
    dx, dy = math.cos(math.radians(angle)) * reach, math.sin(math.radians(angle)) * reach
    steps = 8  # sub-pixel drawing of the path: 8 fractional bits
    ends = [(round((middle + s * dx) * 2**steps), round((middle + s * dy) * 2**steps)) for s in (-1, 1)]
    cv2.line(kernel, ends[0], ends[1], 1.0, 1, cv2.LINE_AA, shift=steps)
    blurred = cv2.filter2D(picture, -1, kernel / kernel.sum(), borderType=cv2.BORDER_REFLECT_101)
    return np.asarray(blurred, dtype=np.float32)


def expose(rng: np.random.Generator, picture: Picture, exposure: float, noise: float) -> Bytes:
    """Turn light into bytes.

    Args:
        rng: Source of the noise.
        picture: Left as it is.
        exposure: Gain; below 1 is too dark.
        noise: Standard deviation at mid grey, 0–1; shot noise grows with the root of the light, read noise is a
            third of it.
    """
    seen = picture * np.float32(exposure)
    if noise > 0:
        grain = rng.standard_normal(seen.shape, dtype=np.float32)
        if noise > 0.02:  # at high gain the camera's own smoothing leaves blotches two px wide
            grain = cv2.GaussianBlur(grain, (0, 0), 0.8) * 2.2
        level = np.sqrt(np.clip(seen, 0, 1) * 2) * 0.9 + 0.33
        seen += np.float32(noise) * level * grain
    return np.asarray(np.clip(np.rint(seen * 255), 0, 255), dtype=np.uint8)

"""What stands behind a card that is held up, or in place of any card: a room out of focus, hills, people."""

from __future__ import annotations

import cv2
import numpy as np

from samples.scenes.noise import Picture, fractal, step, tint

Shape = tuple[int, int]


def room(rng: np.random.Generator, shape: Shape) -> Picture:
    """A room far out of focus: patches of furniture, a window, lamps as discs of light."""
    h, w = 360, round(360 * shape[1] / shape[0])
    picture = np.full((h, w, 3), rng.uniform(0.35, 0.6), dtype=np.float32) * rng.uniform(0.85, 1.1, 3).astype(
        np.float32
    )
    for _ in range(14):
        x, y = int(rng.integers(-40, w)), int(rng.integers(-40, h))
        far = (x + int(rng.integers(30, 170)), y + int(rng.integers(30, 200)))
        colour = rng.uniform(0.1, 0.85) * rng.uniform(0.75, 1.15, 3)
        cv2.rectangle(picture, (x, y), far, colour.tolist(), -1)
    picture = np.asarray(cv2.GaussianBlur(picture, (0, 0), 14), dtype=np.float32)
    for _ in range(int(rng.integers(2, 8))):
        glow = np.zeros((h, w), dtype=np.float32)
        cv2.circle(
            glow, (int(rng.integers(0, w)), int(rng.integers(0, h))), int(rng.integers(6, 17)), 1.0, -1, cv2.LINE_AA
        )
        colour = np.array([1.0, rng.uniform(0.8, 1.0), rng.uniform(0.55, 0.95)], dtype=np.float32)
        picture += cv2.GaussianBlur(glow, (0, 0), 1.5)[..., None] * colour * np.float32(rng.uniform(0.1, 0.35))
    blurred = cv2.GaussianBlur(picture, (0, 0), 3)
    return np.asarray(
        np.clip(cv2.resize(blurred, (shape[1], shape[0]), interpolation=cv2.INTER_CUBIC), 0, 1), dtype=np.float32
    )


def landscape(rng: np.random.Generator, shape: Shape) -> Picture:
    """Sky with clouds over three ranges of hills."""
    h, w = shape
    y = np.linspace(0, 1, h, dtype=np.float32)[:, None] * np.ones((1, w), dtype=np.float32)
    picture = tint(step(y, 0.0, 0.7), (0.30, 0.50, 0.80), (0.86, 0.88, 0.90))
    clouds = step(fractal(rng, shape, (h / 5, w / 3), octaves=5), 0.05, 0.5) * step(0.6 - y, 0.0, 0.4)
    picture += clouds[..., None] * (0.95 - picture) * 0.8
    for i, colour in enumerate(((0.46, 0.55, 0.62), (0.30, 0.42, 0.34), (0.20, 0.30, 0.14))):
        ridge = fractal(rng, (1, w), (1, w / (3 + i)), octaves=6)[0] * 0.16 + 0.52 + 0.15 * i
        land = step(y, 0, 1) * 0 + np.clip((y - ridge[None, :]) * h / 2, 0, 1)
        texture = 1 + 0.18 * fractal(rng, shape, (h / 60, w / 40), octaves=3)
        picture = (
            picture * (1 - land[..., None]) + land[..., None] * np.array(colour, dtype=np.float32) * texture[..., None]
        )
    return np.asarray(np.clip(picture, 0, 1), dtype=np.float32)


def gathering(rng: np.random.Generator, shape: Shape) -> Picture:
    """People in suits at a reception, a little out of focus."""
    picture = room(rng, shape)
    h, w = shape
    people = np.sort(rng.uniform(0.05, 0.95, int(rng.integers(3, 7))))
    for spot in rng.permutation(people):
        layer, alpha = picture.copy(), np.zeros(shape, dtype=np.float32)
        size, x, y = h * rng.uniform(0.07, 0.11), spot * w, h * rng.uniform(0.28, 0.42)
        suit = (rng.uniform(0.05, 0.3) * rng.uniform(0.85, 1.15, 3)).tolist()
        skin = (np.array([0.84, 0.65, 0.53]) * rng.uniform(0.75, 1.05)).tolist()
        centre = (int(x), int(y))
        for canvas, body, face, hair in ((layer, suit, skin, [0.08, 0.06, 0.05]), (alpha, 1.0, 1.0, 1.0)):
            cv2.ellipse(
                canvas, (int(x), int(y + size * 4.2)), (int(size * 1.9), int(size * 3.0)), 0, 180, 360, body, -1
            )
            cv2.rectangle(canvas, (int(x - size * 1.9), int(y + size * 4.2)), (int(x + size * 1.9), h), body, -1)
            cv2.ellipse(
                canvas, (int(x), int(y - size * 0.25)), (int(size * 0.95), int(size * 1.2)), 0, 0, 360, hair, -1
            )
            cv2.ellipse(canvas, centre, (int(size * 0.8), int(size * 1.05)), 0, 0, 360, face, -1)
        collar = np.array([(x - size * 0.45, y + size * 1.2), (x + size * 0.45, y + size * 1.2), (x, y + size * 2.6)])
        cv2.fillPoly(layer, [collar.astype(np.int32)], (0.93, 0.93, 0.95))
        soft = cv2.GaussianBlur(alpha, (0, 0), size * 0.05)[..., None]
        picture = picture * (1 - soft) + cv2.GaussianBlur(layer, (0, 0), size * 0.08) * soft
    return np.asarray(np.clip(picture, 0, 1), dtype=np.float32)

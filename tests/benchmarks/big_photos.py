"""Photos as a 12-megapixel phone takes them, one card each: what people's folders are full of."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

from samples.make_samples import make
from samples.scenes.plan import WIDE, full_set
from samples.scenes.shot import Keeping, Shot

SEED = 20261124
QUALITY = 92
"""JPEG quality of phones' cameras, about: a photo is 3 to 5 MB."""


def shots(count: int) -> list[Shot]:
    """``count`` single cards of the ordinary set, each taken again at 4032 × 3024 px and kept as a JPEG."""
    chance = random.Random(f"{SEED}/big")
    singles = [shot for shot in full_set(SEED, 4 * count + 8) if shot.arrangement == "single" and shot.fill > 0.5]
    return [
        replace(
            shot,
            file=f"IMG_{number:04d}.jpg",
            size=WIDE,
            keeping=Keeping(quality=QUALITY, tag=chance.choice((1, 1, 1, 3, 6))),
        )
        for number, shot in enumerate(singles[:count], start=1)
    ]


def draw(folder: Path, count: int) -> list[Path]:
    """The paths of ``count`` photos in ``folder``, drawn where they are not there yet."""
    wanted = shots(count)
    if not all((folder / shot.file).is_file() for shot in wanted):
        make(folder, SEED, wanted, processes=2)
    return [folder / shot.file for shot in wanted]

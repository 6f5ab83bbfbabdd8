"""What is to be photographed, how, and how the photo is kept: one record a photo."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

Arrangement = Literal["single", "cut", "hand", "scan", "flatbed", "grid", "scattered", "touching", "sides", "none"]
Light = Literal["plain", "glare", "uneven", "phone-shadow", "dim", "warm", "cool"]
Blur = Literal["none", "defocus", "motion"]
Language = Literal["ja", "en"]


@dataclass(frozen=True)
class Keeping:
    """How a photo is written to disk.

    Attributes:
        suffix: ``.jpg``, ``.png``, ``.webp``, ``.tif`` or ``.heic``.
        quality: The encoder's own scale of 1–100; PNG and TIFF have none.
        tag: EXIF orientation, 1–8. The pixels are stored so that applying it gives the upright photo.
        wrong_tag: The camera was mistaken: the pixels are stored upright though the tag says otherwise, and what
            programs show is turned.
        taken_at: EXIF time of day on the spot, None for a picture without EXIF.
        offset: Its zone, for example ``+09:00``; "" where the camera does not say.
        place: Latitude and longitude in degrees, None where there is no GPS.
    """

    suffix: str = ".jpg"
    quality: int = 90
    tag: int = 1
    wrong_tag: bool = False
    taken_at: datetime | None = None
    offset: str = ""
    place: tuple[float, float] | None = None


@dataclass(frozen=True)
class Shot:
    """One photo to be taken.

    Attributes:
        file: Path below the set's folder; its last part is unique in the set.
        arrangement: How the cards lie; ``sides``: one card and, beside it, the back of an identical one.
        cards: The language of each card, one entry a card.
        style: Layout of every card, None for any.
        ground: Name of the surface or backdrop, see ``samples.scenes.take.GROUNDS``.
        size: Px, width and height of the upright photo.
        fill: Part of the picture's width or height, whichever is tighter, that the cards take.
        columns: Of a grid or of touching cards.
        turn: How the cards are turned on the table, degrees clockwise.
        tilt: Of the camera out of the vertical, degrees.
        azimuth: Side from which the camera looks, degrees clockwise from the near side.
        light: What the light does.
        blur: What the focus or the hand does.
        bend: The lens's k1, see ``Camera.bend``.
        offset: Shift of the cards from the picture's middle, as parts of its width and height.
        keeping: How it is written.
    """

    file: str
    arrangement: Arrangement
    cards: tuple[Language, ...] = ("ja",)
    style: str | None = None
    ground: str = "wood"
    size: tuple[int, int] = (2400, 1800)
    fill: float = 0.8
    columns: int = 1
    turn: float = 0.0
    tilt: float = 0.0
    azimuth: float = 0.0
    light: tuple[Light, ...] = ("plain",)
    blur: Blur = "none"
    bend: float = 0.0
    offset: tuple[float, float] = (0.0, 0.0)
    keeping: Keeping = field(default_factory=Keeping)

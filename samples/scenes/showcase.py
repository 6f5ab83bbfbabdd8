"""The small set that is kept in the repository: sixteen photos that show what the full set has."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from samples.scenes.shot import Keeping, Shot

EVENING = "2026-11-20 異業種交流会"
_START = datetime(2026, 11, 20, 18, 45)
_WIDE, _TALL = (1800, 1350), (1350, 1800)

_SHOTS: tuple[Shot, ...] = (
    Shot(f"{EVENING}/IMG_0101.jpg", "single", ("ja",), ground="wood", size=_WIDE, fill=0.8, turn=2, tilt=6, azimuth=10),
    Shot(
        f"{EVENING}/IMG_0102.heic",
        "single",
        ("ja",),
        ground="desk",
        size=_WIDE,
        fill=0.72,
        turn=-5,
        tilt=16,
        azimuth=30,
    ),
    Shot(
        f"{EVENING}/IMG_0103.jpg",
        "single",
        ("ja",),
        style="tate_classic",
        ground="cloth",
        size=_TALL,
        fill=0.72,
        turn=3,
        tilt=8,
    ),
    Shot(
        f"{EVENING}/IMG_0104.jpg",
        "hand",
        ("ja",),
        ground="room",
        size=_TALL,
        fill=0.72,
        turn=-5,
        tilt=6,
        offset=(0.0, -0.08),
    ),
    Shot(
        f"{EVENING}/IMG_0105.jpg",
        "grid",
        ("ja", "ja", "en", "ja", "en", "ja"),
        ground="wood",
        size=(1920, 2560),
        fill=0.93,
        columns=2,
        tilt=7,
        bend=-0.012,
    ),
    Shot(f"{EVENING}/IMG_0106.jpg", "none", (), ground="gathering", size=(1600, 1200)),
    Shot(
        "IMG_0107.jpg",
        "single",
        ("en",),
        ground="marble",
        size=_WIDE,
        fill=0.78,
        turn=4,
        tilt=10,
        azimuth=-30,
        light=("glare",),
    ),
    Shot("IMG_0108.jpg", "single", ("ja",), ground="newspaper-ja", size=_WIDE, fill=0.66, turn=-9, tilt=14),
    Shot(
        "IMG_0109.jpg",
        "touching",
        ("ja", "en", "ja", "ja"),
        ground="white-desk",
        size=(2200, 1650),
        fill=0.86,
        columns=2,
        turn=6,
        tilt=5,
    ),
    Shot(
        "IMG_0110.webp",
        "single",
        ("en",),
        style="en_dark",
        ground="dark-desk",
        size=_WIDE,
        fill=0.7,
        turn=184,
        tilt=12,
        light=("uneven",),
    ),
    Shot("IMG_0111.jpg", "single", ("ja",), ground="paper", size=_WIDE, fill=0.7, turn=-3, tilt=4),
    Shot("IMG_0112.jpg", "single", ("en",), ground="wood", size=_WIDE, fill=0.72, turn=24, tilt=33, azimuth=50),
    Shot(
        "IMG_0113.jpg",
        "scattered",
        ("ja", "en", "ja", "ja", "en"),
        ground="dark-desk",
        size=(2560, 1920),
        fill=0.92,
        tilt=6,
        light=("warm",),
    ),
    Shot("IMG_0114.jpg", "cut", ("ja",), ground="desk", size=_WIDE, fill=0.8, turn=-2, tilt=5),
    Shot("scan_0115.png", "scan", ("en",)),
    Shot("scan_0116.jpg", "flatbed", ("ja", "en", "ja", "en"), size=(1654, 2339), fill=0.92, columns=2),
    Shot(
        "IMG_0117.jpg",
        "single",
        ("ja",),
        ground="keyboard",
        size=(2560, 1920),
        fill=0.3,
        turn=-7,
        tilt=12,
        light=("phone-shadow",),
    ),
)

_TAGS = {"IMG_0103.jpg": 6, "IMG_0104.jpg": 6, "IMG_0110.webp": 3, "IMG_0112.jpg": 8}
"""Photos that are stored turned, with the tag that says so; the last of them is tagged wrongly."""


def showcase() -> list[Shot]:
    """The showcase's shots, each with the way it is kept."""
    return [_kept(shot, number) for number, shot in enumerate(_SHOTS)]


def _kept(shot: Shot, number: int) -> Shot:
    name = shot.file.rpartition("/")[2]
    suffix = name[name.index(".") :]
    if name.startswith("scan"):
        return replace(shot, keeping=Keeping(suffix=suffix, quality=84))
    return replace(
        shot,
        keeping=Keeping(
            suffix=suffix,
            quality={".heic": 50, ".webp": 80}.get(suffix, 80),
            tag=_TAGS.get(name, 1),
            wrong_tag=name == "IMG_0112.jpg",
            taken_at=_START + timedelta(minutes=4 * number),
            offset="+09:00" if number % 3 else "",
            place=(35.6812, 139.7671) if number % 2 else (0.0, 0.0),
        ),
    )

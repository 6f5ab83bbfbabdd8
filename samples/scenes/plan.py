"""Which photos make a set: every way in which people photograph cards, again and again in other light."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from samples.scenes.shot import Keeping, Language, Light, Shot

GATHERINGS: tuple[tuple[str, datetime], ...] = (
    ("2026-11-20 異業種交流会", datetime(2026, 11, 20, 18, 42)),
    ("2026-10-08 産業交流展", datetime(2026, 10, 8, 10, 15)),
    ("2026-09-15 Autumn Meetup", datetime(2026, 9, 15, 19, 5)),
    ("", datetime(2026, 11, 2, 9, 30)),
)
"""Folder of each gathering and when its first card was photographed; "" is no folder."""

PLACES = ((35.6812, 139.7671), (34.7025, 135.4959), (51.5072, -0.1276), (0.0, 0.0))
"""Tokyo and Osaka stations, London; and 0, 0, which phones write before they know where they are."""

LANDSCAPE, PORTRAIT = (2400, 1800), (1800, 2400)
WIDE, TALL = (4032, 3024), (3024, 4032)
"""A 12 megapixel phone, as it comes."""

JAPANESE_IN_TWENTY = 13
"""Cards in Japanese among twenty: Japanese first, English second."""


@dataclass
class _Deal:
    """Deals languages so that the share holds over the whole set and not only on average."""

    chance: random.Random
    left: list[Language]

    def cards(self, count: int) -> tuple[Language, ...]:
        dealt: list[Language] = []
        for _ in range(count):
            if not self.left:
                self.left += ["ja"] * JAPANESE_IN_TWENTY
                self.left += ["en"] * (20 - JAPANESE_IN_TWENTY)
                self.chance.shuffle(self.left)
            dealt.append(self.left.pop())
        return tuple(dealt)


Recipe = Callable[[random.Random, _Deal, int], Shot]
"""Makes one shot; the number says how often this recipe was used before in the set."""


def _one(chance: random.Random, deal: _Deal, ground: str, *light: Light, tilt: float = 14.0) -> Shot:
    """One card, most of the frame, held as steadily as people do."""
    size = chance.choice([LANDSCAPE, LANDSCAPE, PORTRAIT, (2000, 1500), (1500, 2000), (1920, 1080)])
    return Shot(
        "",
        "single",
        deal.cards(1),
        ground=ground,
        size=size,
        fill=chance.uniform(0.62, 0.88),
        turn=chance.uniform(-8, 8),
        tilt=chance.uniform(0, tilt),
        azimuth=chance.uniform(-60, 60),
        light=light or ("plain",),
        bend=chance.choice([0.0, 0.0, -0.015, 0.008]),
        offset=(chance.uniform(-0.04, 0.04), chance.uniform(-0.04, 0.04)),
    )


def _on(ground: str, *light: Light) -> Recipe:
    def recipe(chance: random.Random, deal: _Deal, _: int) -> Shot:
        return _one(chance, deal, ground, *light)

    return recipe


def _full_frame(chance: random.Random, deal: _Deal, _: int) -> Shot:
    shot = _one(chance, deal, chance.choice(["wood", "desk", "cloth"]), tilt=4)
    return replace(
        shot,
        size=LANDSCAPE,
        fill=chance.uniform(0.93, 0.99),
        turn=chance.uniform(-1.5, 1.5),
        offset=(0.0, 0.0),
        bend=0.0,
    )


def _fifth(chance: random.Random, deal: _Deal, _: int) -> Shot:
    shot = _one(chance, deal, chance.choice(["wood", "desk", "paper", "cloth"]))
    shift = (chance.uniform(-0.25, 0.25), chance.uniform(-0.25, 0.25))
    return replace(shot, size=chance.choice([WIDE, TALL]), fill=chance.uniform(0.2, 0.26), offset=shift)


def _steep(chance: random.Random, deal: _Deal, _: int) -> Shot:
    shot = _one(chance, deal, chance.choice(["wood", "desk", "marble", "dark-desk"]))
    return replace(shot, tilt=chance.uniform(25, 35), azimuth=chance.uniform(-180, 180), turn=chance.uniform(-180, 180))


def _quarter(chance: random.Random, deal: _Deal, before: int) -> Shot:
    return replace(
        _one(chance, deal, chance.choice(["wood", "cloth", "desk"])),
        turn=(90, 180, 270)[before % 3] + chance.uniform(-6, 6),
    )


def _scan(chance: random.Random, deal: _Deal, before: int) -> Shot:
    return Shot(
        "",
        "scan",
        deal.cards(1),
        turn=(0, 0, 90, 180)[before % 4],
        keeping=Keeping(suffix=(".png", ".jpg", ".tif")[before % 3]),
    )


def _flatbed(chance: random.Random, deal: _Deal, before: int) -> Shot:
    count = (4, 6, 3)[before % 3]
    return Shot(
        "",
        "flatbed",
        deal.cards(count),
        size=(1654, 2339),  # A4 at 200 dpi
        fill=chance.uniform(0.88, 0.96),
        columns=2,
        keeping=Keeping(suffix=(".jpg", ".png")[before % 2], quality=88),
    )


def _hand(chance: random.Random, deal: _Deal, _: int) -> Shot:
    size = chance.choice([PORTRAIT, PORTRAIT, LANDSCAPE])
    shot = replace(_one(chance, deal, "room"), arrangement="hand", size=size, fill=chance.uniform(0.5, 0.72))
    return replace(shot, turn=chance.uniform(-12, 12), offset=(0.0, chance.uniform(-0.12, -0.02)))


def _cut(chance: random.Random, deal: _Deal, _: int) -> Shot:
    return replace(_one(chance, deal, chance.choice(["wood", "desk", "cloth"])), arrangement="cut")


def _dim(chance: random.Random, deal: _Deal, _: int) -> Shot:
    return _one(chance, deal, chance.choice(["wood", "desk", "cloth"]), "dim")


def _unsharp(chance: random.Random, deal: _Deal, before: int) -> Shot:
    return replace(_one(chance, deal, chance.choice(["wood", "desk", "paper"])), blur=("defocus", "motion")[before % 2])


def _squeezed(chance: random.Random, deal: _Deal, _: int) -> Shot:
    """As a messenger app passes it on: small and hard pressed."""
    shot = _one(chance, deal, chance.choice(["wood", "desk", "newspaper-ja"]))
    return replace(shot, size=(1600, 1200), keeping=Keeping(quality=chance.randrange(32, 48)))


def _six(chance: random.Random, deal: _Deal, before: int) -> Shot:
    return Shot(
        "",
        "grid",
        deal.cards(6),
        ground=("wood", "desk", "cloth")[before % 3],
        size=(2250, 3000),
        fill=chance.uniform(0.86, 0.94),
        columns=2,
        tilt=chance.uniform(0, 14),
        azimuth=chance.uniform(-40, 40),
        light=chance.choice([("plain",), ("uneven",), ("warm",)]),
        bend=-0.012,
    )


def _scattered(chance: random.Random, deal: _Deal, before: int) -> Shot:
    count = (3, 8, 2, 5)[before % 4]
    ground = ("dark-desk", "wood", "newspaper-en", "white-desk")[before % 4]
    size = WIDE if count > 5 else (3000, 2250)
    return Shot(
        "",
        "scattered",
        deal.cards(count),
        ground=ground,
        size=size,
        fill=0.9,
        tilt=chance.uniform(0, 18),
        azimuth=chance.uniform(-90, 90),
    )


def _touching(chance: random.Random, deal: _Deal, before: int) -> Shot:
    return Shot(
        "",
        "touching",
        deal.cards((4, 2, 6)[before % 3]),
        ground=("wood", "desk", "white-desk")[before % 3],
        size=(3000, 2250),
        fill=0.88,
        columns=2,
        turn=chance.uniform(-12, 12),
        tilt=chance.uniform(0, 12),
    )


def _twenty(chance: random.Random, deal: _Deal, before: int) -> Shot:
    """The whole evening's yield on one table, once; afterwards a dozen."""
    count = 12 if before else 20
    return replace(
        _six(chance, deal, before), cards=deal.cards(count), size=WIDE, columns=4, fill=0.95, tilt=chance.uniform(0, 6)
    )


def _sides(chance: random.Random, deal: _Deal, _: int) -> Shot:
    shot = _one(chance, deal, chance.choice(["wood", "desk", "cloth"]))
    wide = shot.size[0] > shot.size[1]
    return replace(shot, arrangement="sides", size=LANDSCAPE if wide else PORTRAIT, columns=2 if wide else 1, fill=0.9)


def _none(chance: random.Random, deal: _Deal, before: int) -> Shot:
    ground = ("wood", "receipt", "newspaper-ja", "landscape", "screen", "gathering", "keyboard")[before % 7]
    return replace(_one(chance, deal, ground), arrangement="none", cards=())


RECIPES: tuple[Recipe, ...] = (
    _on("wood"),
    _six,
    _scan,
    _hand,
    _on("newspaper-ja"),
    _steep,
    _none,
    _on("paper"),
    _fifth,
    _touching,
    _on("dark-desk"),
    _on("desk", "glare"),
    _quarter,
    _flatbed,
    _cut,
    _on("white-desk", "uneven"),
    _scattered,
    _dim,
    _on("marble", "warm"),
    _unsharp,
    _on("newspaper-en", "cool"),
    _full_frame,
    _on("keyboard"),
    _on("wood", "phone-shadow"),
    _none,
    _squeezed,
    _on("cloth", "glare", "cool"),
    _twenty,
    _sides,
)
"""The order in which a set goes round; a small set has a bit of everything."""


def full_set(seed: int, photos: int) -> list[Shot]:
    """A set of ``photos`` shots: the same for the same seed, and a smaller set is the beginning of a larger one."""
    chance = random.Random(f"{seed}/plan")
    deal = _Deal(chance, [])
    used: dict[int, int] = {}
    shots = []
    for number, keep in zip(range(photos), _keepings(chance), strict=False):
        recipe = RECIPES[number % len(RECIPES)]
        which = RECIPES.index(recipe)
        shot = recipe(chance, deal, used.get(which, 0))
        used[which] = used.get(which, 0) + 1
        shots.append(_kept(chance, shot, number, *keep))
    return shots


def _keepings(chance: random.Random) -> Iterator[tuple[str, datetime]]:
    """Folder and time of one photo after the other: some minutes apart, on one gathering after the other in turn."""
    clocks = [start for _, start in GATHERINGS]
    number = 0
    while True:
        which = number // 7 % len(GATHERINGS)
        clocks[which] += timedelta(seconds=chance.randrange(40, 600))
        yield GATHERINGS[which][0], clocks[which]
        number += 1


def _kept(chance: random.Random, shot: Shot, number: int, folder: str, when: datetime) -> Shot:
    name = f"{folder}/" if folder else ""
    if shot.arrangement in ("scan", "flatbed"):
        return replace(shot, file=f"{name}scan_{number + 1:04d}{shot.keeping.suffix}")
    suffix = (".jpg", ".jpg", ".jpg", ".heic", ".jpg", ".jpg", ".webp", ".jpg", ".jpg")[number % 9]
    if shot.keeping.quality < 60:
        suffix = ".jpg"
    upright = shot.size[1] > shot.size[0]
    tag, wrong = (chance.choice([6, 6, 6, 8, 1]) if upright else chance.choice([1, 1, 1, 3, 2])), False
    if number % 14 == 9:
        tag, wrong = chance.choice([3, 6, 8]), True
    keeping = replace(
        shot.keeping,
        suffix=suffix,
        quality=shot.keeping.quality if shot.keeping.quality < 60 else {".heic": 60, ".webp": 86}.get(suffix, 88),
        tag=1 if suffix == ".heic" else tag,
        wrong_tag=wrong and suffix != ".heic",
        taken_at=when,
        offset=chance.choice(["+09:00", "+09:00", ""]),
        place=chance.choice([None, *PLACES]),
    )
    return replace(shot, file=f"{name}IMG_{number + 1:04d}{suffix}", keeping=keeping)

"""Takes one photo: draws cards, lays them out, aims the camera, lights the scene, keeps the exact corners."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from PIL import Image

from samples.drawing.card import DrawnCard
from samples.drawing.draw import draw_back, draw_card
from samples.scenes import backdrops, hand, layout, light, printed, sensor, surfaces
from samples.scenes.camera import Camera, Points, aim, apply_plane, back_to_table
from samples.scenes.compose import Laid, Shadow, lay, scale_at, table
from samples.scenes.layout import Lying
from samples.scenes.noise import Picture
from samples.scenes.shot import Language, Shot
from samples.scenes.surfaces import Surface
from samples.scenes.visible import box_corners, clearance, on_table, scored, truth_of_part

GROUNDS: dict[str, Surface] = {
    "wood": surfaces.wood,
    "cloth": surfaces.cloth,
    "marble": surfaces.marble,
    "paper": surfaces.paper,
    "white-desk": surfaces.white_desk,
    "dark-desk": surfaces.dark_desk,
    "desk": surfaces.painted_desk,
    "newspaper-ja": printed.newspaper_ja,
    "newspaper-en": printed.newspaper_en,
    "keyboard": printed.keyboard,
    "screen": printed.screen,
}
"""Surfaces that things lie on."""

BACKDROPS = {"room": backdrops.room, "landscape": backdrops.landscape, "gathering": backdrops.gathering}
"""What stands behind a card in a hand, or is photographed without any card."""

LEAST_LEFT = 3
"""Fields that must stay readable on a card cut by the frame, lest nothing is left to score."""


@dataclass(frozen=True)
class TakenCard:
    """One card of a photo: its truth, and its corners in px of the upright photo (None where the frame cuts it)."""

    card: DrawnCard
    truth: dict[str, Any]
    quad: Points | None


@dataclass(frozen=True)
class Taken:
    """A photo, upright, with what is on it."""

    pixels: sensor.Bytes
    cards: tuple[TakenCard, ...]


def take(shot: Shot, seed: str) -> Taken:
    """Take one photo; the same shot and seed give the same photo."""
    chance = random.Random(seed)
    rng = np.random.default_rng(chance.getrandbits(64))
    cards = [_draw(chance, language, shot.style) for language in shot.cards]
    if shot.arrangement == "sides":
        cards.append(draw_back(chance, cards[0]))
    if shot.arrangement == "scan":
        return _scan(chance, rng, shot, cards[0])
    if shot.arrangement == "none":
        return _without_cards(chance, rng, shot)
    places = _arrange(chance, shot, cards)
    camera = _camera(shot, layout.outline(places))
    if shot.arrangement == "cut":
        camera = _cut(chance, camera, cards[0], places[0])
    picture = _scene(chance, rng, shot, camera, cards, places)
    taken = [_taken(camera, card, place) for card, place in zip(cards, places, strict=True)]
    return Taken(_expose(chance, rng, shot, camera, picture, scale_at(camera, places[0])), tuple(taken))


def _draw(chance: random.Random, language: Language, style: str | None) -> DrawnCard:
    while True:
        card = draw_card(chance, style=style)
        if card.kind == language:
            return card


def _size(card: DrawnCard) -> layout.Size:
    return card.picture.width / card.px_per_mm, card.picture.height / card.px_per_mm


def _arrange(chance: random.Random, shot: Shot, cards: Sequence[DrawnCard]) -> list[Lying]:
    sizes = [_size(card) for card in cards]
    match shot.arrangement:
        case "grid" | "flatbed" | "sides":
            placed = layout.grid(chance, sizes, columns=shot.columns, gap=chance.uniform(9, 16), slack=3.5)
        case "touching":
            return layout.touching(chance, sizes, columns=shot.columns, turn=shot.turn)
        case "scattered":
            return layout.scattered(chance, sizes, aspect=shot.size[0] / shot.size[1])
        case _:
            placed = layout.single(sizes[0], shot.turn)
    return placed


def _camera(shot: Shot, seen: Points) -> Camera:
    camera = Camera(*shot.size, tilt=shot.tilt, azimuth=shot.azimuth, bend=shot.bend)
    aimed = aim(camera, seen, shot.fill)
    if shot.offset == (0.0, 0.0):
        return aimed
    wanted = aimed.centre - np.array(shot.offset) * shot.size
    target = back_to_table(aimed, wanted[None, :])[0]
    return replace(aimed, target=(float(target[0]), float(target[1])))


def _cut(chance: random.Random, camera: Camera, card: DrawnCard, place: Lying) -> Camera:
    """Shift the camera so that the frame cuts the card, but leaves enough of its text."""
    part = chance.uniform(0.15, 0.35)
    sides = chance.sample([(1, 0), (-1, 0), (0, 1), (0, -1)], 4)
    while True:
        for dx, dy in sides:
            seen = camera.see(place.corners(), place.height)
            low, high = seen.min(axis=0), seen.max(axis=0)
            over = (high - low) * part
            shift = np.array([dx, dy]) * np.where(
                [dx > 0, dy > 0], low + over, np.array([camera.width, camera.height]) - high + over
            )
            target = back_to_table(camera, (camera.centre + shift)[None, :])[0]
            moved = replace(camera, target=(float(target[0]), float(target[1])))
            left = scored(_taken(moved, card, place).truth)
            if len(left) >= LEAST_LEFT and ("name" in left or "company" in left):
                return moved
        part *= 0.75


def _inside(camera: Camera, points: Points) -> bool:
    return bool(np.all(points >= 0) and np.all(points <= np.array([camera.width - 1, camera.height - 1])))


def _taken(camera: Camera, card: DrawnCard, place: Lying) -> TakenCard:
    quad = camera.see(place.corners(), place.height)
    if _inside(camera, quad):
        return TakenCard(card, card.truth, quad)
    visible = [
        text
        for text in card.texts
        if _inside(camera, camera.see(on_table(place, box_corners(card, text.box)), place.height))
    ]
    return TakenCard(card, truth_of_part(card.truth, visible), None)


def _scene(
    chance: random.Random,
    rng: np.random.Generator,
    shot: Shot,
    camera: Camera,
    cards: Sequence[DrawnCard],
    places: Sequence[Lying],
) -> Picture:
    laid = [Laid(card.picture, place) for card, place in zip(cards, places, strict=True)]
    if shot.arrangement == "hand":
        picture = BACKDROPS[shot.ground](rng, (camera.height, camera.width))
        grip = _grip(chance, rng, camera, cards[0], places[0])
        tone = chance.choice(hand.SKINS)
        hand.paint(rng, picture, grip.behind, tone)
        lay(picture, camera, laid, [])
        hand.cast(picture, grip.front, 2.5 * scale_at(camera, places[0]))
        hand.paint(rng, picture, grip.front, tone, grip.nail)
    elif shot.arrangement == "flatbed":
        picture = np.full((camera.height, camera.width, 3), chance.uniform(0.95, 1.0), dtype=np.float32)
        lay(picture, camera, laid, [Shadow(chance.choice([0, 90, 180, 270]), 0.3, 0.2, chance.uniform(0.12, 0.3))])
        return picture
    else:
        picture = table(rng, camera, GROUNDS[shot.ground])
        lay(picture, camera, laid, _shadows(chance))
    _light(chance, rng, shot, camera, picture, cards, places)
    return picture


def _shadows(chance: random.Random) -> list[Shadow]:
    """A tight one where the paper meets the table, and the lamp's, a millimetre or two long."""
    towards = chance.uniform(0, 360)
    return [
        Shadow(towards, 0.15, 0.35, chance.uniform(0.25, 0.45)),
        Shadow(towards, chance.uniform(0.6, 2.2), chance.uniform(0.5, 1.4), chance.uniform(0.15, 0.35)),
    ]


def _grip(chance: random.Random, rng: np.random.Generator, camera: Camera, card: DrawnCard, place: Lying) -> hand.Grip:
    """Hold the card where the thumb hides no text: over the lowest edge if there is room, else over its neighbours."""
    quad = camera.see(place.corners(), place.height)
    w, h = place.size
    edges = [
        ((-w / 2, -h / 2), (w / 2, -h / 2)),
        ((w / 2, -h / 2), (w / 2, h / 2)),
        ((w / 2, h / 2), (-w / 2, h / 2)),
        ((-w / 2, h / 2), (-w / 2, -h / 2)),
    ]
    lowest = max(range(4), key=lambda i: quad[i][1] + quad[(i + 1) % 4][1])
    best = (-1.0, lowest, 0.5)
    for side in (lowest, (lowest + 1) % 4, (lowest + 3) % 4):
        for along in chance.sample([0.15, 0.25, 0.35, 0.45, 0.55, 0.65, 0.75, 0.85], 8):
            start, end = np.array(edges[side])
            room = clearance(card, start + (end - start) * along)
            best = max(best, (min(room, 24.0), side, along)) if best[0] < 24.0 else best
    reach = float(np.clip(best[0] - 8.0, 5.0, 15.0))  # the thumb is 8 mm wide to each side
    return hand.grip(rng, quad, scale_at(camera, place), best[1], best[2], reach)


def _light(
    chance: random.Random,
    rng: np.random.Generator,
    shot: Shot,
    camera: Camera,
    picture: Picture,
    cards: Sequence[DrawnCard],
    places: Sequence[Lying],
) -> None:
    light.uneven(rng, picture, chance.uniform(0.30, 0.45) if "uneven" in shot.light else chance.uniform(0.03, 0.12))
    if "phone-shadow" in shot.light:
        light.phone_shadow(rng, picture, chance.uniform(0.3, 0.45))
    if "glare" in shot.light and cards:
        index = chance.randrange(len(cards))
        card, place = cards[index], places[index]
        w, h = place.size
        spots = [(chance.uniform(-0.42, 0.42) * w, chance.uniform(-0.42, 0.42) * h) for _ in range(40)]
        spot = max(spots, key=lambda s: clearance(card, s))
        radius = float(np.clip(clearance(card, spot), 3.0, 10.0)) * scale_at(camera, place)
        centre = apply_plane(camera.plane(place.height), on_table(place, np.array([spot])))[0]
        light.glare(picture, (float(centre[0]), float(centre[1])), radius, chance.uniform(0.6, 0.9))
    if "warm" in shot.light or "dim" in shot.light:
        light.colour(picture, light.WARM)
    if "cool" in shot.light:
        light.colour(picture, light.COOL)


def _expose(
    chance: random.Random, rng: np.random.Generator, shot: Shot, camera: Camera, picture: Picture, px_per_mm: float
) -> sensor.Bytes:
    if shot.arrangement == "flatbed":
        return sensor.expose(rng, sensor.defocus(picture, 0.5), 1.0, 0.004)
    light.vignette(picture, chance.uniform(0.05, 0.25))
    picture = sensor.through_lens(picture, camera)
    if shot.blur == "defocus":
        picture = sensor.defocus(picture, chance.uniform(0.09, 0.14) * px_per_mm)
    elif shot.blur == "motion":
        picture = sensor.motion(picture, chance.uniform(0.25, 0.42) * px_per_mm, chance.uniform(0, 180))
    else:
        picture = sensor.defocus(picture, chance.uniform(0.5, 0.8))
    dim = "dim" in shot.light
    exposure = chance.uniform(0.5, 0.62) if dim else chance.uniform(0.9, 1.02)
    return sensor.expose(rng, picture, exposure, chance.uniform(0.03, 0.045) if dim else chance.uniform(0.004, 0.010))


def _scan(chance: random.Random, rng: np.random.Generator, shot: Shot, card: DrawnCard) -> Taken:
    """The card is the frame, as a sheet-fed card scanner gives it; turned by whole quarters."""
    dpi = chance.choice([300, 400, 600])
    scale = dpi / 25.4 / card.px_per_mm
    size = (round(card.picture.width * scale), round(card.picture.height * scale))
    sheet = Image.new("RGB", card.picture.size, (255, 255, 255))
    sheet.paste(card.picture, mask=card.picture.getchannel("A"))
    pixels = np.asarray(sheet.resize(size, Image.Resampling.LANCZOS), dtype=np.float32) / np.float32(255)
    quarters = round(shot.turn / 90) % 4
    turned: Picture = np.ascontiguousarray(np.rot90(pixels, -quarters))
    h, w = turned.shape[0] - 1, turned.shape[1] - 1
    corners = np.roll(np.array([(0.0, 0.0), (w, 0.0), (w, h), (0.0, h)]), -quarters, axis=0)
    exposed = sensor.expose(rng, sensor.defocus(turned, 0.5), chance.uniform(0.96, 1.0), 0.005)
    return Taken(exposed, (TakenCard(card, card.truth, corners),))


def _without_cards(chance: random.Random, rng: np.random.Generator, shot: Shot) -> Taken:
    camera = replace(
        Camera(*shot.size, tilt=shot.tilt, azimuth=shot.azimuth, bend=shot.bend), distance=chance.uniform(280, 420)
    )
    if shot.ground in BACKDROPS:
        picture = BACKDROPS[shot.ground](rng, (camera.height, camera.width))
    elif shot.ground == "receipt":
        slip = printed.receipt(chance, 12.0)
        place = Lying((0.0, 0.0), shot.turn, (slip.width / 12.0, slip.height / 12.0), 0.1)
        camera = aim(camera, place.corners(), shot.fill)
        picture = table(rng, camera, surfaces.wood)
        lay(picture, camera, [Laid(slip, place)], _shadows(chance))
    else:
        picture = table(rng, camera, GROUNDS[shot.ground])
    _light(chance, rng, shot, camera, picture, [], [])
    return Taken(_expose(chance, rng, shot, camera, picture, scale_at(camera, Lying((0.0, 0.0), 0.0, (1.0, 1.0)))), ())

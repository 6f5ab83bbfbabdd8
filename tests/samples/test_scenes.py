"""The virtual camera: corners are where the truth says, layouts hold, a set is what it promises."""

from __future__ import annotations

import json
import random
from collections import Counter
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ExifTags, Image, ImageOps

from samples.make_samples import DEFAULT_PHOTOS, DEFAULT_SEED, truth_of
from samples.scenes import layout
from samples.scenes import take as taking
from samples.scenes.camera import Camera, Points, aim, apply_plane, back_to_table
from samples.scenes.files import EncoderMissingError, save, shown, shown_corners
from samples.scenes.layout import Lying, overlap
from samples.scenes.plan import full_set
from samples.scenes.shot import Keeping, Shot
from samples.scenes.showcase import showcase
from samples.scenes.take import take
from samples.scenes.visible import truth_of_part
from tests.benchmarks.score import score
from tests.samples.plain_card import plain_card

PHOTOS = Path(__file__).resolve().parents[2] / "samples" / "photos"


@pytest.fixture(autouse=True)
def _plain_cards(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(taking, "draw_card", plain_card)


def correlation(pixels: np.ndarray, quad: Points, card: Image.Image) -> float:
    """How like the flat card the photo is inside ``quad``, -1 to 1."""
    flat = np.asarray(card.convert("L").resize((455, 275)), dtype=np.float32)
    corners = np.array([(0, 0), (454, 0), (454, 274), (0, 274)], dtype=np.float32)
    matrix = cv2.getPerspectiveTransform(quad.astype(np.float32), corners)
    grey = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
    back = cv2.warpPerspective(grey, matrix, (455, 275), flags=cv2.INTER_AREA).astype(np.float32)
    return float(np.corrcoef(flat.ravel(), back.ravel())[0, 1])


SHOTS = [
    Shot("a", "single", size=(1200, 900), turn=3, tilt=8),
    Shot("b", "single", size=(900, 1200), turn=200, tilt=34, azimuth=70, bend=-0.02, ground="cloth"),
    Shot("c", "scattered", ("ja", "en", "en"), size=(1600, 1200), tilt=15, ground="desk"),
    Shot("d", "touching", ("ja", "ja", "en", "en"), size=(1600, 1200), columns=2, turn=-11, ground="white-desk"),
    Shot("e", "hand", size=(1200, 1600), fill=0.7, turn=-7, tilt=9, ground="room"),
    Shot("f", "flatbed", ("ja", "en"), size=(827, 1170), columns=1, fill=0.9),
    Shot("g", "scan", turn=270),
    Shot("h", "single", size=(1200, 900), turn=90, light=("glare", "cool"), ground="dark-desk"),
]


@pytest.mark.parametrize("shot", SHOTS, ids=lambda shot: shot.arrangement)
def test_the_photo_inside_a_quad_is_the_card_upright(shot: Shot) -> None:
    taken = take(shot, "7")
    assert len(taken.cards) == len(shot.cards)
    for card in taken.cards:
        assert card.quad is not None
        likeness = correlation(taken.pixels, card.quad, card.card.picture)
        assert likeness > (0.8 if shot.arrangement == "hand" else 0.9)
        upside_down = correlation(taken.pixels, np.roll(card.quad, 2, axis=0), card.card.picture)
        assert upside_down < likeness - 0.2


def test_a_quad_three_px_off_is_told_from_the_true_one() -> None:
    taken = take(replace(SHOTS[0], blur="none"), "7")
    (card,) = taken.cards
    assert card.quad is not None
    true = correlation(taken.pixels, card.quad, card.card.picture)
    assert correlation(taken.pixels, card.quad + 3.0, card.card.picture) < true


def test_the_same_seed_gives_the_same_photo_and_another_seed_another() -> None:
    shot = Shot("a", "single", size=(600, 450), ground="wood")
    first, again, other = take(shot, "1"), take(shot, "1"), take(shot, "2")
    assert np.array_equal(first.pixels, again.pixels)
    assert not np.array_equal(first.pixels, other.pixels)


def test_a_card_cut_by_the_frame_is_scored_only_for_what_is_left() -> None:
    for seed in range(4):
        taken = take(Shot("a", "cut", size=(900, 700), ground="desk", fill=0.8), str(seed))
        (card,) = taken.cards
        assert card.quad is None
        assert card.truth["kana"] is None, "what is not on the card stays so"
        assert card.truth["name"] != "?" or card.truth["company"] != "?"
        entry = truth_of(Shot("a", "cut"), taken)
        assert "quad" not in entry["cards"][0]


def test_text_outside_the_frame_is_not_asked_for() -> None:
    card = plain_card(random.Random(1))
    left = truth_of_part(card.truth, card.texts[:1])
    assert (left["name"], left["company"], left["email"], left["fax"]) == ("Avery Example", "?", "?", None)


def test_a_photo_without_cards_says_so() -> None:
    shot = Shot("a", "none", (), ground="marble", size=(600, 450))
    assert truth_of(shot, take(shot, "1"))["cards"] == []


angles = st.floats(-180, 180, allow_nan=False)


@given(angles, st.floats(0, 35), angles, st.floats(-0.02, 0.02), st.floats(0.2, 0.95))
@settings(max_examples=60, deadline=None)
def test_the_camera_is_aimed_so_that_the_card_fills_as_asked(
    turn: float, tilt: float, azimuth: float, bend: float, fill: float
) -> None:
    corners = Lying((30.0, -12.0), turn, (91.0, 55.0)).corners()
    camera = aim(Camera(1600, 1200, tilt=tilt, azimuth=azimuth, bend=bend), corners, fill)
    seen = apply_plane(camera.plane(), corners)
    assert max(np.ptp(seen, axis=0) / (1600, 1200)) == pytest.approx(fill, abs=1e-3)
    assert np.allclose((seen.min(axis=0) + seen.max(axis=0)) / 2, camera.centre, atol=0.5)
    assert np.allclose(back_to_table(camera, seen), corners, atol=1e-6)


@given(st.floats(-0.02, 0.02))
@settings(max_examples=20, deadline=None)
def test_the_lens_bends_points_as_it_bends_the_picture(bend: float) -> None:
    camera = Camera(160, 120, bend=bend)
    x, y = camera.unbending_maps()
    bent = camera.bend_points(np.column_stack([x.ravel(), y.ravel()]).astype(np.float64))
    rows, columns = np.mgrid[0:120, 0:160]
    assert np.allclose(bent, np.column_stack([columns.ravel(), rows.ravel()]), atol=0.01)


sizes = st.lists(st.sampled_from([(91.0, 55.0), (55.0, 91.0), (89.0, 51.0), (60.0, 60.0)]), min_size=2, max_size=20)


@given(st.integers(0, 2**32), sizes, st.sampled_from(["grid", "touching", "scattered"]), st.integers(1, 5))
@settings(max_examples=60, deadline=None)
def test_no_card_lies_on_another(seed: int, sizes: list[layout.Size], how: str, columns: int) -> None:
    rng = random.Random(seed)
    if how == "grid":
        placed = layout.grid(rng, sizes, columns=columns, gap=9, slack=3.5)
    elif how == "touching":
        placed = layout.touching(rng, sizes, columns=columns, turn=rng.uniform(-45, 45))
    else:
        placed = layout.scattered(rng, sizes, aspect=4 / 3)
    shrunk = [Lying(p.centre, p.turn, (p.size[0] - 0.01, p.size[1] - 0.01)).corners() for p in placed]
    assert not any(overlap(a, b) for i, a in enumerate(shrunk) for b in shrunk[:i])


def test_touching_cards_touch() -> None:
    first, second = layout.touching(random.Random(3), [(91.0, 55.0), (91.0, 55.0)], columns=2, turn=20)
    assert overlap(first.corners(), second.corners(), margin=0.31)


@pytest.mark.parametrize("tag", range(1, 9))
def test_a_stored_photo_is_shown_upright_under_its_tag(tag: int, tmp_path: Path) -> None:
    picture = Image.new("RGB", (64, 48), "white")
    picture.paste((255, 0, 0), (0, 0, 8, 8))
    keeping = Keeping(".png", tag=tag, taken_at=datetime(2026, 11, 20, 19, 31))
    save(picture, tmp_path / "a.png", keeping)
    with Image.open(tmp_path / "a.png") as opened:
        upright = ImageOps.exif_transpose(opened)
    assert upright.tobytes() == picture.tobytes()


@pytest.mark.parametrize("tag", [3, 6, 8])
def test_the_corners_follow_a_wrong_tag(tag: int, tmp_path: Path) -> None:
    picture = Image.new("RGB", (64, 48), "white")
    picture.putpixel((10, 5), (255, 0, 0))
    keeping = Keeping(".png", tag=tag, wrong_tag=True)
    save(picture, tmp_path / "a.png", keeping)
    with Image.open(tmp_path / "a.png") as opened:
        as_shown = ImageOps.exif_transpose(opened).convert("RGB")
    assert as_shown.tobytes() == shown(picture, keeping).tobytes()
    ((x, y),) = shown_corners([[10, 5]], picture.size, keeping)
    assert as_shown.getpixel((int(x), int(y))) == (255, 0, 0)


def test_exif_keeps_time_zone_and_place(tmp_path: Path) -> None:
    keeping = Keeping(taken_at=datetime(2026, 11, 20, 19, 31), offset="+09:00", place=(-35.5, 139.7671))
    save(Image.new("RGB", (32, 32)), tmp_path / "a.jpg", keeping)
    with Image.open(tmp_path / "a.jpg") as opened:
        exif = opened.getexif()
        details, gps = exif.get_ifd(ExifTags.IFD.Exif), exif.get_ifd(ExifTags.IFD.GPSInfo)
    assert details[ExifTags.Base.DateTimeOriginal] == "2026:11:20 19:31:00"
    assert details[ExifTags.Base.OffsetTimeOriginal] == "+09:00"
    assert (gps[ExifTags.GPS.GPSLatitudeRef], gps[ExifTags.GPS.GPSLongitudeRef]) == ("S", "E")
    degrees, minutes, seconds = (float(part) for part in gps[ExifTags.GPS.GPSLongitude])
    assert degrees + minutes / 60 + seconds / 3600 == pytest.approx(139.7671, abs=1e-5)


def test_without_an_encoder_heic_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(EncoderMissingError, match="apt-get install libheif-examples"):
        save(Image.new("RGB", (32, 32)), tmp_path / "a.heic", Keeping(".heic"))


def test_the_full_set_has_every_kind_of_photo_in_the_promised_shares() -> None:
    shots = full_set(DEFAULT_SEED, DEFAULT_PHOTOS)
    cards = Counter(language for shot in shots for language in shot.cards)
    assert len(shots) >= 72
    assert cards.total() >= 120
    assert cards["ja"] / cards.total() == pytest.approx(0.65, abs=0.03)
    assert {shot.arrangement for shot in shots} == {
        *("single", "cut", "hand", "scan", "flatbed", "grid", "scattered", "touching", "sides", "none")
    }
    assert {shot.keeping.suffix for shot in shots} == {".jpg", ".png", ".webp", ".tif", ".heic"}
    assert {"newspaper-ja", "newspaper-en", "dark-desk", "paper", "keyboard"} <= {shot.ground for shot in shots}
    assert max(len(shot.cards) for shot in shots) == 20
    assert any(shot.keeping.wrong_tag for shot in shots)
    assert any(shot.keeping.place == (0.0, 0.0) for shot in shots)
    assert len({shot.file.rpartition("/")[2] for shot in shots}) == len(shots), "found again by their names alone"


def test_a_smaller_set_is_the_beginning_of_a_larger_one() -> None:
    assert full_set(5, 87)[:30] == full_set(5, 30)
    assert full_set(5, 30) != full_set(6, 30)


def test_the_kept_showcase_is_what_it_says() -> None:
    truth = json.loads((PHOTOS / "truth.json").read_text(encoding="utf-8"))
    assert [entry["file"] for entry in truth] == [shot.file for shot in showcase()]
    files = [PHOTOS / entry["file"] for entry in truth]
    assert sum(file.stat().st_size for file in files) < 8e6
    assert any(file.parent.name == "2026-11-20 異業種交流会" for file in files)
    assert any(file.suffix == ".heic" for file in files)
    assert any(not entry["cards"] for entry in truth)
    assert any(len(entry["cards"]) == 6 for entry in truth)


def test_saying_the_showcase_truth_scores_full_marks() -> None:
    truth = json.loads((PHOTOS / "truth.json").read_text(encoding="utf-8"))
    result = score(
        truth, [{"file": entry["file"], "cards": [as_said(card) for card in entry["cards"]]} for entry in truth]
    )
    assert result.mistakes == []
    assert result.missed == []
    assert result.quads_hit == result.quads > 20
    recall, precision, *_ = result.rates()
    assert recall == 1.0
    assert precision >= 1.0  # a card's titles count once as said, each as a hit


def as_said(card: dict[str, Any]) -> dict[str, Any]:
    """A card of the truth as a perfect program would print it."""

    def every(field: str) -> list[str]:
        value = card.get(field)
        if value is None or value == "?":
            return []
        values = value["each"] if isinstance(value, dict) else [value]
        return [one[0] if isinstance(one, list) else one for one in values]

    def first(field: str) -> str | None:
        return next(iter(every(field)), None)

    postal = every("postal")
    contact = {
        "full_name": first("name"),
        "phonetic_name": first("kana"),
        "romanized_name": first("romaji"),
        "organization": first("company"),
        "department": first("department"),
        "titles": every("title"),
        "emails": every("email"),
        "urls": every("url"),
        "addresses": [{"text": text} for text in every("address")] + [{"postal_code": code} for code in postal],
        "phones": [
            {"kind": kind, "text": text}
            for field, kind in (("tel", "work"), ("fax", "fax"), ("mobile", "mobile"))
            for text in every(field)
        ],
    }
    return {"quad": card.get("quad"), "contact": contact}

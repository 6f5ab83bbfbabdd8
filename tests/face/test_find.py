from __future__ import annotations

import hashlib
from importlib import resources
from pathlib import Path

import cv2
import numpy as np
import pytest

from cardscan.face.find import LEAST_PX, find_faces
from cardscan.photo.load import load_photo
from cardscan.records import Pixels
from tests.face.event_pictures import ASTRONAUT, FIVE, HEADS, ROOT, SEVEN, on_heads


def pixels(path: Path, scale: float = 1) -> Pixels:
    loaded = load_photo(path).pixels
    return np.asarray(cv2.resize(loaded, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8)


@pytest.mark.parametrize("scale", [2.5, 1, 0.5])
@pytest.mark.parametrize("path", [SEVEN, FIVE, ASTRONAUT], ids=lambda path: path.stem)
def test_each_face_is_found_once_and_nothing_else(path: Path, scale: float) -> None:
    found = find_faces(pixels(path, scale))
    assert on_heads(found, HEADS[path], scale), found
    assert min(face.score for face in found) > 0.85


def test_a_face_that_fills_the_picture_is_found() -> None:
    close = cv2.resize(pixels(ASTRONAUT)[20:220, 130:330], None, fx=10, fy=10)
    (face,) = find_faces(np.asarray(close, np.uint8))
    assert face.box[2] - face.box[0] > 700


def test_faces_too_small_to_be_told_are_left_out() -> None:
    (face,) = find_faces(pixels(ASTRONAUT, 0.5))
    assert LEAST_PX <= face.box[2] - face.box[0] < 1.25 * LEAST_PX
    assert find_faces(pixels(ASTRONAUT, 0.4)) == []


@pytest.mark.parametrize("name", ["IMG_0107.jpg", "IMG_0110.webp", "IMG_0113.jpg"])
def test_a_card_has_no_face(name: str) -> None:
    assert find_faces(pixels(ROOT / "samples" / "photos" / name)) == []


@pytest.mark.parametrize("size", [(1, 1), (1, 4000), (3000, 2), (39, 39)])
def test_no_picture_is_too_small_or_narrow(size: tuple[int, int]) -> None:
    assert find_faces(np.zeros((*size, 3), np.uint8)) == []


def test_nothing_is_said_on_the_terminal(capfd: pytest.CaptureFixture[str]) -> None:
    find_faces.__globals__["_detector"].cache_clear()
    find_faces(pixels(ASTRONAUT))
    assert capfd.readouterr() == ("", "")


def test_the_network_is_the_published_one() -> None:
    model = resources.files("cardscan.face") / "data" / "face_detection_yunet_2023mar.onnx"
    licence = (resources.files("cardscan.face") / "data" / "LICENSE").read_text()
    assert hashlib.sha256(model.read_bytes()).hexdigest() in licence

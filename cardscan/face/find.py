"""Where the faces on a picture are, by YuNet, a network of 232 kB that OpenCV runs on the processor."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cardscan.records import Pixels

FaceBox = tuple[float, float, float, float]
"""Left, top, right and bottom in px of the picture, origin top left: from the brow to the chin, without the hair."""

LEAST_PX = 40
"""A face that is narrower or lower, in px of the picture, cannot be told by a person who looks at its cut-out."""

_MODEL = Path(__file__).parent / "data" / "face_detection_yunet_2023mar.onnx"

_LONGER_SIDES = (1280, 400)
"""Px to which a picture is made smaller, one after the other. YuNet was trained on faces of 10 to 300 px (its README in
OpenCV Zoo): at 1280 it sees the smallest that are asked for on 12 megapixels, at 400 those that fill the picture."""

_SURE = 0.7
"""Least score. Faces rendered and photographed had 0.90 and more at every size down to 35 px; a motorcycle had 0.76 and
galaxies 0.69, the only ones of 17 pictures without a face. One key says that it is none; one missed costs more."""

_SAME = 0.3
"""Boxes that overlap by more than this share of what both cover are one face (OpenCV's default)."""

_MOST = 5000
"""Boxes looked at before overlapping ones are dropped (OpenCV's default)."""


@dataclass(frozen=True, slots=True)
class FoundFace:
    """A place on a picture that looks like a face."""

    box: FaceBox
    score: float
    """How sure the network is, 0–1."""


def find_faces(pixels: Pixels) -> list[FoundFace]:
    """The faces on an upright picture of at least ``LEAST_PX``, from left to right."""
    found: list[FoundFace] = []
    for longer_side in _LONGER_SIDES:
        found += _at(pixels, longer_side)
    kept = _without_doubles(found)
    large = [face for face in kept if min(_width(face.box), _height(face.box)) >= LEAST_PX]
    return sorted(large, key=lambda face: face.box[0] + face.box[2])


def _at(pixels: Pixels, longer_side: int) -> list[FoundFace]:
    """What is found on a copy whose longer side has so many px, in px of the picture."""
    import cv2
    import numpy as np

    height, width = pixels.shape[:2]
    scale = min(1.0, longer_side / max(height, width))
    size = max(1, round(width * scale)), max(1, round(height * scale))
    small = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA) if scale < 1 else pixels
    detector = _detector()
    detector.setInputSize(size)
    _, rows = detector.detect(np.ascontiguousarray(small))
    faces = []
    for left, top, wide, high, *_landmarks, score in [] if rows is None else rows.tolist():
        box = (
            max(0.0, left / scale),
            max(0.0, top / scale),
            min(float(width), (left + wide) / scale),
            min(float(height), (top + high) / scale),
        )
        if box[0] < box[2] and box[1] < box[3]:
            faces.append(FoundFace(box, min(1.0, max(0.0, score))))
    return faces


@cache
def _detector() -> Any:
    """The network, read by Python: OpenCV cannot open every path."""
    import cv2
    import numpy as np

    model = np.frombuffer(_MODEL.read_bytes(), np.uint8)
    logging = cv2.utils.logging
    level = logging.setLogLevel(logging.LOG_LEVEL_ERROR)  # or OpenCV 5 warns on stderr of a target it was not asked for
    try:
        return cv2.FaceDetectorYN.create("onnx", model, np.empty(0, np.uint8), (320, 320), _SURE, _SAME, _MOST)
    finally:
        logging.setLogLevel(level)


def _without_doubles(found: Iterable[FoundFace]) -> Sequence[FoundFace]:
    """The surest of those that lie on each other."""
    kept: list[FoundFace] = []
    for face in sorted(found, key=lambda face: -face.score):
        if all(_overlap(face.box, other.box) <= _SAME for other in kept):
            kept.append(face)
    return kept


def _overlap(one: FaceBox, other: FaceBox) -> float:
    """What two boxes share of what both cover, 0–1."""
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    if wide <= 0 or high <= 0:
        return 0.0
    both = wide * high
    return both / (_width(one) * _height(one) + _width(other) * _height(other) - both)


def _width(box: FaceBox) -> float:
    return box[2] - box[0]


def _height(box: FaceBox) -> float:
    return box[3] - box[1]
